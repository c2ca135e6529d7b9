"""`python -m bot …`: Rasa's own command line, with the repairs it needs to be quick."""

from __future__ import annotations

from rasa.__main__ import main

from bot.rasa_repairs import repair

if __name__ == "__main__":
    repair()
    main()
