"""Amendments of real laws: the articles that changed between two days are those of the XML, and no other."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from ingest.document import document_of
from ingest.reading import read
from ingest.sources import load
from kb.changes import changed_units
from kb.numerals import plain

FIRST, LAST = date(2017, 1, 1), date(2023, 1, 1)
LAWS = ("BOE-A-2003-20977", "BOE-A-2006-13371", "BOE-A-2013-12887", "BOE-A-2015-10565")


def wording(block, day):
    """The text of a block on a day, as its XML has it; None before it was there."""
    versions = [one for one in block.iter("version") if one.get("fecha_vigencia") <= f"{day:%Y%m%d}"]
    if not versions:
        return None
    last = max(versions, key=lambda one: one.get("fecha_vigencia"))
    kept = [part for part in last if not part.tag.startswith("blockquote")]
    return " ".join(" ".join("".join(part.itertext()).split()) for part in kept)


def repealed_together(blocks):
    """The articles of a range that was repealed in one go: `Artículos 35 a 41`, which the XML keeps beside them."""
    for block in blocks:
        match = re.fullmatch(r"articulos (\d+) a (\d+)", plain(block.get("titulo") or ""))
        if match and wording(block, FIRST) != wording(block, LAST):
            yield match[0]
            yield from (f"articulo {number}" for number in range(int(match[1]), int(match[2]) + 1))


@pytest.mark.parametrize("name", LAWS)
def test_the_articles_that_changed_are_those_of_the_xml(shared, name):
    path = shared / "corpus" / "xml" / "consolidada" / f"{name}.xml"
    before, after = (document_of(read(load(path), as_of=day), load(path)) for day in (FIRST, LAST))
    blocks = list(ElementTree.parse(path).iter("bloque"))
    articles = [one for one in blocks if one.get("tipo") == "precepto"]
    wanted = {plain(one.get("titulo")) for one in articles if wording(one, FIRST) != wording(one, LAST)}
    found = [one for one in changed_units(before, after) if one.how != "annotated"]
    marks = {plain((after if after.has(one.unit_id) else before).unit(one.unit_id).mark) for one in found}
    assert marks == wanted | set(repealed_together(blocks))
    assert wanted
