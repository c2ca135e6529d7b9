"""What a kind of identity demands of the settings, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_network
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gateway.identities.proxy_key import key_of

if TYPE_CHECKING:
    from gateway.settings import Settings

DONE = "/sign-in/done"
_OIDC = "SAFEGUARDING_OIDC_"
_PROXY = "SAFEGUARDING_PROXY_"
_ANY_TENANT = ("/common", "/organizations", "/consumers", "{tenantid}")


def unmet(settings: Settings) -> list[str]:
    """Every demand of the chosen identity that is not met; never a value."""
    if settings.identity == "oidc":
        return list(_of_oidc(settings))
    return list(_of_proxy(settings)) if settings.identity == "proxy" else []


def _of_oidc(settings: Settings) -> Iterator[str]:
    from gateway.settings import is_loopback

    issuer, redirect = urlsplit(settings.oidc_issuer), urlsplit(settings.oidc_redirect)
    here = is_loopback(settings.host)
    if not _is_safe(settings.oidc_issuer, here) or issuer.query or issuer.fragment:
        yield f"{_OIDC}ISSUER: write the provider's address, beginning with https://"
    elif any(name in settings.oidc_issuer for name in _ANY_TENANT):
        yield f"{_OIDC}ISSUER: name your own tenant, for these let in any organisation"
    if not settings.oidc_client_id:
        yield f"{_OIDC}CLIENT_ID: write the id under which the provider knows us"
    if not settings.oidc_client_secret.get_secret_value():
        yield f"{_OIDC}CLIENT_SECRET or {_OIDC}CLIENT_SECRET_FILE: write the secret"
    if (
        not _is_safe(settings.oidc_redirect, here)
        or redirect.path != DONE
        or redirect.query
        or redirect.fragment
    ):
        yield f"{_OIDC}REDIRECT: write https://<this service>{DONE}"
    if "openid" not in settings.oidc_scope.split():
        yield f"{_OIDC}SCOPE: keep openid in it"
    yield from _of_roles(settings)


def _of_proxy(settings: Settings) -> Iterator[str]:
    if not settings.proxy_addresses.split():
        yield f"{_PROXY}ADDRESSES: write the proxy's addresses, with spaces between"
    for text in settings.proxy_addresses.split():
        try:
            wide = ip_network(text).prefixlen == 0
        except ValueError:
            wide = True
        if wide:
            yield f"{_PROXY}ADDRESSES: write addresses such as 10.0.0.4 or 10.0.0.0/28"
    try:
        key_of(settings.proxy_key.get_secret_value())
    except ValueError as error:
        yield f"{_PROXY}KEY or {_PROXY}KEY_FILE: {error}"
    for name in ("header", "issuer", "audience"):
        if not getattr(settings, f"proxy_{name}"):
            yield f"{_PROXY}{name.upper()}: write one"
    yield from _of_roles(settings)


def _of_roles(settings: Settings) -> Iterator[str]:
    if not settings.roles_claim:
        yield "SAFEGUARDING_ROLES_CLAIM: write the claim that holds the roles"
    if not settings.role_professional.split():
        yield "SAFEGUARDING_ROLE_PROFESSIONAL: write the value professionals have"


def _is_safe(address: str, here: bool) -> bool:
    """https, or http that never leaves this machine."""
    from gateway.settings import is_loopback

    parts = urlsplit(address)
    return bool(parts.hostname) and (
        parts.scheme == "https"
        or (parts.scheme == "http" and here and is_loopback(parts.hostname or ""))
    )
