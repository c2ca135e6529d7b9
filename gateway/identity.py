"""Who is asking: professionals need an identity, members of the public never do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from starlette.requests import HTTPConnection

from gateway.errors import ProblemError
from gateway.settings import Settings, is_loopback
from knowledge.model import Audience

_PASSED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


@dataclass(frozen=True)
class Person:
    """Somebody who may use what is for professionals."""

    id: str


class Identity(Protocol):
    """A way to know who is asking."""

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
        return Person("development") if self.admits(connection) else None


def identity_of(settings: Settings) -> Identity:
    """The way the settings name."""
    return DevelopmentIdentity() if settings.identity == "development" else NoIdentity()


def require(
    audience: Audience, connection: HTTPConnection, identity: Identity
) -> Audience:
    """Raises ProblemError 403 for a professional audience without an identity."""
    if audience == "professional" and identity.person(connection) is None:
        raise ProblemError(403, "identity_needed")
    return audience
