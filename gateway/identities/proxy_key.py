"""The key with which a reverse proxy signs its header."""

from __future__ import annotations

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, OctKey, RSAKey

_SHORTEST_SECRET = 32
_KINDS: tuple[tuple[type[RSAKey] | type[ECKey], tuple[str, ...]], ...] = (
    (RSAKey, ("RS256", "PS256")),
    (ECKey, ("ES256",)),
)


def key_of(text: str) -> tuple[Key, tuple[str, ...]]:
    """The key and the algorithms that fit it: a public key never checks an HMAC.

    Raises ValueError with the remedy.
    """
    if "-----BEGIN" not in text:
        if len(text.encode()) < _SHORTEST_SECRET:
            raise ValueError(f"write at least {_SHORTEST_SECRET} characters")
        return OctKey.import_key(text), ("HS256",)
    for kind, algorithms in _KINDS:
        try:
            return kind.import_key(text), algorithms
        except (JoseError, ValueError, TypeError):
            continue
    raise ValueError("write an RSA or P-256 public key in PEM")
