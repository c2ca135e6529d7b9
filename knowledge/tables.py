"""The tables of the knowledge database."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData()

editions = Table(
    "knowledge_editions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("built_at", DateTime(timezone=True), nullable=False),
)
"""One row a rebuild; the newest is the one in force."""

records = Table(
    "knowledge_records",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "edition",
        ForeignKey("knowledge_editions.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("kind", String(16), nullable=False),
    Column("name", String(128), nullable=False),
    Column("place", Integer, nullable=False),
    Column("value", JSON, nullable=False),
    UniqueConstraint("edition", "kind", "name"),
)
"""One row a source, contact, route, figure, area, acronym, fixed sentence or harm."""
