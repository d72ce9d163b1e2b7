"""`kb plazo`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tui.cli.opening import JsonOption
from tui.cli.output import print_text, write_json

if TYPE_CHECKING:
    from kb.deadlines import Calendar, Computation

CAUTION = "Los festivos se calculan: comprueba el calendario oficial de días inhábiles del año y las fiestas locales."


RegionsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--comunidad",
        metavar="CÓDIGO",
        help="Comunidad del interesado, como MD o CT; repetida, la de la sede del órgano.",
    ),
]
TownOption = Annotated[
    list[str] | None,
    typer.Option("--festivo", metavar="FECHA", help="Fiesta local del interesado o del órgano (se puede repetir)."),
]


def plazo(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="PLAZO", help="El plazo, entre comillas: «10 días hábiles».")],
    since: Annotated[
        str | None,
        typer.Option("--desde", metavar="FECHA", help="Día de la notificación, publicación o hecho que lo inicia."),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--hasta", metavar="FECHA", help="Último día para los plazos de cada año.")
    ] = None,
    regions: RegionsOption = None,
    town: TownOption = None,
    as_json: JsonOption = False,
) -> None:
    """Calcula cuándo vence un plazo, con el artículo en que se apoya cada paso."""
    from kb.days import day_in
    from kb.deadlines import deadline_of, due

    given = {"start": since, "until": until}
    deadline = deadline_of(text)
    anchors = {event: day_in(day) for event, day in given.items() if day}
    found = due(deadline, anchors, calendar_of(regions, town) or context.obj.calendar)
    if as_json:
        rule = {"text": text, "period": deadline.period, "business_days": deadline.business_days}
        write_json(rule | {"due": found.dates, "steps": found.steps, "asks_for": found.asks_for})
    else:
        _print(found)


def calendar_of(regions: list[str] | None, town: list[str] | None) -> Calendar | None:
    """The calendar of the options; None when none is given, for the one of the settings. InvalidInput."""
    if not regions and not town:
        return None
    from kb.days import day_in
    from kb.deadlines import Calendar

    return Calendar.of(regions or (), map(day_in, town or ()))


def _print(found: Computation) -> None:
    from kb.days import spell

    if found.dates:
        print_text(f"Vence: {', '.join(map(spell, found.dates))}", style="bold")
    else:
        print_text("Falta la fecha desde la que se cuenta: añádela con --desde AAAA-MM-DD", style="bold")
    for n, step in enumerate(found.steps, 1):
        print_text(f"{n}. {step.told}", indent=2)
    if found.dates:
        print_text(CAUTION)
