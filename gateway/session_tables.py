"""The table of sessions, in the conversations database."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, MetaData, String, Table

metadata = MetaData()

sessions = Table(
    "gateway_sessions",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("subject", String(64), nullable=False),
    Column("roles", String(64), nullable=False),
    Column("begun_at", DateTime(timezone=True), nullable=False, index=True),
    Column("seen_at", DateTime(timezone=True), nullable=False, index=True),
    Column("attempt", String(64), nullable=False, unique=True),
)
