import os
import sqlite3
from dataclasses import replace

import pytest

from ingest import pipeline
from ingest.events import Outcome, Progress, Report, Stage
from ingest.parsing import Failure, parse, parse_all
from ingest.pipeline import ingest
from ingest.sources import load
from kb.base import KnowledgeBase
from kb.documents import Document
from kb.errors import BaseBusy, DocumentNotFound, EncoderError, StorageFull
from kb.settings import Settings
from kb.store import Store

DECREE = """Artículo 1. Objeto.
Este real decreto regula {topic}.
Artículo 2. Plazo.
1. El plazo es de tres meses.
2. Termina el 30 de junio de 2099.
"""


class Counting:
    """Tells how many texts each call got."""

    def __init__(self, encoder):
        self._encoder = encoder
        self.calls = []

    def __getattr__(self, name):
        return getattr(self._encoder, name)

    def encode(self, texts, purpose):
        self.calls.append(len(texts))
        return self._encoder.encode(texts, purpose)


class Untouchable:
    """An encoder that nothing may need."""

    def __getattr__(self, name):
        raise AssertionError(f"the encoder was asked for its {name}")


@pytest.fixture
def settings(tmp_path):
    return Settings(home=tmp_path / "base", cache=tmp_path / "cache", wait=0.2)


@pytest.fixture
def base(settings, word_encoder):
    with KnowledgeBase.open(settings, create=True, encoder=word_encoder) as base:
        yield base


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "textos"

    def write(**texts):
        for name, text in texts.items():
            path = folder / f"{name.replace('__', '/')}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder

    return write


def reports(base, *paths, **options):
    return [event for event in ingest(base, paths, **options) if isinstance(event, Report)]


def summary(found):
    return [(os.path.basename(one.source), one.outcome.value, one.document_id) for one in found]


def sound(base):
    found = base.verify()
    assert found.problems == ()
    return found.checked


def test_a_new_file_is_added_and_can_be_found(base, files):
    (found,) = reports(base, files(agua=DECREE.format(topic="el agua")))
    assert (found.outcome, found.document_id, found.cut, found.message) == (Outcome.ADDED, "agua", 0, None)
    assert found.units == len(base.document("agua").units)
    assert 0 < found.passages < sound(base)["passages"]
    assert not base.stale
    assert sound(base)["index"] == 1


def test_an_unchanged_file_is_skipped_without_being_parsed_or_encoded(base, files, settings, monkeypatch):
    folder = files(agua=DECREE.format(topic="el agua"))
    reports(base, folder)
    generation = base.store.generation
    monkeypatch.setattr("ingest.parsing.parse", lambda _: pytest.fail("it was parsed"))
    with KnowledgeBase.open(settings, encoder=Untouchable()) as again:
        assert summary(reports(again, folder)) == [("agua.txt", "unchanged", "agua")]
    assert base.store.generation == generation


def test_an_unchanged_file_is_read_again_when_asked_and_keeps_its_ids(base, files):
    folder = files(agua=DECREE.format(topic="el agua"), copia=DECREE.format(topic="el agua"))
    reports(base, folder)
    before = base.document("agua")
    found = reports(base, folder, again=True)
    assert summary(found) == [("agua.txt", "replaced", "agua"), ("copia.txt", "unchanged", "agua")]
    assert base.document("agua").units == before.units


def test_the_same_bytes_under_another_name_are_the_same_document(base, files):
    folder = files(agua=DECREE, copia=DECREE)
    found = reports(base, folder)
    assert summary(found) == [("agua.txt", "added", "agua"), ("copia.txt", "unchanged", "agua")]
    assert found[1].message == f"tiene el mismo contenido que {folder / 'agua.txt'}"
    assert summary(reports(base, folder / "copia.txt")) == [("copia.txt", "unchanged", "agua")]
    assert [one.document_id for one in base.documents()] == ["agua"]


def test_a_changed_file_replaces_its_document_in_one_transaction(base, files):
    reports(base, files(agua=DECREE.format(topic="el agua")))
    before = base.store.generation
    assert summary(reports(base, files(agua=DECREE.format(topic="el fuego")))) == [("agua.txt", "replaced", "agua")]
    assert base.store.generation == before + 1
    assert "el fuego" in base.document("agua").text
    assert "el agua" not in base.document("agua").text
    sound(base)


def test_of_two_files_with_one_identifier_the_later_stays_and_the_report_says_so(base, files):
    folder = files(a__nota=DECREE.format(topic="el agua"), b__nota=DECREE.format(topic="el fuego"))
    first, second = reports(base, folder)
    assert (first.outcome, first.message) == (Outcome.ADDED, None)
    assert second.outcome is Outcome.REPLACED
    assert second.message == f"tiene el mismo identificador que {first.source} y ocupa su lugar"
    assert "el fuego" in base.document("nota").text
    sound(base)


def test_files_that_take_one_place_in_turn_leave_the_last_of_them_however_often_they_come(base, files):
    folder = files(
        a__nota=DECREE.format(topic="el agua"),
        b__nota=DECREE.format(topic="el fuego"),
        c__otra=DECREE.format(topic="el agua"),
    )
    for _ in range(3):
        reports(base, folder)
        assert "el agua" in base.document("otra").text
        assert [one.document_id for one in base.documents()] == ["nota", "otra"]
        assert "el fuego" in base.document("nota").text
        sound(base)


def test_bad_files_are_told_in_their_place_and_the_rest_goes_on(base, files):
    folder = files(
        a=DECREE.format(topic="a"),
        b=b"",
        c=b"Art. 1\x00",
        d=b"{\\rtf1",
        e=DECREE.format(topic="e"),
        f=b"{\\rtf1",
        g="\n\n",
    )
    found = reports(base, folder, folder / "nada.txt")
    assert [(one.outcome.value, one.message) for one in found] == [
        ("added", None),
        ("failed", "el archivo está vacío: no hay texto que incorporar"),
        ("failed", "parece un archivo binario, no un texto"),
        ("failed", "parece un documento RTF, que todavía no se lee; conviértelo en texto"),
        ("added", None),
        ("failed", f"tiene el mismo contenido que {folder / 'd.txt'}"),
        ("failed", "el archivo está vacío: no hay texto que incorporar"),
        ("failed", "no existe; comprueba el nombre y la ruta"),
    ]
    assert [one.document_id for one in base.documents()] == ["a", "e"]
    sound(base)


def test_a_file_that_vanishes_between_listing_and_reading(base, files):
    folder = files(a=DECREE.format(topic="a"), b=DECREE.format(topic="b"), c=DECREE.format(topic="c"))
    found = []
    for event in ingest(base, [folder]):
        if isinstance(event, Progress) and event.stage is Stage.READ and event.done == 1:
            (folder / "b.txt").unlink()
        if isinstance(event, Report):
            found.append(event)
    assert summary(found) == [("a.txt", "added", "a"), ("b.txt", "failed", None), ("c.txt", "added", "c")]
    sound(base)


def test_a_fault_of_the_program_on_one_file_is_told_and_logged(base, files, monkeypatch, caplog):
    folder = files(a=DECREE.format(topic="a"), b=DECREE.format(topic="b"))
    read = pipeline.parse_all.__globals__["read"]

    def stumble(source):
        if source.name == "a.txt":
            raise ZeroDivisionError("una división")
        return read(source)

    monkeypatch.setattr("ingest.parsing.read", stumble)
    found = reports(base, folder)
    assert summary(found) == [("a.txt", "failed", None), ("b.txt", "added", "b")]
    assert (
        found[0].message == "fallo del programa al leer el archivo (ZeroDivisionError); "
        "`kb doctor` dice dónde está el registro"
    )
    assert "una división" in caplog.text


def test_several_processes_give_what_one_gives(settings, word_encoder, files, tmp_path):
    texts = {f"n{n}": DECREE.format(topic=f"cosa {n}") for n in range(7)} | {"n3": b"", "n5": b"\x00"}
    folder = files(**texts)
    found = []
    for jobs in (1, 2):
        place = replace(settings, home=tmp_path / f"base{jobs}")
        with KnowledgeBase.open(place, create=True, encoder=word_encoder) as base:
            found.append((reports(base, folder, jobs=jobs), base.store.facts()))
            sound(base)
    assert found[0] == found[1]
    assert found[0][1]


class Preparing(Counting):
    """An encoder that notes what it is told to expect."""

    told = 0

    def expect(self, characters):
        self.told += characters


def test_the_model_is_told_once_how_much_is_new(settings, word_encoder, files):
    encoder = Preparing(word_encoder)
    folder = files(a=DECREE.format(topic="a"), b=DECREE.format(topic="b"))
    with KnowledgeBase.open(settings, create=True, encoder=encoder) as base:
        reports(base, folder)
        assert encoder.told == sum(path.stat().st_size for path in folder.iterdir())
        reports(base, folder)
        assert encoder.told == sum(path.stat().st_size for path in folder.iterdir())


class Deadly(bytes):
    """Bytes that kill the process that unpickles them."""

    def __reduce__(self):
        return os._exit, (1,)


def test_a_file_that_kills_its_process_takes_no_other_with_it(files):
    folder = files(a=DECREE.format(topic="a"), b=DECREE.format(topic="b"), c=DECREE.format(topic="c"))
    good = [load(folder / f"{name}.txt") for name in "abc"]
    deadly = replace(good[0], name="mala.txt", data=Deadly(b"x"))
    found = list(parse_all([good[0], deadly, good[1], good[2]], 2, parse))
    assert [type(one) for one in found] == [Document, Failure, Document, Document]
    assert "fallo del programa" in found[1].message


def test_small_files_share_a_call_of_the_encoder_and_large_ones_show_progress(settings, word_encoder, files):
    encoder = Counting(word_encoder)
    folder = files(**{f"n{n:02d}": DECREE.format(topic=f"cosa {n}") for n in range(20)})
    many = "\n".join(f"Artículo {n}. Cosa.\nEl plazo número {n} es de tres meses." for n in range(1, 200))
    with KnowledgeBase.open(settings, create=True, encoder=encoder) as base:
        assert len(reports(base, folder)) == 20
        assert len(encoder.calls) < 5
        steps = [event for event in ingest(base, [files(z=many)]) if isinstance(event, Progress)]
    encoded = [step for step in steps if step.stage is Stage.ENCODE]
    assert [step.done for step in encoded] == [n * pipeline.TEXTS_AT_ONCE for n in range(len(encoded))]
    assert len(encoded) > 1
    assert max(encoder.calls) <= pipeline.TEXTS_AT_ONCE
    assert [step.stage for step in steps[-2:]] == [Stage.INDEX, Stage.INDEX]


def test_an_abandoned_run_leaves_what_it_reported_and_lets_others_write(base, files):
    folder = files(**{f"n{n}": DECREE.format(topic=f"cosa {n} ") * 20 for n in range(4)})
    events = ingest(base, [folder])
    first = next(event for event in events if isinstance(event, Report))
    events.close()
    assert [one.document_id for one in base.documents()] == [first.document_id]
    assert base.stale
    sound(base)
    assert base.index.stamp.generation == base.store.generation
    assert len(reports(base, folder)) == 4
    sound(base)


def test_an_interruption_while_encoding_leaves_the_last_commit(settings, word_encoder, files):
    class Interrupted(Counting):
        def encode(self, texts, purpose):
            if len(self.calls) == 2:
                raise KeyboardInterrupt
            return super().encode(texts, purpose)

    folder = files(**{f"n{n}": DECREE.format(topic=f"cosa {n} ") * 20 for n in range(9)})
    with KnowledgeBase.open(settings, create=True, encoder=Interrupted(word_encoder)) as base:
        with pytest.raises(KeyboardInterrupt):
            reports(base, folder)
        kept = [one.document_id for one in base.documents()]
        assert 0 < len(kept) < 9
        assert base.stale
        sound(base)
    with KnowledgeBase.open(settings, encoder=word_encoder) as base:
        assert summary(reports(base, folder))[: len(kept)] == [(f"{name}.txt", "unchanged", name) for name in kept]
        assert len(base.documents()) == 9
        sound(base)


def test_another_writer_is_told_before_anything_is_done(base, files, settings):
    with (
        Store.open(settings.home).writing(),
        pytest.raises(BaseBusy, match="otro proceso está escribiendo"),
    ):
        reports(base, files(agua=DECREE))
    assert base.documents() == ()


def test_another_model_than_the_base_s_stops_the_run_and_changes_nothing(base, files, settings, word_encoder):
    reports(base, files(agua=DECREE))
    other = Counting(word_encoder)
    other.name = "otro"
    with (
        KnowledgeBase.open(settings, encoder=other) as again,
        pytest.raises(EncoderError, match="palabras-64"),
    ):
        reports(again, files(fuego="Otra cosa."))
    assert [one.document_id for one in base.documents()] == ["agua"]
    sound(base)


def test_a_full_disk_stops_the_run_at_the_last_commit(base, files, monkeypatch):
    put = base.store.put

    def full(document, *rest, **options):
        if document.document_id == "b":
            raise StorageFull("no queda espacio")
        return put(document, *rest, **options)

    monkeypatch.setattr(base.store, "put", full)
    folder = files(a=DECREE.format(topic="a"), b=DECREE.format(topic="b"), c=DECREE.format(topic="c"))
    with pytest.raises(StorageFull):
        reports(base, folder)
    assert [one.document_id for one in base.documents()] == ["a"]
    sound(base)


def test_a_run_without_files_writes_nothing(base, tmp_path):
    (tmp_path / "vacia").mkdir()
    before = base.store.generation
    assert list(ingest(base, [tmp_path / "vacia"])) == []
    assert base.store.generation == before


def test_a_base_among_its_documents_does_not_read_itself(base, files, tmp_path):
    files(agua=DECREE)
    for _ in range(2):
        assert [one.document_id for one in reports(base, tmp_path)] == ["agua"]


def test_a_damaged_index_is_made_anew_by_a_run_that_finds_nothing_new(base, files, settings):
    folder = files(agua=DECREE)
    reports(base, folder)
    (file,) = (settings.home / "index").rglob("passage.faiss")
    status = file.stat()
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert not base.verify().ok
    assert summary(reports(base, folder)) == [("agua.txt", "unchanged", "agua")]
    sound(base)


def test_a_removed_document_can_come_back(base, files):
    folder = files(agua=DECREE)
    reports(base, folder)
    base.remove("agua")
    with pytest.raises(DocumentNotFound):
        base.document("agua")
    assert summary(reports(base, folder)) == [("agua.txt", "added", "agua")]
    sound(base)


def test_a_file_without_a_text_to_index_is_still_a_document(base, files):
    (found,) = reports(base, files(corto="1"))
    assert found.outcome is Outcome.ADDED
    sound(base)


def test_nothing_of_a_replaced_document_is_left_in_the_database(base, files, settings):
    reports(base, files(agua=DECREE.format(topic="las zanahorias")))
    reports(base, files(agua=DECREE.format(topic="el fuego")))
    with sqlite3.connect(settings.home / "kb.sqlite") as connection:
        found = connection.execute("SELECT count(*) FROM passages WHERE text LIKE '%zanahorias%'").fetchone()
    connection.close()
    assert found == (0,)


def test_a_later_text_tells_what_it_changes_and_takes_follow_up_along(base, files):
    first = (
        "Artículo 1. Deberes.\n\n1. El titular presentará la cuenta en marzo.\n\n2. El titular llevará un registro.\n"
    )
    reports(base, files(norma=first))
    owned = next(one for one in base.demands("norma") if "registro" in one.quote)
    base.track(owned.id, {"owner": "Eva"}, by="eva")
    later = (
        "Artículo 1. Deberes.\n\n1. El titular presentará la cuenta en abril.\n\n2. El titular pagará la tasa.\n\n"
        "3. El titular llevará un registro.\n"
    )
    (found,) = reports(base, files(norma=later))
    assert found.oddities == (
        "obligaciones: 1 nueva, 1 cambia",
        "1 seguimiento pasa al nuevo lugar de su cláusula",
    )
    assert [(one.label, one.owner) for one in base.obligations("norma") if one.owner] == [("art. 1.3", "Eva")]
    assert {one.by for one in base.history(document_id="norma")} == {"eva", "kb ingest"}
