"""A small OpenID provider on a port of this machine, which can lie on request."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlencode, urlsplit

from joserfc import jws
from joserfc.jwk import ECKey, Key, KeySet, RSAKey

CLIENT = "safeguarding"
SECRET = "a secret, with: signs & spaces"
REDIRECT = "http://127.0.0.1:8000/sign-in/done"
Claims = dict[str, Any]


@dataclass
class OpenIdProvider:
    """Honest until an attribute is changed; `reset` makes it honest again."""

    address: str
    key: RSAKey
    other_key: Key
    """Published beside the first, of another kind."""
    subject: str = "8f2c-subject"
    claims: Claims = field(default_factory=dict)
    """More than every token holds; None takes a claim out."""
    header: dict[str, Any] = field(default_factory=dict)
    sign: Callable[[dict[str, Any], Claims], str] | None = None
    description: dict[str, Any] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    """What a path answers with in place of 200."""
    keys: list[Key] = field(default_factory=list)
    leads_to: str | None = None
    """Where people are led back to; without it, where they should be."""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def reset(self) -> None:
        fresh = OpenIdProvider(self.address, self.key, self.other_key)
        self.__dict__.update(fresh.__dict__)
        self.keys = [self.key, self.other_key]

    def described(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "end_session_endpoint": f"{self.address}/end",
            **self.description,
        }

    def code_for(self, asked: dict[str, str]) -> str:
        """What a person gets who signs in."""
        code = secrets.token_urlsafe(12)
        self.codes[code] = asked
        return code

    def exchange(self, form: dict[str, str], name: str, secret: str) -> Claims | None:
        """The answer of the token endpoint; None where the code is refused."""
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None:
            self.refusals.append("code")
            return None
        if (name, secret) != (CLIENT, SECRET):
            self.refusals.append("client")
            return None
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if coded(digest) != asked["code_challenge"]:
            self.refusals.append("verifier")
            return None
        if form.get("redirect_uri") != asked["redirect_uri"]:
            self.refusals.append("redirect")
            return None
        return {
            "access_token": "an-access-token",
            "token_type": "Bearer",
            "id_token": self.token(asked["nonce"]),
        }

    def token(self, nonce: str) -> str:
        now = int(time.time())
        plain: Claims = {
            "iss": self.address,
            "sub": self.subject,
            "aud": CLIENT,
            "exp": now + 300,
            "iat": now,
            "nonce": nonce,
            "roles": ["professional"],
            "name": "Jo Example",
            "email": "jo.example@stockport.example",
        }
        claims = {k: v for k, v in (plain | self.claims).items() if v is not None}
        header = {"alg": "RS256", "kid": self.key.kid, **self.header}
        return (self.sign or self._sign)(header, claims)

    def _sign(self, header: dict[str, Any], claims: Claims) -> str:
        key = self.other_key if header["alg"].startswith("ES") else self.key
        return signed(header, claims, key)


def signed(header: dict[str, Any], claims: Claims, key: Key) -> str:
    """By any algorithm and with any header, also such as nobody should believe."""
    named = {k: v for k, v in header.items() if v is not None}
    said = f"{coded(json.dumps(named).encode())}.{coded(json.dumps(claims).encode())}"
    way = jws.JWSRegistry(algorithms=[header["alg"]]).get_alg(header["alg"])
    return f"{said}.{coded(way.sign(said.encode(), key))}"


def shared(header: dict[str, Any], claims: Claims, secret: bytes) -> str:
    """HS256 with any bytes: libraries refuse to take a public key for a secret."""
    said = f"{coded(json.dumps({**header, 'alg': 'HS256'}).encode())}"
    said = f"{said}.{coded(json.dumps(claims).encode())}"
    return f"{said}.{coded(hmac.digest(secret, said.encode(), 'sha256'))}"


def unsigned(header: dict[str, Any], claims: Claims) -> str:
    parts = (json.dumps(part).encode() for part in ({**header, "alg": "none"}, claims))
    return f"{'.'.join(map(coded, parts))}."


def coded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def rsa_key(kid: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig"})


@contextmanager
def open_id_provider() -> Iterator[OpenIdProvider]:
    """Serves until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    provider = OpenIdProvider(
        f"http://127.0.0.1:{server.server_port}",
        rsa_key("first"),
        ECKey.generate_key("P-256", {"kid": "second", "use": "sig"}),
    )
    provider.reset()
    server.provider = provider  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        provider, parts = self._provider(), urlsplit(self.path)
        if parts.path == "/authorize":
            asked = dict(parse_qsl(parts.query))
            said = {"code": provider.code_for(asked), "state": asked["state"]}
            back = f"{provider.leads_to or asked['redirect_uri']}?{urlencode(said)}"
            return self._answer(302, {}, {"location": back})
        pages: dict[str, Callable[[], object]] = {
            "/.well-known/openid-configuration": provider.described,
            "/end": lambda: {"signed": "out"},
            "/jwks": lambda: KeySet(provider.keys).as_dict(),
        }
        found = pages.get(parts.path)
        if found is None:
            return self._answer(404, {})
        self._answer(provider.statuses.get(parts.path, 200), found())

    def do_POST(self) -> None:
        provider = self._provider()
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        form = dict(parse_qsl(body))
        scheme, _, basic = self.headers.get("authorization", "").partition(" ")
        if scheme == "Basic":
            name, _, secret = base64.b64decode(basic).decode().partition(":")
            name, secret = unquote_plus(name), unquote_plus(secret)
        else:
            name, secret = form["client_id"], form.get("client_secret", "")
        said = provider.exchange(form, name, secret)
        status = provider.statuses.get("/token", 200)
        if said is None:
            is_ours = provider.refusals[-1] == "client"
            fault = "invalid_client" if is_ours else "invalid_grant"
            return self._answer(401 if is_ours else 400, {"error": fault})
        self._answer(status, said)

    def log_message(self, *_: object) -> None:
        """Tests read their own output."""

    def _provider(self) -> OpenIdProvider:
        found: OpenIdProvider = self.server.provider  # type: ignore[attr-defined]
        found.asked.append(urlsplit(self.path).path)
        return found

    def _answer(
        self, status: int, said: object, headers: dict[str, str] | None = None
    ) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
