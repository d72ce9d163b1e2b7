import pytest

from kb.cross_footing import remarks, told_by
from kb.documents import DocumentId, UnitId, UnitKind
from kb.facts import Entity, EntityType


@pytest.fixture
def told(samples):
    """The remarks about a document of one table: a header and rows of cells."""

    def of(header, *rows):
        document = samples.document(lines=("Tabla",))
        article = document.units[0]

        def unit(part, kind, cells=()):
            parent = UnitId("art_1.t1") if cells else UnitId("art_1")
            return type(article)(
                unit_id=UnitId(part), kind=kind, label="art. 1, tabla", parent=parent, start=0, end=5, cells=cells
            )

        units = (
            article,
            unit("art_1.t1", UnitKind.TABLE),
            unit("art_1.t1.h", UnitKind.TABLE_HEADER, header),
            *(unit(f"art_1.t1.r{n}", UnitKind.ROW, row) for n, row in enumerate(rows, 1)),
        )
        return list(remarks(samples.document(lines=("Tabla",), units=units)))

    return of


def test_a_total_of_the_text_that_its_own_list_does_not_make_is_told():
    def amount(**told):
        return Entity(
            id="a", document_id=DocumentId("BOE-A-2098-1"), unit_id=UnitId("art_8"), label="art. 8", start=0, end=13,
            type=EntityType.AMOUNT, text="450.000 euros", value=450_000, attributes=told,
        )  # fmt: skip

    parts = [{"value": 250_000, "unit_id": "art_8.1"}, {"value": 100_000.5, "unit_id": "art_8.2"}]
    wrong = amount(includes=parts, adds_up=False, breakdown=True)
    assert list(told_by([wrong])) == ["art. 8: el total dice 450.000 y sus partes suman 350.000,5"]
    reached = amount(includes=parts, adds_up=False)
    assert list(told_by([reached, amount(), amount(includes=parts, adds_up=True, breakdown=True)])) == []


HEADER = ("Entidad", "Importe (euros)")


def test_a_total_that_its_rows_do_not_make_is_told(told):
    assert told(HEADER, ("A", "1.000"), ("B", "2.500"), ("Total", "3.600")) == [
        "art. 1, tabla, columna «Importe (euros)»: el total dice 3.600 y las filas suman 3.500"
    ]


SOUND = [
    [("A", "1.000"), ("B", "2.500"), ("Total.", "3.500")],
    [("A", "1.000,50"), ("B", "2.500,25"), ("TOTAL", "3.500,75 €")],
    [("A", "1"), ("B", "2"), ("Subtotal", "3"), ("C", "4"), ("D", "5"), ("Subtotal", "9"), ("Total", "12")],
    [("E1 Obras", "30"), ("E1.1 Presas", "10"), ("E1.2 Canales", "20"), ("E2 Otros", "5"), ("Total", "35")],
    [("A", "10"), ("De los cuales: B", "4"), ("C", "1"), ("Total", "11")],
    [("Total", "30"), ("A", "10"), ("B", "20")],  # the total first
    [("A", "10"), ("Total", "12")],  # one row is no sum
    [("A", "muchos"), ("B", "pocos"), ("Total", "")],
    [("A", "10"), ("B", "20"), ("Total de puntos que otorga la mesa", "7")],  # no total, whatever its first word
]


@pytest.mark.parametrize("rows", SOUND, ids=[rows[-1][0] + str(len(rows)) + rows[0][1] for rows in SOUND])
def test_what_adds_up_in_any_natural_reading_is_left_alone(told, rows):
    assert told(HEADER, *rows) == []


def test_each_column_is_added_but_those_that_no_one_adds(told):
    header = ("Concepto", "Coste (miles de euros)", "Intensidad (%)", "Ayuda (miles de euros)")
    rows = (("A", "100", "50", "50"), ("B", "200", "25", "50"))
    assert told(header, *rows, ("Total", "300", "33", "100")) == []
    assert told(header, *rows, ("Total", "310", "33", "100")) == [
        "art. 1, tabla, columna «Coste (miles de euros)»: el total dice 310 y las filas suman 300"
    ]


def test_millions_are_rounded_and_euros_are_exact(told):
    rows = (("A", "0,33"), ("B", "0,33"), ("C", "0,33"), ("Total", "1,00"))
    assert told(("Entidad", "Millones de euros"), *rows) == []
    assert len(told(("Entidad", "Euros"), *rows)) == 1


def test_a_total_in_any_column_is_one(told):
    header = ("Partida", "Denominación", "Importe (€)")
    rows = (("752", "A la entidad A", "10"), ("757", "A la entidad B", "20"))
    assert told(header, *rows, ("", "Total", "30")) == []
    assert len(told(header, *rows, ("", "Total", "31"))) == 1


def test_rows_that_cannot_be_set_in_columns_are_left_alone(told):
    assert told(HEADER, ("PT1 Obras. 3,6 Consorcio", "1"), ("todo en una celda 2",), ("Total", "9")) == []
