"""Which roles the claims of a provider or proxy give."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from gateway.identity import Role
from gateway.settings import Settings

Claims = Mapping[str, object]


@dataclass(frozen=True)
class RoleRules:
    """The claim to look at, and the values in it that give each role."""

    claim: str
    """A claim's name, or a path of names with dots such as realm_access.roles."""
    values: Mapping[Role, frozenset[str]]

    def roles(self, claims: Claims) -> frozenset[Role]:
        """Whoever looks after content or the service is a professional, too."""
        said = _strings(_found(claims, self.claim))
        given = {role for role, values in self.values.items() if said & values}
        return frozenset(given | {"professional"}) if given else frozenset()


def role_rules_of(settings: Settings) -> RoleRules:
    values: dict[Role, frozenset[str]] = {
        "professional": frozenset(settings.role_professional.split()),
        "content_owner": frozenset(settings.role_content_owner.split()),
        "operator": frozenset(settings.role_operator.split()),
    }
    return RoleRules(settings.roles_claim, values)


def opaque(issuer: str, subject: str, key: bytes) -> str:
    """Stands for a person where nobody should be able to tell who it is."""
    named = f"{issuer}\0{subject}".encode()
    return hmac.new(key, named, hashlib.sha256).hexdigest()


def _found(claims: object, path: str) -> object:
    """The whole path first: some providers name claims by addresses, with dots."""
    if not isinstance(claims, Mapping):
        return None
    if path in claims:
        return claims[path]
    first, _, rest = path.partition(".")
    return _found(claims.get(first), rest) if rest else None


def _strings(value: object) -> frozenset[str]:
    if isinstance(value, str):
        return frozenset(value.split())
    if isinstance(value, list):
        return frozenset(item for item in value if isinstance(item, str))
    return frozenset()
