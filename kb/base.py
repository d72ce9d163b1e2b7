"""KnowledgeBase: one base with all that can be done with it; what the skins use."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import cached_property
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kb.conversation import NOTHING_YET, Conversation
from kb.documents import Document, UnitKind
from kb.errors import BaseBusy, EncoderError, IndexCorrupted, IndexMissing, IndexOutdated, StorageFull
from kb.facts import Entity, EntityType, Reference
from kb.results import Answer, Citation, Hit, Verification
from kb.selection import EVERYTHING, Selection
from kb.settings import Settings
from kb.store import Reader, Store, Summary
from kb.tracking import Tracking

if TYPE_CHECKING:
    from kb.cross_references import CrossReferences
    from kb.encoder import Encoder, Vectors
    from kb.generation import Phraser
    from kb.index import Index
    from kb.search.searcher import Searcher


DAYS = "as-of"
"""The folder, beside the documents, of what was derived from them for other days; a removed one leaves it too."""


def _unheard(*_: object) -> None:
    """Nobody is told."""


def _places(view: Reader) -> CrossReferences:
    """What references lead to; loaded when somebody follows one, which asking does not."""
    from kb.cross_references import CrossReferences

    return CrossReferences(view)


def _text(given: str) -> str:
    """A question without halves of characters, which neither models nor databases take."""
    return given.encode("utf-8", "replace").decode("utf-8")


_REASONS: dict[type[IndexCorrupted], str] = {IndexMissing: "no existe", IndexOutdated: "es de otra versión"}
"""Why an index is made anew, where it is not damaged."""


class KnowledgeBase(Tracking):
    """An open base. Model and index are loaded when something first needs them. Threads may share it.

    `notify` is given one Spanish line when the base mends itself. `day` is the one whose law it holds, None for today.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        *,
        encoder: Encoder | None = None,
        day: date | None = None,
        notify: Callable[[str], None] = _unheard,
    ) -> None:
        self.settings = settings
        self.store = store
        self.day = day
        self._encoder = encoder
        self._index: Index | None = None
        self._notify = notify
        self._loading = Lock()
        self._loading_model = Lock()

    @classmethod
    def open(
        cls,
        settings: Settings,
        *,
        create: bool = False,
        encoder: Encoder | None = None,
        day: date | None = None,
        notify: Callable[[str], None] = _unheard,
    ) -> Self:
        """The base of `settings.home`. BaseMissing (unless `create`), BaseTooNew, BaseCorrupted, StorageFull."""
        store = Store.open(settings.home, create=create, wait=settings.wait)
        return cls(settings, store, encoder=encoder, day=day, notify=notify)

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------ documents

    def documents(self) -> tuple[Summary, ...]:
        """All documents by id."""
        return self.store.summaries()

    def select(self, selection: Selection) -> tuple[Summary, ...]:
        """The documents that are meant, by id. DocumentNotFound for one that is named and not there."""
        return selection.of(self.store)

    def document(self, document_id: str) -> Document:
        """One document with its units; DocumentNotFound."""
        return self.store.document(document_id)

    def entities(self, document_id: str | None = None) -> tuple[Entity, ...]:
        """What was extracted from a document or from all, by document and place. DocumentNotFound.

        A legal reference tells in its attributes what it means: `target` and `target_unit` in the base, `identifier`.
        """
        with self.store.snapshot() as view:
            if document_id is not None:
                view.live([document_id])
            facts = view.facts(document_id, types=[kind.value for kind in EntityType])
            return _places(view).resolved(fact for fact in facts if isinstance(fact, Entity))

    def references(self, document_id: str | None = None) -> tuple[Reference, ...]:
        """What a document points to, other norms and places of its own, in order. DocumentNotFound.

        Without one: what all documents point to in other norms, by document and place.
        """
        with self.store.snapshot() as view:
            places = _places(view)
            return places.between_norms() if document_id is None else places.of(document_id)

    def cited_by(self, document_id: str) -> tuple[Reference, ...]:
        """Where the other documents of the base point to this one, by document and place. DocumentNotFound."""
        with self.store.snapshot() as view:
            return _places(view).to(document_id)

    def remove(self, document_id: str) -> None:
        """Forget a document; from then on nothing of it is found. DocumentNotFound, BaseBusy."""
        with self.writing():
            self.store.remove(document_id)
            shutil.rmtree(self.store.home / DAYS, ignore_errors=True)
            self.reindex()

    # ------------------------------------------------------------ questions

    def search(
        self,
        query: str,
        *,
        k: int = 10,
        documents: Sequence[str] = (),
        selection: Selection = EVERYTHING,
        kinds: Collection[UnitKind] = (),
    ) -> tuple[Hit, ...]:
        """The `k` best passages, of all documents or of those meant, in units of those kinds or below them.

        InvalidInput, DocumentNotFound.
        """
        with self._one_generation() as searcher:
            if selection != EVERYTHING:
                documents = [one.document_id for one in selection.of(searcher.store)]
                if not documents:
                    return ()
            return searcher.search(_text(query), k=k, documents=documents, kinds=kinds)

    def ask(
        self,
        question: str,
        *,
        documents: Sequence[str] = (),
        conversation: Conversation = NOTHING_YET,
        id: str | None = None,
        on_hits: Callable[[tuple[Hit, ...]], None] | None = None,
        explain: bool = False,
    ) -> Answer:
        """One cited answer, or an abstention with its reason. InvalidInput, DocumentNotFound.

        Of passages that are nearly as near, those of documents that the `conversation` is about go first. `on_hits` is
        told the best passages as soon as they are known, before there is an answer. `explain` adds how the question
        was read, what each candidate is worth and how sure the answer is.
        """
        self._expect(question)
        from kb.answers.answerer import Answerer
        from kb.cautions import warned

        with self._one_generation() as searcher:
            answer = Answerer(searcher).ask(
                _text(question),
                documents=documents,
                conversation=conversation,
                id=id,
                on_hits=on_hits,
                explain=explain,
            )
            answer = warned(answer, searcher.store, date.today())
        return answer if self._phraser is None else self._phraser.phrase(answer)

    def _expect(self, question: str) -> None:
        """Have the model get ready while what reads and answers a first question is imported."""
        from kb.encoder import Expectant

        if self._index is None and isinstance(self.encoder, Expectant):
            self.encoder.expect(len(question))

    @contextmanager
    def _one_generation(self) -> Iterator[Searcher]:
        """Searches that see the documents as they are now, whatever is written meanwhile. For one thread."""
        with self.store.snapshot() as view:
            yield self._searcher(view)

    @cached_property
    def _phraser(self) -> Phraser | None:
        """What words answers with the language model of the settings; None without one, which is the default."""
        settings = self.settings
        if settings.llm_url is None or settings.llm_model is None:
            return None
        from kb.generation import Endpoint, Phraser

        endpoint = Endpoint(
            url=settings.llm_url, model=settings.llm_model, key=settings.llm_key, wait=settings.llm_wait
        )
        return Phraser(endpoint=endpoint, document=self.document, notify=self._notify)

    def warnings(self, document: Document, unit_id: str | None = None) -> tuple[str, ...]:
        """What a reader of a document or of one unit has to know: repealed, expired, amended since."""
        from kb.cautions import document_warnings

        return document_warnings(document, self.store, date.today(), unit_id)

    @property
    def searcher(self) -> Searcher:
        """Searches over the base as it is now; EncoderError when the model is not the one it was built with."""
        return self._searcher(self.store)

    def _searcher(self, reader: Reader) -> Searcher:
        from kb.search.searcher import Searcher

        index = self.index
        self._must_be_the_model(index.stamp.encoder)
        return Searcher(reader, index, self.encoder, day=self.day)

    def check_model(self) -> None:
        """EncoderError when the vectors of the base were made with another model than that of the settings."""
        self._must_be_the_model(self.store.encoder)

    def _must_be_the_model(self, made_with: str | None) -> None:
        if made_with not in (None, self.encoder.name):
            raise EncoderError(
                f"la base se hizo con el modelo «{made_with}» y ahora se usa «{self.encoder.name}»: "
                "pásala a este con `kb reencode` o crea otra base con --home"
            )

    def encode_again(self, tell: Callable[[int, int], None] = _unheard) -> int:
        """Make the vectors of all passages anew with the model of the settings; how many. EncoderError, BaseBusy.

        `tell` hears now and then how many of how many are done; nothing of it counts until all are.
        """
        encoder = self.encoder

        def encode(texts: Sequence[str]) -> Vectors:
            return encoder.encode(texts, "passage")

        return self.store.encode_again(encoder.name, encoder.dimension, encode, tell)

    def is_verbatim(self, citation: Citation) -> bool:
        """Whether a citation quotes its document to the letter."""
        text = self.document(citation.document_id).text
        return text[citation.start : citation.end] == citation.quote

    @property
    def encoder(self) -> Encoder:
        """The model of the settings, whichever the base was made with. Raises EncoderError when it cannot be loaded."""
        if self._encoder is None:
            from kb.encoder.choice import open_encoder

            with self._loading_model:
                self._encoder = self._encoder or open_encoder(self.settings)
        return self._encoder

    @property
    def index(self) -> Index:
        """The index, mended first when it is damaged or behind the store and nobody else is writing.

        While somebody is, the one there is used: it knows nothing of the last documents, and
        `Index.scope` leaves the removed ones out. BaseBusy, StorageFull when there is none.
        """
        known = self._index
        if known is not None and known.stamp.generation == self.store.generation:
            return known
        if not self._loading.acquire(blocking=known is None):
            assert known is not None
            return known
        try:
            if self._index is None or self._index.stamp.generation != self.store.generation:
                self._index = self._current_index()
            return self._index
        finally:
            self._loading.release()

    def _current_index(self) -> Index:
        from kb.index import Index

        found, reason = self._index, "está anticuado"
        try:
            if found is None or not found.is_current(self.store.home):
                found = Index.open(self.store.home)
        except IndexCorrupted as error:
            found = None
            reason = _REASONS.get(type(error), "está dañado")
        if found is not None and found.stamp.generation == self.store.generation:
            return found
        try:
            with Store.open(self.store.home, wait=0) as store:
                mended = Index.build(store, self.store.home)
        except (BaseBusy, StorageFull):
            if found is None:
                raise
            return found
        if sum(mended.stamp.counts.values()):
            self._notify(f"el índice {reason} y se ha rehecho a partir de los documentos")
        return mended

    # ------------------------------------------------------------ upkeep

    def writing(self) -> AbstractContextManager[None]:
        """Be the one writer of the base meanwhile; BaseBusy after `settings.wait` seconds."""
        return self.store.writing()

    @property
    def stale(self) -> bool:
        """Whether the index is missing, damaged or behind the store; reads all of it."""
        from kb.index.folders import current
        from kb.index.stamp import verify as verify_files

        try:
            folder, stamp = current(self.store.home)
            verify_files(folder, stamp, thorough=True)
        except IndexCorrupted:
            return bool(self.store.generation)
        return stamp.generation != self.store.generation

    def reindex(self) -> None:
        """Build the index from the store; StorageFull, BaseBusy."""
        from kb.index import Index

        self._index = Index.build(self.store, self.store.home)

    def verify(self) -> Verification:
        """Compare the base with every invariant; reads all of it."""
        from kb.verification import verify

        return verify(self.store)
