"""What a text that takes the place of another does to its clauses, and to what people wrote beside them.

A clause that only stands elsewhere, as an apartado that was numbered anew, is the same one, and what was written beside
it is still true. One that was reworded nobody has evaluated: which it may be now is told, and people decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence

from kb.changes import ALIKE, Difference, likeness
from kb.facts import Obligation
from kb.follow_up import FollowUp


def moved(before: Sequence[Obligation], after: Sequence[Obligation]) -> Iterator[tuple[Obligation, Obligation]]:
    """The clauses that stand at another place, word by word, where there is no doubt which each of them is."""
    kept = {one.id for one in before} & {one.id for one in after}
    left, right = (_alone(one for one in side if one.id not in kept) for side in (before, after))
    yield from ((one, right[said]) for said, one in left.items() if said in right)


def likely(gone: FollowUp, there: Iterable[Obligation]) -> Obligation | None:
    """The clause whose words are most like those that one had; None where none shares half of them."""
    scored = [(likeness(gone.quote, one.quote), one) for one in there]
    best = max(scored, key=lambda found: found[0], default=None)
    return best[1] if best is not None and best[0] >= ALIKE else None


def told(found: Iterable[Difference], passed: int, unmatched: int) -> Iterator[str]:
    """In Spanish, what became of the obligations of a document that was read again, if anything did."""
    counts = Counter("changed" if one.before and one.after else "new" if one.after else "gone" for one in found)
    parts = [
        _count(counts["new"], "nueva", "nuevas"),
        _count(counts["gone"], "ya no está", "ya no están"),
        _count(counts["changed"], "cambia", "cambian"),
    ]
    if any(parts):
        yield f"obligaciones: {', '.join(filter(None, parts))}"
    if passed:
        yield f"{_count(passed, 'seguimiento pasa', 'seguimientos pasan')} al nuevo lugar de su cláusula"
    if unmatched:
        waiting = _count(unmatched, "seguimiento espera", "seguimientos esperan")
        yield f"{waiting} sitio, porque su cláusula dice otra cosa o ya no está: `kb obligations unmatched`"


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}" if number else ""


def _alone(side: Iterable[Obligation]) -> dict[Hashable, Obligation]:
    """The clauses by what they say, without those that say the same as another."""
    found = list(side)
    times = Counter(map(_said, found))
    return {_said(one): one for one in found if times[_said(one)] == 1}


def _said(one: Obligation) -> Hashable:
    """Everything that a clause says but where: an item of a list has its head in the action, and may have its limit."""
    limit = one.deadline
    rule = (limit.text, limit.kind, limit.period, limit.business_days) if limit else None
    words = tuple(" ".join((text or "").split()) for text in (one.quote, one.action, one.condition))
    return (one.modality, one.subject, words, rule)
