"""`python -m gateway serve` starts the gateway."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence

from gateway.errors import SettingsError
from gateway.settings import PREFIX, Settings, load_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns 2, with a sentence for each fault, when a setting cannot be used."""
    given = vars(_parser().parse_args(arguments))
    given.pop("command")
    try:
        settings = load_settings(**{k: v for k, v in given.items() if v is not None})
    except SettingsError as error:
        sys.stderr.write(f"{error}\nThe gateway did not start.\n")
        return 2
    serve(settings)
    return 0


def serve(settings: Settings) -> None:
    """Runs until a signal ends it."""
    # Most of the start is imports, whose objects all stay: nothing to collect yet.
    gc.disable()
    import uvicorn

    from gateway.app import create_app
    from gateway.journal import configure_logging

    configure_logging(settings.log_level)
    app = create_app(settings)
    gc.freeze()
    gc.enable()
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        log_config=None,
        timeout_graceful_shutdown=10,
    )


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
    return parser


if __name__ == "__main__":
    sys.exit(main())
