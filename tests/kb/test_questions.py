import pytest

from kb.errors import InvalidInput
from kb.questions.question import LONGEST_QUESTION, read
from kb.values import ValueKind

EXPECTED = [
    ("¿Cuánto recibe la Universidad de Monteluz?", {ValueKind.AMOUNT}),
    ("importe de la subvención", {ValueKind.AMOUNT}),
    ("How much does it get?", {ValueKind.AMOUNT}),
    ("¿Cuánto tiempo hay que guardar las facturas?", {ValueKind.DURATION}),
    ("¿Cuánto pueden tardar en contestar?", {ValueKind.DURATION}),
    ("¿Cuánto se da durante el curso?", {ValueKind.AMOUNT}),
    ("¿Cuándo entra en vigor?", {ValueKind.DATE}),
    ("fecha de publicación", {ValueKind.DATE}),
    ("plazo de presentación", {ValueKind.DURATION}),
    ("¿Qué porcentaje se puede subcontratar?", {ValueKind.PERCENTAGE}),
    ("¿Quién coordina la agrupación?", set()),
    ("¿Por qué se dio el dinero sin concurso?", set()),
]


@pytest.mark.parametrize(("text", "kinds"), EXPECTED, ids=[text for text, _ in EXPECTED])
def test_a_question_tells_the_kind_of_value_that_answers_it(text, kinds):
    assert read(text).expects == kinds


def test_the_subject_leaves_out_the_norm_that_is_asked_about():
    question = read("¿Cuándo entró en vigor el Real Decreto 936/2021?")
    assert question.subject == "¿Cuándo entró en vigor el ?"
    assert [norm.number for norm in question.norms] == ["936/2021"]


def test_a_question_that_is_only_a_norm_keeps_its_text():
    assert read("Real Decreto 936/2021").subject == "Real Decreto 936/2021"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("¿Qué exige el artículo 29.3 de la Ley 38/2003?", "38/2003"),
        ("¿Qué exige el artículo 29.3, según la Ley 38/2003?", None),
        ("¿Qué exige el artículo 4?", None),
        ("¿Qué cambia en los artículos 4.4 y 16.2 del Real Decreto 7/2090?", "7/2090"),
        ("¿Qué cambia en el artículo 4, 5 bis y 7.a) de la Ley 38/2003?", "38/2003"),
        ("estados del anejo 1 Circular 4/2097", "4/2097"),
        ("¿Qué exige el artículo 4 a las empresas de la Ley 38/2003?", None),
    ],
)
def test_a_place_belongs_to_the_norm_that_follows_it(text, number):
    question = read(text)
    norm = question.norm_of(question.places[0])
    assert (norm.number if norm else None) == number


@pytest.mark.parametrize("text", ["", "   ", "¿?", "a" * (LONGEST_QUESTION + 1)])
def test_what_is_no_question_is_refused(text):
    with pytest.raises(InvalidInput):
        read(text)


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("¿Qué dice el art. 7.8?", True),
        ("anexo III", True),
        ("Muéstrame el artículo 5 del Real Decreto 936/2021", True),
        ("¿Qué plazo da el artículo 7?", False),
        ("¿Quién paga?", False),
    ],
)
def test_a_question_may_ask_for_nothing_but_a_place(text, only):
    assert read(text).is_only_a_place is only
