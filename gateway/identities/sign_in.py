"""Signing in and out: from a click to a session, by way of the provider."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from starlette.concurrency import run_in_threadpool

from gateway.errors import ConversationsError, GatewayError
from gateway.identities.attempt import (
    Attempt,
    Browser,
    browser_of,
    new_attempt,
    new_browser,
    resumed,
    same_site_path,
)
from gateway.identities.id_token import TokenError
from gateway.identities.provider import Provider, ProviderError
from gateway.identities.role import Claims, RoleRules, opaque
from gateway.identities.sessions import Sessions
from gateway.journal import Journal

SignInReason = Literal["stale", "refused", "not_allowed", "down"]


class SignInError(GatewayError):
    """Nobody was signed in; the reason names the words `sign_in.<reason>`."""

    def __init__(self, reason: SignInReason) -> None:
        super().__init__(f"sign_in_{reason}")
        self.reason: SignInReason = reason


@dataclass(frozen=True)
class Entrance:
    """Where to send a browser that begins to sign in, and what it must keep."""

    address: str
    cookie: str


@dataclass(frozen=True)
class Admitted:
    """A browser that is signed in now."""

    token: str
    path: str


class SignIn:
    """Raises SignInError for whatever does not end in a session."""

    def __init__(
        self,
        provider: Provider,
        sessions: Sessions,
        rules: RoleRules,
        key: bytes,
        journal: Journal,
        clock: Callable[[], datetime],
    ) -> None:
        self._provider = provider
        self._sessions = sessions
        self._rules = rules
        self._key = key
        self._journal = journal
        self._clock = clock

    async def begin(self, cookie: str | None, wish: str | None) -> Entrance:
        """A browser that began before keeps its secret: two tabs may be open."""
        path = same_site_path(wish)
        known = browser_of(cookie)
        browser = Browser(known.secret, path) if known else new_browser(path)
        try:
            address = await self._provider.entrance(new_attempt(browser, self._clock()))
        except ProviderError as error:
            raise self._refusal("down", error) from None
        return Entrance(address, browser.cookie())

    async def finish(
        self, cookie: str | None, said: Mapping[str, str], former: str | None
    ) -> Admitted:
        """`said` is what the provider's redirect carries; `former` a session to end."""
        browser = browser_of(cookie)
        now = self._clock()
        attempt = resumed(browser, said.get("state", ""), now) if browser else None
        if browser is None or attempt is None:
            raise self._refusal("stale")
        # RFC 9207: the answer of another provider must not be taken for this one's.
        if said.get("iss", self._provider.issuer) != self._provider.issuer:
            raise self._refusal("refused")
        if "error" in said or not said.get("code"):
            raise self._refusal("refused")
        claims = await self._claims(said["code"], attempt, now)
        token = await run_in_threadpool(self._admit, claims, attempt, now, former)
        return Admitted(token, browser.path)

    async def end(self, token: str | None) -> str | None:
        """The address at which to sign out of the provider, too, if it has one."""
        try:
            await run_in_threadpool(self._sessions.end, token)
        except ConversationsError as error:
            raise self._refusal("down", error) from None
        try:
            return await self._provider.exit()
        except ProviderError:
            return None

    async def _claims(self, code: str, attempt: Attempt, at: datetime) -> Claims:
        try:
            return await self._provider.claims(code, attempt, at)
        except ProviderError as error:
            refused = error.reason == "refused"
            raise self._refusal("refused" if refused else "down", error) from None
        except TokenError as error:
            raise self._refusal("refused", error) from None

    def _admit(
        self, claims: Claims, attempt: Attempt, at: datetime, former: str | None
    ) -> str:
        roles = self._rules.roles(claims)
        if not roles:
            raise self._refusal("not_allowed")
        subject = opaque(self._provider.issuer, str(claims["sub"]), self._key)
        try:
            self._sessions.end(former)
            token = self._sessions.begin(subject, roles, attempt.mark, at)
        except ConversationsError as error:
            raise self._refusal("down", error) from None
        if token is None:
            raise self._refusal("stale")
        return token

    def _refusal(
        self, reason: SignInReason, cause: Exception | None = None
    ) -> SignInError:
        fault = str(cause) if cause else None
        self._journal.note("sign_in_failed", reason=reason, fault=fault)
        return SignInError(reason)
