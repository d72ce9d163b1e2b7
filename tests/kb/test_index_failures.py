"""Damaged files, killed builders and full disks: the index says so, and the one before stays."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import pytest

from kb.errors import BaseBusy, IndexCorrupted, IndexMissing, StorageFull
from kb.index import Index
from kb.passages import Grain
from kb.store import Store
from tests.support import replace_file

LINES = ("La ayuda dura tres meses.", "El importe es de 100 euros.")


@pytest.fixture
def base(store, samples):
    samples.put(store, samples.document("A", LINES), samples.document("B"))
    return store


def folder_of(home: Path) -> Path:
    [folder] = [path for path in (home / "index").iterdir() if path.is_dir()]
    return folder


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    replace_file(path, data)


DAMAGE = {
    "cut": lambda path: replace_file(path, path.read_bytes()[:-1]),
    "emptied": lambda path: replace_file(path, b""),
    "zeroed": lambda path: replace_file(path, bytes(path.stat().st_size)),
    "one bit flipped": flip,
    "longer": lambda path: replace_file(path, path.read_bytes() + b"\0"),
    "removed": lambda path: path.unlink(),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}
FILES = [
    "stamp.json",
    "passage.faiss",
    "sentence.keys.npy",
    "lexical/meta.json",
    "lexical/*.term",
    "lexical/*.idx",
    "lexical/*.fast",
    "words/sentence.words",
    "words/headings.starts.npy",
    "../current",
]


@pytest.mark.parametrize("pattern", FILES)
@pytest.mark.parametrize("spoil", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_noticed_and_rebuilt(base, samples, pattern, spoil):
    Index.build(base, base.home)
    folder = folder_of(base.home)
    path = base.home / "index" / "current" if pattern == "../current" else next(folder.glob(pattern))
    spoil(path)
    with pytest.raises(IndexCorrupted, match="kb ingest"):
        Index.open(base.home)
    assert len(base.summaries()) == 2
    if path.is_dir() and path.name == "current":
        path.rmdir()
    rebuilt = Index.build(base, base.home)
    assert rebuilt.check(base).ok
    assert rebuilt.lexical("importe", 1) and folder_of(base.home) != folder


def test_an_index_whose_folder_is_gone_is_damaged(base):
    Index.build(base, base.home)
    shutil.rmtree(folder_of(base.home))
    with pytest.raises(IndexCorrupted):
        Index.open(base.home)


def test_the_index_of_another_base_is_not_believed(base, samples, tmp_path):
    Index.build(base, base.home)
    with Store.open(tmp_path / "other", create=True) as other:
        samples.put(other, samples.document("C"))
        Index.build(other, other.home)
        shutil.copy(folder_of(base.home) / "stamp.json", folder_of(other.home) / "stamp.json")
        with pytest.raises(IndexCorrupted):
            Index.open(other.home)


def test_a_copied_base_is_opened(base, tmp_path):
    Index.build(base, base.home)
    base.close()
    shutil.copytree(base.home, tmp_path / "copy", copy_function=shutil.copyfile)
    with Store.open(tmp_path / "copy") as copy:
        assert Index.open(copy.home).check(copy).ok


def test_damage_that_keeps_size_and_time_is_found_by_checking(base):
    index = Index.build(base, base.home)
    path = folder_of(base.home) / "passage.faiss"
    before = path.stat()
    flip(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert any("passage.faiss" in line for line in index.check(base).problems)


def test_a_stamp_of_another_format_is_not_read(base, monkeypatch):
    from kb.index import index as module

    monkeypatch.setattr(module, "FORMAT", module.FORMAT + 1)
    with pytest.raises(IndexCorrupted):
        Index.build(base, base.home)


KILLED = """
import signal, kb.index.index as index, kb.index.folders as folders, kb.index.dense as dense
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
{owner}.{name} = die
store = Store.open(Path({home!r}))
samples.put(store, samples.document("C"))
Index.build(store, store.home)
"""
# Points of the builder's own, by their private names: a crash has to be put where it hurts.
BEFORE = ["index.measure", "folders._write", "folders._flush", "folders.os.replace", "dense.np.save"]
BEFORE += ["index.LexicalIndex.build", "dense.faiss.write_index"]
AFTER = ["folders.shutil.rmtree", "index.Index.open"]


@pytest.mark.parametrize("point", BEFORE + AFTER)
@pytest.mark.parametrize("first", [False, True], ids=["rebuilding", "first build"])
def test_a_killed_builder_leaves_a_whole_index_or_none(base, samples, start, point, first):
    if not first:
        Index.build(base, base.home)
        # What was of an index before a killed one is there to be removed by the next.
        samples.put(base, samples.document("B", LINES))
    generation = base.generation
    base.close()
    owner, name = point.rsplit(".", 1)
    killed = start(KILLED.format(home=str(base.home), owner=owner, name=name))
    assert killed.wait() == (0 if first and "rmtree" in point else -signal.SIGKILL), killed.communicate()[1]
    with Store.open(base.home) as store:
        assert store.check().ok and store.generation > generation
        if point in AFTER:
            assert Index.open(store.home).scope(store) is None
        elif first:
            with pytest.raises(IndexMissing):
                Index.open(store.home)
        else:
            opened = Index.open(store.home)
            assert opened.stamp.generation < generation
            assert len(opened.lexical("norma", 9, among=opened.scope(store))) == 2
        assert len(Index.build(store, store.home).lexical("norma", 9)) == (4 if first else 5)
        folder_of(store.home)


def test_a_builder_waits_for_the_writer(base, start):
    holder = start(
        f"store = Store.open(Path({str(base.home)!r}))\n"
        "with store.writing(): print('mine', flush=True); sys.stdin.read()"
    )
    assert holder.stdout.readline() == "mine\n"
    with pytest.raises(BaseBusy):
        Index.build(base, base.home)


@pytest.mark.parametrize("limit", [2_000, 20_000, 60_000])
def test_files_that_may_not_grow_keep_the_index_before(store, samples, start, limit):
    many = tuple(f"El artículo {i} trata de la palabra{i}." for i in range(2000))
    samples.put(store, samples.document("A", LINES))
    Index.build(store, store.home)
    samples.put(store, samples.document("B", many))
    store.close()
    limited = start(
        "import resource, signal\n"
        f"store = Store.open(Path({str(store.home)!r}))\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "try: Index.build(store, store.home); print('built')\n"
        "except StorageFull as error: print(error)\n"
    )
    out, err = limited.communicate()
    assert "libera espacio" in out, err
    assert Index.open(store.home).stamp.counts == {"passage": 2, "sentence": 2}
    assert Index.build(store, store.home).stamp.counts == {"passage": 2002, "sentence": 2002}
    folder_of(store.home)


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 4 MB; only root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small file system cannot be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.parametrize("room", range(0, 260_000, 20_000))
def test_a_full_disk_keeps_the_index_before(small_disk, samples, room):
    many = tuple(f"El artículo {i} trata de la palabra{i}." for i in range(1000))
    with Store.open(small_disk / "base", create=True) as store:
        samples.put(store, samples.document("A", LINES))
        Index.build(store, store.home)
        samples.put(store, samples.document("B", many))
        ballast = small_disk / "ballast"
        free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
        ballast.write_bytes(bytes(max(0, free - room)))
        try:
            Index.build(store, store.home)
        except StorageFull as error:
            assert "libera espacio" in str(error)
            assert Index.open(store.home).stamp.counts == {"passage": 2, "sentence": 2}
        else:
            assert Index.open(store.home).check(store).ok
        ballast.unlink()
        assert Index.build(store, store.home).check(store).ok


def test_an_index_that_may_only_be_read_is_asked(samples, start):
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "base"
        with Store.open(home, create=True) as store:
            samples.put(store, samples.document("A", LINES))
            Index.build(store, home)
        Path(name).chmod(0o755)
        for path in [*home.rglob("*"), home]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        asked = start(
            f"home = Path({str(home)!r}); Store.open(home); Index.open(home)\n"
            "if os.getuid() == 0: os.setgid(65534), os.setuid(65534)\n"
            "store, index = Store.open(home), Index.open(home)\n"
            "print(index.lexical('importe', 5, among=index.scope(store))[0][0], index.signals('importe')[0].known)\n"
        )
        out, err = asked.communicate()
        for path in [home, *home.rglob("*")]:
            path.chmod(0o755)
        assert (out, err) == ("2 True\n", "")


def test_an_open_index_outlives_its_files(base, samples):
    index = Index.build(base, base.home)
    expected = index.dense(samples.axis(1), Grain.PASSAGE, 9), index.lexical("ayuda importe", 9)
    shutil.rmtree(base.home / "index")
    assert (index.dense(samples.axis(1), Grain.PASSAGE, 9), index.lexical("ayuda importe", 9)) == expected
