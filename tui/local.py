"""A base on this machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from kb.conversation import NOTHING_YET, Conversation
from tui.who import user

if TYPE_CHECKING:
    from kb.base import KnowledgeBase
    from kb.documents import Document
    from kb.encoder import Encoder
    from kb.facts import Entity, Obligation, Reference
    from kb.follow_up import Change, Revision, Tracked
    from kb.results import Answer
    from kb.settings import Settings
    from kb.store import Summary
    from tui.library import Run


class LocalLibrary:
    """The base of the settings' folder; opened when something first needs it, so that the app paints before."""

    def __init__(self, settings: Settings, *, encoder: Encoder | None = None) -> None:
        self.settings = settings
        self._encoder = encoder
        self._base: KnowledgeBase | None = None
        self._opening = Lock()
        self._asking = Lock()

    @property
    def name(self) -> str:
        """The folder."""
        return str(self.settings.home)

    @property
    def key(self) -> str:
        """The folder, whichever way it was written."""
        return str(self.settings.home.absolute())

    @property
    def base(self) -> KnowledgeBase:
        """The open base, made when there is none. BaseError."""
        with self._opening:
            if self._base is None:
                from kb.base import KnowledgeBase

                self._base = KnowledgeBase.open(self.settings, create=True, encoder=self._encoder)
            return self._base

    def warm(self) -> None:
        """Load the model and the index, when there is something to ask."""
        with self._asking:
            if self.base.documents():
                self.base.searcher.encoder.encode(["¿qué?"], "query")

    def documents(self) -> tuple[Summary, ...]:
        """All documents by id."""
        return self.base.documents()

    def document(self, document_id: str) -> Document:
        """One document with its units; DocumentNotFound."""
        return self.base.document(document_id)

    def ask(self, question: str, documents: Sequence[str], conversation: Conversation = NOTHING_YET) -> Answer:
        """One cited answer, one question at a time."""
        with self._asking:
            return self.base.ask(question, documents=documents, conversation=conversation)

    def references(self, document_id: str) -> tuple[Reference, ...]:
        """What a document points to, in order; DocumentNotFound."""
        return self.base.references(document_id)

    def warnings(self, document: Document) -> tuple[str, ...]:
        """What a reader of a document has to know: repealed, expired, amended since."""
        return self.base.warnings(document)

    def entities(self, document_id: str) -> tuple[Entity, ...]:
        """What was extracted from a document; DocumentNotFound."""
        return self.base.entities(document_id)

    def obligations(self, document_id: str | None = None) -> tuple[Obligation, ...]:
        """The checklist of a document or of all."""
        return self.base.obligations(document_id)

    def tracked(self, obligation_id: str) -> Tracked:
        """An obligation with its due dates by now and what is written beside it."""
        return self.base.tracked(obligation_id)

    def revise(self, obligation_id: str, revision: Revision, seen: str) -> Tracked:
        """Change that, under the name of whoever is logged in, if it is still the version `seen`."""
        return self.base.revise(obligation_id, revision, by=user(), seen=seen)

    def history(self, obligation_id: str) -> tuple[Change, ...]:
        """Who changed what beside it, oldest first."""
        return self.base.history(obligation_id)

    @property
    def formats(self) -> Mapping[str, str]:
        """The formats of the checklist and what each is for."""
        from kb.exports import EXPORTS

        return {name: export.about for name, export in EXPORTS.items()}

    def suffix(self, form: str) -> str:
        """How the name of a file of that format ends."""
        from kb.exports import EXPORTS

        return EXPORTS[form].suffix

    def export(self, form: str, obligation_ids: Sequence[str]) -> bytes:
        """Those obligations in a format."""
        from kb.exports.assembly import Wanted

        return self.base.export(self.base.checklist(Wanted(ids=frozenset(obligation_ids))), form)

    def ingest(self, paths: Sequence[Path]) -> Run:
        """Take files and folders in, in a process of its own."""
        from tui.bringing import Apart

        return Apart(self.settings, paths=paths)

    def fetch(self, document_ids: Sequence[str]) -> Run:
        """Download texts of the BOE and take them in, in a process of its own."""
        from tui.bringing import Apart

        return Apart(self.settings, document_ids=document_ids)

    def close(self) -> None:
        """Let go of the files; the next call opens them again."""
        with self._opening:
            if self._base is not None:
                self._base.close()
            self._base = None
