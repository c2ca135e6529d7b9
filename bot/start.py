"""What must hold before Rasa serves: an address inside, a token, the trained model."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.errors import StartError
from bot.seal import VARIABLE, check_seal
from knowledge.inside import inner_address, token_of

CREDENTIALS = "credentials.yml"


def check_start(arguments: Sequence[str], environ: Mapping[str, str]) -> None:
    """Looks at `run` only; raises a BotError or InsideError with the remedy."""
    if not arguments or arguments[0] != "run":
        return
    if not any(argument.startswith("-") for argument in arguments[-2:]):
        raise StartError("name the model with --model, not at the end")
    given, _ = _parser().parse_known_args(arguments[1:])
    if given.enable_api:
        raise StartError("Rasa's own HTTP API stays off: leave out --enable-api")
    if given.connector or Path(given.credentials).name != CREDENTIALS:
        raise StartError(f"only {CREDENTIALS} names the way in: leave out others")
    inner_address(given.interface)
    token_of(environ)
    check_seal(Path(given.model or ""), environ.get(VARIABLE, ""))


def _parser() -> argparse.ArgumentParser:
    """Rasa's options that matter here."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("-i", "--interface")
    parser.add_argument("-m", "--model")
    parser.add_argument("--enable-api", action="store_true")
    parser.add_argument("--connector")
    parser.add_argument("--credentials", default=CREDENTIALS)
    return parser
