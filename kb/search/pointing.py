"""What a norm says of a point of a list by citing it: `la subvención prevista en el apartado 20 del artículo 3`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from kb.lexical import distinct_terms
from kb.own_places import numbered
from kb.passages import Passage
from kb.patterns import regex
from kb.search.promotion import led_by
from kb.search.ranking import Ranked, RankedSentence
from kb.search.signals import words_of
from kb.words.wording import Wording, share

_PARAGRAPH = regex(r"(?:\.p\d+|~\d+)$")


def pointing_first(ranking: Sequence[Ranked], wording: Wording) -> tuple[Ranked, ...]:
    """The ranking, with the sentence that points to the item which a question names before all.

    That is where the item has the name, no value that is asked for and less of the rest of the question than the
    sentence: `¿Cómo justifica la Fundación Azul?` asks for what is said of the point of the list in which it is.
    """
    item = _item(ranking, wording)
    if item is None:
        return tuple(ranking)
    rest = replace(wording, asked=tuple(one for one in wording.asked if one not in wording.named))
    own = rest.met(words_of(item))
    found = [
        (rest.met(words_of(sentence.sentence)), at, sentence)
        for at, one in enumerate(ranking)
        if one.passage.document_id == item.document_id
        for sentence in _pointing(one, _PARAGRAPH.sub("", item.unit_id))
    ]
    met, at, sentence = max(found, key=itemgetter(0), default=(0.0, 0, None))
    if sentence is None or met <= own:
        return tuple(ranking)
    first = replace(led_by(ranking[at], sentence, ranking[0].score), pointed=ranking[0])
    return (first, *ranking[:at], *ranking[at + 1 :])


def _item(ranking: Sequence[Ranked], wording: Wording) -> Passage | None:
    """The point of a list that comes first by its name and states no value that is asked for."""
    if not ranking or not ranking[0].sentences or not wording.named or ranking[0].named:
        return None
    first = ranking[0].sentences[0]
    in_list = "." in _PARAGRAPH.sub("", first.sentence.unit_id)
    has_name = share(wording.named, distinct_terms(first.sentence.text)) == 1
    return first.sentence if in_list and has_name and not first.values else None


def _pointing(one: Ranked, unit_id: str) -> Iterator[RankedSentence]:
    """The sentences of a passage that point to a unit, in its norm."""
    for sentence in one.sentences:
        if any(f".{unit_id}".endswith(f".{place.candidates[0]}") for place in numbered(sentence.sentence.text)):
            yield sentence
