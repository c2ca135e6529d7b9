"""The real gateway on a port of this machine, with a fake Rasa behind it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Literal

import uvicorn
from starlette.types import ASGIApp

from gateway.app import create_app
from gateway.journal import Journal
from gateway.privacy import Privacy
from gateway.settings import Settings
from knowledge.knowledge_base import KnowledgeBase
from knowledge.library import Library
from knowledge.reading import read_or_raise
from knowledge.store import Store
from tests.browser.fake_rasa import fake_rasa

MONDAY_MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=timezone.utc)
SUNDAY_EVENING = datetime(2026, 11, 22, 20, 0, tzinfo=timezone.utc)
PATIENCE = 20.0


@contextmanager
def site(
    folder: Path,
    moment: datetime = MONDAY_MORNING,
    who: Literal["development", "none"] = "development",
) -> Iterator[str]:
    """Gives the address; the clock of the gateway stands at the moment."""
    content = read_or_raise()
    journal = Journal("warning")
    with fake_rasa(KnowledgeBase(content)) as rasa:
        settings = Settings(
            data=folder, rasa_url=rasa, rasa_timeout=PATIENCE, identity=who
        )
        app = create_app(
            settings,
            library=Library(Store(settings.knowledge_url), lambda: content),
            privacy=Privacy(lambda: (), journal),
            journal=journal,
            clock=lambda: moment,
        )
        with served(app) as address:
            yield address


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """Serves an application until the end of the block; gives the address."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [listening]}, daemon=True
    )
    thread.start()
    _await(server)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        listening.close()


def _await(server: uvicorn.Server) -> None:
    end = time.monotonic() + PATIENCE
    while not server.started:
        if time.monotonic() > end:
            raise RuntimeError("the gateway did not start; see its log above")
        time.sleep(0.05)
