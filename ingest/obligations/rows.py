"""Norms before they are rows, and who they bind where their own sentence does not say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.extraction.rules import rules
from ingest.obligations.actors import ROLES, Role, deciding, is_functional, is_near, is_public, kind_of
from ingest.obligations.names import is_receiver, one_name_each, plural_of
from ingest.obligations.parties import RECEIVES, class_granted, granted, granter, parties
from ingest.obligations.pointing import makes, pointed_thing
from ingest.obligations.subjects import Subject
from kb.documents import Unit
from kb.facts import Modality
from kb.numerals import fold

NOT_TOLD = "no se indica"
"""The subject of a norm that neither its text nor its surroundings give one."""


_SUPPLIES = re.compile(r"(?:[^,]{3,60},\s+)?deber[áa]n? (?:aportar|acreditar|adjuntar|acompañar)\b", re.IGNORECASE)
_OFTEN: Mapping[Role, float] = {"addressee": 0.5, "applicant": 0.1, "authority": 0.1, "party": 0.1}
"""How many times an article a role has to be named to be the one that a text leaves unsaid."""
_CALLED = re.compile(r"\b(?P<noun>persona|entidad|empresa|universidad|asociacion)(?:es|s)? beneficiarias?\b")
_CALLED_SO = {
    "persona": "personas", "entidad": "entidades", "empresa": "empresas", "universidad": "universidades",
    "asociacion": "asociaciones",
}  # fmt: skip
_BARE = re.compile(r"\bbeneficiarios?\b")
_OFTEN_CALLED = 3
"""From how many times on the text's own name for those who receive stands for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A norm as its sentence has it: `[start, end)` of the document's text.

    `article` is the provision that it stands in, `heading` whom that one's heading names, `lead` the
    `[start, end)` of the lead-in of an item of a list.
    """

    unit: Unit
    article: str
    heading: str | None
    start: int
    end: int
    modality: Modality
    subject: Subject
    action: str
    condition: str | None
    lead: tuple[int, int] | None = None

    @property
    def apartado(self) -> str:
        """The id of the apartado that it stands in."""
        rest = self.unit.unit_id.removeprefix(f"{self.article}.")
        return f"{self.article}.{rest.partition('.')[0]}"

    @property
    def name(self) -> str:
        """The subject as the row shows it."""
        return self.subject.name or NOT_TOLD


def filled(drafts: Sequence[Draft], text: str, *, title: str, articles: int) -> list[Draft]:
    """Every draft with a subject, each actor under one name.

    One that its sentence does not give is that of the sentence before, of the heading, or the one most bound in a
    text of so many `articles`.
    """
    told = [draft.subject for draft in drafts if draft.subject.name]
    found = [one.name for one in told if one.name]
    plurals = (many for name in set(found) if (many := plural_of(name)) and many in text.lower())
    names = one_name_each((*found, *plurals), (one.name for one in told if one.name and one.explicit))
    named = [_renamed(draft, names) for draft in drafts]
    usual = _common(_legal(title, text, named, articles), _usual(named, text, articles), text)
    made: list[Draft] = []
    last: dict[str, tuple[str, str]] = {}
    bound: dict[str, str] = {}
    competent: dict[str, str] = {}
    done: dict[str, list[tuple[str, str]]] = {}
    for draft in named:
        before, where = last.get(draft.article, (None, ""))
        name = draft.subject.name
        if name is None and before and _supplies(draft) and kind_of(before) == "authority":
            name = bound.get(draft.article, usual.get("addressee"))
        if name is None and (thing := pointed_thing(text[draft.start : draft.end])):
            name = next((who for told, who in reversed(done.get(draft.article, [])) if thing in fold(told)), None)
        if name is None and draft.subject.role == "authority":
            name = competent.get(draft.apartado)
        name = name or _inherited(draft, before, usual, near=where == draft.apartado)
        if name is not None and not draft.subject.alone and (draft.subject.name or draft.subject.silent):
            last[draft.article] = name, draft.apartado
        if name is not None and draft.subject.explicit and makes(draft.action):
            done.setdefault(draft.article, []).append((draft.action, name))
        if name is not None and draft.subject.competent and is_public(name):
            competent[draft.apartado] = name
        if name is not None and kind_of(name) != "authority":
            bound[draft.article] = name
        made.append(replace(draft, subject=replace(draft.subject, name=name)))
    named_once = _identified(_same_receivers(made, text), text, title, usual.get("authority"))
    return _classed(named_once, text, title)


def _supplies(draft: Draft) -> bool:
    """`El órgano consultará el censo. En caso contrario, deberá aportar un certificado`: not the one who decides."""
    return draft.subject.silent and _SUPPLIES.match(draft.action) is not None


def _same_receivers(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """`beneficiarias` and `universidades beneficiarias` under one name, where the text says who all of them are."""
    who = sorted(granted(text), key=len)
    if not who or any(not set(fold(who[0]).split()) <= set(fold(one).split()) for one in who):
        return list(drafts)
    told = [one.subject for one in drafts if one.subject.name]
    names = one_name_each(
        (one.name for one in told if one.name), (one.name for one in told if one.name and one.explicit), who[-1]
    )
    return [replace(one, subject=replace(one.subject, name=names.get(one.subject.name or ""))) for one in drafts]


def _identified(drafts: Sequence[Draft], text: str, title: str, usual: str | None) -> list[Draft]:
    """`órgano concedente (Ministro de Cultura)` for the granting body of a norm about grants that says who it is.

    `usual`: what the text calls whoever decides, by their own name or only by what they do: `órgano competente`.
    """
    book = rules("actors")["grants"]
    who = granter(text) if re.search(book["title"], title, re.IGNORECASE) else None
    if who is None:
        return list(drafts)
    name = usual if usual == book["vague"] else book["authority"]
    shown = f"{name} ({who})"
    same = {name, usual if usual and fold(usual) in fold(who) else name}
    return [
        replace(one, subject=replace(one.subject, name=shown)) if one.subject.name in same else one for one in drafts
    ]


def _classed(drafts: Sequence[Draft], text: str, title: str) -> list[Draft]:
    """`beneficiarios (titulares de un buque)` in a norm about grants that says of one class that they are."""
    who = class_granted(text)
    if who is None or re.search(rules("actors")["grants"]["title"], title, re.IGNORECASE) is None:
        return list(drafts)
    return [
        replace(one, subject=replace(one.subject, name=f"{one.name} ({who})")) if is_receiver(one.name) else one
        for one in drafts
    ]


def _renamed(draft: Draft, names: Mapping[str, str]) -> Draft:
    name, heading = draft.subject.name, draft.heading
    return replace(
        draft,
        subject=replace(draft.subject, name=name and names[name]),
        heading=heading
        and names.get(heading, heading[:1].lower() + heading[1:] if is_functional(heading) else heading),
    )


def _inherited(draft: Draft, before: str | None, usual: Mapping[Role, str], *, near: bool) -> str | None:
    """The subject of a draft that has none: by the role that its thing or verb tells, else from around it.

    `near`: whoever stands `before` does so in the same apartado; of another one, the text's usual actor goes first.

    Whoever the sentence before names is only taken where the verb has no subject of its own, or where they are
    named by what they do in the procedure: `el beneficiario`, not `el Comité`. None rather than a guess.
    """
    frees = draft.modality is Modality.RIGHT and before is not None and kind_of(before) == "authority"
    if draft.subject.role is None and before and draft.subject.silent and not frees:
        return before
    if draft.subject.role is None and draft.heading:
        return draft.heading
    role = "addressee" if draft.modality is Modality.RIGHT else draft.subject.role or "addressee"
    common = usual.get(role) or (usual.get("addressee") if role == "applicant" else None)
    around = (before, draft.heading) if near else (draft.heading, common, before)
    kinds = {role, "addressee"} if role == "applicant" else {role}
    fit = (one for one in around if one and kind_of(one) in kinds and (one == draft.heading or is_near(one)))
    return next(fit, common)


def _common(legal: Mapping[Role, str], usual: Mapping[Role, str], text: str) -> dict[Role, str]:
    """Who each role is as the text names them most.

    One about grants that has more `beneficiarios` binds these, and whoever instructs does not decide.
    """
    folded, told = fold(text), usual.get("addressee")
    fewer = bool(told) and folded.count(_root(fold(told or ""))) < folded.count(RECEIVES)
    instructs = re.search(rules("actors")["grants"]["instructs"], usual.get("authority", ""), re.IGNORECASE) is not None
    lawful = {role for role, holds in (("addressee", fewer), ("authority", instructs)) if holds and role in legal}
    return {**legal, **{role: name for role, name in usual.items() if role not in lawful}}


def _legal(title: str, text: str, drafts: Sequence[Draft], articles: int) -> dict[Role, str]:
    """Whom a norm about grants says that it binds, or what the law calls them where it does not."""
    book = rules("actors")["grants"]
    if re.search(book["title"], title, re.IGNORECASE) is None:
        return {}
    names = {draft.subject.name for draft in drafts if draft.subject.name and draft.subject.explicit}
    lawful: dict[Role, str] = {"authority": book["authority"], "addressee": _beneficiaries(text) or book["addressee"]}
    lawful |= parties(text, names)
    named = text.lower().count(book["applicant"].rstrip("s")) > max(1, articles * _OFTEN["applicant"])
    if named or RECEIVES in fold(lawful["addressee"]):
        lawful.setdefault("applicant", book["applicant"])
    return lawful


def _beneficiaries(text: str) -> str | None:
    """What the text calls them, where it says so more often than `beneficiario`: `personas beneficiarias`."""
    folded = fold(text)
    called = Counter(match["noun"] for match in _CALLED.finditer(folded))
    noun, times = next(iter(called.most_common(1)), ("", 0))
    if times < _OFTEN_CALLED or times <= len(_BARE.findall(folded)):
        return None
    return f"{_CALLED_SO[noun]} beneficiarias"


def _root(name: str) -> str:
    """What a text has of a folded name in the singular and in the plural."""
    return "beneficiari" if re.fullmatch(r"(?:entidad(?:es)? )?beneficiari[oa]s?", name) else name.rstrip("s")


def _usual(drafts: Sequence[Draft], text: str, articles: int) -> dict[Role, str]:
    """Whom the text names most in each role by what they do in the procedure; else the rules' own word.

    In a norm with beneficiaries these are whom it binds, however often it names the `concesionario` who sells.
    Only who is named throughout: a code of a hundred articles that says `el interesado` ten times binds others.
    """
    folded = fold(text)
    names = {draft.subject.name for draft in drafts if draft.subject.name and draft.subject.explicit}
    told = {name: folded.count(_root(fold(name))) for name in sorted(names)}
    found: dict[Role, str] = dict(rules("actors")["defaults"])
    for role in ROLES:
        often = [name for name in told if told[name] >= articles * _OFTEN[role]]
        mine = [name for name in often if kind_of(name) == role and (is_functional(name) or role == "party")]
        if mine:
            found[role] = max(mine, key=lambda name: (RECEIVES in fold(name), told[name]))
    first = deciding(folded)
    if first is not None and folded.count(fold(first)) >= articles * _OFTEN["authority"]:
        found["authority"] = first
    return found
