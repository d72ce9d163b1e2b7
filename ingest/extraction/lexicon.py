"""What a document itself defines before anything is extracted: aliases, acronyms, titles of laws, holders of a NIF."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from ingest.extraction.body_names import is_institution, public_bodies
from ingest.extraction.initials import initials_in
from ingest.extraction.known_laws import known_laws
from ingest.extraction.names import ACRONYM, NAME, key, name_before, stems
from ingest.extraction.rules import rules
from ingest.own_dates import OwnDates
from kb.citations import CitedNorm, cited_norms
from kb.numerals import fold, plain

_HEREAFTER = re.compile(
    r"[»”\"]?(?:,\s[A-Z]\.\s?[A-Z]\.(?:\s?[A-Z]\.)?)?(?:,?\s*\(\s*(?:[^().;]{0,60}?,\s+)?|,?\s+)"
    r"(?:en adelante|en lo sucesivo),?\s*(?:denominad[oa]s?\s*)?"
    rf"(?:el|la|los|las)?\s*[«“\"]?(?P<alias>(?:Reglamento|Ley|Directiva|Decisión|Programa|Plan|Agencia|Fondo)(?:\s+del?)?\s+"
    rf"(?:la\s+)?{ACRONYM}|{ACRONYM}|[A-ZÁÉÍÓÚÑ]\w+(?:\s[A-ZÁÉÍÓÚÑ]\w+)?)"
)
_IN_BRACKETS = re.compile(rf"\s\((?:[«“\"])?(?P<alias>{ACRONYM})(?:[»”\"])?\)")
_TITLE = re.compile(rf"(?:,\s*|\s+)(?P<title>(?:del?\s+(?:la\s+|las\s+|los\s+)?)?{NAME})")
_REFUNDS = re.compile(r",?\s+por el que se aprueba el texto refundido de la (?P<title>ley (?:[^.,;:()])+)(?=[.,;:()])")
_REFUNDED_IN = re.compile(
    r"\btexto refundido de la (?P<title>ley (?:(?!\bley\b)[^.,;:()])+),?\s+aprobad[oa] (?:por|mediante) (?:el )?$"
)
"""`el texto refundido de la Ley de lonjas y puertos secos, aprobado por el Real Decreto Legislativo 9/2098`"""
_SHORTEST_TITLE = 3
_ENACTS = re.compile(r"\bpor (?:el|la|los|las) que\b")
_REGULATION = re.compile(
    r"\breglamento(?:\s+(?:general|de desarrollo|de la (?:misma|citada|mencionada)))*[^.;]{0,120}?,?\s*aprobado\s+"
    r"(?:por|mediante)\s+(?:el\s+)?$"
)
OF_A_YEAR = re.compile(r"\s+para\s+(?:el\s+(?:año|ejercicio)\s+)?\d{4}")
"""Behind the title of a law of which there is one each year: without the year it names none of them."""
_ACT_ACRONYM = re.compile(
    r"(?:[^.;()]{0,200}?)(?:\s\((?:[^().;]{0,60}?[-–,]\s+)?(?:en adelante,?\s+)?|,\s+en adelante,?\s+)"
    r"(?P<alias>(?!FF?JJ?\b)[A-Z]{2,6})\b"
)
"""No `FJ` behind a judgment: it is the ground that is cited."""
_JOINTS = (" ", " del ", " de la ", " de ", " relativo al ", " relativo a la ", " sobre el ", " sobre la ")
"""Between the rank of a law and what it is about: `Reglamento relativo al Fondo Azul`."""
_REACH = 260
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who is given something, its NIF where the document tells it, and every name that the document gives to it."""

    name: str
    nif: str | None = None
    acronym: str | None = None
    aliases: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from others: its NIF, else its name."""
        return self.nif or key(self.name)


@dataclass(slots=True, kw_only=True)
class Lexicon:
    """Names and what they stand for, in one document.

    `laws`: folded titles and acronyms as written -> short name. `regulations`: law -> its regulation.
    `approving`: norms cited as what approves a regulation. `numbers`: of the Union's regulations -> short name.
    `acts`: an act without a number -> its acronym. `bodies`: acronym -> full name.
    `public`: key of a public body -> its name with its legal form.
    `holders`: by their keys.
    `receivers`: keys of those named together, without NIFs, who receive; `listing`: the unit whose items name some.
    `last`: the laws cited so far in reading order, the latest last. `named`: keys of the holders noted so far.
    `own`: the days of the document itself.
    """

    laws: dict[str, str] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)
    regulations: dict[str, str] = field(default_factory=dict)
    approving: set[str] = field(default_factory=set)
    numbers: dict[str, str] = field(default_factory=dict)
    acts: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    public: dict[str, str] = field(default_factory=dict)
    holders: dict[str, Holder] = field(default_factory=dict)
    receivers: set[str] = field(default_factory=set)
    listing: str | None = None
    last: list[str] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    own: OwnDates = field(default_factory=OwnDates)
    title_pattern: re.Pattern[str] = re.compile(r"(?!)")
    acronym_pattern: re.Pattern[str] = re.compile(r"(?!)")
    body_pattern: re.Pattern[str] = re.compile(r"(?!)")

    def full_name(self, name: str) -> str:
        """`BSC-CNS` -> `Barcelona Supercomputing Center (BSC-CNS)`; a name likewise, whatever legal form it has."""
        if name in self.bodies:
            return f"{self.bodies[name]} ({name})"
        mine = key(re.sub(rules("bodies")["institutions"]["legal_forms"], "", name))
        for short, full in self.bodies.items():
            if key(full) in (mine, key(name)):
                return f"{full} ({short})"
            if short.isupper() and mine.endswith(f" {key(full)}"):  # an organ of it
                return f"{name} ({short})"
        return name

    def holder(self, name: str) -> Holder | None:
        """Whose name that is: the same words, an acronym or alias, or the only holder whose name has all of them."""
        wanted = key(name)
        for one in self.holders.values():
            if wanted in {key(known) for known in (one.name, one.acronym or "", *one.aliases) if known}:
                return one
        mine = stems(name)
        near = [one for one in self.holders.values() if len(mine) > 1 and mine <= stems(one.name)]
        return near[0] if len(near) == 1 and 2 * len(mine) > len(stems(near[0].name)) else None


def lexicon_of(paragraphs: Sequence[str], day: date | None = None) -> Lexicon:
    """Read the definitions of a document of that day, on top of the laws that everybody knew then."""
    cited = [(text, cited_norms(text)) for text in paragraphs]
    known = known_laws(cited, day)
    lexicon = Lexicon(laws=known.laws, acronyms=known.acronyms, regulations=known.regulations)
    for text, norms in cited:
        lexicon.numbers |= {one.name.split()[-1]: one.name for one in norms if one.name.startswith("Reglamento (")}
        _acts(text, lexicon)
        _titles(text, norms, lexicon)
        _regulations(text, norms, lexicon)
        _hereafter(text, norms, lexicon)
        _brackets(text, lexicon)
        lexicon.public |= {key(bare): whole for bare, whole in public_bodies(text)}
    lexicon.bodies |= initials_in(paragraphs, {*lexicon.bodies, *lexicon.acronyms, *lexicon.acts.values()})
    _compile(lexicon)
    return lexicon


def _titles(text: str, norms: Iterable[CitedNorm], lexicon: Lexicon) -> None:
    """`Ley 9/2017, de 8 de noviembre, de Contratos del Sector Público` -> `Ley de Contratos del Sector Público`."""
    for norm in norms:
        match = _TITLE.match(text, norm.end)
        rank = norm.name.split()[0]
        yearly = match and OF_A_YEAR.match(text, match.end())
        if match and not yearly and norm.name.startswith("Ley") and len(match["title"].split()) > 1:
            lexicon.laws.setdefault(plain(f"{rank} {match['title']}")[:_LONGEST_TITLE], norm.name)
        refunded = _REFUNDED_IN.search(fold(text[max(0, norm.start - _REACH) : norm.start])) or _REFUNDS.match(
            fold(text[norm.end : norm.end + _REACH])
        )
        if refunded and "Legislativo" in norm.name and len(refunded["title"].split()) > _SHORTEST_TITLE:
            lexicon.laws.setdefault(plain(refunded["title"])[:_LONGEST_TITLE], norm.name)


def _acts(text: str, lexicon: Lexicon) -> None:
    """`Decisión de la Comisión (DSM, Digital Single Market)`, `… - DSM)`, `…, en adelante DSM`."""
    for rule in rules("laws")["unnumbered"]:
        for act in re.finditer(rule["pattern"], text):
            match = _ACT_ACRONYM.match(text, act.end())
            if match:
                lexicon.acts.setdefault(act[0], match["alias"])


def _regulations(text: str, norms: tuple[CitedNorm, ...], lexicon: Lexicon) -> None:
    """`la Ley 38/2003, … y su Reglamento, aprobado por el Real Decreto 887/2006`."""
    for law, decree in itertools.pairwise(norms):
        between = plain(text[law.end : decree.start])
        if law.name.startswith("Ley") and decree.name.startswith("Real Decreto") and len(between) < 160:
            own = re.search(r"\bsu\s+reglamento\b", between) or re.search(r"\breglamento de la$", between)
            if own and _REGULATION.search(between):
                lexicon.regulations[law.name] = decree.name


def _hereafter(text: str, norms: tuple[CitedNorm, ...], lexicon: Lexicon) -> None:
    """`…, en adelante X`: a law where one is cited just before, else whatever was named."""
    for match in _HEREAFTER.finditer(text):
        alias = match["alias"].rstrip(".")
        law = next((n for n in reversed(norms) if n.end <= match.start() < n.end + _REACH), None)
        between = text[law.end : match.start()] if law else ""
        named = name_before(text[max(0, match.start() - _REACH) : match.start()])
        if any(re.search(rule["pattern"], between) for rule in rules("laws")["unnumbered"]):
            continue
        if law is not None and not re.search(r"[.;]\s", between):
            _alias_of_law(law.name, alias, named or "", bool(_ENACTS.search(between)), lexicon)
        if named is not None and (law is None or _ENACTS.search(between) or re.search(r"[.;]\s", between)):
            lexicon.bodies.setdefault(alias, named)


def _alias_of_law(law: str, alias: str, named: str, about: bool, lexicon: Lexicon) -> None:
    """The law itself, or, after `por el que se establece el X`, `Reglamento del X`."""
    rank = law.split()[0]
    if alias.startswith(rank) or not about:
        (lexicon.laws if " " in alias else lexicon.acronyms).setdefault(plain(alias) if " " in alias else alias, law)
        return
    for thing in (alias, named):
        if thing:
            for joint in _JOINTS:
                lexicon.laws.setdefault(plain(f"{rank}{joint}{thing}"), law)


def _brackets(text: str, lexicon: Lexicon) -> None:
    """`Consejo Superior de Investigaciones Científicas (CSIC)`."""
    for match in _IN_BRACKETS.finditer(text):
        named = name_before(text[max(0, match.start() - _REACH) : match.start()])
        if named is not None and " " in named:
            lexicon.bodies.setdefault(match["alias"], named)


def _compile(lexicon: Lexicon) -> None:
    titles = sorted(lexicon.laws, key=len, reverse=True)
    acronyms = sorted(lexicon.acronyms, key=len, reverse=True)
    lexicon.title_pattern = re.compile(
        r"\b(?:texto refundido de la )?(?P<title>" + "|".join(map(re.escape, titles)) + r")(?!\w)"
    )
    lexicon.acronym_pattern = re.compile(r"(?<![\w(/-])(?:" + "|".join(map(re.escape, acronyms)) + r")(?![\w/-])")
    lexicon.bodies = {short: full for short, full in lexicon.bodies.items() if is_institution(full)}
    bodies = sorted({*lexicon.bodies, *lexicon.bodies.values()}, key=len, reverse=True)
    if bodies:
        lexicon.body_pattern = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, bodies)) + r")(?![\w-])")
