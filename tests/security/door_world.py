"""The real content and danger words behind a real gateway, with an obedient Rasa."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import uvicorn
from fastapi import FastAPI

from gateway.app import create_app
from gateway.journal import Journal
from gateway.listening import Listening
from gateway.metrics import Metrics
from gateway.privacy import Privacy
from gateway.server import server_config
from gateway.settings import Settings
from knowledge.content import Content
from knowledge.library import Library
from knowledge.store import Store
from tests.gateway.world import MONDAY, FakeRasa

PATIENCE = 20.0


class HeldContent(Store):
    """Holds content without a database."""

    def __init__(self, content: Content) -> None:
        self._content = content

    def edition(self) -> str:
        return "one"

    def load(self) -> Content:
        return self._content


@dataclass
class DoorWorld:
    """One content and one set of danger words for any number of gateways."""

    folder: Path
    content: Content
    listening: Listening
    rasa: FakeRasa = field(default_factory=FakeRasa)
    metrics: Metrics = field(default_factory=Metrics)

    def settings(self, **given: object) -> Settings:
        return Settings.model_validate({"data": self.folder, **given})

    def app(self, **given: object) -> FastAPI:
        journal = Journal("warning")
        return create_app(
            self.settings(**given),
            library=Library(HeldContent(self.content), lambda: self.content),
            rasa=self.rasa,
            privacy=Privacy(lambda: (), journal),
            journal=journal,
            listening=self.listening,
            clock=lambda: MONDAY,
            metrics=self.metrics,
        )


def client_of(app: FastAPI, address: str = "127.0.0.1") -> httpx.AsyncClient:
    """Calls in process; an exception of the application is one of the test."""
    transport = httpx.ASGITransport(app, client=(address, 5000))
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000")


@contextmanager
def served(app: FastAPI, settings: Settings) -> Iterator[int]:
    """Serves as `python -m gateway serve` does, on a port of its own, given here."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=512)
    server = uvicorn.Server(server_config(app, settings))
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [listening]}, daemon=True
    )
    thread.start()
    end = time.monotonic() + PATIENCE
    while not server.started and time.monotonic() < end:
        time.sleep(0.05)
    try:
        yield int(listening.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        listening.close()
