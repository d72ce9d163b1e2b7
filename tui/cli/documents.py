"""`kb list`, `kb show`, `kb remove`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kb.days import day_in, spell_day
from kb.one_line import one_line
from tui.cli.obligations import tell_unmatched
from tui.cli.opening import AsOfOption, DocumentArgument, JsonOption, base_of
from tui.cli.output import console, print_line, print_whole, visible, write_json

if TYPE_CHECKING:
    from kb.base import KnowledgeBase
    from kb.documents import Document, Unit
    from kb.store import Summary

LISTED = (
    "document_id", "title", "kind", "rank", "department", "published", "in_force_from", "eli", "pages", "units",
    "sha256",
)  # fmt: skip
"""The keys of a document in JSON."""

_SHORTEST_TITLE = 100
_BESIDE_TITLES = 52
"""Columns of a list that are no title's: those of identifiers, days, numbers and what is between them."""

_KINDS = {"norm": "norma", "press_note": "nota de prensa"}


def list_(context: typer.Context, as_json: JsonOption = False) -> None:
    """Muestra los documentos de la base."""
    with base_of(context) as base:
        found = base.documents()
    if as_json:
        write_json([summary_json(one) for one in found])
    elif found:
        _print_list(found)
    else:
        print_line("La base no tiene documentos: añádelos con `kb ingest`.")


def show(
    context: typer.Context,
    document_id: DocumentArgument,
    unit_id: Annotated[str | None, typer.Argument(metavar="UNIDAD", help="Identificador de una unidad.")] = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Muestra el árbol de un documento o el texto de una unidad."""
    day = None if as_of is None else day_in(as_of)
    with base_of(context) as base:
        document = base.document(document_id) if day is None else _document_on(base, document_id, day)
        summary = next(one for one in base.documents() if one.document_id == document.document_id)
        warnings = base.warnings(document, unit_id)
    shown = document.units if unit_id is None else (document.unit(unit_id),)
    if as_json:
        units = [unit_json(one) | ({} if unit_id is None else {"text": document.text_of(one)}) for one in shown]
        write_json({"document": summary_json(summary), "units": units, **_course_json(document, warnings)})
    elif unit_id is None:
        _print_document(document, warnings)
    else:
        _print_text(document, shown[0], warnings)


def _document_on(base: KnowledgeBase, document_id: str, day: date) -> Document:
    from ingest.days import document_on

    return document_on(base, document_id, day)


def remove(context: typer.Context, document_id: DocumentArgument, as_json: JsonOption = False) -> None:
    """Quita un documento de la base."""
    with base_of(context) as base:
        base.remove(document_id)
        waiting = len(base.unmatched(document_id))
    if as_json:
        write_json({"removed": document_id})
    else:
        print_line(f"Se ha quitado {visible(document_id)}.")
    tell_unmatched(waiting)


def summary_json(summary: Summary) -> dict[str, Any]:
    """A document as lists have it in JSON."""
    return {key: getattr(summary, key) for key in LISTED}


def unit_json(unit: Unit) -> dict[str, Any]:
    """A unit as `show --json` has it."""
    keys = ("unit_id", "label", "kind", "heading", "parent", "start", "end", "page", "version")
    return {key: getattr(unit, key) for key in keys}


def _print_list(found: tuple[Summary, ...]) -> None:
    from rich import box
    from rich.table import Table

    terminal = console()
    room = max(_SHORTEST_TITLE, 2 * (terminal.width - _BESIDE_TITLES))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Documento", max_width=30, overflow="fold")
    table.add_column("Título", ratio=1)
    table.add_column("Publicado", no_wrap=True)
    table.add_column("Unidades", justify="right", no_wrap=True)
    for one in found:
        title = visible(one_line(one.title, room))
        table.add_row(visible(one.document_id), title, _day(one.published), str(one.units))
    terminal.print(table)


def _course_json(document: Document, warnings: Sequence[str]) -> dict[str, Any]:
    """Which day's text it is, what acts on it and what it acts on, and what a reader has to know."""
    keys = ("direction", "relation", "code", "target", "wording")
    found = [{key: getattr(one, key) for key in keys} for one in document.references]
    return {"as_of": document.as_of, "repealed": document.repealed, "references": found, "warnings": warnings}


def _print_document(document: Document, warnings: Sequence[str]) -> None:
    """What is known of the document, then its units, each under its parent."""
    from kb.reuse import reuse_notice

    said = document.publication
    facts = (
        ("identificador", document.document_id),
        ("clase", _KINDS[document.kind]),
        ("rango", said.rank),
        ("departamento", said.department),
        ("publicado", said.published),
        ("en vigor desde", said.in_force_from),
        ("actualizado", said.updated),
        ("ELI", said.eli),
        ("URL", said.url),
        ("texto vigente el", _wording(document)),
        *_relations(document),
        ("páginas", document.pages),
        ("origen", document.source),
        ("reutilización", reuse_notice(document)),
    )
    print_whole(document.title)
    for name, value in facts:
        if value is not None:
            print_line(visible(f"  {name}: {_day(value) if isinstance(value, date) else value}"))
    for warning in warnings:
        print_whole(f"  aviso: {warning}")
    print_line()
    width = get_terminal_size().columns
    for unit in document.units:
        _print_unit(document, unit, width)


def _wording(document: Document) -> str | None:
    """Which day's wording the text is, and whether the base has those of other days."""
    if document.as_of is None:
        return None
    return _day(document.as_of) + ("" if document.changes else ", sin las redacciones de otros días")


_MOST_RELATED = 5


def _relations(document: Document) -> Iterator[tuple[str, str]]:
    """By relation, the norms that the analysis names; the last line of the text itself has all its words."""
    found: dict[str, list[str]] = {}
    for one in document.references:
        found.setdefault(one.relation.lower(), []).append(one.target)
    for relation, targets in found.items():
        more = f" y {len(targets) - _MOST_RELATED} más" if len(targets) > _MOST_RELATED else ""
        yield relation, f"{', '.join(targets[:_MOST_RELATED])}{more}"


def _print_text(document: Document, unit: Unit, warnings: Sequence[str]) -> None:
    """A unit's path, which wording it is, what to know of it, and its text."""
    from tui.cli.reading import wording

    head = [document.path_of(unit)] + ([wording(unit.version)] if unit.version else [])
    head += [f"Aviso: {warning}" for warning in warnings]
    print_whole("\n".join(head) + f"\n\n{document.text_of(unit)}")


def _print_unit(document: Document, unit: Unit, width: int) -> None:
    """Its id, and of its name or text what fits on the line."""
    text = " ".join((unit.name or document.text_of(unit)).split())
    line = f"{'  ' * len(document.ancestors(unit))}{unit.unit_id}  {text}"
    print_line(visible(line if len(line) <= width else f"{line[: width - 1].rstrip()}…"))


def _day(day: date | None) -> str:
    return spell_day(day) if day is not None else ""
