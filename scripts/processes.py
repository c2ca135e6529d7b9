"""The three processes of the service: their commands and environment variables."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path

from scripts.ports import HOST, Ports
from scripts.process import Process
from scripts.settings import PREFIX, Settings

# A Python environment around us must not leak into ours; nor may a wish to write no
# byte code, without which Rasa takes some 20 s longer at every start.
FOREIGN = (
    *("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"),
    "PYTHONDONTWRITEBYTECODE",
)


def own_environment(environ: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in environ.items() if name not in FOREIGN}
    return {**kept, "PYTHONUNBUFFERED": "1"}


def service_environment(
    settings: Settings, ports: Ports, environ: Mapping[str, str]
) -> dict[str, str]:
    """Return what all processes share; addresses of databases may be given.

    The token by which they know each other is made anew at every start, and lives in
    their environments only: no command line, file or log holds it.
    """
    data = settings.data
    tracker = environ.get(PREFIX + "TRACKER_DB") or str(data / "tracker.db")
    given = {
        "INNER_TOKEN": secrets.token_urlsafe(32),
        "KNOWLEDGE_URL": f"sqlite:///{data / 'knowledge.db'}",
        "CONVERSATIONS_URL": f"sqlite:///{data / 'conversations.db'}",
        "TRACKER_DB": tracker,
        "TRACKER_URL": f"sqlite:///{tracker}",
        "LOG_LEVEL": "INFO",
    }
    ours = {
        "PORT": str(settings.port),
        "DATA": str(data),
        "RASA_URL": f"http://{HOST}:{ports.rasa}",
        "ACTION_URL": f"http://{HOST}:{ports.actions}",
    }
    return {
        **{PREFIX + name: value for name, value in given.items()},
        **own_environment(environ),
        **{PREFIX + name: value for name, value in ours.items()},
    }


def rasa_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment with Rasa's telemetry, chatter and downloads off."""
    return {
        **{k: v for k, v in own_environment(environ).items() if not _is_gateways(k)},
        "RASA_TELEMETRY_ENABLED": "false",
        # The cache knows the training data but not the content our components learn.
        "RASA_MAX_CACHE_SIZE": "0",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "TRANSFORMERS_OFFLINE": "1",
        "LOG_LEVEL": "WARNING",
    }


def _is_gateways(name: str) -> bool:
    """True for the secrets of signing in, which nothing behind the gateway needs."""
    return name.startswith((f"{PREFIX}OIDC_", f"{PREFIX}PROXY_"))


def gateway(settings: Settings, python: str, env: Mapping[str, str]) -> Process:
    return Process(
        "gateway",
        (python, "-m", "gateway", "serve"),
        f"http://{HOST}:{settings.port}/health/live",
        env,
        settings.root,
    )


def actions(
    settings: Settings, python: str, env: Mapping[str, str], ports: Ports
) -> Process:
    return Process(
        "actions",
        (python, "-m", "actions"),
        f"http://{HOST}:{ports.actions}/health",
        rasa_environment(env),
        settings.root,
    )


def rasa(
    settings: Settings, python: str, env: Mapping[str, str], ports: Ports, model: Path
) -> Process:
    return Process(
        "rasa",
        (
            *(python, "-m", "bot", "run"),
            *("--interface", HOST, "--port", str(ports.rasa)),
            *("--endpoints", "endpoints.yml", "--credentials", "credentials.yml"),
            *("--model", str(model)),
        ),
        f"http://{HOST}:{ports.rasa}/webhooks/rest/",
        rasa_environment(env),
        settings.root,
    )
