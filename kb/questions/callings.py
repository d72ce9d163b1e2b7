"""What a question calls a document: `el real decreto`, `la norma de los molinos`; and which one that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

from kb.documents import DocumentId, DocumentKind
from kb.lexical import distinct_terms, terms
from kb.numerals import plain
from kb.patterns import regex
from kb.store import Summary
from kb.words.vocabulary import meanings

_CALLED = regex(
    r"\b(?P<called>real decreto[- ]ley|real decreto legislativo|real decreto|decreto[- ]ley|decreto legislativo|decreto"
    r"|ley organica|ley foral|ley|orden ministerial|orden|resolucion|circular|instruccion|acuerdo|nota(?: de prensa)?"
    r"|norma|disposicion|documento|texto|royal decree[- ]law|royal decree|decree|law|order|resolution|press release"
    r"|note|regulation|document|(?:lo|esto|eso) del?)\b"
)
_SPANISH = {
    "real decreto ley": "real decreto-ley",
    "decreto ley": "decreto-ley",
    "orden ministerial": "orden",
    "nota de prensa": "nota",
    "royal decree-law": "real decreto-ley",
    "royal decree law": "real decreto-ley",
    "royal decree": "real decreto",
    "decree": "decreto",
    "law": "ley",
    "order": "orden",
    "resolution": "resolucion",
    "press release": "nota",
    "note": "nota",
    "regulation": "norma",
    "document": "documento",
    **{f"{this} {of}": "norma" for this in ("lo", "esto", "eso") for of in ("de", "del")},
}
NAMED = "norma"
"""What stands for a norm that a question names by its number."""
_NOTE, _DOCUMENT = "nota", "documento"
_OF_ANY = frozenset({NAMED, "disposicion", "texto", _DOCUMENT})
"""Called so, a norm may have any rank."""
_ACTS = frozenset({"orden", "resolucion", "circular", "instruccion", "acuerdo"})
"""What a norm speaks of under these names is more often an act under it than a norm of the base."""
_LINKS = frozenset(
    "que regula regulan sobre para por del las los con una uno relativo relativa relativos materia the".split()
)
"""Words between a rank and the topic."""
_TOPIC = regex(r"\d+|\w{3,}")
_FEWEST = 2
"""Words that name a document by its text; one alone is in too many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calling:
    """The rank by which a document is called, Spanish and folded, or None; the words before it, the terms behind."""

    rank: str | None
    before: str
    topic: tuple[str, ...]

    def fits(self, title: str) -> bool:
        """Whether it may stand beside the number of the norm so titled: `Ley 3/2090, de 2 de mayo, de molinos`."""
        return self.rank not in _ACTS and frozenset(self.topic) <= distinct_terms(title)


def calling(words: str, around: Set[str]) -> Calling:
    """How a question calls a document. `words`: folded; `around`: words that say nothing of it.

    Without a rank, `before` is all of `words`.
    """
    match = _CALLED.search(words)
    if match is None:
        return Calling(rank=None, before=words, topic=())
    rank = _SPANISH.get(match["called"], match["called"])
    behind = (word for word in _TOPIC.findall(words[match.end() :]) if word not in _LINKS | around | {NAMED})
    return Calling(rank=rank, before=words[: match.start()], topic=tuple(dict.fromkeys(terms(" ".join(behind)))))


def called(
    calling: Calling, held: Sequence[Summary], *, by_text: Callable[[DocumentId], str] | None = None
) -> DocumentId | None:
    """The one document of `held` that is called so; None for none or several.

    A topic names the one whose title has all of it. Where `by_text` gives the texts, it also names the only document
    of its rank, when its words stand there side by side and not behind the name of another norm.
    """
    mine = [one for one in held if _is(calling.rank, one)] if calling.rank else list(held)
    exact = [one for one in mine if plain(one.rank or "") == calling.rank]
    mine = exact or mine
    if not calling.topic:
        return mine[0].document_id if len(mine) == 1 else None
    titled = [one for one in mine if frozenset(calling.topic) <= distinct_terms(one.title)]
    if titled or len(mine) != 1 or by_text is None or calling.rank in _ACTS:
        return titled[0].document_id if len(titled) == 1 else None
    only = mine[0].document_id
    return only if len(calling.topic) >= _FEWEST and _speaks_of(by_text(only), calling.topic) else None


def _is(rank: str, one: Summary) -> bool:
    own = plain(one.rank or "")
    if rank == _NOTE:
        return one.kind is DocumentKind.PRESS_NOTE
    if one.kind is not DocumentKind.NORM or rank in _OF_ANY:
        return rank == _DOCUMENT or one.kind is DocumentKind.NORM
    return own == rank or own.startswith(f"{rank} ") or (rank, own) == ("decreto", "real decreto")


def _speaks_of(text: str, topic: tuple[str, ...]) -> bool:
    """Whether a text has the topic side by side, in one of its words exactly, and not in the name of another norm."""
    found = terms(text)
    norms = frozenset(terms("ley decreto orden reglamento directiva"))
    exactly = [at - n for at, word in enumerate(found) for n, asked in enumerate(topic) if word == asked]
    last = len(found) - len(topic)
    starts = (at for at in exactly if 0 <= at <= last and all(map(_alike, topic, found[at : at + len(topic)])))
    return any(not at or found[at - 1] not in norms for at in starts)


def _alike(asked: str, word: str) -> bool:
    return asked == word or not meanings(asked).isdisjoint(meanings(word))
