"""A cookie that scripts and other sites cannot use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import HTTPConnection
from starlette.responses import Response


@dataclass(frozen=True)
class Cookie:
    """Over https its prefix keeps neighbouring sites from setting it."""

    noun: str
    is_secure: bool
    """False on this machine only, where there is no https."""
    lasts: timedelta | None = None
    """Without it, until the browser closes."""

    @property
    def name(self) -> str:
        return f"{'__Host-' if self.is_secure else ''}safeguarding_{self.noun}"

    def of(self, connection: HTTPConnection) -> str | None:
        return connection.cookies.get(self.name)

    def give(self, response: Response, value: str) -> None:
        self._set(response, value, self.lasts)

    def take(self, response: Response) -> None:
        self._set(response, "", timedelta())

    def _set(self, response: Response, value: str, lasts: timedelta | None) -> None:
        response.set_cookie(
            self.name,
            value,
            max_age=None if lasts is None else int(lasts.total_seconds()),
            path="/",
            secure=self.is_secure,
            httponly=True,
            samesite="lax",
        )
