"""Proper names in Spanish text, as regular expressions over the text itself (not folded)."""

from __future__ import annotations

import re

from kb.numerals import plain

WORD = r"(?:[A-ZÁÉÍÓÚÑÜÇ][\w’'+&·]*(?:[-.][\w’'+&·]+)*|I\+D\+[Ii])"
PREPOSITION = r"(?:de la|de las|de los|de|del|d[’']|en|para la|para el|para|al|a la|con|sobre|la|las|los|el|i)"
RUN = rf"{WORD}(?:\s+(?:{PREPOSITION}\s+)?{WORD}|\s*-\s*{WORD})*"
"""`Transformación Digital`, `Centro Nacional de Supercomputación`"""
NAME = rf"{RUN}(?:(?:,\s+{RUN})*,?\s+[ye]\s+(?:(?:de la|de las|de los|del|de|para la|para el|para)\s+)?{RUN})*"
"""`Ciencia, Innovación y Universidades`"""
ACRONYM = r"[A-ZÁÉÍÓÚÑ][\w.+/&-]*[A-ZÁÉÍÓÚÑ0-9][\w.+/&-]*"
"""`BSC-CNS`, `UniOvi`, `C16.R1`: two capitals or a figure at least"""
ITEM_MARK = r"(?:[a-zñ]{1,2}\)|\d{1,3}(?:\.[ºª]?|\)|[ºª]\)?)|[-–•])\s*"
"""`a) `, `3. `, `1.ª `, `– `: what stands before a name in a list"""

_ENDS_IN_NAME = re.compile(rf"(?P<name>{NAME})[»”\"']?$")
_OPENER = re.compile(
    r"^(?:(?:Desde|En|Por|Para|Con|Según|Entre|Ante|Tras|Sobre|A|De)\s+(?:(?:el|la|los|las)\s+)?|(?:El|La|Los|Las|Al|Del)\s+)"
    r"(?=[A-ZÁÉÍÓÚÑ])"
)
_STOPWORDS = frozenset("de del la las los el y e en para a al con sobre d i".split())


def name_before(text: str) -> str | None:
    """The longest proper name that a text ends with, without the capital that opens its sentence: `Desde el`, `La`."""
    match = _ENDS_IN_NAME.search(text)
    return _OPENER.sub("", match["name"]) if match else None


def key(name: str) -> str:
    """A name for comparing: folded, without punctuation."""
    return " ".join(re.findall(r"[a-z0-9]+", plain(name)))


def stems(name: str) -> frozenset[str]:
    """The beginnings of a name's own words: `Astrofísico` and `Astrofísica` begin alike."""
    return frozenset(word[:6] for word in key(name).split() if word not in _STOPWORDS)
