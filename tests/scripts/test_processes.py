"""What the three processes are told: loopback only, no telemetry, one prefix."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import processes
from scripts.ports import Ports
from scripts.settings import PREFIX, Settings, read_settings

PORTS = Ports(rasa=5101, actions=5102)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"SAFEGUARDING_PORT": "8123"}, tmp_path)


def test_each_process_learns_where_the_others_are(settings: Settings) -> None:
    env = processes.service_environment(settings, PORTS, {"PATH": "/bin"})
    told = {k: v for k, v in env.items() if k.startswith("SAFEGUARDING_")}
    assert len(told.pop("SAFEGUARDING_INNER_TOKEN")) >= 32
    assert told == {
        "SAFEGUARDING_PORT": "8123",
        "SAFEGUARDING_DATA": str(settings.data),
        "SAFEGUARDING_RASA_URL": "http://127.0.0.1:5101",
        "SAFEGUARDING_ACTION_URL": "http://127.0.0.1:5102",
        "SAFEGUARDING_KNOWLEDGE_URL": f"sqlite:///{settings.data}/knowledge.db",
        "SAFEGUARDING_CONVERSATIONS_URL": f"sqlite:///{settings.data}/conversations.db",
        "SAFEGUARDING_TRACKER_DB": f"{settings.data}/tracker.db",
        "SAFEGUARDING_TRACKER_URL": f"sqlite:///{settings.data}/tracker.db",
        "SAFEGUARDING_LOG_LEVEL": "INFO",
    }


def test_a_database_may_be_given_and_a_port_of_ours_may_not(settings: Settings) -> None:
    given = {
        "SAFEGUARDING_KNOWLEDGE_URL": "postgresql://host/knowledge",
        "SAFEGUARDING_RASA_URL": "http://elsewhere",
    }
    env = processes.service_environment(settings, PORTS, given)
    assert env["SAFEGUARDING_KNOWLEDGE_URL"] == "postgresql://host/knowledge"
    assert env["SAFEGUARDING_RASA_URL"] == "http://127.0.0.1:5101"


def test_a_token_is_made_at_every_start_unless_one_is_given(settings: Settings) -> None:
    name = "SAFEGUARDING_INNER_TOKEN"
    made = {processes.service_environment(settings, PORTS, {})[name] for _ in range(3)}
    assert len(made) == 3
    env = processes.service_environment(settings, PORTS, {name: "given"})
    assert env[name] == "given"


def test_no_command_line_holds_the_token(settings: Settings) -> None:
    env = processes.service_environment(settings, PORTS, {})
    token = env["SAFEGUARDING_INNER_TOKEN"]
    for process in (
        processes.gateway(settings, "python", env),
        processes.actions(settings, "python", env, PORTS),
        processes.rasa(settings, "python", env, PORTS, Path("m")),
    ):
        assert token not in " ".join(process.argv)
        assert process.env["SAFEGUARDING_INNER_TOKEN"] == token


def test_an_environment_around_us_does_not_leak_in(settings: Settings) -> None:
    around = {"VIRTUAL_ENV": "/v", "PYTHONPATH": "/p", "PYTHONHOME": "/h", "HOME": "/r"}
    env = processes.service_environment(settings, PORTS, around)
    assert not set(env) & {"VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME"}
    assert env["HOME"] == "/r"


def test_rasa_listens_on_loopback_and_tells_nobody(settings: Settings) -> None:
    process = processes.rasa(settings, "python", {}, PORTS, Path("model.tar.gz"))
    argv = " ".join(process.argv)
    assert "--interface 127.0.0.1 --port 5101" in argv
    assert "--enable-api" not in argv
    assert process.env["RASA_TELEMETRY_ENABLED"] == "false"
    assert process.env["SQLALCHEMY_SILENCE_UBER_WARNING"] == "1"


def test_every_process_has_an_address_that_shows_it_works(settings: Settings) -> None:
    ready = [
        processes.gateway(settings, "python", {}).ready_url,
        processes.actions(settings, "python", {}, PORTS).ready_url,
        processes.rasa(settings, "python", {}, PORTS, Path("m")).ready_url,
    ]
    assert ready == [
        "http://127.0.0.1:8123/health/live",
        "http://127.0.0.1:5102/health",
        "http://127.0.0.1:5101/webhooks/rest/",
    ]


def test_nothing_behind_the_gateway_learns_the_secrets_of_signing_in(
    settings: Settings,
) -> None:
    secrets = {
        f"{PREFIX}OIDC_CLIENT_SECRET": "signing-in",
        f"{PREFIX}PROXY_KEY": "passing-on",
    }
    env = processes.service_environment(settings, PORTS, secrets)
    assert secrets.items() <= processes.gateway(settings, "python", env).env.items()
    inside = (
        processes.actions(settings, "python", env, PORTS),
        processes.rasa(settings, "python", env, PORTS, Path("model.tar.gz")),
    )
    for process in inside:
        assert not secrets.keys() & process.env.keys()
