"""What each kind of identity demands of the settings, and who has which role."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.requests import Request

from gateway.errors import ProblemError, SettingsError
from gateway.identity import (
    ROLES,
    DevelopmentIdentity,
    NoIdentity,
    Person,
    require,
    require_role,
)
from gateway.settings import load_settings

OIDC: dict[str, object] = {
    "identity": "oidc",
    "host": "0.0.0.0",
    "oidc_issuer": "https://login.example/tenant/v2.0",
    "oidc_client_id": "safeguarding",
    "oidc_client_secret": "hush",
    "oidc_redirect": "https://help.example/sign-in/done",
}
PROXY: dict[str, object] = {
    "identity": "proxy",
    "host": "0.0.0.0",
    "proxy_addresses": "10.0.0.4 10.1.0.0/28 fd00::1",
    "proxy_key": "a secret that is long enough, surely",
    "proxy_issuer": "https://proxy.example",
}


@pytest.mark.parametrize("given", [OIDC, PROXY], ids=["oidc", "proxy"])
def test_a_whole_set_is_taken(given: dict[str, object]) -> None:
    assert load_settings(**given).identity == given["identity"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("oidc_issuer", ""),
        ("oidc_issuer", "http://login.example"),
        ("oidc_issuer", "http://127.0.0.1:9000"),
        ("oidc_issuer", "https://login.example/common/v2.0"),
        ("oidc_issuer", "https://login.example?x=y"),
        ("oidc_client_id", ""),
        ("oidc_client_secret", ""),
        ("oidc_redirect", ""),
        ("oidc_redirect", "http://help.example/sign-in/done"),
        ("oidc_redirect", "https://help.example/"),
        ("oidc_redirect", "https://help.example/sign-in/done?x=y"),
        ("oidc_scope", "profile"),
        ("roles_claim", ""),
        ("role_professional", " "),
    ],
)
def test_what_a_provider_needs_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"SAFEGUARDING_{name.upper()}") as raised:
        load_settings(**{**OIDC, name: value})
    assert "hush" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("proxy_addresses", ""),
        ("proxy_addresses", "proxy.example"),
        ("proxy_addresses", "10.0.0.4 0.0.0.0/0"),
        ("proxy_addresses", "::/0"),
        ("proxy_addresses", "10.0.0.4/8"),
        ("proxy_key", ""),
        ("proxy_key", "too short"),
        ("proxy_issuer", ""),
        ("proxy_audience", ""),
        ("proxy_header", ""),
        ("roles_claim", ""),
    ],
)
def test_what_a_proxy_needs_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"SAFEGUARDING_{name.upper()}") as raised:
        load_settings(**{**PROXY, name: value})
    assert "surely" not in str(raised.value)


def test_everything_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as raised:
        load_settings(identity="oidc")
    for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "REDIRECT"):
        assert f"SAFEGUARDING_OIDC_{name}" in str(raised.value)


def test_http_serves_this_machine_only() -> None:
    here = {
        "oidc_issuer": "http://127.0.0.1:9000",
        "oidc_redirect": "http://localhost:8000/sign-in/done",
    }
    assert load_settings(**{**OIDC, **here, "host": "127.0.0.1"})
    with pytest.raises(SettingsError, match="OIDC_ISSUER"):
        load_settings(**{**OIDC, **here})


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("hush-hush\n", encoding="utf-8")
    given = {**OIDC, "oidc_client_secret": "", "oidc_client_secret_file": str(file)}
    found = load_settings(**given)
    assert found.oidc_client_secret.get_secret_value() == "hush-hush"
    assert "hush-hush" not in repr(found)
    with pytest.raises(SettingsError, match="not both"):
        load_settings(**{**given, "oidc_client_secret": "hush"})
    file.unlink()
    with pytest.raises(SettingsError, match=r"SECRET_FILE cannot be read"):
        load_settings(**given)


class FakeIdentity:
    """Everybody is this person."""

    def __init__(self, person: Person) -> None:
        self._person = person

    def admits(self, _connection: object) -> bool:
        return True

    def person(self, _connection: object) -> Person | None:
        return self._person


REQUEST = Request({"type": "http", "headers": [], "client": ("127.0.0.1", 5000)})


def test_a_role_is_had_or_not() -> None:
    owner = FakeIdentity(Person("a", frozenset({"professional", "content_owner"})))
    assert require_role("content_owner", REQUEST, owner).id == "a"
    with pytest.raises(ProblemError, match="role_needed"):
        require_role("operator", REQUEST, owner)
    with pytest.raises(ProblemError, match="identity_needed"):
        require_role("operator", REQUEST, NoIdentity())
    nobody = FakeIdentity(Person("a", frozenset()))
    with pytest.raises(ProblemError, match="role_needed"):
        require("professional", REQUEST, nobody)
    assert require("public", REQUEST, NoIdentity()) == "public"


def test_in_development_one_person_has_every_role() -> None:
    here = {"type": "http", "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 1)}
    made = Request({**here, "headers": [], "path": "/", "scheme": "http"})
    person = DevelopmentIdentity().person(made)
    assert person is not None
    assert person.roles == set(ROLES)
