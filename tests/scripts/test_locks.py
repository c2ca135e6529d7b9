"""The locks: hashed, whole, free of torch and of any registry's address."""

from __future__ import annotations

import re

import pytest

from scripts.locks import LOCKS
from scripts.settings import ROOT

NAMES = [name for name, _, _ in LOCKS]


def text(name: str) -> str:
    return (ROOT / "requirements" / name).read_text("utf-8")


def pins(name: str) -> set[str]:
    """The lines `package==version` of a lock, with their conditions."""
    found = re.findall(r"^([a-z0-9][^\s]*==\S+.*?)\s*\\$", text(name), re.MULTILINE)
    return set(found)


@pytest.mark.parametrize("name", NAMES)
def test_every_package_is_pinned_with_a_hash(name: str) -> None:
    entries = re.split(r"\n(?=[a-zA-Z0-9])", "\n" + text(f"{name}.txt"))[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9._\[\]-]+==", entry)
        assert "--hash=sha256:" in entry


@pytest.mark.parametrize("name", NAMES)
def test_no_lock_names_an_address(name: str) -> None:
    assert "://" not in text(f"{name}.txt")


@pytest.mark.parametrize("name", NAMES)
def test_no_lock_brings_torch(name: str) -> None:
    packages = {pin.split("==")[0] for pin in pins(f"{name}.txt")}
    assert not packages & {"torch", "sentence-transformers", "tf-keras"}


@pytest.mark.parametrize("name", NAMES)
def test_every_package_asked_for_is_locked(name: str) -> None:
    asked = re.findall(r"^([A-Za-z0-9][\w-]*)", text(f"{name}.in"), re.MULTILINE)
    locked = {re.split(r"[\[=]", pin)[0] for pin in pins(f"{name}.txt")}
    assert {package.lower().replace("_", "-") for package in asked} <= locked


@pytest.mark.parametrize("name", ["assistant", "gateway"])
def test_the_test_lock_holds_all_of_the_run_lock(name: str) -> None:
    assert pins(f"{name}.txt") <= pins(f"{name}-test.txt")


def test_rasa_is_the_release_without_the_known_hole() -> None:
    assert "rasa==3.6.21" in pins("assistant.txt")


def test_both_environments_know_the_same_bank_holidays() -> None:
    for name in ("assistant.txt", "gateway.txt"):
        assert any(pin.startswith("holidays==0.86") for pin in pins(name))
