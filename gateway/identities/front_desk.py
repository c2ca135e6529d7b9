"""Where people sign in: its parts, and how they join the application."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import httpx
from fastapi import FastAPI
from starlette.requests import HTTPConnection

from gateway.identities.attempt import LASTS
from gateway.identities.cookie import Cookie
from gateway.identities.provider import Provider, Registration
from gateway.identities.role import role_rules_of
from gateway.identities.same_origin import SameOrigin
from gateway.identities.session import Limits
from gateway.identities.session_identity import Recognition
from gateway.identities.sessions import Sessions
from gateway.identities.sign_in import SignIn
from gateway.journal import Journal
from gateway.session_store import SessionStore
from gateway.settings import Settings, is_loopback
from knowledge.library import Library


@dataclass(frozen=True)
class FrontDesk:
    """All that signing in with a provider needs."""

    sign_in: SignIn
    sessions: Sessions
    session: Cookie
    attempt: Cookie
    origin: str
    """Of this service as browsers see it."""
    clock: Callable[[], datetime]

    def join(self, app: FastAPI, library: Library) -> None:
        app.add_middleware(
            Recognition, sessions=self.sessions, cookie=self.session, clock=self.clock
        )
        app.add_middleware(
            SameOrigin, library=library, carries=self._carries, own=(self.origin,)
        )

    def _carries(self, connection: HTTPConnection) -> bool:
        return self.session.of(connection) is not None


def front_desk_of(
    settings: Settings,
    journal: Journal,
    clock: Callable[[], datetime],
    closing: contextlib.AsyncExitStack,
) -> FrontDesk:
    """Opens nothing yet."""
    redirect = urlsplit(settings.oidc_redirect)
    secret = settings.oidc_client_secret.get_secret_value()
    limits = Limits(
        timedelta(minutes=settings.session_idle_minutes),
        timedelta(hours=settings.session_hours),
    )
    sessions = Sessions(SessionStore(settings.conversations_url), limits, journal)
    closing.callback(sessions.close)
    registration = Registration(
        settings.oidc_issuer,
        settings.oidc_client_id,
        secret,
        settings.oidc_redirect,
        settings.oidc_scope,
    )
    # A provider elsewhere may be reached by way of the organisation's own web proxy.
    elsewhere = not is_loopback(urlsplit(settings.oidc_issuer).hostname or "")
    http = httpx.AsyncClient(trust_env=elsewhere)
    closing.push_async_callback(http.aclose)
    sign_in = SignIn(
        Provider(registration, http),
        sessions,
        role_rules_of(settings),
        secret.encode(),
        journal,
        clock,
    )
    is_secure = redirect.scheme == "https"
    return FrontDesk(
        sign_in,
        sessions,
        Cookie("session", is_secure),
        Cookie("sign_in", is_secure, LASTS),
        f"{redirect.scheme}://{redirect.netloc}",
        clock,
    )
