"""Draws the lines of a Text as the gazette sets them, so that a reader of PDFs has something whose answer is known."""

import io
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ingest import markers
from ingest.text import Line, Role, Text

LEFT, RIGHT = 99.2, 496.0
TOP, BOTTOM = 118.0, 770.0
SIZE, LEADING, INDENT, GAP = 10.0, 12.0, 17.0, 8.5
GUTTER = 24.0
ROMAN, BOLD, ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"
PICTURE = Image.new("L", (12, 4), 128)
_CENTRED = (Role.DIVISION, Role.ANNEX, Role.HEADING)
_SYLLABLE = re.compile(r"(?<=[aeiouáéíóú])(?=[bcdfgjlmnpqrstvz][aeiouáéíóú])")
_TITLED = re.compile(r"(?P<mark>[^.]+\.(?:[ºª])?)\s+(?P<title>.+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One column with its side strip as today, or two hyphenated ones as in the old gazette."""

    columns: int = 1
    hyphens: bool = False


def render(text: Text, layout: Layout | None = None) -> bytes:
    """The PDF of a text: head, paragraphs, tables, furniture on every page."""
    return drawn(Pages(text, layout or Layout()), text)


def drawn(page: "Pages", text: Text) -> bytes:
    """What pages of one sort make of a text."""
    page.head()
    body = [line for line in text.lines if line.role not in (Role.METADATA, Role.TITLE, Role.FURNITURE)]
    at = 0
    while at < len(body):
        if body[at].role in (Role.ROW, Role.HEADER_ROW):
            end = at
            while end < len(body) and body[end].role in (Role.ROW, Role.HEADER_ROW):
                end += 1
            page.table(body[at:end])
            at = end
        else:
            page.paragraph(body[at], body[at - 1] if at else None)
            at += 1
    return page.done()


class Pages:
    def __init__(self, text: Text, layout: Layout) -> None:
        self.text, self.layout = text, layout
        self.told = any(line.role is Role.ARTICLE for line in text.lines)
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1)
        self.number = 1
        self.column = 0
        self.y = self.top = TOP
        self.across = False
        self._furniture()

    # ------------------------------------------------------------ places

    @property
    def left(self) -> float:
        return self._full_left + self.column * (self.width + GUTTER)

    @property
    def width(self) -> float:
        columns = 1 if self.across else self.layout.columns
        return (self._full_right - self._full_left - GUTTER * (columns - 1)) / columns

    @property
    def _full_left(self) -> float:
        return LEFT if self.layout.columns == 1 else 41.9

    @property
    def _full_right(self) -> float:
        return RIGHT if self.layout.columns == 1 else 575.9

    def _room(self, height: float) -> None:
        """Go on in the next column, or on the next page, when there is no room left."""
        if self.y + height <= BOTTOM:
            return
        self.column += 1
        if self.across or self.column == self.layout.columns:
            self._next_page()
        self.y = self.top

    def _next_page(self) -> None:
        self.canvas.showPage()
        self.column = 0
        self.number += 1
        self.y = self.top = TOP
        self._furniture()

    def _draw(
        self, x: float, text: str, font: str, size: float, *, spread: float = 0.0, squeeze: float = 100.0
    ) -> None:
        drawn = self.canvas.beginText(x, A4[1] - self.y)
        drawn.setFont(font, size)
        drawn.setWordSpace(spread)
        drawn.setHorizScale(squeeze)
        drawn.textOut(text)
        self.canvas.drawText(drawn)

    # ------------------------------------------------------------ furniture and head

    def _furniture(self) -> None:
        told = self.text.publication
        day = told.published
        first = int((told.page_range or "1").split()[0])
        when = f"Viernes {day.day} de {MONTHS[day.month - 1]} de {day.year}" if day else ""
        height = A4[1]
        self.canvas.setFont(BOLD, 20)
        self.canvas.drawString(145, height - 60, "BOLETÍN OFICIAL DEL ESTADO")
        self.canvas.setFont(BOLD, SIZE)
        self.canvas.drawString(28.3, height - 84, f"Núm. {told.gazette_number}")
        self.canvas.drawCentredString(297, height - 84, when)
        self.canvas.drawRightString(567, height - 84, f"Sec. I.   Pág. {first + self.number - 1}")
        self.canvas.line(28, height - 70, 567, height - 70)
        self.canvas.line(28, height - 90, 567, height - 90)
        self.canvas.saveState()
        self.canvas.translate(572 if self.layout.columns == 1 else 585, 80)
        self.canvas.rotate(90)
        self.canvas.setFont(ROMAN, 7)
        self.canvas.drawString(0, 0, f"cve: {self.text.identifier}")
        self.canvas.drawString(0, -8, "Verificable en https://www.boe.es")
        self.canvas.restoreState()

    def head(self) -> None:
        told = self.text.publication
        self._centred((told.section or "").upper(), BOLD, 15, 20)
        for words in wrapped((told.department or "").upper().split(), self.width / 0.62, ROMAN, 19.8, first=0.0):
            self._centred(" ".join(words), ROMAN, 19.8, 22, squeeze=62)
        self.y += 6
        number = (self.text.identifier or "0").rpartition("-")[2]
        self._draw(self.left, number, BOLD, 12)
        for words in wrapped((self.text.title or "").split(), self.width - 51, ITALIC, SIZE, first=0.0):
            self._draw(self.left + 51, " ".join(words), ITALIC, SIZE)
            self.y += LEADING
        self.y += GAP

    def _centred(self, text: str, font: str, size: float, after: float, squeeze: float = 100.0) -> None:
        width = stringWidth(text, font, size) * squeeze / 100
        self._draw(self.left + (self.width - width) / 2, text, font, size, squeeze=squeeze)
        self.y += after

    def done(self) -> bytes:
        self.canvas.setFont(BOLD, 8)
        self.canvas.drawString(40, 30, "https://www.boe.es")
        self.canvas.drawCentredString(297, 30, "BOLETÍN OFICIAL DEL ESTADO")
        self.canvas.drawRightString(555, 30, "D. L.: M-1/1958 - ISSN: 0212-033X")
        self.canvas.save()
        return self.buffer.getvalue()

    # ------------------------------------------------------------ paragraphs

    def paragraph(self, line: Line, before: Line | None) -> None:
        text = line.text
        if line.role is Role.IMAGE:
            self._picture()
        elif self._is_heading(line):
            self.y += GAP
            self._heading(text)
        elif self._is_centred(line):
            self.y += GAP
            self._room(LEADING)
            for words in wrapped(text.split(), 0.8 * self.width, BOLD, SIZE, first=0.0):
                self._room(LEADING)
                self._centred(" ".join(words), BOLD, SIZE, LEADING)
            self.y += GAP
        else:
            opens_list = before is not None and before.text.endswith(":") and before.role is Role.TEXT
            self.y += GAP if opens_list else 0.0
            self._justified(text, 28.0 if line.role is Role.QUOTED else 0.0)

    def _picture(self) -> None:
        self._room(60)
        self.canvas.drawImage(ImageReader(PICTURE), self.left + 100, A4[1] - self.y - 40, 120, 40)
        self.y += 60

    def _is_heading(self, line: Line) -> bool:
        """By its role, where the reader of the source knew them, else by its words."""
        if self.told or line.role is not Role.TEXT:
            return line.role is Role.ARTICLE
        return bool(markers.article(line.text) or markers.provision(line.text))

    def _is_centred(self, line: Line) -> bool:
        text = line.text
        if self.told or line.role is not Role.TEXT:
            return line.role in _CENTRED and len(text) < 300
        if markers.division(text) or markers.annex(text) or markers.provisions(text):
            return len(text) < 300
        return bool(markers.ROMAN_PART.match(text) or (markers.FORMULA.match(text) and len(text) < 30))

    def _heading(self, text: str) -> None:
        """A heading with its title slanted, the lines after the first hanging."""
        found = _TITLED.match(text)
        mark = found["mark"] if found else text
        x = self.left
        for n, words in enumerate(wrapped(text.split(), self.width, ROMAN, SIZE, first=0.0, others=INDENT)):
            self._room(LEADING)
            x = self.left + (INDENT if n else 0.0)
            shown = " ".join(words)
            roman = shown[: len(mark)] if not n else ""
            self._draw(x, roman, ROMAN, SIZE)
            self._draw(x + stringWidth(roman, ROMAN, SIZE), shown[len(roman) :], ITALIC, SIZE)
            self.y += LEADING
        self.y += GAP

    def _justified(self, text: str, shift: float) -> None:
        width = self.width - shift
        lines = list(wrapped(text.split(), width, ROMAN, SIZE, first=INDENT, hyphens=self.layout.hyphens))
        for n, words in enumerate(lines):
            self._room(LEADING)
            indent = 0.0 if n else INDENT
            shown = " ".join(words)
            free = width - indent - stringWidth(shown, ROMAN, SIZE)
            spread = free / (len(words) - 1) if n < len(lines) - 1 and len(words) > 1 else 0.0
            self._draw(self.left + shift + indent, shown, ROMAN, SIZE, spread=spread)
            self.y += LEADING

    # ------------------------------------------------------------ tables

    def table(self, rows: Sequence[Line]) -> None:
        """Set a wide table across the columns: on a page of its own, the columns go on below."""
        count = max(len(row.cells) for row in rows)
        wide = self.layout.columns > 1 and sum(max(_needed(row, n) for row in rows) for n in range(count)) > self.width
        if wide:
            self._next_page()
            self.across = True
        longest = [max(_needed(row, n) for row in rows) for n in range(count)]
        spare = max(0.0, self.width - sum(longest)) / count
        widths = [need + spare for need in longest]
        self.y += GAP
        header = [row for row in rows[:1] if row.role is Role.HEADER_ROW]
        for row in rows:
            lines = _cells(row, widths)
            page = self.number, self.column
            self._room(4 + 10 * max(len(cell) for cell in lines))
            if (self.number, self.column) != page and header and row is not rows[0]:
                self._row(_cells(header[0], widths), widths, BOLD)
            self._row(lines, widths, _face(row))
        self.y += GAP + LEADING
        if wide:
            self.across = False
            self.top = self.y

    def _row(self, cells: Sequence[Sequence[str]], widths: Sequence[float], font: str) -> None:
        height = 4 + 10 * max(1, *(len(cell) for cell in cells))
        top, x = self.y - 9, self.left
        for lines, width in zip(cells, widths, strict=True):
            self.canvas.rect(x, A4[1] - top - height, width, height)
            for m, shown in enumerate(lines):
                self.y = top + 9 + 10 * m
                self._draw(x + 3, shown, font, 8)
            x += width
        self.y = top + 9 + height


def _face(row: Line) -> str:
    return BOLD if row.role is Role.HEADER_ROW else ROMAN


def _needed(row: Line, n: int) -> float:
    """The width of the longest word in a cell, with its margins."""
    words = (row.cells[n] or "").split() if n < len(row.cells) else []
    return 8 + max((stringWidth(word, _face(row), 8) for word in words), default=0.0)


def _cells(row: Line, widths: Sequence[float]) -> list[list[str]]:
    """The lines of each cell of a row."""
    cells = [*(cell or "" for cell in row.cells), *[""] * (len(widths) - len(row.cells))]
    return [
        [" ".join(words) for words in wrapped(cell.split(), width - 6, _face(row), 8, first=0.0)]
        for cell, width in zip(cells, widths, strict=True)
    ]


MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()


def wrapped(
    words: Sequence[str],
    width: float,
    font: str,
    size: float,
    *,
    first: float,
    others: float = 0.0,
    hyphens: bool = False,
) -> Iterator[list[str]]:
    """Words by line, as many as fit; with hyphens, long words are broken between syllables."""
    line: list[str] = []
    room = width - first
    pending = list(words)
    while pending:
        word = pending.pop(0)
        if stringWidth(" ".join([*line, word]), font, size) <= room or (not line and len(word) < 3):
            line.append(word)
            continue
        head, tail = _broken(word, line, room, font, size) if hyphens else ("", word)
        if not head and not line:
            head, tail = word, ""
        if head:
            line.append(head)
        yield line
        line, room = [], width - others
        if tail:
            pending.insert(0, tail)
    if line:
        yield line


def _broken(word: str, line: Sequence[str], room: float, font: str, size: float) -> tuple[str, str]:
    """The longest part of a word that fits with a hyphen; nothing for short words and those with figures."""
    if not word.isalpha() or len(word) < 6:
        return "", word
    cuts = [match.start() for match in _SYLLABLE.finditer(word) if 2 <= match.start() <= len(word) - 3]
    for cut in reversed(cuts):
        if stringWidth(" ".join([*line, word[:cut] + "-"]), font, size) <= room:
            return word[:cut] + "-", word[cut:]
    return "", word


def pdf_of(objects: Mapping[int, bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """A file of those numbered objects, with its cross-reference table, whatever they are."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    table, size = out.tell(), max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        out.write(b"%010d 00000 n \n" % places.get(number, 0))
    out.write(b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer.encode(), table))
    return out.getvalue()


def stream(data: bytes, entries: bytes = b"", *, deflate: bool = False) -> bytes:
    """A stream object."""
    if deflate:
        data, entries = zlib.compress(data, 9), entries + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n" % (len(data), entries) + data + b"\nendstream"


def page_of(content: bytes, box: bytes = b"0 0 595 842", **others: bytes) -> bytes:
    """A file of one page with that content stream and Helvetica as F1; `others` add entries to it: `o6=b"..."`."""
    resources = others.pop("resources", b"/Font << /F1 5 0 R >>")
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << %s >> >>" % (box, resources)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: page,
        4: content,
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    }
    return pdf_of(objects | {int(name[1:]): body for name, body in others.items()})
