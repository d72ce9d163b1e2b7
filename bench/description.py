"""Requests that schemathesis makes of the service's own description, against a real server, all checks.

    python -m bench.description [EXAMPLES]

First without a key, then with one that may do everything while the service asks for keys. Vectors count words, and the
gazette is nowhere: what is tried is the service. Left out is the check that whatever fits the schema is accepted: what
a cursor, a region or a time limit may be is more than a schema can say.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from api.options import Options
from api.state import Keys, Scope, State
from ingest.pipeline import ingest
from ingest.samples import sample_files
from kb.base import KnowledgeBase
from kb.settings import Settings
from tests.support import WordEncoder
from tests.support_serving import running

UNBOUNDED = Options(requests_per_second=1e6, burst=10**6, failures_per_minute=10**6)


def run(examples: int, folder: Path, *, with_key: bool) -> int:
    """What schemathesis ends with: 0 when nothing it did broke what is described."""
    settings = Settings(home=folder / "base", cache=folder / "cache", wait=30, boe="http://127.0.0.1:9")
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as base:
        list(ingest(base, sample_files()))
    header = ["-H", f"Authorization: Bearer {_key(settings)}"] if with_key else []
    with running(settings, UNBOUNDED) as address:
        command = [sys.executable, "-m", "schemathesis.cli", "run", f"{address}/openapi.json", *header]
        command += ["--max-examples", str(examples), "--checks", "all", "--continue-on-failure", "--seed", "2021"]
        command += ["--exclude-checks", "positive_data_acceptance", "--suppress-health-check", "all", "--no-color"]
        return subprocess.run(command, cwd=folder).returncode


def _key(settings: Settings) -> str:
    state = State(settings.home)
    try:
        return Keys(state).create("bench", [Scope.ADMIN])[1]
    finally:
        state.close()


if __name__ == "__main__":
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    codes = []
    for with_key in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            print(f"== {'with' if with_key else 'without'} a key, {examples} examples", flush=True)
            codes.append(run(examples, Path(folder), with_key=with_key))
    sys.exit(max(codes))
