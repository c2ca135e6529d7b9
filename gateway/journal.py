"""What is written down about the service: JSON lines, never a person's words."""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol, TextIO

from gateway.settings import LogLevel
from knowledge.journal import journal

_SAFE = ("uvicorn", "uvicorn.error")
_TALKATIVE = (
    "sqlalchemy",
    "httpx",
    "httpcore",
    "alembic",
    "presidio-analyzer",
    "asyncio",
)


@dataclass(frozen=True)
class Spoken:
    """One message answered, as the journal keeps it."""

    reference: str
    status: str
    """`<family>_<reason>`, such as unanswered_out_of_scope."""
    audience: str
    kind: str
    topic: str | None
    alarm: str | None
    """The alarm rule, `<harm>/<rule>`."""
    milliseconds: int
    fault: str | None = None
    """Class of the exception behind an error status."""


class Watcher(Protocol):
    """Counts what the journal writes down."""

    def spoken(self, message: Spoken) -> None: ...

    def limited(self, limit: str) -> None: ...

    def fault(self, event: str) -> None: ...


class Journal:
    """Writes events with named fields; there is no field for free text."""

    def __init__(self, level: LogLevel = "info") -> None:
        self._log = journal("gateway", level)
        self._watchers: list[Watcher] = []

    def watch(self, watcher: Watcher) -> None:
        """Tells it everything from now on."""
        self._watchers.append(watcher)

    def spoken(self, message: Spoken) -> None:
        """One line for each message answered."""
        write = (
            self._log.warning if message.status.startswith("error_") else self._log.info
        )
        write("message", **asdict(message))
        for watcher in self._watchers:
            watcher.spoken(message)

    def limited(self, limit: str) -> None:
        """Somebody was one too many; not written line by line, as floods come so."""
        self._log.debug("limited", limit=limit)
        for watcher in self._watchers:
            watcher.limited(limit)

    def note(self, event: str, **fields: str | int | None) -> None:
        """Something worth knowing about the service itself."""
        self._log.info(event, **fields)

    def fault(
        self, event: str, error: BaseException, **fields: str | int | None
    ) -> None:
        """Where an exception arose and its class; its text may hold personal data."""
        self._log.error(
            event, fault=type(error).__name__, where=_where(error), **fields
        )
        for watcher in self._watchers:
            watcher.fault(event)


def configure_logging(level: LogLevel = "info", stream: TextIO | None = None) -> None:
    """Makes the logs of other libraries JSON lines without their free text."""
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(_Line())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


class _Line(logging.Formatter):
    """Only the server's own messages are known to be free of what people typed."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, str | int] = {
            "event": "log",
            "logger": record.name,
            "level": record.levelname.lower(),
            "where": f"{Path(record.pathname).name}:{record.lineno}",
        }
        if record.name in _SAFE:
            line["message"] = record.getMessage().strip()
        if record.exc_info and record.exc_info[0]:
            line["fault"] = record.exc_info[0].__name__
        return json.dumps(line)


def _where(error: BaseException) -> str | None:
    """File and line of the last step, so that a fault can be found without its text."""
    trace = error.__traceback__
    if trace is None:
        return None
    while trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
