"""Messages, their journal, tokens."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
QUEUES = ("regulation", "authority", "state", "hands_role", "overdue", "theme")
"""Columns that the list is filtered by; each has an index in the list's order."""


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "message",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("regulation", sa.String(200), nullable=False),
        sa.Column("regulation_version", sa.Text, nullable=False),
        sa.Column("flow", sa.String(200), nullable=False),
        sa.Column("network", sa.String(36), nullable=False),
        sa.Column("external_id", sa.String(200)),
        sa.Column("state", sa.String(36), nullable=False),
        sa.Column("outcome", sa.String(36)),
        sa.Column("authority", sa.String(200)),
        sa.Column("hands_role", sa.String(36)),
        sa.Column("hands_stage", sa.String(200)),
        sa.Column("overdue", sa.Boolean, nullable=False),
        sa.Column("due_at", INSTANT),
        sa.Column("queue_at", INSTANT, nullable=False),
        sa.Column("theme", sa.String(500)),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("search", sa.Text, nullable=False),
        sa.Column("detected_at", INSTANT, nullable=False),
        sa.Column("as_of", INSTANT, nullable=False),
        sa.Column("journal_seq", sa.Integer, nullable=False),
        sa.Column("case", sa.JSON, nullable=False),
        sa.Column("explanations", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint(
            "regulation", "network", "external_id", name=op.f("uq_message_regulation_network_external_id")
        ),
    )
    op.create_index(op.f("ix_message_queue_at_id"), "message", ["queue_at", "id"])
    for column in QUEUES:
        op.create_index(op.f(f"ix_message_{column}_queue_at_id"), "message", [column, "queue_at", "id"])
    op.create_index(op.f("ix_message_detected_at"), "message", ["detected_at"])
    op.create_table(
        "journal_entry",
        sa.Column("message_id", sa.String(36), nullable=False),
        sa.Column("seq", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("clause", sa.Text),
        sa.Column("actor", sa.JSON, nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("message_id", "seq", name=op.f("pk_journal_entry")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_journal_entry_message_id")),
    )
    op.create_table(
        "token",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("person", sa.String(200), nullable=False),
        sa.Column("roles", sa.JSON, nullable=False),
        sa.Column("authority", sa.String(200)),
        sa.Column("stages", sa.JSON, nullable=False),
        sa.Column("regulation", sa.String(200)),
        sa.Column("issued_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("sha256", name=op.f("uq_token_sha256")),
    )
    op.create_index(op.f("ix_token_person"), "token", ["person"])


def downgrade() -> None:
    """Remove the tables with all they hold."""
    op.drop_table("token")
    op.drop_table("journal_entry")
    op.drop_table("message")
