"""`kb obligations`: the list, and what people write beside it: import, set, event, history, diff, unmatched, move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer._click.core import Context

from kb.agenda import days_of
from kb.days import DAY, day_if_any, day_in, spell_day
from tui.cli.amendments import diff
from tui.cli.failures import FAILED
from tui.cli.obligations import obligations
from tui.cli.opening import DocumentArgument, JsonOption, base_of
from tui.cli.output import print_line, print_text, visible, write_json
from tui.cli.spanish import SpanishCommand, SpanishGroup
from tui.cli.writing import read_file
from tui.who import user

if TYPE_CHECKING:
    from kb.exports.importing import ImportPlan
    from kb.facts import Obligation
    from kb.follow_up import Change, FollowUp, Value

LIST = "list"
ObligationArgument = Annotated[str, typer.Argument(metavar="ID", help="Identificador de la obligación.")]
ByOption = Annotated[
    str | None, typer.Option("--by", metavar="NOMBRE", help="Quién hace el cambio; si no, el usuario del sistema.")
]


class ListByDefault(SpanishGroup):
    """A group whose `list` need not be named: `kb obligations DOC` is `kb obligations list DOC`."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Name the list where nothing else is."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = [LIST, *args]
        return super().parse_args(ctx, args)


def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="El libro exportado, ya rellenado.")],
    apply: Annotated[bool, typer.Option("--apply", help="Guarda los cambios; si no, solo se muestran.")] = False,
    by: ByOption = None,
    as_json: JsonOption = False,
) -> int | None:
    """Muestra lo que cambia un libro rellenado y, con --apply, lo guarda en la base."""
    data = read_file(file)
    with base_of(context) as base:
        plan = base.import_workbook(data, by=user() if by is None else by) if apply else base.plan_import(data)
        dated = [base.tracked(one.obligation_id).obligation for one in plan.edits if apply and one.key == "event"]
    if as_json:
        write_json(asdict(plan) | {"applied": apply})
    else:
        _print_plan(plan, applied=apply)
        for one in dated:
            _print_due(one)
    return None if plan.is_clean else FAILED


def set_(
    context: typer.Context,
    obligation_id: ObligationArgument,
    status: Annotated[str | None, typer.Option("--status", metavar="ESTADO", help="Estado.")] = None,
    owner: Annotated[str | None, typer.Option("--owner", metavar="NOMBRE", help="Responsable.")] = None,
    evidence: Annotated[str | None, typer.Option("--evidence", metavar="TEXTO", help="Evidencia.")] = None,
    notes: Annotated[str | None, typer.Option("--notes", metavar="TEXTO", help="Notas.")] = None,
    review: Annotated[str | None, typer.Option("--review", metavar="FECHA", help="Día en que revisarla.")] = None,
    by: ByOption = None,
) -> None:
    """Apunta el seguimiento de una obligación; un texto vacío borra el campo."""
    given: dict[Any, Value] = {
        "status": status, "owner": owner, "evidence": evidence, "notes": notes, "review": review,
    }  # fmt: skip
    values: dict[Any, Value] = {name: value for name, value in given.items() if value is not None}
    if review is not None:
        values["review"] = day_if_any(review)
    if not values:
        raise typer.BadParameter("di qué apuntas: --status, --owner, --evidence, --notes o --review")
    with base_of(context) as base:
        _print_follow_up(base.track(obligation_id, values, by=user() if by is None else by))


def event(
    context: typer.Context,
    document_id: DocumentArgument,
    name: Annotated[
        str, typer.Argument(metavar="SUCESO", help="El suceso, como notificación; `kb obligations events DOC` los da.")
    ],
    day: Annotated[str, typer.Argument(metavar="FECHA", help="El día en que ocurrió, 03/02/2026; «no» lo borra.")],
    obligation: Annotated[
        str | None, typer.Option("--obligation", metavar="ID", help="Solo para esta obligación.")
    ] = None,
    by: ByOption = None,
) -> None:
    """Apunta el día de un suceso y muestra los vencimientos que salen de él."""
    from kb.happenings import key_of

    with base_of(context) as base:
        when = None if day.casefold() == "no" else day_in(day)
        key = base.record_event(document_id, name, when, by=user() if by is None else by, obligation_id=obligation)
        found = [one for one in base.obligations(document_id) if key_of(one.deadline) == key]
    for one in found:
        if obligation in (None, one.id):
            _print_due(one)


def events(context: typer.Context, document_id: DocumentArgument, as_json: JsonOption = False) -> None:
    """Muestra los sucesos desde los que corren los plazos de un documento, y el día de cada uno si se sabe."""
    with base_of(context) as base:
        found = base.happenings(document_id)
    if as_json:
        write_json(
            [
                {"event": one.key, "name": one.name, "day": one.day, "given": one.given, "alone": one.alone}
                | {"obligations": [row.id for row in one.obligations]}
                for one in found
            ]
        )
        return
    for one in found:
        day = "sin fecha" if one.day is None else f"{spell_day(one.day)}{'' if one.given else ', según el documento'}"
        print_text(f"{one.name}: {day}", style="bold")
        print_text(", ".join(dict.fromkeys(row.label for row in one.obligations)), indent=2)
        if one.alone:
            print_text(f"con --obligation {one.obligations[0].id}", indent=2)
    if not found:
        print_line("Ningún plazo de este documento corre desde un suceso.")


def history(
    context: typer.Context,
    obligation_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="Una obligación; si no, todas.")] = None,
    document_id: Annotated[str | None, typer.Option("--doc", metavar="DOC", help="Las de un documento.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Muestra quién cambió qué y cuándo, también de lo que ya no está en los textos."""
    with base_of(context) as base:
        found = base.history(obligation_id, document_id=document_id)
        if obligation_id is not None and not found:
            base.obligation(obligation_id)
    if as_json:
        write_json([asdict(one) | {"at": one.at.isoformat()} for one in found])
        return
    for one in found:
        print_text(_told(one))
    if not found:
        print_line("No hay cambios apuntados.")


def unmatched(context: typer.Context, as_json: JsonOption = False) -> None:
    """Muestra los seguimientos de obligaciones que ya no están en los textos, y la cláusula que más se parece."""
    from kb.happenings import name_of

    with base_of(context) as base:
        found = [(one, base.likely(one)) for one in base.unmatched()]
        days = base.events()
    if as_json:
        write_json(
            [
                asdict(one) | {"at": one.at.isoformat() if one.at else None, "likely": now.id if now else None}
                for one, now in found
            ]
        )
        return
    for one, now in found:
        print_text(f"{one.document_id} {one.label}: «{one.quote}»")
        _print_follow_up(one)
        for day in days:
            if day.obligation_id == one.obligation_id:
                print_text(f"Día de «{name_of(day.event)}»: {spell_day(day.day)}", indent=2)
        if now is not None:
            print_text(f"Lo más parecido ahora, {now.label}: «{now.quote}»", indent=2)
        taker = now.id if now else "ID"
        print_text(f"Para pasarlo: kb obligations move {one.obligation_id} {taker}", indent=2)
    if not found:
        print_line("Todos los seguimientos son de obligaciones que están en los textos.")


def move(
    context: typer.Context,
    gone: Annotated[
        str, typer.Argument(metavar="ANTERIOR", help="El Id que tenía, que da `kb obligations unmatched`.")
    ],
    obligation_id: ObligationArgument,
    by: ByOption = None,
) -> None:
    """Pasa a una obligación el seguimiento de otra que ya no está; si dice otra cosa, hay que volver a evaluarla."""
    with base_of(context) as base:
        _print_follow_up(base.move(gone, obligation_id, by=user() if by is None else by))


def _print_plan(plan: ImportPlan, *, applied: bool) -> None:
    for edit in plan.edits:
        print_text(f"{edit.label} · {edit.title}: {_shown(edit.before)} → {_shown(edit.after)}")
    for conflict in plan.conflicts:
        print_text(
            f"CONFLICTO {conflict.label} · {conflict.title}: salió {_shown(conflict.origin or None)}, "
            f"la base tiene {_shown(conflict.before)} y el libro {_shown(conflict.after)}: se queda el de la base"
        )
    for refusal in plan.refusals:
        print_text(f"NO SE IMPORTA la fila {refusal.row} ({refusal.label or 'sin artículo'}): {refusal.why}")
    for note in plan.notes:
        print_text(f"Aviso: {note}")
    saved = "guardado" if len(plan.edits) == 1 else "guardados"
    done = saved if applied else "por guardar; añade --apply para hacerlo"
    sums = [
        f"{len(found)} {word}{'' if len(found) == 1 else 's'}"
        for found, word in ((plan.edits, "cambio"), (plan.conflicts, "conflicto"), (plan.refusals, "rechazo"))
    ]
    print_line(f"{sums[0]} {done}; {', '.join(sums[1:])}.")


def _print_due(one: Obligation) -> None:
    """When an obligation is due, step by step; why not, where its deadline has no date."""
    from kb.dating import why_undated

    if one.deadline is not None:
        due = ", ".join(map(spell_day, days_of(one))) or f"sin fecha: {why_undated(one.deadline)}"
        print_text(f"{one.label}: {due}", style="bold")
        for reason in one.deadline.reasons:
            print_text(reason, indent=2)


def _print_follow_up(one: FollowUp) -> None:
    told = {"Estado": one.status, "Responsable": one.owner, "Evidencia": one.evidence, "Notas": one.notes}
    told["Revisión"] = spell_day(one.review) if one.review else None
    for name, value in told.items():
        if value is not None:
            print_text(f"{name}: {value}", indent=2)


def _shown(value: Value) -> str:
    """What a field was or is, a day as Spaniards write it."""
    if isinstance(value, str) and DAY.fullmatch(value):
        value = day_in(value)
    return "nada" if value is None else f"«{visible(spell_day(value) if isinstance(value, date) else value)}»"


_FIELDS = {
    "status": "Estado", "owner": "Responsable", "evidence": "Evidencia", "notes": "Notas", "review": "Revisión",
}  # fmt: skip


def _told(one: Change) -> str:
    from kb.happenings import name_of

    where = one.obligation_id or one.document_id
    event = one.field.removeprefix("event:")
    name = _FIELDS.get(one.field) or f"Día de «{name_of(event)}»"
    return f"{one.at:%d/%m/%Y %H:%M} {one.by}: {where} · {name}: {_shown(one.before)} → {_shown(one.after)}"


group = typer.Typer(
    cls=ListByDefault,
    help="Lo que obligan los documentos y su seguimiento; sin otra orden, la lista (`kb obligations list --help`).",
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
COMMANDS: dict[str, Callable[..., int | None]] = {
    LIST: obligations,
    "import": import_,
    "set": set_,
    "event": event,
    "events": events,
    "history": history,
    "diff": diff,
    "unmatched": unmatched,
    "move": move,
}
for _name, _function in COMMANDS.items():
    group.command(_name, cls=SpanishCommand)(_function)
