"""How much of a PDF ends in units, in order, and at what cost beside pdfplumber's own `extract_text`.

    python bench/pdf.py FOLDER|FILE... [--pages 400]

Per file: share of the letters outside furniture that the document's text has in the order of the file, letters it
has beyond those, pages, seconds, seconds of `extract_text`. Then one PDF of at least `--pages` pages made of all of
them: seconds and peak memory of a process that reads it.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pypdfium2

from ingest.document import document_of
from ingest.readers import pdf
from ingest.sources import load
from ingest.text import Role, Text
from kb.documents import Document, UnitKind

_ANCHOR = 24
_WINDOW = 6000
_CHANCE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Letters of the file outside furniture, those of them in the text in order, letters of the text beyond them."""

    letters: int
    found: int
    extra: int


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line per file, then what a large one takes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--peak", action="store_true", help="only read the file and print the peak memory")
    options = parser.parse_args(arguments)
    files = [file for path in options.paths for file in (sorted(path.glob("*.pdf")) if path.is_dir() else [path])]
    if options.peak:
        _peak(files[0])
        return
    print(
        f"{'file':44} {'pages':>5} {'letters':>8} {'found':>7} {'extra':>6} {'arts':>5} {'s':>6} {'plain s':>7} ratio"
    )
    ours = plain = 0.0
    for file in files:
        mine, theirs = _row(file)
        ours, plain = ours + mine, plain + theirs
    print(f"{'all':44} {'':>5} {'':>8} {'':>7} {'':>6} {'':>5} {ours:6.2f} {plain:7.2f} {ours / plain:5.2f}")
    if options.pages:
        _large(files, options.pages)


def _row(file: Path) -> tuple[float, float]:
    source = load(file)
    began = time.perf_counter()
    text = pdf.read(source)
    took = time.perf_counter() - began
    plain = _plain_seconds(file)
    document = document_of(text, source)
    shown = coverage(file, text)
    print(
        f"{file.stem[:44]:44} {document.pages:5} {shown.letters:8} {shown.found / max(1, shown.letters):7.4f}"
        f" {shown.extra:6} {sequence(document):>5} {took:6.2f} {plain:7.2f} {took / plain:5.2f}"
    )
    return took, plain


def _plain_seconds(file: Path) -> float:
    began = time.perf_counter()
    with pdfplumber.open(file) as opened:
        for page in opened.pages:
            page.extract_text()
            page.close()
    return time.perf_counter() - began


def sequence(document: Document) -> str:
    """How many articles there are; with a mark where their numbers leave the sequence."""
    marks = [unit.mark for unit in document.units if unit.kind is UnitKind.ARTICLE]
    numbers = [int(found[0]) for mark in marks if (found := re.search(r"\d+", mark))]
    broken = any(after != before + 1 for before, after in pairwise(numbers))
    return f"{len(marks)}{'!' if broken else ''}"


def coverage(file: Path, text: Text) -> Coverage:
    """Compare the letters of the file, in its own order, with those of the text; hyphens and blanks left out."""
    furniture = sorted({_letters(x.text) for x in text.lines if x.role is Role.FURNITURE}, key=len, reverse=True)
    body = "".join(_letters(line.text) for line in text.lines if line.role not in (Role.FURNITURE, Role.METADATA))
    drawn = "".join(_drawn(file))
    letters = found = extra = at = 0
    i = 0
    while i < len(drawn):
        if at < len(body) and drawn[i] == body[at]:
            i, at, letters, found = i + 1, at + 1, letters + 1, found + 1
            continue
        back, skipped = _furniture(drawn, i, furniture)
        if skipped:
            back = min(back, at, found)
            i, at, letters, found = i - back + skipped, at - back, letters - back, found - back
            continue
        ahead = body.find(drawn[i : i + _ANCHOR], at, at + _WINDOW) if i + _ANCHOR <= len(drawn) else -1
        if ahead >= 0:
            extra, at = extra + ahead - at, ahead
            continue
        i, letters = i + 1, letters + 1
    return Coverage(letters=letters, found=found, extra=extra + len(body) - at)


def _furniture(drawn: str, i: int, furniture: Sequence[str]) -> tuple[int, int]:
    """How many letters ago a text of the furniture began (some may have matched by chance), and its length."""
    for back in range(min(_CHANCE, i) + 1):
        length = next((len(one) for one in furniture if len(one) > back and drawn.startswith(one, i - back)), 0)
        if length:
            return back, length
    return 0, 0


def _drawn(file: Path) -> Iterator[str]:
    with pdfplumber.open(file) as opened:
        for page in opened.pages:
            yield "".join(_letters(char["text"]) for char in page.chars)
            page.close()


def _letters(text: str) -> str:
    return re.sub(r"[\s\u00ad-]", "", unicodedata.normalize("NFKC", text))


def _large(files: Sequence[Path], least: int) -> None:
    """Read one PDF of many pages in a process of its own."""
    joined = pypdfium2.PdfDocument.new()
    sources = [pypdfium2.PdfDocument(file) for file in files]
    while len(joined) < least:
        for source in sources:
            joined.import_pages(source)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "all.pdf"
        joined.save(target)
        count = len(joined)
        done = subprocess.run(
            [sys.executable, __file__, "--peak", str(target)], capture_output=True, text=True, check=True
        )
    print(f"\n{count} pages in one file: {done.stdout.strip()}")


def _peak(file: Path) -> None:
    began = time.perf_counter()
    text = pdf.read(load(file))
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    speed = (text.pages or 0) / took
    print(f"{len(text.lines)} lines, {took:.1f} s, {speed:.1f} pages/s, {peak:.0f} MB at most")


if __name__ == "__main__":
    main()
