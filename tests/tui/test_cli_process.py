"""The command as a process of its own, with the real model: pipes, signals, other writers, limits."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.tui.conftest import FIRE, WATER

ROOT = Path(__file__).parent.parent.parent
FILES = 4
KB = (sys.executable, "-m", "tui.cli")
HEAVY = {
    "pydantic",
    "fastapi",
    "spacy",
    "torch",
    "transformers",
    "sentence_transformers",
    "alembic",
    "textual",
    "scipy",
    "holidays",
    "plazos",
    "kb.cross_references",
    "kb.deadlines",
    "kb.exports",
    "ingest",
    "tui.cli.follow_up",
    "tui.cli.ingestion",
    "tui.cli.serving",
}
MOST_MODULES = 582
"""What a question may load: SQLAlchemy, numpy, faiss and Typer are some 450 of them with what they need."""


@pytest.fixture
def environment(home):
    return {**os.environ, "KB_HOME": str(home), "KB_WAIT": "0.2", "PYTHONPATH": str(ROOT), "COLUMNS": "80"}


@pytest.fixture
def start(environment):
    """Start a command; what is left running at the end is stopped."""
    started = []

    def start_(*arguments, command=KB, **options):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        words = [*command, *map(str, arguments)]
        started.append(subprocess.Popen(words, env=environment, text=True, cwd=ROOT, **pipes | options))
        return started[-1]

    yield start_
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def run(start):
    """Run a command to its end: code, stdout, stderr."""

    def run_(*arguments, **options):
        process = start(*arguments, **options)
        out, err = process.communicate(timeout=200)
        return process.returncode, out, err

    return run_


@pytest.fixture
def many(tmp_path):
    """A folder whose texts are encoded in several calls, so that an ingestion goes on after its first report."""
    folder = tmp_path / "muchos"
    folder.mkdir()
    for n in range(FILES):
        articles = (
            f"Artículo {m}. Cosa {m}.\n\nLa cosa {m} de {n} tiene un plazo de {m} meses.\n" for m in range(1, 31)
        )
        (folder / f"norma-{n:02d}.txt").write_text("\n".join(articles))
    return folder


@pytest.fixture(scope="session")
def small(once):
    """The folder of a base with both texts, as the command makes it."""

    def fill(folder):
        names = [folder / "agua.txt", folder / "fuego.txt"]
        for path, text in zip(names, (WATER, FIRE), strict=True):
            path.write_text(text)
        command = [*KB, "--home", folder / "base", "ingest", *names]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)

    return once("small-base", fill) / "base"


@pytest.fixture
def filled_home(home, small):
    """That base, for a test to do what it likes with."""
    return shutil.copytree(small, home)


def sound(run):
    code, out, err = run("verify", "--json")
    assert json.loads(out)["problems"] == [], err
    assert code == 0
    return json.loads(out)["checked"]


def test_from_files_to_a_cited_answer(run, texts):
    code, _, err = run("ingest", texts)
    assert (code, err) == (0, "")
    code, out, err = run("ask", "¿Cuándo terminará la ejecución?", "--json")
    assert err == ""
    answer = json.loads(out)
    assert code == (0 if answer["status"] == "answered" else 3)
    assert answer["hits"][0]["document_id"] == "agua"
    sound(run)


def test_the_script_is_the_same_command(run):
    script = Path(sys.executable).with_name("kb")
    if not script.exists():
        pytest.skip("the project is not installed here")
    assert run("--version", command=(str(script),))[1].startswith("boe-kb ")


@pytest.mark.parametrize("command", [["list"], ["search", "agua"], ["ask", "agua"], ["ask", "agua", "--json"]])
@pytest.mark.usefixtures("filled_home")
def test_asking_and_listing_load_nothing_heavy(run, command):
    code = (
        "import sys; from tui.cli.program import run; run(sys.argv[1:]); "
        f"print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr); "
        "print(len(sys.modules), file=sys.stderr)"
    )
    _, out, err = run(*command, command=(sys.executable, "-c", code))
    assert out
    heavy, count = err.splitlines()[-2:]
    assert heavy == "[]"
    assert int(count) <= MOST_MODULES


@pytest.mark.usefixtures("filled_home")
def test_a_reader_that_goes_away_is_no_error_to_talk_about(start):
    process = start("list", "--json")
    process.stdout.close()
    process.wait(timeout=200)
    assert process.stderr.read() == ""
    process.stdout = None
    lines = "\n".join(json.dumps({"id": n, "question": "agua"}) for n in range(200))
    process = start("ask", "--batch", "-")
    process.stdin.write(lines)
    process.stdin.close()
    assert process.stdout.readline()
    process.stdout.close()
    process.wait(timeout=200)
    assert process.stderr.read() == ""
    process.stdin = process.stdout = None


@pytest.mark.usefixtures("filled_home")
def test_a_batch_answers_each_line_as_it_comes(start):
    process = start("ask", "--batch", "-", bufsize=1)
    for n in range(3):
        process.stdin.write(json.dumps({"id": n, "question": "¿Cuándo terminará la ejecución?"}) + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == str(n)
    process.stdin.close()
    assert process.wait(timeout=200) == 0
    process.stdin = None


def _heed_interrupts():
    """What a shell has its jobs in the background ignore, this one must not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_stopped_at_any_moment_the_base_is_in_its_last_commit(run, start, many, sent, code):
    process = start("ingest", many, preexec_fn=_heed_interrupts)
    assert "añadido" in process.stdout.readline()
    process.send_signal(sent)
    _, err = process.communicate(timeout=200)
    assert (process.returncode, err) == (code, "")
    assert 0 < sound(run)["documents"] < FILES
    status, out, _ = run("search", "plazo", "--json")
    assert status == 0
    assert json.loads(out)
    status, out, _ = run("ingest", many)
    assert status == 0
    assert "sin cambios" in out
    assert sound(run)["documents"] == FILES


def _on_a_terminal(start, *arguments):
    """Run a command whose stderr is a terminal: code, stdout, what was shown on it."""
    ours, theirs = os.openpty()
    process = start(*arguments, stderr=theirs)
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # what Linux says once nobody has the other side
        while some := os.read(ours, 4096):
            shown += some
    os.close(ours)
    out, _ = process.communicate(timeout=200)
    return process.returncode, out, shown.decode()


@pytest.mark.usefixtures("filled_home")
def test_how_many_vectors_are_made_is_shown_on_a_terminal_alone(run, start, environment):
    environment["TERM"] = "xterm"
    code, out, shown = _on_a_terminal(start, "reencode")
    assert code == 0
    assert "Calculando vectores" in shown
    assert "0%" in shown
    assert "100%" in shown
    assert sound(run)["vectors"] > 0
    again, told, err = run("reencode")
    assert (again, told) == (code, out)
    assert len(err.splitlines()) == 1


def test_of_two_ingestions_at_once_one_is_told_to_wait(run, start, many, texts):
    first = start("ingest", many)
    assert "añadido" in first.stdout.readline()
    first.send_signal(signal.SIGSTOP)
    status, out, err = run("ingest", texts)
    assert (status, out) == (1, "")
    assert "otro proceso está escribiendo en la base" in err
    assert len(err.splitlines()) == 1
    status, out, err = run("ask", "¿Qué plazo tiene la cosa 3?", "--json")
    assert status in (0, 1, 3)
    assert len(err.splitlines()) <= 1
    first.kill()
    first.communicate(timeout=200)
    assert run("ingest", texts)[0] == 0
    assert sound(run)["documents"] >= 3


def test_a_full_disk_is_one_line_and_leaves_the_base_as_it_was(run, many, filled_home):
    largest = max(path.stat().st_size for path in filled_home.rglob("*") if path.is_file())

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest + 4096, largest + 4096))

    status, _, err = run("ingest", many, preexec_fn=limit)
    assert status == 1
    assert "no queda espacio" in err.splitlines()[-1]
    assert len(err.splitlines()) == 1
    assert sound(run)["documents"] >= 2
    assert json.loads(run("search", "agua de los embalses", "--json")[1])
    assert run("ingest", many)[0] == 0
    assert sound(run)["documents"] == FILES + 2


def test_a_home_that_cannot_be_written_is_one_line(run, texts, tmp_path):
    (tmp_path / "archivo").write_text("")
    status, out, err = run("--home", tmp_path / "archivo" / "base", "ingest", texts)
    assert (status, out) == (1, "")
    assert err.startswith("kb: ")
    assert len(err.splitlines()) == 1


# Another account than the base's owner, which still reaches the interpreter wherever this user keeps it.
AS_A_READER = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner,-chown", *KB)


@pytest.mark.skipif(os.getuid() != 0 or not shutil.which("setpriv"), reason="only root can give a base away")
def test_who_may_only_read_can_ask_but_not_write(run, texts, filled_home):
    for place in (filled_home, *filled_home.rglob("*")):
        place.chmod(0o755 if place.is_dir() else 0o644)
        os.chown(place, 65534, 65534)
    for command in (["list", "--json"], ["search", "agua de los embalses", "--json"]):
        status, out, err = run(*command, command=AS_A_READER)
        assert (status, len(json.loads(out)) > 1, err) == (0, True, "")
    for command in (["remove", "agua"], ["ingest", texts]):
        status, out, err = run(*command, command=AS_A_READER)
        assert (status, out) == (1, "")
        assert err.startswith("kb: no se puede escribir en")
        assert len(err.splitlines()) == 1
    assert sound(run)["documents"] == 2
