"""The checklist as a workbook: cover, checklist, deadlines, amounts, legend, and what was left unmatched.

Texts are only ever written as texts, links only to the gazette and to our own pages.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime

from xlsxwriter import Workbook

from kb.agenda import reasons_of
from kb.days import spell_day
from kb.exports.checklist import Checklist, Origin
from kb.exports.columns import COLUMNS, Cell
from kb.exports.line import Line
from kb.exports.links import gazette_link
from kb.exports.sheet_frame import Sheet, Style, page
from kb.exports.sheet_list import checklist_sheet
from kb.exports.sheet_round_trip import round_trip_sheet
from kb.exports.wording import calendar_name, rule_of, trigger_of
from kb.follow_up import SETTLED, STATUSES

CAUTION = "Los festivos se calculan: comprueba el calendario oficial de días inhábiles del año y las fiestas locales."
_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def as_xlsx(checklist: Checklist) -> bytes:
    """The workbook; the same bytes for the same checklist."""
    out = io.BytesIO()
    book = Workbook(out, _SAFE)
    book.set_properties({"title": "Lista de obligaciones", "author": "boe-kb", "created": _naive(checklist.made)})
    style = Style.of(book)
    _cover(Sheet(book.add_worksheet("Portada"), style), checklist)
    checklist_sheet(book, book.add_worksheet("Obligaciones"), style, checklist)
    _deadlines(Sheet(book.add_worksheet("Plazos"), style), checklist)
    _amounts(Sheet(book.add_worksheet("Importes"), style), checklist)
    if checklist.unmatched:
        _unmatched(Sheet(book.add_worksheet("Sin correspondencia"), style), checklist)
    if checklist.gone:
        _gone(Sheet(book.add_worksheet("Ya no están"), style), checklist)
    _legend(Sheet(book.add_worksheet("Leyenda"), style))
    round_trip_sheet(book.add_worksheet("_kb"), checklist)
    book.close()
    return out.getvalue()


def _naive(moment: datetime) -> datetime:
    """Without its zone and its fractions, which the format does not hold."""
    return moment.replace(tzinfo=None, microsecond=0)


def _cover(sheet: Sheet, checklist: Checklist) -> None:
    sheet.columns([30, 105])
    sheet.title("Lista de obligaciones")
    for name, value in _facts(checklist):
        sheet.pair(name, value)
    for origin in checklist.origins:
        sheet.blank()
        sheet.heading(origin.title)
        for name, value in _origin(origin):
            sheet.pair(name, value, link=gazette_link(value) if isinstance(value, str) else None)
    sheet.blank()
    sheet.pair("Aviso", f"{CAUTION} Esta lista ayuda a leer los textos y no los sustituye.")
    page(sheet.worksheet, "Portada")


def _facts(checklist: Checklist) -> Iterator[tuple[str, Cell]]:
    rows = checklist.rows
    yield "Hecha el", f"{spell_day(checklist.today)} a las {checklist.made.astimezone():%H:%M}"
    yield "Obligaciones", str(len(rows))
    yield "Filtros", "; ".join(checklist.filters) or "ninguno"
    states = [f"{name}: {count}" for name in STATUSES if (count := sum(row.status == name for row in rows))]
    yield "Estados", "; ".join(states) or "ninguno"
    yield "Vencidas sin cumplir", str(sum(map(checklist.is_overdue, checklist.lines)))
    undated = sum(1 for row in rows if row.deadline and not row.deadline.due)
    yield "Plazos sin fecha", f"{undated}: falta el día del suceso del que corren (al final de la hoja Plazos)"
    yield "Calendario", calendar_name(checklist.calendar)
    yield "Huella de los textos", checklist.corpus


def _origin(origin: Origin) -> Iterator[tuple[str, Cell]]:
    yield "Identificador", origin.document_id
    yield "Publicado el", origin.published
    yield "Texto vigente a", origin.version
    yield "Atención", "\n".join(origin.warnings) or None
    yield "ELI", origin.eli
    yield "Dirección", origin.url
    yield "Huella del archivo", origin.sha256
    yield "Reutilización", origin.notice


def _deadlines(sheet: Sheet, checklist: Checklist) -> None:
    """A row per due date, by day; at the end, what has none yet."""
    sheet.columns([13, 16, 24, 34, 24, 26, 13, 13, 20, 70, 26, 20])
    sheet.header(
        ["Vencimiento", "Artículo", "Quién", "Plazo, con sus palabras", "Regla", "Corre desde", "Suceso el", "Estado",
         "Responsable", "Por qué", "Documento", "Id"]
    )  # fmt: skip
    dated = [(due, line) for line in checklist.lines for due in line.due or (None,) if line.obligation.deadline]
    for due, line in sorted(dated, key=lambda one: one[0] or date.max):
        late = checklist.is_overdue(line) and due == line.next_due(checklist.today)
        sheet.row([due, *_of_deadline(line, due)], late=late)
    sheet.finish("Plazos")


def _of_deadline(line: Line, due: date | None) -> list[Cell]:
    one, deadline = line.obligation, line.obligation.deadline
    assert deadline is not None
    why = "\n".join(f"{number}. {reason}" for number, reason in enumerate(reasons_of(one, due), 1))
    rule: list[Cell] = [deadline.text, rule_of(deadline), trigger_of(deadline), line.event]
    return [one.label, one.subject, *rule, one.status, one.owner, why, line.title, one.id]


def _amounts(sheet: Sheet, checklist: Checklist) -> None:
    sheet.columns([22, 62, 14, 60, 20])
    sheet.header(["Lugar", "Beneficiario", "NIF", "Concepto", "Importe (EUR)"])
    for table in checklist.amounts:
        sheet.band(f"{table.document_id} · {table.label} · {table.column or 'sin cabecera'}")
        first = sheet.at
        for row in table.rows:
            sheet.row([row.label, row.holder, row.nif, row.concept, row.euros])
        sheet.total(f"Suma de {len(table.rows)} importes", first, 4, table.total)
        same = "; ".join(table.stated)
        told = (
            f"El documento da la misma suma en: {same}" if same else "El documento no da esta suma en ningún otro lugar"
        )
        sheet.note(told)
    if not checklist.amounts:
        sheet.note("Ninguna tabla de estos documentos reparte importes entre beneficiarios.")
    sheet.finish("Importes", filters=False)


def _unmatched(sheet: Sheet, checklist: Checklist) -> None:
    sheet.columns([20, 16, 70, 14, 22, 34, 34, 13, 40])
    sheet.header(
        ["Documento", "Artículo", "Lo que decía", "Estado", "Responsable", "Evidencia", "Notas", "Revisión", "Id"]
    )
    for one in checklist.unmatched:
        clause: list[Cell] = [one.document_id, one.label, one.quote]
        sheet.row([*clause, one.status, one.owner, one.evidence, one.notes, one.review, one.obligation_id])
    sheet.finish("Sin correspondencia")


def _gone(sheet: Sheet, checklist: Checklist) -> None:
    sheet.columns([20, 16, 90, 30, 20, 40])
    sheet.header(["Documento", "Artículo", "Lo que decía", "Regla del plazo", "Importes y umbrales", "Id"])
    for one in checklist.gone:
        said: list[Cell] = [text or None for text in one.said]
        sheet.row([one.document_id, one.label, *said, one.obligation_id])
    sheet.finish("Ya no están")


def _legend(sheet: Sheet) -> None:
    sheet.columns([26, 110])
    sheet.title("Leyenda")
    for column in COLUMNS:
        mine = " (se rellena aquí y se importa)" if column.field else ""
        sheet.pair(column.title, f"{column.about}{mine}")
    sheet.blank()
    sheet.heading("Estados")
    for status in STATUSES:
        settled = "; ya no vence" if status in SETTLED else ""
        sheet.pair(status, f"{_MEANINGS[status]}{settled}")
    sheet.blank()
    sheet.heading("Colores y signos")
    sheet.pair("Fila en rojo", "Su vencimiento ha pasado y no está cumplida ni es inaplicable.")
    sheet.pair("Fila en ámbar", "Vence en los próximos treinta días.")
    sheet.pair("Cabecera en verde", "Columna que se rellena: kb obligations import la devuelve a la base.")
    sheet.pair("' al principio", "Un texto que empieza por =, +, - o @ lleva un apóstrofo para que no sea una fórmula.")
    page(sheet.worksheet, "Leyenda")


_MEANINGS = {
    "no evaluada": "Nadie la ha mirado aún",
    "aplica": "Nos alcanza y está pendiente",
    "no aplica": "No nos alcanza",
    "en curso": "Se está cumpliendo",
    "cumplida": "Hecha, con su evidencia",
    "vencida": "Pasó su fecha sin cumplirla",
}
