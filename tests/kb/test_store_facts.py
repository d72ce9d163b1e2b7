import pytest

from kb.documents import DocumentId, UnitId
from kb.facts import Anchor, Deadline, Entity, EntityType, Modality, Obligation


@pytest.fixture
def put(store, samples):
    """Put the sample document with these facts."""
    document = samples.document("BOE-A-2099-1")
    passages = samples.passages(document)
    store.bind(samples.ENCODER, samples.DIMENSION)
    return lambda *facts: store.put(document, passages, samples.vectors(passages), facts)


def entity(document_id, **changes):
    values = {
        "id": "e1", "document_id": DocumentId(document_id), "unit_id": UnitId("art_1"), "label": "art. 1",
        "type": EntityType.AMOUNT, "text": "500 euros", "start": 0, "end": 9, "value": 500.0,
        "attributes": {"holder": {"name": "Ayuntamiento", "nif": "P8911500J"}},
    }  # fmt: skip
    return Entity(**values | changes)


def obligation(document_id, **changes):
    deadline = Deadline(
        text="en un mes", start=3, end=12, kind="relative", period="P1M",
        anchor=Anchor(event="entry_into_force", text="desde la entrada en vigor", date="2099-04-01"),
        due=("2099-05-01",), reasons=("art. 30.4 de la Ley 39/2015",),
    )  # fmt: skip
    values = {
        "id": "o1", "document_id": DocumentId(document_id), "unit_id": UnitId("art_1"), "label": "art. 1",
        "modality": Modality.OBLIGATION, "subject": "la entidad", "action": "presentar", "condition": None,
        "quote": "La entidad presentará", "start": 0, "end": 21, "deadline": deadline,
        "amounts": ("500 EUR",), "legal_refs": ("Ley 38/2003 art. 29",),
    }  # fmt: skip
    return Obligation(**values | changes)


def test_facts_come_back_as_they_were_put(store, put):
    facts = (entity("BOE-A-2099-1"), obligation("BOE-A-2099-1"))
    put(*facts)
    assert store.facts() == store.facts("BOE-A-2099-1") == facts
    assert store.facts(types=["obligation"]) == facts[1:]
    assert store.facts(types=["amount"]) == facts[:1]
    assert store.facts("BOE-A-2099-2") == ()


def test_facts_go_with_their_document(store, put):
    put(entity("BOE-A-2099-1"))
    put()
    assert store.facts() == ()
    put(obligation("BOE-A-2099-1"))
    store.remove("BOE-A-2099-1")
    assert store.facts() == ()
