"""Who is asking: professionals need an identity, members of the public never do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, get_args

from starlette.requests import HTTPConnection

from gateway.errors import ProblemError
from gateway.journal import Journal
from gateway.settings import Settings, is_loopback
from knowledge.model import Audience

Role = Literal["professional", "content_owner", "operator"]
ROLES: tuple[Role, ...] = get_args(Role)
SIGN_IN = "/sign-in"
"""Where a browser begins to sign in, with the identities that have such a page."""
_PASSED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


@dataclass(frozen=True)
class Person:
    """Somebody who may use what is for professionals."""

    id: str
    """Says nothing about the person; the same at every sign-in."""
    roles: frozenset[Role] = frozenset({"professional"})


class Identity(Protocol):
    """A way to know who is asking; quick, for it is asked at every request."""

    def admits(self, connection: HTTPConnection) -> bool:
        """False where this identity must not serve the caller at all."""

    def person(self, connection: HTTPConnection) -> Person | None:
        """The signed-in professional behind a request, if there is one."""


class NoIdentity:
    """Nobody is known, so everybody is a member of the public."""

    def admits(self, connection: HTTPConnection) -> bool:
        del connection
        return True

    def person(self, connection: HTTPConnection) -> Person | None:
        del connection
        return None


class DevelopmentIdentity:
    """Anybody on this machine is a professional, and nobody else is served.

    A request that a proxy passed on, or that names another host (DNS rebinding), only
    looks local and is refused.
    """

    def admits(self, connection: HTTPConnection) -> bool:
        client = connection.client
        named = connection.url.hostname or ""
        passed_on = any(name in connection.headers for name in _PASSED_ON)
        return (
            client is not None
            and is_loopback(client.host)
            and is_loopback(named)
            and not passed_on
        )

    def person(self, connection: HTTPConnection) -> Person | None:
        if not self.admits(connection):
            return None
        return Person("development", frozenset(ROLES))


def identity_of(
    settings: Settings, journal: Journal, clock: Callable[[], datetime]
) -> Identity:
    """The way the settings name."""
    if settings.identity == "oidc":
        from gateway.identities.session_identity import SessionIdentity

        return SessionIdentity()
    if settings.identity == "proxy":
        from gateway.identities.proxy import proxy_identity_of

        return proxy_identity_of(settings, journal, clock)
    return DevelopmentIdentity() if settings.identity == "development" else NoIdentity()


def require(
    audience: Audience, connection: HTTPConnection, identity: Identity
) -> Audience:
    """Raises ProblemError 403 for a professional audience without an identity."""
    if audience == "professional":
        require_role("professional", connection, identity)
    return audience


def require_role(role: Role, connection: HTTPConnection, identity: Identity) -> Person:
    """Raises ProblemError 403 for somebody unknown or without the role."""
    person = identity.person(connection)
    if person is None:
        raise ProblemError(403, "identity_needed")
    if role not in person.roles:
        raise ProblemError(403, "role_needed")
    return person
