"""Puts the gateway together."""

from __future__ import annotations

import contextlib
import time
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime, timezone
from typing import Any

import anyio
import anyio.to_thread
from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi

from gateway.conversation_store import ConversationStore
from gateway.conversations import Conversations
from gateway.identity import Identity, identity_of
from gateway.journal import Journal
from gateway.listening import Listening
from gateway.middleware import Admission, BodyLimit, SafeHeaders, TopHandler
from gateway.pages import pages_router
from gateway.parts import Parts
from gateway.privacy import Privacy, Recogniser
from gateway.problems import Problem, answer_problems
from gateway.rasa_client import Rasa, RasaClient, http_client
from gateway.routes import contacts, conversations, health, topics
from gateway.settings import Settings
from gateway.talk import Talk
from gateway.tracker import Tracker
from knowledge.errors import KnowledgeError
from knowledge.library import Library
from knowledge.reading import read_or_raise
from knowledge.store import Store


def create_app(
    settings: Settings,
    *,
    library: Library | None = None,
    rasa: Rasa | None = None,
    kept: Conversations | None = None,
    privacy: Privacy | None = None,
    identity: Identity | None = None,
    journal: Journal | None = None,
    listening: Listening | None = None,
    clock: Callable[[], datetime] | None = None,
) -> FastAPI:
    """Whatever is not given is made from the settings. Reads and opens nothing yet."""
    closing = contextlib.AsyncExitStack()
    journal = journal or Journal(settings.log_level)
    library = library or _library(settings, closing)
    rasa = rasa or _rasa(settings, closing)
    kept = kept or _conversations(settings, journal, closing)
    privacy = privacy or Privacy(_recognisers, journal)
    clock = clock or _now
    listening = listening or Listening(journal)
    talk = Talk(
        library,
        privacy,
        rasa,
        kept,
        journal,
        listening,
        clock=clock,
        max_text=settings.max_text,
    )
    parts = Parts(
        settings=settings,
        library=library,
        privacy=privacy,
        rasa=rasa,
        conversations=kept,
        identity=identity or identity_of(settings),
        journal=journal,
        listening=listening,
        talk=talk,
        clock=clock,
    )
    return _served(parts, closing)


def _served(parts: Parts, closing: contextlib.AsyncExitStack) -> FastAPI:
    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with closing, anyio.create_task_group() as tasks:
            tasks.start_soon(_warm, parts)
            tasks.start_soon(_await_rasa, parts)
            yield
            tasks.cancel_scope.cancel()

    app = FastAPI(
        title="Stockport safeguarding assistant",
        summary="Answers questions about safeguarding guidance. It takes no reports.",
        version="1",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
    )
    app.state.parts = parts
    for router in _routers(parts):
        app.include_router(router)
    answer_problems(app, parts.library)
    app.add_middleware(BodyLimit)
    app.add_middleware(Admission, identity=parts.identity, library=parts.library)
    app.add_middleware(TopHandler, journal=parts.journal, library=parts.library)
    app.add_middleware(SafeHeaders)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def _routers(parts: Parts) -> Iterator[APIRouter]:
    """Everything that is served."""
    yield conversations.router
    yield contacts.router
    yield topics.router
    yield health.router
    yield pages_router(
        parts.library, parts.clock, parts.identity, max_text=parts.settings.max_text
    )


async def _warm(parts: Parts) -> None:
    """Loads what is slow to load while the gateway already answers."""

    def load() -> None:
        began = time.perf_counter()
        with contextlib.suppress(KnowledgeError):
            parts.library.current()
        parts.conversations.is_up()
        parts.privacy.load()
        parts.listening.warm()
        parts.journal.note(
            "warm", milliseconds=round((time.perf_counter() - began) * 1000)
        )

    await anyio.to_thread.run_sync(load, abandon_on_cancel=True)


async def _await_rasa(parts: Parts) -> None:
    """Until it first answers, so that its later silence is not taken for starting."""
    began = time.perf_counter()
    while not await parts.rasa.ready():
        await anyio.sleep(1)
    parts.journal.note(
        "rasa_ready", milliseconds=round((time.perf_counter() - began) * 1000)
    )


def _openapi(app: FastAPI) -> dict[str, Any]:
    """With problem details in place of FastAPI's own shape of errors."""
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title, version=app.version, summary=app.summary, routes=app.routes
        )
        parts = schema["components"]["schemas"]
        for name in ("HTTPValidationError", "ValidationError"):
            parts.pop(name, None)
        problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        parts.update(problem.pop("$defs"), Problem=problem)
        app.openapi_schema = schema
    return app.openapi_schema


def _library(settings: Settings, closing: contextlib.AsyncExitStack) -> Library:
    store = Store(settings.knowledge_url)
    closing.callback(store.close)
    return Library(store, read_or_raise)


def _rasa(settings: Settings, closing: contextlib.AsyncExitStack) -> Rasa:
    http = http_client()
    closing.push_async_callback(http.aclose)
    return RasaClient(settings.rasa_url, http, timeout=settings.rasa_timeout)


def _conversations(
    settings: Settings, journal: Journal, closing: contextlib.AsyncExitStack
) -> Conversations:
    made = Conversations(
        ConversationStore(settings.conversations_url),
        Tracker(settings.tracker_url),
        journal,
        settings.lifetime,
    )
    closing.callback(made.close)
    return made


def _recognisers() -> tuple[Recogniser, ...]:
    from gateway.recognisers import (
        recognisers,
    )  # Presidio: seconds, so not before it is needed

    return tuple(recognisers())


def _now() -> datetime:
    return datetime.now(timezone.utc)
