"""Any sentence-transformers model from the disk: its prompts, its window, its name, and what cannot be loaded."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from kb.encoder.transformer import TransformerEncoder
from kb.errors import EncoderError


@pytest.fixture
def copied(tiny_model, tmp_path) -> Path:
    return Path(shutil.copytree(tiny_model, tmp_path / "copia"))


def with_prompts(folder: Path, prompts: dict[str, str]) -> TransformerEncoder:
    config = folder / "config_sentence_transformers.json"
    said = json.loads(config.read_text()) | {"prompts": prompts, "default_prompt_name": None}
    config.write_text(json.dumps(said))
    return TransformerEncoder(str(folder))


def prompted(tiny_model: Path, prompt: str, text: str) -> np.ndarray:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(tiny_model), device="cpu", local_files_only=True)
    return model.encode([prompt + text], prompt="", normalize_embeddings=True, show_progress_bar=False)[0]


@pytest.mark.parametrize(
    ("prompts", "query", "passage"),
    [
        ({"query": "pregunta ", "document": "pasaje "}, "pregunta ", "pasaje "),
        ({"query": "pregunta ", "document": ""}, "pregunta ", ""),
        ({"search_query": "busca ", "search_document": "documento "}, "busca ", "documento "),
        ({"query": "", "passage": "texto "}, "", "texto "),
        ({}, "", ""),
    ],
    ids=str,
)
def test_the_models_own_prompts_are_respected(copied, tiny_model, prompts, query, passage):
    encoder = with_prompts(copied, prompts)
    for purpose, prompt in (("query", query), ("passage", passage)):
        [vector] = encoder.encode(["el plazo"], purpose)
        assert np.allclose(vector, prompted(tiny_model, prompt, "el plazo"), atol=1e-5)


@pytest.mark.parametrize(
    ("name", "query"),
    [("multilingual-e5-small", "query: "), ("e5-large-instruct", ""), ("me5ta", ""), ("gte-base", "")],
)
def test_a_model_of_the_e5_family_without_prompts_gets_those_of_its_family(tiny_model, tmp_path, name, query):
    encoder = with_prompts(Path(shutil.copytree(tiny_model, tmp_path / name)), {})
    assert np.allclose(encoder.encode(["plazo"], "query")[0], prompted(tiny_model, query, "plazo"), atol=1e-5)


def test_the_window_counts_the_prompt_and_cuts_nothing(tiny):
    assert tiny.window.tokens == 64
    assert tiny.window.count("ab cd") == len("pasaje") + len("abcd") + 2
    assert tiny.window.count("a " * 500) == len("pasaje") + 500 + 2


def test_what_is_over_the_window_is_left_out(tiny):
    one, other = tiny.encode(["a " * 70 + "b " * 10, "a " * 70 + "c " * 90], "passage")
    assert np.allclose(one, other, atol=1e-6)


def test_a_static_model_has_no_window_and_gives_an_empty_text_a_vector(tmp_path):
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "el": 1, "plazo": 2}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=8)], device="cpu").save(
        str(tmp_path / "static"), create_model_card=False
    )
    encoder = TransformerEncoder(str(tmp_path / "static"))
    vectors = encoder.encode(["el plazo", "", "plazo"], "passage")
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert (encoder.window.count("el plazo " * 3000), encoder.window.tokens) == (6000, 8192)


def cut_the_weights(folder: Path) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:1000])


UNLOADABLE = {
    "an empty folder": lambda folder: (shutil.rmtree(folder), folder.mkdir()),
    "no folder": shutil.rmtree,
    "weights cut short": cut_the_weights,
    "no weights": lambda folder: (folder / "model.safetensors").unlink(),
    "modules that are no JSON": lambda folder: (folder / "modules.json").write_text("{"),
    "no tokenizer": lambda folder: (folder / "tokenizer.json").write_text("{}"),
}


@pytest.mark.parametrize("damage", UNLOADABLE.values(), ids=UNLOADABLE.keys())
def test_what_cannot_be_loaded_is_told_in_one_line(copied, damage):
    damage(copied)
    encoder = TransformerEncoder(str(copied))
    for ask in (lambda: encoder.dimension, lambda: encoder.window, lambda: encoder.encode(["el plazo"], "query")):
        with pytest.raises(EncoderError) as caught:
            ask()
        message = str(caught.value)
        assert message.startswith("no se puede cargar el modelo «")
        assert "KB_MODEL" in message
        assert "\n" not in message


def test_a_folder_is_named_after_what_is_in_it_and_not_where_it_is(tiny_model, copied, tmp_path):
    here = TransformerEncoder(str(copied)).name
    (tmp_path / "otra").mkdir()
    moved = copied.rename(tmp_path / "otra" / "copia")
    assert here.startswith("copia@")
    assert TransformerEncoder(str(moved)).name == here
    weights = moved / "model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    assert TransformerEncoder(str(moved)).name != here
