import pytest


def test_plazo_prints_the_day_and_its_reasons(kb):
    done = kb("plazo", "10 días hábiles", "--desde", "2026-03-20", "--comunidad", "Madrid")
    assert done.code == 0
    assert done.out.startswith("Vence: martes 07/04/2026\n")
    assert "art. 30.2" in " ".join(done.out.split())


def test_plazo_counts_with_the_holidays_of_the_settings_unless_told_others(kb, monkeypatch):
    monkeypatch.setenv("KB_COMUNIDAD", "MD")
    monkeypatch.setenv("KB_FESTIVOS", "2026-05-15")
    asked = ("plazo", "10 días hábiles", "--desde", "2026-05-04", "--json")
    assert kb(*asked).json["due"] == ["2026-05-19"]
    assert kb(*asked, "--comunidad", "CT").json["due"] == ["2026-05-18"]
    monkeypatch.setenv("KB_COMUNIDAD", "XX")
    assert kb(*asked).code == 2


def test_plazo_in_json_has_the_steps(kb):
    found = kb(
        "plazo", "10 días hábiles", "--desde", "2026-05-04", "--comunidad", "MD", "--festivo", "2026-05-15", "--json"
    )
    assert found.json["due"] == ["2026-05-19"]
    assert found.json["business_days"] is True
    assert found.json["steps"][-1]["after"] == "2026-05-19"


def test_plazo_without_a_date_asks_for_it(kb):
    done = kb("plazo", "tres meses", "--json")
    assert (done.code, done.json["due"], done.json["asks_for"]) == (0, [], ["start"])
    assert "--desde" in kb("plazo", "tres meses").out


@pytest.mark.parametrize(
    "arguments",
    [["pronto"], ["P3M", "--desde", "ayer"], ["P3M", "--comunidad", "XX"], ["P3M", *(["--comunidad", "MD"] * 3)]],
)
def test_plazo_tells_what_is_wrong_in_one_line(kb, arguments):
    done = kb("plazo", *arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
