"""The log of every process: one JSON line an event, never the text of a message."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog

LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING}


def journal(process: str, level: str = "info") -> Any:
    """A logger whose lines carry the process, the time and what the caller names."""
    return structlog.wrap_logger(
        structlog.PrintLogger(sys.stdout),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            LEVELS.get(level, logging.INFO)
        ),
        process=process,
    )
