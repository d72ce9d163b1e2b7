"""Sources that keep the wordings of other days, and the way from a norm to the documents that act on it."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables and fill the second; a source is kept when its document is taken in anew."""
    _sources()
    _targets()


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.String),
        sa.Column("changes", sa.JSON, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name="fk_sources_document_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", name="pk_sources"),
    )


def _targets() -> None:
    table = op.create_table(
        "targets",
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("target", sa.String, nullable=False),
        sa.Column("name", sa.String),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name="fk_targets_document_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "target", name="pk_targets"),
    )
    op.create_index("ix_targets_target", "targets", ["target"])
    op.create_index("ix_targets_name", "targets", ["name"])
    found = op.get_bind().exec_driver_sql("SELECT document_id, analysis FROM documents").all()
    pairs = {
        (document_id, one["target"])
        for document_id, analysis in found
        for one in json.loads(analysis)
        if one["direction"] == "earlier"
    }
    op.bulk_insert(table, [{"document_id": name, "target": target} for name, target in sorted(pairs)])
