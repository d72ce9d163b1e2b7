import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import sentences

CASES = [
    ("Una. Dos.", ["Una.", "Dos."]),
    ("Según el art. 5.3 de la Ley. Después.", ["Según el art. 5.3 de la Ley.", "Después."]),
    ("El artículo 29.7.d) de la Ley 38/2003. Otro.", ["El artículo 29.7.d) de la Ley 38/2003.", "Otro."]),
    ("conforme al artículo 72. Contenido de la cuenta del Real Decreto.", None),
    ("La D.ª María y el n.º 3. Fin.", ["La D.ª María y el n.º 3.", "Fin."]),
    ("la regla 15.ª del artículo 149.1 de la Constitución", None),
    ("1. El órgano resolverá. Se notificará.", ["1. El órgano resolverá.", "Se notificará."]),
    ("a) Realizar el proyecto.", None),
    ("facturas, extractos, etc. y otros", None),
    ("Asciende a 22.000.000 de euros. Se paga.", ["Asciende a 22.000.000 de euros.", "Se paga."]),
    ("¿Quién? «Nadie». Nunca.", ["¿Quién?", "«Nadie».", "Nunca."]),
    ("Empresa, S.A. Madrid", None),
    ("Línea una\nLínea dos", ["Línea una", "Línea dos"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_a_sentence_ends_where_a_jurist_would_end_it(text, expected):
    assert [text[start:end] for start, end in sentences(text)] == (expected or [text])


@given(st.text())
def test_sentences_cover_every_visible_character_once_and_in_order(text):
    spans = list(sentences(text))
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
