"""What `kb ingest --report` measures: on sound readers all is well, and a loss or a repetition is seen."""

import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import fidelity as measuring
from ingest.fidelity import fidelity, measured
from ingest.reading import read
from ingest.text import Role

CORPUS = Path(__file__).parents[2] / "corpus"
REAL = (
    "BOE-A-2021-17505.txt",
    "xml/consolidada/BOE-A-2013-12887.xml",
    "xml/diario/BOE-A-2021-21666.xml",
    "xml/diario/BOE-B-2026-4725.xml",
    "pdf/BOE-A-2024-7301.pdf",
    "pdf/BOE-A-2024-7309.pdf",
    "notas/2022-07-01.md",
    "notas/news_10.md",
    "notas/news_117.md",
)


def test_the_samples_are_in_units_whole_and_once():
    for found in measured([CORPUS]):
        if found.error is None:
            assert (found.share, found.twice, found.gaps) == (1.0, 0, ()), found.source
            assert found.is_enough


@pytest.mark.parametrize("name", REAL)
def test_real_documents_of_each_format_are_in_units_whole_and_once(shared, name):
    (found,) = measured([shared / "corpus" / name])
    assert found.error is None
    assert found.share >= 0.999
    assert found.twice <= 0.001 * found.letters
    assert found.gaps == ()


def test_consolidated_norms_are_in_units_whole_and_once(shared, tmp_path):
    with tarfile.open(shared / "corpus/bulk/normas-es.tar.xz") as archive:
        members = [member for member in archive if member.name.endswith(".md")][::60]
        for member in members:
            (tmp_path / Path(member.name).name).write_bytes(archive.extractfile(member).read())
    found = list(measured([tmp_path]))
    assert len(found) > 12
    assert [one.source for one in found if not one.is_enough] == []


DECREE = """Real Decreto 7/2099, de 1 de marzo, por el que se regula el agua.

Artículo 1. Objeto.

Este real decreto regula el agua de los embalses y de los ríos.

Artículo 2. Plazo.

La solicitud se presentará en el plazo de tres meses.

Artículo 5. Multa.

La multa asciende a 500 euros.
"""


def test_what_is_counted(reading):
    found = fidelity(reading.source_of(DECREE, "agua.txt"), "agua.txt")
    assert (found.share, found.twice, found.articles) == (1.0, 0, 3)
    assert found.gaps == ("art. 5 va detrás del 2: la fuente no trae los que faltan",)
    assert found.units["article"] == 3


@pytest.mark.parametrize(
    ("numbers", "gaps"),
    [
        ((1, 2, 3), ()),
        (("1", "2 a 4", "5"), ()),
        (("1", "1 a 3", "2", "3", "4"), ()),
        ((1, 2, 1, 2), ()),
        ((1, 2, 4), ("art. 4 va detrás del 2: la fuente no trae los que faltan",)),
        (
            (1, "segundón", 3),
            ("art. 3 va detrás del 1: está en el texto como «Artículo segundón. Reglas de agua.» y no abre unidad",),
        ),
        (
            (1, 2, 4, 3, 5),
            tuple(
                f"art. {one}: la fuente los numera así"
                for one in ("4 va detrás del 2", "3 va detrás del 4", "5 va detrás del 3")
            ),
        ),
    ],
)
def test_gaps_in_the_count_of_articles(reading, numbers, gaps):
    headings = [f"{'Artículos' if ' a ' in str(one) else 'Artículo'} {one}. Reglas de agua." for one in numbers]
    body = "\n\n".join(f"{one}\n\nEl agua de los embalses se regula por aquí." for one in headings)
    text = f"Real Decreto 7/2099, de 1 de marzo, por el que se regula el agua.\n\n{body}\n"
    assert fidelity(reading.source_of(text, "agua.txt"), "agua.txt").gaps == gaps


def dropping(source):
    """A reader that loses an article's text."""
    text = read(source)
    return replace(text, lines=tuple(line for line in text.lines if "tres meses" not in line.text))


def repeating(source):
    """A reader that says an article's text twice."""
    text = read(source)
    return replace(text, lines=(*text.lines, *(line for line in text.lines if "embalses" in line.text)))


def hiding(source):
    """A reader that takes an article's text for furniture."""
    text = read(source)
    lines = (replace(one, role=Role.FURNITURE) if "tres meses" in one.text else one for one in text.lines)
    return replace(text, lines=tuple(lines))


@pytest.mark.parametrize("reader", [dropping, repeating])
def test_a_faulty_reader_is_seen(reading, monkeypatch, reader):
    monkeypatch.setattr(measuring, "read", reader)
    assert not fidelity(reading.source_of(DECREE, "agua.txt"), "agua.txt").is_enough


def test_what_is_taken_for_furniture_is_counted(reading, monkeypatch):
    monkeypatch.setattr(measuring, "read", hiding)
    found = fidelity(reading.source_of(DECREE, "agua.txt"), "agua.txt")
    assert (found.furniture_lines, found.furniture_letters) == (1, 43)


def test_a_file_that_is_no_document_says_why(tmp_path):
    (tmp_path / "a.bin").write_bytes(bytes(range(256)))
    (found,) = measured([tmp_path])
    assert found.error is not None
    assert not found.is_enough
