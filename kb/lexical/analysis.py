"""Spanish text to search terms: the same for passages and for questions."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

from Stemmer import Stemmer

from kb.lexical.stopwords import STOP_WORDS

_TOKEN = re.compile(
    r"""
      [a-z]+(?![\w./+-])                                # palabra, which most are: found without trying the others
    | \d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\w)                # 22.000.000  1.250,50
    | \d+,\d+(?!\w)                                     # 18,5
    | [a-z0-9]+(?:[./-][a-z0-9]+)+                      # 936/2090  r1.2.1  hfp/1030/2021  b-12345678
    | [a-z](?:\+[a-z])+(?!\w)                           # i+d+i
    | [^\W_]+                                           # 2021  s0800099d  μετρο
    """,
    re.VERBOSE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_MARKS = re.compile("[\u0300-\u036f]+")
_FUTURE = re.compile(r"(?<=[ei]r)án?\b", re.IGNORECASE)
"""The ending of `resolverá`, `remitirán`, which the stemmer would leave as `resolver`, another stem than the verb's."""

REMEMBERED = 30_000
"""Titles and sayings whose terms are kept from one question to the next."""
_OWN_STEM = {"finalidad": "finalidad", "finalidades": "finalidad"}
"""Words that the stemmer would take for others: `finalidad` for `final`, which every `disposición final` has."""


class _Stemming(threading.local):
    """A stemmer for each thread: it remembers the words it has stemmed, and two threads must not share it."""

    def __init__(self) -> None:
        self.stemmer = Stemmer("spanish")


_STEMMING = _Stemming()


def fold(text: str) -> str:
    """Lower case without accents, so that a question typed without them still matches."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.replace("º", " ").replace("ª", " "))).lower()


@lru_cache(maxsize=REMEMBERED)
def distinct_terms(text: str) -> frozenset[str]:
    """The terms of a short text that is asked for again and again: a title, a saying."""
    return frozenset(terms(text))


def terms(text: str) -> list[str]:
    """The terms of a text in order, repeated as often as they come.

    Words are stemmed and function words left out. A code is one term and its parts are terms too:
    `936/2090` gives `936/2090`, `936`, `2090`. Hyphens are no part of a code, nor points of thousands
    of an amount: `B-12345678` and `B12345678` share a term, as `22.000.000` and `22000000` do.
    """
    words: list[str] = []
    for token in _TOKEN.findall(fold(_FUTURE.sub("", text))):
        words.extend(_spread(token))
    words = [word for word in words if word not in STOP_WORDS]
    stems = _STEMMING.stemmer.stemWords(words)
    return [_OWN_STEM.get(word, stem) for word, stem in zip(words, stems, strict=True)]


def _spread(token: str) -> list[str]:
    if token.isalnum() or "+" in token:
        return [token]
    if "," in token or _THOUSANDS.fullmatch(token):
        return [token.replace(".", "")]
    parts = re.split(r"[./-]", token)
    return [token.replace("-", ""), *parts] if any(c.isdigit() for c in token) else parts
