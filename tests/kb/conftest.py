"""What tests of the base share."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kb.store import Store

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def samples() -> ModuleType:
    """Builders of small documents: `base_samples.py`."""
    spec = importlib.util.spec_from_file_location("base_samples", HERE / "base_samples.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def store(tmp_path):
    """An empty base."""
    with Store.open(tmp_path / "base", create=True, wait=0.2) as opened:
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
