"""One attempt to sign in, bound to the browser that began it.

State, nonce and PKCE verifier all come from one secret in the browser's cookie, so that
nothing is kept here for people who never finish, and any replica can finish it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

LASTS = timedelta(minutes=10)
_LONGEST_PATH = 300
_PATH = re.compile(r"/(?![/\\])[\w/.~%-]*(?:\?[\w.~%&=+-]*)?", re.ASCII)
_SECRET = re.compile(r"[\w-]{43}", re.ASCII)
_STATE = re.compile(r"([0-9]{1,12})\.([\w-]{16})\.([\w-]{43})", re.ASCII)


@dataclass(frozen=True)
class Attempt:
    """What goes to the provider, and the proof that comes back from it."""

    state: str
    nonce: str
    verifier: str

    @property
    def mark(self) -> str:
        """Names the attempt once it has succeeded, so that it cannot do so again."""
        return hashlib.sha256(self.state.encode()).hexdigest()


@dataclass(frozen=True)
class Browser:
    """What the cookie of an attempt holds."""

    secret: str
    path: str
    """Where the person wanted to go."""

    def cookie(self) -> str:
        path = base64.urlsafe_b64encode(self.path.encode()).rstrip(b"=").decode()
        return f"{self.secret}.{path}"


def new_browser(path: str) -> Browser:
    return Browser(secrets.token_urlsafe(32), path)


def browser_of(cookie: str | None) -> Browser | None:
    """None for a cookie that was not made here."""
    secret, _, coded = (cookie or "").partition(".")
    if not _SECRET.fullmatch(secret):
        return None
    try:
        path = base64.urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode()
    except (binascii.Error, ValueError):
        return None
    return Browser(secret, same_site_path(path))


def new_attempt(browser: Browser, at: datetime) -> Attempt:
    return _attempt(browser, str(int(at.timestamp())), secrets.token_urlsafe(12))


def resumed(browser: Browser, state: str, at: datetime) -> Attempt | None:
    """None for a state that is altered, too old or of another browser."""
    match = _STATE.fullmatch(state)
    if match is None:
        return None
    attempt = _attempt(browser, match[1], match[2])
    age = at.timestamp() - int(match[1])
    if not hmac.compare_digest(attempt.state, state):
        return None
    return attempt if 0 <= age + 1 and age < LASTS.total_seconds() else None


def same_site_path(wish: str | None) -> str:
    """A path of this site, whatever somebody else wrote into a link."""
    if wish and len(wish) <= _LONGEST_PATH and _PATH.fullmatch(wish):
        return wish
    return "/"


def _attempt(browser: Browser, began: str, salt: str) -> Attempt:
    def derived(use: str) -> str:
        named = f"{use}.{began}.{salt}".encode()
        made = hmac.new(browser.secret.encode(), named, hashlib.sha256).digest()
        return base64.urlsafe_b64encode(made).rstrip(b"=").decode()

    state = f"{began}.{salt}.{derived('state')}"
    return Attempt(state, derived("nonce"), derived("verifier"))
