"""What tests of several packages share; nothing is loaded before a test asks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.assistant import Assistant

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def assistant() -> Iterator[Assistant]:
    """The trained model with the real actions in process."""
    model = os.environ.get("SAFEGUARDING_TEST_MODEL")
    if not model or not Path(model).exists():
        pytest.skip("no trained model: run `make test`, which trains one first")
    from tests.assistant import Assistant

    yield Assistant(model)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, of each kind that this machine has."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'test.db'}"
        return
    address = os.environ.get("SAFEGUARDING_TEST_POSTGRES_URL")
    if not address:
        pytest.skip("SAFEGUARDING_TEST_POSTGRES_URL is not set")
    from tests.postgres import empty_database

    with empty_database(address) as empty:
        yield empty
