"""Inner processes start with a token and on an address inside, or not at all."""

from __future__ import annotations

import pytest

from knowledge.errors import InsideError
from knowledge.inside import VARIABLE, inner_address, is_token, token_of

TOKEN = "t" * 43


def test_a_long_token_is_taken() -> None:
    assert token_of({VARIABLE: TOKEN}) == TOKEN


@pytest.mark.parametrize("token", [None, "", "t" * 31, "ü" * 43, "t" * 40 + "\n"])
def test_no_token_or_a_poor_one_is_refused_without_being_told(
    token: str | None,
) -> None:
    with pytest.raises(InsideError, match=VARIABLE) as raised:
        token_of({} if token is None else {VARIABLE: token})
    assert not token or token not in str(raised.value)


def test_only_the_very_token_counts() -> None:
    assert is_token(TOKEN, TOKEN)
    for given in (None, "", TOKEN[:-1], TOKEN + "t", TOKEN.upper(), "ü"):
        assert not is_token(given, TOKEN)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "::1", "localhost", "10.1.2.3", "192.168.1.9", "fd00::1"]
)
def test_an_address_inside_is_taken(host: str) -> None:
    assert inner_address(host) == host


@pytest.mark.parametrize("host", [None, "", "0.0.0.0", "::", "8.8.8.8", "rasa.example"])
def test_any_other_address_is_refused(host: str | None) -> None:
    with pytest.raises(InsideError, match="not inside"):
        inner_address(host)
