"""The dates that a document gives to the events its deadlines run from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from kb import force
from kb.deadlines import rules as counting
from kb.documents import Document
from kb.numerals import fold
from kb.values import ValueKind, values

_IN_FORCE = re.compile(r"\bentraran? en vigor\b[^.;]{0,160}")
_EXECUTION = re.compile(
    r"(?:finalizacion|fin|termino|conclusion) del? (?:la ejecucion del )?(?:mism[oa]|proyecto|periodo de ejecucion|"
    r"plazo de ejecucion)"
    r"[^.;]{0,20}?(?P<a>\(?\d{1,2} de \w+ de \d{4})|"
    r"(?:periodo|plazo) de (?:ejecucion|realizacion)[^.;]{0,160}?\b(?:hasta|entre el [^.;]{8,30} y) (?:el )?"
    r"(?P<b>\d{1,2} de \w+ de \d{4})|"
    r"(?:ejecucion|ejecutar|realizar|realizacion)[^.;]{0,80}?\b(?:finalizara|antes del?|"
    r"hasta) (?:el )?(?:dia )?(?P<c>\d{1,2} de \w+ de \d{4})"
)
_ACTS = frozenset({"resolucion", "acuerdo", "extracto"})
"""Acts of their own, which `la resolución` inside them is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDates:
    """When a document was published, is in force, and ends what it has people carry out; None where it does not say.

    `is_a`: what it calls itself with `este` before it, `orden` and `convocatoria`; `called`: what it also is without
    that word, which in the bases of calls to come is no call.
    """

    published: date | None = None
    in_force: date | None = None
    execution_end: date | None = None
    is_a: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()

    @property
    def is_act(self) -> bool:
        """Whether it is an act, as a call or a resolution, and no norm."""
        return bool(self.is_a & _ACTS) or "convocatoria" in self.called

    def of(self, event: str) -> date | None:
        """The date of an event of the rules, if the document has it."""
        known = {"publication": self.published, "entry_into_force": self.in_force, "execution_end": self.execution_end}
        return known.get(event)

    def means(self, kind: str, before: str, rest: str) -> bool:
        """Whether what is published or enters into force is the document: what stands before and behind that word."""
        folded = " ".join(acts_rule("where").sub("", fold(rest)).split())
        if re.match(r"(?:el|la|est[ea]) ", folded):  # «se publique la presente orden»
            folded = f"de {folded}".replace("de el ", "del ")
        this = acts_rule("this").match(folded)
        if this:
            return self._is_this(this["what"])
        if re.match(r"del? (?!l[ao] mism|mism)", folded):
            named = acts_rule("named").match(folded)
            return named is not None and named["what"] in self.called
        its = fold(before).split()[-1:] == ["su"]
        mentioned = list(acts_rule("mentioned").finditer(fold(before)))
        if kind == "entry_into_force" and not (its and mentioned):
            return True
        return self._means(mentioned[-1]) if mentioned else self.is_act or not its

    def _means(self, last: re.Match[str]) -> bool:
        """Whether the act that is named last before `su publicación` is the document."""
        return last["what"] in self.called or (last["this"] is not None and self._is_this(last["what"]))

    def _is_this(self, what: str) -> bool:
        """Whether `este` with that noun is the document: `esta resolución` is it only in a resolution."""
        return what in self.is_a or acts_rule("always").fullmatch(what) is not None


@cache
def acts_rule(name: str) -> re.Pattern[str]:
    """One of the expressions of `acts` in `ingest/rules/events.toml`, for folded text."""
    from ingest.extraction.rules import rules  # whose package reads a document's own dates

    return re.compile(rules("events")["acts"][name], re.DOTALL)


def own_dates(document: Document) -> OwnDates:
    """Read them from the head of the document and from its own provisions."""
    published = document.publication.published
    title = fold(document.title)
    rank = acts_rule("rank").match(title)
    is_a = {rank["rank"]} if rank else set()
    calls = {"convocatoria"} if acts_rule("calls").search(title) else set()
    later = acts_rule("calls_later").search(title) is not None
    return OwnDates(
        is_a=frozenset(is_a | calls),
        called=frozenset(is_a - _ACTS | {"extracto"} & is_a | (set() if later else calls)),
        published=published,
        in_force=document.publication.in_force_from or _in_force(document, published),
        execution_end=_execution_end(document),
    )


def _in_force(document: Document, published: date | None) -> date | None:
    """As the document's last word on it says; Código Civil, art. 2.1, when it says nothing."""
    unit = force.provision(document)
    match = _IN_FORCE.search(fold(" ".join(document.text_of(unit).split()))) if unit is not None else None
    told = match[0] if match else ""
    fixed = next(
        (v for v in values(told) if v.kind is ValueKind.DATE and re.fullmatch(r"\d{4}-\d\d-\d\d", v.normal)), None
    )
    if fixed is not None:
        return date.fromisoformat(fixed.normal)
    if published is None:
        return None
    return force.day(told, published) if told else counting.in_force(published)


def _execution_end(document: Document) -> date | None:
    """The day that the document itself gives to the end of the execution, the latest if it gives several."""
    days = [
        date.fromisoformat(value.normal)
        for match in _EXECUTION.finditer(fold(document.text))
        for value in values(match["a"] or match["b"] or match["c"])
        if value.kind is ValueKind.DATE and re.fullmatch(r"\d{4}-\d\d-\d\d", value.normal)
    ]
    return max(days) if days else None
