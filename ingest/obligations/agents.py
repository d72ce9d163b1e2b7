"""Whom a norm names beside its verb: whom it reaches, whose duty it is, who does it and whose act it is."""

from __future__ import annotations

import re

from ingest.obligations.actors import actors, named
from ingest.obligations.clauses import Clause
from ingest.spans import whole_words

_FALLS_TO = re.compile(r"\b(?:correspond|compet|incumb)\w*$", re.IGNORECASE)
_SPARES = re.compile(r"\b(?:aplicaci[óo]n|aplicables?|aplicar[áa]n?|exigibles?|exigir[áa]n?)$", re.IGNORECASE)
"""`no será de aplicación a los trabajadores`: whom it spares or reaches is named behind `a`, or before `les`."""
_DATIVE = re.compile(r"\b(?:a|al)\s+$", re.IGNORECASE)
_CLITIC = re.compile(r"\bles?\b", re.IGNORECASE)
BE = re.compile(r"(?:ser|son|es)", re.IGNORECASE)
_WHOM_VERB = re.compile(
    r"prohib|proh[íi]be|facult|habilit|autoriza|permite|exim|delega|desisti|obliga\b|impon|legitim", re.IGNORECASE
)
_WHOM = re.compile(r"(?:\s+\w+)?\s*\b(?:al?|por|en)\s+|\s+", re.IGNORECASE)
_WHOSE = re.compile(
    r"(?:obligaci(?:ón|ones)|deber(?:es)?|responsabilidad|competencia|funci(?:ón|ones))$", re.IGNORECASE
)
"""`Es responsabilidad de los armadores la limpieza`: whose it is comes right behind."""
_AGENT = 90
_ANOTHERS_AGENT = re.compile(
    r"(?:\w,?\s+(?!(?:ser|sido|estar|quedar|y|e|o|ni)\b)\w+(?<!mente)|\w[aei]rse),?\s+"
    r"\w+(?:[aií]d|evist|uest|crit)[oa]s?\s+por\s+(?:(?:el|la|los|las)\s+)?$",
    re.IGNORECASE,
)
"""`se avisará al patrón elegido por la cofradía`, `en los plazos establecidos por la cofradía`, `deberá presentarse
firmada por el notario`: who has named, fixed or signed is somebody else."""
_BY_ACT = re.compile(
    r"\b(?:mediante|por)\s+(?:la\s+)?(?:resoluci[óo]n|orden|acuerdo|decisi[óo]n|instrucci[óo]n|circular|"
    r"notificaci[óo]n|laudo)(?:\s+(?:conjunta|motivad[oa]|expres[oa]))?\s+del?\s+$",
    re.IGNORECASE,
)
"""`se efectuará mediante resolución del Secretario de Estado`: whose act it is."""
_HELD = re.compile(r"\b(?:en poder|a cargo) del?\s+$", re.IGNORECASE)
"""`El saldo que quede en poder de la cofradía se devolverá`, `Las obras, a cargo de la cofradía, se harán`: who has it
does it."""
_GOT = re.compile(
    r"proced[a-zñáéíóú]+(?: también| asimismo| igualmente)? (?:el|la) "
    r"(?:reintegro|devoluci[óo]n|reembolso|restituci[óo]n)\b[^.;:,]{0,60}?\b"
    r"(?:percibid|recibid|cobrad|obtenid|ingresad)[oa]s? (?:indebidamente )?por (?=(?:el|la|los|las)\b)",
    re.IGNORECASE,
)
"""`procederá el reintegro de las cantidades percibidas por la cofradía`: who got it gives it back."""
MAY_GET = re.compile(
    r"(?:(?:podr[áa]n?|pueden?) (?:ser|resultar)|ser[áa]n?|son) (?:entidades |personas )?"
    r"beneficiari[oa]s?(?:(?: [oy] |/)beneficiari[oa]s)?"
    r"(?: de (?:las?|est[ae]s?|dichas?) (?:presentes? )?(?:subvenci[óo]n|subvenciones|ayudas?)"
    r"(?: (?:previst|regulad|establecid|contemplad)[oa]s? en (?:el|la|est[ea]) (?:presente )?[a-z]+(?: decreto)?)?)?"
    r",? (?P<who>(?:el|la|los|las) (?!siguientes?\b)[^.,;:()]{3,80}?)"
    r"(?=[.,;:()]|$|\s(?:que|cuy[oa]s?|(?:inscri|inclui|constitui|comprendi|relaciona|defini|previs)[dt][oa]s?|"
    r"siempre|cuando|con|en|conforme|según|de (?:acuerdo|conformidad))\b)",
    re.IGNORECASE,
)
_COMPETENT = re.compile(
    r"\b(?:órgano|autoridad|entidad|unidad|persona)s?\s+(?:competente|responsable|encargad[oa]|gestora?|instructora?)s?\b"
    r"[^.;:]*$|^\W*(?:el\s+)?(?:órgano|instructora?)\s+(?:instructor|concedente|gestor)\W*$|"
    r"^\W*(?:el|la|los|las)\s+(?:entidad(?:es)?\s+)?beneficiari[oa]s?\b[^,.;:]*$",
    re.IGNORECASE,
)
_CHARGED = re.compile(
    r"\bcon cargo al?\b(?:[^.;:]|\.(?=\w)){3,120}?"
    r"\bpresupuestos?(?: de gastos?)?(?: (?:vigente|anual|ordinari[oa]|propi[oa])s?)? "
    r"(?=del?\b)|"
    r"\bcon cargo al?\b[^.;:]{3,120}?\bdentro de l[oa]s(?: cr[ée]ditos| dotaciones| consignaciones)? (?=del?\b)",
    re.IGNORECASE,
)
"""`se abonará con cargo a los créditos del presupuesto de gastos del Instituto`: whose budget is charged pays,
or whose part of one: `con cargo a los créditos del Estado, dentro de los del Instituto`."""
_IMPLIES = re.compile(
    r"^\s*(?:\w+mente )?(?:la |su )?(?:autorizaci[óo]n|consentimiento|aceptaci[óo]n|conformidad|renuncia)"
    r"(?: (?:expresa|t[áa]cita|impl[íi]cita))? (?=del?\b)",
    re.IGNORECASE,
)
"""`La solicitud conllevará la autorización del solicitante para que…`: whose will the act implies."""
_IMPLYING = re.compile(r"(?:conllev|comport|implic|supon|llev)\w*(?: (?:consigo|aparejada))?$", re.IGNORECASE)
_AT_REQUEST = re.compile(
    r"\b(?:a (?:instancia|solicitud|petici[óo]n) del?|"
    r"(?:mediante|con|por) (?:la presentaci[óo]n de )?(?:la |una |su )?(?:correspondiente )?"
    r"solicitud(?:es)? (?:normalizada )?del?)\s*$",
    re.IGNORECASE,
)
"""`se iniciará a instancia de los interesados`, `mediante solicitud del interesado`: who starts it."""
_DOING_IT = re.compile(
    r"(?:deber[áa]n?|podr[áa]n?|habr[áa]n? de|tendr[áa]n? que|deben?|pueden?)\s+[a-zñáéíóú]+(?:ar|er|ir)l[oa]s?\s+",
    re.IGNORECASE,
)
_CONCERNED = re.compile(
    r"(?:\W|\b(?:asimismo|además|no obstante|igualmente)\b)*"
    r"(?:en (?:el )?caso de|trat[áa]ndose de|cuando se trate de|si se trata(?:se|ra)? de)\s+",
    re.IGNORECASE,
)
"""`En el caso de las personas jurídicas, se aportará…`: whom a sentence singles out."""
_ACTS_AS = re.compile(r"actuar[áa]n? (?:como|de) [a-zñáéíóú]", re.IGNORECASE)
_NAMES = re.compile(r"\s+(?:el|la|los|las)\s+")
"""`El órgano competente para resolver será la Dirección General de Pesca`, `El beneficiario será la cofradía`: what
stands there is who it is."""


def reached(sentence: str, clause: Clause, ahead: str, behind: str) -> str | None:
    """Whom the verb reaches: `queda prohibido a los usuarios`, `corresponderá la suplencia al secretario`."""
    verb = clause.head.verb
    if _WHOM_VERB.search(verb) and (told := whom(behind)):
        return told
    falls, spares = _FALLS_TO.search(verb), _SPARES.search(verb)
    if falls is None and spares is None:
        return None
    if _CLITIC.search(sentence[clause.start : clause.head.end]):
        found = next((one for one in actors(ahead) if _DATIVE.search(ahead[: one.start])), None)
    elif falls:
        found = next((one for one in actors(behind) if _DATIVE.search(behind[: one.start])), None)
    else:
        found = next((one for one in actors(behind) if _DATIVE.fullmatch(behind[: one.start].lstrip())), None)
    return found.name if found else None


def falls_to(verb: str) -> bool:
    """Whether a verb says that something is for somebody to do: `corresponde`, `compete`."""
    return _FALLS_TO.search(verb) is not None


def whom(behind: str) -> str | None:
    """`queda prohibido a los usuarios`, `se faculta a la Ministra`: the actor that the verb reaches."""
    first = next(actors(behind), None)
    return first.name if first and _WHOM.fullmatch(behind[: first.start]) else None


def whose(verb: str, behind: str) -> str | None:
    """`Es responsabilidad de los armadores la limpieza`: the actor right behind."""
    first = next(actors(behind), None) if _WHOSE.search(verb) else None
    return first.name if first and behind[: first.start].strip() in ("de", "del") else None


def who_it_is(ahead: str, verb: str, behind: str) -> str | None:
    """`El órgano competente para resolver será la Dirección General`: who is named so."""
    if not BE.match(verb) and not verb.lower().startswith("será"):
        return None
    named_so = _COMPETENT.search(ahead) and _NAMES.match(behind)
    first = next(actors(behind), None) if named_so else None
    return first.name if first and not behind[: first.start].strip() else None


def acting_as(verb: str, behind: str) -> str | None:
    """`Actuará como órgano instructor de las ayudas la Dirección General`: who does, behind what they act as."""
    if _ACTS_AS.match(f"{verb} {behind.lstrip()}") is None:
        return None
    found = next((one for one in actors(behind) if one.stands == "subject" and not one.bare), None)
    return found.name if found and re.search(r"\bcuy[oa]s?\b", behind[: found.start]) is None else None


def by(behind: str) -> str | None:
    """By whom it is done, or by whose act: `se publicará por el puerto`, `mediante resolución del puerto`."""
    for one in actors(behind[: whole_words(behind, 0, min(len(behind), 2 * _AGENT))[1]]):
        if one.start > _AGENT:
            break
        told = behind[: one.start]
        if (one.stands == "by" and _ANOTHERS_AGENT.search(told) is None) or _BY_ACT.search(told):
            return one.name
    return None


def implied(ahead: str, verb: str, behind: str) -> str | None:
    """`conllevará la autorización del solicitante para que…`: who authorises by it, unless it is said who does it."""
    done = any(one.stands == "by" for one in actors(ahead))
    told = _IMPLIES.match(behind) if _IMPLYING.search(verb) and not done else None
    first = next(actors(behind), None) if told else None
    return first.name if first and told and re.fullmatch(r"del?\s+", behind[told.end() : first.start]) else None


def payer(behind: str) -> str | None:
    """`con cargo al presupuesto de gastos del Ministerio de Pesca`: the body whose budget a payment is charged to.

    A number is of a part of the budget: `del Servicio 50`.
    """
    told = _CHARGED.search(behind)
    first = next(actors(behind[told.end() :]), None) if told else None
    owns = first and told and re.fullmatch(r"del?\s+", behind[told.end() :][: first.start])
    return first.name if first and owns and re.search(r"\d", first.name) is None else None


def receiving(verb: str, behind: str) -> str | None:
    """`No podrán ser beneficiarias las naves de recreo`: who may get the grant or not, if their name tells who."""
    got = MAY_GET.match(f"{verb} {behind.lstrip()}")
    name = named(got["who"]) if got else ""
    return name if " " in name else None


def giving_back(verb: str, behind: str) -> str | None:
    """`Procederá el reintegro de lo percibido por las cofradías`: who gives back what they got."""
    doing = f"{verb} {behind.lstrip()}"
    got = _GOT.match(doing)
    first = next(actors(doing[got.end() :]), None) if got else None
    return first.name if first and first.start == 0 else None


def doing_it(verb: str, behind: str) -> str | None:
    """`Los pagos deberá realizarlos el armador`: the thing goes before, so that who does it comes behind."""
    doing = f"{verb} {behind.lstrip()}"
    told = _DOING_IT.match(doing)
    first = next(actors(doing[told.end() :]), None) if told else None
    return first.name if first and first.start == 0 and not first.bare else None


def starting(verb: str, behind: str) -> str | None:
    """`El procedimiento se iniciará a instancia de los interesados`: who starts it."""
    if re.search(r"inici|promov|promuev|inco[aeé]", f"{verb}{behind[:20]}", re.IGNORECASE) is None:
        return None
    near = behind[: whole_words(behind, 0, min(len(behind), _AGENT))[1]]
    return next((one.name for one in actors(near) if _AT_REQUEST.search(near[: one.start])), None)


def concerned(clause: str) -> str | None:
    """`En el caso de las cofradías, se presentará…`: whom a norm is for that names nobody else."""
    told = _CONCERNED.match(clause)
    first = next(actors(clause[told.end() :]), None) if told else None
    return first.name if first and first.start == 0 else None


def acting(ahead: str) -> str | None:
    """`Mediante orden de la Ministra de Sanidad se establecerán…`: whose act, or in whose hands, opens the sentence."""
    found = next(
        (one for one in actors(ahead) if _BY_ACT.search(ahead[: one.start]) or _HELD.search(ahead[: one.start])), None
    )
    return found.name if found else None
