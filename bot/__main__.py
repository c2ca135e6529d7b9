"""`python -m bot …`: Rasa's own command line, with the repairs it needs to be quick."""

from __future__ import annotations

import os
import sys

from bot.errors import BotError
from bot.start import check_start
from knowledge.errors import InsideError


def run() -> int:
    """Returns 2, with the remedy, where Rasa would start open or with another model."""
    try:
        check_start(sys.argv[1:], os.environ)
    except (BotError, InsideError) as error:
        sys.stderr.write(f"{error}.\nRasa did not start.\n")
        return 2
    from rasa.__main__ import main

    from bot.rasa_repairs import repair

    repair()
    main()
    return 0


if __name__ == "__main__":
    sys.exit(run())
