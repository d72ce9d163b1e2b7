import hashlib

import pytest

from ingest.extraction import Extractor
from ingest.parsing import parse
from kb.documents import Document, DocumentKind, Source
from kb.facts import EntityType

NOTE = """Pesca

El puerto crece

- Lo ha dicho hoy el Gobierno

Vigo, 3 de mayo de 2098.- {text}
"""


@pytest.fixture(scope="module")
def found():
    extractor = Extractor()

    def of(text, kind):
        data = NOTE.format(text=text).encode()
        digest = hashlib.sha256(data).hexdigest()
        document = parse(Source(name="a.txt", data=data, sha256=digest, origin="", media_type="text/plain"))
        assert isinstance(document, Document), document
        assert document.kind is DocumentKind.PRESS_NOTE
        return [one for one in extractor.entities(document) if one.type is kind]

    return of


PEOPLE = [
    ("La ministra de Pesca, Puertos y Costas, Ana Ruiz Sanz, ha visitado el muelle.", "Ana Ruiz Sanz",
     "ministra de Pesca, Puertos y Costas"),
    ("Lo firma M.ª Luisa Mar, catedrática de Óptica de la Universidad de Vigo, con otros.", "M.ª Luisa Mar",
     "catedrática de Óptica de la Universidad de Vigo"),
    ("El presidente de la Federación de Cofradías (FECO), Luis del Mar Bravo, ha hablado.", "Luis del Mar Bravo",
     "presidente de la Federación de Cofradías"),
    ("Recibió la cartera de Puertos de Luis Mar, actual ministro de Cultura.", "Luis Mar", "ministro de Cultura"),
    ("La vicepresidenta segunda y ministra de Trabajo, Eva Sol, ha hablado.", "Eva Sol", "ministra de Trabajo"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "office"), PEOPLE)
def test_a_person_has_an_office(found, text, name, office):
    (one,) = found(text, EntityType.PERSON)
    assert (one.value, one.attributes["office"]) == (name, office)


def test_who_is_treated_as_don_is_a_person_and_a_list_of_matters_is_none(found):
    assert [one.value for one in found("Preside doña Eva Sol Mar.", EntityType.PERSON)] == ["Eva Sol Mar"]
    assert found("El ministro de Agricultura, Pesca y Alimentación, ha hablado.", EntityType.PERSON) == []
    assert found("El ministro de Pesca recibe la cartera de su amigo, Luis Mar.", EntityType.PERSON) == []


PROGRAMMES = [
    ("El Programa Puertos Vivos lo paga.", ["Programa Puertos Vivos"]),
    ("El Plan de Recuperación, Transformación y Resiliencia (PRTR) lo prevé.",
     ["Plan de Recuperación, Transformación y Resiliencia"]),
    ("El Fondo Europeo de Pesca y el programa «Mar abierto».", ["Fondo Europeo de Pesca", "programa «Mar abierto»"]),
    ("Se financia con Erasmus+ y Next Generation EU.", ["Erasmus+", "Next Generation EU"]),
    ("El Plan dirá cuándo.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), PROGRAMMES)
def test_a_programme_has_its_whole_name(found, text, names):
    assert [one.value for one in found(text, EntityType.PROGRAMME)] == names


QUANTITIES = [
    ("Beneficia a más de 600.000 marineros.", [(600_000, "marineros", {"bound": "min"})]),
    ("Hay 39.784 nuevos buques y cerca de 2 millones de redes.",
     [(39_784, "nuevos buques", {}), (2_000_000, "redes", {"approx": True})]),
    ("Cuesta 300 euros en 15 días, un 20 por ciento de 2098.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "counted"), QUANTITIES)
def test_what_a_note_counts_is_a_quantity(found, text, counted):
    read = found(text, EntityType.QUANTITY)
    assert [(one.value, one.attributes["unit"]) for one in read] == [one[:2] for one in counted]
    for one, (_, _, told) in zip(read, counted, strict=True):
        assert told.items() <= one.attributes.items()


BODIES = [
    ("El Ministerio de Universidades y Crue lo crean.", ["Ministerio de Universidades"]),
    ("El Ministerio de Educación y Deportes lo crea.", ["Ministerio de Educación y Deportes"]),
    ("El Ministerio para la Transición Ecológica y el Reto Demográfico lo crea.",
     ["Ministerio para la Transición Ecológica y el Reto Demográfico"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), BODIES)
def test_a_ministry_ends_with_its_last_matter(found, text, names):
    assert [one.value for one in found(text, EntityType.BODY) if "Gobierno" not in str(one.value)] == names
