"""`make test`: runs the checks one after the other and ends in one total."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.checks import TRAINING, Check
from scripts.child import Child, run_to_end
from scripts.environment import ensure
from scripts.errors import ScriptError
from scripts.junit import Totals, read_totals
from scripts.processes import rasa_environment
from scripts.say import say
from scripts.settings import PREFIX, Settings
from scripts.step import duration
from scripts.training import ensure_model, model_path


def run_checks(checks: Sequence[Check], settings: Settings) -> bool:
    """Run all checks, whatever fails, and tell whether all is well."""
    if not checks:
        raise ScriptError("No check has that name; 'make test' runs all of them.")
    settings.make_folders()
    pythons = {
        check.environment: ensure(check.environment, settings, tests=True)
        for check in checks
    }
    env = environment_for_tests(settings, os.environ)
    results: list[tuple[Check, Totals]] = []
    with contextlib.ExitStack() as ending:
        beside: list[_Beside] = []
        for check in checks:
            python = pythons[check.environment]
            if check.beside:
                beside.append(_Beside(check, python, settings, env, ending))
            else:
                results.append((check, _run(check, python, settings, env)))
        results += [(other.check, other.end()) for other in beside]
    return _tell(results, strict=bool(os.environ.get("CI")))


def environment_for_tests(
    settings: Settings, environ: Mapping[str, str]
) -> dict[str, str]:
    """Return an environment free of this machine's settings, test addresses apart."""
    kept = {
        name: value
        for name, value in environ.items()
        if not name.startswith(PREFIX) or name.startswith(PREFIX + "TEST_")
    }
    return {
        **rasa_environment(kept),
        PREFIX + "VENV": str(settings.venv),
        PREFIX + "TEST_MODEL": str(model_path(settings)),
    }


class _Beside:
    """A test run that goes on by itself; what it prints is shown at its end."""

    def __init__(
        self,
        check: Check,
        python: str,
        settings: Settings,
        env: Mapping[str, str],
        ending: contextlib.ExitStack,
    ) -> None:
        self.check = check
        self._began = time.monotonic()
        self._report = _report(check, settings)
        self._printed = settings.logs / f"{_stem(check)}.log"
        output = ending.enter_context(self._printed.open("wb"))
        say(f"── {check.name}: begun; what it prints follows at its end")
        argv = _argv(check, python, self._report)
        self._child = Child(argv, env, settings.root, output)
        ending.callback(self._child.kill)

    def end(self) -> Totals:
        code = self._child.wait() or 0
        say(f"── {self.check.name}")
        say(self._printed.read_text(encoding="utf-8", errors="replace").rstrip())
        totals = read_totals(self._report, code)
        took = duration(time.monotonic() - self._began)
        say(f"── {self.check.name}: {totals} ({took})\n")
        return totals


def _run(
    check: Check, python: str, settings: Settings, env: Mapping[str, str]
) -> Totals:
    say(f"── {check.name}")
    began = time.monotonic()
    totals = _count(check, python, settings, env)
    say(f"── {check.name}: {totals} ({duration(time.monotonic() - began)})\n")
    return totals


def _count(
    check: Check, python: str, settings: Settings, env: Mapping[str, str]
) -> Totals:
    if check.name == TRAINING:
        return _train(settings, python)
    if not check.counts_tests:
        code = run_to_end(_argv(check, python), env, settings.root)
        return Totals(failed=1) if code else Totals(passed=1)
    report = _report(check, settings)
    code = run_to_end(_argv(check, python, report), env, settings.root)
    return read_totals(report, code)


def _argv(check: Check, python: str, report: Path | None = None) -> list[str]:
    told = [f"--junit-xml={report}"] if report else []
    return [python, "-m", check.module, *check.arguments, *told]


def _report(check: Check, settings: Settings) -> Path:
    """Where the run writes its totals; those of a run before are removed."""
    report = settings.reports / f"{_stem(check)}.xml"
    _remove(report)
    return report


def _stem(check: Check) -> str:
    return check.name.replace(" ", "-")


def _train(settings: Settings, python: str) -> Totals:
    try:
        ensure_model(settings, python)
    except ScriptError as error:
        say(str(error))
        return Totals(failed=1)
    return Totals(passed=1)


def _remove(report: Path) -> None:
    if report.exists():
        report.unlink()


def _tell(results: Sequence[tuple[Check, Totals]], strict: bool) -> bool:
    total = sum((totals for _, totals in results), Totals())
    failed = [check.name for check, totals in results if totals.failed]
    if failed:
        say(f"Failed: {', '.join(failed)}")
    for skipped in total.skipped:
        say(f"Skipped{' (in CI a failure)' if strict else ''}: {skipped}")
    say(str(total))
    return not total.failed and not (strict and total.skipped)
