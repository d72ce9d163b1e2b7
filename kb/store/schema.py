"""The tables. Migrations make them; a test proves that both agree."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

FORMAT = 3
"""The format this release writes: the number of the newest migration."""

TABLES = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _owner() -> Column[str]:
    return Column("document_id", String, ForeignKey("documents.document_id", ondelete="CASCADE"), nullable=False)


meta = Table(
    "meta",
    TABLES,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("generation", Integer, nullable=False),
    Column("next_key", Integer, nullable=False),
    Column("encoder", String),
    Column("dimension", Integer),
)
"""One row. `generation` grows with every committed write; `next_key` is the first passage key never used."""

documents = Table(
    "documents",
    TABLES,
    Column("document_id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("short_title", Text, nullable=False),
    Column("rank", String),
    Column("number", String),
    Column("department", String),
    Column("section", String),
    Column("gazette", String),
    Column("gazette_number", String),
    Column("page_range", String),
    Column("dated", Date),
    Column("published", Date),
    Column("in_force_from", Date),
    Column("updated", Date),
    Column("eli", String),
    Column("url", String),
    Column("source", Text, nullable=False),
    Column("sha256", String, nullable=False, index=True),
    Column("pages", Integer),
    Column("furniture", Integer, nullable=False),
    Column("oddities", JSON, nullable=False),
    Column("analysis", JSON, nullable=False),
    Column("as_of", Date),
    Column("repealed", Date),
    Column("unit_count", Integer, nullable=False),
    Column("first_key", Integer, nullable=False),
    Column("end_key", Integer, nullable=False),
    Column("text", Text, nullable=False),
)
"""Passages have the keys `[first_key, end_key)` of their document. A list need not read the text: it is last."""

units = Table(
    "units",
    TABLES,
    _owner(),
    Column("position", Integer, nullable=False),
    Column("unit_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("label", Text, nullable=False),
    Column("mark", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("parent", String),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("page", Integer),
    Column("cells", JSON, nullable=False),
    Column("version_from", Date),
    Column("version_norm", String),
    PrimaryKeyConstraint("document_id", "position"),
    UniqueConstraint("document_id", "unit_id"),
    Index("ix_units_unit_id", "unit_id"),
)

passages = Table(
    "passages",
    TABLES,
    Column("key", Integer, primary_key=True, autoincrement=False),
    _owner(),
    Column("unit_id", String, nullable=False),
    Column("grain", String, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("passage", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("context", Text, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    UniqueConstraint("document_id", "grain", "ordinal"),
    Index("ix_passages_document_id_passage", "document_id", "passage"),
)
"""`vector`: little-endian float32, as many as the base's dimension."""

facts = Table(
    "facts",
    TABLES,
    Column("id", String, nullable=False),
    _owner(),
    Column("unit_id", String, nullable=False),
    Column("type", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("payload", JSON, nullable=False),
    PrimaryKeyConstraint("document_id", "id"),
    Index("ix_facts_document_id_type", "document_id", "type"),
)

follow_ups = Table(
    "follow_ups",
    TABLES,
    Column("obligation_id", String, primary_key=True),
    Column("document_id", String, nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("status", String, nullable=False),
    Column("owner", Text),
    Column("evidence", Text),
    Column("notes", Text),
    Column("review", Date),
    Column("at", DateTime, nullable=False),
    Column("by", Text, nullable=False),
)
"""What people wrote. Refers to no document's row on purpose: it outlives it. Times are UTC."""

follow_up_changes = Table(
    "follow_up_changes",
    TABLES,
    Column("number", Integer, primary_key=True),
    Column("document_id", String, nullable=False, index=True),
    Column("obligation_id", String, index=True),
    Column("field", String, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("at", DateTime, nullable=False),
    Column("by", Text, nullable=False),
)
"""Only ever added to."""

event_dates = Table(
    "event_dates",
    TABLES,
    Column("document_id", String, nullable=False),
    Column("obligation_id", String, nullable=False),
    Column("event", String, nullable=False),
    Column("day", Date, nullable=False),
    PrimaryKeyConstraint("document_id", "obligation_id", "event"),
)
"""An empty `obligation_id` is the whole document."""

calendar_entries = Table(
    "calendar_entries",
    TABLES,
    Column("uid", String, primary_key=True),
    Column("document_id", String, nullable=False, index=True),
    Column("digest", String, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("summary", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("at", DateTime, nullable=False),
)
"""What calendars were last told about a due date, so that the next time they can be told what has changed."""
sources = Table(
    "sources",
    TABLES,
    Column("document_id", String, ForeignKey("documents.document_id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, nullable=False),
    Column("media_type", String),
    Column("changes", JSON, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
"""The sources that keep the wordings of several days, deflated (zlib), and the days on which the wording changes."""

targets = Table(
    "targets",
    TABLES,
    _owner(),
    Column("target", String, nullable=False),
    Column("name", String),
    PrimaryKeyConstraint("document_id", "target"),
    Index("ix_targets_target", "target"),
    Index("ix_targets_name", "name"),
)
"""The earlier norms that the analysis of each document names, by id and short name (`Ley 30/1992`).

The way from a norm to what acts on it.
"""
