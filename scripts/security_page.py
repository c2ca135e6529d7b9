"""`make security`: the threat model as docs/security.md, with what the code holds."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from gateway.middleware import HEADERS, ONLY_SECURE
from gateway.settings import PREFIX, Settings
from knowledge.shape import shape
from scripts.hazards import find_test
from scripts.kept_section import kept_section
from scripts.say import say
from scripts.settings import ROOT

MODEL = Path("docs/security.yml")
PAGE = Path("docs/security.md")


@dataclass(frozen=True)
class Threat:
    """What could happen, what holds it back, and the tests that prove it."""

    threat: str
    control: str
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Door:
    """A way in, and who stands before it."""

    who: str
    threats: tuple[Threat, ...]


@dataclass(frozen=True)
class ThreatModel:
    """All doors, what is open, and the settings that matter."""

    doors: dict[str, Door]
    open: tuple[str, ...]
    settings: tuple[str, ...]


def main() -> int:
    """Writes nothing while a control names a test that does not exist."""
    model = read_model(ROOT)
    found = list(problems(model, ROOT))
    for problem in found:
        say(f"{MODEL}: {problem}")
    if found:
        return 1
    page = ROOT / PAGE
    before = page.read_text("utf-8") if page.exists() else ""
    page.write_text(markdown(model, kept_section(before)), encoding="utf-8")
    say(f"Written: {PAGE}")
    return 0


def read_model(root: Path) -> ThreatModel:
    plain = yaml.safe_load((root / MODEL).read_text("utf-8"))
    return shape(plain, ThreatModel, f"{MODEL}: ")


def problems(model: ThreatModel, root: Path) -> Iterator[str]:
    for name, door in model.doors.items():
        for threat in door.threats:
            if not threat.tests:
                yield f"{name}: no test proves {threat.control!r}. Put it under open"
            for test in threat.tests:
                if find_test(test, root) is None:
                    yield f"{name}: {test} does not exist. Name the one that took over"
    for name in model.settings:
        if name not in Settings.model_fields:
            yield f"{name} is no setting. Name the one that took over"


def markdown(model: ThreatModel, kept: str) -> str:
    parts = [
        "# Security",
        "Made by `make security` from `docs/security.yml`, the gateway's settings and"
        " its headers; edit those. Hazards to people are in [hazards.md](hazards.md),"
        " personal data in [privacy.md](privacy.md), sign-in in"
        " [identity.md](identity.md), packages in [dependencies.md](dependencies.md).",
        "Threats are named after STRIDE: spoofing, tampering, repudiation, information"
        " disclosure, denial of service, elevation of privilege.",
        *(_door(name, door) for name, door in model.doors.items()),
        "## Open",
        _listed(model.open),
        "## Headers of every answer",
        "The frame of the public widget alone may be shown by the sites of"
        f" `{PREFIX}WIDGET_ORIGINS`. No answer allows another origin to call.",
        _table(["Header", "Value"], [[k, f"`{v}`"] for k, v in HEADERS.items()]),
        f"Over https also `strict-transport-security: {ONLY_SECURE}`.",
        "## Settings as they come",
        _table(["Setting", "Default"], [_setting(name) for name in model.settings]),
        "## Measured",
        kept,
    ]
    return "\n\n".join(parts) + "\n"


def _door(name: str, door: Door) -> str:
    threats = [
        f"- {threat.threat} **{threat.control}**\n"
        + "\n".join(f"  - `{test}`" for test in threat.tests)
        for threat in door.threats
    ]
    return "\n\n".join(
        [f"## {name[0].upper()}{name[1:]}", door.who, "\n".join(threats)]
        if threats
        else [f"## {name[0].upper()}{name[1:]}", door.who]
    )


def _setting(name: str) -> list[str]:
    default = Settings.model_fields[name].get_default(call_default_factory=False)
    shown = " ".join(default) if isinstance(default, tuple) else str(default)
    return [f"`{PREFIX}{name.upper()}`", f"`{shown}`" if shown else "none"]


def _listed(points: Sequence[str]) -> str:
    return "\n".join(f"- {point}" for point in points)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
