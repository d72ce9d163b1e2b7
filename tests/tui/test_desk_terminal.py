"""The app in a real terminal, on the founding documents, by keystrokes alone."""

import json
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 90


class Terminal:
    """A tmux of its own with one window."""

    def __init__(self, name: str, folder: Path, command: str, size: tuple[int, int]) -> None:
        self.name = name
        self.log = folder / "stderr.log"
        width, height = size
        self.run(
            "-f", "/dev/null", "new-session", "-d", "-x", str(width), "-y", str(height), "-c", str(folder), command
        )

    def run(self, *arguments: str) -> str:
        done = subprocess.run(["tmux", "-L", self.name, *arguments], capture_output=True, text=True, check=True)
        return done.stdout

    @property
    def screen(self) -> str:
        return self.run("capture-pane", "-p")

    def keys(self, *keys: str) -> None:
        self.run("send-keys", *keys)

    def text(self, text: str) -> None:
        self.run("send-keys", "-l", text)

    def until(self, words: str, *, gone: bool = False) -> str:
        """The screen once it has the words, or no longer has them."""
        ends = time.monotonic() + PATIENCE
        while (words in (shown := self.screen)) is gone:
            assert time.monotonic() < ends, f"«{words}» {'stays' if gone else 'does not come'} on:\n{shown}"
            time.sleep(0.1)
        return shown

    def end(self) -> None:
        subprocess.run(["tmux", "-L", self.name, "kill-server"], capture_output=True)


@pytest.fixture
def terminal(founding, tmp_path):
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not here")
    home = tmp_path / "base"
    shutil.copytree(founding, home)
    command = shlex.join([
        "env", f"KB_CACHE={tmp_path / 'cache'}", "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "TERM=xterm-256color",
        f"PYTHONPATH={ROOT}", sys.executable, "-m", "tui.cli", "--home", str(home), "tui",
    ])  # fmt: skip
    found = Terminal(f"boe-kb-{tmp_path.name}", tmp_path, command, (140, 45))
    yield found
    found.end()


def test_a_day_at_the_desk(terminal, tmp_path):
    terminal.until("En: todos los documentos (2)")
    terminal.text("¿Qué dice el artículo 3.1 del Real Decreto 936/2021?")
    terminal.keys("Enter")
    shown = terminal.until("Confianza:")
    assert "[1] art. 3.1 · Real Decreto 936/2021" in shown
    terminal.keys("1")
    terminal.until("de octubre · art. 3.1")

    terminal.keys("c")
    terminal.until("Cita copiada")
    terminal.keys("g")
    terminal.until("Intro: aceptar")
    terminal.text("art 7.2")
    terminal.keys("Enter")
    terminal.until("· art. 7.2")
    terminal.keys("g")
    terminal.until("Intro: aceptar")
    terminal.text("anexo I")
    terminal.keys("Enter")
    terminal.until("· anexo I")
    terminal.keys("a")
    terminal.until("· art. 7.2")
    terminal.keys("l", "Enter")
    terminal.until("· art. 7.2", gone=True)

    terminal.keys("F4")
    terminal.until("obligaciones")
    terminal.until("no evaluada")
    terminal.keys("e")
    terminal.until("Seguimiento de")
    terminal.keys("Enter")
    terminal.until("◐ en curso")
    terminal.keys("Down", "Enter")
    terminal.until("◐ en curso", gone=True)
    terminal.keys("C-s")
    terminal.until("Seguimiento de", gone=True)
    terminal.until("○ aplica")

    terminal.keys("x")
    terminal.until("Exportar lo que se ve")
    terminal.keys("Home", "Enter")
    terminal.until("Guardar en")
    terminal.keys("Enter")
    terminal.until("Exportado")
    [path] = tmp_path.glob("obligaciones-*.json")
    assert "aplica" in {one["status"] for one in json.loads(path.read_text(encoding="utf-8"))}

    terminal.keys("C-q")
