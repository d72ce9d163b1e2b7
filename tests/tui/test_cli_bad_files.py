"""A folder of everything that is no decree, or is one in disguise: a line for each, and the good ones are taken."""

import io

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.support_pdf import page_of, pdf_of, stream

DECREE = "Artículo 1. Objeto.\n\nSe regula {}.\n\nArtículo 2. Plazo.\n\nEl plazo es de tres meses.\n"
DOCUMENT = (
    "<documento><metadatos><identificador>{}</identificador><titulo>Orden</titulo></metadatos>"
    '<texto><p class="articulo">Artículo 1. Objeto.</p><p class="parrafo">Se regula {}.</p></texto></documento>'
)
AMENDING = """Real Decreto 8/2099, de 2 de marzo, por el que se modifica el Real Decreto 7/2099, de 1 de marzo.

Artículo único. Modificación del Real Decreto 7/2099, de 1 de marzo.

El Real Decreto 7/2099, de 1 de marzo, queda modificado como sigue:

Uno. El artículo 4 queda redactado como sigue:

«Artículo 4. Plazo.

1. El plazo es de dos meses.»

Dos. Se suprime el artículo 5.

Disposición final única. Entrada en vigor.

El presente real decreto entrará en vigor el día siguiente al de su publicación.
"""
CORRIGENDUM = """Corrección de errores del Real Decreto 7/2099, de 1 de marzo, por el que se regula el agua.

Advertido error en el Real Decreto 7/2099, de 1 de marzo, se procede a efectuar la oportuna rectificación:

En la página 12, en el artículo 4, donde dice: «tres meses», debe decir: «dos meses».
"""
LAUGHS = "".join(f'<!ENTITY j{n} "{f"&j{n - 1};" * 10}">' for n in range(1, 10))
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"


def pdf(*, password: str | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=password and StandardEncryption(password, "dueño", strength=128))
    for n, line in enumerate(DECREE.format("la sal").split("\n")):
        canvas.drawString(80, 760 - 20 * n, line)
    canvas.save()
    return out.getvalue()


def of_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(10, 10 + count))
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    catalog = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: tree}
    return pdf_of(catalog | dict.fromkeys(range(10, 10 + count), PAGE))


BAD = {
    "bomba.pdf": (lambda: page_of(stream(b"\0" * 300 * 1024**2, deflate=True)), "no caben en memoria"),
    "cifrado.pdf": (lambda: pdf(password="secreto"), "está protegido con contraseña; guarda una copia sin ella"),
    "cinco-mil.pdf": (lambda: of_pages(5000), "tiene 5000 páginas y se leen hasta 2000; divídelo en partes"),
    "cortado.pdf": (lambda: pdf()[:400], "el PDF está dañado o incompleto"),
    "sin-paginas.pdf": (lambda: of_pages(0), "el PDF no tiene páginas"),
    "entidades.xml": (
        lambda: f'<!DOCTYPE x [<!ENTITY j0 "ja">{LAUGHS}]>{DOCUMENT.format("BOE-A-2099-3", "&j9;")}'.encode(),
        "por seguridad",
    ),
    "externa.xml": (
        lambda: (
            b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
            + DOCUMENT.format("BOE-A-2099-4", "&a;").encode()
        ),
        "por seguridad",
    ),
    "xml-cortado.xml": (lambda: DOCUMENT.format("BOE-A-2099-5", "el mar").encode()[:-40], "cortado o dañado"),
    "BOE-A-2099-6.html": (
        lambda: b"<!DOCTYPE html><html><head><title>Error</title></head><body><h1>404</h1></body></html>",
        "página web",
    ),
    "BOE-A-2099-7.xml": (
        lambda: b"<!DOCTYPE html><html><head><title>Error</title></head><body><h1>503</h1></body></html>",
        "página web",
    ),
}
GOOD = {
    "correccion.txt": (lambda: CORRIGENDUM.encode(), "correccion", []),
    "modificacion.txt": (lambda: AMENDING.encode(), "modificacion", ["art_unico"]),
    "pdf-que-dice-ser-texto.txt": (pdf, "pdf-que-dice-ser-texto", ["art_1", "art_2"]),
    "texto-que-dice-ser-pdf.pdf": (
        lambda: DECREE.format("el pan").encode(),
        "texto-que-dice-ser-pdf",
        ["art_1", "art_2"],
    ),
    "xml-que-dice-ser-html.html": (
        lambda: DOCUMENT.format("BOE-A-2099-8", "el vino").encode(),
        "BOE-A-2099-8",
        ["art_1"],
    ),
}


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "de-todo"
    place.mkdir()
    for name, (data, *_) in (BAD | GOOD).items():
        (place / name).write_bytes(data())
    return place


def test_each_is_told_in_a_line_and_the_rest_goes_on(kb, folder):
    done = kb("ingest", folder, "--jobs", 2)
    told = dict(line.removeprefix(f"kb: {folder}/").split(": ", 1) for line in done.err.splitlines())
    assert done.code == 1
    assert told.keys() == BAD.keys()
    assert [name for name, (_, words) in BAD.items() if words not in told[name]] == []
    assert done.out.splitlines()[-1] == f"Archivos: {len(GOOD)} añadidos, {len(BAD)} con error."
    for _, document_id, articles in GOOD.values():
        units = [unit["unit_id"] for unit in kb("show", document_id, "--json").json["units"]]
        assert [unit for unit in units if unit.startswith("art_") and "." not in unit] == articles
    assert "debe decir: «dos meses»" in kb("show", "correccion", "pre.p2").out
    assert kb("verify", "--json").json["problems"] == []
