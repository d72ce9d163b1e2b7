"""The reading page: what it says, and what a real browser shows of it."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from api.reading import page
from ingest.parsing import parse
from ingest.sources import load
from kb.documents import Span, UnitKind

SAMPLE = Path(__file__).parent.parent.parent / "corpus" / "BOE-A-2099-10001.txt"


@pytest.fixture(scope="module")
def document():
    return parse(load(SAMPLE))


class Page(HTMLParser):
    """Ids, marked text, text of rows, and which tags there are."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.tags, self.marked, self.text = [], set(), "", ""
        self._marking = False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.ids += [value for name, value in attributes if name == "id"]
        self._marking = self._marking or tag == "mark"
        assert not [name for name, _ in attributes if name.startswith("on") or name == "style"]

    def handle_endtag(self, tag):
        self._marking = self._marking and tag != "mark"

    def handle_data(self, data):
        self.text += data
        self.marked += data if self._marking else ""


def squeezed(text):
    return re.sub(r"\s+", "", text)


def test_every_unit_has_one_anchor_and_every_character_is_there(document):
    read = Page(page(document, Span(start=0, end=0)))
    assert sorted(read.ids) == sorted(unit.unit_id for unit in document.units)
    assert "script" not in read.tags
    shown = squeezed(read.text)
    for leaf in document.leaves():
        for part in leaf.columns or (document.text_of(leaf),):
            assert squeezed(part) in shown


def test_a_merged_cell_spans_the_rows_that_it_covers(document):
    shown = page(document, Span(start=0, end=0))
    row = re.search(r'<tr id="an_V.t1.r29">(.*?)</tr>', shown)[1]
    assert re.findall(r'<td(?: rowspan="(\d)")?>(.*?)</td>', row) == [
        ("4", "L4: Capacitación y conocimiento."),
        ("4", "2,50"),
        ("2", "Fundación Observatorio del Agua Rural (FOAR) Formación del personal operador."),
        ("", "Universidad de Monteluz"),
        ("", "0,65"),
    ]
    assert re.search(r'<tr id="an_V.t1.r30"><td>CICATA</td><td>0,70</td></tr>', shown)


def test_any_stretch_is_marked_as_it_is_across_units_and_cells(document):
    for start in range(0, len(document.text) - 700, 1999):
        for length in (1, 40, 700):
            read = Page(page(document, Span(start=start, end=start + length)))
            assert squeezed(read.marked) == squeezed(document.text[start : start + length])
            assert len(read.ids) == len(set(read.ids))


@pytest.mark.parametrize("span", [(5, 5), (9, 3), (10**9, 10**9 + 1)])
def test_a_stretch_that_is_none_marks_nothing(document, span):
    assert Page(page(document, Span(start=span[0], end=span[1]))).marked == ""


def test_what_a_document_says_is_text_and_nothing_else(tmp_path):
    path = tmp_path / "malo.txt"
    path.write_text('Artículo 1. <script>alert(1)</script>\n\nSe "cita" <b>esto</b> & aquello.\n')
    read = Page(page(parse(load(path)), Span(start=0, end=30)))
    assert {"script", "b"} & read.tags == set()
    assert "<script>alert(1)</script>" in read.text


def test_the_page_comes_with_its_policy(http):
    done = http.get("/v1/documents/agua/view", params={"start": 0, "end": 5})
    assert done.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src" not in done.headers["content-security-policy"]
    assert "default-src 'none'" in done.headers["content-security-policy"]
    assert http.get("/v1/documents/aire/view").status_code == 404


@pytest.fixture(scope="module")
def browser():
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("there is no chromium here (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-dev-shm-usage"], timeout=60_000
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def sample_address(tmp_path_factory):
    from tests.api.conftest import fill, running

    folder = tmp_path_factory.mktemp("lectura")
    with running(fill(folder / "base", {SAMPLE.name: SAMPLE.read_text()}, folder)) as address:
        yield address


IN_VIEW = """() => {
  const box = document.querySelector("mark").getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight && box.height > 0;
}"""


@pytest.mark.parametrize("kind", [UnitKind.LETRA, UnitKind.ROW, UnitKind.APARTADO, UnitKind.FINAL_PROVISION])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_browser_shows_the_quote_where_the_citation_leads(browser, sample_address, document, kind, scripts):
    unit = [one for one in document.units if one.kind is kind][-1]
    end = min(unit.end, unit.start + 200)
    url = f"{sample_address}/v1/documents/{document.document_id}/view?start={unit.start}&end={end}#{unit.unit_id}"
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 900, "height": 700})
    tab = context.new_page()
    complaints = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.goto(url)
    marks = tab.locator("mark")
    assert squeezed("".join(marks.all_inner_texts())) == squeezed(document.text[unit.start : end])
    if scripts:
        assert tab.evaluate(IN_VIEW)
    else:
        box = marks.first.bounding_box()
        assert 0 <= box["y"] < 700
    assert complaints == []
    context.close()


def test_a_browser_shows_tables_as_tables_and_prints_without_the_index(browser, sample_address, document):
    context = browser.new_context(viewport={"width": 900, "height": 700})
    tab = context.new_page()
    tab.goto(f"{sample_address}/v1/documents/{document.document_id}/view")
    assert tab.locator("table").count() == sum(unit.kind is UnitKind.TABLE for unit in document.units)
    assert tab.locator("nav").is_visible()
    assert tab.evaluate("getComputedStyle(document.body).fontFamily").startswith("Georgia")
    tab.emulate_media(media="print")
    assert not tab.locator("nav").is_visible()
    assert len(tab.pdf()) > 10_000
    context.close()
