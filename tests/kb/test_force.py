"""The day of an entry into force, as provisions word it."""

from datetime import date

import pytest

from kb import force

PUBLISHED = date(2023, 1, 31)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Entrará en vigor el día siguiente al de su publicación en el «BOE».", date(2023, 2, 1)),
        ("Esta orden entrará en vigor al día\nsiguiente de su publicación.", date(2023, 2, 1)),
        ("Entrará en vigor el mismo día de su publicación.", PUBLISHED),
        ("Entrará en vigor el día de su publicación.", PUBLISHED),
        ("La presente ley entrará en vigor a los veinte días de su completa publicación.", date(2023, 2, 20)),
        ("Entrará en vigor al mes de su publicación.", date(2023, 2, 28)),
        ("Entrará en vigor al año de su publicación.", date(2024, 1, 31)),
        ("Entrará en vigor transcurridos tres meses desde su publicación.", date(2023, 4, 30)),
        ("Entrará en vigor a los tres meses, contados desde el día siguiente al de su publicación.", date(2023, 4, 30)),
        ("Entrará en vigor a los diez días del siguiente al de su publicación.", date(2023, 2, 10)),
        ("Entrará en vigor el primer día del mes siguiente al de su publicación.", date(2023, 2, 1)),
        ("Entrará en vigor cuando lo diga la ley de su publicación.", None),
        ("Entrará en vigor el 1 de enero de 2024.", None),
        ("Se publicará al día siguiente.", None),
    ],
)
def test_the_day_that_a_provision_means(text, day):
    assert force.day(text, PUBLISHED) == day


def test_a_day_that_is_not_counted_from_the_publication_is_not_said():
    assert not force.said("Entrará en vigor el 1 de enero de 2024.")
    assert force.said("Entrará en vigor al año de su publicación.")


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("¿Cuándo entró en vigor la Ley 39/2015?", True),
        ("¿Desde cuándo se aplica la orden?", True),
        ("¿Desde qué día es exigible?", True),
        ("¿Desde cuándo produce efectos?", True),
        ("¿Cuándo se paga?", False),
        ("¿Cómo se aplica?", False),
    ],
)
def test_what_asks_for_it(question, asked):
    assert force.asked(question) is asked
