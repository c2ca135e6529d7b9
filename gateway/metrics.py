"""What operators may count: calls, replies, alarms, limits and faults; never a text."""

from __future__ import annotations

import time
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIServer

from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.journal import Spoken

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_METHODS = ("GET", "HEAD", "POST", "DELETE", "OPTIONS", "PUT", "PATCH")
_ALARMS = ("emergency", "urgent")


class Metrics:
    """Counts in a registry of its own; every label comes from a short list of ours."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = self._counter("requests", "method", "route", "status")
        self._seconds = self._histogram("request_seconds", "route")
        self._replies = self._counter("replies", "kind", "status", "audience")
        self._reply_seconds = self._histogram("reply_seconds")
        self._alarms = self._counter("alarms", "level")
        self._limited = self._counter("limited", "limit")
        self._faults = self._counter("faults", "event")

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        known = method if method in _METHODS else "other"
        self._requests.labels(known, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def spoken(self, message: Spoken) -> None:
        self._replies.labels(message.kind, message.status, message.audience).inc()
        self._reply_seconds.observe(message.milliseconds / 1000)
        if message.kind in _ALARMS:
            self._alarms.labels(message.kind).inc()

    def limited(self, limit: str) -> None:
        self._limited.labels(limit).inc()

    def fault(self, event: str) -> None:
        self._faults.labels(event).inc()

    def _counter(self, name: str, *labels: str) -> Counter:
        return Counter(
            f"safeguarding_{name}", f"{name}.", labels, registry=self.registry
        )

    def _histogram(self, name: str, *labels: str) -> Histogram:
        return Histogram(
            f"safeguarding_{name}",
            f"{name}.",
            labels,
            buckets=_SECONDS,
            registry=self.registry,
        )


class Measured:
    """Counts every request under the template of its route, so no id is kept."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        began, status = time.perf_counter(), 500

        async def send_noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_noting)
        finally:
            took = time.perf_counter() - began
            self._metrics.request(scope["method"], route_of(scope), status, took)


def route_of(scope: Scope) -> str:
    """The template; `none` for a path that nothing serves."""
    route: Any = scope.get("route")
    path = getattr(route, "path", None)
    return path if isinstance(path, str) else "none"


def serve_metrics(metrics: Metrics, host: str, port: int) -> tuple[WSGIServer, Thread]:
    """On a port of its own until the process ends; raises OSError."""
    return start_http_server(port, host, metrics.registry)
