"""The whole service, real in every part: gateway, Rasa, action server, databases."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts.settings import read_settings
from scripts.stack import apart, running_stack
from tests.browser.chromium import launched


@dataclass(frozen=True)
class Whole:
    """Where the service answers and where it keeps its data."""

    address: str
    data: Path

    def log(self, name: str) -> str:
        return (self.data / "logs" / f"{name}.log").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    model = os.environ.get("SAFEGUARDING_TEST_MODEL")
    if not model or not Path(model).exists():
        pytest.skip("no trained model: run `make test`, which trains one first")
    data = tmp_path_factory.mktemp("whole")
    settings = apart(read_settings(os.environ), data)
    settings.make_folders()
    with running_stack(settings, Path(model), os.environ) as stack:
        yield Whole(stack.address, data)


@pytest.fixture
def browser() -> Iterator[Browser]:
    with launched() as started:
        yield started
