"""Conversations, their turns and feedback."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "gateway_conversations",
        sa.Column("id", sa.String(43), primary_key=True),
        sa.Column("audience", sa.String(16), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("told_removed", sa.Boolean, nullable=False),
    )
    op.create_table(
        "gateway_turns",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("conversation", *_conversation(), nullable=False, index=True),
        sa.Column("speaker", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reference", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16)),
        sa.Column("topic", sa.String(128)),
    )
    op.create_table(
        "gateway_feedback",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("conversation", *_conversation(), nullable=False),
        sa.Column("reference", sa.String(16), nullable=False),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("conversation", "reference"),
    )


def downgrade() -> None:
    op.drop_table("gateway_feedback")
    op.drop_table("gateway_turns")
    op.drop_table("gateway_conversations")


def _conversation() -> tuple[sa.String, sa.ForeignKey]:
    return sa.String(43), sa.ForeignKey("gateway_conversations.id", ondelete="CASCADE")
