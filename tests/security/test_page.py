"""docs/security.md says what the code holds, and each control names its test."""

from __future__ import annotations

from pathlib import Path

from scripts.kept_section import kept_section
from scripts.security_page import PAGE, markdown, problems, read_model


def test_every_control_names_a_test_that_exists(root: Path) -> None:
    assert list(problems(read_model(root), root)) == []


def test_the_page_is_up_to_date(root: Path) -> None:
    page = (root / PAGE).read_text("utf-8")
    made = markdown(read_model(root), kept_section(page))
    assert page == made, "run `make security`"
