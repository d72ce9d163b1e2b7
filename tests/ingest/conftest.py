"""Reading sources and measuring what becomes of them."""

from collections.abc import Callable
from types import ModuleType

import pytest

from ingest.extraction import Extractor
from ingest.obligations import obligations
from kb.documents import Document, UnitKind
from kb.facts import Entity, EntityType, Obligation
from tests import support_reading

FISHING = "Real Decreto 5/2098, de 3 de mayo, por el que se ordena la pesca.\n\n"


@pytest.fixture
def reading() -> ModuleType:
    """`parsed`, `source_of`, `leaves`, `visible`, `share`, `article_parts`."""
    return support_reading


@pytest.fixture
def printing() -> ModuleType:
    """`render`, `Layout`: a text as a PDF in the gazette's layouts; `pdf_of`, `stream`: a PDF by hand."""
    from tests import support_pdf  # draws with a library that other tests do without

    return support_pdf


@pytest.fixture
def norm() -> Callable[[str], Document]:
    """The document of a text: its paragraphs are set apart by blank lines, however it is typed here."""

    def split(text: str) -> Document:
        paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
        return support_reading.parsed("\n\n".join(paragraphs), "norma.txt")[1]

    return split


@pytest.fixture
def outline(norm: Callable[[str], Document]) -> Callable[[str], list[str]]:
    """The ids of the units of a text, paragraphs and titles left out."""

    def ids(text: str) -> list[str]:
        return [unit.unit_id for unit in norm(text).units if unit.kind not in (UnitKind.PARAGRAPH, UnitKind.HEADING)]

    return ids


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The pipeline as it is by default, loaded once."""
    return Extractor()


@pytest.fixture(scope="session")
def duties(extractor: Extractor) -> Callable[..., tuple[Obligation, ...]]:
    """The obligations of a text under an article's heading; the quote of each is verbatim."""

    def of(text: str, heading: str = "Régimen") -> tuple[Obligation, ...]:
        _, document = support_reading.parsed(f"{FISHING}Artículo 1. {heading}.\n\n{text}\n", "norma.txt")
        rows = obligations(document, extractor.entities(document))
        assert all(document.text[row.start : row.end] == row.quote for row in rows)
        assert len({row.id for row in rows}) == len(rows)
        return rows

    return of


@pytest.fixture(scope="session")
def found(extractor: Extractor) -> Callable[..., list[Entity]]:
    """The entities of one type of a text, as the only article of a decree of grants."""

    def of(text: str, kind: EntityType) -> list[Entity]:
        title = "Real Decreto 5/2098, de 3 de mayo, por el que se regula una subvención."
        document = support_reading.parsed(f"{title}\n\nArtículo 1. Objeto.\n\n{text}\n")[1]
        return [one for one in extractor.entities(document) if one.type == kind and one.unit_id.startswith("art_1")]

    return of
