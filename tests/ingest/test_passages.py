from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.parsing import parse
from ingest.passages import LONGEST, passages_of
from ingest.sources import load
from kb.documents import Source
from kb.encoder import Window
from kb.passages import Grain, families

WORDS = Window(tokens=200, count=lambda text: len(text.split()) + 2)
SAMPLE = Path(__file__).parent.parent.parent / "corpus" / "BOE-A-2099-10001.txt"


def document(text: str):
    return parse(
        Source(name="prueba.txt", data=text.encode(), sha256="0", origin="prueba.txt", media_type="text/plain")
    )


@pytest.fixture(scope="module")
def decree():
    return parse(load(SAMPLE))


def of(grain, found):
    return [passage for passage in found if passage.grain is grain]


def test_every_passage_is_verbatim_and_lies_in_its_unit(decree):
    found, _ = passages_of(decree, WORDS)
    for passage in found:
        unit = decree.unit(passage.unit_id)
        assert unit.start <= passage.start < passage.end <= unit.end
        assert passage.text.endswith(decree.text[passage.start : passage.end])


def test_passages_cover_all_but_the_headings_of_units(decree):
    found, _ = passages_of(decree, WORDS)
    covered = set()
    for passage in of(Grain.PASSAGE, found):
        covered.update(range(passage.start, passage.end))
    for leaf in decree.leaves():
        if not leaf.unit_id.endswith(".tit"):
            assert covered.issuperset(range(leaf.start, leaf.end)), leaf.unit_id


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Teléfono: 910000000.", True),
        ("NIF: G89020010.", True),
        ("Correo: ayudas@molinos.example", True),
        ("Véase: supra.", False),
        ("Total: 12.", False),
    ],
)
def test_a_short_line_is_a_sentence_where_it_gives_a_number_to_call_or_write_to(line, is_one):
    found, _ = passages_of(document(f"Artículo 1. Contacto.\n\n1. Sin otros datos de la entidad.\n\n{line}\n"), WORDS)
    assert (line in [passage.text for passage in of(Grain.SENTENCE, found)]) is is_one


def test_a_catchword_of_the_analysis_is_no_sentence():
    text = """Documento BOE-A-2099-1

Orden MOL/1/2099, de 1 de marzo, de derechos de los molineros.

TEXTO ORIGINAL

Artículo 1. Objeto.

Esta orden regula los derechos de los molineros.

ANÁLISIS

  • Rango: Orden
  • Fecha de disposición: 01/03/2099
Materias
  • Derechos de los molineros
"""
    said = [passage.text for passage in of(Grain.SENTENCE, passages_of(document(text), WORDS)[0])]
    assert "Esta orden regula los derechos de los molineros." in said
    assert any("Fecha de disposición" in one for one in said)
    assert not any(one.strip("• ") == "Derechos de los molineros" for one in said)


def test_an_inner_heading_of_a_note_is_no_sentence_unless_it_tells():
    text = """El Gobierno abre diez molinos restaurados

Madrid, 3 de marzo de 2099.- El Gobierno ha abierto hoy diez molinos restaurados en tres provincias.

Proceso de restauración abierto

Las obras han durado dos años y las ha dirigido la Fundación Aspa.

Inversión de 4.000.000 de euros

El dinero viene de los presupuestos del Estado.
"""
    said = [passage.text for passage in of(Grain.SENTENCE, passages_of(document(text), WORDS)[0])]
    assert "Proceso de restauración abierto" not in said
    assert "Inversión de 4.000.000 de euros" in said
    assert "El Gobierno abre diez molinos restaurados" in said


def test_no_passage_crosses_an_apartado_that_fits(decree):
    found, _ = passages_of(decree, WORDS)
    apartados = [unit for unit in decree.units if unit.kind == "apartado" and unit.label.startswith("art.")]
    for passage in of(Grain.PASSAGE, found):
        touched = [unit for unit in apartados if unit.start < passage.end and passage.start < unit.end]
        assert len(touched) <= 1, passage.unit_id


def test_every_passage_fits_the_window_with_its_context(decree):
    found, cuts = passages_of(decree, WORDS)
    cut = {one.unit_id for one in cuts}
    for passage in of(Grain.PASSAGE, found):
        assert len(passage.text) <= LONGEST * 1.5
        if passage.unit_id not in cut:
            assert WORDS.count(passage.context) + WORDS.count(passage.text) <= WORDS.tokens + 8, passage.unit_id


def test_a_passage_has_title_and_headings_in_front_and_a_sentence_its_headings(decree):
    found, _ = passages_of(decree, WORDS)
    passage = next(p for p in of(Grain.PASSAGE, found) if p.unit_id == "art_1.1")
    sentence = next(p for p in of(Grain.SENTENCE, found) if p.unit_id == "art_1.1")
    assert passage.context.startswith(f"{decree.short_title} > ")
    assert sentence.context.endswith("Artículo 1. Objeto y finalidad > 1")
    assert not sentence.context.startswith(decree.short_title)


def test_later_parts_of_a_long_table_are_shown_with_its_header(decree):
    narrow = replace(WORDS, tokens=45)
    found, _ = passages_of(decree, narrow)
    parts = [p for p in of(Grain.PASSAGE, found) if ".t1" in p.unit_id and p.unit_id.startswith("art_13")]
    headers = {p.text.split("\n", 1)[0] for p in parts}
    assert len(parts) > 1
    assert len(headers) == 1


def test_what_no_window_holds_is_cut_and_told():
    long = "Artículo 1. Todo.\n\n" + " ".join(f"palabra{n}" for n in range(900)) + ".\n"
    found, cuts = passages_of(document(long), WORDS)
    assert [one.unit_id for one in cuts] == ["art_1.p1"]
    assert cuts[0].parts == len(of(Grain.PASSAGE, found)) > 1


def test_sentences_know_the_passage_they_lie_in(decree):
    found, _ = passages_of(decree, WORDS)
    for family in families(dict(enumerate(found))):
        for _, sentence in family.sentences:
            assert family.passage.start <= sentence.start < family.passage.end


def test_a_link_or_an_image_is_no_sentence():
    text = "Artículo 1. Uno.\n\nImagen: /datos/imagenes/disp/2021/258/1.png\n\nSe aprueba el plan anual.\n"
    found, _ = passages_of(document(text), WORDS)
    assert [p.text for p in of(Grain.SENTENCE, found)] == ["Se aprueba el plan anual."]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["1. Uno dos tres.", "a) Cuatro cinco seis.", "Texto suelto " * 30, "Artículo 1. X."])))
def test_any_document_is_cut_without_losing_text(lines):
    text = "Artículo 9. Inicio.\n\nPrimera frase de todas.\n\n" + "\n\n".join(lines)
    made = document(text)
    found, _ = passages_of(made, WORDS)
    covered = set()
    for passage in of(Grain.PASSAGE, found):
        assert passage.text.endswith(made.text[passage.start : passage.end])
        covered.update(range(passage.start, passage.end))
    for leaf in made.leaves():
        if not leaf.unit_id.endswith(".tit"):
            assert covered.issuperset(range(leaf.start, leaf.end))
