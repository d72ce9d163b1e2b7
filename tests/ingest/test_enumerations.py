"""The marks of lists, and what only looks like one."""

import pytest

from ingest.enumerations import Level, counted, letter_ordinal, list_markers


@pytest.mark.parametrize(
    ("line", "level", "ordinal", "part"),
    [
        ("1. El titular", Level.NUMBER, 1, "1"),
        ("12.- Los plazos", Level.NUMBER, 12, "12"),
        ("5 bis. El órgano", Level.NUMBER, 5, "5_bis"),
        ("3.", Level.NUMBER, 3, "3"),
        ("1.º El titular", Level.POINT, 1, "1"),
        ("2.ª Las demás", Level.POINT, 2, "2"),
        ("1º. Los gastos", Level.POINT, 1, "1"),
        ("3.1 Requisitos", Level.DECIMAL, 1, "3_1"),
        ("1.2.4. Métodos", Level.DECIMAL, 4, "1_2_4"),
        ("1) la primera", Level.PAREN, 1, "1"),
        ("a) realizar", Level.LETTER, 1, "a"),
        ("ñ) otros", Level.LETTER, 14, "ñ"),
        ("ll) otros", Level.LETTER, 12, "ll"),
        ("c bis) otros", Level.LETTER, 3, "c_bis"),
        ("aa) otros", Level.LETTER, 27, "aa"),
        ("B) Condiciones", Level.CAPITAL, 2, "B"),
        ("B. Otros cursos", Level.CAPITAL, 2, "B"),
        ("iii) la otra", Level.ROMAN, 3, "iii"),
        ("ii. para todos", Level.ROMAN, 2, "ii"),
        ("(iv) la otra", Level.ROMAN, 4, "iv"),
        ("II. Cabeza", Level.UPPER_ROMAN, 2, "II"),
        ("Uno. El apartado 2", Level.WORD, 1, "uno"),
        ("Treinta y dos. Se añade", Level.WORD, 32, "treinta_y_dos"),
        ("Primero. Objeto", Level.ORDINAL, 1, "primero"),
        ("Segunda.– Obligaciones", Level.ORDINAL, 2, "segunda"),
        ("Vigésimo primero.", Level.ORDINAL, 21, "vigesimo_primero"),
        ("– copia del título", Level.DASH, 0, ""),
        ("• copia del título", Level.DASH, 0, ""),
        ("- copia del título", Level.DASH, 0, ""),
    ],
)
def test_marks(line, level, ordinal, part):
    found = list_markers(line)[0]
    assert (found.level, found.ordinal, found.part) == (level, ordinal, part)


def test_a_letter_may_be_a_roman_number():
    assert [one.level for one in list_markers("i) los gastos")] == [Level.LETTER, Level.ROMAN]
    assert [one.level for one in list_markers("V. Cola")] == [Level.UPPER_ROMAN, Level.CAPITAL]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "El titular",
        "1.000 euros",
        "22,5 millones",
        "2021 fue un año",
        "de 3 de mayo",
        "-5 grados",
        "I+D+i. Concepto",
        "D. José",
        "Gastos: los que siguen",
        "Primero se informará",
    ],
)
def test_no_marks(line):
    assert [one for one in list_markers(line) if one.level is not Level.CAPITAL] == []


@pytest.mark.parametrize(
    ("line", "number", "mark", "rest", "feminine"),
    [
        ("Primero. Objeto.", 1, "Primero", "Objeto.", False),
        ("Única.", None, "Única", "", True),
        ("Decimoquinto", 15, "Decimoquinto", "", False),
        ("Tercero bis. Recaudación.", 3, "Tercero bis", "Recaudación.", False),
        ("Cuarta.-Plazo", 4, "Cuarta", "Plazo", True),
    ],
)
def test_counting_words(line, number, mark, rest, feminine):
    found = counted(line)
    assert (found.number, found.mark, found.rest, found.feminine) == (number, mark, rest, feminine)


@pytest.mark.parametrize("line", ["Dos", "Madrid", "Primeramente.", "Noventa personas", "Cuartos delanteros."])
def test_no_counting_words(line):
    assert counted(line) is None


@pytest.mark.parametrize(
    ("letters", "ordinal"),
    [("a", 1), ("n", 14), ("ñ", 14), ("o", 15), ("z", 26), ("aa", 27), ("ab", 28), ("bb", 28), ("ll", 12), ("ch", 3)],
)
def test_places_of_letters(letters, ordinal):
    assert letter_ordinal(letters) == ordinal
