"""`kb report`: one page that is whole by itself, whose marks lead to clauses, and in which no document gives orders."""

import re
import shutil
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import etree, html

from kb.base import KnowledgeBase
from kb.report import as_page, report_of
from kb.settings import Settings
from tests.support import WordEncoder

NORM = "BOE-A-2099-10001"
MADE = datetime(2099, 6, 1, 9, 0, tzinfo=UTC)
XLINK = "{http://www.w3.org/1999/xlink}href"
HOSTILE = """Real Decreto 7/2099, de 1 de marzo, por el que se regula el <script>alert(1)</script> & "agua".

Artículo 1. Plazo.

1. La entidad <img src=http://malo.example/x onerror=alert(1)> presentará la memoria antes del 30 de junio de 2099.

2. La entidad javascript:alert(1) </svg></style><script>alert(2)</script> no podrá subcontratar.
"""


@pytest.fixture(scope="module")
def report(sample, tmp_path_factory):
    settings = Settings(home=sample, cache=tmp_path_factory.mktemp("cache"))
    with KnowledgeBase.open(settings, encoder=WordEncoder()) as base:
        return report_of(base, NORM, made=MADE)


@pytest.fixture(scope="module")
def page(report):
    return as_page(report)


@pytest.fixture(scope="module")
def tree(page):
    return html.document_fromstring(page.decode())


def links(tree):
    """What every link of the page leads to, those of the pictures too."""
    return [value for one in tree.iter("a") for name in ("href", "xlink:href", XLINK) if (value := one.get(name))]


def is_alone(tree) -> bool:
    """Whether the page runs nothing and loads nothing."""
    forbidden = {"script", "img", "iframe", "object", "embed", "link", "base", "form", "image", "use", "foreignobject"}
    tags = {str(one.tag).lower() for one in tree.iter() if isinstance(one.tag, str)}
    handlers = [name for one in tree.iter() for name in one.attrib if name.lower().startswith("on")]
    styles = " ".join(one.text or "" for one in tree.iter("style"))
    return not (tags & forbidden or handlers or re.search(r"url\(|@import", styles))


def test_the_page_runs_and_loads_nothing(tree):
    assert is_alone(tree)
    [policy] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';")
    assert "script-src" not in policy


def test_the_pictures_are_well_formed(page):
    drawn = re.findall(r"<svg.*?</svg>", page.decode(), re.DOTALL)
    assert len(drawn) >= 4
    for one in drawn:
        assert etree.fromstring(one).tag == "{http://www.w3.org/2000/svg}svg"


def test_every_anchor_is_there_once_and_the_rest_is_the_gazette(tree):
    anchors = tree.xpath("//@id")
    assert len(anchors) == len(set(anchors))
    inner = {link[1:] for link in links(tree) if link.startswith("#")}
    outer = {link for link in links(tree) if not link.startswith("#")}
    assert inner <= set(anchors)
    assert all(link.startswith("https://www.boe.es/") for link in outer)


def test_every_point_and_share_has_its_mark_and_its_quote(report, page):
    drawn = " ".join(re.findall(r"<svg.*?</svg>", page.decode(), re.DOTALL))
    marks = re.findall(r'xlink:href="#([^"]+)"', drawn)
    shares = [share for money in (*report.by_holder, *report.by_concept) for share in money.shares]
    wanted = [one.place for one in (*report.points, *shares)]
    assert len(wanted) > 40
    for place in wanted:
        assert place.anchor in marks
        assert place.quote in report.document.text
    counts = sum(bool(mine) for one in report.subjects[:15] for mine in one.clauses.values())
    assert len(marks) == len(wanted) + counts


def test_pointing_at_a_picture_tells_its_marks_and_nothing_else(page):
    drawn = " ".join(re.findall(r"<svg.*?</svg>", page.decode(), re.DOTALL))
    told = re.findall(r"<title>([^<]*)</title>", drawn)
    assert len(told) == len(re.findall(r'xlink:href="#[^"]+"', drawn)) > 40
    assert all(re.search(r"\d{2}/\d{2}/\d{4} · |: .*(?:EUR|€)| · [a-zó]+: \d+$", one) for one in told)


def test_there_are_deadlines_and_milestones_in_order(report):
    assert {point.kind for point in report.points} == {"plazo", "hito"}
    assert list(report.points) == sorted(report.points, key=lambda point: point.day)
    assert next(f"{point.day:%m-%d}" for point in report.points if point.kind == "hito") == "12-31"


def test_money_adds_up_and_is_not_counted_twice(report, page):
    grants = [money for money in report.by_holder if money.total == 38_400_000]
    assert len(grants) == 2
    assert all(sum(share.euros for share in one.shares) == pytest.approx(one.total) for one in report.by_holder)
    assert [one.repeats for one in grants] == [None, grants[0].title]
    assert "cuenta una sola vez" in page.decode()
    for money in report.by_concept:
        largest = max(share.euros for share in money.shares)
        assert len(money.shares) < 3 or largest != pytest.approx(sum(one.euros for one in money.shares) - largest)


def test_every_obligation_is_counted_once(report, tree):
    counted = [one for subject in report.subjects for mine in subject.clauses.values() for one in mine]
    assert len(counted) == len(report.clauses) == len({one.place.anchor for one in counted})
    assert len(tree.xpath("//article[starts-with(@id, 'o-')]/blockquote")) == len(counted)


def test_the_same_base_gives_the_same_page(report, page):
    assert as_page(report) == page


def test_drawing_leaves_the_imports_of_others_alone():
    assert "pygal" not in {type(finder).__module__ for finder in sys.meta_path}


def test_a_document_without_anything_to_draw_says_so(report):
    bare = replace(report, points=(), undated=(), by_holder=(), by_concept=(), subjects=(), clauses=(), rows=())
    text = html.document_fromstring(as_page(bare).decode()).text_content()
    for told in ("no da fechas ni hitos", "no reparte dinero", "no tiene obligaciones"):
        assert told in text


def test_what_a_document_says_is_only_text(kb, tmp_path):
    (tmp_path / "malo.txt").write_text(HOSTILE)
    assert kb("ingest", tmp_path / "malo.txt").code == 0
    file = tmp_path / "informe.html"
    done = kb("report", "malo", "-o", file)
    assert (done.code, done.err) == (0, "")
    assert str(file) in done.out
    tree = html.document_fromstring(file.read_text())
    assert is_alone(tree)
    assert all(link.startswith("#") for link in links(tree))
    assert "<script>alert(2)</script>" in " ".join(tree.xpath("//blockquote//text()"))


def test_what_cannot_be_done_is_told(filled, tmp_path):
    nowhere = filled("report", "agua", "-o", tmp_path / "no" / "informe.html")
    assert nowhere.code == 1
    assert "informe.html" in nowhere.err
    unknown = filled("report", "nada", "-o", tmp_path / "informe.html")
    assert unknown.code == 1
    assert "nada" in unknown.err
    assert not (tmp_path / "informe.html").exists()
    assert filled("report", "agua").code == 2


def test_a_browser_shows_it_and_prints_it(page, tmp_path):
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("there is no chromium here (apt-get install chromium)")
    from pdfplumber import open as open_pdf
    from playwright.sync_api import sync_playwright

    file = tmp_path / "informe.html"
    file.write_bytes(page)
    complaints, asked = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-dev-shm-usage"], timeout=60_000
        )
        tab = browser.new_page(viewport={"width": 1000, "height": 800})
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(file.as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        tab.locator("#chart-plazos a").first.click()
        target = tab.locator(":target")
        assert target.bounding_box()["y"] < 800
        assert target.locator("blockquote").is_visible()
        picture = tab.locator("#chart-plazos").screenshot()
        printed = tab.pdf(prefer_css_page_size=True)
        browser.close()
    assert complaints == []
    assert {url.partition("#")[0] for url in asked} == {file.as_uri()}
    assert is_drawn(picture)
    (tmp_path / "informe.pdf").write_bytes(printed)
    with open_pdf(tmp_path / "informe.pdf") as pdf:
        assert (round(pdf.pages[0].width), round(pdf.pages[0].height)) == (595, 842)
        assert "Plazos e hitos" in pdf.pages[0].extract_text()


def is_drawn(picture: bytes) -> bool:
    """Whether a picture has both colours of the timeline."""
    import io

    from PIL import Image

    colours = Image.open(io.BytesIO(picture)).convert("RGB").getcolors(1 << 20)
    blue = sum(count for count, (red, green, blue) in colours if blue > 140 and red < 90)
    red = sum(count for count, (red, green, blue) in colours if red > 150 and green < 90 and blue < 90)
    return blue > 100 and red > 100
