"""Every curl of docs/api.md does what it says, on the sample documents; every operation is in there."""

import re
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest

from api.state import Keys, Scope, State
from tests.api.conftest import fill, running

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
SAMPLES = ["BOE-A-2099-10001.txt", "nota-agua-2099-03-15.txt"]


def commands() -> list[str]:
    """Each curl of the page, on one line."""
    blocks = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    return [line for block in blocks for line in block.replace("\\\n", " ").splitlines() if line]


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    if shutil.which("curl") is None:
        pytest.skip("there is no curl here")
    folder = tmp_path_factory.mktemp("manual")
    texts = {name: (ROOT / "corpus" / name).read_text(encoding="utf-8") for name in SAMPLES}
    settings = fill(folder / "base", texts, folder)
    with running(settings) as address:
        job = httpx.post(f"{address}/v1/documents", data={"boe_id": "BOE-A-2099-1"}, trust_env=False).json()["id"]
        listed = httpx.get(f"{address}/v1/obligations", trust_env=False).json()["items"]
        book = httpx.get(f"{address}/v1/obligations/export/xlsx", trust_env=False).content
        (folder / "obligaciones.xlsx").write_bytes(book)
        _, key = Keys(State(settings.home)).create("manual", [Scope.ADMIN])
        environment = {
            "BASE": address, "JOB": job, "KEY": key, "OBLIGATION": listed[0]["id"], "PATH": "/usr/bin:/bin",
            "HOME": str(folder),
        }  # fmt: skip

        def run(command: str) -> subprocess.CompletedProcess:
            command = command.replace("@obligaciones", f"@{folder}/obligaciones")
            keyed = command if "Authorization" in command else f'{command} -H "Authorization: Bearer $KEY"'
            return subprocess.run(
                ["sh", "-c", f"{keyed} --fail-with-body -m 60 -w '%{{stderr}}%{{http_code}}'"],
                cwd=ROOT, env=environment, capture_output=True,
            )  # fmt: skip

        yield run


@pytest.mark.parametrize("command", commands())
def test_a_command_of_the_manual_works(shell, command, tmp_path):
    done = shell(command.replace(" -o ", f" -o {tmp_path}/"))
    assert done.returncode == 0, done.stdout
    assert done.stderr.decode()[-3:] in ("200", "202")


def test_every_operation_is_in_the_manual():
    from api.app import create_app
    from kb.settings import Settings

    paths = create_app(Settings(home=Path("nada"), cache=Path("nada"))).openapi()["paths"]
    written = "\n".join(commands())
    missing = [
        path for path in paths if not re.search(re.sub(r"\\\{\w+\\\}", r'[^/"?]+', re.escape(path)) + r'["? ]', written)
    ]
    assert missing == []
