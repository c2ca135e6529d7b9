"""`python3 -m scripts COMMAND`: what the Makefile calls."""

from __future__ import annotations

import os
import sys

from scripts.commands import COMMANDS
from scripts.errors import ScriptError
from scripts.say import say
from scripts.settings import read_settings


def main(argv: list[str]) -> int:
    command = COMMANDS.get(argv[0]) if argv else None
    if command is None:
        say(f"python3 -m scripts {' | '.join(COMMANDS)}\n'make help' explains them.")
        return 2
    try:
        return command(read_settings(os.environ), argv[1:])
    except ScriptError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
