"""`python -m scripts.content_page FILE`: writes the page and says where it lies."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path

from knowledge.errors import KnowledgeError
from scripts.content_page.material import read_material
from scripts.content_page.overview import Overview, overview
from scripts.content_page.page import page
from scripts.say import say
from scripts.settings import ROOT


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns 1 where the content cannot be drawn at all; errors stand on the page."""
    parser = argparse.ArgumentParser(
        prog="python -m scripts.content_page", description=__doc__
    )
    parser.add_argument("file", type=Path, help="where the page is written")
    given = parser.parse_args(arguments)
    try:
        material = read_material(ROOT, datetime.now(timezone.utc))
        text = page(material)
    except KnowledgeError as error:
        say(f"The page cannot be drawn: {error}")
        return 1
    given.file.parent.mkdir(parents=True, exist_ok=True)
    given.file.write_text(text, encoding="utf-8")
    say(_told(overview(material)))
    say(f"The page: {given.file.resolve()}")
    return 0


def _told(counted: Overview) -> str:
    return (
        f"{counted.answers} answers of {counted.areas} areas: {counted.errors} errors, "
        f"{counted.warnings} warnings, {len(counted.awaiting)} contacts to confirm."
    )


if __name__ == "__main__":
    sys.exit(main())
