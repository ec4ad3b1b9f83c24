"""All bodies that have a message, messages that come again, remarks after the end."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
ONE_ARRIVAL = "uq_message_regulation_network_external_id"
ARRIVALS = "uq_message_regulation_network_external_id_arrival"
NAME = ["regulation", "network", "external_id"]
BY_ANSWERING_BODY = "ix_message_authority_queue_at_id"

message = sa.table(
    "message",
    sa.column("id", sa.String),
    sa.column("authority", sa.String),
    sa.column("queue_at", INSTANT),
    sa.column("external_id", sa.String),
    sa.column("arrival", sa.Integer),
)
message_authority = sa.table(
    "message_authority",
    sa.column("message_id", sa.String),
    sa.column("authority", sa.String),
    sa.column("queue_at", INSTANT),
)


def upgrade() -> None:
    """Add the tables; a message that is there came once, and one body has it."""
    # SQLite makes the table anew for this; `db.session.exclusive` has switched its foreign keys off.
    with op.batch_alter_table("message") as batch:
        batch.add_column(sa.Column("arrival", sa.Integer, server_default="1", nullable=False))
        batch.drop_constraint(op.f(ONE_ARRIVAL), type_="unique")
        batch.create_unique_constraint(op.f(ARRIVALS), [*NAME, "arrival"])
        batch.drop_index(op.f(BY_ANSWERING_BODY))
    op.create_table(
        "message_authority",
        sa.Column("message_id", sa.String(36), nullable=False),
        sa.Column("authority", sa.String(200), nullable=False),
        sa.Column("queue_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("message_id", "authority", name=op.f("pk_message_authority")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_message_authority_message_id")),
    )
    op.execute(
        message_authority.insert().from_select(
            ["message_id", "authority", "queue_at"],
            sa.select(message.c.id, message.c.authority, message.c.queue_at).where(message.c.authority.is_not(None)),
        )
    )
    op.create_index(
        op.f("ix_message_authority_authority_queue_at_message_id"),
        "message_authority",
        ["authority", "queue_at", "message_id"],
    )
    op.create_table(
        "remark",
        sa.Column("message_id", sa.String(36), nullable=False),
        sa.Column("command_id", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("message_id", "command_id", name=op.f("pk_remark")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_remark_message_id")),
    )


def downgrade() -> None:
    """Remove them; a message's later arrivals keep their row, but not the name that only one row may have."""
    op.drop_table("remark")
    op.drop_table("message_authority")
    op.execute(message.update().where(message.c.arrival > 1).values(external_id=None))
    with op.batch_alter_table("message") as batch:
        batch.drop_constraint(op.f(ARRIVALS), type_="unique")
        batch.create_unique_constraint(op.f(ONE_ARRIVAL), NAME)
        batch.drop_column("arrival")
        batch.create_index(op.f(BY_ANSWERING_BODY), ["authority", "queue_at", "id"])
