"""`kb obligations diff`: what an amendment, or another norm, does to what is demanded."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kb.agenda import days_of
from kb.days import spell_day
from tui.cli.completion import document_ids
from tui.cli.opening import DocumentArgument, JsonOption, base_of
from tui.cli.output import print_line, print_text, write_json

if TYPE_CHECKING:
    from kb.changes import Difference
    from kb.facts import Obligation

_UNITS = {"new": "nuevo", "gone": "suprimido", "changed": "modificado", "annotated": "con otra nota del BOE"}
_KINDS = {
    "new": "NUEVA", "gone": "DESAPARECE", "reworded": "otra redacción", "deadline": "otro plazo",
    "amount": "otro importe",
}  # fmt: skip
_MARKS = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}


def diff(
    context: typer.Context,
    document_id: DocumentArgument,
    other: Annotated[
        str | None,
        typer.Argument(metavar="[OTRO]", help="Otro documento con el que se compara.", autocompletion=document_ids),
    ] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="FECHA", help="Redacción de partida.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="FECHA", help="Redacción de llegada; si no, hoy.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Muestra qué obligaciones son nuevas, desaparecen o cambian entre dos redacciones o dos documentos."""
    from ingest.amendments import amended, compared
    from kb.days import day_in

    if (other is None) == (first is None):
        raise typer.BadParameter("di --from FECHA para comparar dos redacciones, o el otro documento")
    with base_of(context) as base:
        if other is not None:
            found = compared(base, document_id, other)
        else:
            days = day_in(first or ""), date.today() if last is None else day_in(last)
            found = amended(base, document_id, *days)
    if as_json:
        write_json({"units": found.units, "obligations": list(map(_json, found.obligations))})
        return
    for unit in found.units:
        print_text(f"{unit.label}: {_UNITS[unit.how]}")
    print_line()
    for one in found.obligations:
        _print(one)
    texts = sum(unit.how != "annotated" for unit in found.units)
    articles = "1 artículo" if texts == 1 else f"{texts} artículos"
    count = len(found.obligations)
    changed = "1 obligación que cambia" if count == 1 else f"{count} obligaciones que cambian"
    print_line(f"{articles} con otro texto, {changed}.")


def _json(one: Difference) -> dict[str, Any]:
    return asdict(one) | {"words": [asdict(piece) for piece in one.words]}


def _print(one: Difference) -> None:
    clause = one.after or one.before
    assert clause is not None
    kinds = ", ".join(_KINDS[kind] for kind in one.kinds)
    print_text(f"{clause.label} · {kinds}", style="bold")
    words = "".join(_MARKS[piece.how].format(piece.text) for piece in one.words)
    print_text(words or clause.quote, indent=2)
    if one.before and one.after and "deadline" in one.kinds:
        print_text(f"Plazo: {_limit(one.before)} → {_limit(one.after)}", indent=2)
    if one.before and one.after and "amount" in one.kinds:
        amounts = ["; ".join(side.amounts) or "ninguno" for side in (one.before, one.after)]
        print_text(f"Importe: {' → '.join(amounts)}", indent=2)


def _limit(one: Obligation) -> str:
    from kb.exports.wording import rule_of

    rule = rule_of(one.deadline)
    due = ", ".join(map(spell_day, days_of(one)))
    return " · ".join(part for part in (rule, due) if part) or "ninguno"
