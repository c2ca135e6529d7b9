"""Editions of the content and their records."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "knowledge_editions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("built_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "knowledge_records",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "edition",
            sa.Integer,
            sa.ForeignKey("knowledge_editions.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("name", sa.String(128), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("value", sa.JSON, nullable=False),
        sa.UniqueConstraint("edition", "kind", "name"),
    )


def downgrade() -> None:
    op.drop_table("knowledge_records")
    op.drop_table("knowledge_editions")
