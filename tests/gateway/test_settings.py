"""Settings from the environment, and the sentences for those that cannot be used."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gateway.__main__ import main
from gateway.errors import SettingsError
from gateway.settings import PREFIX, load_settings


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in os.environ:
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)


def test_the_databases_lie_in_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFEGUARDING_DATA", "/srv/kept")
    found = load_settings()
    assert found.knowledge_url == "sqlite:////srv/kept/knowledge.db"
    assert found.conversations_url == "sqlite:////srv/kept/conversations.db"
    assert found.tracker_url == "sqlite:////srv/kept/tracker.db"


def test_without_any_setting_it_serves_this_machine() -> None:
    found = load_settings()
    assert (found.host, found.port) == ("127.0.0.1", 8000)
    assert found.identity == "development"
    assert found.knowledge_url == "sqlite:///.data/knowledge.db"
    assert found.lifetime("public") == timedelta(minutes=30)
    assert found.lifetime("professional") == timedelta(days=30)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("RASA_URL", "rasa:5005"),
        ("RASA_TIMEOUT", "0"),
        ("IDENTITY", "anyone"),
        ("LOG_LEVEL", "loud"),
        ("MAX_TEXT", "0"),
        ("KNOWLEDGE_URL", "a file"),
    ],
)
def test_a_wrong_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"SAFEGUARDING_{name}", value)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert str(raised.value).startswith(f"SAFEGUARDING_{name} cannot be used: ")


def test_a_password_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFEGUARDING_RASA_URL", "me:secret@rasa")
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.0.1", "::", "example.org"])
def test_development_serves_this_machine_only(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("SAFEGUARDING_HOST", host)
    with pytest.raises(SettingsError, match="serves this machine only"):
        load_settings()
    monkeypatch.setenv("SAFEGUARDING_IDENTITY", "none")
    assert load_settings().host == host


@pytest.mark.parametrize("host", ["localhost", "127.0.0.2", "::1"])
def test_development_serves_every_name_of_this_machine(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("SAFEGUARDING_HOST", host)
    assert load_settings().host == host


def test_the_level_is_read_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFEGUARDING_LOG_LEVEL", "INFO")
    assert load_settings().log_level == "info"


def test_the_command_says_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAFEGUARDING_HOST", "0.0.0.0")
    assert main(["serve", "--port", "99"]) == 2
    said = capsys.readouterr().err
    assert "SAFEGUARDING_HOST=127.0.0.1" in said
    assert "did not start" in said
