"""The operations page names every setting."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.settings import PREFIX, Settings

PAGE = Path(__file__).parents[2] / "docs" / "operations.md"


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_documented(name: str) -> None:
    assert f"`{PREFIX}{name.upper()}`" in PAGE.read_text(encoding="utf-8")
