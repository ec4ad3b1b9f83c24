"""An index of what was placed or handed over, by its time: the answers of the last hour are read from it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None

ANSWERED = sa.text("action IN ('publish', 'hand_over')")


def upgrade() -> None:
    """Make the index."""
    op.create_index(
        "ix_journal_entry_answered", "journal_entry", ["at"], sqlite_where=ANSWERED, postgresql_where=ANSWERED
    )


def downgrade() -> None:
    """Remove it."""
    op.drop_index("ix_journal_entry_answered", table_name="journal_entry")
