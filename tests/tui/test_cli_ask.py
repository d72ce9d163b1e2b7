import io
import json
import sys

import pytest

from kb.documents import DocumentId, UnitId
from kb.questions.kinds import Kind
from kb.results import Answer, Citation, Hit
from kb.search.signals import PASSAGE_SIGNALS, SENTENCE_SIGNALS
from kb.values import ValueKind
from tests.support_chat import says, sentences, serving
from tests.support_guards import NORMS, write_norms
from tui.cli.batch import read_line
from tui.cli.explaining import EXPECTED, KINDS, SIGNALS
from tui.cli.reading import confidence_word, print_answer, print_hits

ANSWER = [
    "id", "question", "status", "reason", "answer", "values", "confidence", "citations", "hits", "elapsed_ms",
    "warnings", "as_of", "phrased_by", "why",
]  # fmt: skip
CITATION = ["document_id", "unit_id", "label", "path", "quote", "start", "end", "page", "url", "version"]
HIT = ["document_id", "unit_id", "label", "text", "score"]
QUESTION = "¿Cuándo terminará la ejecución?"


def citation(**changes):
    return Citation(
        **{
            "document_id": DocumentId("BOE-A-2099-1"),
            "unit_id": UnitId("art_2.2"),
            "label": "art. 2.2",
            "path": "Artículo 2. Plazo > 2",
            "quote": "La ejecución terminará el 30 de junio de 2099.",
            "start": 10,
            "end": 56,
            "url": "https://www.boe.es/buscar/doc.php?id=BOE-A-2099-1",
        }
        | changes
    )


HITS = tuple(
    Hit(
        document_id=DocumentId("BOE-A-2099-1"),
        unit_id=UnitId("art_1"),
        label=f"art. {n}",
        text="palabra " * 100,
        score=0.5,
        start=0,
        end=9,
    )
    for n in range(1, 11)
)


def answer(**changes):
    return Answer(
        **{
            "id": None,
            "question": QUESTION,
            "status": "answered",
            "reason": None,
            "answer": "La ejecución terminará el 30 de junio de 2099.",
            "values": ("2099-06-30",),
            "confidence": 0.81,
            "citations": (citation(), citation(label="art. 3", page=7, url=None)),
            "hits": HITS,
            "elapsed_ms": 3.2,
        }
        | changes
    )


def test_an_answer_as_json_is_that_of_the_contract(filled):
    done = filled("ask", QUESTION, "--json")
    found = done.json
    assert list(found) == ANSWER
    assert found["question"] == QUESTION
    assert found["id"] is None
    assert done.code == (0 if found["status"] == "answered" else 3)
    assert all(list(one) == CITATION for one in found["citations"])
    assert all(list(one)[:5] == HIT for one in found["hits"])
    assert 0 < len(found["hits"]) <= 10
    for cited in found["citations"]:
        (unit,) = filled("show", cited["document_id"], cited["unit_id"], "--json").json["units"]
        assert cited["quote"] in unit["text"]


def test_an_abstention_is_code_3(filled, monkeypatch):
    monkeypatch.setattr("kb.answers.abstention.enough", lambda: 2.0)
    done = filled("ask", QUESTION, "--json")
    assert (done.code, done.json["status"]) == (3, "abstained")
    assert done.json["reason"]
    done = filled("ask", QUESTION)
    assert done.code == 3
    assert "Lo más próximo:" in done.out


@pytest.mark.parametrize("question", ["", "  ", "¿?", "x" * 3000])
def test_what_is_no_question_is_told(filled, question):
    done = filled("ask", question, "--json")
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1


def test_a_question_with_bytes_that_are_no_text_does_no_harm(filled):
    assert filled("ask", "¿Qué a\udcf1o?", "--json").code in (0, 3)
    assert filled("search", "a\udcf1o", "--json").code == 0


def printed(capsys, show, *arguments):
    show(*arguments)
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    return out.splitlines()


@pytest.fixture(autouse=True)
def _wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")


def test_an_answer_for_people_has_its_numbered_citations(capsys):
    assert printed(capsys, print_answer, answer(), {"BOE-A-2099-1": "Real Decreto 1/2099"}) == [
        "La ejecución terminará el 30 de junio de 2099.",
        "Valores: 30/06/2099",
        "Confianza: alta",
        "",
        "[1] art. 2.2 · Real Decreto 1/2099",
        "    Artículo 2. Plazo > 2",
        "    «La ejecución terminará el 30 de junio de 2099.»",
        "    https://www.boe.es/buscar/doc.php?id=BOE-A-2099-1",
        "",
        "[2] art. 3, página 7 · Real Decreto 1/2099",
        "    Artículo 2. Plazo > 2",
        "    «La ejecución terminará el 30 de junio de 2099.»",
    ]


def test_an_abstention_for_people_gives_the_reason_and_the_nearest_places(capsys):
    abstained = answer(status="abstained", answer="No consta.", reason="Nada responde.", citations=(), values=())
    lines = printed(capsys, print_answer, abstained, {})
    assert lines[:4] == ["No consta.", "Nada responde.", "", "Lo más próximo:"]
    assert [line for line in lines if line.startswith(("1.", "2.", "3.", "4."))] == [
        f"{n}. art. {n} · BOE-A-2099-1" for n in (1, 2, 3)
    ]


def test_nothing_found_is_said(capsys):
    assert printed(capsys, print_hits, ()) == ["Nada se parece a esa consulta."]


@pytest.mark.parametrize(("confidence", "word"), [(1.0, "alta"), (0.75, "alta"), (0.5, "media"), (0.0, "baja")])
def test_confidence_in_a_word(confidence, word):
    assert confidence_word(confidence) == word


@pytest.fixture
def feed(monkeypatch):
    def put(data):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return put


LINES = "\n".join(
    [
        json.dumps({"id": "q1", "question": QUESTION, "otra": [1]}),
        json.dumps({"id": 7, "question": "¿A cuánto asciende la multa?"}, ensure_ascii=False),
        "",
        "{",
        "[1]",
        json.dumps({"id": "q6"}),
        json.dumps({"id": "q7", "question": " "}),
        json.dumps({"question": QUESTION}),
    ]
).encode()


@pytest.mark.parametrize("source", ["-", "file"])
def test_a_batch_answers_every_line_in_order_whatever_it_is(filled, feed, tmp_path, source):
    if source == "-":
        feed(LINES)
    else:
        source = tmp_path / "preguntas.jsonl"
        source.write_bytes(LINES)
    done = filled("ask", "--batch", source, "--json")
    assert done.code == 0
    assert [one["id"] for one in done.lines] == ["q1", "7", None, None, "q6", "q7", None]
    assert all(list(one) == ANSWER for one in done.lines)
    assert [line.split(": ")[1] for line in done.err.splitlines()] == ["línea 4", "línea 5", "línea 6", "línea 7"]
    bad = done.lines[2:6]
    assert {one["status"] for one in bad} == {"abstained"}
    assert [one["reason"] for one in bad[:3]] == [
        "línea 4: no es JSON",
        "línea 5: no es un objeto JSON",
        "línea 6: falta «question» o no es un texto",
    ]


def test_a_batch_of_windows_and_without_a_last_line_break(filled, feed):
    feed(b"\xef\xbb\xbf" + LINES.replace(b"\n", b"\r\n"))
    assert filled("ask", "--batch", "-").lines[0]["id"] == "q1"


@pytest.mark.parametrize("line", [b"[" * 100_000, b"\xff\xfe", b'"hola"', b"null", b"{} {}"])
def test_any_line_is_read_without_stumbling(line):
    assert read_line(line).error


def test_the_questions_of_a_batch_are_of_one_matter_unless_they_stand_apart(kb, feed, tmp_path):
    def last_hit(norm, *options):
        rows = [f"artículo {n} de la Orden ARM/70/{norm[6:10]}" for n in (1, 2, 1, 2, 1)]
        rows.append("¿Cuántos meses dura el permiso del guarda?")
        feed("\n".join(json.dumps({"question": one}) for one in rows).encode())
        return kb("ask", "--batch", "-", *options).lines[-1]["hits"][0]["document_id"]

    write_norms(tmp_path)
    assert kb("ingest", tmp_path).code == 0
    some = list(NORMS)[::8]
    assert [last_hit(norm) for norm in some] == some
    assert len({last_hit(norm, "--apart") for norm in some}) == 1


def test_a_batch_of_a_document_that_is_not_there_is_told_once(filled, feed):
    feed(LINES)
    done = filled("ask", "--batch", "-", "--doc", "aire")
    assert (done.code, done.out) == (1, "")
    assert "aire" in done.err


@pytest.mark.parametrize("name", ["no-existe.jsonl", ".", "a\0b"])
def test_a_batch_that_cannot_be_read_is_told(filled, name):
    done = filled("ask", "--batch", name)
    assert (done.code, done.out) == (2, "")
    assert "comprueba el nombre y los permisos" in done.err


GOLD = {
    "id": "q1",
    "question": QUESTION,
    "doc": "agua",
    "style": "question",
    "gold": [{"unit": "art. 2", "quote": "La ejecución terminará el 30 de junio de 2099."}],
    "answer_values": ["2099-06-30"],
}


def test_eval_measures_a_gold_file(filled, tmp_path):
    gold = tmp_path / "preguntas.jsonl"
    gold.write_text(json.dumps(GOLD))
    found = filled("eval", gold, "--json").json
    assert (found["questions"], found["hit@10"], found["invented_quotes"]) == (1, 1.0, 0)
    assert set(found["styles"]) == {"question"}
    out = filled("eval", gold).out
    assert max(map(len, out.splitlines())) <= 80
    assert "cite_unit@1" in out


def test_eval_names_the_line_that_is_wrong(filled, tmp_path):
    gold = tmp_path / "preguntas.jsonl"
    gold.write_text(f"{json.dumps(GOLD)}\n\nno\n")
    done = filled("eval", gold)
    assert (done.code, done.err) == (2, "kb: línea 3 del archivo de preguntas: no es JSON\n")


def test_eval_of_what_is_not_there(filled, tmp_path):
    done = filled("eval", tmp_path / "nada.jsonl")
    assert done.code == 2
    assert "comprueba el nombre y los permisos" in done.err


def test_eval_compares_with_an_earlier_run(filled, tmp_path, monkeypatch):
    monkeypatch.setattr("kb.answers.abstention.enough", lambda: 0.0)
    gold, run = tmp_path / "preguntas.jsonl", tmp_path / "antes.jsonl"
    gold.write_text(json.dumps(GOLD))
    filled("eval", gold, "--save", run)
    assert filled("eval", gold, "--against", run).out.rstrip().endswith("no cambia ninguna respuesta.")
    judged = json.loads(run.read_text())
    run.write_text(json.dumps(judged | {"value": False, "trusted": False}))
    later = filled("eval", gold, "--against", run, "--json").json["comparison"]["differences"]["trusted"]
    assert (later["gain"], later["better"], later["worse"]) == (1.0, ["q1"], [])
    assert "mejoran 1: q1" in filled("eval", gold, "--against", run).out
    run.write_text("nada")
    assert "línea 1 de la medición guardada" in filled("eval", gold, "--against", run).err


def test_a_model_of_the_user_s_may_word_the_answer(filled, monkeypatch):
    line = "La multa asciende a 500 euros."
    question = "¿A cuánto asciende la multa?"
    place = [hit["text"] for hit in filled("ask", question, "--json").json["hits"]].index(line) + 1
    written = sentences(("La multa es de 500 euros.", place, line))
    with serving(says(written)) as (url, asked):
        monkeypatch.setenv("KB_LLM_URL", url)
        monkeypatch.setenv("KB_LLM_MODEL", "redactor")
        out = filled("ask", question).out
        doctor = filled("doctor").out
    assert len(asked) == 1
    assert "La multa es de 500 euros." in out
    assert "Redacción: modelo redactor; cada frase, comprobada con su cita" in out
    assert "[1] art. 2 " in out
    assert "redactor en http://127.0.0.1" in " ".join(doctor.split())
    later = filled("ask", question)
    assert line in later.out
    assert "se da la respuesta literal" in later.err


def test_why_shows_the_reading_the_candidates_and_what_decides(filled):
    question = "¿Cuándo terminará la ejecución del art. 2?"
    why = filled("ask", question, "--why", "--json").json["why"]
    assert (why["kind"], why["expects"], why["places"]) == ("date", ["date"], ["art. 2"])
    first = why["candidates"][0]
    assert first["named"]
    assert sum(first["points"].values()) == pytest.approx(first["score"], abs=0.002)
    assert [one["score"] for one in why["candidates"]] == [
        hit["score"] for hit in filled("ask", question, "--json").json["hits"]
    ]
    out = filled("ask", question, "--why").out
    assert max(map(len, out.splitlines())) <= 80
    for said in (
        "se busca una fecha",
        "Lugares que nombra: art. 2",
        "se parece la frase",
        "La confianza es",
        "llega a",
    ):
        assert said in " ".join(out.split())
    assert filled("ask", question, "--json").json["why"] is None


def test_every_signal_has_a_name_for_people():
    assert set(PASSAGE_SIGNALS) | set(SENTENCE_SIGNALS) <= set(SIGNALS)
    assert {kind.value for kind in Kind} == set(KINDS)
    assert {kind.value for kind in ValueKind} == set(EXPECTED)
