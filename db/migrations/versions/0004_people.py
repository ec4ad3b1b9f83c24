"""In which person's hands a message is, for the person's own queue; rosters and the journal of their changes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

QUEUE = "ix_message_hands_person_queue_at_id"

message = sa.table(
    "message",
    sa.column("state", sa.String),
    sa.column("hands_person", sa.String),
    sa.column("case", sa.JSON),
)


def upgrade() -> None:
    """Add the column, filled from the cases that are open, and the tables."""
    op.add_column("message", sa.Column("hands_person", sa.String(200), nullable=True))
    person = message.c.case["hands", "person"].as_string()
    op.execute(message.update().where(message.c.state != "closed").values(hands_person=person))
    op.create_index(op.f(QUEUE), "message", ["hands_person", "queue_at", "id"])
    op.create_table(
        "roster",
        sa.Column("regulation", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("people", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("regulation", name=op.f("pk_roster")),
    )
    op.create_table(
        "roster_change",
        sa.Column("regulation", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person", sa.String(200), nullable=False),
        sa.Column("changes", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("regulation", "version", name=op.f("pk_roster_change")),
    )


def downgrade() -> None:
    """Remove them."""
    op.drop_table("roster_change")
    op.drop_table("roster")
    op.drop_index(op.f(QUEUE), table_name="message")
    op.drop_column("message", "hands_person")
