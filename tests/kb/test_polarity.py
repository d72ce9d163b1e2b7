"""Yes or no, or neither where a clause could be read both ways."""

import pytest

from kb.polarity import Polarity, polarity


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
    ],
)
def test_a_clause_answers_yes_no_or_neither(question, clause, answer):
    assert polarity(question, clause) is answer
