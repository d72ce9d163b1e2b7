"""What the gazette's analysis says that one norm does to another: effects, places, whole or in part."""

from datetime import date

import pytest

from kb.acts import Effect, acts_by, acts_of, places_in
from kb.documents import AnalysisReference, Direction, DocumentId


def said(relation, wording, direction=Direction.LATER):
    return AnalysisReference(direction=direction, relation=relation, target=DocumentId("BOE-A-2099-7"), wording=wording)


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("el art. 23.2", ("art_23.2",)),
        ("los arts. 8.1, 20.5 y 8", ("art_8.1", "art_20.5", "art_20.8")),
        ("los arts. 35 a 38", ("art_35", "art_36", "art_37", "art_38")),
        ("el art. 13.3 bis", ("art_13.3_bis",)),
        ("el art. 81.bis.1", ("art_81_bis.1",)),
        ("art. 6 bis", ("art_6_bis",)),
        ("los arts. 96.2.b) y 100.4", ("art_96.2", "art_100.4")),
        ("los arts. 20, 32.2, , 50 y 57", ("art_20", "art_32.2", "art_50", "art_57")),
        ("la disposición adicional 18.2", ("da_18.2",)),
        ("las disposiciones adicionales 3 y 4 y la transitoria 2", ("da_3", "da_4", "dt_2")),
        ("la disposición final 1.1 y el anexo II", ("df_1.1", "an_II")),
        ("la disposición derogatoria única", ("dd_unica",)),
        ("la norma 5", ("norma_5",)),
        ("determinados preceptos", ()),
        ("en BOE núm. 57, de 7 de marzo de 2007", ()),
    ],
)
def test_places_are_ids_of_units(words, places):
    assert places_in(words) == places


@pytest.mark.parametrize(
    ("relation", "wording", "acts"),
    [
        ("SE MODIFICA", "el art. 39, por Ley 5/2099, de 9 de marzo", [(Effect.AMENDS, ("art_39",), False)]),
        (
            "SE DEROGA",
            "el art. 3, SE MODIFICA el art. 5.1 y SE AÑADE la disposición adicional 13, por Real Decreto 1/2099",
            [
                (Effect.REPEALS, ("art_3",), False),
                (Effect.AMENDS, ("art_5.1",), False),
                (Effect.AMENDS, ("da_13",), False),
            ],
        ),
        ("SE DEROGA", ", por Ley 5/2099, de 9 de marzo", [(Effect.REPEALS, (), True)]),
        (
            "SE DEROGA",
            "con efectos de 2 de octubre de 2099, por Ley 5/2099, de 9 de marzo",
            [(Effect.REPEALS, (), True)],
        ),
        ("SE DEROGA", "en la forma indicada, por Ley 5/2099, de 9 de marzo", [(Effect.REPEALS, (), False)]),
        (
            "SE DECLARA",
            "en el Recurso 1/2099, la inconstitucionalidad y nulidad del art. 7.1 a) en la redacción dada por la "
            "disposición final 2 de la Ley 3/2098, por Sentencia 70/2099, de 14 de abril",
            [(Effect.ANNULS, ("art_7.1",), False)],
        ),
        ("SE DECLARA", "su desestimación en relación con el art. 35, por Sentencia 67/2099, de 6 de junio", []),
        ("SE DECLARA", "la constitucionalidad del art. 3.4, por Sentencia 135/2099", []),
        ("SE DICTA DE CONFORMIDAD", "con el art. 24.5: Orden EHA/699/2099, de 12 de marzo", []),
        ("CORRECCIÓN de errores", "en BOE núm. 57, de 7 de marzo de 2099", [(Effect.CORRECTS, (), False)]),
    ],
)
def test_an_analysis_is_read_as_acts(relation, wording, acts):
    assert [(act.effect, act.places, act.whole) for act in acts_of(said(relation, wording))] == acts


@pytest.mark.parametrize(
    ("wording", "whole", "places"),
    [
        ("el Real Decreto 772/1999, de 7 de mayo", True, ()),
        ("Decreto 2784/1964, de 27 de julio", True, ()),
        (", en la forma indicada, la Ley 30/1992, de 26 de noviembre", False, ()),
        ("en cuanto se oponga el Decreto 2784/1964, de 27 de julio", False, ()),
        ("los arts. 4 y 5 de la Ley 2/2011, de 4 de marzo", False, ("art_4", "art_5")),
    ],
)
def test_a_repeal_is_told_from_a_partial_one(wording, whole, places):
    (act,) = acts_by(said("DEROGA", wording, Direction.EARLIER), DocumentId("BOE-A-2099-8"), "Ley 8/2099", None)
    assert (act.whole, act.places, act.effect) == (whole, places, Effect.REPEALS)


def test_an_act_names_its_norm_and_its_day():
    (act,) = acts_of(said("SE MODIFICA", "el art. 39, por la Ley 5/2022, de 9 de marzo"))
    assert (act.by, act.name, act.day) == ("BOE-A-2099-7", "Ley 5/2022, de 9 de marzo", date(2022, 3, 9))
    (act,) = acts_of(said("CORRECCIÓN de errores", "en BOE núm. 57, de 7 de marzo de 2099"))
    assert (act.name, act.day) == ("BOE-A-2099-7", date(2099, 1, 1))
