"""Who a text names: noun phrases of persons, entities and organs, as `ingest/rules/actors.toml` lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ingest.extraction.body_names import organ_names
from ingest.extraction.names import ACRONYM
from ingest.extraction.rules import rules
from ingest.spans import whole_words
from kb.numerals import fold

Role = Literal["authority", "applicant", "addressee", "party"]
"""Who a norm binds when it does not say: who decides, who applies, who complies, who signs an agreement."""
ROLES: tuple[Role, ...] = ("authority", "applicant", "addressee", "party")

_DETERMINER = (
    r"(?:l[oa]s [yo] l[oa]s|el [yo] la|la [yo] el|el|la|los|las|un|una|unos|unas|un[oa] de l[oa]s|"
    r"cada(?: un[oa] de l[oa]s)?|"
    r"cualquier(?:a de l[oa]s)?|tod[oa]s? l[oa]s|tod[oa]|"
    r"ning[úu]n[oa]?|dich[oa]s?|"
    r"est[eao]s?|aquell[oa]s?|l[oa]s (?:citad|mencionad|referid|propi)[oa]s?|la (?:citad|mencionad|referid|propi)a|"
    r"el (?:citad|mencionad|referid|propi|nuev)o|l[oa]s demás|su|sus|ambas|ambos|otr[oa]s)"
)
_BY = re.compile(
    r"\bpor(?: parte)?(?: (?:acuerdo|resolución|orden|decisión)(?: motivad[oa])?)?(?: de)?(?P<the>l)?\s+$",
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?:\b(?:de|del|al?|ante|con|contra|en|entre|hacia|para|por|según|sin|sobre|tras|mediante|"
    r"o[íi]d[oa]s?(?: previamente)?|consultad[oa]s?(?: previamente)?)\s+)$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    rf"^(?:(?:{_DETERMINER}|propi[oa]s?|citad[oa]s?|mencionad[oa]s?|referid[oa]s?)\s+)+", re.IGNORECASE
)
_CAPITAL = r"\s(?:(?:el|la|los|las)\s)?(?-i:[A-ZÁÉÍÓÚÑ])"
"""`Agencia para el Aceite`: what follows `para` is part of a name of its own."""
_STOP = re.compile(
    r"[,;:.()«»]|\s(?:que|cuy[oa]s?|cuando|donde|deber[áa]n?|podr[áa]n?|se|en el plazo|en los casos|con carácter|"
    r"antes de|entre sí|de cada (?:año|ejercicio|anualidad|campaña|curso)|a cargo|a la|a los|al|a un[oa]?s?|"
    r"a excepción|excepto|"
    rf"para(?!{_CAPITAL})|"
    r"a que|a quien(?:es)?|a las que|mediante|conforme|según|en|por|no|con|siempre|salvo|previa|así|tal|sobre|lo|"
    r"ha|han|algun[oa]s de|a propuesta|[yo] (?:ser|estar|haber)|solo|sólo|también|además|únicamente)(?:\s|$)|"
    r"(?<!\sde)(?<!\sy)(?<!\so)(?<!\spara)(?<!\scada)\s(?:la|los|las|el|sus?|una?)\s|\sde (?:alg)?un[oa]s?\s|"
    r"\s(?:esté|sea|haya|tenga|pueda|realice|presente|acredite|cumpla|solicite|justifique|ejecute|opte|desarrolle|"
    r"[a-zñáéíóú]+(?:ifique|oloque|ezca|tenga|venga|ponga|egue))n?\s|\sestén\s|\s(?:ser|estar|poder|tener)[áa]n?\b",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"\s(?:que|a las? que|a los que|con l[oa]s que)\s[^,;:.()]{3,80}?"
    r"(?=,|;|\s(?:deber|podr|ser|estar|tendr|habr)[áa]n?\b|$)"
)
_WHOEVER = re.compile(
    r"(?:,\s[^,;:.()]{3,40},)?\s(?!no\s(?:se\s)?\w+r[áa]n?\b)[^,;:.()]{3,90}?(?=,|;|\s(?:deber|podr|ser|estar|tendr|habr|presentar|quedar)[áa]n?\b|$)"
)
"""`quienes cursen estos estudios podrán…`: who they are."""
_GENERIC = re.compile(
    r"(?:entidad(?:es)?|personas?|empresas?|quien(?:es)?|terceros|organismos?|centros?)$", re.IGNORECASE
)
"""Words that name nobody until a relative says who: `cualquier entidad que participe en el proyecto`."""
_VERB_FORM = re.compile(
    r"(?!titular|escolar|particular|auxiliar|militar|familiar|mujer|singular|regular|insular|popular|hospitalar|taller|"
    r"hogar|lugar|cualquiera|siquiera|financiera)[a-zñáéíóú]{2,}(?:[aei]r(?:se)?|r(?:á|án)|i(?:ese|era|ere)n?|(?:iz|ic|ent)asen?)"
)
_PLURAL_VERB = re.compile(r"(?!según|orden|joven|régimen|origen|imagen)[a-zñáéíóú]+(?:an|en)")
_DANGLING = re.compile(r"(?:\s(?:y|e|o|ni|que|no|a|del?|en|por|con|el|la|los|las))+$")
"""Small words that a name was cut behind."""
_LEGAL_PERSON = re.compile(
    r"\b(?:entidad|organismo|sociedad|empresa|fundaci[óo]n|asociaci[óo]n|agencia|consorcio|instituto|corporaci[óo]n)$",
    re.IGNORECASE,
)
_OWN_NAME = re.compile(r"\s«[A-ZÁÉÍÓÚÑ][^«»]{2,90}»")
"""`la entidad gestora «Puertos del Norte»`: the name in quotes says which."""
_REFERRED = re.compile(
    r"(?<=[a-záéíóúñ])(?<!entidades)(?<!personas)(?<!empresas)(?<!haya)(?<!hayan)(?<!ha)\s"
    r"(?:señalad|citad|contemplad|indicad|mencionad|referid|previst|enumerad|relacionad|incluid|comprendid|dirigid|presentad|formulad)[oa]s?$",
    re.IGNORECASE,
)
"""What only points to where somebody is told, and without which the name still says who."""
_OF_GRANT = re.compile(
    r"(?:(?<=beneficiari[oa])|(?<=beneficiari[oa]s)|(?<=[úu]ltimo)|(?<=[úu]ltimos))\sdel?\s"
    r"(?:cada una de )?(?:l[ao]s?|el|est[ae]s?|dich[ao]s?|tal)\s(?:presentes?\s)?"
    r"(?:ayudas?|subvenci[óo]n|subvenciones|becas?)"
    r"(?:\s(?:\w+(?:[aií]d|evist)[oa]s?|objeto)\b.*|\sde\s(?:este|el presente)\s.*)?$",
    re.IGNORECASE,
)
"""`beneficiarios de las ayudas reguladas en este real decreto`, `destinatarios últimos de la ayuda`: all of them."""
_ANNOUNCES = re.compile(
    r"^\W*(?:(?:artículo|capítulo|sección|título|disposición)\b[^.]{1,30}\.\s*)?(?:(?:(?:otras?|nuevas?)\s)?(?:obligaciones|deberes|"
    r"derechos|funciones|competencias|facultades|atribuciones|compromisos|responsabilidad(?:es)?|actuaci(?:ón|ones)|"
    r"régimen|composición|funcionamiento)\b[^.]{0,40}\sde\s?(?:l|las?|los)?\s*)?$",
    re.IGNORECASE,
)
"""What stands before the one whom a heading is about."""
_LONGEST = 110
_ANTECEDENT = 120
_TAIL = re.compile(r"(?:,\s+(?:[A-Z]\.\s?){1,4}[A-Z]?\.?)?,?\s*(?:(?:en|del?|para)\s[^,]{0,50})?$")
_BESIDE_THING = re.compile(
    r"(?:^|[,;:.])\s*(?:y\s+)?"
    r"(?:o[íi]d[oa]s?|consultad[oa]s?|con respecto|respecto|en|con|por|para|del?|al?|sobre|entre|ante)\s"
    r"[^,;:.]*\s(?:y|e|o|u|ni)\s+$",
    re.IGNORECASE,
)
"""`en favor de las ciudades de Ceuta y `: what a conjunction adds to a complement is part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A mention: `[start, end)` in its text, its name without article, how it stands there.

    `bare`: no article or the like goes before it.
    """

    start: int
    end: int
    name: str
    stands: Literal["subject", "by", "of"]
    bare: bool


@cache
def _noun() -> re.Pattern[str]:
    nouns = "|".join(sorted(rules("actors")["nouns"], key=len, reverse=True))
    body = rf"(?!(?:{rules('actors')['not_bodies']})\b)(?-i:{ACRONYM})"
    return re.compile(
        rf"(?P<det>\b{_DETERMINER}\s+)?(?P<noun>\b(?:{nouns})\b|(?<=\bel ){body}|(?<=\bla ){body})",
        re.IGNORECASE,
    )


def actors(text: str) -> Iterator[Actor]:
    """Every actor of a text, outermost first: what a name contains is not given again."""
    done = 0
    for match in _noun().finditer(text):
        if match.start() < done:
            continue
        before = text[: match.start()]
        end = _end(text, match.end())
        done = end
        complement = _OF.search(before) or _BESIDE_THING.search(before)
        yield Actor(
            start=match.start(),
            end=end,
            name=named(text[match.start() : end]),
            stands="by" if _BY.search(before) else "of" if complement else "subject",
            bare=match["det"] is None,
        )


def _end(text: str, start: int) -> int:
    """Where the name ends: before a comma, another article, a relative unless it says who a generic word means.

    An organ's own name is kept whole: `persona titular del Ministerio de Educación, Formación Profesional y Deportes`.
    """
    if re.fullmatch(ACRONYM, text[:start].rpartition(" ")[2]):
        return start
    reach = whole_words(text, start, min(len(text), start + _LONGEST))[1]
    stop = _STOP.search(text, start, reach + 1)
    end = min(stop.start(), reach) if stop else max(reach, start)
    end = _before_verb(text, start, end)
    thing = _pattern("not_actors", word=False).search(text, start, end)
    end = thing.start() if thing else end
    generic = _GENERIC.search(text[:end].rstrip())
    which = (_WHOEVER if generic[0].lower().startswith("quien") else _WHICH).match(text, end) if generic else None
    if which is None and generic and generic[0].lower().startswith("quien"):
        return whole_words(text, start, min(len(text), start + _LONGEST))[1]
    end = which.end() if which else _organ_end(text, start, start + len(text[start:end].rstrip()))
    own = _OWN_NAME.match(text, end) if _LEGAL_PERSON.search(text[:start]) else None
    return own.end() if own else end


def _organ_end(text: str, start: int, end: int) -> int:
    """Past the rest of the organ whose name a stop has cut."""
    if text[end : end + 1] not in (",", " "):
        return end
    near = text[max(0, start - _LONGEST) : end + _LONGEST]
    offset = max(0, start - _LONGEST)
    cut = (offset + one.end for one in organ_names(near) if offset + one.start < end < offset + one.end)
    return next(cut, end)


def _before_verb(text: str, start: int, end: int) -> int:
    """Where a verb cuts a name that began at `start`: an infinitive, or a plural verb after a plural noun."""
    plural = text[:start].rstrip().endswith("s")
    for word in re.finditer(r"\b[a-zñáéíóú]{4,}\b", text[start:end]):
        verbal = _VERB_FORM.fullmatch(word[0]) or (plural and _PLURAL_VERB.fullmatch(word[0]))
        if verbal:
            return start + len(re.sub(r"\s+(?:de|a|y|para)?\s*$", "", text[start : start + word.start()]))
    return end


def named(text: str) -> str:
    """A name as a list shows it: without its article, white space single."""
    whole = " ".join(text.split()).strip(" .,;:")
    name = _REFERRED.sub("", _DANGLING.sub("", _OF_GRANT.sub("", _LEADING.sub("", whole)))).rstrip(" ,;:")
    return whole.lower() if _GENERIC.fullmatch(name) and whole.lower().startswith(("cada", "cualquier")) else name


def titled(heading: str) -> str | None:
    """Whom a heading is about: who opens it, whose duties or the like it announces, or a role of the procedure.

    What else it names is no subject: `No incremento del gasto de personal`.
    """
    found = list(actors(heading))
    about = [one for one in found if is_functional(one.name) or _ANNOUNCES.search(heading[: one.start])]
    return about[-1].name if about else None


def last_actor(text: str) -> Actor | None:
    """The actor that a text ends with, whatever `en el proyecto` follows it; None when it ends with a thing."""
    found = list(actors(text[-_ANTECEDENT:]))
    rest = text[-_ANTECEDENT:][found[-1].end :] if found else ""
    return found[-1] if found and _TAIL.match(rest) else None


@cache
def _pattern(name: str, *, word: bool = True) -> re.Pattern[str]:
    return re.compile((r"\b" if word else "") + f"(?:{rules('actors')[name]})", re.IGNORECASE)


def kind_of(name: str) -> Role:
    """What the one named usually is in a norm."""
    if _pattern("parties").match(name):
        return "party"
    if _pattern("applicants").match(name):
        return "applicant"
    return "authority" if _pattern("authorities").match(name) else "addressee"


def applies(heading: str) -> bool:
    """Whether an article of that heading is for who asks for something: `Presentación de solicitudes`."""
    return re.match(rules("actors")["applying"], heading, re.IGNORECASE) is not None


def is_functional(name: str) -> bool:
    """Whether somebody is named by what they do in a procedure, not by who they are: `órgano concedente`."""
    return _pattern("functional").match(name) is not None


def is_public(name: str) -> bool:
    """Whether somebody may decide: an organ, or an administration that others may also grant something to."""
    return kind_of(name) == "authority" or _pattern("public").match(name) is not None


def is_near(name: str) -> bool:
    """Whether the next sentence may leave them unsaid: who has a function, or a part in what the text is about."""
    return is_functional(name) or _pattern("near").match(name) is not None


def role_of(text: str, what: Literal["things", "verbs"]) -> Role | None:
    """Whose things or verbs come first in a text."""
    known = [role for role in ROLES if f"{role}_{what}" in rules("actors")]
    found = [(match.start(), role) for role in known if (match := _pattern(f"{role}_{what}").search(text))]
    return min(found, key=lambda one: one[0])[1] if found else None


def decided(thing: str, doing: str, *, passive: bool) -> bool:
    """Whether it is for whoever decides: paid out of a budget, or done with what somebody else has asked for.

    `doing` begins with the verb. `Las solicitudes serán resueltas por orden de entrada`: by whoever grants, although
    the thing is the applicant's.
    """
    return any(
        re.search(one["things"], thing, re.IGNORECASE) and re.match(one["verbs"], doing.lstrip(), re.IGNORECASE)
        for one in rules("actors")["decided"]
        if passive or one.get("active", False)
    )


def proposing(thing: str, doing: str) -> str | None:
    """Who makes a proposal, on which another decides: `La propuesta de resolución se elevará`."""
    book = rules("actors")["proposals"]
    made = re.match(book["things"], thing, re.IGNORECASE) and re.match(book["verbs"], doing.lstrip(), re.IGNORECASE)
    return book["actor"] if made else None


def agent_before(ahead: str, doing: str) -> str | None:
    """Who opens a sentence with a verb that only somebody does, by the ending of their name: `los apicultores`.

    `ahead` ends where the verb begins, which opens `doing`; None for things, `las solicitudes`.
    """
    book = rules("actors")
    opened = re.match(
        rf"(?P<det>(?:los|las|el|la|cada|tod[oa]s l[oa]s)\s+)(?P<noun>[a-zñáéíóú]*{book['agent_endings']})\b",
        ahead,
        re.I,
    )
    modal = r"(?:(?:deber|podr|habr|tendr)[áa]n?(?: (?:de|que))? )?(?:no )?(?:\w+mente )?"
    if opened is None or re.match(rf"{modal}(?:{book['agent_verbs']})", doing, re.I) is None:
        return None
    if _pattern("addressee_things").match(opened["noun"]) or _pattern("authority_things").match(opened["noun"]):
        return None
    return named(ahead[: _end(ahead, opened.end())])


@cache
def given_subjects() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Subjects that a verb tells where its sentence does not: `podrá ser recurrida`."""
    return tuple((re.compile(one["words"], re.IGNORECASE), one["actor"]) for one in rules("actors")["given"])


def given_subject(verb: str, behind: str) -> str | None:
    """The same where the verb is passive, so that whoever the sentence names before did something else."""
    text = f"{verb} {behind.lstrip()}"
    told = ((one["actor"], one["passive"]) for one in rules("actors")["given"] if "passive" in one)
    return next((actor for actor, words in told if re.search(rf"^[^,.;]{{0,40}}{words}", text, re.IGNORECASE)), None)


def deciding(text: str) -> str | None:
    """Whom the rules take first for the one who decides, of those that a folded text names."""
    return next((name for name in rules("actors")["first"] if fold(name) in text), None)


def is_pronoun(text: str) -> bool:
    """Whether a subject only points back."""
    return re.match(rules("actors")["pronouns"], text, re.IGNORECASE) is not None
