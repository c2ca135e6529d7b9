"""Takes the pictures of the public widget, on a page and a gateway of its own."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from scripts.say import say
from scripts.screenshots import IMAGES, MOST_BYTES
from tests.browser.chromium import launched
from tests.browser.widget_page import WidgetPage
from tests.browser.widget_site import WidgetSite, widget_site

PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 1.5,
    "is_mobile": True,
    "has_touch": True,
}
DESK = {"viewport": {"width": 1000, "height": 860}}
PICTURES: dict[str, dict[str, Any]] = {
    "widget": DESK,
    "widget-dark": {**DESK, "color_scheme": "dark"},
    "widget-phone": PHONE,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns 1 where a picture is too large."""
    del arguments
    with (
        tempfile.TemporaryDirectory(prefix="pictures-") as folder,
        widget_site(Path(folder)) as site,
        launched() as browser,
    ):
        sizes = [_take(browser, site, name) for name in PICTURES]
    return 0 if max(sizes) <= MOST_BYTES else 1


def _take(browser: Browser, site: WidgetSite, name: str) -> int:
    context = browser.new_context(**PICTURES[name], reduced_motion="reduce")
    widget = WidgetPage(context.new_page(), site).open()
    widget.ask("massh")
    path = IMAGES / f"{name}.png"
    widget.page.screenshot(path=path)
    context.close()
    size = path.stat().st_size
    say(f"{path.name}: {size // 1024} KB")
    return size


if __name__ == "__main__":
    sys.exit(main())
