"""A gateway with a sign-in, served on a port, and the browsers that people use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from gateway.app import create_app
from gateway.journal import Journal
from gateway.listening import Listening
from gateway.privacy import Privacy
from gateway.settings import Settings
from knowledge.content import Content
from knowledge.library import Library
from knowledge.store import Store
from tests.browser.site import served
from tests.gateway.openid import CLIENT, REDIRECT, SECRET
from tests.gateway.world import MESSAGES, FakeRasa

SAME_ORIGIN = {"sec-fetch-site": "same-origin"}


@dataclass
class Office:
    """Its clock is the real one, moved by `later`."""

    folder: Path
    issuer: str
    address: str = ""
    later: timedelta = timedelta()
    rasa: FakeRasa = field(default_factory=FakeRasa)
    browsers: list[Browser] = field(default_factory=list)

    def now(self) -> datetime:
        return datetime.now(timezone.utc) + self.later

    def browser(self) -> Browser:
        self.browsers.append(Browser(self.address))
        return self.browsers[-1]


class Browser:
    """Keeps cookies; follows no redirect by itself."""

    def __init__(self, address: str) -> None:
        self.client = httpx.Client(
            base_url=address,
            trust_env=False,
            headers={"accept": "text/html"},
            timeout=60,
        )

    def get(self, path: str) -> httpx.Response:
        return self.client.get(path)

    def post(
        self, path: str, said: object = None, headers: dict[str, str] = SAME_ORIGIN
    ) -> httpx.Response:
        return self.client.post(path, json=said, headers=headers)

    def call(
        self, method: str, path: str, said: object = None, **headers: str
    ) -> httpx.Response:
        """As a script of the page does."""
        plain = {"accept": "application/json", **SAME_ORIGIN, **headers}
        return self.client.request(
            method, path, json=said, headers={k: v for k, v in plain.items() if v}
        )

    def begin(self, to: str = "/") -> str:
        """The address of the provider that the browser is led to."""
        answer = self.client.get("/sign-in", params={"to": to})
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    def consent(self, address: str) -> str:
        """What the provider leads back to, as path and query."""
        answer = httpx.get(address, trust_env=False, timeout=60)
        assert answer.status_code == 302, answer.text
        return local(answer.headers["location"])

    def sign_in(self, to: str = "/") -> httpx.Response:
        return self.get(self.consent(self.begin(to)))

    @property
    def is_signed_in(self) -> bool:
        found = self.call("GET", "/api/v1/contacts?audience=professional")
        return found.status_code == 200

    def begin_talk(self, audience: str = "professional") -> str:
        made = self.call("POST", "/api/v1/conversations", {"audience": audience})
        assert made.status_code == 201, made.text
        return f"/api/v1/conversations/{made.json()['id']}"

    def cookie(self, noun: str) -> str | None:
        return self.client.cookies.get(f"safeguarding_{noun}")

    def with_cookie(self, noun: str, value: str) -> Browser:
        self.client.cookies.set(
            f"safeguarding_{noun}", value, domain="127.0.0.1", path="/"
        )
        return self


def local(address: str) -> str:
    """The redirect address names the port of a real service; tests have another."""
    parts = urlsplit(address)
    assert address.startswith(REDIRECT), address
    return f"{parts.path}?{parts.query}"


@contextmanager
def office(
    folder: Path, issuer: str, content: Content, **settings: object
) -> Iterator[Office]:
    """Serves a gateway whose people sign in with a provider."""
    made = Office(folder, issuer)
    given: dict[str, object] = {
        "data": folder,
        "identity": "oidc",
        "oidc_issuer": issuer,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
        "oidc_redirect": REDIRECT,
        **settings,
    }
    journal = Journal("debug")
    app = create_app(
        Settings.model_validate(given),
        library=Library(Store(f"sqlite:///{folder / 'none.db'}"), lambda: content),
        rasa=made.rasa,
        privacy=Privacy(lambda: (), journal),
        journal=journal,
        listening=Listening(journal, lambda: list(MESSAGES)),
        clock=made.now,
    )
    with served(app) as address:
        made.address = address
        yield made
        for browser in made.browsers:
            browser.client.close()
