"""How urgent a process is."""

import os
import subprocess
import sys

from ingest.priority import let_others_first


def test_whoever_asks_goes_first():
    code = "import os; from ingest.priority import *; let_others_first(); print(os.nice(0))"
    before = os.nice(0)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) == min(before + 5, 19)


def test_a_system_without_the_call_goes_on(monkeypatch):
    monkeypatch.delattr(os, "nice")
    let_others_first()
