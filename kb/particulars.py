"""What is asked of a document as a whole, and where it says so: what it is about, its publication, who signs it.

`¿De qué trata la Ley 39/2015?` has no word of the article that answers: it is known by its kind and its heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum

from kb import force
from kb.documents import Document, Unit, UnitKind
from kb.numerals import plain
from kb.patterns import regex


class Particular(StrEnum):
    """What may be asked of a document as a whole."""

    MATTER = "matter"
    PUBLICATION = "publication"
    SIGNATURE = "signature"
    FORCE = "force"
    REPEAL = "repeal"


_ASKED = (
    (
        Particular.MATTER,
        regex(
            r"\b(?:objeto|finalidad|objetivo|proposito|asunto|tema|trata|versa|va|habla|regula|aprueba|crea|resum\w+"
            r"|sirve|about|purpose|subject)\b"
        ),
    ),
    (
        Particular.PUBLICATION,
        regex(r"\b(?:se publico|fue publicad[oa]|publicad[oa]|publicacion|salio|aparecio|published)\b"),
    ),
    (Particular.SIGNATURE, regex(r"\b(?:firma[n]?|firmo|firmaron|firmante|firmad[oa]|suscribe[n]?|rubrica|signed)\b")),
    (
        Particular.FORCE,
        regex(r"\b(?:entr(?:a|o|ara|ado) en vigor|entrada en vigor|esta en vigor|enter into force|come into force)\b"),
    ),
    (Particular.REPEAL, regex(r"\b(?:deroga|derogo|derogan|deja[n]? sin (?:efecto|vigor))\b")),
)
_AROUND = frozenset(
    "que dice dispone establece regula sobre cual cuales quien quienes cuando donde para por con del los las una uno "
    "fue ha han tiene tienen este esta esa ese presente norma normas disposicion disposiciones documento nota prensa "
    "decreto real ley leyes orden resolucion acuerdo circular instruccion ministerial favor hazme haz breve dame fecha "
    "dia numero boe boletin oficial estado desde hasta what when who does did was the for order law royal".split()
)
"""Words that do not make it a question for something else."""
_OF_WHAT = frozenset({Particular.MATTER, Particular.REPEAL})
_OF_ANOTHER = regex(
    r"\b(?:quien(?:es)?|cuando|donde|fecha|dia|desde|hasta|who|when|por que"
    r"|que (?:ley|norma|real decreto|decreto|orden|disposicion))\b"
)
"""`¿Quién aprueba…?`, `¿Qué ley deroga…?`: what a document does not say of itself in these places."""
_OBJECT = regex(r"(?:del? )?(?:objeto|finalidad|fines|ambito y objeto)\b")
_PUBLISHED = regex(r"publicado en|.{0,3}\bfecha de publicacion")
_TITLES = frozenset({UnitKind.METADATA, UnitKind.HEADLINE})


def particular(question: str) -> Particular | None:
    """What a question, without the norms that it names, asks of a whole document; None when it asks for more."""
    words = plain(question)
    for one, asked in _ASKED:
        rest = asked.sub(" ", words)
        other = one in _OF_WHAT and _OF_ANOTHER.search(words) is not None
        if rest != words and not other and not set(re.findall(r"\w{3,}", rest)) - _AROUND:
            return one
    return None


def unit_of(document: Document, asked: Particular) -> Unit | None:
    """The unit that tells it; None where none does."""
    return next(_FOUND[asked](document), None)


def _matter(document: Document) -> Iterator[Unit]:
    """What the article of a norm that says what it is for begins with, else its title; the headline of a press note."""
    title = plain(document.title)
    for article in document.units:
        if article.kind is UnitKind.ARTICLE and _OBJECT.match(plain(article.heading)):
            inside = (u for u in document.units if u.parent == article.unit_id and u.kind is not UnitKind.HEADING)
            yield next(inside, article)
    yield from (one for one in document.units if one.kind in _TITLES and _words(document, one) == title)


def _publication(document: Document) -> Iterator[Unit]:
    yield from (u for u in document.units if u.kind is UnitKind.METADATA and _PUBLISHED.match(_words(document, u)))
    yield from (unit for unit in document.units if unit.kind is UnitKind.DATELINE)


def _signature(document: Document) -> Iterator[Unit]:
    yield from (unit for unit in document.units if unit.kind is UnitKind.SIGNATURE)


def _force(document: Document) -> Iterator[Unit]:
    unit = force.provision(document)
    yield from () if unit is None else (unit,)


def _repeal(document: Document) -> Iterator[Unit]:
    yield from (unit for unit in document.units if unit.kind is UnitKind.REPEALING_PROVISION)


_FOUND: dict[Particular, Callable[[Document], Iterator[Unit]]] = {
    Particular.MATTER: _matter,
    Particular.PUBLICATION: _publication,
    Particular.SIGNATURE: _signature,
    Particular.FORCE: _force,
    Particular.REPEAL: _repeal,
}


def _words(document: Document, unit: Unit) -> str:
    return plain(" ".join(document.text_of(unit).split()))
