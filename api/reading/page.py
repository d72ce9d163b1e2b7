"""The page: heading, index, text, where it comes from."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

from api.reading.body import Body
from api.reading.marking import Marked
from kb.days import spell_day
from kb.documents import PROVISIONS, Document, Span, UnitKind

STYLE = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.6 Georgia, 'Times New Roman', serif; max-width: 44rem; margin: 0 auto; padding: 1rem; }
header p, footer, caption, nav { font-family: system-ui, sans-serif; font-size: .85rem; }
h1 { font-size: 1.4rem; line-height: 1.3; }
h2, h3, h4, h5, h6 { font-size: 1.08rem; margin: 1.6em 0 .4em; }
h2, p, h3, h4, h5, h6 { white-space: pre-line; }
.sangrado, .letra, .numero, .item { margin-left: 1.5rem; }
.metadata, .section_label { font-size: .9rem; }
mark { background: #ffe58a; color: #1a1a1a; padding: .05em 0; }
:target, .ancla { scroll-margin-top: 30vh; }
:target:not(.ancla) { outline: 2px solid #b8860b; outline-offset: .3rem; }
.tabla { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
caption { text-align: left; padding: .3rem 0; }
th, td { border: 1px solid #8888; padding: .3rem .5rem; text-align: left; vertical-align: top; }
nav ol { list-style: none; padding-left: .5rem; }
footer { border-top: 1px solid #8888; margin-top: 3rem; padding-top: .5rem; }
@media print {
  body { font-size: 11pt; max-width: none; color: #000; background: #fff; }
  nav { display: none; }
  h2, h3, h4, h5, h6 { break-after: avoid; }
  tr { break-inside: avoid; }
  mark { background: none; text-decoration: underline; }
}
"""

_HASH = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""What the page may load (CSP): its own style, known by its hash, and nothing else."""

_INDEXED = PROVISIONS | {
    UnitKind.PREAMBLE,
    UnitKind.BOOK,
    UnitKind.TITLE,
    UnitKind.CHAPTER,
    UnitKind.SECTION,
    UnitKind.ARTICLE,
    UnitKind.ANNEX,
}


def page(document: Document, span: Span) -> str:
    """The document as a page with `span` marked; one that is not within the text marks nothing."""
    within = 0 <= span.start < span.end <= len(document.text)
    body = Body(Marked(document=document, span=span if within else Span(start=0, end=0)))
    title = escape(document.title)
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="es"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title><style>{STYLE}</style></head><body>",
            f"<header><h1>{title}</h1><p>{' · '.join(_facts(document))}</p></header>",
            *_index(document),
            f"<main>{body.html()}</main>",
            "<footer><p>El único texto auténtico es el publicado en el diario oficial.</p></footer>",
            "</body></html>",
        )
    )


def _facts(document: Document) -> Iterator[str]:
    said = document.publication
    yield escape(document.document_id)
    if said.department:
        yield escape(said.department)
    if said.published:
        yield f"Publicado el {spell_day(said.published)}"
    if said.in_force_from:
        yield f"En vigor desde el {spell_day(said.in_force_from)}"
    if document.as_of:
        yield f"Redacción vigente el {spell_day(document.as_of)}"
    if document.repealed:
        yield f"<strong>Sin vigencia desde el {spell_day(document.repealed)}</strong>"
    if said.url and urlsplit(said.url).scheme in ("https", "http"):
        yield f'<a href="{escape(said.url)}" rel="noreferrer">Texto oficial</a>'


def _index(document: Document) -> Iterator[str]:
    """A link to each part, shut until it is wanted."""
    parts = [unit for unit in document.units if unit.kind in _INDEXED]
    if not parts:
        return
    yield '<nav aria-label="Índice"><details><summary>Índice</summary><ol>'
    for unit in parts:
        yield f'<li><a href="#{escape(unit.unit_id)}">{escape(unit.name or unit.label)}</a></li>'
    yield "</ol></details></nav>"
