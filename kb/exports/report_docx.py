"""The checklist as a Word document: for the file that an auditor keeps."""

from __future__ import annotations

import io
from itertools import groupby
from typing import TYPE_CHECKING

from docx import Document as new_document
from docx.enum.section import WD_ORIENT
from docx.shared import Cm, Pt, RGBColor

from kb.days import spell_day
from kb.exports.checklist import Checklist, Origin
from kb.exports.columns import BY_KEY, shown
from kb.exports.line import Line
from kb.exports.wording import MODALITIES, calendar_name

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

_SHOWN = (
    "action", "subject", "condition", "exception", "trigger", "event", "rule", "due", "recurrence", "calendar",
    "amounts", "legal_refs", "sanction", "status", "owner", "evidence", "notes", "review", "mark", "version", "id",
)  # fmt: skip
_CONTROL = {code: None for code in range(32) if chr(code) not in "\n\t"}


def as_docx(checklist: Checklist) -> bytes:
    """A heading per document and per obligation, then what is known of it. No fields and no links: only text."""
    word = new_document()
    _set_up(word, checklist)
    word.add_heading("Lista de obligaciones", 0)
    _pairs(
        word,
        {
            "Hecha el": spell_day(checklist.today),
            "Obligaciones": str(len(checklist.lines)),
            "Filtros": "; ".join(checklist.filters) or "ninguno",
            "Días inhábiles": calendar_name(checklist.calendar),
            "Huella de los textos": checklist.corpus,
        },
    )
    origins = {origin.document_id: origin for origin in checklist.origins}
    for document_id, mine in groupby(checklist.lines, key=lambda line: line.obligation.document_id):
        _origin(word, origins[document_id])
        for line in mine:
            _obligation(word, line, checklist)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _set_up(word: Word, checklist: Checklist) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    word.styles["Normal"].font.size = Pt(10)
    properties = word.core_properties
    properties.author, properties.title = "boe-kb", "Lista de obligaciones"
    properties.created = properties.modified = checklist.made.replace(tzinfo=None, microsecond=0)


def _origin(word: Word, origin: Origin) -> None:
    word.add_heading(_clean(origin.title), 1)
    facts = {
        "Identificador": origin.document_id,
        "Texto vigente a": shown(origin.version),
        "Atención": "; ".join(origin.warnings),
        "ELI": origin.eli or "",
        "Dirección": origin.url or "",
        "Huella del archivo": origin.sha256,
        "Reutilización": origin.notice or "",
    }
    _pairs(word, {name: value for name, value in facts.items() if value})


def _obligation(word: Word, line: Line, checklist: Checklist) -> None:
    one = line.obligation
    heading = _styled(word, "Heading2")
    heading.add_run(_clean(f"{one.label} · {MODALITIES[one.modality]}"))
    if checklist.is_overdue(line):
        heading.add_run(" · VENCIDA").font.color.rgb = RGBColor(0xB3, 0x26, 0x1E)
    _styled(word, "IntenseQuote").add_run(_clean(one.quote))
    told = {BY_KEY[key].title: shown(BY_KEY[key].value(line, checklist.today)) for key in _SHOWN}
    if one.deadline and one.deadline.reasons:
        told["Por qué esa fecha"] = "\n".join(one.deadline.reasons)
    _pairs(word, {name: value for name, value in told.items() if value})


def _styled(word: Word, style_id: str) -> Paragraph:
    """A paragraph of a style named by its id: by its name it takes the library fifteen milliseconds each time."""
    paragraph = word.add_paragraph()
    paragraph._p.style = style_id
    return paragraph


def _pairs(word: Word, told: dict[str, str]) -> None:
    """Names in bold and their values, a line each of one paragraph: the library slows down with each paragraph."""
    paragraph = word.add_paragraph()
    for number, (name, value) in enumerate(told.items()):
        if number:
            paragraph.add_run().add_break()
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(_clean(value))


def _clean(text: str) -> str:
    """Without the characters that XML does not allow."""
    return text.translate(_CONTROL)
