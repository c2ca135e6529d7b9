"""`make static-contacts`: the contacts as files that any web server can hold."""

from __future__ import annotations

import argparse
import os
import sys
from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime, timezone
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from gateway.settings import load_settings
from gateway.widget import (
    EMERGENCY,
    STATIC,
    emergency,
    templates,
    widget_script,
)
from knowledge.knowledge_base import KnowledgeBase
from knowledge.message import ContactCard
from knowledge.opening import LONDON
from knowledge.reading import read_or_raise
from scripts.say import say
from scripts.settings import read_settings

SHEETS = ("theme.css", "page.css", "contact.css", "static_contacts.css")


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes index.html, and widget.js to be hosted where the gateway is not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="where to write")
    given = parser.parse_args(arguments)
    folder = given.folder or read_settings(os.environ).data / "static-contacts"
    base, now = KnowledgeBase(read_or_raise()), datetime.now(timezone.utc)
    folder.mkdir(parents=True, exist_ok=True)
    script = widget_script(base, now, load_settings().leave_to)
    (folder / "index.html").write_text(contacts_page(base, now), encoding="utf-8")
    (folder / "widget.js").write_text(script, encoding="utf-8")
    say(f"Written: {folder}/index.html, {folder}/widget.js")
    return 0


def contacts_page(base: KnowledgeBase, moment: datetime) -> str:
    """One page that needs nothing else: no script, no request, no open or closed."""
    style = "".join((STATIC / name).read_text("utf-8") for name in SHEETS)
    local = moment.astimezone(LONDON)
    return (
        templates()
        .get_template("static_contacts.html")
        .render(
            words=base.content.words,
            cards=_cards(base, moment),
            emergency=emergency(base),
            day=f"{local.day} {local:%B %Y}",
            style=Markup(style),
            fingerprint=_fingerprint(style),
        )
    )


def _cards(base: KnowledgeBase, moment: datetime) -> list[ContactCard]:
    """Emergencies first, then the main contacts, then all others, once each."""
    main = base.content.word("contact.main").split()
    first = [EMERGENCY, *main]
    cards = {card.id: card for card in base.directory.all("public", moment)}
    ordered = dict.fromkeys([*(name for name in first if name in cards), *cards])
    return [cards[name] for name in ordered]


def _fingerprint(style: str) -> str:
    """The one style that the page's own policy lets through."""
    return f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"


if __name__ == "__main__":
    sys.exit(main())
