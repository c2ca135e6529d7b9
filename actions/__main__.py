"""`python -m actions`: the action server on the address of SAFEGUARDING_ACTION_URL."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from actions.desk import staffed
from actions.server import create_app
from knowledge.errors import InsideError
from knowledge.inside import inner_address, token_of
from knowledge.library import Library
from knowledge.reading import read_or_raise
from knowledge.store import Store

DEFAULT = "http://127.0.0.1:5055"


def main(environ: Mapping[str, str]) -> int:
    """Returns 2, with the remedy, where it would be open to others."""
    try:
        token = token_of(environ)
        host, port = _address(environ)
    except InsideError as error:
        sys.stderr.write(f"{error}.\nThe action server did not start.\n")
        return 2
    data = Path(environ.get("SAFEGUARDING_DATA", ".data"))
    store = Store(
        environ.get("SAFEGUARDING_KNOWLEDGE_URL", f"sqlite:///{data}/knowledge.db")
    )
    library = Library(store, read_or_raise)
    library.current()
    app = create_app(staffed(library), token)
    app.run(host=host, port=port, access_log=False, motd=False)
    return 0


def _address(environ: Mapping[str, str]) -> tuple[str, int]:
    """Where to listen: that of the URL, unless Rasa knows this process by a name."""
    address = urlsplit(environ.get("SAFEGUARDING_ACTION_URL", DEFAULT))
    named = environ.get("SAFEGUARDING_ACTION_HOST") or address.hostname
    return inner_address(named), address.port or 5055


if __name__ == "__main__":
    sys.exit(main(os.environ))
