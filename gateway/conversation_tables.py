"""The tables of the conversations database."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

conversations = Table(
    "gateway_conversations",
    metadata,
    Column("id", String(43), primary_key=True),
    Column("audience", String(16), nullable=False),
    Column("begun_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False, index=True),
    Column("told_removed", Boolean, nullable=False),
)

turns = Table(
    "gateway_turns",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "conversation",
        ForeignKey("gateway_conversations.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("speaker", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("reference", String(16), nullable=False),
    Column("kind", String(16)),
    Column("topic", String(128)),
)
"""What was said, in order of id, after redaction."""

feedback = Table(
    "gateway_feedback",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "conversation",
        ForeignKey("gateway_conversations.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("reference", String(16), nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("reason", Text),
    Column("at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("conversation", "reference"),
)
"""The latest opinion on each reply."""
