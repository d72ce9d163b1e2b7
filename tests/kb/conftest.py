"""What tests of the base share."""

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from string import ascii_lowercase
from types import ModuleType

import pytest

from kb.encoder.bundled import BundledEncoder
from kb.encoder.transformer import TransformerEncoder
from kb.store import Store

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def samples() -> ModuleType:
    """Builders of small documents: `base_samples.py`."""
    spec = importlib.util.spec_from_file_location("base_samples", HERE / "base_samples.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def nothing(once) -> Path:
    """The folder of an empty base, made once; each test that writes has a copy."""
    return once("empty", lambda home: Store.open(home, create=True).close())


@pytest.fixture
def store(tmp_path, nothing):
    """An empty base."""
    shutil.copytree(nothing, tmp_path / "base")
    with Store.open(tmp_path / "base", wait=0.2) as opened:
        yield opened


@pytest.fixture
def start():
    """Start Python in another process, where `samples`, `Store` and `Index` can be used as here."""
    preamble = (
        f"import os, sys; sys.path[:0] = [{str(HERE)!r}, {str(HERE.parent.parent)!r}]\n"
        "import base_samples as samples\nfrom pathlib import Path\n"
        "from kb.store import Store\nfrom kb.index import Index\nfrom kb.errors import *\n"
    )
    started = []

    def run(code: str, **options) -> subprocess.Popen:
        command = [sys.executable, "-c", preamble + code]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        started.append(subprocess.Popen(command, text=True, **pipes | options))
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def model_cache(once) -> Path:
    """A cache where the bundled model is converted once for all tests; they only read it."""
    return once("model-cache", lambda folder: None)


@pytest.fixture(scope="session")
def by_engine(model_cache) -> BundledEncoder:
    """The bundled model, never in torch."""
    return BundledEncoder(model_cache, bulk=sys.maxsize)


@pytest.fixture(scope="session")
def by_torch(model_cache) -> BundledEncoder:
    """The bundled model, in torch for whatever is not a text alone."""
    return BundledEncoder(model_cache, bulk=0)


@pytest.fixture(scope="session")
def tiny_model(once) -> Path:
    """A folder with a transformer of two layers that nobody trained, and prompts of its own."""
    return once("tiny", write_tiny) / "modelo-de-prueba" / "whole"


def write_tiny(place: Path) -> None:
    """Write it into a folder, below what it is made of."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = place / "modelo-de-prueba"
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *ascii_lowercase, *(f"##{c}" for c in ascii_lowercase)]
    tokenizer = Tokenizer(models.WordPiece({piece: n for n, piece in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    specials = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=64, **specials).save_pretrained(
        folder / "bare"
    )
    torch.manual_seed(2021)
    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    BertModel(BertConfig(vocab_size=len(pieces), max_position_embeddings=64, **sizes)).save_pretrained(folder / "bare")
    whole = SentenceTransformer(modules=[Transformer(str(folder / "bare")), Pooling(32)], device="cpu")
    whole.save(str(folder / "whole"), create_model_card=False)
    config = folder / "whole" / "config_sentence_transformers.json"
    prompts = {"query": "pregunta ", "document": "pasaje "}
    config.write_text(json.dumps(json.loads(config.read_text()) | {"prompts": prompts, "default_prompt_name": "query"}))


@pytest.fixture(scope="session")
def tiny(tiny_model) -> TransformerEncoder:
    """The encoder of that folder."""
    return TransformerEncoder(str(tiny_model))
