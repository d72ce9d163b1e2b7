"""The bundled model as a sentence-transformers folder, made once and kept in the user's cache."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from filelock import FileLock

from kb.encoder.nano_format import NanoFile, Shape

FORMAT = 1
"""Raised when what is written changes."""

_SEAL = "seal.json"
_NORMALISATION = "normalisation.json"
_META = "▁"
_LATIN_BELOW = 0x0400
_SYMBOLS = range(0x2000, 0x2C00)
"""Pieces of other scripts are left out: more than half, and no Spanish text needs one."""


def folder_of(model: Path, cache: Path) -> Path:
    """The converted folder for a model file, made if it is missing or damaged; safe in several processes at once."""
    digest = _digest(model)
    folder = cache / "models" / f"e5-small-{digest[:16]}-{FORMAT}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    if _sound(folder):
        return folder
    with FileLock(f"{folder}.lock"):
        if not _sound(folder):
            _replace(folder, NanoFile(model))
    return folder


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _seal(folder: Path) -> dict[str, str]:
    """The hash of every file of a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != _SEAL)
    return {str(path.relative_to(folder)): _digest(path) for path in files}


def _sound(folder: Path) -> bool:
    try:
        said = json.loads((folder / _SEAL).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return _NORMALISATION in said and bool(said == _seal(folder))


def _replace(folder: Path, model: NanoFile) -> None:
    """Write beside, then put in place in one step."""
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".making-") as made:
        fresh = Path(made) / "model"
        _write(fresh, model)
        (fresh / _SEAL).write_text(json.dumps(_seal(fresh)), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)


def _write(folder: Path, model: NanoFile) -> None:
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertModel, PreTrainedTokenizerFast

    hush()
    kept = [n for n, (piece, _) in enumerate(model.pieces) if n < 4 or _is_latin(piece)]
    bare = folder / "bare"
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=_tokenizer(model, kept),
        model_max_length=model.shape.positions,
        bos_token="<s>",
        eos_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        cls_token="<s>",
        sep_token="</s>",
    )
    bert = BertModel(_config(model.shape, len(kept)), add_pooling_layer=False)
    bert.load_state_dict({name: torch.from_numpy(value.copy()) for name, value in _weights(model, kept).items()})
    tokenizer.save_pretrained(bare)
    bert.save_pretrained(bare)
    transformer = Transformer(
        str(bare), max_seq_length=model.shape.positions, model_kwargs={"add_pooling_layer": False}
    )
    pooling = Pooling(model.shape.hidden, pooling_mode="mean")
    whole = SentenceTransformer(modules=[transformer, pooling, Normalize()], device="cpu")
    whole.save(str(folder), create_model_card=False)
    shutil.rmtree(bare)
    codes = {ord(character): becomes for character, becomes in model.normalisation.items()}
    (folder / _NORMALISATION).write_text(json.dumps(codes), encoding="utf-8")


def normalisation_of(folder: Path) -> dict[int, str]:
    """What each code point becomes before a text is cut into pieces, for `str.translate`."""
    codes = json.loads((folder / _NORMALISATION).read_text(encoding="utf-8"))
    return {int(code): becomes for code, becomes in codes.items()}


def hush() -> None:
    """No progress bars and reports of a library on a person's terminal."""
    from transformers.utils import logging

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]


def _is_latin(piece: str) -> bool:
    return all(ord(c) < _LATIN_BELOW or ord(c) in _SYMBOLS for c in piece)


def _tokenizer(model: NanoFile, kept: list[int]) -> Any:
    """SentencePiece's unigram model over the kept pieces; texts come to it normalised."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram([model.pieces[n] for n in kept], unk_id=kept.index(model.unknown)))
    tokenizer.normalizer = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_META, prepend_scheme="always", split=False)
    bos, eos = kept.index(model.bos), kept.index(model.eos)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", bos), ("</s>", eos)]
    )
    return tokenizer


def _config(shape: Shape, vocabulary: int) -> Any:
    from transformers import BertConfig

    return BertConfig(
        vocab_size=vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=1,
    )


_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def _weights(model: NanoFile, kept: list[int]) -> dict[str, Any]:
    """Every tensor under the name that `BertModel` gives it."""
    shape = model.shape
    hidden, wide = shape.hidden, shape.feed_forward
    words = model.weights("emb.word", shape.vocabulary, hidden)
    found = {
        "embeddings.word_embeddings.weight": words[kept],
        "embeddings.position_embeddings.weight": model.floats("emb.pos", shape.positions * hidden).reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": model.floats("emb.type", shape.types * hidden).reshape(-1, hidden),
        "embeddings.LayerNorm.weight": model.floats("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": model.floats("emb.ln.b", hidden),
    }
    for layer in range(shape.layers):
        here, there = f"l{layer}", f"encoder.layer.{layer}"
        for short, name in _LAYER.items():
            rows, columns = (wide if short == "fi" else hidden), (wide if short == "fo" else hidden)
            found[f"{there}.{name}.weight"] = model.weights(f"{here}.{short}.w", rows, columns)
            found[f"{there}.{name}.bias"] = model.floats(f"{here}.{short}.b", rows)
        for short, name in _NORMS.items():
            found[f"{there}.{name}.weight"] = model.floats(f"{here}.{short}.w", hidden)
            found[f"{there}.{name}.bias"] = model.floats(f"{here}.{short}.b", hidden)
    return found
