"""Yes or no, or neither where a clause could be read both ways."""

import pytest

from kb.answers.polarity import Polarity, polarity


@pytest.mark.parametrize(
    ("question", "clause", "answer"),
    [
        ("¿Se puede subcontratar la obra?", "No podrá subcontratarse la obra.", Polarity.NO),
        ("¿Se puede subcontratar?", "Estarán obligadas a hacerla, excluyéndose la subcontratación.", Polarity.NO),
        ("¿Hace falta un aval o fianza?", "Quedan exoneradas de la constitución de garantía.", Polarity.NO),
        ("¿Tengo que explicar el motivo?", "El solicitante no está obligado a motivar su solicitud.", Polarity.NO),
        ("¿Se puede delegar la gestión?", "Le corresponde al ministerio, sin que pueda delegarse.", Polarity.NO),
        ("¿Es gratuito el acceso?", "El acceso será gratuito. No obstante, las copias tienen un precio.", Polarity.YES),
        (
            "¿Puede recibir otras ayudas?",
            "Será compatible con otras ayudas, siempre que no superen el coste.",
            Polarity.YES,
        ),
        ("¿Hay que publicar la ayuda?", "Las entidades deberán publicar la ayuda en su web.", Polarity.YES),
        ("¿Hay que publicar la ayuda?", "La publicación de la ayuda y la no concurrencia de otras.", None),
        ("¿Hay que presentar un informe?", "La entidad podrá presentar un informe.", None),
        (
            "¿Se puede recurrir un acto de trámite?",
            "El órgano competente para resolver podrá suspender la ejecución del acto impugnado.",
            None,
        ),
        ("¿Se puede recurrir la resolución?", "Contra ella podrá interponerse recurso de alzada.", Polarity.YES),
        ("¿Se puede pagar antes o después?", "Podrá pagarse tras la resolución.", None),
        ("¿Tiene voto el secretario?", "Actuará como secretario un funcionario, con voz pero sin voto.", Polarity.NO),
        ("¿Se paga sin aval?", "El pago se hará cuando se presente un aval.", None),
        ("¿Se puede moler de noche?", "Ninguna de las muelas podrá moler de noche.", Polarity.NO),
        ("¿Se admite trigo mojado?", "El trigo será nacional y no se permitirá el trigo mojado.", Polarity.NO),
        ("¿Puede cambiarse si daña a otros?", "El plan podrá cambiarse siempre que no dañe a otros.", None),
        (
            "¿Son financiables los sueldos?",
            "No serán financiables los sueldos que deriven de contratar a un socio.",
            None,
        ),
        (
            "¿Es financiable el sueldo de un socio?",
            "No serán financiables los sueldos que deriven de contratar a un socio.",
            Polarity.NO,
        ),
        ("¿Es financiable el IVA?", "Declaración de estar la actividad exenta de declarar el IVA.", None),
        ("¿Hay que presentar solicitud?", "La solicitud acredita el cumplimiento de las obligaciones fiscales.", None),
        ("¿Hay que cuidar el empleo?", "Las obras no deberán dañar el empleo.", None),
        ("¿La ayuda es un préstamo?", "La ayuda será objeto de financiación europea.", None),
        ("¿Es financiable la compra de un coche?", "Serán financiables los gastos de molienda.", None),
        ("¿Es beneficiaria la Casa Roja?", "Son beneficiarias todas las casas a excepción de la Casa Roja.", None),
        (
            "¿Se puede arrendar a un primo?",
            "En el supuesto de que la obra se haga con socios o empresas, podrá arrendarse con permiso.",
            None,
        ),
        ("viuda con dos hijos: ¿tiene que pagar la tasa?", "La empresa deberá pagar la tasa.", None),
        ("¿Puede pedirla una cooperativa?", "Podrán pedirla:\na) Los molinos.\nb) Las cooperativas.", Polarity.YES),
        ("¿Puede pedirla una cooperativa?", "No podrán pedirla:\na) Los molinos.\nb) Las cooperativas.", Polarity.NO),
    ],
)
def test_a_clause_answers_yes_no_or_neither(question, clause, answer):
    assert polarity(question, clause) is answer
