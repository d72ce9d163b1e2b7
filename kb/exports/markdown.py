"""The checklist as Markdown: for a wiki, a ticket or a report; a section per document, an item per obligation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from kb.days import spell_day
from kb.exports.checklist import Checklist, Origin
from kb.exports.columns import BY_KEY, shown
from kb.exports.line import Line
from kb.exports.links import gazette_link
from kb.exports.wording import MODALITIES, calendar_name

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~&])")
_LISTS = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)
_SHOWN = (
    "subject", "condition", "exception", "trigger", "event", "rule", "due", "recurrence", "calendar", "amounts",
    "legal_refs", "sanction", "status", "owner", "evidence", "notes", "review", "mark", "version", "id",
)  # fmt: skip


def as_markdown(checklist: Checklist) -> bytes:
    """CommonMark in UTF-8. What documents say is text: none of it is a link, a heading or HTML."""
    return ("\n".join(_lines(checklist)).rstrip() + "\n").encode()


def escaped(text: str) -> str:
    """A text that Markdown shows as it is, on one line."""
    plain = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LISTS.sub(r"\1\\\2", plain)


def _lines(checklist: Checklist) -> Iterator[str]:
    yield from ("# Lista de obligaciones", "")
    yield f"- Hecha el {spell_day(checklist.today)}: {len(checklist.lines)} obligaciones"
    yield f"- Filtros: {escaped('; '.join(checklist.filters) or 'ninguno')}"
    yield f"- Días inhábiles: {calendar_name(checklist.calendar)}"
    yield f"- Huella de los textos: `{checklist.corpus}`"
    origins = {origin.document_id: origin for origin in checklist.origins}
    for document_id, mine in groupby(checklist.lines, key=lambda line: line.obligation.document_id):
        yield from _head(origins[document_id])
        for line in mine:
            yield from _item(line, checklist)


def _head(origin: Origin) -> Iterator[str]:
    yield from ("", f"## {escaped(origin.title)}", "")
    link = gazette_link(origin.url)
    yield f"- Identificador: {escaped(origin.document_id)}" + (f" · <{link}>" if link else "")
    if origin.version:
        yield f"- Texto vigente a {spell_day(origin.version)}"
    yield from (f"- **Atención**: {escaped(told)}" for told in origin.warnings)
    yield f"- Huella del archivo: `{origin.sha256}`"
    if origin.notice:
        yield f"- {escaped(origin.notice)}"


def _item(line: Line, checklist: Checklist) -> Iterator[str]:
    one = line.obligation
    late = " · **VENCIDA**" if checklist.is_overdue(line) else ""
    yield from ("", f"### {escaped(one.label)} · {MODALITIES[one.modality]}{late}", "")
    yield from (f"> {escaped(one.quote)}", "")
    yield f"{escaped(one.action)}"
    yield ""
    for key in _SHOWN:
        value = BY_KEY[key].value(line, checklist.today)
        if value is not None:
            yield f"- {BY_KEY[key].title}: {escaped(shown(value))}"
