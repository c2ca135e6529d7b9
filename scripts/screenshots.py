"""Takes the pictures of the documentation from a running service."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chat_page import ChatPage
from tests.browser.chromium import FLAGS, chromium

IMAGES = Path(__file__).parent.parent / "docs" / "images"
QUESTION = "does this man meet the MAARS criteria?"
MOST_BYTES = 200 * 1024


@dataclass(frozen=True)
class Picture:
    """A file and the screen it is taken on."""

    name: str
    screen: dict[str, Any]
    path: str = "/"
    """Of the page; on the first of them a question is asked."""


LIGHT: dict[str, Any] = {"viewport": {"width": 840, "height": 1200}}
WIDE: dict[str, Any] = {"viewport": {"width": 1040, "height": 800}}
DARK: dict[str, Any] = {"color_scheme": "dark"}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
PICTURES = (
    Picture("page", LIGHT),
    Picture("page-dark", LIGHT | DARK),
    Picture("page-phone-dark", PHONE | DARK),
    Picture("topics", WIDE, "/topics"),
    Picture("topics-dark", WIDE | DARK, "/topics"),
    Picture("topics-phone", PHONE, "/topics"),
    Picture("contacts", WIDE, "/contacts"),
    Picture("contacts-dark", WIDE | DARK, "/contacts"),
    Picture("contacts-phone", PHONE, "/contacts"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns 1 where there is no browser or a picture is too large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "address", help="where the service answers, http://127.0.0.1:8000"
    )
    parser.add_argument("--folder", type=Path, default=IMAGES)
    given = parser.parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        program = chromium(playwright)
        if program is None:
            sys.stderr.write("No Chromium here; install chromium first.\n")
            return 1
        browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS])
        sizes = [
            _take(browser, picture, given.address, given.folder) for picture in PICTURES
        ]
        browser.close()
    return 0 if max(sizes) <= MOST_BYTES else 1


def _take(browser: Browser, picture: Picture, address: str, folder: Path) -> int:
    context = browser.new_context(**picture.screen, reduced_motion="reduce")
    chat = ChatPage(context.new_page(), address.rstrip("/"))
    if picture.path == "/":
        chat.open().ask(QUESTION)
    else:
        chat.page.goto(chat.address + picture.path)
    chat.page.mouse.move(0, 0)
    chat.page.evaluate("document.activeElement.blur()")
    path = folder / f"{picture.name}.png"
    chat.page.screenshot(path=path)
    context.close()
    size = path.stat().st_size
    sys.stdout.write(f"{path.name}: {size // 1024} KB\n")
    return size


if __name__ == "__main__":
    sys.exit(main())
