"""The page of dependencies holds every pin, and keeps what it knew."""

from __future__ import annotations

from scripts.audit import PAGE, UNKNOWN, Pinned, dates, markdown, pinned, read_lock
from scripts.settings import ROOT

LOCK = """# made
Alembic==1.2 \\
    --hash=sha256:00
    # via -r requirements/gateway.in
anyio==4.0 ; python_version < "3.13" \\
    --hash=sha256:11
    # via
    #   -c requirements/gateway.txt
    #   fastapi
    #   httpx
"""


def test_a_lock_tells_what_is_pinned_and_who_asked() -> None:
    assert read_lock(LOCK) == [
        Pinned("alembic", "1.2", ("requirements/gateway.in",)),
        Pinned("anyio", "4.0", ("fastapi", "httpx")),
    ]


def test_a_date_once_known_is_kept() -> None:
    page = markdown(
        [
            Pinned("a", "1", licence="MIT", released="2026-01-31"),
            Pinned("b", "2", licence="BSD | MIT"),
        ]
    )
    assert dates(page) == {("a", "1"): "2026-01-31"}
    assert UNKNOWN in page


def test_every_pinned_package_is_on_the_page() -> None:
    rows = (ROOT / PAGE).read_text("utf-8").splitlines()
    listed = {tuple(row.split(" | ")[:2]) for row in rows}
    missing = [
        f"{package.name}=={package.version}"
        for package in pinned(ROOT)
        if (f"| {package.name}", package.version) not in listed
    ]
    assert not missing, "run `make audit`"
