"""The gold questions about the sample documents: form, coverage, verbatim quotes in the unit they name."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[2] / "corpus"
DECREE = "BOE-A-2099-10001"
NOTE = "nota-agua-2099-03-15"


def flat(text: str) -> str:
    return " ".join(text.split())


def read(name: str) -> str:
    """A document of the corpus with its white space normalised, line by line."""
    return "\n".join(flat(line) for line in (CORPUS / f"{name}.txt").read_text(encoding="utf-8").split("\n"))


@pytest.fixture(scope="module")
def decree() -> str:
    return read(DECREE)


@pytest.fixture(scope="module")
def note() -> str:
    return read(NOTE)


@pytest.fixture(scope="module")
def questions() -> list[dict]:
    lines = (CORPUS / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_question_ids_are_unique(questions):
    assert len({row["id"] for row in questions}) == len(questions) == 30


def test_questions_cover_every_style_and_five_have_no_answer(questions):
    styles = Counter(row["style"] for row in questions)
    assert set(styles) == {"question", "paraphrase", "keywords", "typo", "english"}
    assert sum(not row["gold"] for row in questions) == 5


def test_rows_have_the_keys_of_a_gold_file(questions):
    required = {"id", "question", "kind", "style", "doc", "gold", "answer", "answer_values", "tags"}
    for row in questions:
        assert required <= set(row) <= required | {"note", "docs"}, row["id"]
        assert row["tags"] == sorted(row["tags"]), row["id"]
        assert (row["doc"] is None) == (row["gold"] == []) == (row["kind"] == "unanswerable"), row["id"]
        assert all(set(place) == {"unit", "apartado", "quote", "doc"} for place in row["gold"]), row["id"]


def test_gold_quotes_are_verbatim(questions, decree, note):
    texts = {DECREE: flat(decree), NOTE: flat(note)}
    wrong = [
        (row["id"], place["quote"])
        for row in questions
        for place in row["gold"]
        if place["quote"] not in texts[place["doc"]]
    ]
    assert wrong == []


def units_of_decree(decree: str) -> dict[str, str]:
    """The text of each place a gold row may name, by its label."""
    heads = re.compile(
        r"^(?:Artículo (?P<art>\d+(?: bis)?)\. .+|(?P<disp>Disposición [a-z]+ [a-z]+)\. .+|ANEXO (?P<annex>[IVX]+)"
        r"|(?P<part>I|II|III|IV)|(?P<other>DISPONGO:|CAPÍTULO .+|Sección .+|Dado en .+|ANÁLISIS))$",
        re.M,
    )
    found = list(heads.finditer(decree))
    ends = [*(m.start() for m in found[1:]), len(decree)]
    units = {"metadatos": decree[: found[0].start()]}
    for head, end in zip(found, ends, strict=True):
        labels = {
            f"art. {head['art']}": head["art"],
            (head["disp"] or "").lower(): head["disp"],
            f"anexo {head['annex']}": head["annex"],
            f"preámbulo {head['part']}": head["part"],
        }
        label = next((name for name, present in labels.items() if present), head["other"])
        units[label] = units.get(label, "") + decree[head.start() : end]
    units["metadatos"] += units.pop("ANÁLISIS")
    return units


def units_of_note(note: str) -> dict[str, str]:
    """Lead bullets and body paragraphs, numbered from 1, furniture left out."""
    label, *lines = [line for line in note.split("\n") if line]
    lines = [line for line in lines if line != label]
    opening = next(n for n, line in enumerate(lines) if line.startswith("Madrid, "))
    units = {"titular": lines[0]}
    units |= {f"entradilla {n}": line for n, line in enumerate(lines[1:opening], 1)}
    return units | {f"cuerpo {n}": line for n, line in enumerate(lines[opening:], 1)}


def test_gold_quotes_stand_in_the_unit_they_name(questions, decree, note):
    units = {DECREE: units_of_decree(decree), NOTE: units_of_note(note)}
    for row in questions:
        for place in row["gold"]:
            label = place["unit"]
            if place["doc"] == NOTE and place["apartado"]:
                label = f"{label} {place['apartado']}"
            assert place["quote"] in flat(units[place["doc"]][label]), (row["id"], label)
