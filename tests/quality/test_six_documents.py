"""147 questions on six documents that no rule was written for: the form of the gold, and floors for the answers.

The floors are measured on the three shortest of the documents, with all the questions that nobody can answer; the
figures of all six are in docs/quality.md.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from ingest.events import Report
from ingest.pipeline import ingest
from kb.base import KnowledgeBase
from kb.evaluation import evaluate, read_gold
from kb.settings import Settings
from tests.quality.places import misplaced
from tests.support_reading import parsed

GOLD = Path(__file__).parent / "questions.six.jsonl"
FILES = {
    "BOE-A-2024-17781": "pdf/BOE-A-2024-17781.pdf",
    "BOE-A-2025-17509": "pdf/BOE-A-2025-17509.pdf",
    "BOE-A-2015-5368": "xml/diario/BOE-A-2015-5368.xml",
    "BOE-B-2026-4725": "xml/diario/BOE-B-2026-4725.xml",
    "BOE-A-2013-12887": "xml/consolidada/BOE-A-2013-12887.xml",
    "news_100": "notas/news_100.md",
}
SHORT = ("BOE-A-2024-17781", "BOE-B-2026-4725", "news_100")
FLOORS = {"hit@1": 0.65, "hit@5": 0.85, "cite_unit@1": 0.70, "value": 0.55, "abstained_rightly": 0.50}
CEILINGS = {"abstained_wrongly": 0.20, "invented_quotes": 0, "uncited_answers": 0}


def rows() -> list[dict]:
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def test_questions_are_of_every_style_and_twenty_have_no_answer():
    styles = Counter(row["style"] for row in rows() if row["gold"])
    assert set(styles) == {"question", "paraphrase", "keywords", "typo", "english"}
    assert styles["paraphrase"] >= 30
    hopeless = Counter(tag for row in rows() if not row["gold"] for tag in row["tags"] if tag != "unanswerable")
    assert hopeless["far"] >= 10
    assert hopeless["near"] >= 10


@pytest.mark.parametrize("document_id", FILES)
def test_quotes_are_verbatim_in_the_unit_they_name(document_id, shared):
    _, document = parsed(shared / "corpus" / FILES[document_id])
    places = [place for row in rows() for place in row["gold"] if place["doc"] == document_id]
    assert places
    assert misplaced(document, places) == []


@pytest.fixture(scope="module")
def evaluation(shared, tmp_path_factory):
    questions = [one for one in read_gold(GOLD.read_bytes().splitlines()) if _asked(one)]
    home = tmp_path_factory.mktemp("six")
    with KnowledgeBase.open(Settings.from_environment(home=home / "base"), create=True) as base:
        files = [shared / "corpus" / FILES[document_id] for document_id in SHORT]
        assert sum(isinstance(event, Report) for event in ingest(base, files)) == len(files)
        yield evaluate(questions, lambda one: base.ask(one.question, id=one.id), base.is_verbatim)


def _asked(question):
    return all(place.document_id in SHORT for place in question.places)


@pytest.mark.parametrize("metric", FLOORS)
def test_answers_are_as_good_as_promised(evaluation, metric):
    assert evaluation.overall[metric] >= FLOORS[metric]


@pytest.mark.parametrize("metric", CEILINGS)
def test_answers_are_held_back_and_cited_as_promised(evaluation, metric):
    assert evaluation.overall[metric] <= CEILINGS[metric]
