"""220 questions on eight more documents, to fit beside those on six: the form of the gold, each quote in its place."""

import json
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from tests.quality.places import misplaced
from tests.support_reading import parsed

GOLD = Path(__file__).parent / "questions.eight.jsonl"
FILES = {
    "BOE-A-2022-2852": "pdf/BOE-A-2022-2852.pdf",
    "BOE-A-2005-7354": "pdf/A15480-15486_RD-450-2005.pdf",
    "2022-07-01": "notas/2022-07-01.md",
    "news_102": "notas/news_102.md",
    "news_109": "notas/news_109.md",
}
BULK = ("BOE-A-2007-19321", "BOE-A-2021-12614", "BOE-A-2024-10460")


def rows() -> list[dict]:
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def files(shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("ocho")
    with tarfile.open(shared / "corpus/bulk/normas-es.tar.xz") as archive:
        for name in BULK:
            archive.extract(f"es/{name}.md", folder, filter="data")
    found = {name: shared / "corpus" / path for name, path in FILES.items()}
    return found | {name: folder / "es" / f"{name}.md" for name in BULK}


def test_questions_are_of_every_style_and_one_in_five_has_no_answer():
    styles = Counter(row["style"] for row in rows() if row["gold"])
    assert set(styles) == {"question", "paraphrase", "keywords", "typo", "english"}
    assert styles["paraphrase"] >= 60
    assert sum(not row["gold"] for row in rows()) == 45


@pytest.mark.parametrize("document_id", [*FILES, *BULK])
def test_quotes_are_verbatim_in_the_unit_they_name(document_id, files):
    _, document = parsed(files[document_id])
    assert document.document_id == document_id
    places = [place for row in rows() for place in row["gold"] if place["doc"] == document_id]
    assert places
    assert misplaced(document, places) == []
