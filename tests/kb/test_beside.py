"""Words that say something only side by side."""

import pytest

from kb.questions.beside import beside


@pytest.mark.parametrize(
    ("question", "has", "has_not"),
    [
        ("plazo de la fase 2", "La fase 2 termina en junio.", "La fase 1 dura 2 meses."),
        ("¿Qué cobra el grupo 3?", "Grupo 3: 1.200 euros.", "Grupo 1: 3 euros."),
        ("motores de 50 caballos", "de hasta 50 caballos", "de 20 caballos y 50 centímetros"),
        ("cambios que no requieren permiso", "No requerirán permiso.", "Requerirán permiso; no bastará comunicarlo."),
        ("cambios que no se notifican", "los que no se notificarán", "los que se notificarán"),
    ],
)
def test_a_pair_is_not_its_words_apart(question, has, has_not):
    asked = beside(question)
    assert asked.share(has) == 1.0
    assert asked.share(has_not) < 1.0


@pytest.mark.parametrize(
    "question",
    ["¿Cuánto recibe en 2022?", "art. 3 de la Ley 5/2001", "más de 3 millones", "el 3 de mayo", "sin cifras"],
)
def test_years_places_amounts_and_days_are_no_pairs(question):
    assert beside(question).pairs == ()
    assert beside(question).share("el 3 de mayo de 2022, 3 millones, art. 3") == 0.0


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Se crean 1.200 nuevas plazas.", True),
        ("Hay doce plazas.", True),
        ("Las plazas se cubren en 30 días.", False),
        ("Las plazas de 2022.", False),
    ],
)
def test_what_is_counted_has_its_number_before_it(text, counts):
    assert beside("¿Cuántas plazas hay?").counts(text) is counts
    assert not beside("¿Qué plazas hay?").counts(text)
