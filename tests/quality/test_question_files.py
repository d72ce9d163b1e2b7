"""2,934 questions to measure and fit on: the form of the gold, each quote in its place.

220 on eight documents, 130 on nine more, 120 on eleven more, 118 on five decrees of direct grants, 80 on three, 99 on
five, 110 on five more, 120 on five more, 900 on thirty-five norms and two notes, 550 on the founding ones, each set
written from the texts alone; 487 plain ones on four decrees of grants and two notes, written by a lawyer who asked the
product; 30 more ask for rows under merged cells.
"""

import json
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from kb.merged import merged_above
from tests.quality.places import misplaced
from tests.support_reading import parsed

FOLDER = Path(__file__).parent
SAMPLE = Path(__file__).parents[2] / "corpus/BOE-A-2099-10001.txt"
FOUNDING = ["BOE-A-2021-17505.txt", "nota-ai-factory-2024-12-10.txt"]
FILES = {
    "eight": [
        "pdf/BOE-A-2022-2852.pdf",
        "pdf/A15480-15486_RD-450-2005.pdf",
        "notas/2022-07-01.md",
        "notas/news_102.md",
        "notas/news_109.md",
        "es/BOE-A-2007-19321.md",
        "es/BOE-A-2021-12614.md",
        "es/BOE-A-2024-10460.md",
    ],
    "nine": [
        "pdf/BOE-A-2025-15236.pdf",
        "pdf/BOE-A-2021-6039.pdf",
        "pdf/BOE-A-2024-7301.pdf",
        "xml/diario/BOE-A-2023-14930.xml",
        "xml/diario/BOE-A-2022-6764.xml",
        "notas/news_104.md",
        "notas/news_110.md",
        "es/BOE-A-2014-13362.md",
        "es/BOE-A-2007-20274.md",
    ],
    "eleven": [
        "pdf/BOE-A-2020-17266.pdf",
        "pdf/BOE-A-2024-7293.pdf",
        "pdf/BOE-A-2024-7297.pdf",
        "pdf/BOE-A-2024-7299.pdf",
        "pdf/BOE-A-2024-7309.pdf",
        "pdf/BOE-B-2021-3692.pdf",
        "xml/consolidada/BOE-A-2015-10565.xml",
        "notas/news_107.md",
        "notas/news_108.md",
        "notas/news_111.md",
        "notas/news_119.md",
    ],
    "grants": [
        "es/BOE-A-2021-6391.md",
        "es/BOE-A-2020-14961.md",
        "es/BOE-A-2020-11883.md",
        "es/BOE-A-2011-8125.md",
        "es/BOE-A-2021-8270.md",
    ],
    "three": ["es/BOE-A-2023-6081.md", "es/BOE-A-2020-12634.md", "es/BOE-A-2006-6248.md"],
    "five": [
        "es/BOE-A-2022-3525.md",
        "es/BOE-A-2019-13613.md",
        "es/BOE-A-2023-21477.md",
        "xml/diario/BOE-A-2023-5481.xml",
        "notas/news_117.md",
    ],
    "seven": [
        "es/BOE-A-2001-941.md",
        "es/BOE-A-2013-2470.md",
        "es/BOE-A-2010-3157.md",
        "es/BOE-A-2007-8179.md",
        "notas/news_122.md",
    ],
    "twelve": [
        "es/BOE-A-2008-19275.md",
        "es/BOE-A-2020-9273.md",
        "es/BOE-A-2015-2049.md",
        "es/BOE-A-2003-6380.md",
        "notas/news_113.md",
    ],
    "a": ["es/BOE-A-1998-26881.md", "es/BOE-A-2013-12321.md", "es/BOE-A-2005-21163.md"],
    "b": ["es/BOE-A-2004-3277.md", "es/BOE-A-2021-5866.md", "es/BOE-A-2007-11529.md", "es/BOE-A-2015-7045.md"],
    "c": ["es/BOE-A-2003-5455.md", "es/BOE-A-2023-8052.md", "es/BOE-A-2024-7593.md"],
    "d": ["es/BOE-A-2009-11930.md", "es/BOE-A-2015-2115.md", "es/BOE-A-2020-12360.md"],
    "e": ["es/BOE-A-2018-3435.md", "es/BOE-A-2010-2728.md", "es/BOE-A-2013-9247.md"],
    "f": ["es/BOE-A-2026-2727.md", "es/BOE-A-2025-25705.md", "es/BOE-A-2008-17566.md"],
    "g": ["es/BOE-A-2011-6872.md", "es/BOE-A-2009-12206.md", "notas/news_112.md"],
    "h": ["es/BOE-A-2006-10287.md", "es/BOE-A-2023-14679.md", "es/BOE-A-2012-2852.md"],
    "i": ["es/BOE-A-1977-6061.md", "es/BOE-A-2026-4520.md", "es/BOE-A-2006-5375.md"],
    "j": ["es/BOE-A-2010-17575.md", "es/BOE-A-2019-1391.md", "es/BOE-A-1998-4620.md"],
    "k": ["pdf/BOE-A-2024-17781.pdf", "pdf/BOE-A-2025-17509.pdf", "notas/news_114.md"],
    "l": ["es/BOE-A-2020-4913.md", "es/BOE-A-2018-12766.md", "es/BOE-A-1990-19374.md"],
    "plain": [
        "es/BOE-A-2021-21106.md",
        "es/BOE-A-2020-5193.md",
        "es/BOE-A-2021-15773.md",
        "es/BOE-A-2024-17269.md",
        "notas/news_101.md",
        "notas/news_116.md",
    ],
    "founding": FOUNDING,
    "founding_again": FOUNDING,
    "founding_third": FOUNDING,
    "founding_fourth": FOUNDING,
    "founding_fifth": FOUNDING,
    "founding_sixth": FOUNDING,
    "founding_seventh": FOUNDING,
}
STYLES = {"question", "paraphrase", "keywords", "typo", "english"}
UNANSWERABLE = {
    "eight": 45,
    "nine": 22,
    "eleven": 22,
    "grants": 20,
    "three": 12,
    "five": 24,
    "seven": 20,
    "twelve": 20,
    **dict.fromkeys("abcdefghijkl", 19),
    "plain": 73,
    "founding": 14,
    "founding_again": 12,
    "founding_third": 8,
    "founding_fourth": 16,
    "founding_fifth": 8,
    "founding_sixth": 8,
    "founding_seventh": 10,
}


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (FOLDER / f"questions.{name}.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def corpus(shared, tmp_path_factory):
    """Where a file of the corpus is, those of the bulk unpacked."""
    folder = tmp_path_factory.mktemp("normas")
    with tarfile.open(shared / "corpus/bulk/normas-es.tar.xz") as archive:
        for path in [path for paths in FILES.values() for path in paths if path.startswith("es/")]:
            archive.extract(path, folder, filter="data")
    return lambda path: folder / path if path.startswith("es/") else shared / "corpus" / path


@pytest.mark.parametrize("name", FILES)
def test_questions_are_of_every_style_and_some_have_no_answer(name):
    styles = Counter(row["style"] for row in rows(name) if row["gold"])
    assert set(styles) == ({"question", "keywords"} if name == "plain" else STYLES)
    assert styles["paraphrase"] >= 16 or name == "plain"
    assert sum(not row["gold"] for row in rows(name)) == UNANSWERABLE[name]


@pytest.mark.parametrize(("name", "path"), [(name, path) for name, paths in FILES.items() for path in paths])
def test_quotes_are_verbatim_in_the_unit_they_name(name, path, corpus):
    _, document = parsed(corpus(path))
    places = [place for row in rows(name) for place in row["gold"] if place["doc"] == document.document_id]
    assert places
    assert misplaced(document, places) == []


@pytest.mark.parametrize("path", ["BOE-A-2021-17505.txt", "xml/diario/BOE-A-2021-21666.xml", SAMPLE])
def test_the_rows_under_merged_cells_are_asked_for_by_their_own_words(path, shared):
    _, document = parsed(path if isinstance(path, Path) else shared / "corpus" / path)
    asked = [row for row in rows("merged") if row["doc"] == document.document_id]
    found = merged_above(document)
    covered = {document.text_of(document.unit(row)) for row in found}
    assert len(asked) >= 4
    assert misplaced(document, [place for row in asked for place in row["gold"]]) == []
    assert {place["quote"] for row in asked for place in row["gold"]} <= covered
