"""`python -m actions`: the action server on the address of SAFEGUARDING_ACTION_URL."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from actions.desk import staffed
from actions.errors import ActionsError
from actions.server import create_app
from knowledge.library import Library
from knowledge.reading import read_or_raise
from knowledge.store import Store

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def main() -> None:
    """Refuses to listen on anything but loopback; more waits for a token both ways."""
    address = urlsplit(
        os.environ.get("SAFEGUARDING_ACTION_URL", "http://127.0.0.1:5055")
    )
    if address.hostname not in LOOPBACK:
        raise ActionsError(
            "the action server listens on loopback only: use http://127.0.0.1:PORT"
        )
    data = Path(os.environ.get("SAFEGUARDING_DATA", ".data"))
    store = Store(
        os.environ.get("SAFEGUARDING_KNOWLEDGE_URL", f"sqlite:///{data}/knowledge.db")
    )
    library = Library(store, read_or_raise)
    library.current()
    app = create_app(staffed(library))
    app.run(
        host=address.hostname, port=address.port or 5055, access_log=False, motd=False
    )


if __name__ == "__main__":
    main()
