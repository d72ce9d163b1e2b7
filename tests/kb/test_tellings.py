"""Where documents say who signs them, since when and whether they are the law, what they amend, what they rest on."""

import pytest

from ingest.events import Report
from ingest.pipeline import ingest
from kb.base import KnowledgeBase
from kb.settings import Settings
from tests.support import WordEncoder

DECREE = """Está Vd. en

Documento BOE-A-2097-7

Real Decreto 7/2097, de 4 de abril, por el que se regulan las ayudas a los molinos de viento y se modifica el \
Real Decreto 1/2090, de 3 de enero.

Publicado en:
«BOE» núm. 90, de 6 de abril de 2097, páginas 11 a 12 (2 págs.)
Sección:
I. Disposiciones generales
Departamento:
Ministerio de los Molinos
Referencia:
BOE-A-2097-7

TEXTO ORIGINAL

En su virtud, a propuesta de la Ministra de los Molinos, y previa deliberación del Consejo de Ministros en su \
reunión del día 4 de abril de 2097,

DISPONGO:

Artículo 1. Objeto.

Este real decreto regula las ayudas a los molinos de viento.

Artículo 2. Firma del acuerdo de agrupación.

El acuerdo de agrupación lo firman los molineros.

Artículo 3. Publicación de la resolución de concesión.

La resolución de concesión la dicta la Dirección General de Harinas y se publica en un mes.

Disposición final primera. Modificación del Real Decreto 1/2090, de 3 de enero, sobre aspas.

El artículo 2 del Real Decreto 1/2090, de 3 de enero, queda redactado como sigue: «Las aspas son cuatro».

Disposición final segunda. Título competencial.

Este real decreto se dicta al amparo del artículo 149.1.25.ª de la Constitución, sobre bases del régimen energético.

Disposición final tercera. Facultades de desarrollo.

Se faculta a la Ministra de los Molinos para dictar las disposiciones necesarias para la ejecución de este real decreto.

Disposición final cuarta. Incorporación de derecho de la Unión Europea.

Mediante este real decreto se incorpora al derecho español la Directiva 2095/3/UE, sobre el viento.

Disposición final quinta. Entrada en vigor.

Este real decreto entrará en vigor el día siguiente al de su publicación en el «Boletín Oficial del Estado».

Dado en Madrid, el 4 de abril de 2097.

ALONSO R.

La Ministra de los Molinos,

DULCINEA DEL TOBOSO RUIZ

ANÁLISIS

  • Rango: Real Decreto
  • Fecha de disposición: 04/04/2097
  • Fecha de publicación: 06/04/2097
Referencias anteriores
  • MODIFICA el art. 2 del Real Decreto 1/2090, de 3 de enero (Ref. BOE-A-2090-1).
Materias
  • Energía eólica
  • Harinas
"""
RESOLUTION = """Está Vd. en

Documento BOE-A-2097-9

Resolución de 8 de mayo de 2097, de la Dirección General de Harinas, por la que se publican los precios del pan.

Publicado en:
«BOE» núm. 110, de 9 de mayo de 2097, páginas 1 a 2 (2 págs.)
Departamento:
Ministerio de los Molinos
Referencia:
BOE-A-2097-9

TEXTO ORIGINAL

Primero. Precios.

El pan cuesta 2 euros.

Segundo. Eficacia.

La presente resolución producirá efectos el mismo día de su publicación en el «Boletín Oficial del Estado».

Madrid, 8 de mayo de 2097.–El Director General de Harinas, Sancho Panza Gil.
"""
HEAD = """---
title: "{title}"
identifier: "{id}"
rank: "orden"
publication_date: "2095-02-03"
last_updated: "{updated}"
status: "{status}"
source: "https://www.boe.es/eli/es/o/2095/02/01/{number}"
department: "Ministerio de los Molinos"
official_number: "MOL/{number}/2095"
enactment_date: "2095-02-01"
{more}consolidation_status: "Finalizado"
---
# {title}

"""
SIGNED = "Madrid, 1 de febrero de 2095.–La Ministra, Luisa Sol Mar.\n"
BODY = "##### Artículo 1. Objeto.\n\nEsta orden regula {what}.\n\n" + SIGNED


def order(number: int, what: str, *, status: str = "in_force", more: str = "", note: str = "") -> str:
    title = f"Orden MOL/{number}/2095, de 1 de febrero, por la que se regula {what}"
    head = HEAD.format(
        title=title, id=f"BOE-A-2095-{number}", updated="2096-07-01", status=status, number=number, more=more
    )
    return head + note + BODY.format(what=what)


FILES = {
    "decreto.txt": DECREE,
    "resolucion.txt": RESOLUTION,
    "vigente.md": order(1, "la molienda del trigo"),
    "derogada.md": order(
        2,
        "la molienda del centeno",
        status="repealed",
        more='repeal_date: "2096-06-30"\n',
        note="Norma derogada, con efectos de 30 de junio de 2096, por la disposición derogatoria única de la Orden "
        "MOL/9/2096, de 2 de junio. Ref. BOE-A-2096-9#dd\n\n",
    ),
    "agotada.md": order(3, "la molienda de la avena", status="expired"),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("molinos")
    for name, text in FILES.items():
        (folder / name).write_text(text)
    settings = Settings(home=folder / "base", cache=folder / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=WordEncoder()) as opened:
        outcomes = [event.outcome for event in ingest(opened, [folder]) if isinstance(event, Report)]
        assert outcomes == ["added"] * len(FILES)
        yield opened


@pytest.mark.parametrize(
    ("question", "label", "words"),
    [
        (
            "¿Qué ministra firma el Real Decreto 7/2097?",
            "firma",
            "La Ministra de los Molinos, DULCINEA DEL TOBOSO RUIZ",
        ),
        ("¿Qué ministra refrenda el real decreto de los molinos?", "firma", "DULCINEA DEL TOBOSO RUIZ"),
        ("¿Quién firma el Real Decreto 7/2097, de 4 de abril, por el que se regulan las ayudas?", "firma", "DULCINEA"),
        ("Who signed the royal decree?", "firma", "ALONSO R. La Ministra de los Molinos, DULCINEA"),
        (
            "¿Quién firma la Resolución de 8 de mayo de 2097 de la Dirección General de Harinas?",
            "firma",
            "Sancho Panza",
        ),
        ("¿Quién firma la orden del trigo?", "firma", "La Ministra, Luisa Sol Mar"),
        ("When was the royal decree published in the official gazette?", "metadatos", "6 de abril de 2097"),
        ("¿Qué día salió en el boletín la resolución de los precios del pan?", "metadatos", "9 de mayo de 2097"),
        (
            "¿Qué día dio el visto bueno el gabinete al real decreto?",
            "fórmula de promulgación",
            "día 4 de abril de 2097",
        ),
        ("¿De qué fecha es la orden del trigo?", "metadatos", "01/02/2095"),
        ("materias BOE-A-2097-7", "metadatos", "• Energía eólica\n• Harinas"),
        ("¿A qué normas afecta el Real Decreto 7/2097?", "metadatos", "MODIFICA el art. 2"),
        ("rango BOE-A-2097-7", "metadatos", "Rango: Real Decreto"),
        ("¿De qué ministerio es la resolución?", "metadatos", "Ministerio de los Molinos"),
        (
            "¿Quién puede dictar normas de desarrollo del Real Decreto 7/2097?",
            "disposición final tercera",
            "Se faculta",
        ),
        (
            "¿Quién está autorizado a sacar normas que completen el real decreto?",
            "disposición final tercera",
            "Ministra",
        ),
        ("¿En qué título competencial se basa el real decreto?", "disposición final segunda", "149.1.25.ª"),
        ("¿Con qué competencia se dicta el Real Decreto 7/2097?", "disposición final segunda", "149.1.25.ª"),
        ("¿Qué directiva incorpora el real decreto?", "disposición final cuarta", "Directiva 2095/3/UE"),
        ("¿Desde cuándo se aplica la resolución?", "apartado segundo", "mismo día de su publicación"),
        ("¿El real decreto valía desde que salió en el boletín?", "disposición final quinta", "El domingo 07/04/2097"),
    ],
)
def test_a_document_says_it_of_itself(base, question, label, words):
    answer = base.ask(question)
    assert (answer.status, answer.citations[0].label) == ("answered", label)
    assert words in answer.answer


def test_what_a_norm_modifies_is_told_from_its_title_and_from_where_it_does_it(base):
    answer = base.ask("¿Qué modifica el Real Decreto 7/2097?")
    assert [one.label for one in answer.citations] == ["metadatos", "disposición final primera", "metadatos"]
    assert "queda redactado como sigue" in answer.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "¿Sigue vigente la Orden MOL/2/2095?",
            "No está en vigor.\nNorma derogada, con efectos de 30 de junio de 2096",
        ),
        ("¿Está derogada la orden del centeno?", "No está en vigor.\nNorma derogada"),
        (
            "¿Está en vigor la Orden MOL/3/2095?",
            "No está en vigor, según los datos del texto consolidado a 01/07/2096.",
        ),
        (
            "¿Está vigente la Orden MOL/1/2095?",
            "No consta que haya dejado de estar en vigor: el texto de la base es el",
        ),
    ],
)
def test_whether_it_is_the_law_is_what_the_document_says(base, question, said):
    answer = base.ask(question)
    assert answer.status == "answered"
    assert answer.answer.startswith(said)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("¿Sigue en vigor el Real Decreto 7/2097?", "diga si la norma sigue en vigor"),
        ("¿Qué materias tiene la Orden MOL/1/2095?", "diga con qué materias"),
        ("¿Qué modifica la resolución?", "diga qué norma modifica"),
        ("¿Qué deroga la Orden MOL/1/2095?", "diga qué deroga"),
        ("¿Con qué competencia se dicta la Orden MOL/1/2095?", "diga en qué competencia se basa"),
        ("¿Quién puede dictar normas de desarrollo de la Orden MOL/1/2095?", "diga quién puede dictar normas"),
        ("¿Sigue vigente la Ley 9/2077?", "2077"),
    ],
)
def test_what_it_does_not_say_is_not_guessed(base, question, reason):
    answer = base.ask(question)
    assert answer.status == "abstained"
    assert reason in answer.reason
    assert answer.hits


@pytest.mark.parametrize(
    "question",
    [
        "¿Quién firma el acuerdo de agrupación?",
        "¿Quién firma la resolución de concesión?",
        "¿Quién firma la resolución de concesión del Real Decreto 7/2097?",
        "¿Cuándo se publica la resolución de concesión?",
        "¿Qué modifica la resolución de concesión?",
        "¿Sigue vigente el acuerdo de agrupación?",
        "¿Cuándo se publicó la orden?",
        "¿Quién firma la ley?",
        "¿Qué día salió la norma de los barcos de vela?",
    ],
)
def test_no_document_is_taken_for_what_it_speaks_of(base, question):
    assert base.searcher.find(question).places.told is None
    assert base.searcher.find(question).places.untold is None


def test_of_the_apartados_on_entry_into_force_the_one_that_says_the_day_answers(tmp_path, word_encoder):
    text = (
        "Orden MOL/8/2099, de 1 de marzo, por la que se regulan las tolvas.\n\nArtículo 1. Objeto.\n\n"
        "Esta orden regula las tolvas.\n\nDisposición final única. Entrada en vigor y primeros estados.\n\n"
        "1. Esta orden entrará en vigor el 31 de mayo de 2099.\n\n"
        "2. Los primeros estados de tolvas que se remitan en vigor serán los del 30 de junio de 2099.\n"
    )
    (tmp_path / "orden.txt").write_text(text)
    settings = Settings(home=tmp_path / "base", cache=tmp_path / "cache", wait=1)
    with KnowledgeBase.open(settings, create=True, encoder=word_encoder) as base:
        assert all(one.outcome == "added" for one in ingest(base, [tmp_path]) if isinstance(one, Report))
        answer = base.ask("¿Cuándo entra en vigor la Orden MOL/8/2099?")
    assert answer.citations[0].label == "disposición final única, apartado 1"
    assert "31 de mayo" in answer.answer
