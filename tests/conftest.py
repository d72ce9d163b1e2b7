"""What every test may ask for."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from kb.encoder import Encoder
from tests.support import WordEncoder
from tests.support_boe import Gazette

ROOT = Path(__file__).parent.parent
FOUNDING = ("BOE-A-2021-17505", "nota-ai-factory-2024-12-10")
_OWN = pytest.StashKey[str]()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Give the run a folder of its own: in pytest's common one, runs at the same time delete each other's."""
    if config.option.basetemp is None:
        config.option.basetemp = config.stash[_OWN] = tempfile.mkdtemp(prefix="pytest-boe-kb-")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Leave that folder only for whoever wants to see what failed."""
    if exitstatus == 0 and _OWN in session.config.stash:
        shutil.rmtree(session.config.stash[_OWN], ignore_errors=True)


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """A folder by name, filled by the function the first time in the run: its workers share what takes long to make."""
    own = tmp_path_factory.getbasetemp()
    common = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def filled(name: str, fill: Callable[[Path], None]) -> Path:
        folder, draft = common / f"once-{name}", common / f"draft-{name}"
        with FileLock(f"{folder}.lock"):
            if not folder.exists():
                shutil.rmtree(draft, ignore_errors=True)
                draft.mkdir()
                fill(draft)
                draft.rename(folder)
        return folder

    return filled


@pytest.fixture(scope="session")
def founding(shared: Path, once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The folder of a base with both founding documents, read with the real model. Tests only ask it."""

    def fill(home: Path) -> None:
        from ingest.pipeline import ingest
        from kb.base import KnowledgeBase
        from kb.settings import Settings

        documents = [shared / "corpus" / f"{name}.txt" for name in FOUNDING]
        with KnowledgeBase.open(Settings.from_environment(home=home), create=True) as base:
            list(ingest(base, documents))

    return once("founding", fill)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and gold files beside the project."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder of real documents (../shared) is not here")
    return folder


@pytest.fixture
def word_encoder() -> Encoder:
    """An encoder that counts words: searching by it is searching by common words."""
    return WordEncoder()


@pytest.fixture
def gazette(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gazette]:
    """A service like the BOE's on this machine, which is what the command asks."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with Gazette() as gazette:
        monkeypatch.setenv("KB_BOE_URL", gazette.url)
        yield gazette
