"""The hazard log keeps its own rules, and no control outlives the tests it names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scripts.checks import all_checks
from scripts.errors import ScriptError
from scripts.hazards import (
    LOG,
    PAGE,
    Control,
    Grade,
    Hazard,
    HazardLog,
    Risk,
    find_test,
    markdown,
    problems,
    read_hazards,
)

PROVED = "tests/test_a.py::test_it_holds"
HAZARD = Hazard(
    id="H01",
    hazard="It falls",
    causes=("Wind",),
    effect="Somebody is hurt.",
    before=Risk("Major", "High", 4),
    controls=(Control("It is held.", (PROVED,)),),
    after=Risk("Major", "Low", 3),
    open=("Nobody has pulled at it.",),
    owner="Technical lead",
)
WORLD = HazardLog(
    purpose="Why.",
    status=("Draft.",),
    severities=(Grade("Minor", "a bruise"), Grade("Major", "a death")),
    likelihoods=(Grade("Low", "seldom"), Grade("High", "often")),
    matrix={"High": (2, 4), "Low": (1, 3)},
    classes={1: "fine", 2: "fair", 3: "poor", 4: "bad"},
    hazards=(HAZARD,),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_a.py").write_text(
        "def test_it_holds(): ...\nasync def test_later(): ...\n"
        "def helper():\n    def test_within(): ...\n"
        "@pytest.mark.parametrize('a', [pytest.param(1)])\n"
        "def test_with_values(a): ...\n"
        "@pytest.mark.xfail(reason='not built')\ndef test_hoped(): ...\n"
        "@pytest.mark.skip\ndef test_skipped(): ...\n"
    )
    return tmp_path


def with_hazards(*hazards: Hazard) -> HazardLog:
    return replace(WORLD, hazards=hazards)


def test_the_log_of_the_project_keeps_every_rule(root: Path) -> None:
    assert problems(read_hazards(root), root) == []


def test_the_page_is_what_the_log_makes(root: Path) -> None:
    written = (root / PAGE).read_text(encoding="utf-8")
    assert written == markdown(read_hazards(root)), "run `make hazards`"


def test_the_ids_of_the_project_are_unique(root: Path) -> None:
    ids = [hazard.id for hazard in read_hazards(root).hazards]
    assert len(ids) == len(set(ids)) >= 25


def test_every_test_that_is_named_runs_with_make_test(root: Path) -> None:
    run = {name for c in all_checks(root) if c.counts_tests for name in c.arguments}
    for hazard in read_hazards(root).hazards:
        for control in hazard.controls:
            folders = {"/".join(test.split("/")[:2]) for test in control.tests}
            assert folders <= run, hazard.id


def test_a_worse_severity_or_likelihood_is_never_a_lower_class(root: Path) -> None:
    log = read_hazards(root)
    rows = [log.matrix[grade.name] for grade in log.likelihoods]
    for row in rows:
        assert list(row) == sorted(row)
    for column in zip(*rows, strict=True):
        assert list(column) == sorted(column)


def test_the_project_says_what_nobody_has_done_yet(root: Path) -> None:
    log = read_hazards(root)
    said = " ".join([*log.status, *(point for h in log.hazards for point in h.open)])
    for words in (
        "No clinical safety officer",
        "the project's own choice",
        "Nobody has rung any of the numbers",
        "No translation has been checked by a native speaker",
        "no nurse, doctor or social worker has checked them",
    ):
        assert words in said


def test_a_log_that_keeps_the_rules_has_no_problem(folder: Path) -> None:
    assert problems(WORLD, folder) == []


@pytest.mark.parametrize(
    ("hazard", "told"),
    [
        (replace(HAZARD, id="H03"), "H03 stands where H01 is due"),
        (replace(HAZARD, before=Risk("Major", "High", 3)), "the matrix says 4"),
        (replace(HAZARD, after=Risk("Fatal", "Low", 3)), "the matrix says None"),
        (replace(HAZARD, after=Risk("Major", "Never", 3)), "the matrix says None"),
        (replace(HAZARD, before=Risk("Minor", "Low", 1)), "controls raise the class"),
        (replace(HAZARD, controls=()), "no control"),
        (replace(HAZARD, controls=(Control("It is said."),)), "no test proves"),
        (replace(HAZARD, open=()), "nothing open"),
        (
            replace(HAZARD, controls=(Control("It was.", ("tests/b.py::test_b",)),)),
            "tests/b.py::test_b does not exist",
        ),
    ],
)
def test_a_broken_rule_is_told_by_its_hazard(
    hazard: Hazard, told: str, folder: Path
) -> None:
    [problem] = problems(with_hazards(hazard), folder)
    assert told in problem
    assert hazard.id in problem


@pytest.mark.parametrize(
    ("test", "count"), [("with_values", 0), ("hoped", 1), ("skipped", 1)]
)
def test_a_test_that_is_set_aside_proves_nothing(
    test: str, count: int, folder: Path
) -> None:
    control = Control("It holds.", (f"tests/test_a.py::test_{test}",))
    told = problems(with_hazards(replace(HAZARD, controls=(control,))), folder)
    assert ["is set aside" in problem for problem in told] == [True] * count


def test_a_second_hazard_of_one_id_is_told(folder: Path) -> None:
    [problem] = problems(with_hazards(HAZARD, HAZARD), folder)
    assert "H01 stands where H02 is due" in problem


def test_a_matrix_with_a_gap_is_told(folder: Path) -> None:
    short = replace(WORLD, matrix={"High": (2, 4), "Low": (1,)}, hazards=())
    lacking = replace(WORLD, matrix={"High": (2, 4)}, hazards=())
    unknown = replace(WORLD, matrix={"High": (2, 9), "Low": (1, 3)}, hazards=())
    assert ["Low" in problem for problem in problems(short, folder)] == [True]
    assert ["rows" in problem for problem in problems(lacking, folder)] == [True]
    assert ["class 9" in problem for problem in problems(unknown, folder)] == [True]


@pytest.mark.parametrize(
    ("name", "exists"),
    [
        (PROVED, True),
        ("tests/test_a.py::test_later", True),
        ("tests/test_a.py::test_within", False),
        ("tests/test_a.py::helper", False),
        ("tests/test_a.py", False),
        ("tests/test_b.py::test_it_holds", False),
    ],
)
def test_a_test_is_a_function_of_its_file(
    name: str, exists: bool, folder: Path
) -> None:
    assert (find_test(name, folder) is not None) is exists


def test_the_page_shows_each_hazard_in_the_table_and_by_itself() -> None:
    page = markdown(with_hazards(replace(HAZARD, hazard="It falls | slips")))
    assert "| [H01](#h01) | It falls \\| slips | 4 | 3 | 1 | Technical lead |" in page
    section = page.partition("\n## H01\n")[2]
    assert "| After | Major | Low | 3 |" in section
    assert f"- It is held.\n  - `{PROVED}`" in section
    assert "- Nobody has pulled at it." in section


@pytest.mark.parametrize(
    ("text", "told"), [("a: [", "not valid YAML"), ("purpose: 1", r"yml: .*purpose")]
)
def test_a_log_that_cannot_be_read_is_told(
    text: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / LOG).write_text(text)
    with pytest.raises(ScriptError, match=told):
        read_hazards(tmp_path)
