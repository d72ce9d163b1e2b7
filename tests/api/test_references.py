"""What cites what, asked for from either end, from both and from none."""

import httpx
import pytest

from tests.api.conftest import WATER, fill, running

PIPES = """Orden 3/2099, de 2 de marzo, de riegos.

Artículo 1. Objeto.

Se riega según el artículo 2 del Real Decreto 7/2099, de 1 de marzo, y la Ley 39/2015, de 1 de octubre.

Artículo 2. Reglas.

Se aplica lo dispuesto en el artículo 1.
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    folder = tmp_path_factory.mktemp("remisiones")
    with running(fill(folder / "base", {"agua.txt": WATER, "riego.txt": PIPES}, folder)) as found:
        yield f"{found}/v1/references"


@pytest.mark.parametrize(
    ("asked", "texts"),
    [
        ({"document": "riego"}, ["artículo 2", "Ley 39/2015, de 1 de octubre", "artículo 1"]),
        ({"cited": "agua"}, ["artículo 2"]),
        ({"document": "riego", "cited": "agua"}, ["artículo 2"]),
        ({"document": "riego", "cited": "riego"}, ["artículo 1"]),
        ({"document": "agua", "cited": "riego"}, []),
        ({}, ["artículo 2", "Ley 39/2015, de 1 de octubre"]),
    ],
)
def test_what_cites_what(url, asked, texts):
    found = httpx.get(url, params=asked, trust_env=False).json()["items"]
    assert [one["text"] for one in found] == texts


@pytest.mark.parametrize("asked", [{"document": "aire"}, {"cited": "aire"}, {"document": "agua", "cited": "aire"}])
def test_what_is_not_there_is_told(url, asked):
    assert httpx.get(url, params=asked, trust_env=False).status_code == 404
