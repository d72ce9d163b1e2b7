"""The first tables: meta, documents, units, passages, facts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make an empty base."""
    _meta()
    _documents()
    _units()
    _passages()
    _facts()


def _meta() -> None:
    table = op.create_table(
        "meta",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("next_key", sa.Integer, nullable=False),
        sa.Column("encoder", sa.String),
        sa.Column("dimension", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_meta"),
    )
    op.bulk_insert(table, [{"id": 1, "generation": 0, "next_key": 1}])


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("short_title", sa.Text, nullable=False),
        sa.Column("rank", sa.String),
        sa.Column("number", sa.String),
        sa.Column("department", sa.String),
        sa.Column("section", sa.String),
        sa.Column("gazette", sa.String),
        sa.Column("gazette_number", sa.String),
        sa.Column("page_range", sa.String),
        sa.Column("dated", sa.Date),
        sa.Column("published", sa.Date),
        sa.Column("in_force_from", sa.Date),
        sa.Column("updated", sa.Date),
        sa.Column("eli", sa.String),
        sa.Column("url", sa.String),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("pages", sa.Integer),
        sa.Column("furniture", sa.Integer, nullable=False),
        sa.Column("oddities", sa.JSON, nullable=False),
        sa.Column("analysis", sa.JSON, nullable=False),
        sa.Column("as_of", sa.Date),
        sa.Column("repealed", sa.Date),
        sa.Column("unit_count", sa.Integer, nullable=False),
        sa.Column("first_key", sa.Integer, nullable=False),
        sa.Column("end_key", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("document_id", name="pk_documents"),
    )
    op.create_index("ix_documents_sha256", "documents", ["sha256"])


def _owner(table: str) -> tuple[sa.Column[str], sa.ForeignKeyConstraint]:
    column: sa.Column[str] = sa.Column("document_id", sa.String, nullable=False)
    return column, sa.ForeignKeyConstraint(
        ["document_id"], ["documents.document_id"], name=f"fk_{table}_document_id", ondelete="CASCADE"
    )


def _units() -> None:
    op.create_table(
        "units",
        *_owner("units"),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("unit_id", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("mark", sa.Text, nullable=False),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("parent", sa.String),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("page", sa.Integer),
        sa.Column("cells", sa.JSON, nullable=False),
        sa.Column("version_from", sa.Date),
        sa.Column("version_norm", sa.String),
        sa.PrimaryKeyConstraint("document_id", "position", name="pk_units"),
        sa.UniqueConstraint("document_id", "unit_id", name="uq_units_document_id_unit_id"),
    )
    op.create_index("ix_units_unit_id", "units", ["unit_id"])


def _passages() -> None:
    op.create_table(
        "passages",
        sa.Column("key", sa.Integer, autoincrement=False, nullable=False),
        *_owner("passages"),
        sa.Column("unit_id", sa.String, nullable=False),
        sa.Column("grain", sa.String, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("passage", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("context", sa.Text, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_passages"),
        sa.UniqueConstraint("document_id", "grain", "ordinal", name="uq_passages_document_id_grain_ordinal"),
    )
    op.create_index("ix_passages_document_id_passage", "passages", ["document_id", "passage"])


def _facts() -> None:
    op.create_table(
        "facts",
        sa.Column("id", sa.String, nullable=False),
        *_owner("facts"),
        sa.Column("unit_id", sa.String, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "id", name="pk_facts"),
    )
    op.create_index("ix_facts_document_id_type", "facts", ["document_id", "type"])
