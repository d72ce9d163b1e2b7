"""A base with a checklist in it, small and hostile, for the tests of exports and imports."""

from datetime import UTC, date, datetime

from kb.base import KnowledgeBase
from kb.documents import DocumentId, Publication
from kb.facts import Anchor, Entity, EntityType, Modality
from kb.settings import Settings
from kb.store import Store
from tests.support_obligations import deadline, fixed, obligation

MADE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
NORM = "BOE-A-2099-1"
LINES = (
    '=HYPERLINK("http://malo.example";"pulsa") es lo primero del artículo.',
    "El beneficiario presentará la memoria en tres meses desde la notificación, salvo causa justificada.",
    "La ejecución terminará el 31 de diciembre de 2025.",
    "La cuenta anual se rendirá del 1 de enero al 31 de marzo.",
    "+34 es el prefijo; la ayuda es de 60.000 euros. [enlace](http://malo.example) <script>alert(1)</script>",
    "El incumplimiento dará lugar al reintegro de las cantidades percibidas.",
    "El informe se remitirá cada mes.",
)
PUBLICATION = Publication(
    published=date(2021, 10, 28),
    in_force_from=date(2021, 10, 29),
    eli="https://www.boe.es/eli/es/rd/2021/10/26/1",
    url="https://www.boe.es/buscar/doc.php?id=BOE-A-2099-1",
)
DEADLINES = {
    2: deadline(),
    3: fixed("2025-12-31"),
    4: deadline(
        "del 1 de enero al 31 de marzo",
        kind="window",
        period="--01-01/--03-31",
        anchor=Anchor(event="entry_into_force", text="la entrada en vigor", date="2021-10-29"),
        due=("2022-03-31",),
    ),
    7: deadline(
        "cada mes",
        kind="recurrent",
        period="P1M",
        anchor=Anchor(event="entry_into_force", text="la entrada en vigor", date="2021-10-31"),
        due=("2021-11-30",),
    ),
}
OTHER = {
    1: {"subject": "@quien", "condition": "-1 condición", "action": "\tacción con tabulador"},
    5: {"amounts": ("60000 EUR", "50 %"), "legal_refs": ("Ley 38/2003 art. 29.3",)},
    6: {"modality": Modality.CONSEQUENCE},
}


def amount(row: int, holder: str | None, euros: float) -> Entity:
    """A cell of a table of amounts; without a holder, a sum that the text states."""
    return Entity(
        id=f"{NORM}:amount:{row}",
        document_id=DocumentId(NORM),
        unit_id=f"art_1.t1.r{row}" if holder else "an_I",
        label=f"art. 1, tabla, fila {row}" if holder else "anexo I",
        type=EntityType.AMOUNT,
        text="x",
        start=row,
        end=row + 1,
        value=euros,
        attributes={"column": "Subvención", "holder": {"name": holder, "nif": "Q2818013A"}} if holder else {},
    )


AMOUNTS = (amount(1, "Universidad", 12_000_000), amount(2, "=Fundación", 10_000_000), amount(3, None, 22_000_000))


def put(store: Store, samples, lines=LINES, deadlines=DEADLINES) -> list[str]:
    """Put the norm with an obligation per article; gives their ids."""
    document = samples.document(NORM, lines, publication=PUBLICATION)
    found = [
        obligation(document, number, deadline=deadlines.get(number), **OTHER.get(number, {}))
        for number in range(1, len(lines) + 1)
    ]
    passages = samples.passages(document)
    store.bind(samples.ENCODER, samples.DIMENSION)
    store.put(document, passages, samples.vectors(passages), [*AMOUNTS, *found])
    return [one.id for one in found]


def opened(store: Store, **settings) -> KnowledgeBase:
    """The base of a store."""
    return KnowledgeBase(Settings(home=store.home, cache=store.home / "cache", **settings), store)
