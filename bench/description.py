"""Requests that schemathesis makes of the service's own description, against a real server, all checks.

    python -m bench.description [EXAMPLES]

First without a key, then with one that may do everything while the service asks for keys. Vectors count words, and the
gazette is nowhere: what is tried is the service. What only has a name in the schema (a cursor, a time limit) is made by
`tests.support_requests`; what no schema can say is listed below.
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
from tests.support_requests import UNSAID, WORKBOOK
from tests.support_serving import running

ROOT = Path(__file__).parents[1]
UNSAYABLE = {
    UNSAID: "one of two parameters and never both",
    "POST /v1/documents": "files or identifiers, and an empty list of a form is none",
    "POST /v1/follow-up/import": "a workbook, which nobody makes up",
    "GET /v1/ask": "a day on which the documents were there",
    "POST /v1/ask": "a day on which the documents were there",
    "GET /v1/documents/{document_id}/text": "a day on which the document was there",
    "GET /v1/documents/{document_id}/view": "a day on which the document was there",
}
"""Operations of which not all that fits the schema is accepted, and what they need that a schema cannot say."""
_LEFT_OUT = """
[[operations]]
include-name = "{}"
checks.positive_data_acceptance.enabled = false
checks.negative_data_rejection.enabled = {}
"""
_CHECKS = (
    "".join(_LEFT_OUT.format(one, str(one != "POST /v1/documents").lower()) for one in UNSAYABLE)
    + """
[[operations]]
include-name = "PATCH /v1/obligations/{obligation_id}"
checks.positive_data_acceptance.expected-statuses = ["2xx", "404", "412"]
checks.missing_required_header.expected-statuses = [428]
"""
)
"""The configuration of schemathesis: RFC 9110 and 6585 have statuses of their own for `If-Match` and its absence."""
UNBOUNDED = Options(requests_per_second=1e6, burst=10**6, failures_per_minute=10**6)


def run(examples: int, folder: Path, *, with_key: bool) -> int:
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
        command += ["--suppress-health-check", "all", "--no-color"]
        return subprocess.run(command, cwd=folder, env=os.environ | hooks).returncode


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
