"""Puts the gateway together."""

from __future__ import annotations

import contextlib
import time
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import anyio
import anyio.to_thread
from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi

from gateway.answering import Answering
from gateway.asking import Asking
from gateway.compression import Compression
from gateway.conversation_store import ConversationStore
from gateway.conversations import Conversations
from gateway.door import Door
from gateway.drawing import Drawing
from gateway.identity import SIGN_IN, Identity, identity_of
from gateway.journal import Journal
from gateway.limits import Limits, limits_of
from gateway.listening import Listening
from gateway.locks import locks_of
from gateway.metrics import Measured, Metrics
from gateway.middleware import Admission, BodyLimit, SafeHeaders, TopHandler
from gateway.pages import pages_router
from gateway.parts import Parts
from gateway.privacy import Privacy, Recogniser
from gateway.problem_pages import ProblemPages
from gateway.problems import Problem, answer_problems
from gateway.rasa_client import Rasa, RasaClient, http_client
from gateway.retention import Retention
from gateway.routes import contacts, conversations, health, topics
from gateway.settings import Settings
from gateway.talk import Talk
from gateway.tracker import Tracker
from gateway.widget import widget_router
from knowledge.errors import KnowledgeError
from knowledge.library import Library
from knowledge.reading import read_or_raise
from knowledge.store import Store

if TYPE_CHECKING:
    from gateway.identities.front_desk import FrontDesk


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
    answering: Answering | None = None,
    limits: Limits | None = None,
    metrics: Metrics | None = None,
) -> FastAPI:
    """Whatever is not given is made from the settings. Reads and opens nothing yet."""
    closing = contextlib.AsyncExitStack()
    journal = journal or Journal(settings.log_level)
    metrics = metrics or Metrics()
    journal.watch(metrics)
    limits = limits or limits_of(settings, journal)
    closing.push_async_callback(limits.close)
    library = library or _library(settings, closing)
    rasa = rasa or _rasa(settings, closing)
    kept = kept or _conversations(settings, journal, closing)
    privacy = privacy or Privacy(_recognisers, journal)
    clock = clock or _now
    listening = listening or Listening(journal)
    answering = answering or Answering(settings.data, setting=settings.answering)
    talk = Talk(
        library,
        privacy,
        rasa,
        kept,
        journal,
        listening,
        clock=clock,
        max_text=settings.max_text,
        answering=answering,
    )
    parts = Parts(
        settings=settings,
        library=library,
        privacy=privacy,
        rasa=rasa,
        conversations=kept,
        identity=identity or identity_of(settings, journal, clock),
        journal=journal,
        listening=listening,
        talk=talk,
        clock=clock,
        answering=answering,
        door=Door(
            limits,
            listening,
            library,
            journal,
            proxies=settings.proxy_networks(),
            clock=clock,
            max_text=settings.max_text,
        ),
    )
    desk = _front_desk(parts, closing) if settings.identity == "oidc" else None
    return _served(parts, closing, desk, limits, metrics)


def _served(
    parts: Parts,
    closing: contextlib.AsyncExitStack,
    desk: FrontDesk | None,
    limits: Limits,
    metrics: Metrics,
) -> FastAPI:
    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with closing, anyio.create_task_group() as tasks:
            tasks.start_soon(_retain, parts)
            tasks.start_soon(_warm, parts)
            tasks.start_soon(_await_rasa, parts)
            tasks.start_soon(limits.run)
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
    _identify(app, parts, desk)
    answer_problems(app, parts.library)
    app.add_middleware(BodyLimit, seconds=parts.settings.request_timeout)
    app.add_middleware(Admission, identity=parts.identity, library=parts.library)
    app.add_middleware(TopHandler, journal=parts.journal, library=parts.library)
    app.add_middleware(ProblemPages, drawing=Drawing(parts.library, parts.clock))
    app.add_middleware(SafeHeaders, proxies=parts.settings.proxy_networks())
    app.add_middleware(Compression)
    app.add_middleware(Measured, metrics=metrics)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def _routers(parts: Parts) -> Iterator[APIRouter]:
    """Everything that is served."""
    yield conversations.router
    yield contacts.router
    yield topics.router
    yield health.router
    yield widget_router(parts.library, parts.clock, parts.answering, parts.settings)
    yield pages_router(
        parts.library,
        parts.clock,
        parts.identity,
        max_text=parts.settings.max_text,
        asking=Asking(parts.talk, parts.conversations, parts.clock),
        has_examples=parts.settings.identity == "development",
        entrance=SIGN_IN if parts.settings.identity == "oidc" else "/contacts",
    )


def _identify(app: FastAPI, parts: Parts, desk: FrontDesk | None) -> None:
    """What the chosen identity adds: pages to sign in, and guards against forgery."""
    if desk is not None:
        from gateway.routes.sign_in import sign_in_router
        from gateway.sign_in_page import SignInPage

        page = SignInPage(Drawing(parts.library, parts.clock, has_sign_in=True))
        app.include_router(sign_in_router(desk, parts.identity, page))
        desk.join(app, parts.library)
    elif parts.settings.identity == "proxy":
        from gateway.identities.same_origin import SameOrigin

        header = parts.settings.proxy_header
        app.add_middleware(
            SameOrigin,
            library=parts.library,
            carries=lambda connection: header in connection.headers,
        )


async def _warm(parts: Parts) -> None:
    """Loads what is slow to load while the gateway already answers."""

    def load() -> None:
        began = time.perf_counter()
        with contextlib.suppress(KnowledgeError):
            parts.listening.warm(parts.library.current().content)
        parts.conversations.is_up()
        parts.privacy.load()
        parts.journal.note(
            "warm", milliseconds=round((time.perf_counter() - began) * 1000)
        )

    await anyio.to_thread.run_sync(load, abandon_on_cancel=True)


async def _retain(parts: Parts) -> None:
    """At once and then every minute: what has expired is erased."""
    await Retention(parts.conversations, parts.journal, parts.clock).run()


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


def _front_desk(parts: Parts, closing: contextlib.AsyncExitStack) -> FrontDesk:
    from gateway.identities.front_desk import front_desk_of

    return front_desk_of(parts.settings, parts.journal, parts.clock, closing)


def _library(settings: Settings, closing: contextlib.AsyncExitStack) -> Library:
    store = Store(settings.knowledge_url)
    closing.callback(store.close)
    return Library(store, read_or_raise)


def _rasa(settings: Settings, closing: contextlib.AsyncExitStack) -> Rasa:
    http = http_client()
    closing.push_async_callback(http.aclose)
    return RasaClient(
        settings.rasa_url,
        http,
        token=settings.inner_token.get_secret_value(),
        timeout=settings.rasa_timeout,
    )


def _conversations(
    settings: Settings, journal: Journal, closing: contextlib.AsyncExitStack
) -> Conversations:
    made = Conversations(
        ConversationStore(settings.conversations_url),
        Tracker(settings.tracker_url),
        journal,
        settings.lifetime,
        locks=locks_of(settings.lock_url),
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
