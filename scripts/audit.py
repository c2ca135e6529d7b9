"""`make audit`: every pinned package with its licence, its age and why it is here."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from scripts.environment import ASSISTANT, GATEWAY
from scripts.say import say
from scripts.settings import ROOT, read_settings

PAGE = Path("docs/dependencies.md")
LOCKS = (
    "bootstrap",
    "build",
    "encoder",
    "assistant",
    "assistant-test",
    "gateway",
    "gateway-test",
)
UNKNOWN = "not known"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")
_NOBODY = ("-c ", "via")
_VIA = re.compile(r"^\s+#\s+(?:via\s+)?(\S.*)$")
_ROW = re.compile(r"^\| (\S+) \| (\S+) \| .+? \| (\d{4}-\d\d-\d\d) \| ")
_LICENCES = """
import importlib.metadata as m, json
found = {}
for d in m.distributions():
    t, c = d.metadata, "License :: OSI Approved :: "
    kinds = [x.removeprefix(c) for x in t.get_all("Classifier", []) if x.startswith(c)]
    text = t.get("License-Expression") or ", ".join(kinds) or t.get("License") or ""
    found[t["Name"]] = text.strip().splitlines()[0][:60] if text.strip() else ""
print(json.dumps(found))
"""


@dataclass(frozen=True)
class Pinned:
    """One package at one version, and the locks and packages that ask for it."""

    name: str
    version: str
    asked_by: tuple[str, ...] = ()
    licence: str = UNKNOWN
    released: str = UNKNOWN


def main(arguments: Sequence[str]) -> int:
    """An address of an index in the JSON form of PyPI adds dates not yet known."""
    settings = read_settings({}, ROOT)
    licences: dict[str, str] = {}
    for environment in (ASSISTANT, GATEWAY):
        licences |= _licences(str(environment.python(settings)))
    page = ROOT / PAGE
    known = dates(page.read_text("utf-8")) if page.exists() else {}
    ask = _asking(arguments[0]) if arguments else lambda _name, _version: UNKNOWN
    found = [
        replace(
            package,
            licence=licences.get(plain(package.name)) or UNKNOWN,
            released=known.get((package.name, package.version))
            or ask(package.name, package.version),
        )
        for package in pinned(ROOT)
    ]
    page.write_text(markdown(found), encoding="utf-8")
    undated = sum(package.released == UNKNOWN for package in found)
    say(f"Written: {PAGE}, {len(found)} packages, {undated} without a date")
    return 0


def pinned(root: Path) -> list[Pinned]:
    """Every pin of every lock, each name and version once."""
    found: dict[tuple[str, str], Pinned] = {}
    for lock in LOCKS:
        text = (root / "requirements" / f"{lock}.txt").read_text("utf-8")
        for package in read_lock(text):
            held = found.get((package.name, package.version), package)
            both = dict.fromkeys((*held.asked_by, *package.asked_by))
            found[package.name, package.version] = replace(held, asked_by=tuple(both))
    return [found[key] for key in sorted(found)]


def read_lock(text: str) -> list[Pinned]:
    """As uv writes it: a pin, its hashes, and comments that say who asked."""
    found: list[Pinned] = []
    for line in text.splitlines():
        if pin := _PIN.match(line):
            found.append(Pinned(plain(pin[1]), pin[2]))
        elif found and (via := _VIA.match(line)) and not via[1].startswith(_NOBODY):
            last = found[-1]
            found[-1] = replace(last, asked_by=(*last.asked_by, _asker(via[1])))
    return found


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def dates(page: str) -> dict[tuple[str, str], str]:
    """Those that the page holds already: a release keeps its day."""
    rows = (_ROW.match(line) for line in page.splitlines())
    return {(row[1], row[2]): row[3] for row in rows if row}


def markdown(packages: Iterable[Pinned]) -> str:
    head = (
        "# Dependencies\n\nMade by `make audit` from the hashed locks in"
        " `requirements/`; edit those. `requirements/*.in` says what is asked for"
        " by name and why; the rest comes with it.\n\n"
        "| Package | Version | Licence | Released | Why it is here |\n"
        "| --- | --- | --- | --- | --- |\n"
    )
    return head + "".join(f"{_row(package)}\n" for package in packages)


def _row(package: Pinned) -> str:
    named = [text for text in package.asked_by if text.startswith("requirements/")]
    others = [text for text in package.asked_by if text not in named]
    parts = [f"asked for in {', '.join(named)}"] if named else []
    parts += [f"needed by {', '.join(others)}"] if others else []
    why = "; ".join(parts) or "asked for by name"
    licence = package.licence.replace("|", "/")
    cells = (package.name, package.version, licence, package.released, why)
    return f"| {' | '.join(cells)} |"


def _asker(text: str) -> str:
    found = re.search(r"(requirements/[\w-]+\.in)", text)
    return found[1] if found else text.strip()


def _licences(python: str) -> Mapping[str, str]:
    told = subprocess.run(
        [python, "-c", _LICENCES], capture_output=True, text=True, check=True
    )
    return {plain(name): text for name, text in json.loads(told.stdout).items()}


def _asking(index: str) -> Callable[[str, str], str]:
    def ask(name: str, version: str) -> str:
        request = Request(f"{index.rstrip('/')}/{name}/{version}/json")
        try:
            with urlopen(request, timeout=20) as reply:
                files = json.load(reply)["urls"]
        except (URLError, ValueError, KeyError, OSError):
            return UNKNOWN
        days = sorted(file["upload_time_iso_8601"][:10] for file in files)
        return days[0] if days else UNKNOWN

    return ask


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
