"""What goes wrong in the scripts, told in a sentence with its remedy."""

from __future__ import annotations


class ScriptError(Exception):
    """Ends the command; its text is all the person at the terminal reads."""
