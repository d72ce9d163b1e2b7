"""Amending text stays where it is quoted, and lost quotation marks swallow nothing."""

import pytest

AMENDING = {
    "an article in one line": (
        """Artículo 1. Modificación.
           Se modifica el artículo 3, que queda así:
           «Artículo 3. Plazo. El plazo es de un mes.»
           Artículo 2. Entrada en vigor.""",
        ["art_1", "art_2"],
    ),
    "articles over several lines": (
        """Artículo 1. Modificación.
           Uno. El capítulo II queda así:
           «CAPÍTULO II. De los plazos
           Artículo 7. Inicio.
           1. El plazo empieza.
           Artículo 8. Fin.
           2. El plazo acaba.»
           Dos. El artículo 9 queda así:
           «Artículo 9. Prórroga.
           Cabe una.»
           Artículo 2. Entrada en vigor.""",
        ["art_1", "art_1.uno", "art_1.dos", "art_2"],
    ),
    "quoted after a colon on the same line": (
        """Artículo 1. Modificación.
           Queda así: «Artículo 7. Inicio.
           El plazo empieza.
           Artículo 8. Fin.
           El plazo acaba.»
           Artículo 2. Entrada en vigor.""",
        ["art_1", "art_2"],
    ),
    "the mark repeated at each paragraph": (
        """Artículo 1. Modificación.
           Queda así:
           «Artículo 7. Inicio.
           «El plazo empieza.
           «Artículo 8. Fin.
           «El plazo acaba.»
           Artículo 2. Entrada en vigor.""",
        ["art_1", "art_2"],
    ),
    "straight marks": (
        """Artículo 1. Modificación.
           Queda así:
           "Artículo 7. Inicio.
           El plazo empieza.
           Artículo 8. Fin.
           El plazo acaba."
           Artículo 2. Entrada en vigor.""",
        ["art_1", "art_2"],
    ),
    "a definition quoted inside": (
        """Artículo 1. Modificación.
           Queda así:
           «Artículo 7. Definiciones. Se entiende por:
           «Operador»: la persona que opera.
           Artículo 8. Fin.
           El plazo acaba.»
           Artículo 2. Entrada en vigor.""",
        ["art_1", "art_2"],
    ),
    "articles whose numbers happen to follow": (
        """Artículo 1. Modificación.
           Queda así:
           «Artículo 2. Inicio.
           El plazo empieza.
           Artículo 3. Fin.
           El plazo acaba.»
           Artículo 2. Entrada en vigor.""",
        ["art_1", "art_2"],
    ),
    "a mark that nothing closes": (
        """Artículo 1. Modificación.
           Queda así:
           «Artículo 7. Inicio. El plazo empieza.
           Artículo 2. Entrada en vigor.
           Mañana.""",
        ["art_1", "art_2"],
    ),
    "a mark left open before another quotation": (
        """Artículo 1. Modificación.
           Queda así:
           «Artículo 7. Inicio. El plazo empieza.
           TÍTULO II
           Artículo 2. Otra modificación.
           Queda así:
           «Artículo 9. Fin.
           El plazo acaba.»
           Artículo 3. Entrada en vigor.""",
        ["art_1", "tit_II", "art_2", "art_3"],
    ),
    "a mark lost in the middle of a sentence": (
        """Artículo 1. Objeto.
           Los fondos «Next (REACT-EU») «nuevos se gestionan aquí.
           Artículo 2. Ámbito.
           El «ámbito».
           Artículo 3. Entrada en vigor.""",
        ["art_1", "art_2", "art_3"],
    ),
    "articles swallowed up to a closing mark": (
        """Artículo 1. Modificación.
           Queda así:
           «1. La escala es esta:
           Artículo 2. Deducciones.
           Se deduce.
           Artículo 3. Cuota.
           Se paga.»
           Artículo 4. Entrada en vigor.""",
        ["art_1", "art_2", "art_3", "art_4"],
    ),
    "a foreign article without marks of its own": (
        """Artículo 1. Modificación.
           La Ley queda así:
           Artículo 35.
           «Se celebrarán concursos.»
           Artículo 2. Entrada en vigor.""",
        ["art_1", "art_2"],
    ),
}


@pytest.mark.parametrize("case", AMENDING)
def test_amending_text(outline, case):
    text, expected = AMENDING[case]
    assert outline(text) == expected


def test_quoted_text_stays_in_the_item_that_introduces_it(norm):
    document = norm(AMENDING["articles over several lines"][0])
    assert document.text_of(document.unit("art_1.dos")).endswith("«Artículo 9. Prórroga.\nCabe una.»")
