"""The checks all run, and their results become one total and one verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.checks import Check
from scripts.environment import GATEWAY
from scripts.errors import ScriptError
from scripts.settings import Settings, read_settings
from scripts.stamp import Stamp
from scripts.testing import environment_for_tests, run_checks

# Stands in for `python -m MODULE …`; "pytest" reports one good and one skipped test.
FAKE_PYTHON = """#!/bin/sh
for last in "$@"; do :; done
case "$2" in
  good) exit 0;;
  bad) exit 1;;
  pytest) cat > "${last#--junit-xml=}" <<END
<testsuite><testcase classname="a" name="good"/>
<testcase classname="a" name="left"><skipped message="no browser"/></testcase>
</testsuite>
END
esac
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.delenv("CI", raising=False)
    settings = read_settings({}, tmp_path)
    (tmp_path / "requirements").mkdir()
    for lock in ("gateway.txt", "gateway-test.txt"):
        (tmp_path / "requirements" / lock).touch()
    python = GATEWAY.python(settings)
    python.parent.mkdir(parents=True)
    python.write_text(FAKE_PYTHON)
    python.chmod(0o755)
    stamp = Stamp(settings.venv / "gateway")
    stamp.write(stamp.of(*GATEWAY.locks(settings, tests=True)))
    return settings


GOOD = Check("style", GATEWAY, "good")
BAD = Check("types", GATEWAY, "bad")
TESTS = Check("gateway tests", GATEWAY, "pytest", ("tests",), counts_tests=True)


def last_line(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.splitlines()[-1]


def test_all_run_after_a_failure_and_the_total_is_the_last_line(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not run_checks([BAD, GOOD, TESTS], settings)
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == "2 passed, 1 failed, 1 skipped"
    assert "Failed: types" in said
    assert "Skipped: a::left: no browser" in said


def test_a_skip_is_no_failure_on_a_desk(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_checks([GOOD, TESTS], settings)
    assert last_line(capsys) == "2 passed, 0 failed, 1 skipped"


def test_a_skip_is_a_failure_in_ci(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    assert not run_checks([GOOD, TESTS], settings)
    assert run_checks([GOOD], settings)


def test_a_report_of_an_earlier_run_is_not_counted(settings: Settings) -> None:
    assert run_checks([TESTS], settings)
    GATEWAY.python(settings).write_text("#!/bin/sh\nexit 4\n")
    assert not run_checks([TESTS], settings)


def test_a_name_that_no_check_has_is_said(settings: Settings) -> None:
    with pytest.raises(ScriptError, match="No check has that name"):
        run_checks([], settings)


def test_settings_of_the_machine_do_not_reach_the_tests(settings: Settings) -> None:
    environ = {
        "PATH": "/bin",
        "VIRTUAL_ENV": "/somewhere",
        "SAFEGUARDING_KNOWLEDGE_URL": "postgresql://live/db",
        "SAFEGUARDING_TEST_POSTGRES_URL": "postgresql://127.0.0.1/test",
    }
    env = environment_for_tests(settings, environ)
    assert "SAFEGUARDING_KNOWLEDGE_URL" not in env
    assert "VIRTUAL_ENV" not in env
    assert env["SAFEGUARDING_TEST_POSTGRES_URL"] == "postgresql://127.0.0.1/test"
    assert env["SAFEGUARDING_TEST_MODEL"].endswith(".tar.gz")
    assert env["PATH"] == "/bin"


def test_tests_that_may_run_beside_others_do_and_count(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each waits for a file that the other leaves, so neither could go first."""
    meeting = """#!/bin/sh
for last in "$@"; do :; done
mine=met-$3; other=met-$4
touch "$mine"
until [ -e "$other" ]; do sleep 0.05; done
echo "all of $3 was printed"
echo '<testsuite><testcase classname="a" name="good"/></testsuite>' \\
  > "${last#--junit-xml=}"
"""
    GATEWAY.python(settings).write_text(meeting)
    one = Check("one tests", GATEWAY, "pytest", ("one", "two"), counts_tests=True)
    two = Check("two tests", GATEWAY, "pytest", ("two", "one"), True, beside=True)
    assert run_checks([two, one], settings)
    said = capsys.readouterr().out
    assert "all of two was printed" in said
    assert said.splitlines()[-1] == "2 passed, 0 failed, 0 skipped"
