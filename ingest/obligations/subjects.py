"""Who must: the subject of a norm, from its sentence, or which role would have it when the sentence does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.obligations.actors import (
    Actor,
    Role,
    actors,
    agent_before,
    decided,
    given_subject,
    given_subjects,
    is_pronoun,
    kind_of,
    last_actor,
    named,
    proposing,
    role_of,
)
from ingest.obligations.agents import (
    BE,
    acting,
    acting_as,
    by,
    concerned,
    doing_it,
    falls_to,
    giving_back,
    implied,
    payer,
    reached,
    receiving,
    starting,
    who_it_is,
    whom,
    whose,
)
from ingest.obligations.clauses import Clause
from ingest.obligations.grammar import in_relative, says_when
from ingest.obligations.wording import opening_condition

_TO = re.compile(r"(?:correspond|compet|incumb).*\b(?:al?|a los|a las|en exclusiva)$", re.IGNORECASE)
_UPON_DEED = re.compile(
    r"^(?:\w+ ){1,3}(?:sujet|sometid|condicionad|supeditad)[oa]s?(?: \w+mente)? al?(?:l| la)? "
    r"(?:(?:efectiv[oa]|previ[oa]|correct[oa]|debid[oa]) )?"
    r"(?:cumplimiento|presentaci[óo]n|aportaci[óo]n|acreditaci[óo]n|justificaci[óo]n|aceptaci[óo]n|constituci[óo]n|realizaci[óo]n)\b"
    r"(?:(?!\bpor\b)[^.;:,]){0,60}?\bpor (?:parte )?(?:de )?(?=(?:el|la|l[oa]s|cada)\s|l\s)",
    re.IGNORECASE,
)
"""`quedará condicionada al cumplimiento por parte de…`: what others have to do for it is theirs."""
_SUBMITTED = re.compile(r"^(?:\w+ ){1,3}(?:sujet|sometid|condicionad|supeditad)[oa]s?\b", re.IGNORECASE)
"""`quedará sometida a los controles por parte de…`: whose controls they are, not who submits."""
_PARTICIPLE = re.compile(
    r"^(?:\s+\w+mente)?(?:\s+(?:ser|estar|quedar))?(?:\s+\w+mente)?\s+(?!cada\b|tod[oa]s?\b)\w+(?:[aií]d|ech|uest|uelt|it|crit)[oa]s?\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"^(?:\W|\b(?:asimismo|así mismo|además|adicionalmente|igualmente|también|finalmente|por último|no obstante|"
    r"sin embargo|en todo caso|"
    r"en este caso|en estos casos|en cuyo caso|por su parte|"
    r"a su vez|por otr[oa] (?:lado|parte)|en su caso|por tanto|en particular|en concreto|en consecuencia|a tal efecto|"
    r"a estos efectos|se|no|y|e|ni|"
    r"sólo|solo|únicamente|sin que|de este modo|del mismo modo|en tal caso|en ningún caso|le|les|lo)\b)*",
    re.IGNORECASE,
)
_SE = re.compile(r"\bse\b", re.IGNORECASE)
_SE_AFTER = re.compile(r"\s+\w+rse\b")
_OWNS = re.compile(r"\b(?P<of>del?|por)\s+$", re.IGNORECASE)
_THING_OF = re.compile(
    r"(?:el|la|los|las|dich[oa]s?|est[ea]s?|cada)\s[a-zñáéíóú]+\sde(?:l\s|\s(?=l[oa]s?\s))", re.IGNORECASE
)
"""`Las solicitudes de los armadores, firmadas, …`: a thing and whose it is, before what stands between commas; any
thing where only one comma parts it from its verb."""
_STATE_BUDGET = re.compile(r"\bpresupuestos?(?: generales)? del Estado$", re.IGNORECASE)
"""`los créditos de los presupuestos del Estado`: whoever has them to spend, which is no State at large."""
_WHERE = re.compile(r"(?:en|durante|tras|desde|ante)\s", re.IGNORECASE)
"""`En las juntas de la cofradía tendrán voz los patrones`: no thing of hers that has to be so."""
_NEAR = 70
_WHO = re.compile(r"quien(?:es)?\b", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"\b(?:cuando|si|en tanto|mientras|hasta que|salvo|siempre|aunque|donde|para que|"
    r"(?:en|a|con|de|por) l?[oa]?s? ?(?:que|cuales))\s+$",
    re.IGNORECASE,
)
"""`no podrá realizarse el pago en tanto el beneficiario…`: whom another verb has for its subject."""
_ACTS = re.compile(r"(?!se\b|queda|est[áa])[a-zñáéíóú]+(?:[aei]r[áa]n?|[ae]n?)$", re.IGNORECASE)
"""`El armador autorizará al puerto a mirar el censo`: who does it goes before, and it reaches somebody else."""
_IN_RELATIVE = re.compile(r"\b(?:que|cual(?:es)?|cuy[oa]s?|cuando|si|mientras|donde)\s+[^\s,;:][^,;:]*$", re.IGNORECASE)
"""`serán compatibles con otras que establezcan los municipios`: the subject of the relative."""
_DEEMED = re.compile(r"\b(?:desisti|decaíd)", re.IGNORECASE)
"""`se les tendrá por desistidos de su petición, previa resolución del puerto`: it is theirs who asked."""
_IN_ACT = re.compile(
    r"\W*(?:(?:asimismo|adem[áa]s|en todo caso),? )?en (?:el|la|los|las|dich[oa]s?|est[ea]s?|cada|tod[oa]s? l[oa]s?) "
    r"(?:\w+ )?(?:resoluci[óo]n|resoluciones|convocatorias?|orden|[óo]rdenes|bases|requerimientos?)\b",
    re.IGNORECASE,
)
"""`En las convocatorias se tendrá en cuenta… y se hará constar…`: who writes the act does both."""
_LIGHT = re.compile(
    r"(?:podr[áa]n?|deber[áa]n?)?\s*(?:realizar|efectuar|practicar|hacer|har|llevar)(?:se|[áa]n?)?\b", re.IGNORECASE
)
"""`no podrá realizarse el pago`: what is done tells who does it."""
_ISSUES = re.compile(r"(?:emitir|elevar|levantar|formular)[áa]n?$", re.IGNORECASE)
"""`Vistas las solicitudes, emitirá un informe`: whoever stands before does, whosever reports usually are."""
_SAME = re.compile(r"\bsin que\s*$", re.IGNORECASE)
"""`le corresponde al Ministerio, sin que pueda delegarse`: still about whoever stands before."""
_ADDRESSEE = re.compile(
    r"(?:requer|requier|precis|exig)\w+\s+(?:la |el |de )?(?:previ[oa] )?(?:autorizaci|informe|aprobaci|licencia|"
    r"comunicaci|inscripci|notificaci|consentimiento)|\w+ (?:in)?compatibles?\b",
    re.IGNORECASE,
)
"""What needs an authorisation, or may not go with other grants, binds whoever acts, not who authorises."""
_ACCORDING = re.compile(
    r"^(?:de acuerdo|de conformidad|conforme|con arreglo|según|en virtud|en aplicación|al amparo|a efectos|"
    r"a los efectos)\b.*?,\s+(?:(?=(?:el|la|los|las|l[oa]s?|dich[oa]s?|cada|su|sus)\s)|(?=[^,]*$))",
    re.IGNORECASE,
)
"""What a sentence says first about its basis: no part of its subject."""
_PAID = re.compile(
    r"(?:(?:el|la|los|las|dich[oa]s?|est[ea]s?)\s+)?(?:cuant[íi]as?|importes?|cantidad(?:es)?|fondos|ayudas?|subvenci(?:[óo]n|ones)|"
    r"anticipos?|compensaci(?:[óo]n|ones))\b[^;:]*\s(?:abonar|pagar|librar|transferir|anticipar|entregar|satisfar|ingresar)[áa]n?$",
    re.IGNORECASE,
)
"""`los importes concedidos se abonarán`: who gives money pays it, not who gets it."""
_AIM = re.compile(r"(?:para|a fin de|con (?:el )?(?:fin|objeto) de|a (?:los )?efectos de)\b[^,]*$", re.IGNORECASE)
"""`Para la selección de las solicitudes, se fijará un orden`: what something is done for is not whose it is."""
_TO_BE_PAID = re.compile(
    r"(?:(?:deber[áa]n?|podr[áa]n?|habr[áa]n? de) (?:abonar|pagar|librar|transferir|anticipar|satisfacer)se|"
    r"(?:deber[áa]n? ser|podr[áa]n? ser|ser[áa]n?) (?:abonad|pagad|librad|transferid|anticipad|satisfech)[oa]s?)\b",
    re.IGNORECASE,
)
_PAYS = re.compile(
    r"(?:podr[áa]n?|deber[áa]n?)? ?(?:abonar|pagar|librar|transferir|anticipar|entregar)(?:[áa]n?|se)?"
    r"(?: [a-zñáéíóú]+mente)? (?:el|la|los|las) "
    r"(?:cuant[íi]as?|importes?|cantidad(?:es)?|fondos|ayudas?|subvenci(?:[óo]n|ones)|anticipos?|compensaci(?:[óo]n|ones))\b",
    re.IGNORECASE,
)
"""`se podrá entregar la ayuda a la cofradía`: the same, told behind the verb."""
_ASKS = re.compile(
    r"(?:deber[áa]n? |podr[áa]n? )?(?:presentar|formular|registrar)(?:[áa]n?|se)? "
    r"(?:(?:una|la|las) )?(?:nuevas? |correspondientes? )?"
    r"solicitud(?:es)?\b(?! de (?:modificaci|pr[óo]rroga|pago|ampliaci|reembolso|anticipo|liquidaci))",
    re.IGNORECASE,
)
"""`se deberá presentar una nueva solicitud`: by who asks, who has got nothing yet."""
_ASIDE = re.compile(r"^,\s(?!por\b|mediante\b)[^,;:.]{3,60},(?=\s)")
"""`podrán, excepcionalmente, ser concedidas`: what stands between commas behind the verb."""
_RELATIVE = re.compile(
    r"^(?:(?:y|e)\s+)?(?:(?:en|a|al|del?|con|por|mediante)\s+)?(?:(?:el|la|los|las)\s+)?"
    r"(?:que|cual(?:es)?|cuy[oa]s?(?! caso))\s+",
    re.IGNORECASE,
)
"""The word that opens a relative about a thing: `en el que se fijará…`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """`name` where the sentence says it; else `role` (`authority`, `addressee`) if the thing or the verb tells.

    `silent`: the verb has no subject of its own in the sentence and takes that of the one before. `alone`: what
    follows is not about them, `En el caso de las cofradías, …`. `competent`: the norm says that something falls to
    them, so that what follows about it does too.
    """

    name: str | None = None
    role: Role | None = None
    silent: bool = False
    explicit: bool = False
    alone: bool = False
    competent: bool = False


def subject_of(sentence: str, clause: Clause) -> Subject:
    """The subject of a norm as far as its sentence goes."""
    if clause.antecedent is not None:
        before = last_actor(sentence[: clause.antecedent])
        return Subject(name=before.name if before else None, role=None if before else "authority")
    ahead, verb = _ahead(sentence, clause), clause.head.verb
    behind = _ASIDE.sub("", sentence[clause.head.end : clause.end])
    if _TO.search(verb):
        first = next(actors(behind), None)
        return Subject(name=first.name, competent=True) if first else Subject(role="authority")
    if _DEEMED.search(verb):
        return Subject(name=whom(behind), role="applicant")
    told = None if _ACTS.match(verb) and _nominative(ahead) else reached(sentence, clause, ahead, behind)
    if told is not None and falls_to(verb):
        return Subject(name=told, competent=True)
    told = told or given_subject(verb, behind) or giving_back(verb, behind) or receiving(verb, behind)
    told = told or whose(verb, behind) or who_it_is(ahead, verb, behind) or implied(ahead, verb, behind)
    if told is None and not _FILLER.sub("", ahead).strip():
        told = acting_as(verb, behind)
    if told is not None:
        return Subject(name=told)
    if (doer := doing_it(verb, behind)) is not None:
        return Subject(name=doer, alone=True)
    found = _by_grammar(sentence, clause, ahead, behind)
    singled = concerned(sentence[clause.start : clause.head.start])
    return Subject(name=singled, alone=True) if singled and not found.name and found.role != "authority" else found


def _by_grammar(sentence: str, clause: Clause, ahead: str, behind: str) -> Subject:
    """By whom it is done where the verb is passive, else its nominative, whose the thing is, or whose it would be."""
    verb = clause.head.verb
    impersonal = (
        _SE.search(sentence, clause.head.start, clause.head.end) is not None or _SE_AFTER.match(behind) is not None
    )
    passive = impersonal or "obligad" in verb.lower() or _PARTICIPLE.match(behind) is not None
    upon = _UPON_DEED.match(f"{verb} {behind.lstrip()}")
    if upon is not None and (owed := next(actors(f"{verb} {behind.lstrip()}"[upon.end() - 1 :]), None)) is not None:
        return Subject(name=owed.name)
    submits = _SUBMITTED.match(f"{verb} {behind.lstrip()}") is not None
    infinitive = verb.rpartition(" ")[2] if verb.endswith("rse") else ""
    doer = None
    if passive and not submits:
        doer = by(f"{infinitive}{behind}") or acting(ahead) or payer(behind) or starting(verb, behind)
    if doer is not None:
        return Subject(name=doer)
    return (
        _nominative(ahead)
        or _after(ahead, verb, behind)
        or (None if passive else _agent(ahead, verb, behind))
        or _owner(ahead, undergone=passive)
        or _untold(ahead, verb, behind, impersonal=impersonal, passive=passive)
    )


def subjects_of(sentence: str, found: Sequence[Clause]) -> list[Subject]:
    """The subject of each norm of a sentence; a relative about a thing without one has that of the norm before it."""
    made: list[Subject] = []
    for n, clause in enumerate(found):
        subject = _in_act(sentence, clause, subject_of(sentence, clause))
        inherits = made and not subject.name and (clause.about_thing or _same_doer(made[-1], subject))
        inherits = inherits or (n > 0 and _goes_on(sentence, found[n - 1], made[-1], clause, subject))
        made.append(replace(made[-1], explicit=False) if inherits else subject)
    return made


def _same_doer(before: Subject, subject: Subject) -> bool:
    """`se dictará por el puerto y se notificará`: what goes on without a thing of its own is done by the same.

    `Las solicitudes se dirigirán al puerto y se presentarán en su sede`: both by whoever asks.
    """
    decides = before.name is not None and not before.explicit and kind_of(before.name) == "authority"
    asks = before.name is None and before.role == "applicant" and subject.role == "addressee"
    return subject.silent and (asks or (decides and subject.role == "authority"))


def _goes_on(sentence: str, last: Clause, before: Subject, clause: Clause, subject: Subject) -> bool:
    """`Las cofradías remitirán el censo, y justificarán su coste`: an active verb goes on with the subject before it.

    Both are of one number; whose the thing behind it usually is does not count.
    """
    active = clause.head.generic and _SE.search(sentence, clause.head.start, clause.head.end) is None
    many = [one.head.verb.endswith("n") for one in (last, clause)]
    told = before.explicit or (before.name is not None and subject.role is None)
    return active and subject.silent and not subject.name and told and many[0] == many[1]


def _in_act(sentence: str, clause: Clause, subject: Subject) -> Subject:
    """A subject that its verb leaves unsaid, where the sentence opens with the act in which it is done."""
    impersonal = _SE.search(sentence, clause.head.start, clause.head.end)
    if subject.name or not (subject.silent and impersonal) or _IN_ACT.match(sentence) is None:
        return subject
    return replace(subject, role="authority")


def _agent(ahead: str, verb: str, behind: str) -> Subject | None:
    """`los apicultores presentarán`: who opens the sentence and does what only somebody does."""
    name = agent_before(_FILLER.sub("", ahead).strip(" ,"), f"{verb} {behind.lstrip()}")
    return Subject(name=name, explicit=True) if name else None


def _ahead(sentence: str, clause: Clause) -> str:
    """What stands before the verb, without the condition that opens the sentence."""
    text = _RELATIVE.sub("", sentence[clause.start : clause.head.start])
    opened = opening_condition(sentence[clause.start : clause.end], clause.head.start - clause.start)
    if opened is not None and opened.end <= len(text):
        text = text[opened.end :]
    return text


def _nominative(ahead: str) -> Subject | None:
    found = [
        one
        for one in actors(ahead)
        if one.stands == "subject"
        and not in_relative(ahead, one.start, one.end)
        and (not one.bare or _begins(ahead, one))
    ]
    if not found or is_pronoun(found[-1].name):
        return None
    name = found[-1].name
    if _joined(ahead, found):
        name = named(ahead[found[-2].start : found[-1].end])
    return Subject(name=name, explicit=True)


def _joined(ahead: str, found: list[Actor]) -> bool:
    """`los contratistas y los subcontratistas`: several nominatives that one conjunction joins."""
    if len(found) < 2:
        return False
    between = ahead[found[-2].end - 2 : found[-1].start]
    return re.match(r"(?:..,?\s*| )(?:y|e|o|así como|ni)(?:,? en su caso,)?\s*$", between) is not None


def _begins(ahead: str, one: Actor) -> bool:
    """Whether nothing but links or a name goes before: a noun without article is a subject only there.

    `Tramo 1: quienes no lleguen a diez puntos podrán…`
    """
    return not _FILLER.sub("", ahead[: one.start].rpartition(":")[2]).strip()


def _after(ahead: str, verb: str, behind: str) -> Subject | None:
    """`podrán celebrar estos convenios los agentes públicos`: nothing before the verb, an actor soon after it."""
    if _FILLER.sub("", ahead.rpartition(",")[2]).strip():
        return None
    found = next(
        (one for one in actors(behind) if one.stands == "subject" and (not one.bare or _WHO.match(one.name))), None
    )
    if found is None or found.start > _NEAR or (BE.match(verb) and not behind[: found.start].strip()):
        return None
    if _SUBORDINATE.search(behind[: found.start]) or _IN_RELATIVE.search(behind[: found.start]):
        return None
    return Subject(name=found.name, explicit=True)


def _owner(ahead: str, *, undergone: bool) -> Subject | None:
    """`la solicitud del beneficiario deberá…`: whose the thing is, if it is no place or time where somebody acts."""
    told, whole = _FILLER.sub("", ahead.rpartition(",")[2]), _FILLER.sub("", ahead)
    found = next((one for one in actors(told) if one.stands in ("of", "by")), None)
    if not told.strip() and (opened := _THING_OF.match(whole)):
        told = whole.partition(",")[0]
        found = next((one for one in actors(told) if one.start == opened.end()), None)
        found = found if role_of(opened[0], "things") or whole.count(",") == 1 else None
    aside = _AIM.match(whole) or (not undergone and _WHERE.match(told))
    owns = _OWNS.search(told[: found.start]) if found and not aside else None
    if found is None or owns is None or (found.bare and owns["of"].lower() == "de"):
        return None
    if found.name == "Estado" and owns["of"].lower() != "por":
        return Subject(role="authority") if _STATE_BUDGET.search(told[: found.end]) else None
    return Subject(name=found.name, role=role_of(told[: found.start], "things"))


def _is_paid(thing: str, verb: str, behind: str) -> bool:
    """`los importes concedidos se abonarán`, `la ayuda deberá pagarse`."""
    to_be = _TO_BE_PAID.match(f"{verb} {behind.lstrip()}")
    pays = not thing and _PAYS.match(f"{verb} {behind.lstrip()}")
    return bool(pays) or _PAID.match(f"{thing} {'abonará' if to_be else verb}") is not None


def _untold(ahead: str, verb: str, behind: str, *, impersonal: bool, passive: bool) -> Subject:
    told = _FILLER.sub("", _ACCORDING.sub("", _FILLER.sub("", ahead))).strip(" ,")
    undergone = impersonal or passive or verb.endswith("rse")
    if not undergone and says_when(told):
        told = ""
    if (undergone and _is_paid(told, verb, behind)) or decided(told, f"{verb}{behind}", passive=undergone):
        return Subject(role="authority", silent=not told)
    given = proposing(told, f"{verb}{behind}") or next(
        (name for words, name in given_subjects() if words.search(behind)), None
    )
    if given is not None:
        return Subject(name=given)
    if _SAME.search(ahead):
        return Subject(silent=True)
    if _ADDRESSEE.match(f"{verb} {behind.lstrip()}"):
        return Subject(role="addressee")
    thing = role_of(told.rpartition(",")[2], "things") or role_of(told, "things")
    if impersonal and thing != "authority" and _AIM.match(told):
        thing = None
    if thing is not None:
        return Subject(role=thing)
    if undergone and _ASKS.match(f"{verb} {behind.lstrip()}"):
        return Subject(role="applicant")
    if impersonal or (passive and not told):
        doing = f"{verb} {behind.lstrip()[:45]}"
        done = role_of(behind[:45], "things") if _LIGHT.match(doing) else None
        silent = not told and (impersonal or "obligad" in verb.lower())
        return Subject(role=done or role_of(doing[: len(verb) + 31], "verbs"), silent=silent)
    if not told and _ISSUES.match(verb):
        return Subject(silent=True)
    return Subject(role=role_of(behind[:30], "things"), silent=not told)
