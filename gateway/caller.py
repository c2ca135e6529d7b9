"""Where a request comes from: its own address, or the one a trusted proxy names."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from starlette.requests import HTTPConnection

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address
_NEIGHBOURS = 64
"""Bits of an IPv6 address that one household or school shares."""


def caller(connection: HTTPConnection, proxies: Sequence[Network]) -> str:
    """One network's callers count as one. Anyone may forge the header, so it is read
    from the right, and only as far as trusted proxies wrote it."""
    peer = connection.client.host if connection.client else ""
    found = _address(peer)
    if found is None:
        return "unknown"
    for text in reversed(connection.headers.getlist("x-forwarded-for")):
        for named in reversed(text.split(",")):
            if not _is_among(found, proxies):
                return _network(found)
            before = _address(named.strip())
            if before is None:
                return _network(found)
            found = before
    return _network(found)


def is_secure(connection: HTTPConnection, proxies: Sequence[Network]) -> bool:
    """Whether the caller's own connection is https, here or at a trusted proxy."""
    if connection.url.scheme in ("https", "wss"):
        return True
    peer = _address(connection.client.host if connection.client else "")
    told = connection.headers.get("x-forwarded-proto", "")
    return told == "https" and peer is not None and _is_among(peer, proxies)


def _network(address: Address) -> str:
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(IPv6Network((address, _NEIGHBOURS), strict=False))
    return str(address)


def _is_among(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


def _address(text: str) -> Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
