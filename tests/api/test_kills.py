import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_a_server_that_is_killed_comes_back_with_all_that_was_committed_and_ends_its_jobs():
    done = subprocess.run([sys.executable, "-m", "bench.kills", "2"], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.startswith("2 kills, "), done.stderr
    assert done.stdout.endswith("wrong: nothing\n")
