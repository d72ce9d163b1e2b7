"""What the command line says of the law's course: repealed, amended, and other days' wordings."""

import pytest

from tests import support_law as law

SHORT = "El plazo para pedir la ayuda del bosque será de dos meses."
LONG = "El plazo para pedir la ayuda del bosque será de cinco meses."
OLD_LAW = law.consolidated(
    {
        "1": [(law.FIRST, "Esta ley regula la ayuda.")],
        "2": [(law.FIRST, SHORT), (law.SECOND, LONG)],
        "3": [(law.FIRST, "La multa del bosque asciende a 100 euros.")],
    },
    later=[(law.SECOND[0], "SE MODIFICA", "el art. 2, por Ley 5/2010, de 1 de febrero")],
    gone={"3": law.SECOND[1]},
)
REPEALING = law.gazette(
    "BOE-A-2098-8",
    "Ley 8/2098, de 1 de mayo, que cambia el bosque.",
    "Se cita la Ley 1/2001, de 2 de enero, en materia de setas.",
    earlier=[(law.LAW, "DEROGA", "el art. 2 de la Ley 1/2001, de 2 de enero")],
)
QUESTION = "¿Qué plazo hay para pedir la ayuda del bosque?"


@pytest.fixture
def forest(kb, tmp_path):
    """The command line on a base with the consolidated law."""
    (tmp_path / "ley.xml").write_text(OLD_LAW)
    assert kb("ingest", tmp_path / "ley.xml").code == 0
    return kb


def test_an_answer_warns_of_what_other_documents_do_to_the_article(forest, tmp_path):
    assert forest("ask", QUESTION, "--json").json["warnings"] == []
    (tmp_path / "nueva.xml").write_text(REPEALING)
    assert forest("ingest", tmp_path / "nueva.xml").code == 0
    found = forest("ask", QUESTION, "--doc", law.LAW, "--json").json
    told = "art. 2 de Ley 1/2001, de 2 de enero: derogación, por Ley 8/2098, de 1 de mayo (BOE-A-2098-8)"
    assert found["warnings"] == [told]
    assert f"Aviso: {told[:40]}" in forest("ask", QUESTION, "--doc", law.LAW).out
    assert told in forest("show", law.LAW, "art_2", "--json").json["warnings"]
    assert "aviso: Ley 1/2001, de 2 de enero: derogación parcial (art. 2)" in forest("show", law.LAW).out


def test_show_tells_what_acts_on_a_norm_and_which_wording_a_unit_is(forest):
    shown = forest("show", law.LAW, "--json").json
    assert [(one["direction"], one["relation"], one["target"]) for one in shown["references"]] == [
        ("later", "SE MODIFICA", law.SECOND[0])
    ]
    (unit,) = forest("show", law.LAW, "art_2", "--json").json["units"]
    assert unit["version"] == {"in_force_from": "2010-03-01", "norm": law.SECOND[0]}
    assert LONG in unit["text"]
    assert "Redacción en vigor desde el 01/03/2010, dada por BOE-A-2010-5" in forest("show", law.LAW, "art_2").out
