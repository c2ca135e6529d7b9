"""`python -m gateway serve` starts the gateway."""

from __future__ import annotations

import argparse
import contextlib
import gc
import sys
from collections.abc import Sequence

from gateway.answering import Answering
from gateway.errors import ConversationsError, SettingsError
from gateway.settings import PREFIX, Settings, load_settings

_NOT_STARTED = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns 2, with a sentence for each fault, when a setting cannot be used."""
    given = vars(_parser().parse_args(arguments))
    given.pop("command")
    state = given.pop("state", None)
    erase, report = given.pop("erase", None), given.pop("report", None)
    conversation = given.pop("conversation", None)
    try:
        settings = load_settings(**{k: v for k, v in given.items() if v is not None})
    except SettingsError as error:
        sys.stderr.write(f"{error}\nThe gateway did not start.\n")
        return 2
    if state is not None:
        return switch(settings, state)
    if erase is not None or conversation is not None:
        return erase_now(settings, erase or "conversation", conversation or "")
    if report is not None:
        return report_kept(settings)
    serve(settings)
    return 0


def switch(settings: Settings, state: str) -> int:
    """Turns answering on or off; returns 1 where the setting forbids it."""
    answering = Answering(settings.data, setting=settings.answering)
    if state == "off":
        answering.turn_off()
    else:
        answering.turn_on()
    is_off = answering.is_off()
    sys.stdout.write(f"Answering is {'off' if is_off else 'on'}.\n")
    if is_off and state == "on":
        sys.stderr.write(f"{PREFIX}ANSWERING=off still holds it off.\n")
        return 1
    return 0


def erase_now(settings: Settings, what: str, name: str) -> int:
    """Prints a receipt; returns 1 where a store could not be reached."""
    from gateway.erasing import erased_by_hand

    receipt = erased_by_hand(settings, what, name, sys.stderr)
    sys.stdout.write(f"{receipt.json()}\n")
    return 0 if receipt.is_complete else 1


def report_kept(settings: Settings) -> int:
    """Prints how long is kept what, and how much there is; no text of anybody's."""
    from gateway.erasing import kept_now

    try:
        sys.stdout.write(f"{kept_now(settings)}\n")
    except ConversationsError:
        sys.stderr.write("The conversations cannot be read just now.\n")
        return 1
    return 0


def serve(settings: Settings) -> None:
    """Runs until a signal ends it."""
    # Most of the start is imports, whose objects all stay: nothing to collect yet.
    gc.disable()
    import uvicorn

    from gateway.app import create_app
    from gateway.journal import configure_logging
    from gateway.metrics import Metrics, serve_metrics
    from gateway.server import allow_files, server_config

    configure_logging(settings.log_level)
    metrics = Metrics()
    app = create_app(settings, metrics=metrics)
    gc.freeze()
    gc.enable()
    allow_files()
    if settings.operations_port:
        serve_metrics(metrics, settings.operations_host, settings.operations_port)
    server = uvicorn.Server(server_config(app, settings))
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        sys.exit(_NOT_STARTED)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m gateway",
        description="The gateway of the safeguarding assistant.",
        epilog=f"Every setting is an environment variable: {PREFIX}<NAME>.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="answer HTTP until stopped")
    serve.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    serve.add_argument("--port", type=int, help="port to listen on (default 8000)")
    erase = commands.add_parser("erase", help="erase conversations everywhere, now")
    what = erase.add_mutually_exclusive_group(required=True)
    what.add_argument("--expired", dest="erase", action="store_const", const="expired")
    what.add_argument("--all", dest="erase", action="store_const", const="all")
    what.add_argument("--conversation", metavar="ID")
    kept = commands.add_parser("retention", help="say what is kept, and how long")
    kept.set_defaults(report=True)
    switch = commands.add_parser("answering", help="the kill switch for answers")
    switch.add_argument("state", choices=("on", "off"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
