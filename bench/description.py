"""Requests that schemathesis makes of the service's own description, against a real server, all checks.

    python -m bench.description [EXAMPLES [OPERATION_ID...]]

First without a key, then with one that may do everything while the service asks for keys. Vectors count words, and the
gazette is nowhere: what is tried is the service. What only has a name in the schema (a cursor, a time limit) is made by
`tests.support_requests`; what no schema can say is told below.
"""

from __future__ import annotations

import os
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
from tests.support_requests import WORKBOOK
from tests.support_serving import running

ROOT = Path(__file__).parents[1]
_CHECKS = """
[[operations]]
include-name = "POST /v1/documents"
checks.positive_data_acceptance.enabled = false
checks.negative_data_rejection.enabled = false
[[operations]]
include-name = "POST /v1/follow-up/import"
phases.examples.enabled = false
[[operations]]
include-name = "PATCH /v1/obligations/{obligation_id}"
checks.positive_data_acceptance.expected-statuses = ["2xx", "404", "412"]
checks.missing_required_header.expected-statuses = [428]
"""
"""The configuration of schemathesis.

It puts the examples of all fields together, so that there are files and identifiers where there is to be one of the
two, and an empty list of files beside identifiers is none once it is a form; its own example of any file is a picture,
and never a workbook. RFC 9110 and 6585 have statuses of their own for `If-Match` and its absence.
"""
UNBOUNDED = Options(requests_per_second=1e6, burst=10**6, failures_per_minute=10**6)


def run(examples: int, operations: list[str], folder: Path, *, with_key: bool) -> int:
    """What schemathesis ends with: 0 when nothing it did broke what is described."""
    settings = Settings(home=folder / "base", cache=folder / "cache", wait=30, boe="http://127.0.0.1:9")
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as base:
        list(ingest(base, sample_files()))
        (folder / "libro.xlsx").write_bytes(base.export(base.checklist(), "xlsx"))
    hooks = {
        "SCHEMATHESIS_HOOKS": "tests.support_requests", WORKBOOK: str(folder / "libro.xlsx"), "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    header = ["-H", f"Authorization: Bearer {_key(settings)}"] if with_key else []
    with running(settings, UNBOUNDED) as address:
        (folder / "schemathesis.toml").write_text(_CHECKS)
        command = [sys.executable, "-m", "schemathesis.cli", "run", f"{address}/openapi.json", *header]
        command += ["--max-examples", str(examples), "--continue-on-failure", "--seed", "2021"]
        command += ["--suppress-health-check", "all", "--no-color", "--request-timeout", "60"]
        for one in operations:
            command += ["--include-operation-id", one]
        return subprocess.run(command, cwd=folder, env=os.environ | hooks).returncode


def _key(settings: Settings) -> str:
    state = State(settings.home)
    try:
        return Keys(state).create("bench", [Scope.ADMIN])[1]
    finally:
        state.close()


if __name__ == "__main__":
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    operations, codes = sys.argv[2:], []
    for with_key in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            print(f"== {'with' if with_key else 'without'} a key, {examples} examples", flush=True)
            codes.append(run(examples, operations, Path(folder), with_key=with_key))
    sys.exit(max(codes))
