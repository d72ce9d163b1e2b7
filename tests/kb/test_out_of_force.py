"""The law in force goes before a norm that is the law no more and says nearly the same."""

from datetime import date

import pytest

from ingest.days import ask_on
from ingest.events import Report
from ingest.pipeline import ingest
from kb.base import KnowledgeBase
from kb.settings import Settings

OLD, NEW = "BOE-A-2005-7001", "BOE-A-2015-7002"
NORM = """---
title: "Orden TAS/{number}, de 2 de marzo, por la que se regulan los permisos de los faros"
identifier: "{identifier}"
rank: "orden"
publication_date: "{year}-03-10"
official_number: "TAS/{number}"
status: "{status}"
{gone}---
# Orden TAS/{number}, de 2 de marzo, por la que se regulan los permisos de los faros

## Artículo 1. Permisos.

El permiso del farero dura tres meses.
"""
QUESTION = "¿Cuántos meses dura el permiso del farero?"


@pytest.fixture(scope="module")
def lighthouses(tmp_path_factory):
    from tests.support import WordEncoder

    folder = tmp_path_factory.mktemp("faros")
    gone = 'repeal_date: "2015-04-01"\n'
    old = NORM.format(number="70/2005", identifier=OLD, year=2005, status="repealed", gone=gone)
    new = NORM.format(number="71/2015", identifier=NEW, year=2015, status="in_force", gone="")
    (folder / f"{OLD}.md").write_text(old)
    (folder / f"{NEW}.md").write_text(new)
    settings = Settings(home=folder / "base", cache=folder / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as base:
        assert all(one.outcome == "added" for one in ingest(base, [folder]) if isinstance(one, Report))
        yield base


def test_the_law_in_force_goes_first(lighthouses):
    answer = lighthouses.ask(QUESTION, explain=True)
    assert [hit.document_id for hit in answer.hits[:2]] == [NEW, OLD]
    points = {one.document_id: one.points for one in answer.why.candidates}
    assert points[OLD]["out_of_force"] < 0 and "out_of_force" not in points[NEW]


def test_on_a_day_when_both_were_the_law_they_are_equals(lighthouses):
    assert ask_on(lighthouses, QUESTION, date(2015, 3, 20)).hits[0].document_id == OLD


def test_a_norm_that_is_named_is_asked_whatever_became_of_it(lighthouses):
    answer = lighthouses.ask(f"{QUESTION.removesuffix('?')} en la Orden TAS/70/2005?")
    assert {hit.document_id for hit in answer.hits} == {OLD}
    assert any("no está en vigor" in told for told in answer.warnings)
