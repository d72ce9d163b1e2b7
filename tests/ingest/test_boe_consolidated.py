"""Consolidated legislation: which wording is in force on a day, and what belongs to it."""

from datetime import date, timedelta

import pytest
from lxml import etree

from ingest.document import document_of
from ingest.readers.boe_documents import wording_days
from ingest.reading import read
from kb.documents import Direction, DocumentId, UnitKind, Version
from kb.errors import EmptySource, UnreadableSource, UnsupportedSource, WordingNotFound

SUBSIDIES = "BOE-A-2003-20977"
REGULATION = "BOE-A-2006-13371"
TRANSPARENCY = "BOE-A-2013-12887"
PROCEDURE = "BOE-A-2015-10565"
NORMS = [SUBSIDIES, REGULATION, TRANSPARENCY, PROCEDURE]


@pytest.fixture
def on(reading, shared):
    """The document of a norm as in force on a day, today unless told."""

    def document(name, day=None):
        source = reading.source_of((shared / f"corpus/xml/consolidada/{name}.xml").read_bytes(), f"{name}.xml")
        return document_of(read(source, as_of=day and date.fromisoformat(day)), source)

    return document


@pytest.mark.parametrize(
    ("name", "unit", "day", "norm", "since"),
    [
        # published, not yet in force: the law's own first wording
        (SUBSIDIES, "art_7", "2003-12-01", SUBSIDIES, "2004-02-18"),
        (SUBSIDIES, "art_7", "2013-06-29", SUBSIDIES, "2004-02-18"),
        (SUBSIDIES, "art_7", "2013-06-30", "BOE-A-2013-7062", "2013-06-30"),
        (SUBSIDIES, "art_7", "2013-07-02", "BOE-A-2013-7206", "2013-07-02"),
        # the last in the file is the ruling of 2013, the one in force that of 2016
        (SUBSIDIES, "art_7", "2016-05-20", "BOE-A-2016-4854", "2016-05-20"),
        (SUBSIDIES, "art_7", None, "BOE-A-2016-4854", "2016-05-20"),
        (SUBSIDIES, "art_45", "2023-01-01", "BOE-A-2013-7211", "2013-07-02"),
        (SUBSIDIES, "art_45", "2023-01-02", "BOE-A-2022-22127", "2023-01-02"),
        (SUBSIDIES, "art_45", None, "BOE-A-2022-22127", "2023-01-02"),
        (PROCEDURE, "art_9", "2017-01-01", PROCEDURE, "2016-10-02"),
        (PROCEDURE, "art_9", "2019-12-01", "BOE-A-2019-15790", "2019-11-06"),
        (PROCEDURE, "art_9", None, "BOE-A-2022-10757", "2022-06-30"),
        (TRANSPARENCY, "art_6_bis", None, "BOE-A-2018-16673", "2018-12-07"),
        (REGULATION, "an_reglamento.art_34", None, REGULATION, "2006-10-25"),
    ],
)
def test_the_wording_is_chosen_by_its_date(on, name, unit, day, norm, since):
    found = on(name, day).unit(unit)
    assert found.version == Version(in_force_from=date.fromisoformat(since), norm=DocumentId(norm))


@pytest.mark.parametrize(
    ("name", "unit", "day"),
    [
        (TRANSPARENCY, "art_6_bis", "2018-12-06"),  # added by a later law
        (REGULATION, "an_reglamento.art_35", "2019-04-19"),  # repealed
        (REGULATION, "an_reglamento.art_41", None),
        (REGULATION, "an_reglamento.art_35-41", "2019-04-18"),  # «(Derogados)», not yet
    ],
)
def test_what_is_not_in_force_is_not_there(on, name, unit, day):
    assert not on(name, day).has(unit)


def test_repealed_articles_last_until_the_repeal_is_in_force(on):
    # published on 30 March, which is the `fecha_caducidad`, in force on 19 April
    assert on(REGULATION, "2019-04-18").has("an_reglamento.art_35")
    after = on(REGULATION, "2019-04-19")
    assert "(Derogados)" in after.text_of(after.unit("an_reglamento.art_35-41"))


def in_force(block, day, law):
    """By the rule of the law itself, written again: the version with the latest date that has begun."""
    versions = list(block.iter("version"))
    begun = [v for v in versions if v.get("fecha_vigencia") <= day]
    if begun:
        return max(begun, key=lambda v: (v.get("fecha_vigencia"), v.get("fecha_publicacion")))
    own = [v for v in versions if v.get("id_norma") == law and v.get("fecha_publicacion") <= day]
    return own[0] if own else None


def shown(version, day):
    """The visible text of a version without the notes that are over."""
    for quotation in list(version.iter("blockquote")):
        name, expiry = quotation.get("class") or "", quotation.get("caduca") or "99999999"
        until = name.removeprefix("noDesde") if name.startswith("noDesde") else "99999999"
        if min(until, expiry) <= day:
            quotation.getparent().remove(quotation)
    return "".join(version.itertext())


@pytest.mark.parametrize("name", NORMS)
@pytest.mark.parametrize("day", ["20140301", "20161231", "20190418", "20190419", "20230102", "20260801"])
def test_the_text_is_exactly_that_of_the_versions_in_force(on, reading, shared, name, day):
    tree = etree.parse(shared / f"corpus/xml/consolidada/{name}.xml")
    if min(v.get("fecha_publicacion") for v in tree.iter("version")) > day:
        pytest.skip("the norm is later")
    gone = {"20190330": "20190419"}
    expected = []
    for block in tree.iter("bloque"):
        expiry = block.get("fecha_caducidad")
        version = in_force(block, day, name)
        if version is not None and block.get("tipo") != "nota_inicial" and not (expiry and gone[expiry] <= day):
            expected.append(shown(version, day))
    document = on(name, f"{day[:4]}-{day[4:6]}-{day[6:]}")
    assert reading.visible("".join(reading.leaves(document))) == reading.visible("".join(expected))


@pytest.mark.parametrize(
    ("name", "articles"),
    [(SUBSIDIES, 69), (REGULATION, 99), (TRANSPARENCY, 41), (PROCEDURE, 133)],
)
def test_articles_are_all_there_in_order(on, reading, name, articles):
    parts = [part for part in reading.article_parts(on(name)) if part.startswith("art_")]
    assert len(parts) == articles
    assert not [part for part in parts if "~" in part]
    numbers = [int(part.split("_")[1].split("-")[0]) for part in parts if part[4].isdigit()]
    assert numbers == sorted(numbers)


def test_notes_are_told_from_the_law(on):
    document = on(SUBSIDIES)
    notes = [unit for unit in document.units if unit.parent == "art_13" and unit.kind is UnitKind.NOTE]
    assert [note.label for note in notes][:2] == ["art. 13, nota 1", "art. 13, nota 2"]
    assert all(
        "Ref. BOE-A" in document.text_of(note) or "Téngase en cuenta" in document.text_of(note) for note in notes
    )
    articles = [unit for unit in document.units if unit.kind is UnitKind.PARAGRAPH]
    assert not [
        unit for unit in articles if document.text_of(unit).startswith(("Téngase en cuenta", "Se modifica el ap"))
    ]


@pytest.mark.parametrize(
    ("day", "there"),
    [("2022-12-31", True), ("2023-01-01", False)],  # caduca="20230101"
)
def test_a_note_goes_when_it_expires(on, day, there):
    note = "Téngase en cuenta que el interés de demora a que se refiere el apartado 2 será el 3,75 por ciento"
    assert (note in on(SUBSIDIES, day).text) is there


def test_the_head_reads_as_on_the_page(on):
    document = on(REGULATION)
    told = [document.text_of(unit) for unit in document.units if unit.parent == "metadatos"]
    assert told == [
        "Documento consolidado BOE-A-2006-13371",
        document.title,
        "Publicado en: «BOE» núm. 176, de 25/07/2006.",
        "Entrada en vigor: 25/10/2006",
        "Departamento: Ministerio de Economía y Hacienda",
        "Referencia: BOE-A-2006-13371",
        "Permalink ELI: https://www.boe.es/eli/es/rd/2006/07/21/887/con",
        "Incluye la corrección de errores publicada en BOE núm. 270, de 11 de noviembre de 2006. Ref. BOE-A-2006-19623",
        "Texto consolidado: «Última actualización, publicada el 29/06/2023»",
    ]
    assert document.publication.url == "https://www.boe.es/buscar/act.php?id=BOE-A-2006-13371"
    assert {reference.direction for reference in document.references} == {Direction.EARLIER, Direction.LATER}
    assert document.as_of is not None
    assert document.as_of >= date.today() - timedelta(days=1)


def test_the_days_of_change_are_told(reading, shared):
    source = reading.source_of((shared / f"corpus/xml/consolidada/{REGULATION}.xml").read_bytes())
    assert [str(day) for day in wording_days(source)] == ["2006-10-25", "2019-04-19", "2023-06-30"]


def consolidated(*blocks, law="BOE-A-2001-1"):
    metadata = f"<metadatos><identificador>{law}</identificador></metadatos>"
    return f"<response><data>{metadata}<texto>{''.join(blocks)}</texto></data></response>"


def block(*versions, **attributes):
    extra = "".join(f' {name}="{value}"' for name, value in attributes.items())
    made = "".join(
        f'<version id_norma="{norm}" fecha_publicacion="{published}" fecha_vigencia="{since}">'
        f'<p class="articulo">Artículo 1. {text}.</p><p class="parrafo">{text}.</p></version>'
        for norm, published, since, text in versions
    )
    return f'<bloque id="a1" tipo="precepto" titulo="Artículo 1"{extra}>{made}</bloque>'


LAW = ("BOE-A-2001-1", "20010101", "20010201", "Primera")


@pytest.mark.parametrize(
    ("versions", "day", "wording"),
    [
        ([LAW, ("BOE-A-2002-2", "20020101", "", "Segunda")], "2002-01-01", "Segunda"),
        ([LAW, ("BOE-A-2002-2", "20020101", "99999999", "Segunda")], "2002-01-01", "Segunda"),
        ([LAW, ("BOE-A-2002-2", "20020101", "20990101", "Segunda")], "2098-12-31", "Primera"),
        ([("BOE-A-2002-2", "20020101", "20020101", "Segunda"), LAW], "2003-01-01", "Segunda"),
        ([LAW, ("BOE-A-2001-3", "20010115", "20010201", "Segunda")], "2001-02-01", "Segunda"),
        ([LAW], "2001-01-10", "Primera"),
    ],
    ids=["published only", "no day", "to come", "against the order", "same day, later", "not in force yet"],
)
def test_dates_that_are_missing_or_out_of_order(reading, versions, day, wording):
    text = read(reading.source_of(consolidated(block(*versions))), as_of=date.fromisoformat(day))
    assert [line.text for line in text.lines if line.version] == [f"Artículo 1. {wording}.", f"{wording}."]


def test_a_wording_to_come_is_told(reading):
    to_come = ("BOE-A-2002-2", "20020101", "29990101", "Segunda")
    text = read(reading.source_of(consolidated(block(LAW, to_come))))
    assert text.oddities == ("desde el 01/01/2999 regirá otra redacción: `kb ingest` la tomará entonces",)


@pytest.mark.parametrize(
    ("data", "day", "error", "words"),
    [
        (
            consolidated(block(LAW)),
            "2000-12-31",
            WordingNotFound,
            "no se había publicado ninguna redacción",
        ),
        (consolidated("<bloque id='a1'/>"), None, UnsupportedSource, "sin el texto"),
        (consolidated(), None, UnreadableSource, "sin el texto"),
        (
            consolidated(block(LAW)).replace("Primera.", " ").replace("Artículo 1. ", ""),
            None,
            EmptySource,
            "no trae texto",
        ),
    ],
)
def test_what_has_no_text_on_a_day_is_refused(reading, data, day, error, words):
    with pytest.raises(error, match=words):
        read(reading.source_of(data), as_of=day and date.fromisoformat(day))
