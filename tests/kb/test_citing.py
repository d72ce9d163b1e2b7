"""How a lawyer cites a place, the note of a day, the unit that a person names, the standing of a text."""

from dataclasses import replace
from datetime import date

import pytest

from kb.citing import cite, name_of
from kb.documents import Document, DocumentId, DocumentKind, Publication, Unit, UnitId, UnitKind
from kb.naming import named
from kb.notes import note
from kb.results import Answer, Citation
from kb.standing import standing
from kb.store import Summary

DECREE = Summary(
    document_id=DocumentId("BOE-A-2021-17505"), title="Real Decreto 936/2021, de 26 de octubre, por el que…",
    short_title="Real Decreto 936/2021, de 26 de octubre", kind=DocumentKind.NORM, rank="Real Decreto",
    number="936/2021", department="Ministerio de Ciencia e Innovación", published=date(2021, 10, 28),
    dated=date(2021, 10, 26), in_force_from=None, as_of=None, updated=None, repealed=None,
    eli=None, url=None, pages=None, units=1, sha256="0", revision=0,
)  # fmt: skip
PRESS = replace(
    DECREE, kind=DocumentKind.PRESS_NOTE, title="El Gobierno destina «más» fondos", short_title="El Gobierno destina…",
    published=date(2024, 12, 10),
)  # fmt: skip


@pytest.mark.parametrize(
    ("short", "named"),
    [
        ("Real Decreto 936/2021, de 26 de octubre", "del Real Decreto 936/2021, de 26 de octubre"),
        ("Ley 38/2003, de 17 de noviembre", "de la Ley 38/2003, de 17 de noviembre"),
        ("Ley Orgánica 3/2018, de 5 de diciembre", "de la Ley Orgánica 3/2018, de 5 de diciembre"),
        ("Orden HAC/1/2020, de 2 de enero", "de la Orden HAC/1/2020, de 2 de enero"),
        ("Resolución de 3 de mayo de 2022", "de la Resolución de 3 de mayo de 2022"),
        ("Instrucción 1/2020", "de la Instrucción 1/2020"),
        ("Circular 4/2017", "de la Circular 4/2017"),
        ("Real Decreto-ley 8/2020", "del Real Decreto-ley 8/2020"),
        ("Acuerdo de 4 de junio de 2024", "del Acuerdo de 4 de junio de 2024"),
        ("Reglamento (UE) 2021/241", "del Reglamento (UE) 2021/241"),
        ("Directiva 2014/23/UE", "de la Directiva 2014/23/UE"),
        ("Leyenda del tiempo", "de «Leyenda del tiempo»"),
        ("agua", "de «agua»"),
    ],
)
def test_a_norm_has_the_article_of_its_rank(short, named):
    assert name_of(replace(DECREE, short_title=short)) == named


@pytest.mark.parametrize(
    ("label", "document", "quote", "cited"),
    [
        ("art. 7.2", DECREE, "No se podrá\nsubcontratar.",
         "art. 7.2 del Real Decreto 936/2021, de 26 de octubre: «No se podrá subcontratar.»"),
        ("anexo VI", DECREE, "", "anexo VI del Real Decreto 936/2021, de 26 de octubre"),
        ("cuerpo 5", PRESS, "una “fábrica”",
         "cuerpo 5 de la nota de prensa «El Gobierno destina “más” fondos», Ministerio de Ciencia e Innovación, "
         "10 de diciembre de 2024: «una “fábrica”»"),
        ("titular", replace(PRESS, department=None, published=None), "",
         "titular de la nota de prensa «El Gobierno destina “más” fondos»"),
        ("art. 1", DECREE, "según la «Red»", "art. 1 del Real Decreto 936/2021, de 26 de octubre: «según la “Red”»"),
        ("", DECREE, "", "el Real Decreto 936/2021, de 26 de octubre"),
        ("", replace(DECREE, short_title="Ley 38/2003"), "", "la Ley 38/2003"),
    ],
)  # fmt: skip
def test_a_place_is_cited(label, document, quote, cited):
    assert cite(label, document, quote) == cited


def answer(**other):
    values = {
        "id": None, "question": "¿Qué *plazo* hay?", "status": "answered", "reason": None, "answer": "Tres meses.",
        "values": ("P3M",), "confidence": 0.9, "hits": (), "elapsed_ms": 1.0,
        "citations": (
            Citation(document_id=DECREE.document_id, unit_id=UnitId("art_1"), label="art. 1", path="",
                     quote="Tres meses.", start=0, end=11, url="https://www.boe.es/x"),
        ),
    }  # fmt: skip
    return Answer(**values | other)


def test_the_answers_of_a_day_make_a_note():
    abstained = answer(status="abstained", citations=(), answer="No consta.", reason="Nada lo dice.", question="¿Y?")
    text = note([answer(), abstained], {DECREE.document_id: DECREE}, date(2026, 3, 1))
    assert text == (
        "# Consultas del 1 de marzo de 2026\n\n"
        "## ¿Qué \\*plazo\\* hay?\n\nTres meses.\n\n- Valores: 3 meses\n- Confianza: alta\n\n"
        "1. art. 1 del Real Decreto 936/2021, de 26 de octubre: «Tres meses.» <https://www.boe.es/x>\n\n"
        "## ¿Y?\n\nNo consta. Nada lo dice.\n"
    )


def document(publication=None, **other):
    units = tuple(
        Unit(unit_id=UnitId(one), kind=UnitKind.ARTICLE, label=one, start=0, end=1)
        for one in ("art_5", "art_5.3", "an_II", "df_1", "art_7_bis")
    )
    values = {
        "document_id": DECREE.document_id, "kind": DocumentKind.NORM, "title": "", "short_title": "",
        "publication": publication or Publication(), "text": "x", "units": units, "source": "", "sha256": "",
    }  # fmt: skip
    return Document(**values | other)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("art 5.3", "art_5.3"),
        ("artículo 5", "art_5"),
        ("5.3", "art_5.3"),
        ("5.9", "art_5"),
        ("anexo II", "an_II"),
        ("disposición final primera", "df_1"),
        ("art 7 bis", "art_7_bis"),
        ("art 30", None),
        ("hola", None),
    ],
)
def test_a_person_names_a_unit(words, unit):
    found = named(document(), words)
    assert (found and str(found.unit.unit_id)) == unit
    assert found is None or found.exact is (words != "5.9")


PAGED = tuple(
    Unit(unit_id=UnitId(f"art_{n}"), kind=UnitKind.ARTICLE, label=f"art. {n}", start=n, end=n + 1, page=page)
    for n, page in enumerate((1, 1, 2, 4))
)


@pytest.mark.parametrize(
    ("words", "unit", "exact"),
    [
        ("pág. 1", "art_0", True),
        ("p 2", "art_2", True),
        ("página 3", "art_2", False),
        ("p4", "art_3", True),
        ("pag. 5", "art_3", False),
    ],
)
def test_a_person_names_a_page(words, unit, exact):
    found = named(document(units=PAGED, pages=5), words)
    assert (str(found.unit.unit_id), found.exact) == (unit, exact)


@pytest.mark.parametrize(("words", "pages"), [("pág. 6", 5), ("pág. 0", 5), ("pág. 1", None)])
def test_a_page_that_is_not_there_is_none(words, pages):
    assert named(document(units=PAGED, pages=pages), words) is None


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, ()),
        ({"as_of": date(2025, 1, 2)}, ("Redacción vigente el 2 de enero de 2025",)),
        ({"publication": Publication(in_force_from=date(2099, 4, 1))},
         ("Todavía no está en vigor: entra el 1 de abril de 2099",)),
        ({"publication": Publication(in_force_from=date(2020, 4, 1))}, ()),
        ({"publication": Publication(updated=date(2024, 5, 6))}, ("Última actualización: 6 de mayo de 2024",)),
    ],
)  # fmt: skip
def test_what_a_reader_is_told_of_a_wording(given, told):
    assert standing(document(**given), date(2026, 3, 1)) == told
