"""What is asked of a document as a whole: what it is about, who signs it, when it was published, if it is in force.

`¿De qué trata la Ley 39/2015?` has no word of the article that answers. `kb.search.tellings` knows where a document
says it, `kb.questions.callings` which document `el real decreto de los vehículos eléctricos` is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from kb.numerals import plain
from kb.patterns import regex
from kb.questions.callings import Calling, calling


class Particular(StrEnum):
    """What may be asked of a document as a whole."""

    MATTER = "matter"
    PUBLICATION = "publication"
    APPROVAL = "approval"
    SIGNATURE = "signature"
    OFFICE = "office"
    FORCE = "force"
    VALIDITY = "validity"
    REPEAL = "repeal"
    MODIFIES = "modifies"
    TRANSPOSES = "transposes"
    EARLIER = "earlier"
    LATER = "later"
    SUBJECTS = "subjects"
    RANK = "rank"
    DEPARTMENT = "department"
    DEVELOPMENT = "development"
    GROUND = "ground"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What a question asks of a whole document, and what it calls that document."""

    particular: Particular
    calling: Calling


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """Words that ask for a particular, others that may stand around them, and those that make it another question."""

    particular: Particular
    asked: re.Pattern[str]
    around: frozenset[str] = frozenset()
    never: re.Pattern[str] | None = None
    needs: re.Pattern[str] | None = None


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_AROUND = _words(
    "que dice dispone establece regula sobre cual cuales quien quienes cuando donde para por con del los las una uno "
    "fue fueron han sido tiene tienen este esta esa ese presente ministerial favor hazme haz breve "
    "dame fecha dia numero boe boletin oficial estado desde hasta este esto what which when who does did was the for "
    "has official gazette"
)
"""Words that do not make it a question for something else."""
_OF_ANOTHER = regex(
    r"\b(?:quien(?:es)?|cuando|donde|fecha|dia|desde|hasta|who|when|por que"
    r"|que (?:ley|norma|real decreto|decreto|orden|disposicion))\b"
)
"""`¿Quién aprueba…?`, `¿Qué ley deroga…?`: what a document does not say of itself in these places."""
_NORMS = r"(?:normas?|leyes|disposiciones|normativa)"
_DEVELOPS = r"(?:desarroll\w+|complet\w+|ejecut\w+|ejecucion|aplicacion|aplicar\w*)"
_EMPOWERED = (
    r"(?:autorizad[oa]s?|facultad[oa]s?|habilitad[oa]s?|competentes?|puede[n]?|podra[n]?|se habilita|se faculta"
    r"|se autoriza|corresponde)"
)
_NORMS_THAT = (
    rf"(?:las |sus )?{_NORMS} (?:(?:que|de|para|necesari[oa]s|precis[oa]s|sean|l[oa]|el|est[ea]|su|y) )*{_DEVELOPS}"
)
_BEGINS = r"(?:empez|empiez|comenz|comienz)\w+"
_COUNTS = (
    r"(?:(?:se )?aplic\w+|regir|rige|regia|valer|vale|valia|estar en vigor|esta (?:en vigor|vigente)"
    r"|(?:surt|produc|tien|tendr)\w+ efectos?|(?:ser|es) (?:aplicable|obligatori[oa])|obliga)"
)
_OUT = r"(?:salio|se publico|aparecio|su publicacion)"
"""`¿Valía desde que salió…?`, `¿Cuándo empieza a aplicarse?`"""
_SIGNED = (
    r"(?:firma[n]?|firmo|firmaron|firmantes?|firmad[oa]s?|suscribe[n]?|suscribio|rubrica|rubrico|refrend[ao]n?"
    r"|refrendad[oa]|(?:counter)?sign(?:ed|s|atory))"
)
_OFFICE = (
    r"(?:(?:vice)?president[ea]|(?:prime )?minist(?:r[oa]|er)s?|(?:sub)?secretari[oa](?: (?:general|de estado))?"
    r"|director[a]?(?: general)?)(?: del gobierno)?"
)
_SIGNERS = _words("rey cargo persona autoridad nombre como llama name")
_FORMS = (
    _Form(
        particular=Particular.MATTER,
        asked=regex(
            r"\b(?:objeto|finalidad|objetivo|proposito|asunto|tema|trata|versa|va|habla|regula|aprueba|crea|resum\w+"
            r"|sirve|about|purpose|subject)\b"
        ),
        never=_OF_ANOTHER,
    ),
    _Form(
        particular=Particular.PUBLICATION,
        asked=regex(
            r"\b(?:se publico|(?:fue|fueron) publicad[oa]s?|publicad[oa]|publicacion|salio|aparecio|vio la luz"
            r"|published|publication|appear(?:ed|s)?"
            r"|en que (?:numero del )?(?:boe|boletin)|fecha (?:del )?(?:boe|boletin))\b"
        ),
        around=_words("pagina paginas journal state"),
    ),
    _Form(
        particular=Particular.APPROVAL,
        asked=regex(
            r"\b(?:se aprobo|aprobo|aprobad[oa]|aprobaron|(?:dio|dieron) (?:el |su )?visto bueno"
            r"|(?:dio|dieron) (?:la |su )?luz verde|se dicto|dicto|sanciono|promulg\w+"
            r"|de (?:que fecha|cuando) (?:es|data)|approved|enacted|passed|fecha de (?:la )?disposicion)\b"
        ),
        around=_words("consejo ministros gabinete gobierno ejecutivo cortes parlamento congreso cabinet government"),
        needs=regex(r"\b(?:cuando|dia|fecha|when|date|en que consejo)\b"),
    ),
    _Form(
        particular=Particular.OFFICE,
        asked=regex(rf"\b(?:{_OFFICE} (?:que |va |fue |esta )?{_SIGNED}|refrend(?:a|o|ad[oa])|countersign(?:s|ed))\b"),
        around=_SIGNERS,
    ),
    _Form(
        particular=Particular.SIGNATURE,
        asked=regex(rf"\b(?:{_SIGNED}|(?:puso|pone|lleva) (?:su |la )?firma)\b"),
        around=_SIGNERS,
    ),
    _Form(
        particular=Particular.FORCE,
        asked=regex(
            r"\b(?:entr(?:a|e|o|ar|ara|ado) en vigor|entrada (?:en )?vigor|vacatio legis|took effect|takes? effect"
            rf"|(?:enter|come|came)\w* into (?:force|effect)|{_BEGINS} a {_COUNTS}"
            rf"|{_COUNTS} (?:desde|a partir) (?:el dia )?(?:que|de) {_OUT}"
            rf"|(?:desde|a partir de) (?:cuando|que (?:dia|fecha)) {_COUNTS})\b"
        ),
        around=_words("hubo hay habia esperar mismo despues boletin publicacion tarda tardo cuanto"),
    ),
    _Form(
        particular=Particular.VALIDITY,
        asked=regex(
            r"\b(?:(?:sigue[n]?|continua|esta)(?: ya| todavia| aun)? (?:siendo )?"
            r"(?:vigente|en vigor|aplicable|valid[oa])"
            r"|(?:sigue|esta|ha sido|fue|se ha|ha quedado|quedo) (?:ya )?derogad[oa]"
            r"|(?:ha perdido|perdio|conserva|mantiene) (?:su |la )?vigencia|(?:still )?in force|repealed"
            r"|(?:esta|ha) caducad[oa]|se puede aplicar todavia|^(?:vigente|derogad[oa])(?: norma)?$)\b"
        ),
        around=_words("todavia aun hoy dia actualmente actualidad still now been norma entera"),
        never=regex(r"\b(?:quien|cuando|donde|por que|desde|when|who|enter|come|came)\b"),
    ),
    _Form(
        particular=Particular.REPEAL,
        asked=regex(r"\b(?:deroga|derogo|derogan|deja[n]? sin (?:efecto|vigor))\b"),
        around=_words("normas leyes disposiciones"),
        never=_OF_ANOTHER,
    ),
    _Form(
        particular=Particular.TRANSPOSES,
        asked=regex(
            r"\b(?:incorpora[n]?|trans?pone[n]?|traspone[n]?|adapta[n]?|transposicion|transpos(?:es|ed)|implement(?:s|ed)?)\b"
        ),
        around=_words(
            "directiva directivas derecho union europea europeo comunitario ordenamiento juridico espanol interno "
            "directive directives alguna europea norma normas normativa"
        ),
        needs=regex(
            r"\b(?:directivas?|directives?|derecho (?:de la union|comunitario|europeo)|normas? europeas?"
            r"|normativa europea)\b"
        ),
    ),
    _Form(
        particular=Particular.EARLIER,
        asked=regex(rf"\b(?:a que (?:otras )?{_NORMS} afecta|{_NORMS} afectadas?|referencias anteriores)\b"),
    ),
    _Form(
        particular=Particular.LATER,
        asked=regex(
            r"\b(?:(?:ha sido|fue|han sido|se ha|ha) (?:modificad|cambiad)[oa]s?(?: (?:despues|posteriormente))?"
            r"|modificaciones posteriores"
            r"|referencias posteriores|que normas (?:la|lo) (?:ha[n]? )?(?:modific|desarroll|afect)\w+)\b"
        ),
        around=_words("alguna vez despues publicacion"),
        never=regex(r"\b(?:quien|donde|por que)\b"),
    ),
    _Form(
        particular=Particular.MODIFIES,
        asked=regex(rf"\b(?:(?:{_NORMS} )?(?:modifica|modifico|reforma|cambia)|amends?|amended)\b"),
        around=_words("otra otras alguna algunas normas leyes norma"),
        never=_OF_ANOTHER,
    ),
    _Form(
        particular=Particular.SUBJECTS,
        asked=regex(r"\b(?:materias|descriptores|palabras clave|subject matters?)\b"),
        around=_words("analisis figuran tratan asignadas bajo clasifica clasificado clasificada asigna como son"),
    ),
    _Form(
        particular=Particular.RANK,
        asked=regex(r"\b(?:rango(?: (?:normativo|legal|de la norma))?|que (?:tipo|clase) de norma es)\b"),
    ),
    _Form(
        particular=Particular.DEPARTMENT,
        asked=regex(
            r"\b(?:departamento|(?:de )?que ministerio (?:es|(?:la |lo )?(?:dicta|aprueba|publica|dicto|aprobo|publico)"
            r"|promueve|impulsa)|^ministerio(?: norma)?$)\b"
        ),
        around=_words("ministerial emisor ministerio dicta publica"),
    ),
    _Form(
        particular=Particular.DEVELOPMENT,
        asked=regex(
            rf"\b(?:{_EMPOWERED}(?: (?:a|al|para|el|la|que))* (?:desarrollar(?:l[oa])?\b|(?:\w+r )?{_NORMS_THAT})"
            rf"|(?:dicta|aprueba|saca|hace)[n]? {_NORMS_THAT}"
            r"|(?:faculta|habilita|autoriza|facultad de|potestad de)(?: para| a)? "
            r"dictar (?:las )?(?:normas|disposiciones)"
            rf"(?: {_DEVELOPS}| de {_DEVELOPS})?|implementing (?:rules|regulations|provisions)"
            r"|facultad(?:es)? de (?:desarrollo|aplicacion|ejecucion)(?: y (?:desarrollo|aplicacion|ejecucion))?"
            r"|habilitacion (?:normativa|reglamentaria|para (?:el )?desarrollo(?: (?:normativo|reglamentario))?)"
            r"|desarrollo (?:normativo|reglamentario))\b"
        ),
        around=_words(
            "organo reglamentariamente issue may adopt esta ejecutar aplicar desarrollo aplicacion "
            "ejecucion norma ministro ministra"
        ),
    ),
    _Form(
        particular=Particular.GROUND,
        asked=regex(
            r"\b(?:titulos? competencial(?:es)?|(?:fundamento|base) (?:constitucional|competencial)"
            r"|(?:con|en|bajo|al amparo de) que (?:competencias?|titulo(?: competencial)?|articulo|precepto)"
            r"|que (?:articulo|precepto) de la constitucion(?= (?:ampara|habilita|sirve))"
            r"|que competencias?(?= (?:estatal|exclusiva|del estado|ampara|invoca|ejerce|habilita))"
            r"|reparto (?:de competencias|competencial))\b"
        ),
        around=_words(
            "basa ampara dicta aprueba invoca ejerce apoya fundamenta habilita estatal exclusiva constitucion "
            "constitucional competencia competencias amparo dictado aprobado"
        ),
        needs=regex(
            r"\b(?:titulos? competencial|fundamento|base|reparto|dicta|ampara|basa|aprueba|invoca|ejerce|apoya|habilita"
            r"|dictado|aprobado)"
        ),
    ),
)


def asking(question: str) -> Asking | None:
    """What a question, with NAMED for the norm that it names, asks of a whole document; None when it asks for more.

    Of several readings the one counts that leaves no words over to say which document is meant.
    """
    words = " ".join(re.findall(r"[\w/-]+", plain(question)))
    found = [one for form in _FORMS if (one := _read(form, words)) is not None]
    return min(found, key=lambda one: bool(one.calling.topic), default=None)


def _read(form: _Form, words: str) -> Asking | None:
    rest = form.asked.sub(" ", words)
    if rest == words or (form.needs is not None and form.needs.search(words) is None):
        return None
    if form.never is not None and form.never.search(words) is not None:
        return None
    around = _AROUND | form.around
    called = calling(rest, around)
    if set(re.findall(r"\w{3,}", called.before)) - around:
        return None
    return Asking(particular=form.particular, calling=called)
