"""An index of what was placed or handed over, by its time; promises that are watched."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
ANSWERED = sa.text("action IN ('publish', 'hand_over')")


def upgrade() -> None:
    """Make the index and the table."""
    op.create_index(
        "ix_journal_entry_answered", "journal_entry", ["at"], sqlite_where=ANSWERED, postgresql_where=ANSWERED
    )
    op.create_table(
        "follow_up",
        sa.Column("id", sa.String(50), nullable=False),
        sa.Column("message_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("regulation", sa.String(200), nullable=False),
        sa.Column("what", sa.String(500), nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("state", sa.String(36), nullable=False),
        sa.Column("kept", sa.JSON, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_follow_up_message_id")),
    )
    op.create_index(op.f("ix_follow_up_message_id"), "follow_up", ["message_id"])
    op.create_index(op.f("ix_follow_up_due_at_id"), "follow_up", ["due_at", "id"])
    op.create_index(op.f("ix_follow_up_state_due_at_id"), "follow_up", ["state", "due_at", "id"])
    op.create_index(op.f("ix_follow_up_regulation_due_at_id"), "follow_up", ["regulation", "due_at", "id"])


def downgrade() -> None:
    """Remove them."""
    op.drop_table("follow_up")
    op.drop_index("ix_journal_entry_answered", table_name="journal_entry")
