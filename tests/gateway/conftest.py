"""The world the gateway's tests live in."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.privacy import Recogniser
from tests.gateway.world import World


@pytest.fixture(scope="session")
def recognisers() -> tuple[Recogniser, ...]:
    """Loaded once: Presidio takes seconds."""
    from gateway.recognisers import recognisers

    return tuple(recognisers())


@pytest.fixture
def world(
    tmp_path: Path,
    recognisers: tuple[Recogniser, ...],
    capsys: pytest.CaptureFixture[str],
) -> World:
    """Output is captured first, so that the journal can be read with `capsys`."""
    del capsys
    return World(tmp_path, recognisers)
