"""Which sentences of a passage are needed to understand the best one."""

import pytest

from kb.answers.windows import head_of, listed, window
from kb.documents import DocumentId, UnitId
from kb.passages import Grain, Passage
from kb.questions.kinds import Kind


def passage(*texts, unit=None):
    found, at = [], 0
    for n, text in enumerate(texts):
        found.append(
            Passage(
                document_id=DocumentId("d"),
                unit_id=UnitId(unit or f"art_1.{n}"),
                grain=Grain.SENTENCE,
                ordinal=n,
                start=at,
                end=at + len(text),
                text=text,
                context="",
                passage=0,
            )
        )
        at += len(text) + 1
    return found


CLAUSE = passage(
    "El plazo será de tres meses desde la notificación de la resolución que ponga fin al procedimiento de concesión.",
    "No obstante, podrá ampliarse por otro mes cuando el volumen de la documentación lo aconseje y así se motive.",
    unit="art_1",
)
LIST = passage("Son infracciones muy graves:", "a) El acoso.", "b) La negligencia.")


@pytest.mark.parametrize(
    ("best", "kind", "stated", "first", "last"),
    [
        (0, Kind.DEADLINE, True, 0, 0),
        (0, Kind.OTHER, False, 0, 1),
        (1, Kind.WHETHER, False, 0, 1),
    ],
)
def test_a_sentence_takes_what_it_leans_on_and_what_completes_it(best, kind, stated, first, last):
    span = window(CLAUSE, best, kind, stated=stated)
    assert (span.start, span.end) == (CLAUSE[first].start, CLAUSE[last].end)


def test_the_head_of_a_list_takes_its_items():
    span = window(LIST, 0, Kind.OTHER, stated=False)
    assert (span.start, span.end) == (LIST[0].start, LIST[-1].end)


def test_an_item_has_the_head_of_its_list():
    assert head_of(LIST, 2) is LIST[0]
    assert head_of(CLAUSE, 1) is None


@pytest.mark.parametrize("best", [0, 1, 2])
def test_a_list_is_whole_from_wherever_it_is_found(best):
    assert listed(LIST, best) == tuple(LIST)


def test_a_clause_is_no_list():
    assert listed(CLAUSE, 1) == ()


def test_a_list_ends_with_its_last_item():
    noted = passage("Incluye:", "- Un plan.", "- Una red.", "Este programa sigue otra estrategia.")
    assert listed(noted, 0) == tuple(noted[:3])
    in_an_item = passage("Incluye:", "- Un plan.", "Será anual.", unit="art_1.a")
    assert listed(in_an_item, 0) == tuple(in_an_item)


def test_items_without_a_mark_are_all_that_follows():
    bare = passage("Incluye:", "Un plan.", "Una red.")
    assert listed(bare, 0) == tuple(bare)


def test_a_bare_heading_takes_what_stands_under_it():
    found = passage("UNA COMISIóN GESTORA", "La comisión reúne a dos ministerios y a tres universidades.")
    assert window(found, 0, Kind.OTHER, stated=False).end == found[1].end
