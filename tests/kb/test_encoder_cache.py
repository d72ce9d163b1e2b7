"""The kept folder: made once, by one process, and made again when it is not as it was sealed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from kb.encoder import kept_folder as module
from kb.encoder.bundled import FORMAT
from kb.encoder.kept_folder import is_whole, kept_folder

ROOT = Path(__file__).parent.parent.parent
CONVERT = """
import sys
from pathlib import Path
from kb.encoder.conversion import write
from kb.encoder.engine import model_file
from kb.encoder.kept_folder import is_whole, kept_folder
from kb.encoder.nano_format import NanoFile
def make(folder):
    print("made", flush=True)
    write(folder, NanoFile(model_file()))
print("ready", flush=True)
sys.stdin.readline()
kept_folder(Path(sys.argv[1]), make)
assert is_whole(Path(sys.argv[1]))
"""


class Maker:
    """Writes two files and counts how often."""

    times = 0

    def __call__(self, folder: Path) -> None:
        self.times += 1
        (folder / "sub").mkdir(parents=True)
        (folder / "weights").write_bytes(bytes(range(256)) * 100)
        (folder / "sub" / "config.json").write_text("{}")


@pytest.fixture
def make() -> Maker:
    return Maker()


def test_it_is_made_once(tmp_path, make):
    for _ in range(3):
        kept_folder(tmp_path / "a" / "model", make)
    assert make.times == 1
    assert (tmp_path / "a" / "model" / "sub" / "config.json").read_text() == "{}"


def flip_a_byte(folder: Path) -> None:
    data = bytearray((folder / "weights").read_bytes())
    data[5_000] ^= 1
    (folder / "weights").write_bytes(data)


DAMAGES = {
    "a byte": flip_a_byte,
    "cut short": lambda folder: (folder / "weights").write_bytes(b"\0" * 10),
    "a file missing": lambda folder: (folder / "sub" / "config.json").unlink(),
    "a file more": lambda folder: (folder / "sub" / "other.json").write_text("{}"),
    "no seal": lambda folder: (folder / "seal.json").unlink(),
    "a broken seal": lambda folder: (folder / "seal.json").write_bytes(b"\xff{"),
    "a seal of something else": lambda folder: (folder / "seal.json").write_text("[]"),
    "an empty folder": lambda folder: (shutil.rmtree(folder), folder.mkdir()),
    "a file in its place": lambda folder: (shutil.rmtree(folder), folder.write_text("")),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_folder_is_made_again(tmp_path, make, damage):
    folder = tmp_path / "model"
    kept_folder(folder, make)
    damage(folder)
    assert not is_whole(folder)
    kept_folder(folder, make)
    assert is_whole(folder)
    assert make.times == 2


def test_what_a_killed_process_left_is_taken_away(tmp_path, make):
    left = tmp_path / ".making-model-x1" / "model"
    others = tmp_path / ".making-another-x1"
    left.mkdir(parents=True)
    others.mkdir()
    (left / "weights").write_bytes(b"half")
    kept_folder(tmp_path / "model", make)
    assert {path.name for path in tmp_path.iterdir()} == {"model", "model.lock", others.name}


def test_a_failure_leaves_nothing_and_the_next_one_succeeds(tmp_path, make):
    def fail(folder: Path) -> None:
        make(folder)
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        kept_folder(tmp_path / "model", fail)
    assert [path.name for path in tmp_path.iterdir()] == ["model.lock"]
    kept_folder(tmp_path / "model", make)
    assert is_whole(tmp_path / "model")


def test_a_whole_folder_needs_no_lock(tmp_path, make):
    kept_folder(tmp_path / "model", make)
    with FileLock(tmp_path / "model.lock"):
        kept_folder(tmp_path / "model", make)
    assert make.times == 1


def test_who_makes_it_for_ever_is_not_waited_for(tmp_path, make, monkeypatch):
    monkeypatch.setattr(module, "_PATIENCE", 0.05)
    with FileLock(tmp_path / "model.lock"), pytest.raises(OSError, match="lock"):
        kept_folder(tmp_path / "model", make)


def test_two_processes_at_once_convert_the_model_once(tmp_path):
    command = [sys.executable, "-c", CONVERT, str(tmp_path / "models" / f"both-{FORMAT}")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "cwd": ROOT}
    both = [subprocess.Popen(command, **pipes) for _ in range(2)]
    assert [one.stdout.readline() for one in both] == ["ready\n"] * 2
    for one in both:
        one.stdin.write("\n")
        one.stdin.flush()
    said = [one.communicate(timeout=120) for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    assert sorted(out for out, _ in said) == ["", "made\n"]
