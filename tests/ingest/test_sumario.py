import json
from datetime import date

import pytest

from ingest.fetch.sumario import read, section_code
from ingest.parsing import Failure, parse
from ingest.sources import load
from kb.errors import BadAnswer, InvalidInput, SourceError

ITEM = {
    "identificador": "BOE-A-2099-7",
    "titulo": "Orden de prueba",
    "url_pdf": {"szBytes": "1", "pagina_inicial": "3", "texto": "https://www.boe.es/a.pdf"},
    "url_html": "https://www.boe.es/diario_boe/txt.php?id=BOE-A-2099-7",
    "url_xml": "https://www.boe.es/diario_boe/xml.php?id=BOE-A-2099-7",
}
NOTICE = {"identificador": "BOE-B-2099-8", "titulo": "Anuncio"}


def index(item, notice, wrap):
    """One section with an epígrafe, one with items right under its department."""
    department = {"nombre": "MINISTERIO DE ECONOMÍA", "epigrafe": wrap({"nombre": "Ayudas", "item": item})}
    first = {"codigo": "1", "nombre": "I. Disposiciones generales", "departamento": wrap(department)}
    last = {"codigo": "5A", "nombre": "V. Anuncios", "departamento": wrap({"nombre": "CORTES", "item": notice})}
    issue = {"numero": "57", "sumario_diario": {"identificador": "BOE-S-2099-57"}, "seccion": [first, last]}
    metadata = {"publicacion": "BOE", "fecha_publicacion": "20990307"}
    return json.dumps(
        {"status": {"code": "200"}, "data": {"sumario": {"metadatos": metadata, "diario": wrap(issue)}}}
    ).encode()


@pytest.mark.parametrize("wrap", [lambda one: one, lambda one: [one]], ids=["object", "list"])
def test_json_reads_alike_with_one_child_and_with_many(wrap):
    found = read(index(wrap(ITEM), [NOTICE, NOTICE], wrap))
    assert (found.day, found.numbers) == (date(2099, 3, 7), ("57",))
    first, *notices = found.items
    assert (first.document_id, first.section, first.department) == ("BOE-A-2099-7", "1", "MINISTERIO DE ECONOMÍA")
    assert first.url_pdf == "https://www.boe.es/a.pdf"
    assert [(one.section, one.url_xml) for one in notices] == [("5A", None)] * 2


def test_todays_xml(shared):
    found = read((shared / "corpus/sumario/20250307.xml").read_bytes())
    assert (found.day, found.numbers, len(found.items)) == (date(2025, 3, 7), ("57",), 178)
    assert all(one.title and one.department and one.section and one.url_xml for one in found.items)
    assert {one.section for one in found.items} >= {"1", "2A", "2B", "3", "5A"}


def test_the_xml_of_before(shared):
    found = read((shared / "corpus/sumario/20240415-antiguo.xml").read_bytes())
    assert (found.day, found.numbers, len(found.items)) == (date(2024, 4, 15), ("92",), 397)
    assert found.items[0].url_xml == "https://www.boe.es/diario_boe/xml.php?id=BOE-A-2024-7293"


def test_sections_and_departments_are_chosen_as_people_type_them():
    found = read(index(ITEM, NOTICE, lambda one: one))
    assert [one.document_id for one in found.chosen(section="5")] == ["BOE-B-2099-8"]
    assert [one.document_id for one in found.chosen(section="I", department="economia")] == ["BOE-A-2099-7"]
    assert found.chosen(section="3") == ()
    with pytest.raises(InvalidInput, match="no es una sección"):
        section_code("9")


@pytest.mark.parametrize(
    "data",
    [
        b'{"a": 1',
        b'{"a": 1}',
        b"<response/>",
        b"<documento/>",
        index(ITEM, {"identificador": "../x"}, lambda one: one),
        b"<a",
    ],
)
def test_what_is_no_index_is_refused(data):
    with pytest.raises((BadAnswer, SourceError)):
        read(data)


def test_an_index_given_as_a_file_is_no_norm(tmp_path, shared):
    (tmp_path / "dia.json").write_bytes(index(ITEM, NOTICE, lambda one: one))
    found = sorted((shared / "corpus/sumario").glob("*.xml"))
    assert found
    for path in (tmp_path / "dia.json", *found):
        told = parse(load(path))
        assert isinstance(told, Failure)
        assert told.message.startswith("es el sumario de un día y no una norma; `kb fetch --day`")
