"""Each format opened with the reader of its field, and checked against the base it came from."""

import csv
import io
import json
import resource
import shutil
import subprocess
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import docx
import icalendar
import jsonschema
import openpyxl
import pytest

from kb.dating import dated
from kb.exports import EXPORTS
from kb.exports.amounts import UNKNOWN, amount_tables
from kb.exports.assembly import Wanted
from kb.exports.cells import neutral
from kb.exports.checklist import Checklist
from kb.exports.columns import COLUMNS
from kb.exports.exceptions import condition_besides, exception_of
from kb.exports.line import Earlier, Line
from kb.exports.links import gazette_link
from kb.exports.since import marked, said
from kb.exports.wording import recurrence_of, rule_of, spell_euros, spell_period
from kb.exports.xlsx import as_xlsx
from kb.facts import Anchor, Modality
from kb.store import Store
from tests.support_checklist import LINES, MADE, NORM, amount, opened, put
from tests.support_obligations import deadline, fixed, obligation
from tests.support_reading import parsed

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def base(tmp_path_factory, samples):
    with Store.open(tmp_path_factory.mktemp("checklist") / "base", create=True, wait=0.2) as store:
        put(store, samples)
        yield opened(store)


@pytest.fixture(scope="module")
def checklist(base):
    return base.checklist(made=MADE, reading="http://127.0.0.1:8000")


@pytest.fixture(scope="module")
def book(checklist):
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(checklist)))


def column(book, key, sheet="Obligaciones"):
    titles = [cell.value for cell in book[sheet][1]]
    place = titles.index(next(one.title for one in COLUMNS if one.key == key))
    return [row[place] for row in book[sheet].iter_rows(min_row=2)]


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_each_format_gives_bytes_with_every_obligation_or_date(checklist, name):
    assert len(EXPORTS[name].render(checklist)) > 500
    assert EXPORTS[name].media_type
    assert EXPORTS[name].suffix.startswith(".")


def test_the_sheets_are_those_of_a_checklist(book):
    assert book.sheetnames == ["Portada", "Obligaciones", "Plazos", "Importes", "Leyenda", "_kb"]
    assert book["_kb"].sheet_state == "veryHidden"


def test_the_cover_says_where_it_comes_from(book, checklist):
    told = {row[0].value: row[1].value for row in book["Portada"].iter_rows() if row[0].value}
    assert told["Obligaciones"] == "7"
    assert told["Huella de los textos"] == checklist.corpus
    assert told["Identificador"] == NORM
    assert told["Publicado el"] == datetime(2021, 10, 28)
    assert "Ley 37/2007" in told["Reutilización"]
    assert told["Filtros"] == "ninguno"


def test_the_list_is_frozen_filtered_wrapped_and_prints_on_a4_landscape(book):
    sheet = book["Obligaciones"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert all(cell.alignment.wrap_text for cell in sheet[2])
    assert sheet.print_title_rows == "$1:$1"


def test_dates_and_amounts_are_dates_and_numbers(book):
    due = column(book, "due")
    assert [cell.value for cell in due[2:4]] == [datetime(2025, 12, 31), datetime(2026, 3, 31)]
    assert due[2].number_format == "dd/mm/yyyy"
    assert [cell.value for cell in column(book, "amount") if cell.value] == [60000]


def test_statuses_are_chosen_from_the_list(book):
    rules = book["Obligaciones"].data_validations.dataValidation
    assert any("no evaluada" in (rule.formula1 or "") for rule in rules)


def test_no_cell_of_a_document_is_a_formula_or_leads_elsewhere(book):
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert (sheet.title, cell.value) == ("Importes", "=SUM(E3:E4)")
                elif isinstance(cell.value, str):
                    assert not cell.value.startswith(("=", "+", "-", "@", "\t", "\r"))
                if cell.hyperlink and cell.hyperlink.target:
                    assert cell.hyperlink.target.startswith(
                        ("https://www.boe.es/", "http://127.0.0.1:8000/v1/documents/")
                    )
    assert not book.vba_archive


def test_the_label_leads_to_our_reading_page(book):
    target = column(book, "label")[1].hyperlink.target
    assert target.startswith(f"http://127.0.0.1:8000/v1/documents/{NORM}/view?start=")


def test_what_punishes_stands_beside_the_duties_of_its_article(samples):
    from kb.exports.line import lines

    document = samples.document(lines=("Se presentará la memoria y su falta dará lugar al reintegro.",))
    duty = obligation(document, quote="Se presentará la memoria")
    punishment = obligation(document, id="z", modality=Modality.CONSEQUENCE, quote="su falta dará lugar al reintegro")
    found = list(lines([duty, punishment], {document.document_id: document}, {}, ()))
    assert [line.sanction for line in found] == ["art. 1: «su falta dará lugar al reintegro»", None]


@pytest.mark.parametrize(
    ("told", "since", "state"),
    [
        ("last_updated: 2023-05-09\n", None, date(2023, 5, 9)),
        ("last_updated: 2020-02-03\n", date(2020, 2, 3), date(2020, 2, 3)),
        ("", None, None),
    ],
)
def test_a_text_newer_than_its_publication_does_not_say_since_when_it_reads_so(told, since, state):
    from kb.exports.checklist import Origin
    from kb.exports.line import lines

    head = f"---\ntitle: Orden de faros\nidentifier: BOE-A-2020-77\npublication_date: 2020-02-03\n{told}---\n"
    data = f"{head}##### Artículo 1. Faros.\n\nLos fareros presentarán una memoria.\n".encode()
    _, document = parsed(data, "faros.md")
    duty = obligation(document, quote="Los fareros presentarán una memoria")
    assert [line.version for line in lines([duty], {document.document_id: document}, {}, ())] == [since]
    assert Origin.of(document).version == state


def test_deadlines_come_by_day_with_who_their_reasons_and_their_id(book):
    rows = [[cell.value for cell in row] for row in book["Plazos"].iter_rows(min_row=2)]
    days = [row[0] for row in rows if row[0]]
    assert days == sorted(days)
    assert all(row[2] and row[7] and row[11] for row in rows)
    assert rows[-1][0] is None
    undated = next(row for row in rows if row[1] == "art. 2")
    assert undated[0] is None
    assert "notificación" in undated[9]
    yearly = [row for row in rows if row[1] == "art. 4"]
    assert [row[0] for row in yearly] == [datetime(2025, 3, 31), datetime(2026, 3, 31), datetime(2027, 3, 31)]


def test_amounts_add_up_and_say_how(book):
    rows = [[cell.value for cell in row] for row in book["Importes"].iter_rows()]
    assert [row[4] for row in rows[2:4]] == [12_000_000, 10_000_000]
    assert rows[3][1] == "'=Fundación"
    assert (rows[4][0], rows[4][4]) == ("Suma de 2 importes", "=SUM(E3:E4)")
    assert rows[5][0] == "El documento da la misma suma en: anexo I"


def test_a_row_of_nobody_known_counts_and_a_total_does_not():
    row = amount(4, "Universidad", 5)
    nobody = replace(row, id="nobody", value=7.0, attributes={"column": "Subvención", "concept": "Instituto"})
    total = replace(row, id="total", label="total", value=12.0, attributes={"column": "Subvención", "concept": "Total"})
    [table] = amount_tables([row, nobody, total])
    assert ([one.euros for one in table.rows], table.total, table.stated) == ([5.0, 7.0], 12.0, ("total",))
    assert table.rows[1].holder == UNKNOWN


def test_the_same_checklist_gives_the_same_workbook(checklist):
    assert as_xlsx(checklist) == as_xlsx(checklist)


def test_libreoffice_opens_and_prints_it(checklist, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "lista.xlsx").write_bytes(as_xlsx(checklist))
    command = [office, "--headless", f"-env:UserInstallation=file://{tmp_path}/lo", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", tmp_path, tmp_path / "lista.xlsx"], check=True, capture_output=True, timeout=200
    )
    assert (tmp_path / "lista.pdf").read_bytes().startswith(b"%PDF")


def test_the_csv_is_rfc_4180(checklist):
    data = EXPORTS["csv"].render(checklist)
    assert not data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert [row["id"] for row in rows] == [one.id for one in checklist.rows]
    assert rows[0]["quote"] == "'" + LINES[0]


def test_the_csv_for_excel_has_its_mark_semicolons_and_spanish_values(checklist):
    data = EXPORTS["csv-excel"].render(checklist)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row["Vencimiento"] for row in rows[2:4]] == ["31/12/2025", "31/03/2026"]
    assert rows[4]["Importe (EUR)"] == "60.000,00"


def test_the_json_keeps_its_published_schema(checklist):
    schema = json.loads((DOCS / "obligations.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    found = json.loads(EXPORTS["json"].render(checklist))
    jsonschema.validate(found, schema)
    assert [one["quote"] for one in found] == list(LINES)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([found[0] | {"status": "hecha"}], schema)


def test_the_page_about_columns_names_each(checklist):
    page = (DOCS / "exports.md").read_text(encoding="utf-8")
    assert [one.title for one in COLUMNS if f"| {one.title} |" not in page] == []
    assert [name for name in EXPORTS if f"`{name}`" not in page] == []


def test_markdown_shows_hostile_text_as_text(checklist):
    from markdown_it import MarkdownIt

    html = MarkdownIt("commonmark", {"html": True}).render(EXPORTS["md"].render(checklist).decode())
    assert "<script>" not in html
    assert "malo.example</a>" not in html
    assert 'href="http://malo' not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert html.count("<h3>") == len(LINES)


def test_the_report_is_a_word_document_without_links(checklist):
    found = docx.Document(io.BytesIO(EXPORTS["docx"].render(checklist)))
    text = "\n".join(paragraph.text for paragraph in found.paragraphs)
    assert all(line in text for line in LINES)
    assert "VENCIDA" in text
    assert not any(rel.is_external for rel in found.part.rels.values())


def calendar(data):
    return icalendar.Calendar.from_ical(data)


def events(data):
    return {str(one["SUMMARY"]).split(":")[0]: one for one in calendar(data).walk("VEVENT")}


def test_the_calendar_has_an_all_day_entry_per_date_and_counts_the_rest(checklist):
    data = EXPORTS["ics"].render(checklist)
    assert set(events(data)) == {"art. 3", "art. 4", "art. 7"}
    assert events(data)["art. 3"].decoded("DTSTART") == date(2025, 12, 31)
    assert calendar(data)["X-KB-UNDATED"] == "1"
    assert "1 plazos sin fecha" in calendar(data)["X-WR-CALDESC"]


def test_what_comes_back_is_a_rule(checklist):
    found = events(EXPORTS["ics"].render(checklist))
    yearly, monthly = found["art. 4"], found["art. 7"]
    assert yearly.decoded("DTSTART") == date(2022, 3, 31)
    assert dict(yearly["RRULE"]) == {"FREQ": ["YEARLY"], "BYMONTH": [3], "BYMONTHDAY": [31]}
    assert monthly.decoded("DTSTART") == date(2021, 11, 30)
    assert dict(monthly["RRULE"]) == {
        "FREQ": ["MONTHLY"],
        "INTERVAL": [1],
        "BYMONTHDAY": [28, 29, 30, 31],
        "BYSETPOS": [-1],
    }


@pytest.mark.parametrize(
    ("text", "period", "start"),
    [("antes del 1 de marzo de cada año", "--03-01", "2026-01-01"), ("cada año", "P1Y", "2024-02-29")],
)
def test_the_last_of_february_comes_back_as_the_last_in_leap_years_too(samples, text, period, start):
    limit = deadline(
        text, kind="recurrent", period=period, anchor=Anchor(event="start", text="", date=start), due=("2026-02-27",)
    )
    one = dated(obligation(samples.document(), deadline=limit), {}, today=date(2027, 1, 1))
    found = events(EXPORTS["ics"].render(Checklist(made=MADE, lines=(Line(obligation=one, title="t", article="a"),))))
    [entry] = found.values()
    assert dict(entry["RRULE"]) == {"FREQ": ["YEARLY"], "BYMONTH": [2], "BYMONTHDAY": [-1]} | (
        {"INTERVAL": [1]} if period == "P1Y" else {}
    )


def test_alarms_are_there_when_they_are_asked_for(checklist):
    plain, alarmed = (calendar(EXPORTS[name].render(checklist)) for name in ("ics", "ics-alarms"))
    assert plain.walk("VALARM") == []
    triggers = [one.decoded("TRIGGER") for one in alarmed.walk("VEVENT")[0].walk("VALARM")]
    assert triggers == [timedelta(days=-30), timedelta(days=-7), timedelta(days=-1)]


def test_an_entry_keeps_its_name_and_its_sequence_grows_when_it_moves(store, samples):
    base = opened(store)
    ids = put(store, samples)
    told = []
    for day, moment in ((date(2026, 3, 2), MADE), (date(2026, 3, 2), MADE + timedelta(1)), (date(2026, 4, 2), MADE)):
        base.record_event(NORM, "notification", day, by="ana")
        data = base.export(base.checklist(made=moment), "ics")
        one = events(data)["art. 2"]
        told.append((str(one["UID"]), one.decoded("DTSTART"), int(one["SEQUENCE"]), one.decoded("DTSTAMP")))
    assert len({uid for uid, *_ in told}) == 1
    assert [(day, sequence) for _, day, sequence, _ in told] == [
        (date(2026, 6, 2), 0),
        (date(2026, 6, 2), 0),
        (date(2026, 7, 2), 1),
    ]
    assert told[0][3] == told[1][3]
    base.track(ids[1], {"status": "no aplica"}, by="ana")
    gone = events(base.export(base.checklist(made=MADE), "ics"))["art. 2"]
    assert (str(gone["STATUS"]), int(gone["SEQUENCE"])) == ("CANCELLED", 2)
    again = events(base.export(base.checklist(made=MADE), "ics"))["art. 2"]
    assert int(again["SEQUENCE"]) == 2


def test_filters_are_kept_and_told(base):
    found = base.checklist(Wanted(modalities=(Modality.CONSEQUENCE,), documents=(NORM,)), made=MADE)
    assert [line.obligation.label for line in found.lines] == ["art. 6"]
    assert found.filters == (f"documentos: {NORM}", "modalidad: consecuencia")
    assert [line.obligation.label for line in base.checklist(Wanted(overdue=True), made=MADE).lines] == ["art. 3"]
    until = Wanted(due_from=date(2025, 12, 1), due_until=date(2026, 1, 31))
    assert "art. 3" in [line.obligation.label for line in base.checklist(until, made=MADE).lines]


def test_what_is_new_since_an_earlier_list_is_marked(checklist):
    def earlier(line, **other):
        one = line.obligation
        kept = {"obligation_id": one.id, "document_id": one.document_id, "label": one.label}
        return Earlier(**kept | {"said": said(line, checklist)} | other)

    first, second, third, fourth, *_ = checklist.lines
    found = marked(
        checklist,
        [
            earlier(first),
            earlier(second, obligation_id=f"{NORM}:art_2:otras", said=("Otras palabras.", "", "")),
            earlier(third, obligation_id=f"{NORM}:art_9:estas", label="art. 9"),
            earlier(fourth, said=(said(fourth, checklist)[0], "2 meses", "")),
            earlier(fourth, obligation_id=f"{NORM}:art_12:ya", label="art. 12", said=("Se hará un censo.", "", "")),
        ],
    )
    assert [line.mark for line in found.lines[:5]] == ["", "modificada", "otro lugar", "modificada", "nueva"]
    assert [one.label for one in found.gone] == ["art. 12"]
    assert marked(replace(checklist, whole=False), [earlier(first, obligation_id="x:y")]).gone == ()
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(found)))["Ya no están"]
    assert [cell.value for cell in sheet[2]][1:3] == ["art. 12", "Se hará un censo."]
    assert second.mark == ""


def test_the_calendar_of_the_settings_is_used_and_named(store, samples):
    put(store, samples)
    base = opened(store, regions=("MD",), town=frozenset({date(2026, 6, 2)}))
    base.record_event(NORM, "notification", date(2026, 3, 2), by="ana")
    line = base.checklist(made=MADE).lines[1]
    assert line.due == (date(2026, 6, 3),)
    assert line.calendar == "sábados, domingos y festivos nacionales; los de MD; fiestas locales: 02/06/2026"


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        ("https://www.boe.es/buscar/doc.php?id=BOE-A-2099-1", True),
        ("http://www.boe.es/x", False),
        ("https://www.boe.es.malo.example/x", False),
        ("https://www.boe.es@malo.example/x", False),
        ("javascript:alert(1)", False),
        ("https://www.boe.es/\nx", False),
        (None, False),
    ],
)
def test_only_the_gazette_is_linked(url, taken):
    assert gazette_link(url) == (url if taken else None)


@pytest.mark.parametrize(
    ("period", "business", "told"),
    [
        ("P3M", False, "3 meses"),
        ("P10D", True, "10 días hábiles"),
        ("P1Y6M", False, "1 año y 6 meses"),
        ("-P6M", False, "6 meses antes"),
        ("--01-01/--03-31", False, "del 1 de enero al 31 de marzo"),
        ("--12-31", False, "el 31 de diciembre"),
    ],
)
def test_periods_are_spelled(period, business, told):
    assert spell_period(period, business) == told


def test_rules_and_recurrences_are_spelled():
    assert rule_of(deadline()) == "3 meses · desde la notificación de la resolución"
    assert rule_of(fixed("2026-12-31")) == "fecha fija"
    assert recurrence_of(deadline(kind="recurrent")) == "cada 3 meses"
    assert recurrence_of(deadline()) is None
    assert spell_euros(22_000_000) == "22.000.000,00"


@pytest.mark.parametrize(
    ("quote", "condition", "exception", "besides"),
    [
        ("Se hará, salvo causa mayor, siempre. Excepto los lunes; y ya", None, "salvo causa mayor; Excepto los lunes",
         None),
        ("Si llueve, se hará, salvo causa mayor.", "Si llueve; salvo causa mayor", "salvo causa mayor", "Si llueve"),
        ("Irá, salvo lunes, martes o jueves.", "salvo lunes, martes o jueves", "salvo lunes, martes o jueves", None),
        ("La falta (salvo los casos del art. 4.2.a).5.º) y el retraso anulan la ayuda.", None,
         "salvo los casos del art. 4.2.a).5.º", None),
        ("Se pagará sin perjuicio de la Ley 3/2001, de 26 de marzo, de forma única.", None,
         "sin perjuicio de la Ley 3/2001, de 26 de marzo", None),
        ("Se pagará al mes.", "salvo art. 3: «no se pagará en julio; ni en agosto»",
         "salvo art. 3: «no se pagará en julio; ni en agosto»", None),
        ("Se pagará al mes.", None, None, None),
    ],
)  # fmt: skip
def test_exceptions_are_told_apart_from_conditions_and_end_where_they_do(samples, quote, condition, exception, besides):
    one = obligation(samples.document(), quote=quote, condition=condition)
    assert (exception_of(one), condition_besides(one)) == (exception, besides)


@pytest.mark.parametrize("text", ["=1+1", "+34", "-5", "@SUM(A1)", "\tx", "\r=1", "\n=1", " =1"])
def test_a_cell_that_a_spreadsheet_would_run_is_neutralised(text):
    assert neutral(text) == f"'{text}"


def test_five_thousand_obligations_take_seconds_and_little_memory(checklist):
    line = checklist.lines[1]
    one = line.obligation
    many = [replace(line, obligation=replace(one, id=f"{NORM}:{n}", quote=f"{n} {one.quote}" * 3)) for n in range(5000)]
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    assert as_xlsx(replace(checklist, lines=tuple(many)))
    assert time.process_time() - started < 30
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


def test_what_became_of_a_norm_is_told_beside_what_it_demands(store, samples):
    document = samples.document(repealed=date(2026, 1, 1))
    found = samples.passages(document)
    store.bind(samples.ENCODER, samples.DIMENSION)
    store.put(document, found, samples.vectors(found), [obligation(document, deadline=fixed("2099-05-04"))])
    base = opened(store)
    told = "BOE-A-2099-1 no está en vigor desde el 01/01/2026"
    checklist = base.checklist(made=MADE)
    assert [warning.startswith(told) for warning in checklist.origins[0].warnings] == [True]
    assert told in EXPORTS["md"].render(checklist).decode()
    assert told in str(events(EXPORTS["ics"].render(checklist))["art. 1"]["DESCRIPTION"])
    assert told in "".join(one.text for one in docx.Document(io.BytesIO(EXPORTS["docx"].render(checklist))).paragraphs)
    cover = openpyxl.load_workbook(io.BytesIO(as_xlsx(checklist)))["Portada"]
    assert any(told in str(row[1]) for row in cover.iter_rows(values_only=True) if row[0] == "Atención")


def test_each_date_has_the_steps_that_lead_to_it(samples):
    from kb.agenda import reasons_of

    steps = (
        "La ventana va del miércoles 01/01/2098 al lunes 31/03/2098",
        "La ventana va del jueves 01/01/2099 al sábado 28/03/2099",
        "El sábado 28/03/2099 es inhábil (sábado): se prorroga al primer día hábil siguiente, lunes 30/03/2099",
        "La cláusula da además otro plazo: «en un mes»",
    )
    yearly = deadline(kind="window", period="--01-01/--03-28", due=("2098-03-31", "2099-03-30"), reasons=steps)
    one = obligation(samples.document(), deadline=yearly)
    assert reasons_of(one, date(2098, 3, 31)) == (steps[0], steps[3])
    assert reasons_of(one, date(2099, 3, 30)) == steps[1:]
    assert reasons_of(one, None) == steps
