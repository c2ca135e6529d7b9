"""Sessions of signed-in professionals: hashes, roles and times, nothing else."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "gateway_sessions",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("roles", sa.String(64), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("attempt", sa.String(64), nullable=False, unique=True),
    )


def downgrade() -> None:
    op.drop_table("gateway_sessions")
