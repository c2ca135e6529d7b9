"""What the security tests share; content is read once."""

from __future__ import annotations

import pytest

from gateway.journal import Journal
from gateway.listening import Listening
from knowledge.reading import read_or_raise
from tests.security.door_world import DoorWorld


@pytest.fixture(scope="session")
def door(tmp_path_factory: pytest.TempPathFactory) -> DoorWorld:
    listening = Listening(Journal("warning"))
    listening.warm(read_or_raise())
    return DoorWorld(tmp_path_factory.mktemp("door"), read_or_raise(), listening)
