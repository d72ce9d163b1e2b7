"""What the command line says of the law's course: repealed, amended, and other days' wordings."""

import sqlite3
from contextlib import closing
from datetime import date

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


class Later(date):
    """A clock that stands after the wording to come."""

    @classmethod
    def today(cls):
        return cls(2098, 1, 1)


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


def test_a_base_that_kept_no_wordings_says_so_and_takes_the_same_file_again(forest, home, tmp_path):
    with closing(sqlite3.connect(home / "kb.sqlite")) as old, old:
        old.execute("DELETE FROM sources")
    refused = forest("show", law.LAW, "art_2", "--as-of", "2009-12-31")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "no guarda las redacciones" in refused.err and "incorpora" in refused.err
    assert "sustituido" in forest("ingest", tmp_path / "ley.xml").out
    assert forest("show", law.LAW, "art_2", "--as-of", "2009-12-31").code == 0
    assert "sin cambios" in forest("ingest", tmp_path / "ley.xml").out


CONSOLIDATED_MARKDOWN = """---
identifier: "BOE-A-2001-5"
title: "Ley 2/2001, de 2 de enero, de setas"
rank: "ley"
publication_date: "2001-01-03"
last_updated: "2012-05-06"
---
# Ley 2/2001, de 2 de enero, de setas

##### Artículo 1. Objeto.

Las setas se regulan en esta ley.
"""


def test_a_text_of_one_wording_tells_which_and_gives_none_of_the_days_before(kb, tmp_path):
    (tmp_path / "setas.md").write_text(CONSOLIDATED_MARKDOWN)
    assert kb("ingest", tmp_path / "setas.md").code == 0
    assert "texto vigente el: 06/05/2012, sin las redacciones de otros días" in kb("show", "BOE-A-2001-5").out
    assert "Las setas" in kb("show", "BOE-A-2001-5", "art_1", "--as-of", "2015-01-01").out
    for day, told in (("2010-01-01", "anteriores al 06/05/2012"), ("2000-01-01", "no se había publicado")):
        refused = kb("show", "BOE-A-2001-5", "art_1", "--as-of", day)
        assert (refused.code, refused.err.count("\n")) == (1, 1)
        assert told in refused.err
    assert kb("ask", "¿Qué regula esta ley?", "--as-of", "2010-01-01").code == 1
    (tmp_path / "ley.xml").write_text(OLD_LAW)
    assert kb("ingest", tmp_path / "ley.xml").code == 0
    told = "sin consultar, porque la base no tiene su redacción de ese día: BOE-A-2001-5"
    assert told in kb("ask", QUESTION, "--as-of", "2010-01-01", "--json").json["warnings"]
    assert told not in kb("ask", QUESTION, "--as-of", "2015-01-01", "--json").json["warnings"]


def test_show_tells_what_acts_on_a_norm_and_which_wording_a_unit_is(forest):
    shown = forest("show", law.LAW, "--json").json
    assert [(one["direction"], one["relation"], one["target"]) for one in shown["references"]] == [
        ("later", "SE MODIFICA", law.SECOND[0])
    ]
    (unit,) = forest("show", law.LAW, "art_2", "--json").json["units"]
    assert unit["version"] == {"in_force_from": "2010-03-01", "norm": law.SECOND[0]}
    assert LONG in unit["text"]
    assert "Redacción en vigor desde el 01/03/2010, dada por BOE-A-2010-5" in forest("show", law.LAW, "art_2").out


def test_an_earlier_wording_is_shown_as_of_its_day(forest):
    (unit,) = forest("show", law.LAW, "art_2", "--as-of", "2009-12-31", "--json").json["units"]
    assert SHORT in unit["text"]
    assert unit["version"] == {"in_force_from": "2001-01-10", "norm": law.LAW}
    shown = forest("show", law.LAW, "art_2", "--as-of", "2009-12-31").out
    assert "Aviso: art. 2 tiene otra redacción desde el 01/03/2010, dada por BOE-A-2010-5" in " ".join(shown.split())
    (gone,) = forest("show", law.LAW, "art_3", "--as-of", "2009-12-31", "--json").json["units"]
    assert "100 euros" in gone["text"]
    assert forest("show", law.LAW, "art_3").code == 1


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("show", law.LAW, "--as-of", "1999-01-01"), "no se había publicado"),
        (("show", law.LAW, "--as-of", "ayer"), "no es una fecha"),
        (("ask", QUESTION, "--as-of", "1999-01-01"), "ninguno de esos documentos"),
    ],
)
def test_a_day_without_law_is_told(forest, arguments, line):
    done = forest(*arguments)
    assert done.code != 0
    assert line in done.err
    assert done.err.count("\n") == 1


def test_a_question_is_answered_from_the_law_of_the_day(forest, home):
    now = forest("ask", QUESTION, "--json").json
    assert (now["answer"], now["values"], now["as_of"]) == (LONG, ["P5M"], None)
    then = forest("ask", QUESTION, "--as-of", "2009-12-31", "--json").json
    assert (then["answer"], then["values"], then["as_of"]) == (SHORT, ["P2M"], "2009-12-31")
    (cited, *_) = then["citations"]
    assert cited["version"] == {"in_force_from": "2001-01-10", "norm": law.LAW}
    (unit,) = forest("show", law.LAW, cited["unit_id"], "--as-of", "2009-12-31", "--json").json["units"]
    assert unit["start"] <= cited["start"] and cited["end"] <= unit["end"]
    assert unit["text"][cited["start"] - unit["start"] : cited["end"] - unit["start"]] == cited["quote"]
    assert "art. 2 tiene otra redacción desde el 01/03/2010, dada por BOE-A-2010-5" in then["warnings"]
    told = " ".join(forest("ask", QUESTION, "--as-of", "2009-12-31").out.split())
    assert "Según la redacción vigente el 31/12/2009" in told
    fine = "¿A cuánto asciende la multa del bosque?"
    assert forest("ask", fine, "--as-of", "2009-12-31", "--json").json["values"] == ["100 EUR"]
    assert "100 EUR" not in forest("ask", fine, "--json").json["values"]
    assert forest("verify").code == 0
    assert forest("--home", home / "as-of" / "2009-12-31", "verify").code == 0


def test_a_search_is_made_in_the_law_of_the_day(forest):
    def texts(*options):
        return " ".join(hit["text"] for hit in forest("search", "multa bosque", "--json", *options).json)

    assert "100 euros" in texts("--as-of", "2009-12-31")
    assert "100 euros" not in texts()


def test_another_text_takes_the_place_of_the_derived_one_and_a_removed_one_leaves_nothing(forest, home, tmp_path):
    forest("ask", QUESTION, "--as-of", "2009-12-31")
    (tmp_path / "ley.xml").write_text(OLD_LAW.replace("dos meses", "nueve meses"))
    assert forest("ingest", tmp_path / "ley.xml").code == 0
    assert forest("ask", QUESTION, "--as-of", "2009-12-31", "--json").json["values"] == ["P9M"]
    assert forest("remove", law.LAW).code == 0
    assert not (home / "as-of").exists()


def test_what_was_not_published_yet_says_nothing_of_the_day(forest, tmp_path):
    (tmp_path / "nueva.xml").write_text(REPEALING)
    assert forest("ingest", tmp_path / "nueva.xml").code == 0
    found = forest("search", "setas", "--as-of", "2012-01-01", "--json").json
    assert {hit["document_id"] for hit in found} == {law.LAW}


def test_a_text_whose_wording_has_changed_since_is_read_again(kb, tmp_path, monkeypatch):
    coming = law.consolidated({"2": [(law.FIRST, SHORT), (("BOE-A-2097-5", "20970301"), LONG)]})
    (tmp_path / "ley.xml").write_text(coming)
    (tmp_path / "otro.txt").write_text("Artículo 1. Objeto.\n\nSe regula el fuego.\n")
    assert "desde el 01/03/2097 regirá otra redacción" in kb("ingest", tmp_path / "ley.xml").out
    for module in ("ingest.pipeline", "ingest.readers.boe_consolidated", "kb.base"):
        monkeypatch.setattr(f"{module}.date", Later)
    assert "desde el 01/03/2097 rige otra redacción" in " ".join(kb("ask", QUESTION, "--json").json["warnings"])
    done = kb("ingest", tmp_path / "otro.txt")
    assert "desde el 01/03/2097 rige otra redacción" in done.out
    found = kb("ask", QUESTION, "--json").json
    assert (found["values"], found["warnings"]) == (["P5M"], [])


def test_of_a_large_base_the_norms_that_todays_law_leads_to_are_read(forest, texts, home, monkeypatch):
    assert forest("ingest", texts).code == 0
    monkeypatch.setattr("ingest.days.MOST_DOCUMENTS", 1)
    monkeypatch.setattr("ingest.days.NEAREST_DOCUMENTS", 1)
    found = forest("ask", QUESTION, "--as-of", "2009-12-31", "--json").json
    assert found["values"] == ["P2M"]
    held = forest("--home", home / "as-of" / "2009-12-31", "list", "--json").json
    assert [one["document_id"] for one in held] == [law.LAW]


def test_few_days_are_kept(forest, home, monkeypatch):
    monkeypatch.setattr("ingest.days.MOST_DAYS", 2)
    for day in ("2009-12-31", "2010-12-31", "2011-12-31"):
        assert forest("ask", QUESTION, "--as-of", day).code == 0
    assert sorted(path.name for path in (home / "as-of").iterdir()) == ["2010-12-31", "2011-12-31"]
