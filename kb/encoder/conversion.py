"""The bundled weights as a sentence-transformers folder: plain files, written without torch.

Pieces of other scripts are left out: more than half, and no Spanish text needs one. Weights are
written in half precision, half the size; they are loaded in single.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.encoder.nano_format import NanoFile, dequantised

READING = "reading.json"
_META = "▁"
_SPECIALS = {"bos": "<s>", "eos": "</s>", "pad": "<pad>", "unk": "<unk>", "cls": "<s>", "sep": "</s>"}
_LATIN_BELOW = 0x0400
_SYMBOLS = range(0x2000, 0x2C00)
_BASE, _POOLING, _NORMALIZE = (
    f"sentence_transformers.models.{name}" for name in ("Transformer", "Pooling", "Normalize")
)


def write(folder: Path, model: NanoFile) -> None:
    """Write the folder, which must not exist; OSError."""
    from safetensors.numpy import save

    kept = [n for n, (piece, _) in enumerate(model.pieces) if n in _special_ids(model) or _is_latin(piece)]
    for part, config in _configs(model, len(kept)).items():
        path = folder / part
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
    (folder / READING).write_text(json.dumps(_reading(model, kept)), encoding="utf-8")
    (folder / "tokenizer.json").write_text(_tokenizer(model, kept), encoding="utf-8")
    (folder / "model.safetensors").write_bytes(save(_weights(model, kept), metadata={"format": "pt"}))


def _reading(model: NanoFile, kept: list[int]) -> dict[str, Any]:
    """What is left to whoever gives texts to the model: the normalisation, and the characters that it knows."""
    known = {piece for piece, _ in (model.pieces[n] for n in kept) if len(piece) == 1}
    return {"normalisation": model.normalisation, "alphabet": "".join(sorted(known | {" "}))}


def _special_ids(model: NanoFile) -> frozenset[int]:
    return frozenset({model.bos, model.eos, model.pad, model.unknown})


def _is_latin(piece: str) -> bool:
    return all(ord(c) < _LATIN_BELOW or ord(c) in _SYMBOLS for c in piece)


def _configs(model: NanoFile, vocabulary: int) -> Mapping[str, Any]:
    """The small files, by name."""
    shape = model.shape
    return {
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": _BASE},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": _POOLING},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": _NORMALIZE},
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            **{f"{role}_token": token for role, token in _SPECIALS.items()},
        },
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "dtype": "float32",
            "hidden_act": "gelu",
            "vocab_size": vocabulary,
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.feed_forward,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.types,
            "layer_norm_eps": shape.epsilon,
            "pad_token_id": model.pad,
        },
    }


def _tokenizer(model: NanoFile, kept: list[int]) -> str:
    """SentencePiece's unigram model over the kept pieces; texts come to it normalised."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram([model.pieces[n] for n in kept], unk_id=kept.index(model.unknown)))
    tokenizer.normalizer = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_META, prepend_scheme="always", split=False)
    bos, eos = kept.index(model.bos), kept.index(model.eos)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", bos), ("</s>", eos)]
    )
    return tokenizer.to_str()


LAYERS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
"""The parts of a layer in the model file, and in `BertModel`."""


def _weights(model: NanoFile, kept: list[int]) -> dict[str, NDArray[np.float16]]:
    """Every tensor under the name that `BertModel` gives it."""
    shape = model.shape
    hidden, wide = shape.hidden, shape.feed_forward
    words = model.blocks("emb.word", shape.vocabulary, hidden)[kept]
    found = {
        "embeddings.word_embeddings.weight": dequantised(words),
        "embeddings.position_embeddings.weight": model.floats("emb.pos", shape.positions, hidden),
        "embeddings.token_type_embeddings.weight": model.floats("emb.type", shape.types, hidden),
        "embeddings.LayerNorm.weight": model.floats("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": model.floats("emb.ln.b", hidden),
    }
    for layer in range(shape.layers):
        here, there = f"l{layer}", f"encoder.layer.{layer}"
        for short, name in LAYERS.items():
            rows, columns = (wide if short == "fi" else hidden), (wide if short == "fo" else hidden)
            found[f"{there}.{name}.weight"] = dequantised(model.blocks(f"{here}.{short}.w", rows, columns))
            found[f"{there}.{name}.bias"] = model.floats(f"{here}.{short}.b", rows)
        for short, name in NORMS.items():
            found[f"{there}.{name}.weight"] = model.floats(f"{here}.{short}.w", hidden)
            found[f"{there}.{name}.bias"] = model.floats(f"{here}.{short}.b", hidden)
    return {name: values.astype(np.float16) for name, values in found.items()}
