"""What became of obligations between two versions, on clauses that a person can compare."""

from datetime import date

import pytest

from kb.agenda import appointments, upcoming
from kb.changes import changed_units, differences, word_difference
from tests.support_obligations import deadline, fixed, obligation

OLD = (
    "El beneficiario presentará la memoria de las actividades en tres meses.",
    "El órgano resolverá la solicitud de ayuda en el plazo de seis meses desde que la reciba.",
    "La ayuda de cada proyecto es de 100 euros.",
    "Las facturas se conservarán cuatro años.",
)
NEW = (
    "El beneficiario presentará la memoria de las actividades en tres meses.",
    "El órgano resolverá y notificará la solicitud de ayuda en el plazo de tres meses desde que la reciba.",
    "La ayuda de cada proyecto es de 100 euros.",
    "El titular llevará un registro público.",
)


def versions(samples):
    before, after = (samples.document(lines=lines) for lines in (OLD, NEW))
    old = [obligation(before, n, deadline=deadline(period="P6M") if n == 2 else None) for n in range(1, 5)]
    new = [
        obligation(
            after, n, deadline=deadline(period="P3M") if n == 2 else None, amounts=("100 EUR",) if n == 3 else ()
        )
        for n in range(1, 5)
    ]
    return before, after, old, new


def test_each_kind_of_change_is_told_once_and_what_stays_is_not(samples):
    _, _, old, new = versions(samples)
    found = [
        (one.kinds, one.before and one.before.label, one.after and one.after.label) for one in differences(old, new)
    ]
    assert found == [
        (("reworded", "deadline"), "art. 2", "art. 2"),
        (("amount",), "art. 3", "art. 3"),
        (("new",), None, "art. 4"),
        (("gone",), "art. 4", None),
    ]


def test_nothing_changes_between_a_version_and_itself(samples):
    before, _, old, _ = versions(samples)
    assert differences(old, old) == ()
    assert changed_units(before, before) == ()


def test_a_clause_that_moved_is_the_same(samples):
    before, after = samples.document(lines=OLD[:2]), samples.document(lines=(OLD[1], OLD[0]))
    pair = [[obligation(document, n) for n in (1, 2)] for document in (before, after)]
    assert differences(*pair) == ()


def test_the_units_with_another_text_are_listed(samples):
    before, after = samples.document(lines=OLD[:3]), samples.document(lines=(*NEW[:2], OLD[2], NEW[3]))
    assert [(one.how, one.label) for one in changed_units(before, after)] == [("changed", "art. 2"), ("new", "art. 4")]
    assert [(one.how, one.label) for one in changed_units(after, before)] == [("changed", "art. 2"), ("gone", "art. 4")]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("en tres meses", "en seis meses", "en [-tres-]{+seis+} meses"),
        ("se hará hoy", "se hará hoy mismo", "se hará hoy{+ mismo+}"),
        ("se hará pronto, hoy", "se hará, hoy", "se hará[- pronto-], hoy"),
        ("un día de mayo frío", "una tarde de junio cálida", "[-un día de mayo frío-]{+una tarde de junio cálida+}"),
    ],
)
def test_words_that_went_and_came_are_marked(before, after, told):
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    pieces = list(word_difference(before, after))
    assert "".join(marks[one.how].format(one.text) for one in pieces) == told
    assert "".join(one.text for one in pieces if one.how != "new") == before
    assert "".join(one.text for one in pieces if one.how != "gone") == after


def test_what_falls_due_and_what_is_overdue_and_open_come_by_day(samples):
    document = samples.document(lines=OLD)
    days = ("2026-03-10", "2026-03-01", "2026-08-01", "2026-03-05")
    states = ("aplica", "en curso", "aplica", "cumplida")
    known = [
        obligation(document, n, deadline=fixed(day), status=status)
        for n, (day, status) in enumerate(zip(days, states, strict=True), 1)
    ]
    found = upcoming(known, date(2026, 3, 2), 90)
    assert [(one.day, one.obligation.label) for one in found] == [
        (date(2026, 3, 1), "art. 2"),
        (date(2026, 3, 10), "art. 1"),
    ]


def test_what_somebody_means_to_look_at_again_comes_by_its_day(samples):
    document = samples.document(lines=OLD)
    reviews = {"2026-02-01": "aplica", "2026-03-10": "aplica", "2026-03-11": "cumplida", "2026-09-01": "aplica"}
    known = [
        obligation(document, n, deadline=fixed("2026-03-10"), status=status, review=day)
        for n, (day, status) in enumerate(reviews.items(), 1)
    ]
    found = [(one.day.isoformat(), one.obligation.label) for one in upcoming(known, date(2026, 3, 2), 90) if one.review]
    assert found == [("2026-02-01", "art. 1"), ("2026-03-10", "art. 2")]
    [_, march, september] = appointments(known)
    assert [one.day.day for one in march[1] if one.review] == [10, 11]
    assert len(march[1]) == 6
    assert september[0] == date(2026, 9, 1)
