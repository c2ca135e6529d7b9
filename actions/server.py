"""The action server: for Rasa alone, and it never echoes a conversation."""

from __future__ import annotations

from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionNotFoundException
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from knowledge.inside import HEADER, is_token
from knowledge.journal import journal


def create_app(
    executor: ActionExecutor, token: str, name: str = "safeguarding_actions"
) -> Sanic:
    """Rasa's own server answers a failure with the whole tracker; this one does not."""
    app = Sanic(name, configure_logging=False)

    async def health(_: Request) -> HTTPResponse:
        return json({"status": "ok"})

    async def webhook(request: Request) -> HTTPResponse:
        if not is_token(request.headers.get(HEADER), token):
            return json({"error": "token_needed"}, status=401)
        call: dict[str, Any] = request.json
        try:
            return json(await executor.run(call))
        except ActionNotFoundException as error:
            return json(
                {"error": str(error), "action_name": error.action_name}, status=404
            )

    async def failed(_: Request, error: Exception) -> HTTPResponse:
        status = getattr(error, "status_code", 500)
        journal("actions").warning("failed", fault=type(error).__name__, status=status)
        return json({"error": type(error).__name__}, status=status)

    app.add_route(health, "/health")
    app.add_route(webhook, "/webhook", methods=["POST"])
    app.error_handler.add(Exception, failed)
    return app
