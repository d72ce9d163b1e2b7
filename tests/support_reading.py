"""What a reader is measured by: what of a source ends in exactly one leaf, in order."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from ingest.document import document_of
from ingest.reading import read
from ingest.sniffing import sniff
from ingest.text import Text
from kb.documents import PROVISIONS, Document, Source, UnitKind

_INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x1f\x7f]")


def source_of(data: bytes | str, name: str = "documento") -> Source:
    """A source as if it had been loaded from a file of that name."""
    raw = data.encode() if isinstance(data, str) else data
    return Source(name=name, data=raw, sha256=hashlib.sha256(raw).hexdigest(), origin=name, media_type=sniff(raw))


def parsed(data: bytes | str | Path, name: str = "documento") -> tuple[Text, Document]:
    """Text and document of a source, or of a file."""
    raw = data.read_bytes() if isinstance(data, Path) else data
    source = source_of(raw, data.name if isinstance(data, Path) else name)
    text = read(source)
    return text, document_of(text, source)


def visible(text: str) -> str:
    """What can be seen of a text: composed, without blanks, raised figures as plain ones."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)))


def leaves(document: Document) -> Iterator[str]:
    """The texts of the leaves but those of the metadata; fails where leaves overlap or leave text out."""
    metadata = [unit for unit in document.units if unit.parent is None and unit.kind is UnitKind.METADATA]
    end = 0
    for unit in document.leaves():
        assert unit.start >= end, f"{unit.unit_id} overlaps the leaf before it"
        assert not document.text[end : unit.start].strip(), f"text without a leaf before {unit.unit_id}"
        end = unit.end
        if not any(part.start <= unit.start < part.end for part in metadata):
            yield document.text_of(unit)
    assert not document.text[end:].strip(), "text without a leaf at the end"


def share(expected: str, found: str) -> float:
    """The share of two texts that is common to both, in order."""
    if expected == found:
        return 1.0
    words, others = (re.findall(r"\w+|\W", text) for text in (expected, found))
    blocks = SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()
    common = sum(len("".join(words[block.a : block.a + block.size])) for block in blocks)
    return 2 * common / (len(expected) + len(found))


def article_parts(document: Document) -> list[str]:
    """The last parts of the ids of articles and provisions, in order: `art_7`, `df_2`."""
    kinds = {UnitKind.ARTICLE} | PROVISIONS
    return [unit.unit_id.rpartition(".")[2] for unit in document.units if unit.kind in kinds]
