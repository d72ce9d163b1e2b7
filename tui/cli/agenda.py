"""`kb agenda`: what falls due, across documents, with the reasons of each date."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kb.agenda import reasons_of
from kb.days import day_in, spell_day
from tui.cli.completion import document_ids
from tui.cli.deadlines import CAUTION, RegionsOption, TownOption, calendar_of
from tui.cli.failures import DUE
from tui.cli.obligations import tell_unmatched
from tui.cli.opening import JsonOption, base_of
from tui.cli.output import print_line, print_text, write_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kb.agenda import Appointment
    from kb.documents import DocumentId


def agenda(
    context: typer.Context,
    document_id: Annotated[
        str | None,
        typer.Argument(metavar="[DOC]", help="Identificador del documento; si no, todos.", autocompletion=document_ids),
    ] = None,
    days: Annotated[int, typer.Option("--days", min=0, max=36500, help="Cuántos días se miran, desde hoy.")] = 90,
    since: Annotated[str | None, typer.Option("--from", metavar="FECHA", help="Otro día en lugar de hoy.")] = None,
    regions: RegionsOption = None,
    town: TownOption = None,
    as_json: JsonOption = False,
) -> int | None:
    """Muestra lo que vence, lo vencido sin cumplir y lo que toca revisar; sale con 4 si hay algo y con 0 si no."""
    from kb.agenda import upcoming

    today = date.today() if since is None else day_in(since)
    with base_of(context) as base:
        known = base.obligations(document_id, calendar=calendar_of(regions, town), today=today)
        titles = {one.document_id: one.short_title for one in base.documents()}
        found = upcoming(known, today, days)
        course = base.course({one.obligation.document_id for one in found}, today)
        waiting = len(base.unmatched(document_id))
    if as_json:
        write_json(
            [
                {
                    "day": one.day,
                    "overdue": one.day < today and not one.review,
                    "review": one.review,
                    "obligation": asdict(one.obligation),
                }
                for one in found
            ]
        )
    else:
        _print(found, today, days, titles)
        for name in course:
            print_text(f"Atención: {'; '.join(course[name])}")
        tell_unmatched(waiting)
    return DUE if found else None


def _print(found: Sequence[Appointment], today: date, days: int, titles: Mapping[DocumentId, str]) -> None:
    for one in found:
        clause = one.obligation
        late = " · REVISAR" if one.review else " · VENCIDA" if one.day < today else ""
        print_text(f"{spell_day(one.day)}{late} · {clause.label} · {titles[clause.document_id]}", style="bold")
        print_text(f"{clause.subject}: {clause.action}", indent=2)
        print_text(f"Estado: {clause.status}" + (f" · Responsable: {clause.owner}" if clause.owner else ""), indent=2)
        for reason in () if one.review else reasons_of(clause, one.day):
            print_text(reason, indent=4)
    if found:
        print_text(CAUTION)
    else:
        print_line(f"No vence nada en {days} días.")
