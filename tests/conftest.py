"""What every test may ask for."""

from pathlib import Path

import pytest

from kb.encoder import Encoder
from tests.support import WordEncoder

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
