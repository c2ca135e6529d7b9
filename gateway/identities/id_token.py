"""Believes a signed token only after every check."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import ECKey, Key, KeySet, RSAKey, import_key

from gateway.errors import GatewayError
from gateway.identities.role import Claims

ALGORITHMS = ("RS256", "PS256", "ES256")
SKEW = 60
"""Seconds that two clocks may differ."""
_LONGEST = 16 * 1024


class TokenError(GatewayError):
    """A token that is not believed; says why, never what it holds."""


class KeyUnknownError(TokenError):
    """No key of this name is known; the provider may have made a new one."""


def verified(
    token: str, keys: Key | KeySet, algorithms: Collection[str]
) -> tuple[dict[str, Any], Claims]:
    """Header and claims, whose signature is right; nothing else is checked."""
    if len(token) > _LONGEST:
        raise TokenError("too_long")
    try:
        found = jwt.decode(token, keys, algorithms=list(algorithms))
    except InvalidKeyIdError:
        raise KeyUnknownError("key_unknown") from None
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise TokenError(type(error).__name__) from None
    return found.header, found.claims


def claims_of(
    token: str,
    keys: KeySet,
    *,
    issuer: str,
    client_id: str,
    nonce: str,
    access_token: str | None,
    at: datetime,
) -> Claims:
    """OpenID Connect Core 3.1.3.7: the provider's, for us, now, for this attempt."""
    from authlib.oidc.core import CodeIDToken  # slow, so not before it is needed

    header, claims = verified(token, keys, ALGORITHMS)
    checked = CodeIDToken(
        claims,
        header,
        {
            "iss": {"essential": True, "value": issuer},
            "sub": {"essential": True},
            "aud": {"essential": True, "value": client_id},
        },
        {"nonce": nonce, "client_id": client_id, "access_token": access_token},
    )
    try:
        checked.validate(now=int(at.timestamp()), leeway=SKEW)
    except (JoseError, ValueError, TypeError) as error:
        raise TokenError(_reason(error)) from None
    return claims


def keys_of(document: object) -> KeySet:
    """The keys of a JWKS document that may sign for us; never a shared secret."""
    listed = document.get("keys") if isinstance(document, dict) else None
    found = [key for entry in listed or () if (key := _key(entry)) is not None]
    if not found:
        raise TokenError("no_keys")
    return KeySet(found)


def _key(entry: object) -> Key | None:
    if not isinstance(entry, dict) or entry.get("use", "sig") != "sig":
        return None
    if entry.get("kty") not in (RSAKey.key_type, ECKey.key_type):
        return None
    try:
        return import_key(entry)
    except (JoseError, ValueError, TypeError, KeyError):
        return None


def _reason(error: Exception) -> str:
    claim = getattr(error, "claim", None)
    return f"{type(error).__name__}_{claim}" if claim else type(error).__name__
