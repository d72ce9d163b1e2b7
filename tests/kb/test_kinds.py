"""Kinds of question, from how they are asked."""

import pytest

from kb.questions.kinds import Kind, kind_of


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("¿Cuánto recibe el Ayuntamiento?", Kind.AMOUNT),
        ("importe de la ayuda a la fundación", Kind.AMOUNT),
        ("How much does the foundation get?", Kind.AMOUNT),
        ("¿Cuándo entra en vigor la ley?", Kind.DATE),
        ("fecha de publicación", Kind.DATE),
        ("¿Qué plazo hay para presentar la solicitud?", Kind.DEADLINE),
        ("¿Cuánto tiempo hay que conservar los libros?", Kind.DEADLINE),
        ("¿Cuánto duró la inspección?", Kind.DEADLINE),
        ("¿Cuánto cuesta la inspección?", Kind.AMOUNT),
        ("¿Quién resuelve el procedimiento?", Kind.WHO),
        ("¿A qué empresa se adjudicó?", Kind.WHO),
        ("órgano competente para sancionar", Kind.WHO),
        ("¿Con qué dirección general se coordina el plan?", Kind.WHO),
        ("¿Qué comisión valora las solicitudes?", Kind.WHO),
        ("Which agency reports on the mills?", Kind.WHO),
        ("¿Puede subcontratarse la actividad?", Kind.WHETHER),
        ("¿Y si no contestan en seis meses?", Kind.OTHER),
        ("¿Antes de qué fecha debe pagarse?", Kind.DATE),
        ("Until when can the mills apply?", Kind.DATE),
        ("¿Es obligatoria la garantía?", Kind.WHETHER),
        ("¿Tengo que explicar por qué lo pido?", Kind.WHETHER),
        ("Must the beneficiary keep the invoices?", Kind.WHETHER),
        ("hay que publicar la subvención", Kind.WHETHER),
        ("¿A partir de qué cuantía hace falta contrato?", Kind.AMOUNT),
        ("¿Qué documentación acompaña a la solicitud?", Kind.LIST),
        ("¿Cuáles son los requisitos?", Kind.LIST),
        ("¿Por qué no se abre una convocatoria?", Kind.WHY),
        ("¿Por qué cauce se recurre?", Kind.HOW),
        ("¿Dónde se presenta?", Kind.WHERE),
        ("¿Qué se entiende por información pública?", Kind.WHAT),
        ("régimen sancionador", Kind.OTHER),
    ],
)
def test_a_question_is_of_a_kind(question, kind):
    assert kind_of(question) is kind
