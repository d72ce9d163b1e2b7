"""Entry into force: whether a question asks for it, whether a text says it, and the day that the text means."""

from __future__ import annotations

from datetime import date, timedelta

from kb.documents import Document, Unit, UnitKind
from kb.numerals import plain
from kb.patterns import regex
from kb.values import ValueKind, values

_ASKED = regex(
    r"\b(?:vigor|vigencia|force)\b"
    r"|\b(?:desde|a partir de) (?:cuando|que (?:dia|fecha)) "
    r"(?:se aplic|se exig|es aplicable|es exigible|rig|surt|(?:produc|tien|tendr)\w+ efectos)\w*"
    r"|\bempiez\w+ a (?:regir|aplicarse|surtir efectos?)\b"
)
_COMES = regex(r"\bentrara[n]? en vigor\b")
_COUNTS = (
    r"(?:entrara[n]? en vigor|(?:surtira|producira)[n]? (?:plenos )?efectos?|sera[n]? (?:de aplicacion|aplicables?))"
)
_ITSELF = regex(rf"\b(?:est[ea]|presente) (?:\w+ ){{1,8}}?(?:que )?{_COUNTS}\b.{{0,60}}?(?:publicacion|\d)")
"""`La presente orden producirá efectos el mismo día de su publicación`, outside of the final provisions"""
_SAID = regex(rf"\b{_COUNTS}\b(?P<when>[^;:]{{0,120}}?\bde(?:sde)?) su (?:\w+ )?publicacion\b")
"""`entrará en vigor al día siguiente de su publicación`"""
_NO_PROSE = frozenset({UnitKind.METADATA, UnitKind.NOTE, UnitKind.SIGNATURE})
_NEXT = regex(r"\bdia siguiente\b")
_SAME = regex(r"\b(?:el|al|mismo) dia de$")
_FIRST = regex(r"\bprimer dia del mes siguiente\b")
_ONE = regex(r"\bal (?:cabo de un )?(?P<span>mes|ano)\b")
_SPAN = regex(r"P(?P<count>\d{1,4})(?P<unit>[DMY])")
_MONTHS = {"M": 1, "Y": 12}


def asked(question: str) -> bool:
    """Whether a question is about when something comes into force."""
    return _ASKED.search(plain(question)) is not None


def said(text: str) -> bool:
    """Whether a text sets its entry into force by its own publication (`al día siguiente de su publicación`)."""
    return _SAID.search(_joined(text)) is not None


def provision(document: Document) -> Unit | None:
    """The final provision that says it of the document itself, else the last place of its articles that does.

    Of several the last counts, for those before speak of what they amend.
    """
    own = [unit for unit in document.units if unit.kind is UnitKind.FINAL_PROVISION]
    last = next((unit for unit in reversed(own) if _COMES.search(_joined(document.text_of(unit)))), None)
    return last or next(
        (unit for unit in reversed(_prose(document)) if _ITSELF.search(_joined(document.text_of(unit)))), None
    )


def saying(document: Document) -> list[Unit]:
    """The apartados of that provision that say it, or the provision where it has none that do."""
    whole = provision(document)
    if whole is None:
        return []
    own = [one for one in document.units if one.parent == whole.unit_id and one.kind is UnitKind.APARTADO]
    return [one for one in own if _COMES.search(_joined(document.text_of(one)))] or [whole]


def _prose(document: Document) -> list[Unit]:
    """The leaves from the first article on that are not in an annex."""
    first = next((unit.start for unit in document.units if unit.kind is UnitKind.ARTICLE), 0)
    leaves = (unit for unit in document.leaves() if unit.start >= first and unit.kind not in _NO_PROSE)
    return [unit for unit in leaves if not unit.unit_id.startswith("an_")]


def day(text: str, published: date) -> date | None:
    """The day that a text means, published that day; None when it does not say it, or says it in no known way.

    Days are calendar days and months go from date to date: Código Civil, art. 5.
    """
    match = _SAID.search(_joined(text))
    if match is None:
        return None
    when = match["when"]
    if _FIRST.search(when):
        return (published.replace(day=1) + timedelta(days=31)).replace(day=1)
    spans = _spans(when)
    if spans:
        return _after(published, spans[0]) if len(spans) == 1 else None
    if _NEXT.search(when):
        return published + timedelta(days=1)
    return published if _SAME.search(when) else None


def _spans(when: str) -> list[str]:
    """`a los tres meses, contados desde el día siguiente al de` is three months: that day is the first of them."""
    one = _ONE.search(when)
    if one is not None:
        return ["P1M" if one["span"] == "mes" else "P1Y"]
    return [value.normal for value in values(when) if value.kind is ValueKind.DURATION]


def _after(published: date, duration: str) -> date | None:
    span = _SPAN.fullmatch(duration)
    if span is None:
        return None
    if span["unit"] == "D":
        return published + timedelta(days=int(span["count"]))
    from kb.deadlines.rules import months

    return months(published, int(span["count"]) * _MONTHS[span["unit"]])


def _joined(text: str) -> str:
    return " ".join(plain(text).split())
