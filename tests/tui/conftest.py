"""The command line in this process, with an encoder that counts words."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kb.base import KnowledgeBase
from kb.settings import Settings
from tests.support import WordEncoder
from tui.cli.program import run
from tui.local import LocalLibrary

WATER = """Real Decreto 7/2099, de 1 de marzo, por el que se regula el agua de los embalses.

Artículo 1. Objeto.

Este real decreto regula el agua de los embalses.

Artículo 2. Plazo.

1. La solicitud se presentará en el plazo de tres meses.

2. La ejecución terminará el 30 de junio de 2099.
"""
FIRE = """Artículo 1. Objeto.

Se regula el fuego de las chimeneas.

Artículo 2. Multa.

La multa asciende a 500 euros.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        """stdout, which has to be JSON and nothing else."""
        return json.loads(self.out)

    @property
    def lines(self):
        """stdout as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def home(tmp_path) -> Path:
    return tmp_path / "base"


@pytest.fixture
def kb(home, tmp_path, monkeypatch, word_encoder, capsys):
    """Run a command on the base of the test."""
    monkeypatch.setenv("KB_HOME", str(home))
    monkeypatch.setenv("KB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("KB_WAIT", "0.2")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("KB_DEBUG", raising=False)
    monkeypatch.setattr("kb.encoder.choice.open_encoder", lambda _: word_encoder)

    def run_(*arguments: object) -> Done:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Done(code=code, out=out, err=err)

    return run_


@pytest.fixture
def texts(tmp_path) -> Path:
    """Two small documents."""
    return written(tmp_path / "textos")


def written(folder: Path) -> Path:
    """A new folder with the two documents."""
    folder.mkdir()
    (folder / "agua.txt").write_text(WATER)
    (folder / "fuego.txt").write_text(FIRE)
    return folder


@pytest.fixture(scope="session")
def both(once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The folder of a base with both, taken in once for all tests: each that works on it has a copy."""

    def fill(home: Path) -> None:
        from ingest.pipeline import ingest

        folder = written(home.parent / "textos")
        with KnowledgeBase.open(Settings.from_environment(home=home), create=True, encoder=WordEncoder()) as base:
            list(ingest(base, [folder]))

    return once("both-words", fill)


@pytest.fixture
def filled(kb, texts, both, home):
    """The command line on a base with both."""
    shutil.copytree(both, home)
    return kb


@pytest.fixture(scope="session")
def sample(once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The folder of a base with the sample documents, searched by common words. Tests only read it."""

    def fill(home: Path) -> None:
        from ingest.pipeline import ingest
        from ingest.samples import sample_files

        with KnowledgeBase.open(Settings.from_environment(home=home), create=True, encoder=WordEncoder()) as base:
            list(ingest(base, sample_files()))

    return once("sample-words", fill)


@pytest.fixture
def library(sample, tmp_path) -> LocalLibrary:
    """The sample documents as the app sees them."""
    return LocalLibrary(Settings(home=sample, cache=tmp_path / "cache"), encoder=WordEncoder())


@pytest.fixture
def own_library(sample, tmp_path) -> LocalLibrary:
    """The same, to write into."""
    home = tmp_path / "propia"
    shutil.copytree(sample, home)
    return LocalLibrary(Settings(home=home, cache=tmp_path / "cache"), encoder=WordEncoder())
