"""What a person can see in a source, by format, found without the readers and the splitter that are measured by it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from html import unescape

from ingest.readers import front_matter, safe_html, safe_xml
from ingest.readers.markdown import is_apparatus, whole_addresses
from ingest.readers.pdf_limits import Limits, Watch, within
from ingest.readers.plain_text import decode
from ingest.readers.safe_xml import Element, local_name
from ingest.readers.wordings import blocks_of, hides
from kb.documents import DocumentId, Source

Letters = Counter[str]
"""How often each letter and figure occurs; marks, blanks and hyphens differ between formats of one text."""


def letters(text: str) -> Letters:
    """The letters and figures of a text, raised ones as plain ones."""
    return Counter(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def visible(source: Source, law: str, day: date | None) -> str | None:
    """The text that a source shows of the norm `law`, as of a day where it has wordings; None for other formats."""
    shown = _BY_TYPE.get(source.media_type or "")
    return None if shown is None else shown(source, law, day)


def _xml(source: Source, law: str, day: date | None) -> str:
    """What stands in `<texto>`; of blocks with dated wordings the one in force, without the notes to the norm."""
    root = safe_xml.parse(source)
    blocks = blocks_of(root.iter("bloque"))
    if not blocks or day is None:
        found = root.find("texto")
        return "" if found is None else _shown(found)
    chosen = [block.on(day, DocumentId(law)) for block in blocks if block.kind != "nota_inicial"]
    hidden = hides(day)
    return "\n".join(_shown(one.element, hidden) for one in chosen if one is not None)


def _shown(element: Element, hidden: Callable[[Element], bool] = lambda _: False) -> str:
    """The text of an element without that of the parts that are hidden; an image is seen by its name."""
    if hidden(element):
        return ""
    if local_name(element) == "img":
        return f"Imagen: {element.get('src') or ''}"
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(_shown(child, hidden))
        parts.append(child.tail or "")
    return "\n".join(parts)


_UNSEEN = frozenset({"script", "style", "head", "noscript", "template", "option", "button"})


def _html(source: Source, law: str, day: date | None) -> str:
    root = safe_html.parse(source)
    return _shown(root, lambda element: local_name(element) in _UNSEEN)


_TAG = re.compile(r"<!--.*?-->|</?[a-z]{1,10}\d?(?:\s+[a-z-]+\s*=[^<>]*)?\s*/?>", re.DOTALL)
"""`<small>`, `<a href="…">`; `<Boletín Oficial del Estado>` and `<codigoRetorno>` are words between brackets."""
_LINK = re.compile(r"(?P<image>!?)\[(?P<words>[^\]]*)\]\((?P<to>(?:[^()]|\([^()]*\))*)\)")
_SITE = re.compile(r"https?://(?:www\.)?boe\.es")


def _markdown(source: Source, law: str, day: date | None) -> str:
    """The words without the tags and where links lead; of a press note, what its head shows and its page."""
    head, body = front_matter.split(decode(source.data)[0].replace("\r\n", "\n"))
    if "identifier" in head or "rank" in head:
        written = body.replace(r"\&", "&amp;")
        return unescape(_TAG.sub("", _LINK.sub(_words, written)))
    said = [front_matter.text(head, *names) for names in (("news_title", "title"), ("news_desc", "description"))]
    page = safe_html.tree(f"<div>{whole_addresses(body)}</div>".encode(), "utf-8")
    return "\n".join([*said, _shown(page, lambda part: local_name(part) in _UNSEEN or is_apparatus(part))])


def _words(link: re.Match[str]) -> str:
    """The words of a link; an image without any is seen by its name."""
    return link["words"] or (f"Imagen: {_SITE.sub('', link['to'])}" if link["image"] else "")


def _plain(source: Source, law: str, day: date | None) -> str:
    return decode(source.data)[0]


def _pdf(source: Source, law: str, day: date | None) -> str:
    """Every character that is drawn on a page."""
    from ingest.readers.pdf_open import opened

    def drawn(watch: Watch) -> str:
        with opened(source.data, watch) as pdf:
            return "\n".join("".join(char["text"] for char in page.chars) for page in pdf.pages)

    return within(Limits(), drawn)


_BY_TYPE: Mapping[str, Callable[[Source, str, date | None], str]] = {
    "application/xml": _xml,
    "text/html": _html,
    "text/markdown": _markdown,
    "text/plain": _plain,
    "application/pdf": _pdf,
}
