"""One name for each actor of a document: `el beneficiario` and `la entidad beneficiaria` are the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from kb.numerals import fold

_GENERIC = frozenset({"entidad", "persona", "empresa", "parte"})
"""First words that say nothing once an adjective follows."""
_THEM = re.compile(r"\b(?:beneficiari[oa]|solicitante|interesad[oa])s\b")
_ONE_OF_THEM = re.compile(
    r"(?:(?P<noun>entidad|persona|empresa|universidad) )?(?P<told>beneficiari[oa]|solicitante)", re.IGNORECASE
)
_OFFICE = re.compile(r"ía(?=s?\b)", re.IGNORECASE)
"""`Secretaría`: the office, which is not whoever holds it, `Secretario`."""
_SMALL = frozenset("de del la las el los y e o u a al en por para con que cada su sus".split())


def one_name_each(names: Iterable[str], subjects: Iterable[str], granted: str = "") -> dict[str, str]:
    """Each name -> its form that is most often a verb's own subject; of equals the longest, then by alphabet.

    `granted`: whom the text says that the beneficiaries are, `universidades públicas`, so that `las beneficiarias`
    and `las universidades beneficiarias` are the same; where they are several, each is somebody else.
    Beneficiaries and applicants go by their plural where the text has it: what it says of one it says of each.
    """
    counts = Counter(subjects)
    forms: dict[frozenset[str], set[str]] = defaultdict(set)
    same_as = _stems(granted)
    for name in names:
        forms[_key(name, same_as)].add(name)
    chosen = {
        key: min(same, key=lambda name: (not _all_of_them(name), -counts[name], -len(name), name))
        for key, same in forms.items()
    }
    return {name: chosen[key] for key, same in forms.items() for name in same}


def plural_of(name: str) -> str | None:
    """`entidades beneficiarias` of `entidad beneficiaria`; None for anybody else and for a plural."""
    match = _ONE_OF_THEM.fullmatch(name)
    if match is None:
        return None
    noun = match["noun"] or ""
    return f"{noun}{'es' if noun.endswith('d') else 's' if noun else ''} {match['told']}s".strip()


def is_receiver(name: str) -> bool:
    """Whether a name only says that somebody receives: `entidades beneficiarias`."""
    return re.fullmatch(r"(?:(?:entidad(?:es)?|personas?) )?beneficiari[oa]s?", name) is not None


def _all_of_them(name: str) -> bool:
    return _THEM.search(fold(name)) is not None


def _key(name: str, granted: frozenset[str]) -> frozenset[str]:
    """What a name is about: the stems of its words, neither number nor gender, without what is generic."""
    receives = "beneficiari" in fold(name)
    stems = _stems(name)
    telling = stems - _GENERIC - (granted if receives else frozenset())
    return telling or stems


def _stems(text: str) -> frozenset[str]:
    told = _OFFICE.sub("iya", text)
    return frozenset(_stem(word) for word in re.findall(r"\w+", fold(told)) if word not in _SMALL)


def _stem(word: str) -> str:
    """`beneficiarias` -> `benefici`, `entidades` -> `entidad`."""
    word = re.sub(r"(?<=[dlnrz])es$|s$", "", word)
    return re.sub(r"[aoe]$", "", word) if len(word) > 4 else word
