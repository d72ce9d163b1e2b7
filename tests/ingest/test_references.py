"""References are resolved when they are asked for, whatever came first."""

import pytest

from ingest.pipeline import ingest
from kb.base import KnowledgeBase
from kb.settings import Settings

LAW = """Ley 7/2090, de 1 de mayo, de Aguas Bravas.

Artículo 1. Objeto.

1. Esta ley regula las aguas bravas.

2. Lo dispuesto en el apartado anterior no afecta al artículo 2.

Artículo 2. Ayudas.

1. Habrá ayudas.

2. Se darán según las letras siguientes:

a) A quien reme.

b) A quien, según la letra a), no reme.
"""
DECREE = """Real Decreto 9/2090, de 3 de junio, por el que se regulan las ayudas.

Artículo 1. Objeto.

Desarrolla el artículo 2.2.a) de la Ley 7/2090, de 1 de mayo, y los artículos 1 y 99 de dicha ley, según el artículo 2.

Artículo 2. Normas.

Rigen el Reglamento (UE) 2021/241 y la Ley 8/2090, de 9 de mayo. Dicha ley atribuye en su artículo 1 la competencia.

Disposición final primera. Modificación de la Ley 7/2090, de 1 de mayo.

Se modifica el artículo 2, que queda redactado así: «Artículo 2. Según el artículo 1.»
"""
OTHER = "Ley 7/2090, de 8 de octubre, de Montes.\n\nArtículo 1. Objeto.\n\n1. Esta ley regula los montes.\n"


@pytest.fixture
def base(tmp_path, word_encoder):
    with KnowledgeBase.open(
        Settings(home=tmp_path / "base", cache=tmp_path / "cache"), create=True, encoder=word_encoder
    ) as opened:
        yield opened


@pytest.fixture
def put(base, tmp_path):
    def take(name, text):
        path = tmp_path / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        list(ingest(base, [path]))

    return take


def _targets(references):
    return [(one.text, one.norm, one.target, one.target_unit, one.identifier) for one in references]


EXPECTED = [
    ("artículo 2.2.a)", "Ley 7/2090", "ley", "art_2.2.a", None),
    ("artículos 1", "Ley 7/2090", "ley", "art_1", None),
    ("99", "Ley 7/2090", "ley", None, None),
    ("artículo 2", None, "decreto", "art_2", None),
    ("Reglamento (UE) 2021/241", "Reglamento (UE) 2021/241", None, None, "32021R0241"),
    ("Ley 8/2090, de 9 de mayo", "Ley 8/2090", None, None, None),
    ("artículo 1", "Ley 8/2090", None, None, None),
]
TEXTS = {"ley": LAW, "decreto": DECREE, "montes": OTHER}


@pytest.mark.parametrize("order", [tuple(TEXTS), tuple(reversed(TEXTS))], ids="-".join)
def test_a_reference_leads_to_the_unit_whatever_came_first(base, put, order):
    for name in order:
        put(name, TEXTS[name])
    body = [one for one in base.references("decreto") if one.unit_id.startswith("art_")]
    assert _targets(body) == EXPECTED
    text = base.document("decreto").text
    assert all(text[one.start : one.end] == one.text for one in base.references("decreto"))
    assert {one.target_unit for one in base.cited_by("ley") if one.unit_id.startswith("art_")} == {
        "art_2.2.a", "art_1", None
    }  # fmt: skip
    assert base.cited_by("montes") == ()


def test_what_was_removed_leads_nowhere(base, put):
    put("ley", LAW)
    put("decreto", DECREE)
    base.remove("ley")
    assert {one.target for one in base.references("decreto")} == {None, "decreto"}


def test_places_of_the_norm_itself_are_read_where_they_stand(base, put):
    put("ley", LAW)
    assert [(one.unit_id, one.text, one.target_unit) for one in base.references("ley")] == [
        ("art_1.2", "apartado anterior", "art_1.1"),
        ("art_1.2", "artículo 2", "art_2"),
        ("art_2.2.b", "letra a)", "art_2.2.a"),
    ]


def test_what_amends_or_quotes_another_norm_points_nowhere_at_home(base, put):
    put("decreto", DECREE)
    assert [one.text for one in base.references("decreto") if one.unit_id.startswith("df_1") and one.norm is None] == []


def test_an_entity_tells_what_it_means(base, put):
    put("ley", LAW)
    put("decreto", DECREE)
    told = {one.text: one.attributes for one in base.entities("decreto") if one.type == "legal_ref"}
    first = told["artículo 2.2.a) de la Ley 7/2090, de 1 de mayo"]
    assert (first["target"], first["target_unit"]) == ("ley", "art_2.2.a")
    assert told["Reglamento (UE) 2021/241"]["identifier"] == "32021R0241"
    assert "target" not in told["Ley 8/2090, de 9 de mayo"]
