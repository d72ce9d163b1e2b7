"""A run: what is wanted is downloaded, two at a time, and then taken into the base."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from ingest.events import Event, Outcome, Progress, Report, Stage
from ingest.fetch.addresses import Address, consolidated, gazette_item, gazette_page
from ingest.fetch.answers import tree
from ingest.fetch.client import AT_ONCE, Client
from ingest.pipeline import ingest
from ingest.readers.safe_xml import Element
from ingest.sources import load, printable
from kb.base import KnowledgeBase
from kb.documents import DocumentId, Source
from kb.errors import FetchError, NotPublished

_CONSOLIDATED = frozenset({"3", "4"})
"""Codes of `estado_consolidacion` under which there is a consolidated text."""


class Wording(StrEnum):
    """Which text of a norm: as published, as consolidated, or the latter where there is one.

    A text that nobody named and a list had is taken as published, in a form that the service offers to programs.
    """

    GAZETTE = "gazette"
    CONSOLIDATED = "consolidated"
    BEST = "best"
    LISTED = "listed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A text to fetch."""

    document_id: DocumentId
    wording: Wording = Wording.BEST


@dataclass(frozen=True, slots=True, kw_only=True)
class _Got:
    """A text that came, or why it did not."""

    wanted: Wanted
    path: Path | None = None
    url: str = ""
    error: FetchError | None = None


def fetch(base: KnowledgeBase, client: Client, wanted: Sequence[Wanted]) -> Iterator[Event]:
    """Progress, and a report for each text. What cannot be had never stops the rest.

    BaseError and EncoderError do, as in any ingestion; what was downloaded by then is kept.
    """
    came: dict[Path, _Got] = {}
    for done, got in enumerate(_downloads(client, tuple(dict.fromkeys(wanted))), start=1):
        name = got.wanted.document_id
        yield Progress(done=done, total=len(set(wanted)), stage=Stage.FETCH, name=name)
        if got.path is None:
            yield Report(source=name, outcome=Outcome.FAILED, message=str(got.error).removeprefix(name).lstrip(": "))
        else:
            came[got.path] = got
    if came:
        yield from _ingested(base, came)


def _downloads(client: Client, wanted: Sequence[Wanted]) -> Iterator[_Got]:
    """In the order given. Whoever stops listening stops the downloads."""
    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="boe")
    try:
        yield from pool.map(lambda one: _download(client, one), wanted)
    except BaseException:
        client.close()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _download(client: Client, wanted: Wanted) -> _Got:
    try:
        address = _WAYS[wanted.wording](client, wanted.document_id)
    except FetchError as error:
        return _Got(wanted=wanted, error=error)
    return _Got(wanted=wanted, path=client.cache.path(address.name), url=client.url(address))


def _asked(client: Client, address: Address) -> Address:
    client.get(address)
    return address


def _best(client: Client, document_id: DocumentId) -> Address:
    """The consolidated text where the gazette says that there is one, or has only that."""
    published, law = gazette_item(document_id), consolidated(document_id)
    try:
        path = client.get(published)
    except NotPublished as error:
        try:
            return _asked(client, law)
        except NotPublished:
            raise error from None
    if not _is_consolidated(tree(published, path.read_bytes())):
        return published
    try:
        return _asked(client, law)
    except NotPublished:
        return published


def _listed(client: Client, document_id: DocumentId) -> Address:
    """The first form of a published text that `robots.txt` leaves to programs which go through a list."""
    for address in (gazette_item(document_id), gazette_page(document_id)):
        if client.welcomes(address):
            return _asked(client, address)
    raise FetchError(
        f"{document_id}: el BOE pide que los programas no lo recojan (robots.txt); "
        f"si lo necesitas, pídelo por su nombre con `kb fetch {document_id}`"
    )


def _is_consolidated(root: Element) -> bool:
    state = root.find("metadatos/estado_consolidacion")
    return state is not None and state.get("codigo") in _CONSOLIDATED


_WAYS: dict[Wording, Callable[[Client, DocumentId], Address]] = {
    Wording.GAZETTE: lambda client, document_id: _asked(client, gazette_item(document_id)),
    Wording.CONSOLIDATED: lambda client, document_id: _asked(client, consolidated(document_id)),
    Wording.BEST: _best,
    Wording.LISTED: _listed,
}


def _ingested(base: KnowledgeBase, came: dict[Path, _Got]) -> Iterator[Event]:
    """The pipeline's events, with the texts under their identifiers and with the URL they came from."""
    names = {printable(str(path)): got.wanted.document_id for path, got in came.items()}

    def load_from(path: Path) -> Source:
        return replace(load(path), origin=came[path].url)

    for event in ingest(base, tuple(came), load=load_from):
        if isinstance(event, Report):
            yield replace(event, source=names.get(event.source, event.source))
        else:
            yield event
