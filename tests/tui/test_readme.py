"""The session that README.md shows, run: the real command with the real model on the sample documents."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ELLIPSIS = "…"


def session() -> list[tuple[str, str]]:
    """Each command of the section, and what it is said to write."""
    section = README.partition("## Un uso real")[2].partition("\n## ")[0]
    shown = "\n".join(line[4:] for line in section.splitlines() if line.startswith("    ") or not line)
    parts = re.split(r"^\$ (.+)$", shown, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    folder = tmp_path_factory.mktemp("readme")
    environment = os.environ | {"KB_HOME": str(folder / "base"), "PATH": f"{Path(sys.executable).parent}:{os.defpath}"}
    for name in ("KB_LLM_URL", "KB_LLM_MODEL", "KB_MODEL"):
        environment.pop(name, None)
    return lambda command: (
        subprocess.run(["sh", "-c", command], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8").stdout
    )


def test_the_session_is_as_shown(shell):
    found = session()
    assert len(found) >= 3
    for command, shown in found:
        pattern = r"\s+".join(".*" if word == ELLIPSIS else re.escape(word) for word in shown.split())
        written = shell(command)
        assert re.fullmatch(pattern, written.strip(), re.DOTALL), written
