"""Reading sources and measuring what becomes of them."""

from types import ModuleType

import pytest

from tests import support_reading


@pytest.fixture
def reading() -> ModuleType:
    """`parsed`, `source_of`, `leaves`, `visible`, `share`, `article_parts`."""
    return support_reading
