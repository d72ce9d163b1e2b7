"""The print of a consolidated norm has the units of its XML: cover and index open none, notes are notes."""

from dataclasses import replace

import pytest

from ingest.document import document_of
from ingest.reading import read
from ingest.sources import load
from ingest.text import Role
from kb.documents import UnitKind

LINES = 300
"""Enough for divisions, articles and notes; the whole of a long law takes long to draw and to read."""


@pytest.fixture(scope="module", params=[("BOE-A-2013-12887", True), ("BOE-A-2006-13371", False)], ids=lambda p: p[0])
def both(request, shared):
    """The document of an XML, that of its print, and the lines of the print."""
    from tests.support_consolidated import render_consolidated

    name, index_first = request.param
    source = load(shared / "corpus" / "xml" / "consolidada" / f"{name}.xml")
    text = read(source)
    text = replace(text, lines=text.lines[:LINES])
    data = render_consolidated(text, index_first=index_first)
    printed = replace(source, name=f"{name}-consolidado.pdf", data=data, media_type="application/pdf")
    lines = read(printed)
    return document_of(text, source), document_of(lines, printed), lines


def body(document):
    return [
        (unit.unit_id, unit.kind, unit.heading, document.text_of(unit).replace("D I S P O N G O :", "DISPONGO:"))
        for unit in document.units
        if not unit.unit_id.startswith(("metadatos", "analisis"))
    ]


def test_the_print_has_the_units_of_the_xml(both):
    written, printed, _ = both
    assert body(printed) == body(written)
    assert sum(unit.kind is UnitKind.NOTE for unit in printed.units) >= 3


def test_the_cover_tells_what_it_is(both):
    written, printed, _ = both
    assert (printed.document_id, printed.title) == (written.document_id, written.title)
    told = ("rank", "number", "department", "gazette", "gazette_number", "dated", "published")
    assert [getattr(printed.publication, name) for name in told] == [
        getattr(written.publication, name) for name in told
    ]
    assert printed.as_of.isoformat() == "2022-07-09"


def test_index_running_heads_and_closing_remark_are_counted_and_left_out(both):
    _, printed, lines = both
    aside = [line.text for line in lines.lines if line.role is Role.FURNITURE]
    assert "ÍNDICE" in aside
    assert sum(text == "LEGISLACIÓN CONSOLIDADA" for text in aside) == printed.pages
    assert aside[-1].startswith("Este documento es de carácter informativo")
    assert not any(". . . ." in printed.text_of(leaf) for leaf in printed.leaves())
