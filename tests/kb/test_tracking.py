"""Follow-up in the base: what people write outlives the texts, with its history, and moves the due dates."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kb.agenda import is_overdue, upcoming
from kb.base import KnowledgeBase
from kb.dating import dated, days_for, why_undated, with_follow_up
from kb.deadlines import Calendar
from kb.errors import DocumentNotFound, InvalidInput, ObligationNotFound, Overtaken
from kb.facts import Anchor, Deadline, Modality
from kb.follow_up import EventDate
from kb.settings import Settings
from kb.store import Store
from tests.support_obligations import deadline, fixed, obligation

LINES = ("El beneficiario presentará la memoria.", "El órgano resolverá.", "Las facturas se conservarán.")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def put(store, samples, lines=LINES, name="BOE-A-2099-1", **other):
    """The document with an obligation per article; gives their ids."""
    document = samples.document(name, lines)
    found = samples.passages(document)
    obligations = [obligation(document, number, **other) for number in range(1, len(lines) + 1)]
    store.bind(samples.ENCODER, samples.DIMENSION)
    store.put(document, found, samples.vectors(found), obligations)
    return [one.id for one in obligations]


@pytest.fixture
def base(store, tmp_path):
    return KnowledgeBase(Settings(home=store.home, cache=tmp_path / "cache"), store)


@pytest.fixture
def ids(store, samples):
    return put(store, samples)


@pytest.fixture
def limited(store, samples):
    """The ids of obligations whose deadlines run from a notification."""
    return put(store, samples, deadline=deadline())


def test_an_untouched_obligation_has_a_blank_follow_up(base, ids):
    found = base.follow_up(ids[0])
    assert (found.status, found.owner, found.review, found.by) == ("no evaluada", None, None, None)
    assert found.quote == LINES[0]


def test_what_is_written_is_read_and_the_rest_stays(base, ids):
    base.track(ids[0], {"owner": " Ana Ruiz "}, by="ana", at=NOON)
    found = base.track(ids[0], {"status": "en curso", "review": "2026-06-01"}, by="luis")
    assert (found.owner, found.status, found.review, found.by) == ("Ana Ruiz", "en curso", date(2026, 6, 1), "luis")
    assert base.follow_up(ids[1]).status == "no evaluada"


def test_the_history_says_who_changed_what_and_when(base, ids):
    base.track(ids[0], {"status": "aplica", "notes": "vista"}, by="ana", at=NOON)
    base.track(ids[0], {"status": "cumplida", "notes": "vista"}, by="luis", at=NOON)
    told = [(one.field, one.before, one.after, one.by) for one in base.history(ids[0])]
    assert told == [
        ("status", "no evaluada", "aplica", "ana"),
        ("notes", None, "vista", "ana"),
        ("status", "aplica", "cumplida", "luis"),
    ]
    assert {one.at for one in base.history(ids[0])} == {NOON}


def test_writing_what_is_there_already_changes_nothing(base, ids):
    base.track(ids[0], {"owner": "Ana"}, by="ana", at=NOON)
    base.track(ids[0], {"owner": "Ana"}, by="luis")
    assert [one.by for one in base.history()] == ["ana"]
    assert base.follow_up(ids[0]).at == NOON


def test_several_are_written_or_none(base, ids):
    with pytest.raises(ObligationNotFound):
        base.track_all({ids[0]: {"owner": "Ana"}, "nada": {"owner": "Ana"}}, by="ana")
    with pytest.raises(InvalidInput):
        base.track_all({ids[0]: {"owner": "Ana"}, ids[1]: {"status": "hecha"}}, by="ana")
    assert base.history() == ()


def test_follow_up_does_not_age_the_index(base, limited):
    before = base.store.generation
    base.track(limited[0], {"owner": "Ana"}, by="ana")
    base.record_event("BOE-A-2099-1", "notification", date(2026, 3, 2), by="ana")
    assert base.store.generation == before


def test_it_survives_reading_the_document_again(base, ids, store, samples):
    base.track(ids[0], {"status": "cumplida"}, by="ana")
    assert put(store, samples) == ids
    assert base.follow_up(ids[0]).status == "cumplida"


def test_what_vanishes_is_told_and_kept(base, ids, store, samples):
    base.track_all({ids[0]: {"notes": "una"}, ids[1]: {"notes": "otra"}}, by="ana")
    put(store, samples, (LINES[0], "El órgano resolverá y notificará."))
    assert [(one.label, one.quote, one.notes) for one in base.unmatched()] == [("art. 2", LINES[1], "otra")]
    store.remove("BOE-A-2099-1")
    assert {one.notes for one in base.unmatched()} == {"una", "otra"}
    assert len(base.history(document_id="BOE-A-2099-1")) == 2
    put(store, samples)
    assert base.unmatched() == ()
    assert base.follow_up(ids[1]).notes == "otra"


def test_it_is_there_for_the_next_program(base, ids, store):
    base.track(ids[0], {"evidence": "Justificante 7\nregistro 12"}, by="ana", at=NOON)
    with Store.open(store.home) as opened:
        found = opened.register.follow_ups()[ids[0]]
    assert (found.evidence, found.at) == ("Justificante 7\nregistro 12", NOON)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"status": "hecha"}, "cumplida"),
        ({"review": "mañana"}, "2025-12-31"),
        ({"deadline": "x"}, "no es un campo"),
        ({"notes": "a\x00b"}, "control"),
        ({"owner": "x" * 201}, "200"),
    ],
)
def test_what_a_field_cannot_hold_is_refused(base, ids, values, why):
    with pytest.raises(InvalidInput, match=why):
        base.track(ids[0], values, by="ana")


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\x1b[2J"])
def test_a_change_has_an_author(base, ids, name):
    with pytest.raises(InvalidInput, match="nombre"):
        base.track(ids[0], {"owner": "Ana"}, by=name)


def test_the_day_of_an_event_is_kept_changed_and_taken_back(base, limited):
    for day in (date(2026, 3, 2), date(2026, 3, 3), None):
        base.record_event("BOE-A-2099-1", "notification", day, by="ana")
    assert base.events() == ()
    told = [(one.field, one.before, one.after) for one in base.history(document_id="BOE-A-2099-1")]
    assert told == [
        ("event:notification", None, "2026-03-02"),
        ("event:notification", "2026-03-02", "2026-03-03"),
        ("event:notification", "2026-03-03", None),
    ]


def test_an_event_needs_a_document_and_an_obligation_that_are_there(base, ids):
    with pytest.raises(DocumentNotFound):
        base.record_event("BOE-A-1999-9", "notification", date(2026, 3, 2), by="ana")
    with pytest.raises(ObligationNotFound):
        base.record_event("BOE-A-2099-1", "notification", date(2026, 3, 2), by="ana", obligation_id="nada")


def test_the_day_of_its_event_dates_a_deadline_with_reasons(base, limited, samples):
    one = obligation(samples.document(lines=LINES), deadline=deadline())
    base.record_event("BOE-A-2099-1", "notification", date(2026, 3, 2), by="ana")
    found = dated(one, days_for(one, base.events())).deadline
    assert found.due == ("2026-06-02",)
    assert "art. 30.4 Ley 39/2015" in " ".join(found.reasons)


def test_the_day_of_one_obligation_goes_before_that_of_the_document(base, limited, samples):
    document = samples.document(lines=LINES)
    for whose, day in ((limited[0], date(2026, 4, 1)), (None, date(2026, 3, 2))):
        base.record_event("BOE-A-2099-1", "notification", day, by="ana", obligation_id=whose)
    found = [days_for(obligation(document, number), base.events())["notification"] for number in (1, 2)]
    assert found == [date(2026, 4, 1), date(2026, 3, 2)]


def test_the_calendar_of_a_region_moves_what_ends_on_its_holiday(samples):
    start = Anchor(event="notification", text="desde la notificación", date="2026-02-04")
    one = obligation(samples.document(lines=LINES), deadline=deadline(anchor=start, due=("2026-05-04",)))
    assert dated(one, {}).deadline.due == ("2026-05-04",)
    assert dated(one, {}, Calendar(town=frozenset({date(2026, 5, 4)}))).deadline.due == ("2026-05-05",)


def test_a_deadline_that_hangs_on_something_else_stays(samples):
    one = obligation(samples.document(lines=LINES), deadline=fixed("2026-12-31"))
    assert dated(one, {"notification": date(2026, 3, 2)}) == one


@pytest.mark.parametrize(
    ("limit", "why"),
    [
        ({"text": "antes de la solicitud", "period": None}, "depende de «la solicitud» y el texto no dice cuánto dura"),
        ({"text": "diez días", "period": "P10D"}, "corre desde «la solicitud», que no tiene fecha"),
        ({"text": "diez días", "period": "P10D", "anchor": None}, "el texto no dice desde qué día corre"),
        ({"text": "vigencia indefinida", "period": None, "anchor": None}, "el texto no da un plazo que contar"),
    ],
)
def test_a_deadline_without_a_date_says_what_is_missing(limit, why):
    values = {"start": 0, "end": 5, "kind": "relative", "anchor": Anchor(event="application", text="la solicitud")}
    assert why_undated(Deadline(**values | limit)) == why


def test_a_day_that_dates_nothing_is_told_in_the_reasons(samples):
    limit = Deadline(
        text="antes de la solicitud", start=0, end=5, kind="relative",
        anchor=Anchor(event="application", text="la solicitud"),
    )  # fmt: skip
    one = obligation(samples.document(lines=LINES), deadline=limit)
    [reason] = dated(one, {"application": date(2026, 3, 2)}).deadline.reasons
    assert "no dice cuánto dura" in reason
    assert dated(one, {"notification": date(2026, 3, 2)}) == one


def test_follow_up_is_merged(base, ids, samples):
    one = obligation(samples.document(lines=LINES))
    merged = with_follow_up(one, base.track(one.id, {"status": "aplica", "owner": "Ana"}, by="ana"))
    assert (merged.status, merged.owner, merged.notes) == ("aplica", "Ana", None)
    assert with_follow_up(one, None) == one


RELATIVE = deadline("tres meses desde la notificación", period="P3M", anchor=Anchor(event="notification", text=""))


def test_a_revision_changes_fields_and_days_at_once_and_tells_what_follows(store, base, samples):
    first, second, _ = put(store, samples, deadline=RELATIVE)
    found = base.revise(
        first, {"status": "en curso", "review": "2026-05-01", "document_event_day": "2026-03-20"}, by="ana"
    )
    assert (found.obligation.status, found.review, found.by) == ("en curso", date(2026, 5, 1), "ana")
    assert found.obligation.deadline.due == base.tracked(second).obligation.deadline.due == ("2026-06-22",)
    own = base.revise(first, {"event_day": date(2026, 4, 1)}, by="luis")
    assert (own.event_day, own.document_event_day) == (date(2026, 4, 1), date(2026, 3, 20))
    assert own.obligation.deadline.due == ("2026-07-01",)
    assert base.tracked(second).obligation.deadline.due == ("2026-06-22",)
    assert base.revise(first, {"event_day": None}, by="luis").obligation.deadline.due == ("2026-06-22",)
    assert [one.by for one in base.history(first)] == ["ana", "ana", "ana", "luis", "luis"]
    assert [(one.field, one.after) for one in base.history(second)] == [("event:notification", "2026-03-20")]


def test_what_somebody_else_changed_meanwhile_is_not_written_over(base, ids):
    seen = base.tracked(ids[0]).version
    base.revise(ids[0], {"owner": "Ana"}, by="ana", seen=seen)
    with pytest.raises(Overtaken, match="otra persona"):
        base.revise(ids[0], {"owner": "Luis"}, by="luis", seen=seen)
    assert base.follow_up(ids[0]).owner == "Ana"
    again = base.tracked(ids[0])
    assert base.revise(ids[0], {"owner": "Luis"}, by="luis", seen=again.version).obligation.owner == "Luis"


def test_a_day_of_what_no_deadline_runs_from_is_refused_and_nothing_written(base, ids):
    with pytest.raises(InvalidInput, match="no tiene un plazo"):
        base.revise(ids[0], {"owner": "Ana", "event_day": date(2026, 4, 1)}, by="ana")
    assert base.history() == ()


def test_follow_up_is_written_while_documents_are_taken_in(store, base, ids):
    with Store.open(store.home).writing():
        assert base.revise(ids[0], {"owner": "Ana"}, by="ana").obligation.owner == "Ana"


def test_different_acts_are_different_events(base, store, samples):
    names = ("publicación de la resolución definitiva", "publicación del extracto de cada convocatoria")
    document = samples.document("BOE-A-2099-1", LINES)
    found = samples.passages(document)
    rows = [
        obligation(document, n, deadline=deadline(anchor=Anchor(event="publication", text="la publicación", name=name)))
        for n, name in enumerate(names, 1)
    ]
    store.bind(samples.ENCODER, samples.DIMENSION)
    store.put(document, found, samples.vectors(found), rows)
    with pytest.raises(InvalidInput, match=r"definitiva.*extracto"):
        base.record_event("BOE-A-2099-1", "publication", date(2026, 3, 2), by="ana")
    assert base.record_event("BOE-A-2099-1", "Resolución", date(2026, 3, 2), by="ana") == names[0]
    assert [one.deadline.due for one in base.obligations()] == [("2026-06-02",), ()]
    assert [(one.name, one.day) for one in base.happenings("BOE-A-2099-1")] == [
        (names[0], date(2026, 3, 2)), (names[1], None),
    ]  # fmt: skip
    with pytest.raises(InvalidInput, match="extracto"):
        base.record_event("BOE-A-2099-1", "la merienda", date(2026, 3, 2), by="ana")


def test_a_day_given_to_one_obligation_by_the_kind_alone_still_counts(samples):
    one = obligation(
        samples.document(lines=LINES),
        deadline=deadline(anchor=Anchor(event="publication", text="", name="la del acta")),
    )
    old = EventDate(document_id=one.document_id, event="publication", obligation_id=one.id, day=date(2026, 3, 2))
    assert dated(one, days_for(one, [old])).deadline.due == ("2026-06-02",)
    assert dated(one, days_for(one, [replace(old, obligation_id=None)])).deadline.due == ()


def test_a_deadline_without_an_event_takes_a_day_of_its_own(base, store, samples):
    first, second, _ = put(store, samples, deadline=deadline(anchor=None))
    assert base.revise(first, {"event_day": date(2026, 3, 2)}, by="ana").obligation.deadline.due == ("2026-06-02",)
    assert base.tracked(second).obligation.deadline.due == ()
    with pytest.raises(InvalidInput, match="solo para esta"):
        base.revise(first, {"document_event_day": date(2026, 3, 2)}, by="ana")
    with pytest.raises(InvalidInput, match="--obligation"):
        base.record_event("BOE-A-2099-1", "inicio del plazo", date(2026, 3, 2), by="ana")


def test_only_what_binds_is_overdue_and_years_of_keeping_are_not_prolonged(samples):
    document = samples.document(lines=LINES)
    for modality in Modality:
        one = obligation(document, deadline=fixed("2026-03-02"), modality=modality)
        binds = modality in (Modality.OBLIGATION, Modality.PROHIBITION)
        assert is_overdue(one, date(2026, 3, 3)) is binds
        assert bool(upcoming([one], date(2026, 3, 3), 30)) is binds
    kept = obligation(document, deadline=deadline("durante tres años", kind="duration", period="P3Y"))
    found = dated(kept, {"notification": date(2026, 1, 6)}).deadline
    assert found.due == ("2029-01-06",)  # a holiday, and a Saturday


def test_what_was_written_waits_for_somebody_to_give_it_to_the_clause_of_now(base, ids, store, samples):
    base.track_all({ids[1]: {"status": "cumplida", "notes": "acta 3"}, ids[2]: {"owner": "Eva"}}, by="ana")
    now = put(store, samples, (LINES[0], "El órgano resolverá y notificará.", LINES[2]))
    (gone,) = base.unmatched()
    assert base.likely(gone).id == now[1]
    with pytest.raises(InvalidInput, match="ya tiene su seguimiento"):
        base.move(gone.obligation_id, now[2], by="ana")
    found = base.move(gone.obligation_id, now[1], by="ana")
    assert (found.status, found.notes, found.quote) == ("no evaluada", "acta 3", "El órgano resolverá y notificará.")
    assert base.unmatched() == ()
    with pytest.raises(InvalidInput, match="no espera sitio"):
        base.move(gone.obligation_id, now[0], by="ana")
    assert [(one.field, one.after) for one in base.history(gone.obligation_id)][-2:] == [
        ("status", "no evaluada"),
        ("notes", None),
    ]


def test_a_day_alone_waits_too_and_goes_with_the_clause(base, limited, store, samples):
    base.record_event("BOE-A-2099-1", "notification", date(2026, 3, 2), by="ana", obligation_id=limited[0])
    lines = ("El beneficiario presentará la memoria final.", *LINES[1:])
    now = put(store, samples, lines, deadline=deadline())
    (gone,) = base.unmatched()
    assert (gone.label, gone.is_blank) == ("art_1", True)
    base.move(gone.obligation_id, now[0], by="ana")
    assert base.unmatched() == ()
    assert base.obligations("BOE-A-2099-1")[0].deadline.due == ("2026-06-02",)


def succeed(base, store, samples, after):
    """What is told when a document says something else in its articles."""
    old = base.demands("BOE-A-2099-1")
    put(store, samples, after)
    return base.succeed("BOE-A-2099-1", old, base.demands("BOE-A-2099-1"))


@pytest.mark.parametrize(
    ("after", "told", "owner_at"),
    [
        (("El ayuntamiento informará.", *LINES), ["1 nueva", "1 seguimiento pasa"], "art. 4"),  # numbered anew
        (LINES[2:], ["2 ya no están", "1 seguimiento pasa"], "art. 1"),
        ((LINES[0], LINES[1], "Las facturas se conservarán cinco años."), ["1 cambia", "1 seguimiento espera"], None),
        (LINES, [], "art. 3"),
        # which of two equal clauses it is now, nobody knows
        ((LINES[2], "El órgano informará.", "El titular pagará.", LINES[2]), ["1 seguimiento espera"], None),
    ],
)
def test_follow_up_goes_where_its_clause_now_stands_word_by_word(base, ids, store, samples, after, told, owner_at):
    base.track(ids[2], {"owner": "Eva"}, by="eva")
    found = succeed(base, store, samples, after)
    assert all(any(one in line for line in found) for one in told), found
    assert bool(found) == bool(told)
    owned = [one.label for one in base.obligations("BOE-A-2099-1") if one.owner == "Eva"]
    assert owned == ([owner_at] if owner_at else [])


def test_a_clause_about_going_to_court_leaves_august_out(base, store, samples):
    lines = ("Podrá impugnarse ante el orden jurisdiccional contencioso-administrativo en el plazo de tres meses.",)
    put(store, samples, lines, deadline=deadline())
    base.record_event("BOE-A-2099-1", "notification", date(2026, 6, 15), by="ana")
    (found,) = base.obligations("BOE-A-2099-1")
    assert found.deadline.due == ("2026-10-15",)
    assert "art. 128.2 Ley 29/1998" in found.deadline.reasons[0]


@pytest.mark.parametrize(
    ("day", "names"), [("2099-01-02", ["entrada en vigor"]), (None, ["entrada en vigor", "publicación"])]
)
def test_the_publication_is_asked_for_where_it_would_date_something(base, store, samples, day, names):
    anchor = Anchor(event="entry_into_force", text="la entrada en vigor", date=day)
    put(store, samples, deadline=deadline(anchor=anchor))
    assert [one.name for one in base.happenings("BOE-A-2099-1")] == names
