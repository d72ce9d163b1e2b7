"""The text of a PDF of the gazette, copied or taken out by a program: what the pages carry is told apart."""

import pytest

from ingest.document import document_of
from ingest.fidelity import fidelity
from ingest.reading import read
from ingest.text import Role
from kb.documents import Source

COPIED = """\
BOLETÍN OFICIAL DEL ESTADO
Núm. 46

Miércoles 23 de febrero de 2022

Sec. I. Pág. 21632

I. DISPOSICIONES GENERALES

MINISTERIO DE HACIENDA
Y FUNCIÓN PÚBLICA
Real Decreto 999/2022, de 22 de febrero, por el que se regula la concesión
directa de subvenciones a diversas entidades de montaña.

La montaña requiere una atención particular de los poderes públicos, que han de
favorecer su desarrollo económico y social.
En su virtud, a propuesta de la Ministra de Hacienda, y previa deliberación del
Consejo de Ministros en su reunión del día 22 de febrero de 2022,
DISPONGO:
Artículo 1. Objeto.
Este real decreto tiene por objeto regular la concesión directa de subvenciones a las

cve: BOE-A-2022-99852
Verificable en https://www.boe.es

99852

BOLETÍN OFICIAL DEL ESTADO
Núm. 46

Miércoles 23 de febrero de 2022

Sec. I. Pág. 21633

entidades que trabajan en los municipios de montaña.
Artículo 2. Beneficiarias.
1. Serán beneficiarias las entidades siguientes:
a) La Fundación Cumbre.
b) La Asociación Ladera.
2. El plazo de justificación será de tres meses desde el fin del proyecto.
Disposición final única. Entrada en vigor.
Este real decreto entrará en vigor el día siguiente al de su publicación.
Dado en Madrid, el 22 de febrero de 2022.

cve: BOE-A-2022-99852
Verificable en https://www.boe.es
https://www.boe.es  BOLETÍN OFICIAL DEL ESTADO  D. L.: M-1/1958 - ISSN: 0212-033X
"""
LAID_OUT = COPIED.replace(
    "Núm. 46\n\nMiércoles 23 de febrero de 2022\n\nSec. I.",
    "Núm. 46        Miércoles 23 de febrero de 2022     Sec. I.",
).replace("Real Decreto 999/2022", "99852   Real Decreto 999/2022")


def source(text):
    return Source(name="pegado.txt", data=text.encode(), sha256="", origin="pegado.txt", media_type="text/plain")


@pytest.mark.parametrize("copied", [COPIED, LAID_OUT], ids=["piece by piece", "heads on one line"])
def test_the_copied_text_of_a_pdf(copied):
    document = document_of(read(source(copied)), source(copied))
    assert document.document_id == "BOE-A-2022-99852"
    assert document.title.startswith(
        "Real Decreto 999/2022, de 22 de febrero, por el que se regula la concesión directa"
    )
    told = document.publication
    assert (told.department, told.gazette_number, told.rank) == (
        "Ministerio de Hacienda y Función Pública",
        "46",
        "Real Decreto",
    )
    assert (told.published.isoformat(), told.eli) == ("2022-02-23", "https://www.boe.es/eli/es/rd/2022/02/22/999")
    assert document.text_of(document.unit("art_1.p1")).endswith(
        "subvenciones a las entidades que trabajan en los municipios de montaña."
    )
    assert [u.unit_id for u in document.units if u.unit_id.startswith("art_2.")] == [
        "art_2.tit", "art_2.1", "art_2.1.p1", "art_2.1.a", "art_2.1.b", "art_2.2",
    ]  # fmt: skip
    assert not any(word in document.text for word in ("cve:", "Verificable", "Núm. 46\n", "ISSN"))


def test_what_was_told_apart_is_counted():
    text = read(source(COPIED))
    aside = [line.text for line in text.lines if line.role is Role.FURNITURE]
    assert aside.count("BOLETÍN OFICIAL DEL ESTADO") == 2
    assert "99852" in aside
    assert fidelity(source(COPIED), "pegado.txt").is_enough


def test_a_text_without_the_marks_of_a_page_is_read_as_before():
    plain = "Real Decreto 1/2022, de 3 de enero.\n\nDISPONGO:\n\nArtículo 1. Objeto.\n\nEl objeto.\n"
    text = read(source(plain))
    assert text.identifier is None
    assert [line.role for line in text.lines][:1] == [Role.TITLE]


CONSOLIDATED = """\
BOLETÍN OFICIAL DEL ESTADO
LEGISLACIÓN CONSOLIDADA

Ley 99/2098, de 9 de diciembre, de aguas de los pueblos.

Jefatura del Estado
«BOE» núm. 295, de 10 de diciembre de 2098
Referencia: BOE-A-2098-12887

ÍNDICE
{entries}

Página 1
BOLETÍN OFICIAL DEL ESTADO
LEGISLACIÓN CONSOLIDADA

TEXTO CONSOLIDADO
Última modificación: 23 de febrero de 2099

{articles}

Página 2
"""


@pytest.mark.parametrize("entry", ["{} {} 4", "{} {}\n4"], ids=["numbers beside", "numbers below"])
def test_the_copied_text_of_a_consolidated_norm(entry):
    names = [f"Artículo {n}. Fuentes de la parte {n}." for n in range(1, 7)]
    entries = "\n".join(entry.format(name, ". " * 30) for name in names)
    articles = "\n\n".join(f"{name}\n\nLas fuentes son públicas." for name in names)
    copied = source(CONSOLIDATED.format(entries=entries, articles=articles))
    document = document_of(read(copied), copied)
    assert (document.document_id, document.as_of.isoformat()) == ("BOE-A-2098-12887", "2099-02-23")
    assert [u.unit_id for u in document.units if u.unit_id.count(".") == 0][1:] == [f"art_{n}" for n in range(1, 7)]
    assert fidelity(copied, "pegado.txt").is_enough
