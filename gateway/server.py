"""How the gateway meets the network: limits on connections, heads and waiting."""

from __future__ import annotations

import resource

import uvicorn
from starlette.types import ASGIApp

from gateway.protocol import prompt
from gateway.settings import Settings

HEAD = 16 * 1024
"""Bytes of a request line and all its headers."""
_FILES = 4096


def server_config(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    """For uvicorn; what goes over these limits reaches no code of ours."""
    proxies = frozenset(settings.proxy_addresses.split())
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=prompt(settings.request_timeout, settings.max_connections, proxies),
        ws="none",
        limit_concurrency=settings.max_connections,
        h11_max_incomplete_event_size=HEAD,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=10,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        log_config=None,
    )


def allow_files() -> None:
    """Enough open files for every connection; many systems begin with 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < _FILES:
        most = _FILES if hard == resource.RLIM_INFINITY else min(hard, _FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
