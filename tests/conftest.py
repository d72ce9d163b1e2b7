"""What every test may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.encoder import Encoder
from tests.support import WordEncoder
from tests.support_boe import Gazette

ROOT = Path(__file__).parent.parent


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
