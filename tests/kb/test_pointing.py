"""What is said of a point of a list elsewhere, by its number."""

import pytest

from ingest.events import Report
from ingest.pipeline import ingest
from kb.base import KnowledgeBase
from kb.settings import Settings

DECREE = """Real Decreto 7/2099, de 1 de marzo, por el que se conceden subvenciones a molinos.

Artículo 1. Objeto.

Este real decreto regula la concesión directa de las subvenciones.

Artículo 2. Entidades.

Se conceden subvenciones a las siguientes entidades:

1. A la Fundación Rueda Azul Muelas Grandes, para su actividad de molienda, por importe de 20.000 euros.

2. A la Asociación Viento Norte Amigos Molineros, para su actividad de custodia.

3. Al Patronato Piedra Alta Aspas Viejas, para su actividad de custodia.

Artículo 3. Justificación.

1. La subvención prevista en el apartado 1 del artículo 2 la justifica un informe de auditor.

2. Las subvenciones previstas en los apartados 2 y 3 del artículo 2 las justifica una memoria con facturas.

3. El artículo 2.2 de la Ley 38/2003, de 17 de noviembre, se aplica a lo que se justifica con facturas y memorias.
"""


@pytest.fixture(scope="module")
def decree(tmp_path_factory):
    from tests.support import WordEncoder

    folder = tmp_path_factory.mktemp("puntos")
    (folder / "decreto.txt").write_text(DECREE)
    settings = Settings(home=folder / "base", cache=folder / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as base:
        assert all(one.outcome == "added" for one in ingest(base, [folder]) if isinstance(one, Report))
        yield base


@pytest.mark.parametrize(
    ("name", "said", "item"),
    [
        ("la Fundación Rueda Azul Muelas Grandes", "art_3.1", "art_2.1"),
        ("la Asociación Viento Norte Amigos Molineros", "art_3.2", "art_2.2"),
    ],
)
def test_the_sentence_that_cites_the_point_in_which_a_name_is_goes_first(decree, name, said, item):
    first = decree.searcher.find(f"¿Qué justifica {name}?").ranking[0]
    assert first.passage.unit_id == said
    assert first.pointed is not None
    assert first.pointed.passage.unit_id == item


def test_both_are_cited_and_nothing_that_is_said_of_others(decree):
    found = decree.searcher.find("¿Qué justifica la Asociación Viento Norte Amigos Molineros?")
    from kb.answers.statements import statements

    assert [one.unit_id for one in statements(found)] == ["art_3.2", "art_2.2"]


@pytest.mark.parametrize(
    "question",
    [
        "¿Qué importe se concede a la Fundación Rueda Azul Muelas Grandes?",
        "¿Para qué actividad de custodia es la subvención de la Asociación Viento Norte Amigos Molineros?",
        "¿Qué justifica la subvención?",
    ],
)
def test_the_point_stays_first_where_it_says_what_is_asked_or_nobody_is_named(decree, question):
    assert decree.searcher.find(question).ranking[0].pointed is None
