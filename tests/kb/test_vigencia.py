"""Warnings about the law's course: the norm, the place, other documents of the base, what the text only names."""

from datetime import date

import pytest

from kb.documents import AnalysisReference, Direction, DocumentId, Unit, UnitId, UnitKind, Version
from kb.vigencia import Mention, Standing, cited_warnings, stale_since, unit_warnings, warnings_of

TODAY = date(2099, 6, 1)


def later(relation, wording, target="BOE-A-2098-7"):
    return AnalysisReference(direction=Direction.LATER, relation=relation, target=DocumentId(target), wording=wording)


def earlier(relation, wording, by="BOE-A-2098-8", day=date(2098, 5, 1)):
    said = AnalysisReference(
        direction=Direction.EARLIER, relation=relation, target=DocumentId("BOE-A-2090-1"), wording=wording
    )
    return Mention(by=DocumentId(by), name="Ley 8/2098", day=day, reference=said)


def standing(*references, **changes):
    return Standing(document_id=DocumentId("BOE-A-2090-1"), name="Ley 1/2090", references=tuple(references), **changes)


def unit(unit_id, **changes):
    label = "art. " + unit_id.rpartition("art_")[2].replace("_", " ")
    return Unit(unit_id=UnitId(unit_id), kind=UnitKind.ARTICLE, label=label, start=0, end=9, **changes)


BY = "por Ley 5/2098, de 9 de marzo (BOE-A-2098-7)"
OTHER_PLACES = f"Ley 1/2090: modificación posterior (art. 4.2, art. 9), {BY}"
AMENDS = later("SE MODIFICA", "los arts. 4.2 y 9, por Ley 5/2098, de 9 de marzo")


@pytest.mark.parametrize(
    ("found", "unit_id", "expected"),
    [
        (standing(), "art_4", []),
        (standing(AMENDS), "art_4.2.a", [f"art. 4.2.a de Ley 1/2090: modificación posterior, {BY}"]),
        (standing(AMENDS), "art_4", [f"art. 4 de Ley 1/2090: modificación posterior, {BY}"]),
        (standing(AMENDS), "an_reglamento.tit_I.art_9", [f"art. 9 de Ley 1/2090: modificación posterior, {BY}"]),
        (standing(AMENDS), "art_4.3", [OTHER_PLACES]),
        (standing(AMENDS), "art_44", [OTHER_PLACES]),
        (
            standing(later("SE DEROGA", "el art. 4.2, por Ley 6/2098")),
            "art_4",
            ["art. 4 de Ley 1/2090: derogación parcial, por Ley 6/2098 (BOE-A-2098-7)"],
        ),
        (
            standing(later("SE DEROGA", "el art. 4, por Ley 6/2098")),
            "art_4.1",
            ["art. 4.1 de Ley 1/2090: derogación, por Ley 6/2098 (BOE-A-2098-7)"],
        ),
        (
            standing(later("SE DEROGA", "los arts. 35 a 41, por Ley 6/2098")),
            "art_35-41",
            ["art. 35-41 de Ley 1/2090: derogación parcial, por Ley 6/2098 (BOE-A-2098-7)"],
        ),
        (
            standing(later("SE DEROGA", "en la forma indicada, por Ley 6/2098")),
            "art_4",
            ["Ley 1/2090: derogación parcial, por Ley 6/2098 (BOE-A-2098-7)"],
        ),
        (
            standing(later("SE DEROGA", ", por Ley 6/2098")),
            "art_4",
            ["Ley 1/2090 está derogada por Ley 6/2098 (BOE-A-2098-7)"],
        ),
    ],
)
def test_a_cited_unit_is_warned_of(found, unit_id, expected):
    assert list(unit_warnings(found, unit(unit_id), "texto", TODAY)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"repealed": date(2095, 1, 2)}, "Ley 1/2090 no está en vigor desde el 02/01/2095 (derogada"),
        ({"repealed": date(2090, 1, 2), "published": date(2090, 1, 2)}, "Ley 1/2090 no está en vigor (derogada"),
        ({"repealed": date(2099, 9, 2)}, "Ley 1/2090 dejará de estar en vigor el 02/09/2099"),
        ({"repealed": date(2095, 1, 2), "as_of": date(2094, 1, 1)}, "Ley 1/2090 dejó de estar en vigor el 02/01/2095"),
    ],
)
def test_a_norm_that_is_gone_or_going_is_told(changes, expected):
    (line,) = warnings_of(standing(**changes), TODAY)
    assert line.startswith(expected)


def test_a_consolidated_text_has_in_it_what_its_analysis_names_until_its_day():
    assert warnings_of(standing(AMENDS, as_of=date(2098, 3, 9)), TODAY) == ()
    assert len(warnings_of(standing(AMENDS, as_of=date(2098, 3, 8)), TODAY)) == 1


def test_other_documents_of_the_base_tell_what_the_analysis_does_not_know_yet():
    found = standing(others=(earlier("DEROGA", "la Ley 1/2090, de 2 de enero"),))
    assert warnings_of(found, TODAY) == ("Ley 1/2090 está derogada por Ley 8/2098 (BOE-A-2098-8)",)
    known = standing(AMENDS, others=(earlier("MODIFICA", "el art. 4.2 de la Ley 1/2090", by="BOE-A-2098-7"),))
    assert len(warnings_of(known, TODAY)) == 1


def test_an_article_without_content_is_told():
    version = Version(in_force_from=date(2095, 5, 6), norm=DocumentId("BOE-A-2095-3"))
    (line,) = unit_warnings(standing(), unit("art_7", version=version), "Artículo 7.\n(Derogado)", TODAY)
    assert line == "art. 7 no tiene contenido desde el 06/05/2095, por BOE-A-2095-3"


def test_a_text_of_another_day_is_told_to_be_stale():
    days = (date(2090, 1, 1), date(2099, 3, 1), date(2099, 7, 1))
    assert stale_since(date(2099, 2, 1), days, TODAY) == date(2099, 3, 1)
    assert stale_since(date(2099, 3, 1), days, TODAY) is None
    assert stale_since(None, days, TODAY) is None
    (line,) = warnings_of(standing(as_of=date(2099, 2, 1), changes=days), TODAY)
    assert "desde el 01/03/2099 rige otra redacción" in line


def test_a_norm_that_the_text_only_names_is_warned_of_when_it_is_repealed():
    whole, partly = earlier("DEROGA", "la Ley 1/2090"), earlier("DEROGA", "en la forma indicada, la Ley 1/2090")
    told = "Ley 1/2090, que el texto cita:"
    assert cited_warnings("Ley 1/2090", [whole], "x") == (f"{told} derogación por Ley 8/2098 (BOE-A-2098-8)",)
    assert cited_warnings("Ley 1/2090", [partly], "x") == (f"{told} derogación parcial por Ley 8/2098 (BOE-A-2098-8)",)
    assert cited_warnings("Ley 1/2090", [whole], whole.by) == ()
    assert cited_warnings("Ley 1/2090", [earlier("MODIFICA", "la Ley 1/2090")], "x") == ()
