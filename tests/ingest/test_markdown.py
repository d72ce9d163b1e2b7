"""Markdown with a YAML head: consolidated norms of open repositories and press notes of ministries."""

import re
import tarfile
from datetime import date
from html.parser import HTMLParser

import pytest

from ingest.sniffing import sniff
from ingest.text import Role
from kb.documents import Direction, DocumentKind, UnitKind
from kb.errors import EmptySource, UnreadableSource

NORM = """---
title: "Real Decreto 7/2031, de 2 de enero, por el que se prueba"
identifier: "BOE-A-2031-100"
rank: "real_decreto"
publication_date: "2031-01-04"
last_updated: "2032-01-31"
status: "in_force"
source: "https://www.boe.es/eli/es/rd/2031/01/02/7"
department: "Ministerio de Pruebas"
official_number: "7/2031"
enactment_date: "2031-01-02"
official_journal: "Boletín Oficial del Estado"
journal_issue: "3"
subjects: ["Pruebas", "Ensayos"]
references_previous: "DEROGA BOE-A-1996-1578; DE CONFORMIDAD con BOE-A-2001-23523"
---
# Real Decreto 7/2031, de 2 de enero, por el que se prueba

"""
NOTE = """---
title: "Actualidad"
news_title: 'El Ministerio prueba: "todo va bien"'
news_desc: "Una prueba de notas."
news_date: 2031-01-04T14:20:22+01:00
---
"""


def lines(text, *roles):
    return [line.text for line in text.lines if line.role in roles]


def test_the_head_of_a_norm_reads_as_on_the_page(reading):
    text, document = reading.parsed(NORM + "##### Artículo único.\n\nTexto.\n")
    assert lines(text, Role.METADATA) == [
        "Documento consolidado BOE-A-2031-100",
        "Real Decreto 7/2031, de 2 de enero, por el que se prueba",
        "Publicado en: «BOE» núm. 3, de 04/01/2031.",
        "Departamento: Ministerio de Pruebas",
        "Referencia: BOE-A-2031-100",
        "Permalink ELI: https://www.boe.es/eli/es/rd/2031/01/02/7/con",
        "Texto consolidado: «Última actualización, publicada el 31/01/2032»",
        "ANÁLISIS",
        "• Rango: Real Decreto",
        "• Fecha de disposición: 02/01/2031",
        "• Fecha de publicación: 04/01/2031",
        "Referencias anteriores",
        "• DEROGA (Ref. BOE-A-1996-1578).",
        "• DE CONFORMIDAD con (Ref. BOE-A-2001-23523).",
        "Materias",
        "• Pruebas",
        "• Ensayos",
    ]
    assert document.publication.number == "7/2031"
    assert {reference.direction for reference in document.references} == {Direction.EARLIER}
    assert document.furniture == 1  # the heading that says the title again


@pytest.mark.parametrize(
    ("status", "repealed"),
    [
        ('status: "in_force"', None),
        ('status: "repealed"\nrepeal_date: "2040-05-06"', date(2040, 5, 6)),
        ('status: "expired"', date(2031, 1, 4)),
    ],
)
def test_norms_that_ceased(reading, status, repealed):
    _, document = reading.parsed(NORM.replace('status: "in_force"', status) + "Texto.\n")
    assert document.repealed == repealed


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("##### Artículo 1. Objeto.", [(Role.ARTICLE, "Artículo 1. Objeto.")]),
        ("###### Disposición final primera.", [(Role.ARTICLE, "Disposición final primera.")]),
        ("## TÍTULO I. Reglas", [(Role.DIVISION, "TÍTULO I. Reglas")]),
        ("## ANEXO II", [(Role.ANNEX, "ANEXO II")]),
        ("### Otra cosa", [(Role.HEADING, "Otra cosa")]),
        ("##### JUAN CARLOS I", [(Role.TEXT, "JUAN CARLOS I")]),
        ("1. Uno.\n2. Dos.\na) A.", [(Role.TEXT, "1. Uno."), (Role.TEXT, "2. Dos."), (Role.TEXT, "a) A.")]),
        ("    «Artículo 3. Sangrado.»", [(Role.TEXT, "«Artículo 3. Sangrado.»")]),
        ("Artículo 57**.** Y **(Derogado)**", [(Role.TEXT, "Artículo 57. Y (Derogado)")]),
        ("Un <min y <codigoRetorno> a < b", [(Role.TEXT, "Un <min y <codigoRetorno> a < b")]),
        ("m<sup>2</sup>, *cursiva* y x_a_b", [(Role.TEXT, "m², cursiva y x_a_b")]),
        ("[Ref. BOE-A-2001-1](https://www.boe.es/x) y [1]", [(Role.TEXT, "Ref. BOE-A-2001-1 y [1]")]),
        ("![](https://www.boe.es/datos/a.png)", [(Role.IMAGE, "Imagen: /datos/a.png")]),
        ("________", [(Role.TEXT, "________")]),
        (
            "> <small>Se modifica. [Ref. BOE-A-2032-9](https://x)</small>",
            [(Role.NOTE, "Se modifica. Ref. BOE-A-2032-9")],
        ),
        ("> «1. Texto nuevo.»", [(Role.QUOTED, "«1. Texto nuevo.»")]),
        (
            '> Téngase en cuenta esto.\n\n> Redacción anterior:\n\n> "1. Viejo."',
            [(Role.NOTE, "Téngase en cuenta esto."), (Role.NOTE, "Redacción anterior:"), (Role.NOTE, '"1. Viejo."')],
        ),
    ],
)
def test_forms_tell_roles(reading, markup, expected):
    text, _ = reading.parsed(f"{NORM}{markup}\n")
    assert [
        (line.role, line.text) for line in text.lines if line.role not in (Role.METADATA, Role.FURNITURE)
    ] == expected


@pytest.mark.parametrize(
    ("headings", "articles"),
    [
        (("Artículo 1. Uno.", "Arando 2. Dos.", "Artículo 3. Tres."), ["art_1", "art_2", "art_3"]),
        (("Artículo uno.", "Artículo doss.", "Artículo tres."), ["art_1", "art_2", "art_3"]),
        (("Artículo 1. Uno.", "Artículo adicional.", "Artículo 2. Dos."), ["art_1", "art_2"]),
        (("Artículo 1. Uno.", "Arancel 7. Otro.", "Artículo 2. Dos."), ["art_1", "art_2"]),
    ],
)
def test_headings_that_were_scanned_wrongly_open_the_article_that_is_due(reading, headings, articles):
    body = "".join(f"##### {heading}\n\nEl agua se regula.\n\n" for heading in headings)
    assert reading.article_parts(reading.parsed(f"{NORM}{body}")[1]) == articles


def test_the_text_of_an_article_is_no_title_of_an_approved_norm(reading):
    body = (
        "##### Artículo único.\n\nSe aprueba la norma.\n\nMadrid, 1 de marzo de 2032.\n\n"
        "NORMA DE CALIDAD DEL AGUA\n\n"
        "##### Artículo 1. Nombre.\n\nNorma de calidad del agua.\n\n##### Artículo 2. Objeto.\n\nEl agua.\n"
    )
    document = reading.parsed(f"{NORM}{body}")[1]
    assert document.text_of(document.unit("an_norma.art_1.p1")) == "Norma de calidad del agua."
    assert document.unit("an_norma.art_2").heading == "Objeto"


def test_tables_keep_their_cells(reading):
    text, _ = reading.parsed(NORM + "| Grupo | Euros |\n| --- | --- |\n| A1 | 1,5 |\n|  | 2 \\| 3 |\n")
    assert [(line.role, line.cells) for line in text.lines if line.cells] == [
        (Role.HEADER_ROW, ("Grupo", "Euros")),
        (Role.ROW, ("A1", "1,5")),
        (Role.ROW, ("", "2 | 3")),
    ]


def test_a_press_note_with_html_in_it(reading):
    body = """<ul><li><b>Primero</b></li><li><b>Segundo</b></li></ul>
<p>Cuerpo con <a title="x" href="https://a.es/b">enlace</a>&nbsp;y fin.</p>
<p><b>Un apartado</b></p>

Más texto.
<div class="download_card"><a href="x.pdf">PDF (1 KB)</a></div>
"""
    _, document = reading.parsed(NOTE + body, "nota.md")
    assert [(unit.unit_id, unit.kind.value) for unit in document.leaves()] == [
        ("titular", "headline"),
        ("entradilla.1", "lead"),
        ("entradilla.2", "lead"),
        ("cuerpo.1", "body"),
        ("cuerpo.2", "heading"),
        ("cuerpo.3", "body"),
    ]
    assert (document.kind, document.document_id) == (DocumentKind.PRESS_NOTE, "nota")
    assert document.title == 'El Ministerio prueba: "todo va bien"'
    assert document.publication.published == date(2031, 1, 4)


def test_a_summary_stands_in_for_a_lead(reading):
    _, document = reading.parsed(NOTE + "<p>Un cuerpo que dice otra cosa.</p>\n")
    assert document.text_of(document.unit("entradilla")) == "Una prueba de notas."


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("a: [1, 2", "no se puede leer"),
        ("a: &a [x]\nb: [*a, *a]", "usa alias"),
        ('a: !!python/object/apply:os.system ["true"]', "no se puede leer"),
        ("a: 2031-02-30", "no se puede leer"),
        ("a: " + "[" * 600, "demasiado complicada"),
        ("a: 1\n" + "b: 2\n" * 20_000, "demasiado larga"),
    ],
)
def test_a_head_that_is_no_flat_table_is_refused(reading, head, words):
    with pytest.raises(UnreadableSource, match=words):
        reading.parsed(f"---\n{head}\n---\nTexto.\n")


@pytest.mark.parametrize("body", ["", "\n\n", "<div></div>", "---\n"])
def test_nothing_below_the_head(reading, body):
    with pytest.raises(EmptySource):
        reading.parsed(NORM + body)


def test_too_many_open_tags_are_refused(reading):
    with pytest.raises(UnreadableSource, match="sin cerrar"):
        reading.parsed(NORM + "<div>" * 5000 + "hondo")


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"---\ntitle: x\n---\n", "text/markdown"),
        (b"\xef\xbb\xbf# Un titular\n", "text/markdown"),
        (b"--- texto\n", "text/plain"),
        (b"#hashtag\n", "text/plain"),
    ],
)
def test_markdown_is_known_by_its_first_line(data, media_type):
    assert sniff(data) == media_type


# ---------------------------------------------------------------- fidelity

LINK = re.compile(r"(?<![\\!])\[((?:[^\[\]]|\[[^\]]*\])*)\]\((?:https?:|#|/)[^)\s]*\)")
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")


def plain_markdown(body):
    """What a reader of the file sees, by stripping its marks line by line."""
    out = []
    for line in body.split("\n"):
        if re.fullmatch(r"\|(\s*:?-+:?\s*\|)+\s*", line):
            continue
        line = re.sub(r"^\s*(>\s?)+|^#{1,6}\s+", "", line)
        line = re.sub(r"(?<!\\)\|", " ", line) if line.startswith("|") else line
        line = IMAGE.sub(lambda m: m[1] or "Imagen: " + m[2].replace("https://www.boe.es", ""), line)
        out.append(re.sub(r"</?(?:small|sup|sub|br|p|b|i|em|strong)\b[^>]*>", "", LINK.sub(r"\1", line)))
    return re.sub(r"[*_`\\]", "", "\n".join(out))


@pytest.fixture(scope="session")
def norms(shared):
    """Every tenth of the bulk of consolidated norms, by name."""
    found = {}
    with tarfile.open(shared / "corpus/bulk/normas-es.tar.xz") as archive:
        for number, member in enumerate(archive):
            if member.name.endswith(".md") and number % 10 == 0:
                found[member.name] = archive.extractfile(member).read()
    return found


def test_nothing_of_a_norm_is_lost_or_said_twice(reading, norms):
    shares = {}
    for name, data in norms.items():
        _, document = reading.parsed(data, name)
        body = data.decode().partition("\n---\n")[2].partition("# ")[2].partition("\n")[2]
        found = re.sub(r"[*_`\\]", "", "".join(reading.leaves(document)))
        shares[name] = reading.share(reading.visible(plain_markdown(body)), reading.visible(found))
    assert len(shares) > 80
    assert {name: share for name, share in shares.items() if share < 0.999} == {}


def test_articles_of_norms_follow_each_other(reading, norms):
    gaps, articles = 0, 0
    for name, data in norms.items():
        last = 0
        for part in reading.article_parts(reading.parsed(data, name)[1]):
            number = re.match(r"art_(\d+)(?:-(\d+))?$", part)
            if number is None:
                continue
            articles += 1
            gaps += int(number[1]) not in (1, last, last + 1)
            last = int(number[2] or number[1])
    assert articles > 1500
    assert gaps <= 0.002 * articles


class Shown(HTMLParser):
    """The text of a note's HTML but for what a page puts round it."""

    DROPPED = frozenset({"download_card", "title_separador", "accordion-header"})

    def __init__(self):
        super().__init__()
        self.texts, self.inside = [], []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "img":
            self.texts += [] if self.inside else [f"Imagen: {attributes.get('src')}"]
        elif tag not in ("br", "hr", "input"):
            classes = set((attributes.get("class") or "").split())
            if self.inside or tag in ("button", "iframe") or classes & self.DROPPED:
                self.inside.append(tag)

    def handle_endtag(self, tag):
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass

    def handle_data(self, data):
        self.texts += [] if self.inside else [data]


ICON_IN_ADDRESS = '</a><i class="fas fa-external-link-alt"></i>"'


def test_a_tag_inside_an_address_does_not_spill_into_the_text(reading):
    link = f'<a title="g" href="https://a.es/guia_1.{ICON_IN_ADDRESS} target="_blank" rel="noopener">guía</a>'
    _, document = reading.parsed(NOTE + f"<p>En esta {link} están los detalles.</p>\n")
    assert document.text.endswith("En esta guía están los detalles.")


def test_nothing_of_a_note_is_lost_or_said_twice(reading, shared):
    for path in sorted((shared / "corpus/notas").glob("*.md")):
        text, document = reading.parsed(path)
        shown = Shown()
        page = path.read_text(encoding="utf-8").partition("\n---\n")[2].replace(ICON_IN_ADDRESS, '"')
        shown.feed(re.sub(r"\*\*|(?m:^#+ )", "", page))
        added = [line.text for line in text.lines[:2] if line.role in (Role.TITLE, Role.ITEM)]
        expected = reading.visible("".join(shown.texts))
        found = reading.visible("".join(reading.leaves(document)))
        for line in added if not expected.startswith(reading.visible(added[-1])) else added[:1]:
            found = found.removeprefix(reading.visible(line))
        assert reading.share(expected, found) == 1.0, path.name
        assert any(unit.kind is UnitKind.HEADLINE for unit in document.units)
