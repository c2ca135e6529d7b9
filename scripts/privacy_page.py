"""`make privacy`: renews in docs/privacy.md and docs/atrs.md what the code says."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import get_args

import yaml
from sqlalchemy import MetaData, Table

from gateway.conversation_tables import metadata as conversation_tables
from gateway.journal import Spoken
from gateway.privacy import Kind
from gateway.receipt import Erased
from gateway.session_tables import metadata as session_tables
from gateway.settings import Settings
from gateway.tracker import events
from knowledge.content import Content
from knowledge.errors import KnowledgeError
from knowledge.reading import read_or_raise
from scripts.benchmark import table
from scripts.errors import ScriptError
from scripts.made_block import renewed
from scripts.say import say
from scripts.settings import ROOT

PRIVACY = Path("docs/privacy.md")
ATRS = Path("docs/atrs.md")
MESSAGES = Path("tests/gateway/personal_data.yml")


def main() -> int:
    try:
        for path, page in pages(ROOT).items():
            (ROOT / path).write_text(page, encoding="utf-8")
            say(f"Written: {path}")
    except (ScriptError, KnowledgeError) as error:
        say(str(error))
        return 1
    return 0


def pages(root: Path) -> dict[Path, str]:
    """Both pages as they should stand."""
    made = {PRIVACY: privacy_blocks(root), ATRS: atrs_blocks(read_or_raise(), root)}
    return {
        path: renewed((root / path).read_text(encoding="utf-8"), blocks)
        for path, blocks in made.items()
    }


def privacy_blocks(root: Path) -> dict[str, str]:
    return {
        "kinds": _kinds(root),
        "retention": _retention(),
        "tables": _tables(),
        "log": _log(),
        "receipt": ", ".join(f"`{part.name}`" for part in fields(Erased)),
    }


def atrs_blocks(content: Content, root: Path) -> dict[str, str]:
    return {
        "content": _content(content),
        "pipeline": _pipeline(root),
        "retention": _retention(),
    }


def _kinds(root: Path) -> str:
    held = yaml.safe_load((root / MESSAGES).read_text(encoding="utf-8"))
    rows = [
        [
            kind.lower().replace("_", " "),
            f"`[{kind}]`",
            str(sum(map(len, held["personal"][kind].values()))),
        ]
        for kind in get_args(Kind)
    ]
    alike = str(sum(map(len, held["look_alikes"].values())))
    rows.append(["looks personal and is not", "stays", alike])
    return table(["Kind", "Is replaced by", "Test messages"], rows)


def _retention() -> str:
    """The defaults; an installation may set shorter or longer ones."""
    shipped = _defaults()
    rows = [
        [
            "conversation of a member of the public",
            f"{shipped['public_idle_minutes']} minutes without a message",
            "`SAFEGUARDING_PUBLIC_IDLE_MINUTES`",
        ],
        [
            "conversation of a professional",
            f"{shipped['professional_idle_days']} days without a message",
            "`SAFEGUARDING_PROFESSIONAL_IDLE_DAYS`",
        ],
        [
            "session of a signed-in professional",
            f"{shipped['session_idle_minutes']} idle minutes, at most"
            f" {shipped['session_hours']} hours",
            "`SAFEGUARDING_SESSION_IDLE_MINUTES`, `SAFEGUARDING_SESSION_HOURS`",
        ],
    ]
    return table(["What", "Is erased after", "Setting"], rows)


def _defaults() -> Mapping[str, object]:
    """Whatever this machine sets."""
    return {name: field.default for name, field in Settings.model_fields.items()}


def _tables() -> str:
    """Every column that the conversations database has, and Rasa's table."""
    rows = [
        [f"`{held.name}`", ", ".join(f"`{column.name}`" for column in held.columns)]
        for metadata in (conversation_tables, session_tables)
        for held in _sorted(metadata)
    ]
    mine = ", ".join(f"`{column.name}`" for column in events.columns)
    rows.append(
        [f"`{events.name}` (Rasa's)", f"{mine} and what Rasa understood of each turn"]
    )
    return table(["Table", "Columns"], rows)


def _sorted(metadata: MetaData) -> list[Table]:
    return [metadata.tables[name] for name in sorted(metadata.tables)]


def _log() -> str:
    return ", ".join(f"`{part.name}`" for part in fields(Spoken))


def _content(content: Content) -> str:
    reviewed = sorted(area.reviewed_on for area in content.areas.values())
    rows = [
        ["areas of guidance", str(len(content.areas))],
        ["answers, each with its sources", str(sum(1 for _ in content.topics()))],
        ["sources", str(len(content.sources))],
        ["doors for a concern (routes)", str(len(content.routes))],
        ["contacts", str(len(content.contacts))],
        [
            "of them confirmed by the partnership",
            str(sum(c.checked_on is not None for c in content.contacts.values())),
        ],
        ["harms that raise an alarm", str(len(content.alarms.harms))],
        ["other languages that danger is heard in", str(len(content.languages))],
        ["oldest review of an area", f"{reviewed[0]:%-d %B %Y}"],
    ]
    return table(["What it holds", "Now"], rows)


def _pipeline(root: Path) -> str:
    recipe = yaml.safe_load((root / "config.yml").read_text(encoding="utf-8"))
    steps = [step["name"] for step in (*recipe["pipeline"], *recipe["policies"])]
    return "\n".join(f"{number}. `{name}`" for number, name in enumerate(steps, 1))


if __name__ == "__main__":
    sys.exit(main())
