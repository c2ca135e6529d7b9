"""Runs the axe tests on a page as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from axe_playwright_python.sync_playwright import Axe, AxeResults
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def violations(page: Page, scheme: Scheme, part: str | None = None) -> AxeResults:
    """All rules in light colours; of the dark ones what depends on colour."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    options = {"runOnly": RULES if scheme == "light" else ["color-contrast"]}
    return Axe().run(page, context=part, options=options)


def axe_version(results: Sequence[AxeResults]) -> str:
    return str(results[0].response["testEngine"]["version"])
