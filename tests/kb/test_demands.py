"""What a question demands, and whether a text meets it."""

import pytest

from kb.questions.demands import Demand, demands, lacking
from kb.values import ValueKind


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("¿Cuánto dinero recibe la fundación?", {Demand.AMOUNT}),
        ("importe de la ayuda al ayuntamiento", {Demand.AMOUNT}),
        ("¿Qué porcentaje se puede subcontratar?", {Demand.PERCENTAGE}),
        ("¿En qué fecha se firmó?", {Demand.DATE}),
        ("¿Qué plazo hay para recurrir?", {Demand.PERIOD}),
        ("¿Cuántas semanas hay para reclamar?", {Demand.PERIOD}),
        ("¿Qué NIF tiene la fundación?", {Demand.TAX_NUMBER}),
        ("¿De quién es el NIF G89020010?", set()),
        ("¿En qué fecha empezará a funcionar?", {Demand.DAY_TO_COME}),
        ("¿Cuánto cuesta el carné?", {Demand.AMOUNT}),
        ("¿Cuánto invertirá el cabildo?", {Demand.AMOUNT}),
        ("¿Cuánto pondrá cada parte?", {Demand.AMOUNT}),
        ("¿De cuánto es el premio?", {Demand.AMOUNT}),
        ("precio del carné", {Demand.AMOUNT}),
        ("¿De cuánto es el plazo?", set()),
        ("¿Cómo se llama la directora?", {Demand.PERSON}),
        ("¿Quién es la ministra de Molinos?", {Demand.PERSON}),
        ("¿Quién es el presidente de la comisión de evaluación?", set()),
        ("¿Quién es el presidente?", set()),
        ("¿Cómo se llama el programa?", {Demand.NAME}),
        ("¿Cómo se llama la empresa responsable?", {Demand.NAME}),
        ("apellidos del alcalde", {Demand.PERSON}),
        ("¿Puede delegar en otro que actúe en su nombre?", set()),
        ("¿Cuántos molinos se restauran?", {Demand.COUNT}),
        ("How many mills are restored?", {Demand.COUNT}),
        ("De los doce molinos, ¿cuántos son del pueblo?", set()),
        ("¿Qué teléfono tiene la oficina?", {Demand.PHONE}),
        ("¿A qué correo electrónico se escribe?", {Demand.EMAIL}),
        ("¿Cuándo empieza el plazo?", set()),
        ("¿Quién resuelve?", set()),
    ],
)
def test_a_question_demands_what_it_names(question, asked):
    assert demands(question) == asked


@pytest.mark.parametrize(
    ("demand", "text", "met"),
    [
        (Demand.AMOUNT, "Se conceden 3.500 euros.", True),
        (Demand.AMOUNT, "Se concede una ayuda.", False),
        (Demand.PERCENTAGE, "hasta el 20 por ciento", True),
        (Demand.PERCENTAGE, "los intereses de demora que correspondan", False),
        (Demand.DATE, "Se ha aprobado hoy.", True),
        (Demand.DATE, "Se aprobará en breve.", False),
        (Demand.DAY_TO_COME, "Se ha aprobado hoy.", False),
        (Demand.DAY_TO_COME, "el día siguiente al de su publicación", True),
        (Demand.PERSON, "Ha intervenido la ministra, Elena Ruiz Campo.", True),
        (Demand.PERSON, "Lo ha explicado Leyre Plana Campo.", True),
        (Demand.PERSON, "Ha intervenido la Universidad Popular de Almazora.", False),
        (Demand.PERSON, "La concede la Secretaría de Estado de Molinos y Aspas Viejas, por medio de otros.", False),
        (Demand.PERSON, "Abarca los departamentos de Río Chico y Lago Hondo.", False),
        (Demand.PERSON, "Acudieron los apartados Decimoséptimo y Decimoctavo.", False),
        (Demand.PERSON, "Acudió la Secretaria General de Molinos, Elena Ruiz Campo.", True),
        (Demand.PERIOD, "en el plazo de diez días hábiles", True),
        (Demand.TAX_NUMBER, "Fundación Molinos, G89020010", True),
        (Demand.TAX_NUMBER, "Fundación Molinos, creada en 1972", False),
        (Demand.NAME, "Ha intervenido la ministra, Elena Ruiz Campo.", True),
        (Demand.NAME, "la persona apoderada, conforme a la Ley 38/2003, de 17 de noviembre, General de Ayudas", False),
        (Demand.COUNT, "Se restauran doce molinos.", True),
        (Demand.COUNT, "Habrá un máximo de 1.200 nuevas plazas.", True),
        (Demand.COUNT, "Se hará en un pago único.", True),
        (Demand.COUNT, "Molino\nPlazas\nEl Alto 12", True),
        (Demand.COUNT, "Una vez aprobado el Real Decreto 3/2090, de 8 de febrero, se restauran los molinos.", False),
        (Demand.COUNT, "El titular del Juzgado número 8 restaura los molinos.", False),
        (Demand.PERSON, "La Ministra de Molinos,\nNURIA CAMPO RUIZ", True),
        (Demand.PERSON, "La oficina de El Ejido aplica el Convenio de Viena sobre Relaciones Consulares.", False),
        (Demand.PERIOD, "antes del 3 de marzo de 2091", True),
        (Demand.PERIOD, "los ejercicios 2090-2091", False),
        (Demand.PHONE, "Teléfono: 912 345 678.", True),
        (Demand.PHONE, "La oficina tiene el NIF G89020010.", False),
        (Demand.PHONE, "La ayuda es de 900.000.000 euros.", False),
        (Demand.PHONE, "Llame al 060.", True),
        (Demand.EMAIL, "Escriba a molinos@example.org.", True),
        (Demand.EMAIL, "Se enviará por correo.", False),
        (Demand.DATE, "La Resolución de 12 de julio de 2090 no da más.", False),
        (Demand.COUNT, "a) Los molinos del artículo 3 de la Ley 2/2090.", False),
    ],
)
def test_a_text_meets_a_demand_or_not(demand, text, met):
    assert (lacking(frozenset({demand}), text, frozenset()) == frozenset()) is met


def test_a_value_read_elsewhere_counts():
    assert not lacking(frozenset({Demand.AMOUNT}), "Fundación Molinos 2,5", {ValueKind.AMOUNT})
