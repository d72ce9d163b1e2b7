"""Draws a text as the gazette prints consolidated norms.

A cover, an index with leaders whose long entries take two lines, the mark of the consolidated text and the day of its
change, bold headings, notes on each change in small type, `LEGISLACIÓN CONSOLIDADA` and `Página 3` on every page.
"""

from collections.abc import Iterator

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth

from ingest import markers
from ingest.text import Line, Role, Text
from tests.support_pdf import BOLD, GAP, LEADING, MONTHS, PICTURE, ROMAN, SIZE, Layout, Pages, drawn, wrapped

SMALL = 8.0
LEFT, RIGHT = 70.9, 524.4
DEPTHS = {"libro": 0, "titulo": 0, "capitulo": 1, "seccion": 2}
CLOSING = "Este documento es de carácter informativo y no tiene valor jurídico."


def render_consolidated(text: Text, *, index_first: bool = True) -> bytes:
    """The PDF of a consolidated text; the mark of one stands below its index, or on the cover."""
    return drawn(_Consolidated(text, index_first=index_first), text)


class _Consolidated(Pages):
    def __init__(self, text: Text, *, index_first: bool) -> None:
        self.index_first = index_first
        super().__init__(text, Layout())

    @property
    def _full_left(self) -> float:
        return LEFT

    @property
    def _full_right(self) -> float:
        return RIGHT

    def _furniture(self) -> None:
        height = A4[1]
        self.canvas.drawImage(ImageReader(PICTURE), 71, height - 80, 50, 45)
        self.canvas.setFont(BOLD, 17)
        self.canvas.drawString(130, height - 55, "BOLETÍN OFICIAL DEL ESTADO")
        self.canvas.setFont(ROMAN, 11)
        self.canvas.drawString(130, height - 72, "LEGISLACIÓN CONSOLIDADA")
        self.canvas.line(71, height - 88, 524, height - 88)
        self.canvas.setFont(ROMAN, SIZE)
        self.canvas.drawCentredString(297.6, 34, f"Página {self.number}")

    def head(self) -> None:
        told = self.text.publication
        self.y += 40
        for words in wrapped((self.text.title or "").split(), self.width, BOLD, 16, first=0.0):
            self._centred(" ".join(words), BOLD, 16, 20)
        self.y += 20
        day = told.published
        gazette = (
            f"«BOE» núm. {told.gazette_number}, de {day.day:02} de {MONTHS[day.month - 1]} de {day.year}" if day else ""
        )
        for shown in (told.department or "", gazette, f"Referencia: {self.text.identifier}"):
            self._draw(self.left, shown, ROMAN, SIZE)
            self.y += LEADING
        self.y += 30
        if self.index_first:
            self._index()
            self._next_page()
            self._mark()
        else:
            self._mark()
            self._next_page()
            self._index()
            self._next_page()

    def _mark(self) -> None:
        self._centred("TEXTO CONSOLIDADO", BOLD, 12, 15)
        self._centred("Última modificación: 09 de julio de 2022", BOLD, SIZE, 30)

    def _index(self) -> None:
        self._next_page()
        self._centred("ÍNDICE", BOLD, 12, 20)
        for n, (depth, entry) in enumerate(_entries(self.text)):
            x = 14.0 * depth
            lines = [" ".join(words) for words in wrapped(entry.split(), self.width - x - 60, ROMAN, 9, first=0.0)]
            self._room(LEADING * len(lines) + 4)
            for shown in lines[:-1]:
                self._draw(self.left + x, shown, ROMAN, 9)
                self.y += 11
            page = str(5 + n // 9)
            dots = int((self.width - x - 30 - stringWidth(lines[-1], ROMAN, 9)) / stringWidth(". ", ROMAN, 9))
            self._draw(self.left + x, lines[-1] + " " + ". " * dots, ROMAN, 9)
            self._draw(RIGHT - stringWidth(page, ROMAN, 9), page, ROMAN, 9)
            self.y += 13

    def paragraph(self, line: Line, before: Line | None) -> None:
        if line.role is not Role.NOTE:
            super().paragraph(line, before)
            return
        self.y += GAP
        for words in wrapped(line.text.split(), self.width - 30, ROMAN, SMALL, first=0.0):
            self._room(10)
            self._draw(self.left + 30, " ".join(words), ROMAN, SMALL)
            self.y += 10
        self.y += GAP

    def _heading(self, text: str) -> None:
        for words in wrapped(text.split(), self.width, BOLD, SIZE, first=0.0):
            self._room(LEADING)
            self._draw(self.left, " ".join(words), BOLD, SIZE)
            self.y += LEADING
        self.y += GAP

    def done(self) -> bytes:
        self.y += 20
        self._room(LEADING)
        self._centred(CLOSING, ROMAN, SIZE, LEADING)
        self.canvas.save()
        return self.buffer.getvalue()


def _entries(text: Text) -> Iterator[tuple[int, str]]:
    """How deep in the index each heading stands, and its entry: a division has its title on the same line."""
    depth = 0
    lines = [line for line in text.lines if line.role is not Role.FURNITURE]
    for n, line in enumerate(lines):
        found = markers.opening(line.text)
        if found is None or line.role in (Role.QUOTED, Role.TEXT, Role.NOTE, Role.METADATA):
            continue
        title = (
            f" {lines[n + 1].text}"
            if not found.rest and n + 1 < len(lines) and lines[n + 1].role is Role.HEADING
            else ""
        )
        if line.role is Role.DIVISION:
            depth = DEPTHS.get(found.part.partition("_")[0], 1)
            yield depth, f"{line.text.rstrip('.')}.{title}" if title else line.text
        else:
            yield depth + 1, line.text
