"""Knows people by a signed header of a reverse proxy that has signed them in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv4Network, IPv6Network, ip_address

from joserfc.errors import JoseError
from joserfc.jwk import Key
from joserfc.jwt import JWTClaimsRegistry
from starlette.requests import HTTPConnection

from gateway.identities.id_token import SKEW, TokenError, verified
from gateway.identities.proxy_key import key_of
from gateway.identities.role import Claims, RoleRules, opaque, role_rules_of
from gateway.identity import Person
from gateway.journal import Journal
from gateway.settings import Settings

_KEY = "safeguarding.proxy_person"
_LONGEST = 300
"""Seconds that a header may be good for."""


@dataclass(frozen=True)
class Seal:
    """How the proxy signs: a key, and only the algorithms that fit its kind."""

    key: Key
    algorithms: tuple[str, ...]
    issuer: str
    audience: str

    def claims(self, token: str, at: datetime) -> Claims:
        """Raises TokenError for what the proxy did not make for us just now."""
        _, claims = verified(token, self.key, self.algorithms)
        now = int(at.timestamp())
        registry = JWTClaimsRegistry(
            now,
            SKEW,
            iss={"essential": True, "value": self.issuer},
            aud={"essential": True, "value": self.audience},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        )
        try:
            registry.validate(dict(claims))
        except (JoseError, ValueError, TypeError) as error:
            raise TokenError(type(error).__name__) from None
        expires, issued = claims["exp"], claims["iat"]
        if not isinstance(expires, (int, float)) or not isinstance(
            issued, (int, float)
        ):
            raise TokenError("no_times")
        if expires - now > _LONGEST + SKEW or expires - issued > _LONGEST:
            raise TokenError("good_for_too_long")
        return claims


class ProxyIdentity:
    """The header counts only from a named address; others are the public."""

    def __init__(
        self,
        seal: Seal,
        header: str,
        proxies: tuple[IPv4Network | IPv6Network, ...],
        rules: RoleRules,
        journal: Journal,
        clock: Callable[[], datetime],
    ) -> None:
        self._seal = seal
        self._header = header
        self._proxies = proxies
        self._rules = rules
        self._journal = journal
        self._clock = clock

    def admits(self, connection: HTTPConnection) -> bool:
        del connection
        return True

    def person(self, connection: HTTPConnection) -> Person | None:
        """Checked once for each request, however often it is asked."""
        if _KEY not in connection.scope:
            connection.scope[_KEY] = self._signed_in(connection)
        found: Person | None = connection.scope[_KEY]
        return found

    def _signed_in(self, connection: HTTPConnection) -> Person | None:
        given = connection.headers.getlist(self._header)
        if not given:
            return None
        try:
            if not self._is_proxy(connection) or len(given) != 1:
                raise TokenError("not_by_the_proxy")
            claims = self._seal.claims(given[0], self._clock())
        except TokenError as error:
            self._journal.note("proxy_header_refused", reason=str(error))
            return None
        roles = self._rules.roles(claims)
        if not roles:
            return None
        named = opaque(self._seal.issuer, str(claims["sub"]), b"proxy")
        return Person(named, roles)

    def _is_proxy(self, connection: HTTPConnection) -> bool:
        try:
            address = ip_address(connection.client.host if connection.client else "")
        except ValueError:
            return False
        return any(address in network for network in self._proxies)


def proxy_identity_of(
    settings: Settings, journal: Journal, clock: Callable[[], datetime]
) -> ProxyIdentity:
    key, algorithms = key_of(settings.proxy_key.get_secret_value())
    return ProxyIdentity(
        Seal(key, algorithms, settings.proxy_issuer, settings.proxy_audience),
        settings.proxy_header.lower(),
        settings.proxy_networks(),
        role_rules_of(settings),
        journal,
        clock,
    )
