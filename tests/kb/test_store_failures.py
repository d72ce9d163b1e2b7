"""Killed writers, full disks, damaged files, two writers at once: the base stays the last committed one."""

import errno
import shutil
import signal
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import pytest

from kb.errors import BaseBusy, BaseCorrupted, BaseMissing, BaseTooNew, KbError, StorageFull
from kb.store import Store, schema
from kb.store.failures import disk

LINES = ("La ayuda dura tres meses.", "El importe es de 100 euros.")

KILLED = """
import signal
import sqlite3
from sqlalchemy import event
store = Store.open(Path({home!r}))
left = {point}
def die(*_):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
event.listen(store._writer, "before_cursor_execute", die)
event.listen(store._writer, "commit", die)
samples.put(store, samples.document("A", ("Otro texto.", "Y otro más.")))
"""
"""Dies before the statement number `point`, the commit being the last one of a put."""


@pytest.mark.parametrize("point", range(9))
def test_a_writer_killed_inside_a_put_changes_nothing(store, samples, start, point):
    before = samples.document("A", LINES)
    samples.put(store, before)
    generation = store.generation
    store.close()
    killed = start(KILLED.format(home=str(store.home), point=point))
    assert killed.wait() == -signal.SIGKILL, killed.communicate()[1]
    with Store.open(store.home) as opened:
        assert opened.document("A") == before
        assert opened.generation == generation
        assert opened.check().problems == ()
        assert samples.put(opened, samples.document("B")) == ["added"]


def test_nine_points_are_all_of_a_put(store, samples, start):
    samples.put(store, samples.document("A", LINES))
    done = start(KILLED.format(home=str(store.home), point=9))
    assert done.communicate() == ("", "")
    assert store.document("A").text == "Otro texto.\nY otro más."


@pytest.mark.parametrize("after", [1, 2, 5, 9])
def test_a_writer_killed_at_any_moment_leaves_whole_documents(store, samples, start, after):
    store.close()
    writer = start(
        f"store = Store.open(Path({str(store.home)!r}))\n"
        "for number in range(10_000):\n"
        "    size = 50 + number % 3\n"
        "    lines = tuple(f'El artículo {i} de la versión {size}.' for i in range(size))\n"
        "    samples.put(store, samples.document(f'D{number % 4}', lines))\n"
        "    print(number, flush=True)\n"
    )
    for line in writer.stdout:
        if int(line) == after:
            break
    writer.kill()
    writer.wait()
    with Store.open(store.home) as opened:
        assert opened.generation > after
        assert opened.check().problems == ()
        assert {summary.units for summary in opened.summaries()} <= {50, 51, 52}


def test_a_base_killed_while_it_was_made_is_made_again(tmp_path, samples, start):
    home = tmp_path / "base"
    killed = start(
        "import signal, kb.store.upgrade as upgrade\n"
        "run = upgrade.upgrade\n"
        "upgrade.upgrade = lambda connection: (run(connection), os.kill(os.getpid(), signal.SIGKILL))\n"
        f"Store.open(Path({str(home)!r}), create=True)"
    )
    assert killed.wait() == -signal.SIGKILL
    assert (home / "kb.sqlite").exists()
    with pytest.raises(BaseMissing):
        Store.open(home)
    with Store.open(home, create=True) as made:
        assert samples.put(made, samples.document()) == ["added"]


def test_a_second_writer_is_told_to_wait(store, samples, start):
    holder = start(
        f"store = Store.open(Path({str(store.home)!r}))\n"
        "with store.writing(): print('mine', flush=True); sys.stdin.read()"
    )
    assert holder.stdout.readline() == "mine\n"
    with pytest.raises(BaseBusy, match="otro proceso"):
        samples.put(store, samples.document())
    assert store.summaries() == ()
    holder.communicate()
    assert samples.put(store, samples.document()) == ["added"]


def test_a_killed_writer_does_not_keep_its_turn(store, samples, start):
    holder = start(
        f"store = Store.open(Path({str(store.home)!r}))\n"
        "with store.writing(): print('mine', flush=True); sys.stdin.read()"
    )
    assert holder.stdout.readline() == "mine\n"
    holder.kill()
    holder.wait()
    assert samples.put(store, samples.document()) == ["added"]


def test_writers_at_once_take_turns(store, samples, start):
    store.bind(samples.ENCODER, samples.DIMENSION)
    before = store.generation
    writers = [
        start(
            f"store = Store.open(Path({str(store.home)!r}), wait=60)\n"
            f"for i in range(10): samples.put(store, samples.document(f'{name}{{i}}'))"
        )
        for name in "AB"
    ]
    for writer in writers:
        assert writer.communicate() == ("", "")
    assert len(store.summaries()) == 20
    assert store.generation == before + 20
    assert store.check().problems == ()


def test_a_turn_may_be_taken_inside_a_turn(store, samples):
    with store.writing(), store.writing():
        samples.put(store, samples.document())
    with Store.open(store.home, wait=0.2) as other, other.writing():
        samples.put(other, samples.document("B"))
    assert len(store.summaries()) == 2


def test_readers_go_on_during_a_write(store, samples, start):
    samples.put(store, samples.document("A"))
    with store._write() as connection:
        connection.execute(schema.documents.delete())
        reader = start(f"print(len(Store.open(Path({str(store.home)!r})).summaries()))")
        assert reader.communicate() == ("1\n", "")
        assert len(store.summaries()) == 1
    assert store.summaries() == ()


def test_a_base_of_a_newer_release_is_left_alone(store):
    with store._write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for create in (False, True):
        with pytest.raises(BaseTooNew, match="actualízalo"):
            Store.open(store.home, create=create)


def header_kept(data: bytes) -> bytes:
    return data[:100] + bytes(len(data) - 100)


DAMAGE = {
    "not a database": lambda data: b"Esto no es una base de datos. " * 400,
    "cut in the middle of a page": lambda data: data[: len(data) // 2 + 100],
    "only the header left": lambda data: data[:100],
    "zeros after the header": header_kept,
    "one page overwritten": lambda data: data[:4096] + b"\xff" * 4096 + data[8192:],
    "the first byte changed": lambda data: b"\0" + data[1:],
}


@pytest.mark.parametrize("spoil", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_said_to_be_damaged(store, samples, spoil):
    samples.put(store, *(samples.document(f"D{i}", LINES) for i in range(20)))
    store.close()
    file = store.home / "kb.sqlite"
    file.write_bytes(spoil(file.read_bytes()))
    with pytest.raises(BaseCorrupted, match="copia de seguridad"):
        opened = Store.open(store.home)
        for summary in opened.summaries():
            opened.document(summary.document_id)
            opened.passages_of(summary.document_id)
        assert not opened.check().ok
        raise BaseCorrupted("copia de seguridad")


def test_a_database_of_somebody_else_is_not_a_base(tmp_path):
    with sqlite3.connect(tmp_path / "kb.sqlite") as other:
        other.execute("CREATE TABLE things (a)")
    other.close()
    for create in (False, True):
        with pytest.raises(BaseCorrupted):
            Store.open(tmp_path, create=create)


def test_a_base_that_is_a_file_or_inside_one_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    for home in (tmp_path / "file", tmp_path / "file" / "base"):
        with pytest.raises(StorageFull):
            Store.open(home, create=True)
        with pytest.raises(KbError):
            Store.open(home)


def test_a_file_that_may_grow_no_more_loses_only_what_did_not_fit(store, samples, start):
    samples.put(store, samples.document("A", LINES))
    store.close()
    limited = start(
        "import resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\n"
        f"store = Store.open(Path({str(store.home)!r}))\n"
        "try:\n"
        "    samples.put(store, samples.document('B', tuple('x' * 500 for _ in range(2000))))\n"
        "except StorageFull as error: print(error)\n"
        "print(samples.put(store, samples.document('C')))\n"
    )
    out, err = limited.communicate()
    assert err == "" and "libera espacio" in out and "['added']" in out
    with Store.open(store.home) as opened:
        assert [summary.document_id for summary in opened.summaries()] == ["A", "C"]
        assert opened.check().problems == ()


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 3 MB; only root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small file system cannot be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_loses_only_what_did_not_fit(small_disk, samples):
    home = small_disk / "base"
    large = samples.document("B", tuple(f"{i} " + "x" * 500 for i in range(2000)))
    with Store.open(home, create=True) as store:
        samples.put(store, samples.document("A", LINES))
        with pytest.raises(StorageFull, match="libera espacio"):
            samples.put(store, large)
        assert samples.put(store, samples.document("C")) == ["added"]
        assert store.check().problems == ()
    with Store.open(home) as opened:
        assert [summary.document_id for summary in opened.summaries()] == ["A", "C"]


def test_no_room_to_make_a_base(small_disk, samples):
    (small_disk / "ballast").write_bytes(b"x" * (3 * 1024 * 1024 - 8192))
    with pytest.raises(StorageFull, match="libera espacio"):
        Store.open(small_disk / "base", create=True)
    (small_disk / "ballast").unlink()
    with Store.open(small_disk / "base", create=True) as made:
        assert samples.put(made, samples.document()) == ["added"]


READ_ONLY = """
with Store.open(Path({home!r}).parent / "other", create=True) as other:
    samples.put(other, samples.document())
if os.getuid() == 0:
    os.setgid(65534), os.setuid(65534)
store = Store.open(Path({home!r}))
print([summary.units for summary in store.summaries()])
try: samples.put(store, samples.document("Z"))
except StorageFull as error: print(error)
"""
"""Root may write anywhere, so it becomes nobody, with everything imported that nobody might not read."""


@pytest.mark.parametrize("left", ["nothing", "log of a killed writer", "empty log of a reader"])
def test_a_base_that_may_only_be_read_can_be_asked(samples, start, left):
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "base"
        with Store.open(home, create=True) as store:
            samples.put(store, samples.document("A"))
        if left == "empty log of a reader":
            start(f"Store.open(Path({str(home)!r})).summaries()").wait()
            assert (home / "kb.sqlite-wal").stat().st_size == 0
        if left == "log of a killed writer":
            killed = start(KILLED.format(home=str(home), point=99) + "os.kill(os.getpid(), signal.SIGKILL)")
            killed.wait()
            assert (home / "kb.sqlite-wal").stat().st_size
        Path(folder).chmod(0o755)
        for path in home.iterdir():
            path.chmod(0o444)
        home.chmod(0o555)
        asked = start(READ_ONLY.format(home=str(home)))
        out, err = asked.communicate()
        home.chmod(0o755)
        assert err == ""
        first, second = out.splitlines()
        assert first == ("[2]" if left == "log of a killed writer" else "[1]")
        assert "no se puede" in second


def test_errors_of_the_file_system_leave_as_ours(tmp_path):
    for number, line in ((errno.ENOSPC, "libera espacio"), (errno.EACCES, "permisos")):
        with pytest.raises(StorageFull, match=line), disk(tmp_path):
            raise OSError(number, "x")
