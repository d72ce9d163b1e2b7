"""What the app needs of a base, wherever it is: on this machine or behind the API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kb.conversation import NOTHING_YET, Conversation

if TYPE_CHECKING:
    from ingest.events import Event
    from kb.documents import Document
    from kb.facts import Entity, Obligation, Reference
    from kb.follow_up import Change, Revision, Tracked
    from kb.results import Answer
    from kb.store import Summary


class Run(Protocol):
    """Something that takes documents in, while it is iterated."""

    @property
    def stopped(self) -> str:
        """What somebody who stops it is told."""

    def __iter__(self) -> Iterator[Event]:
        """Its events. KbError: what stopped it."""

    def stop(self) -> None:
        """End it, from any thread; what was reported by then stays."""


class Library(Protocol):
    """A base. Every call may take its time and raise KbError: call it in a worker thread, never in a handler.

    Threads may share a library.
    """

    @property
    def name(self) -> str:
        """Where the base is, as the header shows it."""

    @property
    def key(self) -> str:
        """What tells this base from others, for what the app remembers of each."""

    def warm(self) -> None:
        """Load what the first question needs, so that it does not wait."""

    def documents(self) -> tuple[Summary, ...]:
        """All documents by id; none for a base that is not there yet."""

    def document(self, document_id: str) -> Document:
        """One document with its units; DocumentNotFound."""

    def ask(self, question: str, documents: Sequence[str], conversation: Conversation = NOTHING_YET) -> Answer:
        """One cited answer out of the given documents, or of all when none is given, after those of a conversation."""

    def references(self, document_id: str) -> tuple[Reference, ...]:
        """What a document points to, in order; DocumentNotFound."""

    def warnings(self, document: Document) -> tuple[str, ...]:
        """What a reader of a document has to know: repealed, expired, amended since."""

    def entities(self, document_id: str) -> tuple[Entity, ...]:
        """What was extracted from a document; DocumentNotFound."""

    def obligations(self, document_id: str | None = None) -> tuple[Obligation, ...]:
        """The checklist of a document or of all, with what is written beside it."""

    def tracked(self, obligation_id: str) -> Tracked:
        """An obligation with its due dates by now and what is written beside it; ObligationNotFound."""

    def revise(self, obligation_id: str, revision: Revision, seen: str) -> Tracked:
        """Change that, if it is still the version `seen`. Overtaken, InvalidInput, BaseBusy."""

    def history(self, obligation_id: str) -> tuple[Change, ...]:
        """Who changed what beside it, oldest first."""

    @property
    def formats(self) -> Mapping[str, str]:
        """The formats of the checklist and what each is for."""

    def suffix(self, form: str) -> str:
        """How the name of a file of that format ends."""

    def export(self, form: str, obligation_ids: Sequence[str]) -> bytes:
        """Those obligations in a format."""

    def ingest(self, paths: Sequence[Path]) -> Run:
        """Take files and folders in."""

    def fetch(self, document_ids: Sequence[str]) -> Run:
        """Download texts of the BOE by their identifiers and take them in."""

    def close(self) -> None:
        """Let go of the base."""
