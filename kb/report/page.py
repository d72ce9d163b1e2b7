"""The page of a report: one file of HTML without scripts or addresses to load. What documents say is only text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import chain

from kb.days import spell_day
from kb.exports.links import gazette_link
from kb.exports.wording import MODALITIES, rule_of, spell_euros
from kb.facts import Modality
from kb.report import charts
from kb.report.content import Clause, Money, Place, Point, Report, Subject
from kb.report.style import STYLE

MOST_SUBJECTS = 15
"""The bars that a page of paper can show; the table below them has all subjects."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_CONTROL = {code: " " for code in range(32) if chr(code) not in "\n\t"}


def as_page(report: Report) -> bytes:
    """HTML in UTF-8: the pictures, each with its figures in a table, and then the clauses that they lead to."""
    parts = chain(_head(report), _times(report), _payments(report), _duties(report), _quotes(report))
    return ("\n".join(parts) + "\n</main></body></html>\n").encode()


def _text(text: str) -> str:
    return escape(text.translate(_CONTROL))


def _link(place: Place) -> str:
    return f'<a href="#{escape(place.anchor)}">{_text(place.label)}</a>'


def _head(report: Report) -> Iterator[str]:
    origin = report.origin
    yield '<!DOCTYPE html><html lang="es"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{_text(report.document.short_title)} · informe</title><style>{STYLE}</style></head><body><main>"
    yield f"<header><h1>{_text(origin.title)}</h1><p>"
    yield f"{_text(origin.document_id)} · informe hecho el {spell_day(report.made.date())}"
    if origin.version:
        yield f" · texto a {spell_day(origin.version)}"
    yield f"{_gazette(report)}</p>"
    if origin.notice:
        yield f'<p class="note">{_text(origin.notice[0].upper() + origin.notice[1:])}.</p>'
    yield '<nav><a href="#tiempo">Plazos e hitos</a> <a href="#dinero">Dinero</a> '
    yield '<a href="#sujetos">Obligaciones</a> <a href="#clausulas">Cláusulas</a></nav></header>'


def _gazette(report: Report) -> str:
    link = gazette_link(report.origin.url)
    return f' · <a href="{escape(link)}" rel="noreferrer">en el BOE</a>' if link else ""


def _figure(drawn: str, told: str) -> str:
    return f'<figure aria-label="{_text(told)}">{drawn}<figcaption>{_text(told)}</figcaption></figure>'


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table of cells that are HTML already."""
    yield "<table><thead><tr>" + "".join(f'<th scope="col">{title}</th>' for title in titles) + "</tr></thead><tbody>"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
    yield "</tbody></table>"


def _times(report: Report) -> Iterator[str]:
    yield '<section id="tiempo"><h2>Plazos e hitos</h2>'
    if report.points:
        told = "Cada punto es un vencimiento o el fin del trimestre de un hito y lleva a su cláusula."
        yield _figure(charts.timeline(report.points), told)
        yield from _table(("Fecha", "Qué", "Lugar", "Por qué"), map(_row_of_point, report.points))
    else:
        yield "<p>El documento no da fechas ni hitos.</p>"
    if report.undated:
        yield f"<h3>Plazos sin fecha: {len(report.undated)}</h3>"
        yield '<p class="note">El documento no fecha el suceso del que corren.</p>'
        yield from _table(("Lugar", "Plazo", "Quién"), map(_row_of_undated, report.undated))
    yield "</section>"


def _row_of_point(point: Point) -> tuple[str, ...]:
    what = f"{point.kind.capitalize()}: {_text(point.what)}"
    return spell_day(point.day), what, _link(point.place), "<br>".join(map(_text, point.why))


def _row_of_undated(clause: Clause) -> tuple[str, ...]:
    one = clause.line.obligation
    return _link(clause.place), _text(rule_of(one.deadline) or ""), _text(one.subject)


def _payments(report: Report) -> Iterator[str]:
    yield '<section id="dinero"><h2>Dinero</h2>'
    for name, title, columns in (
        ("beneficiario", "Por beneficiario", report.by_holder),
        ("concepto", "Por concepto o paquete de trabajo", report.by_concept),
    ):
        yield f"<h3>{title}</h3>"
        if not columns:
            yield "<p>El documento no reparte dinero así en ninguna tabla.</p>"
        for number, given in enumerate(columns, 1):
            yield from _payment(given, f"{name}-{number}")
    yield "</section>"


def _payment(given: Money, name: str) -> Iterator[str]:
    yield f"<h4>{_text(given.title)}</h4>"
    yield _figure(charts.money(given, name), f"{given.title}: cada tramo es una fila de la tabla y lleva a ella.")
    yield f"<p>{_text(_sum_of(given))}</p>"
    rows = ((_text(one.name), _link(one.place), f"{spell_euros(one.euros)} €") for one in given.shares)
    yield "<details open><summary>Las cifras</summary>"
    yield from _table(("Quién o qué", "Lugar", "Importe"), rows)
    yield "</details>"


def _sum_of(given: Money) -> str:
    """What the rows add up to, and whether that money has been shown already."""
    if given.total is None:
        return "No se suman: unas filas pueden contener otras, y el documento no da esa suma en ningún lugar."
    told = [f"Suma de {len(given.shares)} importes: {spell_euros(given.total)} €."]
    if given.stated:
        told.append(f"El documento da la misma suma en: {'; '.join(given.stated)}.")
    if given.repeats:
        told.append(f"Es la misma suma que en «{given.repeats}»: si es el mismo dinero, cuenta una sola vez.")
    return " ".join(told)


def _duties(report: Report) -> Iterator[str]:
    yield '<section id="sujetos"><h2>Obligaciones por sujeto y modalidad</h2>'
    if report.subjects:
        most = report.subjects[:MOST_SUBJECTS]
        others = len(report.subjects) - len(most)
        told = "Cada tramo es un número de cláusulas y lleva a su lista."
        yield _figure(charts.duties(most), told + (f" Otros {others} sujetos están en la tabla." if others else ""))
        titles = [title.capitalize() for title in MODALITIES.values()]
        yield from _table(("Sujeto", *titles), map(_row_of_subject, report.subjects))
    else:
        yield "<p>El documento no tiene obligaciones reconocidas.</p>"
    yield "</section>"


def _row_of_subject(subject: Subject) -> tuple[str, ...]:
    return (_text(subject.name), *(_listed(subject, kind) for kind in MODALITIES))


def _listed(subject: Subject, kind: Modality) -> str:
    mine = subject.clauses[kind]
    if not mine:
        return ""
    links = ", ".join(_link(one.place) for one in mine)
    return f'<div id="{charts.anchor_of(subject, kind)}"><b>{len(mine)}</b>: {links}</div>'


def _quotes(report: Report) -> Iterator[str]:
    gazette = _gazette(report)
    yield '<section id="clausulas"><h2>Cláusulas</h2>'
    for clause in report.clauses:
        one = clause.line.obligation
        told = [f"{MODALITIES[one.modality]} · {one.subject}"]
        told += [f"vence el {', '.join(map(spell_day, clause.line.due))}"] if clause.line.due else []
        yield from _quote(clause.place, " · ".join(told), gazette)
    if report.rows:
        yield "<h3>Filas de tablas e hitos</h3>"
    for place in report.rows:
        yield from _quote(place, "", gazette)
    yield "</section>"


def _quote(place: Place, told: str, gazette: str) -> Iterator[str]:
    yield f'<article id="{escape(place.anchor)}"><p><b>{_text(place.label)}</b> · {_text(told)}{gazette}</p>'
    yield f"<blockquote>{_text(place.quote)}</blockquote></article>"
