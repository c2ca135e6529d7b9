"""How the service's own processes know each other: an address inside, and a token."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from ipaddress import ip_address

from knowledge.errors import InsideError

HEADER = "x-safeguarding-token"
VARIABLE = "SAFEGUARDING_INNER_TOKEN"
LEAST = 32
"""Characters; the supervisor makes 43 at random."""


def token_of(environ: Mapping[str, str]) -> str:
    """Raises InsideError where there is none, or one that could be guessed."""
    token = environ.get(VARIABLE, "")
    if len(token) < LEAST or not (token.isascii() and token.isprintable()):
        raise InsideError(
            f"{VARIABLE} is missing or too short: give all processes the same"
            f" random one of at least {LEAST} characters, or use `make run`"
        )
    return token


def is_token(given: str | None, token: str) -> bool:
    """Takes as long for a wrong one as for the right one."""
    return hmac.compare_digest((given or "").encode(), token.encode())


def inner_address(host: str | None) -> str:
    """The address, as one that no public network reaches; raises InsideError."""
    if host and is_inside(host):
        return host
    raise InsideError(
        f"{host or 'no address'} is not inside: listen on 127.0.0.1"
        " or on one private address, never on all of them"
    )


def is_inside(host: str) -> bool:
    """True for loopback and private addresses; a name but localhost is not known."""
    if host == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_private and not address.is_unspecified
