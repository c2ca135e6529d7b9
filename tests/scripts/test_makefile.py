"""`make help` tells every target in one sentence."""

from __future__ import annotations

import re
import subprocess

from scripts.commands import COMMANDS
from scripts.settings import ROOT


def test_help_lists_every_target_with_a_sentence() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    helped = subprocess.run(
        ["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    told = dict(re.findall(r"^ *make ([\w-]+) +(.+)$", helped.stdout, re.MULTILINE))
    assert set(told) == targets
    assert all(sentence.endswith(".") for sentence in told.values())


def test_every_call_in_the_makefile_is_a_command() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    called = set(re.findall(r"\$\(SCRIPTS\) (\w+)", makefile))
    assert called <= set(COMMANDS)
