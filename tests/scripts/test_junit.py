"""A run is counted from its report, case by case."""

from __future__ import annotations

from pathlib import Path

from scripts.junit import Totals, read_totals

REPORT = """<testsuites><testsuite>
<testcase classname="tests.a" name="test_good"/>
<testcase classname="tests.a" name="test_bad"><failure message="no"/></testcase>
<testcase classname="tests.a" name="test_broken"><error message="no"/></testcase>
<testcase classname="tests.a" name="test_known">
  <skipped type="pytest.xfail" message="known"/></testcase>
<testcase classname="tests.a" name="test_left">
  <skipped type="pytest.skip" message="no browser"/></testcase>
</testsuite></testsuites>"""


def test_each_case_counts_once_and_a_skip_keeps_its_reason(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    totals = read_totals(report, exit_code=1)
    assert totals == Totals(2, 2, ("tests.a::test_left: no browser",))
    assert str(totals) == "2 passed, 2 failed, 1 skipped"


def test_a_run_without_a_report_is_a_failure(tmp_path: Path) -> None:
    assert read_totals(tmp_path / "none.xml", exit_code=2) == Totals(failed=1)


def test_a_run_that_broke_off_after_good_tests_is_a_failure(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text('<testsuite><testcase classname="a" name="b"/></testsuite>')
    assert read_totals(report, exit_code=3) == Totals(passed=1, failed=1)


def test_totals_add_up() -> None:
    both = Totals(1, 0, ("a",)) + Totals(2, 1, ("b",))
    assert both == Totals(3, 1, ("a", "b"))
