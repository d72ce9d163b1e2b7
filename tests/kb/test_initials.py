"""What initials stand for, asked and told."""

import pytest

from ingest.events import Report
from ingest.pipeline import ingest
from kb.base import KnowledgeBase
from kb.questions.initials import asked, spelt_out
from kb.settings import Settings
from tests.support import WordEncoder

RULES = """Orden 4/2099, de 1 de febrero, del registro de molinos.

Artículo 1. Inscripción.

Los molinos se inscriben en el REMO y el REMO publica la lista. El REMO no cobra nada y el REMO está siempre abierto.

Artículo 2. Registro.

El Registro Estatal de Molinos, en adelante REMO, depende del ministerio. Lo gestiona la OGM.
"""
OTHER = """Orden 5/2099, de 2 de febrero, de los remos.

Artículo 1. Remos.

La Red de Equipos de Mar y Orilla (REMO) reparte los remos.
"""


@pytest.mark.parametrize(
    ("question", "initials"),
    [
        ("¿Qué significan las siglas REMO?", "REMO"),
        ("siglas REMO", "REMO"),
        ("REMO siglas", "REMO"),
        ("q significa remo", "REMO"),
        ("¿A qué corresponde el acrónimo CN-REMO?", "CN-REMO"),
        ("What does REMO stand for?", "REMO"),
        ("¿Qué es la REMO?", "REMO"),
        ("¿Qué es un remo?", None),
        ("¿Qué es el anexo II?", None),
        ("¿Qué significa para el REMO la nueva orden?", None),
        ("¿Cuánto recibe el REMO?", None),
    ],
)
def test_only_what_asks_for_initials_and_nothing_else_is_read_so(question, initials):
    assert asked(question) == initials


@pytest.mark.parametrize(
    ("text", "initials", "name"),
    [
        ("el Registro Estatal de Molinos, en adelante REMO, es", "REMO", "Registro Estatal de Molinos"),
        ("el Registro Estatal de Molinos (en lo sucesivo, el REMO)", "REMO", "Registro Estatal de Molinos"),
        ("el «Centre of Northern Mills», en adelante CNM.", "CNM", "Centre of Northern Mills"),
        ("la Fundación del Viento de Levante (AIRELE) aporta", "AIRELE", "Fundación del Viento de Levante"),
        ("el principio NSH (No Significant Harm)", "NSH", "No Significant Harm"),
        ("expediente de regulación de molinos (en adelante, ERM), etc.", "ERM", "expediente de regulación de molinos"),
        ("en el REMO y el REMO publica", "REMO", None),
        ("el Registro Estatal de Molinos, en adelante REMO-2", "REMO", None),
    ],
)
def test_the_name_before_or_behind_initials_is_theirs(text, initials, name):
    span = spelt_out(text, initials)
    assert (text[span.start : span.end] if span else None) == name


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("siglas")
    for name, text in {"registro": RULES, "remos": OTHER}.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    settings = Settings(home=folder / "base", cache=folder / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as opened:
        outcomes = [event.outcome for event in ingest(opened, [folder]) if isinstance(event, Report)]
        assert outcomes == ["added"] * 2
        yield opened


def test_initials_are_answered_from_where_they_are_spelt_out(base):
    answer = base.ask("¿Qué significa REMO?", documents=["registro"])
    assert answer.answer.startswith("REMO: Registro Estatal de Molinos. El Registro Estatal de Molinos, en adelante")
    assert [one.label for one in answer.citations] == ["art. 2"]
    assert answer.confidence > 0.9


def test_of_a_norm_that_is_named_its_own_meaning_is_told(base):
    answer = base.ask("¿Qué significa REMO en la Orden 5/2099?")
    assert answer.answer.startswith("REMO: Red de Equipos de Mar y Orilla. ")
    assert {one.document_id for one in answer.citations} == {"remos"}


def test_initials_that_nothing_spells_out_have_no_place_of_their_own(base):
    assert not base.ask("¿Qué significa OGM?").answer.startswith("OGM:")
