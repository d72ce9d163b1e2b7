"""The one article whose heading is what a question asks for: `¿Quiénes son los beneficiarios?`, `pago de la ayuda`."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from kb.documents import DocumentId, Unit, UnitKind
from kb.lexical import terms
from kb.numerals import plain
from kb.patterns import regex
from kb.store import Reader

_MOST_WORDS = 3
_BEGINNING = 5
"""Letters of a stem that its words have: `dependent` is that of `dependencia`."""
_ASKING = frozenset(
    terms(
        "quién quiénes cuál cuáles qué cómo cuándo dónde cuánto son es hay tiene tienen debe deben puede pueden dice "
        "regula establece dispone subvención ayuda ayudas real decreto ley orden norma resolución convocatoria artículo"
    )
)
"""Words of questions, and those that every grant has in common."""
_DENIED = regex(r"\b(?:no|ni|sin|nunca|ningun[oa]?|salvo|excepto|excluid[oa]s?)\b")
"""What a heading does not tell: `¿Quién no puede ser beneficiario?`"""
_COMMON = frozenset(terms("entidad entidades persona personas artículo régimen"))
"""Words of headings that are left out: `Entidades beneficiarias`."""
REMEMBERED = 20_000


def headed(question: str, store: Reader, among: Collection[str] | None) -> tuple[DocumentId, Unit] | None:
    """The article that is headed by the words of a question and no others before them; None for none or several."""
    if _DENIED.search(plain(question)):
        return None
    asked = [word for word in dict.fromkeys(terms(question)) if word not in _ASKING | _COMMON]
    if not 1 <= len(asked) <= _MOST_WORDS:
        return None
    found = [
        (document_id, unit)
        for document_id, unit in store.headed(UnitKind.ARTICLE, max(asked, key=len)[:_BEGINNING])
        if (among is None or document_id in among) and _leads(frozenset(asked), unit.heading)
    ]
    return found[0] if len(found) == 1 else None


def _leads(asked: frozenset[str], heading: str) -> bool:
    return frozenset(_content(heading)[: len(asked)]) == asked


@lru_cache(maxsize=REMEMBERED)
def _content(heading: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in terms(heading) if word not in _COMMON))
