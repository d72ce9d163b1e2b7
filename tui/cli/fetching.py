"""`kb fetch`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.days import day_in, spell_day
from kb.errors import FetchError, InvalidInput, NotPublished, SourceError
from tui.cli.failures import DONE, FAILED
from tui.cli.ingestion import tell
from tui.cli.opening import JsonOption, base_of
from tui.cli.output import print_line, print_whole, visible, warn, write_json

if TYPE_CHECKING:
    from ingest.fetch.client import Client
    from ingest.fetch.run import Wanted
    from ingest.fetch.sumario import Item, Sumario
    from kb.settings import Settings

_MANIFEST = Path("corpus/manifest.toml")
_LONGEST_RANGE = 366


NamesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[BOE-ID...]", help="Identificadores del BOE; con --manifest, también el archivo."),
]
DayOption = Annotated[
    str | None,
    typer.Option("--day", metavar="DÍA", help="Lo publicado un día (2025-03-07) o varios (2025-03-01..2025-03-07)."),
]
SectionOption = Annotated[
    str | None, typer.Option("--section", metavar="N", help="De esos días, solo una sección: 1, 2A, 3, 5B, T…")
]
DepartmentOption = Annotated[
    str | None,
    typer.Option("--department", metavar="TEXTO", help="De esos días, solo los departamentos así llamados."),
]
ManifestOption = Annotated[
    bool, typer.Option("--manifest", help=f"Todo lo de un manifiesto ({_MANIFEST}, si no se nombra otro).")
]
ListOption = Annotated[bool, typer.Option("--list", help="Muestra lo que publicaron los días y no lo descarga.")]
PublishedOption = Annotated[
    bool, typer.Option("--as-published", help="El texto del diario, aunque lo haya consolidado.")
]


def fetch(
    context: typer.Context,
    names: NamesArgument = None,
    day: DayOption = None,
    section: SectionOption = None,
    department: DepartmentOption = None,
    manifest: ManifestOption = False,
    only_list: ListOption = False,
    published: PublishedOption = False,
    as_json: JsonOption = False,
) -> int:
    """Descarga normas del BOE y las incorpora a la base."""
    days = _days(day, needed=only_list or section is not None or department is not None)
    wanted = _named(names or [], manifest, published)
    if not wanted and not days:
        raise InvalidInput("falta decir qué descargar: identificadores del BOE, --day o --manifest")
    if only_list and wanted:
        raise InvalidInput("--list muestra lo que publicó un día; no lleva identificadores ni --manifest")
    _check_section(section)
    request = (*(f"{one.document_id} {one.wording}" for one in wanted), day or "", section or "", department or "")
    with _client(context.obj, request) as client:
        found, failed = _sumarios(client, days)
        chosen = [one.chosen(section=section, department=department) for one in found]
        if only_list:
            _list(found, chosen, as_json=as_json)
            code = DONE
        else:
            code = _take(context, client, (*wanted, *_of_days(chosen)), as_json=as_json)
        client.finish()
    return FAILED if failed else code


@contextmanager
def _client(settings: Settings, request: Sequence[str]) -> Iterator[Client]:
    """The service, with what a broken run for the same got of it."""
    from ingest.fetch.cache import Cache
    from ingest.fetch.client import Client
    from ingest.fetch.journal import Journal

    folder = settings.cache / "boe"
    with Client(settings.boe, Cache(folder)) as client:
        client.journal = Journal(folder, request)
        yield client


def _days(text: str | None, *, needed: bool) -> tuple[date, ...]:
    """The days that a person wrote; InvalidInput."""
    if text is None:
        if needed:
            raise InvalidInput("--list, --section y --department son para los días: añade --day 2025-03-07")
        return ()
    try:
        first, _, last = text.partition("..")
        since, until = day_in(first), day_in(last or first)
    except InvalidInput:
        raise InvalidInput(f"«{text[:40]}» no es un día (2025-03-07) ni varios (2025-03-01..2025-03-07)") from None
    count = (until - since).days + 1
    if not 0 < count <= _LONGEST_RANGE:
        raise InvalidInput(f"de «{text[:40]}» el primer día tiene que ir antes, y son {_LONGEST_RANGE} como mucho")
    return tuple(since + timedelta(n) for n in range(count))


def _named(names: Sequence[str], manifest: bool, published: bool) -> tuple[Wanted, ...]:
    """The texts that were named and those of the manifest. An identifier that is none is refused before any request."""
    from ingest.fetch.addresses import boe_id
    from ingest.fetch.manifest import read
    from ingest.fetch.run import Wanted, Wording

    wording = Wording.GAZETTE if published else Wording.BEST
    files = [Path(name) for name in names if manifest and name.endswith(".toml")]
    ids = [name for name in names if Path(name) not in files]
    listed: list[Wanted] = []
    for path in (files or [_MANIFEST]) if manifest else []:
        found = read(path)
        listed += found.wanted
        for one in found.brought:
            warn(f"{one}: no lo publica el BOE; incorpóralo con `kb ingest`")
    return (*(Wanted(document_id=boe_id(name), wording=wording) for name in ids), *listed)


def _check_section(section: str | None) -> None:
    from ingest.fetch.sumario import section_code

    if section is not None:
        section_code(section)


def _sumarios(client: Client, days: Sequence[date]) -> tuple[list[Sumario], bool]:
    """What the days published, and whether something of it could not be had; a day without an issue is told."""
    from ingest.fetch.addresses import sumario
    from ingest.fetch.sumario import read

    found, failed = [], False
    for day in days:
        try:
            found.append(read(client.get(sumario(day)).read_bytes()))
        except NotPublished:
            warn(f"el {spell_day(day)} no hubo BOE")
        except (FetchError, SourceError) as error:
            warn(str(error))
            failed = True
    return found, failed


def _of_days(chosen: Sequence[Sequence[Item]]) -> Iterator[Wanted]:
    from ingest.fetch.run import Wanted, Wording

    return (Wanted(document_id=item.document_id, wording=Wording.LISTED) for items in chosen for item in items)


def _take(context: typer.Context, client: Client, wanted: Sequence[Wanted], *, as_json: bool) -> int:
    from ingest.fetch.run import fetch as run

    with base_of(context, create=True) as base:
        return tell(run(base, client, wanted), as_json=as_json)


def _list(found: Sequence[Sumario], chosen: Sequence[Sequence[Item]], *, as_json: bool) -> None:
    if as_json:
        days = zip(found, chosen, strict=True)
        write_json([{"day": one.day, "numbers": one.numbers, "items": items} for one, items in days])
        return
    for one, items in zip(found, chosen, strict=True):
        count = f"{len(items)} {'texto' if len(items) == 1 else 'textos'}"
        print_line(visible(f"BOE del {spell_day(one.day)}, núm. {', '.join(one.numbers)}: {count}"))
        for (section, department), group in groupby(items, lambda item: (item.section_name, item.department)):
            print_line(visible(f"\n{section} · {department}"))
            for item in group:
                print_whole(f"{item.document_id}  {item.title}")
                print_line(visible(f"    {item.url_html or item.url_xml or item.url_pdf or ''}"))
