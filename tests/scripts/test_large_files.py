"""Files over one mebibyte are named."""

from __future__ import annotations

from pathlib import Path

from scripts.large_files import LIMIT, large_files


def test_only_the_file_over_the_limit_is_named(tmp_path: Path) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    small.write_bytes(b"x" * LIMIT)
    large.write_bytes(b"x" * (LIMIT + 1))
    assert large_files([str(small), str(large)]) == [str(large)]
