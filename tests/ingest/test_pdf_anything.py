"""Whatever stands wherever on a page is read without error and ends in units that tile the text."""

import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from ingest.document import document_of
from ingest.readers import pdf
from kb.documents import Source
from kb.errors import EmptySource

WORDS = (
    "Artículo 1. Objeto", "a)", "b)", "2.", "–", "•", "ANEXO I", "CAPÍTULO II", "«dice:", "»", "7354", "(1)", "enfer-",
    "REAL DECRETO 450/2005, de 22 de abril", ". . . . . . . 12", "Núm. 46", "cve: BOE-A-2022-2852", "22.000,00", "la",
)  # fmt: skip
PLACE = st.one_of(st.floats(-400, 2400), st.sampled_from([99.2, 116.2, 300, 496]))
MARK = st.fixed_dictionaries(
    {
        "x": PLACE,
        "y": PLACE,
        "words": st.lists(st.sampled_from(WORDS), max_size=8),
        "size": st.sampled_from([0.01, 6, 10, 10, 20, 300]),
        "font": st.sampled_from(["Helvetica", "Helvetica-Bold", "Helvetica-Oblique"]),
        "turn": st.sampled_from([0, 0, 0, 90, 180, 33]),
        "box": st.one_of(st.none(), st.tuples(st.floats(-300, 300), st.floats(-50, 50))),
    }
)


def drawn(pages: list[list[dict]], size: tuple[float, float]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for page in pages:
        for mark in page:
            canvas.saveState()
            canvas.translate(mark["x"], mark["y"])
            canvas.rotate(mark["turn"])
            canvas.setFont(mark["font"], mark["size"])
            canvas.drawString(0, 0, " ".join(mark["words"]))
            if mark["box"]:
                canvas.rect(0, 0, *mark["box"])
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    pages=st.lists(st.lists(MARK, max_size=25), min_size=1, max_size=3),
    size=st.sampled_from([(595, 842), (842, 595), (1, 50), (2000, 2000)]),
)
def test_any_page_is_read_and_tiled(pages, size):
    data = drawn(pages, size)
    source = Source(name="x.pdf", data=data, sha256="", origin="x.pdf", media_type="application/pdf")
    try:
        document = document_of(pdf.read(source), source)
    except EmptySource:
        return
    end = 0
    for unit in document.leaves():
        assert unit.start >= end
        assert not document.text[end : unit.start].strip()
        end = unit.end
    assert not document.text[end:].strip()
