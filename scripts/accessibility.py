"""Puts every state of the pages to the axe tests and writes down what they found."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path

from playwright.sync_api import Browser

from gateway.statement import RESULT, Statement, TestedState
from tests.browser.axe import RULES, SCHEMES, axe_version, violations
from tests.browser.chat_page import ChatPage
from tests.browser.chromium import launched
from tests.browser.site import MONDAY_MORNING, site
from tests.browser.states import STATES


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns 1 where there is a violation; the result is written all the same."""
    parser = argparse.ArgumentParser(
        prog="python -m scripts.accessibility", description=__doc__
    )
    parser.add_argument("--file", type=Path, default=RESULT)
    given = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory() as folder,
        site(Path(folder)) as address,
        launched() as browser,
    ):
        result = tested(browser, address)
    given.file.write_text(result.model_dump_json(indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(
        f"{len(result.states)} states, {result.violations} violations: {given.file}\n"
    )
    return 1 if result.violations else 0


def tested(browser: Browser, address: str) -> Statement:
    """One page a state, so that none is seen through another."""
    states, version = [], ""
    for name, reach in STATES.items():
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.clock.set_fixed_time(MONDAY_MORNING)
        reach(ChatPage(page, address))
        found = [violations(page, scheme) for scheme in SCHEMES]
        version = axe_version(found)
        count = sum(each.violations_count for each in found)
        states.append(TestedState(state=name, violations=count))
        sys.stdout.writelines(
            f"{name}:\n{each.generate_report()}\n"
            for each in found
            if each.violations_count
        )
        context.close()
    return Statement(
        tested_on=datetime.now(timezone.utc).date(),
        axe=version,
        browser=f"Chromium {browser.version.partition('.')[0]}",
        rules=tuple(RULES),
        schemes=SCHEMES,
        states=tuple(states),
    )


if __name__ == "__main__":
    sys.exit(main())
