"""How norms word what is asked."""

import pytest

from kb.questions.formulas import formulas


@pytest.mark.parametrize(
    ("question", "says", "does_not"),
    [
        (
            "¿Cuándo entra en vigor?",
            "Este real decreto entrará en vigor el 1 de abril.",
            "Se regula en el plazo de dos meses desde la entrada en vigor.",
        ),
        (
            "¿Qué órgano resuelve la concesión?",
            "Será competente para resolver la persona titular de la Secretaría.",
            "La solicitud de concesión se presentará en la sede electrónica.",
        ),
        (
            "¿Quién resuelve?",
            "Corresponde a la persona titular de la Dirección General de Molinos resolver el procedimiento.",
            "El órgano competente para exigir el reintegro será el órgano concedente.",
        ),
        (
            "¿Quién instruye?",
            "La Subdirección General de Molinos actuará como órgano instructor.",
            "El beneficiario remitirá al órgano instructor tres presupuestos.",
        ),
        (
            "¿Cuándo hay que devolver la ayuda?",
            "Procederá el reintegro si no se justifica el gasto.",
            "El procedimiento de reintegro se regirá por la ley.",
        ),
        (
            "¿Quién tramita el expediente?",
            "El órgano instructor será la Subdirección General.",
            "Vocales: dos personas de la Subdirección General.",
        ),
        ("siglas ONM", "la Oficina Nacional de Molinos (ONM)", "La ONM publicará la lista."),
        ("¿Qué significa REMO?", "el Registro Estatal de Molinos, en adelante REMO,", "inscritos en el REMO"),
        ("¿Qué quiere decir NSH?", "el principio NSH («No Significant Harm»)", "el principio NSH (véase el anexo)"),
        ("¿Cuándo se publicó la norma?", "«BOE» núm. 5, de 6 de enero de 2090", "La norma se publicará."),
        ("¿Cada cuánto se informa?", "con periodicidad trimestral", "en el plazo de un mes"),
        ("¿Y si no contestan?", "La solicitud se entenderá desestimada.", "La solicitud se presentará por escrito."),
        ("¿Qué se entiende por explotación?", "b) Explotación: lugar donde se crían.", "Las explotaciones ganaderas."),
        (
            "¿Qué es la renta familiar?",
            "Se entiende por renta familiar la suma de las rentas.",
            "La renta familiar sube.",
        ),
    ],
)
def test_a_formula_is_told_from_the_same_words(question, says, does_not):
    called_for = formulas(question)
    assert called_for.said(says)
    assert not called_for.said(does_not)


def test_most_questions_call_for_none():
    assert not formulas("¿Cuánto recibe el ayuntamiento?").said("El ayuntamiento recibe 3.000 euros.")
