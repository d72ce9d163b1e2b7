"""Follow-up: what people write beside obligations, its history, the days of events, what calendars were told."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; none refers to a document's row."""
    _follow_ups()
    _changes()
    _event_dates()
    _calendar_entries()


def _follow_ups() -> None:
    op.create_table(
        "follow_ups",
        sa.Column("obligation_id", sa.String, nullable=False),
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("evidence", sa.Text),
        sa.Column("notes", sa.Text),
        sa.Column("review", sa.Date),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("obligation_id", name="pk_follow_ups"),
    )
    op.create_index("ix_follow_ups_document_id", "follow_ups", ["document_id"])


def _changes() -> None:
    op.create_table(
        "follow_up_changes",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("obligation_id", sa.String),
        sa.Column("field", sa.String, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_follow_up_changes"),
    )
    op.create_index("ix_follow_up_changes_document_id", "follow_up_changes", ["document_id"])
    op.create_index("ix_follow_up_changes_obligation_id", "follow_up_changes", ["obligation_id"])


def _event_dates() -> None:
    op.create_table(
        "event_dates",
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("obligation_id", sa.String, nullable=False),
        sa.Column("event", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "obligation_id", "event", name="pk_event_dates"),
    )


def _calendar_entries() -> None:
    op.create_table(
        "calendar_entries",
        sa.Column("uid", sa.String, nullable=False),
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_calendar_entries"),
    )
    op.create_index("ix_calendar_entries_document_id", "calendar_entries", ["document_id"])
