"""Store: the truth about the base. One transaction per document, one writer, many readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

import numpy as np
from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, inspect, select, table, text, update

from kb.documents import Document, Source
from kb.encoder import Vectors
from kb.errors import BaseBusy, BaseCorrupted, BaseMissing, BaseTooNew, EncoderError
from kb.facts import Fact
from kb.passages import Passage, encoded_text
from kb.results import Verification
from kb.store import rows, schema
from kb.store.engine import engine
from kb.store.failures import BUSY, disk, sound
from kb.store.families import Families
from kb.store.reader import Reader, Snapshot, meta_of, missing
from kb.store.register import Register

if TYPE_CHECKING:
    from filelock import FileLock

FILE = "kb.sqlite"
LOCK = "write.lock"
BESIDE_LOCK = "follow-up.lock"
ENCODED_AT_ONCE = 64
"""Passages to a call of the encoder when all vectors are made anew: seconds, so that whoever waits sees it go on."""


class Store(Reader):
    """A base open for reading; `put`, `remove`, `bind` and `encode_again` write, and so does its `register`.

    Threads may share it.
    """

    def __init__(self, home: Path, wait: float) -> None:
        self.home = home
        self._wait = wait
        self._readers = engine(home / FILE, "read", wait)
        self._families = Families()

    @classmethod
    def open(cls, home: Path, *, create: bool = False, wait: float = 10.0) -> Self:
        """The base of the folder `home`, brought to this release's format.

        `wait`: seconds for another writer. BaseMissing (unless `create`), BaseTooNew, BaseCorrupted,
        StorageFull, BaseBusy.
        """
        with disk(home):
            if create:
                home.mkdir(parents=True, exist_ok=True)
            empty = not (home / FILE).exists() or not (home / FILE).stat().st_size
        store = cls(home, wait)
        found = 0 if empty else store._format()
        if not found and not create:
            raise BaseMissing(f"no hay ninguna base en {home}: créala con `kb ingest`")
        if found > schema.FORMAT:
            raise BaseTooNew(f"la base {home} es de una versión más nueva del programa: actualízalo para abrirla")
        if found < schema.FORMAT:
            store._migrate()
        return store

    def close(self) -> None:
        """Give back the connections. A closed store opens them again when it is used."""
        self._readers.dispose()
        self._families = Families()
        if "_writer" in self.__dict__:
            self._writer.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Several reads of one generation."""
        with self._readers.connect() as connection:
            meta = meta_of(connection, self.home)
            yield Snapshot(self.home, connection, self._families, int(meta.generation))

    def writing(self) -> AbstractContextManager[None]:
        """Be the one writer, across processes and threads; may be nested. BaseBusy after `wait` seconds."""
        return self._holding(self._lock)

    def writing_beside(self) -> AbstractContextManager[None]:
        """Be the one who writes what people say of obligations, while documents are taken in or not. As `writing`."""
        return self._holding(self._beside_lock)

    @contextmanager
    def _holding(self, lock: FileLock) -> Iterator[None]:
        from filelock import Timeout

        with disk(self.home):
            try:
                lock.acquire(timeout=self._wait)
            except Timeout:
                raise BaseBusy(BUSY.format(home=self.home)) from None
        try:
            yield
        finally:
            lock.release()

    def bind(self, encoder_name: str, dimension: int) -> None:
        """Say which encoder makes the vectors: the first one stays until the base is empty. EncoderError."""
        if self._bound(self._meta(), encoder_name, dimension):
            return
        with self._write() as connection:
            meta = meta_of(connection, self.home)
            used = connection.execute(select(schema.documents.c.document_id).limit(1)).first()
            if used and not self._bound(meta, encoder_name, dimension):
                raise EncoderError(
                    f"la base {self.home} se hizo con el modelo «{meta.encoder}» y no con «{encoder_name}»: "
                    "pásala a este con `kb reencode` o crea otra base con --home"
                )
            connection.execute(update(schema.meta).values(encoder=encoder_name, dimension=dimension))

    @staticmethod
    def _bound(meta: Any, encoder_name: str, dimension: int) -> bool:
        return bool(meta.encoder == encoder_name and meta.dimension == dimension)

    def encode_again(
        self,
        encoder_name: str,
        dimension: int,
        encode: Callable[[Sequence[str]], Vectors],
        tell: Callable[[int, int], None],
    ) -> int:
        """Put the vectors of another encoder in the place of all, in one transaction; how many. EncoderError.

        `tell` hears, before each call of `encode` and at the end, how many of how many are done.
        """
        columns, last, done = schema.passages.c, -1, 0
        some = select(columns.key, *rows.PASSAGE_COLUMNS).order_by(columns.key).limit(ENCODED_AT_ONCE)
        put = update(schema.passages).where(columns.key == bindparam("of")).values(vector=bindparam("made"))
        with self._write() as connection:
            total = connection.execute(select(func.count()).select_from(schema.passages)).scalar_one()
            tell(done, total)
            while found := connection.execute(some.where(columns.key > last)).all():
                texts = [encoded_text(rows.to_passage(*row[1:])) for row in found]
                matrix = _matrix(encode(texts), len(texts), dimension)
                changed = [{"of": row.key, "made": made.tobytes()} for row, made in zip(found, matrix, strict=True)]
                connection.execute(put, changed)
                last, done = found[-1].key, done + len(found)
                tell(done, total)
            connection.execute(update(schema.meta).values(encoder=encoder_name, dimension=dimension))
        return done

    def put(
        self,
        document: Document,
        passages: Sequence[Passage],
        vectors: Vectors,
        facts: Sequence[Fact] = (),
        *,
        source: Source | None = None,
    ) -> Literal["added", "replaced"]:
        """Write a document, its passages and facts in one transaction, in the place of the one of that id.

        `vectors`: one row per passage, of the bound dimension; EncoderError otherwise. `source` is
        kept where the document has wordings of other days, which are read from it again.
        """
        with self._write() as connection:
            meta = meta_of(connection, self.home)
            matrix = _matrix(vectors, len(passages), meta.dimension)
            replaced = _delete(connection, document.document_id)
            end = meta.next_key + len(passages)
            keys = {"first_key": meta.next_key, "end_key": end}
            connection.execute(insert(schema.documents), [rows.document_row(document) | keys])
            _insert(connection, schema.units, rows.unit_rows(document))
            _insert(connection, schema.passages, rows.passage_rows(passages, matrix, meta.next_key))
            _insert(connection, schema.facts, rows.fact_rows(facts))
            _insert(connection, schema.targets, rows.target_rows(document))
            if source is not None and document.changes:
                _insert(connection, schema.sources, [rows.source_row(document, source)])
            # One without passages takes a key too: its first one is its revision, which no other has.
            connection.execute(update(schema.meta).values(next_key=max(end, meta.next_key + 1)))
        return "replaced" if replaced else "added"

    def remove(self, document_id: str) -> None:
        """Forget a document and all that was found in it; DocumentNotFound."""
        with self._write() as connection:
            if not _delete(connection, document_id):
                raise missing(document_id)

    @property
    def register(self) -> Register:
        """What people write beside obligations, which no document takes with it."""
        return Register(self._connection, self._beside)

    def check(self) -> Verification:
        """Compare the base with every invariant that the store is in charge of. Reads all of it."""
        from kb.store.check import check

        with self.snapshot() as snapshot:
            return check(snapshot)

    def _connection(self) -> AbstractContextManager[Connection]:
        return self._readers.connect()

    @cached_property
    def _writer(self) -> Engine:
        return engine(self.home / FILE, "write", self._wait)

    @cached_property
    def _lock(self) -> FileLock:
        from filelock import FileLock

        return FileLock(self.home / LOCK)

    @cached_property
    def _beside_lock(self) -> FileLock:
        from filelock import FileLock

        return FileLock(self.home / BESIDE_LOCK)

    @contextmanager
    def _beside(self) -> Iterator[Connection]:
        """A transaction that leaves documents, and so the index, as they are."""
        with self.writing_beside(), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """A transaction of the one writer; committing it makes a new generation."""
        with self.writing(), self._writer.begin() as connection:
            yield connection
            connection.execute(update(schema.meta).values(generation=schema.meta.c.generation + 1))

    def _format(self) -> int:
        """The number of the last migration that was run; 0 when not even the first was."""
        version = select(text("version_num")).select_from(table("alembic_version"))
        with self._readers.connect() as connection, sound(self.home):
            try:
                return int(connection.execute(version).scalar_one())
            except BaseCorrupted:
                if inspect(connection).get_table_names():
                    raise
                return 0

    def _migrate(self) -> None:
        from kb.store.upgrade import upgrade

        maker = engine(self.home / FILE, "create", self._wait)
        with self.writing(), maker.begin() as connection:
            upgrade(connection)
        maker.dispose()


def _matrix(vectors: Vectors, count: int, dimension: int | None) -> Vectors:
    matrix = np.ascontiguousarray(vectors, dtype="<f4")
    if matrix.shape != (count, dimension) or not np.isfinite(matrix).all():
        raise EncoderError(
            f"el modelo ha dado {matrix.shape} donde la base espera ({count}, {dimension}) números finitos: "
            "comprueba el modelo con `kb doctor`"
        )
    return matrix


def _delete(connection: Connection, document_id: str) -> bool:
    mine = schema.documents.c.document_id == document_id
    return connection.execute(delete(schema.documents).where(mine)).rowcount > 0


def _insert(connection: Connection, into: Any, values: list[rows.Row]) -> None:
    if values:
        connection.execute(insert(into), values)
