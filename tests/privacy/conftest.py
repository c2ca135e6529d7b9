"""What looks for personal details, loaded once."""

from __future__ import annotations

import pytest

from gateway.privacy import Recogniser


@pytest.fixture(scope="session")
def recognisers() -> tuple[Recogniser, ...]:
    from gateway.recognisers import recognisers  # Presidio takes seconds

    return tuple(recognisers())
