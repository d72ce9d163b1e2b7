"""The little Spanish grammar that telling a main verb from another one takes."""

from __future__ import annotations

import re

ADVERB = r"(?:asimismo|además|también|igualmente|en su caso|en todo caso|no|se|le|les|lo|la|los|las|,|\w+mente)"
"""What may stand between a conjunction or a subject and its verb."""
_VERB = re.compile(
    r"\b(?!cualquiera\b)(?:[a-zñáéíóú]+(?:ar[áa]n?|er[áa]n?|ir[áa]n?|ase[n]?|iese[n]?|iera[n]?|ieren?)|(?:sea|sean|haya|hayan|"
    r"hubiera|hubieran|"
    r"es|son|está|están|fuera|fueran|pueda|puedan|deba|deban|tenga|tengan|haga|hagan|ha|han|hubiere|existan?|"
    r"concurran?|"
    r"proceda[n]?|resulte[n]?|corresponda[n]?|supere[n]?|exceda[n]?|afecte[n]?|se)\b)",
    re.IGNORECASE,
)


_NOMINAL = re.compile(
    r"\S+\s+(?:el|la|los|las|un|una|unos|unas|su|sus|dich[oa]s?|est[aeo]s?|cada|cualquier|tod[oa]s?|algun[oa]s?|algún|no|"
    r"por|en|a|de|para|con)\b",
    re.IGNORECASE,
)


_RELATIVE_VERB = re.compile(
    r"que\s+(?!el\b|la\b|l[oa]s\b|un[oa]?s?\b|tod[oa]|cada|cualquiera|est[aeo]s?\b|dich|su\b|sus\b|ell[ao]|nadie|ningun|otr[oa]|quien|"
    r"aquell|ambas|sólo|solo)(?:(?:se|le|les|lo|no)\s+)?[a-zñáéíóú]{2,}(?:a|e|an|en)\s+(?:[^\s,]+\s+){2,}",
)
"""`que imputa horas de trabajo al proyecto `: a relative with its verb and something behind it."""

_BETWEEN_COMMAS = re.compile(
    r",\s(?:(?:en|a|con|de|por|para)\s)?(?:(?:el|la|los|las)\s)?(?:que|cual(?:es)?|quien(?:es)?|cuy[oa]s?(?!\scaso))\b"
    r"[^,;:]*,",
    re.IGNORECASE,
)
"""`Las juntas, a las que podrá ir cualquier patrón, fijarán…`: who stands in the relative does not fix."""
_WHEN = (
    r"(?:al (?:comienzo|inicio|final|t[ée]rmino|cierre)|antes|despu[ée]s|dentro|durante|tras|a partir|desde|hasta|"
    r"en (?:el|los|un) (?:\w+ )?(?:plazos?|meses|mes|d[íi]as|primer\w*)|"
    r"con (?:car[áa]cter|periodicidad|una? (?:periodicidad|antelaci[óo]n)|posterioridad|anterioridad)|\w+mente)\b[^,]*"
)
_ADVERBIAL = re.compile(rf"{_WHEN}(?:,\s+(?:y\s+)?{_WHEN})*,?", re.IGNORECASE)
_PREPOSITIONS = "a de en con por para durante desde hasta tras ante entre y o".split()
_NOUN_PHRASE = re.compile(
    "".join(rf"(?<!\b{word})" for word in _PREPOSITIONS)
    + r"\s(?:el|la|los|las|un|una|sus?|dich[oa]s?|est[ea]s?|est[oa]s)\s",
    re.IGNORECASE,
)


def has_verb(words: str) -> bool:
    """Whether a finite verb stands among the words, as far as its ending tells."""
    return _VERB.search(words) is not None


def begins_with_verb(words: str) -> bool:
    """Whether a verb follows the first word at once: `cuando cambie el patrón`, not `cuando el patrón`."""
    return _NOMINAL.match(words) is None


def closes(words: str) -> bool:
    """Whether a subordinate clause that `words` opens has a verb of its own: its second word, or long past."""
    return (
        len(words.split()) > 9
        or _RELATIVE_VERB.match(words) is not None
        or re.match(r"que\s+(?:dan?|tienen?|hacen?|forman?)\s", words, re.IGNORECASE) is not None
        or re.search(r"^\S+\s+[a-zñáéíóú]*(?:en|an|e|a|ido|ado)\s+(?:a|al|de|del|en|por|con|los|las|el|la)\b", words)
        is not None
    )


def says_when(words: str) -> bool:
    """Whether words only say when: `Al comienzo de cada campaña remitirán el censo`, whoever stands before.

    Behind `antes de mayo` in `antes de mayo la memoria contendrá…` the verb has a subject of its own.
    """
    return _ADVERBIAL.fullmatch(words) is not None and _NOUN_PHRASE.search(f" {words}") is None


def in_relative(text: str, start: int, end: int) -> bool:
    """`las entidades con las que los beneficiarios firmen`: whether what stands there belongs to a relative."""
    if any(closed.start() < start and end <= closed.end() for closed in _BETWEEN_COMMAS.finditer(text)):
        return True
    told = re.sub(r"\ben cuyo caso\b", "", text[:start], flags=re.IGNORECASE)
    return re.search(r"\b(?:que|cual(?:es)?|cuy[oa]s?|donde)\s+(?:se\s+)?(?:[a-zñáéíóú]+\s+)?$", told) is not None
