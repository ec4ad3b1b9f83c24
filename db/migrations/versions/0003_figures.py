"""Indexes of open messages and of missed limits alone, for the figures that operators watch."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OPEN = sa.text("state <> 'closed'")
MISSED = sa.text("action = 'limit_missed'")


def upgrade() -> None:
    """Make the indexes."""
    op.create_index(
        "ix_message_open", "message", ["regulation", "state", "overdue"], sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_index(
        "ix_journal_entry_missed", "journal_entry", ["recorded_at"], sqlite_where=MISSED, postgresql_where=MISSED
    )


def downgrade() -> None:
    """Remove them."""
    op.drop_index("ix_journal_entry_missed", table_name="journal_entry")
    op.drop_index("ix_message_open", table_name="message")
