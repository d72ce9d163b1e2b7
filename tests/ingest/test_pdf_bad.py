"""Files that are no good PDF: each is told in one line, and none takes the time or the memory of the others."""

import io
import itertools
import time
import zlib

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.readers import pdf, pdf_ocr
from ingest.readers.pdf_limits import Limits, within
from ingest.reading import read
from ingest.sniffing import sniff
from kb.documents import Source
from kb.errors import EmptySource, SourceError, SourceTooLarge, UnreadableSource, UnsupportedSource

SMALL = Limits(seconds=2, seconds_per_page=0.5, memory=512 * 1024**2, inflated=32 * 1024**2)
WORDS = b"BT /F1 12 Tf 100 700 Td (Articulo 1. Objeto.) Tj ET"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def source(data: bytes) -> Source:
    return Source(name="norma.pdf", data=data, sha256="", origin="norma.pdf", media_type=sniff(data))


def refusal(data: bytes, limits: Limits = SMALL) -> SourceError:
    with pytest.raises(SourceError) as caught:
        pdf.read(source(data), limits)
    assert "\n" not in str(caught.value)
    return caught.value


def locked(user: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(user, "dueño", strength=128))
    canvas.drawString(100, 700, "Artículo 1. Objeto.")
    canvas.save()
    return out.getvalue()


def test_a_good_one_is_read(printing):
    text = pdf.read(source(printing.page_of(printing.stream(WORDS))), SMALL)
    assert [line.text for line in text.lines] == ["Articulo 1. Objeto."]
    assert (text.pages, text.oddities, text.identifier) == (1, (), None)


def test_waiting_is_no_work_and_work_without_end_is_stopped():
    hasty = Limits(seconds=0.2)
    assert within(hasty, lambda watch: time.sleep(0.6)) is None
    with pytest.raises(SourceTooLarge, match="tiempo"):
        within(hasty, lambda watch: [n for n in itertools.count() if n < 0])


class Stubborn:
    """What holds its thread while it is thrown away: an interruption that falls there is lost."""

    def __del__(self) -> None:
        for _ in itertools.count():
            pass


def test_an_interruption_that_is_lost_is_made_again_and_not_spoken_of(capfd):
    def work(watch):
        Stubborn()
        for _ in itertools.count():
            pass

    with pytest.raises(SourceTooLarge, match="tiempo"):
        within(Limits(seconds=0.2), work)
    assert capfd.readouterr().err == ""


def test_a_password_is_asked_for_only_where_there_is_one():
    assert [line.text for line in pdf.read(source(locked(""))).lines] == ["Artículo 1. Objeto."]
    error = refusal(locked("secreto"))
    assert isinstance(error, UnsupportedSource)
    assert str(error) == "está protegido con contraseña; guarda una copia sin ella"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_one_that_is_cut_short(printing, share):
    whole = printing.page_of(printing.stream(WORDS * 40))
    error = refusal(whole[: int(share * len(whole))])
    assert isinstance(error, UnreadableSource)
    assert "dañado o incompleto" in str(error)


def test_noise_after_the_first_bytes():
    assert isinstance(refusal(b"%PDF-1.7\n" + bytes(range(256)) * 200), UnreadableSource)


def test_pages_that_are_promised_and_missing(printing):
    objects = {1: CATALOG, 2: b"<< /Type /Pages /Kids [3 0 R] /Count 7 >>", 3: PAGE}
    words = printing.stream(WORDS)
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    page = PAGE.replace(b">>", b"/Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
    text = pdf.read(source(printing.pdf_of(objects | {3: page, 4: words, 5: font})), SMALL)
    assert text.oddities == ("faltan 6 de las páginas que el PDF dice tener",)


@pytest.mark.parametrize(
    ("pages", "message"),
    [
        (b"<< /Type /Pages /Kids [] /Count 0 >>", "el PDF no tiene páginas"),
        (b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>", "el PDF no tiene páginas"),
        (b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "el PDF no contiene texto"),
    ],
    ids=["none", "a tree that holds itself", "an empty one"],
)
def test_nothing_to_read(printing, pages, message):
    objects = {1: CATALOG, 2: pages}
    error = refusal(printing.pdf_of(objects | ({3: PAGE} if b"3 0 R" in pages else {})))
    assert isinstance(error, EmptySource)
    assert str(error) == message


@pytest.mark.parametrize(("count", "told"), [(b"5000", "tiene 5000 páginas"), (b"1", "tiene más de 2000 páginas")])
def test_too_many_pages_even_if_the_file_denies_it(printing, count, told):
    kids = b" ".join(b"%d 0 R" % number for number in range(10, 5010))
    objects = {1: CATALOG, 2: b"<< /Type /Pages /Kids [%s] /Count %s >>" % (kids, count)}
    error = refusal(printing.pdf_of(objects | dict.fromkeys(range(10, 5010), PAGE)), Limits())
    assert isinstance(error, SourceTooLarge)
    assert str(error) == f"{told} y se leen hasta 2000; divídelo en partes"


def test_a_tree_of_pages_too_deep_to_climb(printing):
    tree = {number: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 1) for number in range(2, 5000)}
    assert isinstance(refusal(printing.pdf_of({1: CATALOG} | tree | {5000: PAGE})), UnreadableSource)


ZEROS = b"\0" * (100 * 1024**2)
TYPE0 = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [<< /Type /Font"
    b" /Subtype /CIDFontType2 /BaseFont /A /W [0 4294967295 500] /FontDescriptor << /Type /FontDescriptor"
    b" /FontName /A >> /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) >> >>] >>"
)
CHARACTERS = (
    b"12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange"
    b" 1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange endcmap"
)


def inflating(printing) -> bytes:
    return printing.page_of(printing.stream(ZEROS, deflate=True))


def inflating_twice(printing) -> bytes:
    twice = zlib.compress(zlib.compress(ZEROS, 9), 9)
    return printing.page_of(printing.stream(twice, b"/Filter [/FlateDecode /FlateDecode]"))


def endless_text(printing) -> bytes:
    return printing.page_of(
        printing.stream(b"BT /F1 12 Tf " + b"(aaaaaaaaaaaaaaaaaaaa) Tj " * 60_000 + b"ET", deflate=True)
    )


def operators_without_end(printing) -> bytes:
    return printing.page_of(printing.stream(b"q Q " * 5_000_000, deflate=True))


def forms_that_draw_each_other(printing) -> bytes:
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
    forms = {f"o{n}": printing.stream(b"/X Do " * 10, entries % (n + 1)) for n in range(10, 30)}
    last = printing.stream(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return printing.page_of(printing.stream(b"/X Do " * 10), resources=b"/XObject << /X 10 0 R >>", **forms, o30=last)


def four_billion_characters(printing) -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>"
    fonts = b"/Font << /F1 6 0 R >>"
    return printing.page_of(printing.stream(WORDS), resources=fonts, o6=font, o7=printing.stream(CHARACTERS))


def four_billion_widths(printing) -> bytes:
    return printing.page_of(printing.stream(WORDS), resources=b"/Font << /F1 6 0 R >>", o6=TYPE0)


@pytest.mark.parametrize(
    "bomb",
    [
        inflating,
        inflating_twice,
        endless_text,
        operators_without_end,
        forms_that_draw_each_other,
        four_billion_characters,
        four_billion_widths,
    ],
)
def test_a_small_file_that_asks_for_the_whole_machine(printing, bomb):
    data = bomb(printing)
    assert len(data) < 200_000
    assert isinstance(refusal(data), SourceTooLarge)


def test_the_next_file_is_read_after_one_that_was_stopped(printing):
    refusal(operators_without_end(printing))
    assert pdf.read(source(printing.page_of(printing.stream(WORDS))), SMALL).lines


def test_a_giant_page_is_a_page(printing):
    data = printing.page_of(printing.stream(WORDS), box=b"0 0 90000000 90000000")
    assert [line.text for line in pdf.read(source(data), SMALL).lines] == ["Articulo 1. Objeto."]


def test_more_letters_than_a_page_holds(printing):
    data = printing.page_of(printing.stream(b"BT /F1 9 Tf " + b"(aaaaaaaaaa) Tj " * 100 + b"ET"))
    assert "la página 1 tiene 1000 letras" in str(refusal(data, Limits(characters_per_page=999)))


def test_a_text_that_calls_itself_a_pdf_is_read_as_text():
    lines = read(source("Artículo 1. Objeto.\n\nEste texto no es un PDF.\n".encode())).lines
    assert [line.text for line in lines] == ["Artículo 1. Objeto.", "Este texto no es un PDF."]


def scan() -> bytes:
    out = io.BytesIO()
    Image.new("L", (600, 850), 220).save(out, "PDF", resolution=72)
    return out.getvalue()


def test_a_scanned_one_says_what_it_needs(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    error = refusal(scan())
    assert isinstance(error, UnsupportedSource)
    assert "hace falta OCR" in str(error)
    assert "apt install ocrmypdf tesseract-ocr-spa" in str(error)


@pytest.mark.parametrize(
    ("script", "error", "message"),
    [
        ("exit 15", UnreadableSource, "el OCR ha fallado (código 15)"),
        ("exit 3", UnsupportedSource, "hace falta OCR"),
        ("exit 0", UnreadableSource, "el OCR ha fallado (código 0)"),
        ("exec sleep 30", SourceTooLarge, "el OCR no ha terminado en 1 s"),
    ],
)
def test_an_ocr_that_fails(monkeypatch, tmp_path, script, error, message):
    program = tmp_path / pdf_ocr.PROGRAM
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(pdf_ocr, "_SECONDS", 1)
    monkeypatch.setattr(pdf_ocr, "_SECONDS_PER_PAGE", 0)
    found = refusal(scan())
    assert isinstance(found, error)
    assert message in str(found)
