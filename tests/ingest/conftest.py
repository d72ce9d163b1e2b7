"""Reading sources and measuring what becomes of them."""

from types import ModuleType

import pytest

from tests import support_pdf, support_reading


@pytest.fixture
def reading() -> ModuleType:
    """`parsed`, `source_of`, `leaves`, `visible`, `share`, `article_parts`."""
    return support_reading


@pytest.fixture
def printing() -> ModuleType:
    """`render`, `Layout`: a text as a PDF in the gazette's layouts; `pdf_of`, `stream`: a PDF by hand."""
    return support_pdf
