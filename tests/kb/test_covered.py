"""Answers from rows under merged cells: the row that is meant, all rows of a cell, quotes as the text has them."""

import pytest

from ingest.events import Report
from ingest.pipeline import ingest
from kb.answers.statements import statements
from kb.base import KnowledgeBase
from kb.documents import DocumentId, UnitId
from kb.lexical import terms
from kb.passages import Grain, Passage, in_context
from kb.search.covered import LONGEST_LIST, under_one_cell
from kb.settings import Settings
from tests.support import WordEncoder

ROWS = """<tr><th>Programa</th><th>Actuación</th><th>Beneficiario</th><th>Importe (millones de euros)</th></tr>
<tr><td rowspan="6">Lote 1: Puertos</td><td rowspan="2">Dragado de canales</td>
<td>Cofradía de Ribadumia</td><td>1,50</td></tr>
<tr><td>Cofradía de Lores</td><td>1,25</td></tr>
<tr><td rowspan="4">Compra de balizas luminosas</td><td>Consorcio de Meira</td><td>0,75</td></tr>
<tr><td>Cofradía de Ribadumia</td><td>0,50</td></tr><tr><td>Cofradía de Lores</td><td>0,40</td></tr>
<tr><td>Instituto de Sálvora</td><td>0,10</td></tr>
<tr><td rowspan="2">Lote 2: Flota</td><td>Motores</td><td>Cofradía de Lores</td><td>2,00</td></tr>
<tr><td>Redes</td><td>Cofradía de Cambados</td><td>0,35</td></tr>"""

DECREE = f"""<documento><metadatos><identificador>BOE-A-2098-5</identificador><rango>Real Decreto</rango>
<titulo>Real Decreto 5/2098, de 3 de mayo, por el que se conceden ayudas a los puertos.</titulo>
<fecha_publicacion>20980504</fecha_publicacion></metadatos><analisis/><texto>
<p class="articulo">Artículo 1. Objeto.</p><p class="parrafo">Este real decreto concede ayudas a la pesca de bajura.</p>
<p class="anexo">ANEXO</p><table>{ROWS}</table></texto></documento>"""


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("puertos")
    (folder / "puertos.xml").write_text(DECREE, encoding="utf-8")
    settings = Settings(home=folder / "base", cache=folder / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as opened:
        assert [event.outcome for event in ingest(opened, [folder]) if isinstance(event, Report)] == ["added"]
        yield opened


def said(base, question):
    """What would be said, however probable: how near a text is told here by its words alone."""
    return statements(base.searcher.find(question))[0]


@pytest.mark.parametrize(
    ("question", "quote", "value"),
    [
        ("importe balizas Cofradía de Lores", "Cofradía de Lores 0,40", "400000 EUR"),
        ("importe dragado Cofradía de Lores", "Cofradía de Lores 1,25", "1250000 EUR"),
        ("importe balizas Ribadumia", "Cofradía de Ribadumia 0,50", "500000 EUR"),
        ("importe lote 2 Cofradía de Cambados", "Redes Cofradía de Cambados 0,35", "350000 EUR"),
    ],
)
def test_the_row_under_the_cell_that_is_named_is_meant(base, question, quote, value):
    given = said(base, question)
    assert (given.quote, given.values[0].normal) == (quote, value)
    assert "Lote" not in given.path


def test_what_stands_above_is_shown_and_not_quoted(base):
    answer = base.ask("importe balizas Cofradía de Lores")
    assert "Lote 1: Puertos > Compra de balizas luminosas\nCofradía de Lores 0,40" in answer.answer


def test_all_rows_of_a_cell_are_quoted_as_they_stand(base):
    answer = base.ask("¿Qué beneficiarios tiene la compra de balizas luminosas?")
    first = answer.citations[0]
    assert first.quote.split("\n") == [
        "Compra de balizas luminosas Consorcio de Meira 0,75",
        "Cofradía de Ribadumia 0,50",
        "Cofradía de Lores 0,40",
        "Instituto de Sálvora 0,10",
    ]
    assert base.document("BOE-A-2098-5").text[first.start : first.end] == first.quote
    assert first.label == "anexo, tabla"
    assert len({(one.start, one.end) for one in answer.citations}) == len(answer.citations)


def test_a_row_that_is_named_stands_alone(base):
    assert (
        said(base, "¿Qué importes recibe el Instituto de Sálvora en las balizas?").quote == "Instituto de Sálvora 0,10"
    )


def test_the_row_may_be_in_another_part_of_a_long_table(tmp_path):
    filler = "".join(f"<tr><td>Cofradía número {n} de la ría</td><td>0,{n}</td></tr>" for n in range(10, 90))
    tall = f"""<tr><td rowspan="81">Dragado de canales</td><td>Cofradía de Lores</td><td>1,25</td></tr>{filler}
    <tr><td rowspan="2">Compra de balizas</td><td>Consorcio de Meira</td><td>0,75</td></tr>
    <tr><td>Cofradía de Lores</td><td>0,40</td></tr>"""
    heads = "<tr><th>Actuación</th><th>Beneficiario</th><th>Importe (millones de euros)</th></tr>"
    (tmp_path / "larga.xml").write_text(DECREE.replace(ROWS, heads + tall), encoding="utf-8")
    settings = Settings(home=tmp_path / "base", cache=tmp_path / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as opened:
        list(ingest(opened, [tmp_path / "larga.xml"]))
        found = opened.searcher.find("importe dragado Cofradía de Lores")
        assert len({one.passage.start for one in found.ranking if ".t1" in one.passage.unit_id}) > 1
        assert said(opened, "importe dragado Cofradía de Lores").quote.endswith("Cofradía de Lores 1,25")
        assert said(opened, "importe balizas Cofradía de Lores").quote == "Cofradía de Lores 0,40"


# ------------------------------------------------------------ lists by hand


def rows(*told, length=0):
    """Rows of a table one below the other: their text and the merged cells above."""
    found, start = [], 0
    for number, (text, above) in enumerate(told, start=1):
        text += " y" * length
        found.append(
            Passage(
                document_id=DocumentId("d"),
                unit_id=UnitId(f"an_I.t1.r{number}"),
                grain=Grain.SENTENCE,
                ordinal=number,
                start=start,
                end=start + len(text),
                text=text,
                context=in_context("ANEXO I", above),
                passage=0,
            )
        )
        start += len(text) + 1
    return found


TOLD = [("Balizas Meira", ()), ("Lores", ("Balizas",)), ("Ribadumia", ("Balizas",)), ("Dragado Lores", ())]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_cell_that_is_asked_about_holds_its_rows(at):
    table = rows(*TOLD)
    assert under_one_cell(table, table[at], {"baliz"}) == tuple(table[:3])


@pytest.mark.parametrize(
    ("at", "asked"),
    [(3, "las balizas"), (1, "el dragado"), (3, "el dragado"), (4, "las balizas de la Cofradía de Cambados")],
    ids=["of another cell", "another cell", "no merged cell", "more of the row"],
)
def test_a_row_that_no_cell_asked_about_holds_stands_alone(at, asked):
    table = rows(*TOLD, ("Cofradía Cambados", ("Balizas",)), ("Cofradía Aldán", ("Balizas",)))
    assert under_one_cell(table, table[at], set(terms(asked))) == ()


def test_rows_apart_are_no_list():
    table = rows(*TOLD)
    assert under_one_cell([table[0], table[2]], table[2], {"baliz"}) == ()


def test_a_long_list_is_cut_round_the_row_that_answers():
    table = rows(*TOLD, length=LONGEST_LIST // 5)
    found = under_one_cell(table, table[2], {"baliz"})
    assert table[2] in found
    assert found[-1].end - found[0].start <= LONGEST_LIST
