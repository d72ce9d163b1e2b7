"""A base behind the API of another machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx

from kb.conversation import NOTHING_YET, Conversation
from kb.documents import Document, DocumentId, Publication, Unit
from kb.errors import KbError, Overtaken, ServiceDown, SourceError
from kb.facts import Entity, Obligation, Reference, from_payload
from kb.follow_up import Change, Tracked, spelled
from kb.results import Answer
from kb.store import Summary
from tui.decoding import decoded
from tui.following import Followed, Look

if TYPE_CHECKING:
    from ingest.events import Report
    from kb.follow_up import Revision
    from tui.library import Run

_PAGE = 500
_PORTION = 50
"""Files sent at once: a service takes so many whatever its options."""
_PATIENCE = httpx.Timeout(60, connect=10)


class RemoteLibrary:
    """What `kb serve` answers at a URL. Threads may share it."""

    def __init__(self, url: str, key: str | None = None, *, transport: httpx.BaseTransport | None = None) -> None:
        self.url = url.rstrip("/")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._warnings: dict[str, tuple[str, ...]] = {}
        self._client = httpx.Client(
            base_url=f"{self.url}/v1", headers=headers, timeout=_PATIENCE, transport=transport, trust_env=False
        )

    @property
    def name(self) -> str:
        """The address."""
        return self.url

    @property
    def key(self) -> str:
        """The address."""
        return self.url

    def warm(self) -> None:
        """Its model is loaded where it runs."""

    def documents(self) -> tuple[Summary, ...]:
        """All documents by id."""
        return tuple(decoded(Summary, one) for one in self._pages("/documents"))

    def document(self, document_id: str) -> Document:
        """One document with its units; DocumentNotFound."""
        tree, text = self._tree(document_id), self._call("GET", f"{_document_path(document_id)}/text").text
        return _document(decoded(Summary, tree["document"]), decoded(tuple[Unit, ...], tree["units"]), text)

    def ask(self, question: str, documents: Sequence[str], conversation: Conversation = NOTHING_YET) -> Answer:
        """One cited answer."""
        asked = {"question": question, "documents": list(documents), "earlier": list(conversation.documents)}
        return decoded(Answer, self._json("POST", "/ask", json=asked))

    def references(self, document_id: str) -> tuple[Reference, ...]:
        """What a document points to, in order."""
        return tuple(decoded(Reference, one) for one in self._pages("/references", document=document_id))

    def warnings(self, document: Document) -> tuple[str, ...]:
        """What the service said when it gave the document, or says now of one that came from elsewhere."""
        known = self._warnings.get(document.document_id)
        return self._tree(document.document_id)["warnings"] if known is None else known

    def entities(self, document_id: str) -> tuple[Entity, ...]:
        """What was extracted from a document."""
        found = (from_payload(one) for one in self._pages("/entities", document=document_id))
        return tuple(one for one in found if isinstance(one, Entity))

    def obligations(self, document_id: str | None = None) -> tuple[Obligation, ...]:
        """The checklist of a document or of all."""
        chosen = {"document": document_id} if document_id else {}
        found = (from_payload(one) for one in self._pages("/obligations", **chosen))
        return tuple(one for one in found if isinstance(one, Obligation))

    def tracked(self, obligation_id: str) -> Tracked:
        """An obligation with its due dates by now and what is written beside it."""
        return decoded(Tracked, self._json("GET", _obligation(obligation_id)))

    def revise(self, obligation_id: str, revision: Revision, seen: str) -> Tracked:
        """Change that, under the name of the key, if it is still the version `seen`."""
        values = {name: spelled(value) for name, value in revision.items()}
        path, tag = _obligation(obligation_id), {"If-Match": f'"{seen}"'}
        return decoded(Tracked, self._json("PATCH", path, json=values, headers=tag))

    def history(self, obligation_id: str) -> tuple[Change, ...]:
        """Who changed what beside it, oldest first."""
        return tuple(decoded(Change, one) for one in self._pages(f"{_obligation(obligation_id)}/history"))

    @property
    def formats(self) -> Mapping[str, str]:
        """Those of this release."""
        from kb.exports import EXPORTS

        return {name: export.about for name, export in EXPORTS.items()}

    def suffix(self, form: str) -> str:
        """How the name of a file of that format ends."""
        from kb.exports import EXPORTS

        return EXPORTS[form].suffix

    def export(self, form: str, obligation_ids: Sequence[str]) -> bytes:
        """Those obligations in a format, made where the base is."""
        return self._call("POST", f"/obligations/export/{form}", json={"ids": list(obligation_ids)}).content

    def ingest(self, paths: Sequence[Path]) -> Run:
        """Send files, and those of folders, and follow what becomes of them; those that cannot be are reported."""
        return Followed(self._sent(paths))

    def fetch(self, document_ids: Sequence[str]) -> Run:
        """Have texts of the BOE downloaded there."""
        job = self._json("POST", "/documents", data={"boe_id": list(document_ids)})
        return Followed([self._follow(job)])

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    # ------------------------------------------------------------ requests

    def _tree(self, document_id: str) -> dict[str, Any]:
        """What the service tells of a document but its text; its warnings are kept for `warnings`."""
        tree = self._json("GET", _document_path(document_id))
        self._warnings[document_id] = tree["warnings"] = tuple(tree["warnings"])
        return tree

    def _sent(self, paths: Sequence[Path]) -> Iterator[Report | Look]:
        """The report of each file that cannot be read, and the job of each portion of those that can."""
        from ingest.events import Outcome, Report
        from ingest.sources import LARGEST, listing, load

        portion: list[tuple[str, bytes]] = []
        for one in listing(paths):
            try:
                if one.error is not None:
                    raise one.error
                data = load(one.path).data
            except SourceError as error:
                yield Report(source=str(one.path), outcome=Outcome.FAILED, message=str(error))
                continue
            if len(portion) == _PORTION or sum(len(held) for _, held in portion) + len(data) > LARGEST:
                yield self._upload(portion)
                portion = []
            portion.append((one.path.name, data))
        if portion:
            yield self._upload(portion)

    def _upload(self, files: Sequence[tuple[str, bytes]]) -> Look:
        return self._follow(self._json("POST", "/documents", files=[("files", file) for file in files]))

    def _follow(self, job: dict[str, Any]) -> Look:
        """How to look at a job."""
        return partial(self._json, "GET", f"/jobs/{job['id']}")

    def _pages(self, path: str, **chosen: str) -> Iterator[dict[str, Any]]:
        cursor: dict[str, str] = {}
        while True:
            page = self._json("GET", path, params={"limit": _PAGE, **chosen, **cursor})
            yield from page["items"]
            if page["next_cursor"] is None:
                return
            cursor = {"cursor": page["next_cursor"]}

    def _json(self, method: str, path: str, **how: Any) -> dict[str, Any]:
        found: dict[str, Any] = self._call(method, path, **how).json()
        return found

    def _call(self, method: str, path: str, **how: Any) -> httpx.Response:
        try:
            response = self._client.request(method, path, **how)
        except httpx.HTTPError as error:
            raise self._unreachable(error) from None
        _check(response)
        return response

    def _unreachable(self, error: httpx.HTTPError) -> ServiceDown:
        name = type(error).__name__
        return ServiceDown(
            f"no se puede hablar con {self.url} ({name}): comprueba la dirección y que `kb serve` está allí"
        )


def _check(response: httpx.Response) -> None:
    """What the service says of a request that it refused, as an error."""
    if response.is_success:
        return
    if response.status_code == httpx.codes.UNAUTHORIZED:
        raise KbError("la clave falta, ha caducado o no vale: pide una y abre la aplicación con `--key CLAVE`")
    try:
        told = response.json()
        line = str(told.get("detail") or told.get("title"))
    except ValueError:
        line = f"el servicio ha respondido {response.status_code}"
    raise (Overtaken if response.status_code == httpx.codes.PRECONDITION_FAILED else KbError)(line)


def _document_path(document_id: str) -> str:
    return f"/documents/{quote(document_id, safe='')}"


def _obligation(obligation_id: str) -> str:
    return f"/obligations/{quote(obligation_id, safe='')}"


def _document(summary: Summary, units: tuple[Unit, ...], text: str) -> Document:
    """What the API tells of a document, as one."""
    return Document(
        document_id=DocumentId(summary.document_id),
        kind=summary.kind,
        title=summary.title,
        short_title=summary.short_title,
        publication=Publication(
            rank=summary.rank,
            number=summary.number,
            department=summary.department,
            dated=summary.dated,
            published=summary.published,
            in_force_from=summary.in_force_from,
            eli=summary.eli,
            url=summary.url,
            updated=summary.updated,
        ),
        text=text,
        units=units,
        source=summary.url or "",
        sha256=summary.sha256,
        pages=summary.pages,
        as_of=summary.as_of,
        repealed=summary.repealed,
    )
