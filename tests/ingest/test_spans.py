import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.obligations import obligations
from ingest.parsing import parse
from ingest.sources import load
from ingest.spans import cuts_word, whole_words
from kb.documents import Document, Source

CORPUS = Path(__file__).parent.parent.parent / "corpus"
REAL = ("pdf/BOE-A-2025-15236.pdf", "pdf/BOE-A-2024-17781.pdf", "xml/diario/BOE-A-2015-5368.xml", "notas/2022-07-01.md")


@pytest.mark.parametrize(
    ("before", "after", "cut"),
    [
        ("del proyec", "to", True),
        ("del proyecto", " entero", False),
        ("artículo 19", ".3 de la ley", True),
        ("artículo 19.", "3 de la ley", True),
        ("artículo 19", ". Objeto", False),
        ("1", ".000 euros", True),
        ("16,", "05 euros", True),
        ("29.7", ".d) de la ley", False),
        ("agrupación", "hasta", True),
        ("", "hasta", False),
    ],
)
def test_a_word_and_a_figure_are_whole(before, after, cut):
    assert cuts_word(before + after, len(before)) is cut


@given(st.text(alphabet="aé1.,  b-)", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_what_is_kept_of_a_span_lies_in_it_and_cuts_nothing(text, start, end):
    start, end = min(start, len(text)), min(end, len(text))
    first, last = whole_words(text, start, end)
    if first < last:
        assert start <= first <= last <= end
        assert not cuts_word(text, first)
        assert not cuts_word(text, last)
        assert text[first:last] == text[first:last].strip()


def _holds(extractor, document):
    """Every span of a document's facts is verbatim and whole, and so is every text cut out of it."""
    entities = extractor.entities(document)
    rows = obligations(document, entities)
    deadlines = [row.deadline for row in rows if row.deadline]
    spans = [(one.start, one.end, one.text) for one in (*entities, *deadlines)]
    spans += [(row.start, row.end, row.quote) for row in rows]
    cut = [text for start, end, text in spans if cuts_word(document.text, start) or cuts_word(document.text, end)]
    assert cut == []
    assert all(document.text[start:end] == text for start, end, text in spans)
    flat = " ".join(document.text.split()).lower()
    told = {row.subject for row in rows} | {one.anchor.text for one in deadlines if one.anchor}
    told |= {str(one.attributes[key]) for one in entities for key in ("base", "anchor") if key in one.attributes}
    for words in told:
        at = flat.find(words.lower())
        assert at < 0 or any(
            not cuts_word(flat, at) and not cuts_word(flat, at + len(words)) for at in _places(flat, words.lower())
        ), words
    return len(spans)


def _places(text, words):
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_no_fact_of_the_samples_cuts_a_word(extractor, path):
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    document = parse(Source(name=path.name, data=data, sha256=digest, origin="", media_type="text/plain"))
    assert isinstance(document, Document)
    assert _holds(extractor, document) > 20


@pytest.mark.parametrize("name", REAL)
def test_no_fact_of_real_documents_cuts_a_word(extractor, shared, name):
    document = parse(load(shared / "corpus" / name))
    assert isinstance(document, Document)
    assert _holds(extractor, document) > 20
