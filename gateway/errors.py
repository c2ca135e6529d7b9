"""The exceptions of the gateway package."""

from __future__ import annotations

from typing import Literal

RasaReason = Literal["silent", "empty", "wrong"]


class GatewayError(Exception):
    """Anything the gateway could not do; never holds what a person typed."""


class SettingsError(GatewayError):
    """A setting that cannot be used, in sentences for whoever starts the service."""


class RasaError(GatewayError):
    """Rasa gave no reply that can be shown."""

    def __init__(self, reason: RasaReason) -> None:
        super().__init__(f"rasa_{reason}")
        self.reason: RasaReason = reason


class ConversationsError(GatewayError):
    """The conversations or Rasa's tracker cannot be read or written just now."""


class ProblemError(GatewayError):
    """A request refused with a status and the fixed words `problem.<name>`."""

    def __init__(self, status: int, name: str, retry_after: int | None = None) -> None:
        super().__init__(f"{status} {name}")
        self.status = status
        self.name = name
        self.retry_after = retry_after
        """Seconds, for 429 and 503."""
