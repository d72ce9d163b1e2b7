"""How lists nest, go on, restart and skip inside an article."""

import pytest

CASES = {
    "letters under an apartado": (
        """1. Son obligaciones:
           a) Una.
           b) Otra.
           2. Son derechos.""",
        "1 1.a 1.b 2",
    ),
    "points under a letter": (
        """1. Son gastos:
           a) De personal:
           1.º Sueldos.
           2.º Dietas.
           b) De viaje.""",
        "1 1.a 1.a.1 1.a.2 1.b",
    ),
    "i) after h) is a letter": (
        "\n".join(f"{letter}) Cosa." for letter in "abcdefghij"),
        "a b c d e f g h i j",
    ),
    "i) under a letter is a roman number": (
        """a) Los gastos:
           i) Directos.
           ii) Indirectos.
           iii) Otros.
           iv) Varios.
           b) Los ingresos.""",
        "a a.i a.ii a.iii a.iv b",
    ),
    "capitals over small letters": (
        """A) Atribuciones:
           a) Mandar.
           b) Obedecer.
           B) Condiciones:
           a) Saber.""",
        "A A.a A.b B B.a",
    ),
    "dashes under a letter": (
        """a) Se aportará:
           – el título;
           – la copia.
           b) Nada más.""",
        "a a.g1 a.g2 b",
    ),
    "decimals hang on their numbers": (
        """1. Objeto.
           1.1 Alcance.
           1.2 Límites.
           1.2.1 Personales.
           1.2.2 Temporales.
           1.3 Exclusiones.
           2. Plazo.
           2.1 Inicio.""",
        "1 1.1 1.2 1.2.1 1.2.2 1.3 2 2.1",
    ),
    "decimals alone": (
        """1.1 Alcance.
           1.2 Límites.
           2.1 Inicio.""",
        "1_1 1_2 2_1",
    ),
    "inserted items": (
        """1. Uno.
           1 bis. Uno bis.
           1 ter. Uno ter.
           2. Dos.""",
        "1 1_bis 1_ter 2",
    ),
    "ñ and ll take no place": (
        "\n".join(f"{letter}) Cosa." for letter in ("k", "l", "ll", "m", "n", "ñ", "o")),
        "k l ll m n ñ o",
    ),
    "letters go on after z": (
        "\n".join(f"{letter}) Cosa." for letter in (*"abcdefghijklmnopqrstuvwxyz", "aa", "bb")),
        "a b c d e f g h i j k l m n o p q r s t u v w x y z aa bb",
    ),
    "numbers missing by repeal": (
        """1. Uno.
           4. Cuatro.
           a) Una.
           e) Otra.
           5. Cinco.""",
        "1 4 4.a 4.e 5",
    ),
    "a list that begins late": ("3. Tres.\n4. Cuatro.", "3 4"),
    "amendments in words": (
        """Uno. Se modifica.
           Dos. Se añade.
           Tres. Se suprime.""",
        "uno dos tres",
    ),
    "ordinals inside an article are a list": (
        """El órgano acordará:
           Primero. Abrir.
           Segundo. Cerrar.""",
        "primero segundo",
    ),
    "a second list under the same apartado": (
        """1. Personas físicas:
           a) Mayores.
           b) Menores.
           Personas jurídicas:
           a) Públicas.
           b) Privadas.""",
        "1 1.a 1.b 1.a~2 1.b~2",
    ),
    "a number that is no mark": (
        """1. El importe es de
           22.000.000 de euros, que se pagan en
           2021 y 2022.""",
        "1",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_lists(outline, case):
    body, expected = CASES[case]
    assert outline(f"Artículo 1. Objeto.\n{body}") == ["art_1", *(f"art_1.{part}" for part in expected.split())]


def test_a_paragraph_after_a_list_goes_back_to_the_apartado(norm):
    document = norm("""Artículo 1. Objeto.
        1. Son gastos:
        a) Los de personal.
        Se acreditarán con nóminas.
        2. Son ingresos.""")
    assert document.text_of(document.unit("art_1.1.p2")) == "Se acreditarán con nóminas."


def test_a_paragraph_after_the_list_that_an_article_introduces_goes_back_to_the_article(norm):
    document = norm("""Artículo 1. Objeto.
        Son requisitos:
        1. El título.
        2. La edad.
        Todos se acreditarán.""")
    assert document.text_of(document.unit("art_1.p2")) == "Todos se acreditarán."


def test_a_paragraph_of_an_apartado_that_introduces_something_stays_in_it(norm):
    document = norm(
        """Artículo 1. Coste.

        1. El coste se calcula así:

        Donde las letras quieren decir:

        M = Molienda.

        2. Las facturas se guardarán."""
    )
    within = [unit.unit_id for unit in document.units if document.text_of(unit).startswith(("Donde", "M ="))]
    assert within == ["art_1.1.p2", "art_1.1.p3"]


def test_a_paragraph_between_two_items_is_a_part_of_the_first(norm):
    document = norm("""Artículo 1. Memoria.
        1. La memoria contendrá:
        a) El mapa de los faros.
        Cada faro llevará su número.
        Su número no cambiará.
        b) Las cuentas, que tendrán:
        1.º Los gastos.
        Los gastos llevarán su factura.
        2.º Los ingresos.
        En las cuentas no habrá tachaduras.
        c) El índice.
        Todo irá firmado.
        2. La memoria se guardará.""")
    told = {document.text_of(unit): unit.label for unit in document.leaves()}
    assert {text: told[text] for text in told if not text[0].isdigit() and text[1] != ")"} == {
        "Artículo 1. Memoria.": "art. 1",
        "Cada faro llevará su número.": "art. 1.1.a), párrafo segundo",
        "Su número no cambiará.": "art. 1.1.a), párrafo tercero",
        "Los gastos llevarán su factura.": "art. 1.1.b) 1.º, párrafo segundo",
        "En las cuentas no habrá tachaduras.": "art. 1.1.b), párrafo segundo",
        "Todo irá firmado.": "art. 1.1, párrafo segundo",
    }
    assert told["2.º Los ingresos."] == "art. 1.1.b) 2.º"


def test_what_introduces_the_items_that_follow_hangs_on_what_they_do(norm):
    document = norm("""Artículo 1. Memoria.
        1. La memoria contendrá:
        a) El mapa.
        Y además, si hay faros:
        b) Sus luces.""")
    assert document.unit("art_1.1.p2").label == "art. 1.1, párrafo segundo"
    assert document.unit("art_1.1.b").label == "art. 1.1.b)"


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Primero. Objeto de las ayudas.", "disposición adicional única, apartado Primero"),
        ("Primero. El objeto se dirá.", "disposición adicional única, apartado Primero, párrafo segundo"),
    ],
)
def test_the_title_of_an_apartado_is_no_paragraph_of_it(norm, line, label):
    document = norm(f"""Artículo 1. Faros.
        Habrá faros.
        Disposición adicional única. Convocatoria.
        {line}
        Las ayudas son para los faros.
        Segundo. Plazo.
        El plazo será de un mes.""")
    assert next(u.label for u in document.leaves() if document.text_of(u).startswith("Las ayudas")) == label


def test_paragraphs_after_a_decimal_are_its_own_and_the_next_decimal_goes_on_beside_it(norm):
    document = norm("""Artículo 1. Objeto.
        4. Memoria.
        4.1 Planificación.
        4.1.1 Plan de estudios.
        El plan se describe por materias.
        4.1.2 Metodología.
        La metodología se justifica.
        4.2 Personal.""")
    parts = ("4", "4.1", "4.1.1", "4.1.1.p2", "4.1.2", "4.1.2.p2", "4.2")
    assert [u.unit_id for u in document.units if u.unit_id in {f"art_1.{part}" for part in parts}] == [
        f"art_1.{part}" for part in parts
    ]
    assert document.text_of(document.unit("art_1.4.1.2.p2")) == "La metodología se justifica."


def test_marks_alone_on_their_line_open_items(outline):
    assert outline("Artículo 1. Objeto.\n1.\nTexto.\n2.\nTexto.") == ["art_1", "art_1.1", "art_1.2"]


def test_lists_alternating_for_ever_stay_shallow(norm):
    document = norm("Artículo 1. Objeto.\n" + "a) Una.\n1) Dos.\n" * 500)
    assert max(len(document.ancestors(unit)) for unit in document.units) < 8


def test_items_carry_their_marks(norm):
    document = norm("Artículo 1. Objeto.\n1. Uno.\na) Una.\n1.º Otra.")
    assert [document.unit(i).mark for i in ("art_1.1", "art_1.1.a", "art_1.1.a.1")] == ["1", "a)", "1.º"]
    assert document.unit("art_1.1.a.1").label == "art. 1.1.a) 1.º"
