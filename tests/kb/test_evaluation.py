import json

import pytest

from kb.documents import DocumentId, UnitId
from kb.errors import InvalidInput
from kb.evaluation import compare, evaluate, read_gold, read_run, write_run
from kb.evaluation.matching import coverage, holds, quotes, within
from kb.evaluation.values import stated, states
from kb.results import Answer, Citation, Hit

QUOTE = "El plazo de ejecución terminará el 30 de junio de 2026"
ROW = {
    "id": "q1",
    "question": "¿Cuándo termina el plazo?",
    "doc": "norma",
    "style": "question",
    "gold": [{"unit": "art. 4", "quote": QUOTE}],
    "answer_values": ["2026-06-30"],
}


def gold(**changes):
    return read_gold([json.dumps(ROW | changes)])


def citation(**changes):
    return Citation(
        **{
            "document_id": DocumentId("norma"),
            "unit_id": UnitId("art_4.2"),
            "label": "art. 4.2",
            "path": "Artículo 4 > 2",
            "quote": QUOTE,
            "start": 0,
            "end": len(QUOTE),
        }
        | changes
    )


def hit(text, document_id="norma"):
    return Hit(
        document_id=DocumentId(document_id),
        unit_id=UnitId("art_1"),
        label="art. 1",
        text=text,
        score=1.0,
        start=0,
        end=1,
    )


def answer(**changes):
    return Answer(
        **{
            "id": "q1",
            "question": "",
            "status": "answered",
            "reason": None,
            "answer": "Termina el 30 de junio de 2026.",
            "values": ("2026-06-30",),
            "confidence": 0.9,
            "citations": (citation(),),
            "hits": (hit("otra cosa"), hit(QUOTE)),
            "elapsed_ms": 1.0,
        }
        | changes
    )


ABSTAINED = answer(status="abstained", answer="", values=(), citations=())


def scores(questions, given, verbatim=True):
    return evaluate(questions, lambda _: given, lambda _: verbatim).overall


def test_a_right_answer_is_right_in_every_metric():
    assert scores(gold(), answer()) == {
        "hit@1": 0.0,
        "hit@3": 1.0,
        "hit@5": 1.0,
        "hit@10": 1.0,
        "cite_unit@1": 1.0,
        "cite_quote@1": 1.0,
        "value": 1.0,
        "trusted": 1.0,
        "abstained_rightly": 0.0,
        "abstained_wrongly": 0.0,
        "invented_quotes": 0,
        "uncited_answers": 0,
        "questions": 1,
    }


@pytest.mark.parametrize(
    ("given", "verbatim", "expected"),
    [
        (ABSTAINED, True, {"abstained_wrongly": 1.0, "value": 0.0, "trusted": 0.0, "hit@3": 1.0}),
        (answer(hits=(hit(QUOTE, "otra"),)), True, {"hit@10": 0.0, "value": 1.0}),
        (answer(answer="Termina en 2027.", values=()), True, {"value": 0.0, "trusted": 0.0, "cite_unit@1": 1.0}),
        (answer(values=tuple(f"{n} EUR" for n in range(6))), True, {"value": 0.0}),
        (answer(answer="30 de junio de 2026. " * 40), True, {"value": 0.0}),
        (answer(citations=()), True, {"uncited_answers": 1, "value": 1.0, "trusted": 0.0}),
        (answer(), False, {"invented_quotes": 1}),
        (answer(citations=(citation(label="art. 40", quote="nada"),)), True, {"cite_unit@1": 0.0, "trusted": 0.0}),
        (
            answer(citations=(citation(label="art. 9", quote="nada"), citation())),
            True,
            {"cite_unit@1": 0.0, "trusted": 1.0},
        ),
        (answer(citations=(citation(document_id=DocumentId("otra")),)), True, {"cite_unit@1": 0.0}),
    ],
)
def test_what_is_wrong_counts_where_it_is_wrong(given, verbatim, expected):
    found = scores(gold(), given, verbatim)
    assert {key: found[key] for key in expected} == expected


def test_without_an_answer_in_the_documents_only_abstaining_is_right():
    hopeless = gold(gold=[], answer_values=[])
    assert scores(hopeless, ABSTAINED)["abstained_rightly"] == 1.0
    assert scores(hopeless, ABSTAINED)["trusted"] == 1.0
    assert scores(hopeless, answer())["abstained_rightly"] == 0.0
    assert scores(hopeless, answer())["trusted"] == 0.0


def test_without_values_the_quote_is_the_value():
    asked = gold(answer_values=[])
    assert scores(asked, answer(values=()))["value"] == 1.0
    assert scores(asked, answer(values=(), citations=(citation(quote="nada que ver"),)))["value"] == 0.0


def test_styles_are_told_apart():
    rows = [ROW, ROW | {"id": "q2", "style": "keywords"}]
    questions = read_gold(json.dumps(row) for row in rows)
    by_id = {"q1": answer(), "q2": ABSTAINED}
    found = evaluate(questions, lambda question: by_id[question.id], lambda _: True)
    assert found.styles["question"]["value"] == 1.0
    assert found.styles["keywords"]["value"] == 0.0
    assert found.overall["value"] == 0.5


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "línea 2 del archivo de preguntas: no es JSON"),
        ("[1]", "línea 2 del archivo de preguntas: no es un objeto JSON"),
        ("[" * 100_000, "línea 2 del archivo de preguntas: no es JSON"),
        (b"\xff\xfe", "línea 2 del archivo de preguntas: no es JSON"),
        (json.dumps(ROW | {"id": 3}), "línea 2 del archivo de preguntas: falta «id» o no es un texto"),
        (json.dumps(ROW | {"question": " "}), "línea 2 .* falta «question» o no es un texto"),
        (json.dumps(ROW | {"gold": {}}), "línea 2 .* falta «gold» o no es una lista"),
        (json.dumps(ROW | {"gold": ["art. 1"]}), "línea 2 .* «gold» no es una lista de objetos"),
        (json.dumps(ROW | {"gold": [{"unit": "art. 1"}]}), "línea 2 .* falta «quote» o no es un texto"),
        (json.dumps({**ROW, "answer_values": None}), "línea 2 .* falta «answer_values» o no es una lista"),
        (json.dumps(ROW), "línea 2 .* repite el «id» q1"),
    ],
)
def test_a_malformed_gold_file_is_told_with_its_line(line, message):
    with pytest.raises(InvalidInput, match=message):
        read_gold([json.dumps(ROW), line])


def test_an_empty_gold_file_is_told():
    with pytest.raises(InvalidInput, match="vacío"):
        read_gold(["", "\n"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22 millones de euros", {"22000000 eur"}),
        ("18,5 millones", set()),
        ("1.234.567,89 €", {"1234568 eur"}),
        ("500 euros", {"500 eur"}),
        ("60.000 EUR", {"60000 eur"}),
        ("5.000 miles de euros", {"5000000 eur"}),
        ("entre 25 y 150 euros", {"25 eur", "150 eur"}),
        ("el 80 por ciento", {"80 %"}),
        ("12,5 %", {"12.5 %"}),
        ("31 de diciembre de 2025", {"2025-12-31", "2025-12"}),
        ("31/12/2025", {"2025-12-31"}),
        ("2025-12-31", {"2025-12-31", "2025-12"}),
        ("diciembre de 2025", {"2025-12"}),
        ("en el cuarto trimestre de 2022", {"2022-q4"}),
        ("Q4-2022 y 2022-Q3", {"2022-q4", "2022-q3"}),
        ("tres meses", {"3 mes"}),
        ("P3M", {"3 mes"}),
        ("diez días hábiles", {"10 dia habil"}),
        ("un año", {"1 ano"}),
        ("treinta y un días", {"31 dia"}),
        ("1.095 días", {"1095 dia"}),
        ("los meses", set()),
    ],
)
def test_a_value_has_one_spelling(text, expected):
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("value", "said", "met"),
    [
        ("22000000 EUR", "Son 22 millones de euros.", True),
        ("22000000 EUR", "Son 22 euros.", False),
        ("no", "No se permite.", True),
        ("no", "Se permite.", False),
        ("7", "Son siete las fases.", True),
        ("7", "Son 17 las fases.", False),
        ("7", "Art. 7", True),
        ("Tribunal de Cuentas", "Ante el TRIBUNAL DE CUENTAS.", True),
        ("Tribunal de Cuentas", "El tribunal rinde cuentas", False),
        ("31 de marzo", "Antes del 31 de marzo de cada año", True),
    ],
)
def test_an_answer_states_a_value_however_it_is_spelt(value, said, met):
    assert states(value, said, ()) is met
    assert states(value, "", (said,)) is met


def test_places_are_matched_by_word_pairs():
    assert coverage("a b c", "a b c d") == 1.0
    assert coverage("a b c", "c b a") == 0.0
    assert coverage("", "a") == 0.0
    assert coverage("a", "a b") == 0.0
    assert holds("x " * 2000 + QUOTE, QUOTE) is False
    assert quotes("el plazo de ejecución terminará", QUOTE)


@pytest.mark.parametrize(
    ("label", "unit", "expected"),
    [
        ("art. 1.2", "art. 1", True),
        ("art. 10", "art. 1", False),
        ("Disposición final primera", "disposición final primera", True),
        ("anexo VI, fila 3", "anexo VI", True),
        ("art. 1", "", False),
    ],
)
def test_a_label_is_within_a_unit(label, unit, expected):
    assert within(label, unit) is expected


def judged(**marks):
    """Runs of questions that are right (1) or wrong (0) in everything."""
    questions = read_gold(json.dumps(ROW | {"id": id}) for id in marks)
    return evaluate(questions, lambda one: answer() if marks[one.id] else ABSTAINED, lambda _: True)


def test_kinds_are_told_apart_and_are_other_where_the_file_has_none():
    rows = [ROW | {"kind": "date"}, ROW | {"id": "q2"}]
    found = evaluate(read_gold(map(json.dumps, rows)), lambda _: answer(), lambda _: True)
    assert {kind: scores["questions"] for kind, scores in found.kinds.items()} == {"date": 1, "other": 1}


def test_an_interval_holds_the_share_and_narrows_with_more_questions():
    few = judged(**{f"q{n}": n % 2 for n in range(10)})
    many = judged(**{f"q{n}": n % 2 for n in range(400)})
    for found in (few, many):
        low, high = found.intervals["value"]
        assert low < found.overall["value"] == 0.5 < high
    assert many.intervals["value"][1] < few.intervals["value"][1]
    assert many.intervals["value"][1] == pytest.approx(0.5 + 1.96 * (0.25 / 400) ** 0.5, abs=0.01)
    assert "abstained_rightly" not in few.intervals


def test_runs_are_compared_question_by_question():
    before, after = judged(a=1, b=0, c=0, d=1, e=1), judged(a=1, b=1, c=1, d=0, z=1)
    found = compare(before.judgements, after.judgements)
    assert found.questions == 4
    value = found.differences["value"]
    assert (value.gain, value.better, value.worse, value.real) == (0.25, ("b", "c"), ("d",), False)


def test_a_gain_on_many_questions_is_no_luck():
    before, after = judged(**{f"q{n}": n < 10 for n in range(40)}), judged(**{f"q{n}": n < 30 for n in range(40)})
    assert compare(before.judgements, after.judgements).differences["value"].real
    assert not compare(before.judgements, before.judgements).differences["value"].real


def test_runs_about_other_questions_are_not_compared():
    with pytest.raises(InvalidInput, match="ninguna pregunta en común"):
        compare(judged(a=1).judgements, judged(b=1).judgements)


def test_a_run_is_kept_and_read_back():
    found = judged(a=1, b=0).judgements
    assert read_run(write_run(found)) == found


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"id": "a"}', "[" * 100_000, "null"])
def test_a_file_that_is_no_run_is_told_with_its_line(line):
    good = next(write_run(judged(a=1).judgements))
    with pytest.raises(InvalidInput, match="línea 2 de la medición guardada"):
        read_run([good, line])
