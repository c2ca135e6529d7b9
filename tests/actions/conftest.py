"""What the tests of actions share: the project's own content, without a store."""

from __future__ import annotations

import pytest

from knowledge.library import Library
from knowledge.reading import read_or_raise
from tests.fake_store import FakeStore


@pytest.fixture(scope="session")
def library() -> Library:
    return Library(FakeStore(), read_or_raise)  # type: ignore[arg-type]
