"""The pure parts of `make bench`, and its talking against a stand-in gateway."""

from __future__ import annotations

import json
import math
from pathlib import Path

import httpx
import pytest

from scripts.aim import Aim
from scripts.benchmark import Benchmark, table
from scripts.everyday import everyday_messages, texts_of
from scripts.load import Level, Sample, measure_level, outcome_of
from scripts.memory import Memory, name_of, proportional_size
from scripts.percentile import percentile
from scripts.stack import own_settings_only

ROOT = Path(__file__).parent.parent.parent
GIB = 1024**3


@pytest.mark.parametrize(
    ("share", "expected"), [(0, 1), (50, 50), (95, 95), (99, 99), (100, 100)]
)
def test_a_percentile_is_the_value_that_so_many_do_not_exceed(
    share: float, expected: float
) -> None:
    assert percentile([float(n) for n in range(100, 0, -1)], share) == expected


def test_the_percentile_of_one_value_is_that_value() -> None:
    assert percentile([7.0], 99) == 7.0


def test_no_values_have_no_percentile_and_meet_no_aim() -> None:
    nothing = percentile([], 95)
    assert math.isnan(nothing)
    assert not Aim(120).is_met(nothing)


def test_an_aim_stands_beside_its_figure_with_the_verdict() -> None:
    assert Aim(120).beside(119.6) == "120 (at most 120: met)"
    assert Aim(500).beside(501) == "501 (at most 500: NOT met)"
    assert Aim(25, at_least=True).beside(24.9, 1) == "24.9 (at least 25: NOT met)"


def test_everyday_messages_are_thirty_different_ones_of_every_kind() -> None:
    words = everyday_messages(ROOT / "tests" / "nlu")
    assert len(words) == len(set(words)) == 30


def test_all_messages_are_shared_out_and_everybody_begins_at_a_topic() -> None:
    words = [f"{kind} {n}" for n in range(15) for kind in ("topic", "other")]
    for people in (1, 4, 10):
        texts = [texts_of(person, people, 203, words) for person in range(people)]
        assert sum(len(said) for said in texts) == 203
        assert all(said[0].startswith("topic") for said in texts)
        assert len({said[0] for said in texts}) == people


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (200, {"messages": [{"kind": "answer"}]}, "answered"),
        (
            200,
            {"messages": [{"kind": "notice"}, {"kind": "unavailable"}]},
            "unavailable",
        ),
        (200, {"messages": []}, "error"),
        (200, ["odd"], "error"),
        (503, {"messages": [{"kind": "answer"}]}, "error"),
    ],
)
def test_a_reply_counts_for_what_it_is_worth(
    status: int, body: object, expected: str
) -> None:
    assert outcome_of(httpx.Response(status, json=body)) == expected


def test_a_level_counts_only_real_replies_in_its_rate() -> None:
    samples = (Sample(0.1, "answered"), Sample(0.2, "answered"), Sample(6, "error"))
    level = Level(people=1, seconds=4, samples=samples)
    assert level.rate == 0.5
    assert level.count("error") == 1
    assert level.milliseconds(50) == 200
    assert level.milliseconds(99) == 6000


class FakeGateway:
    """Begins, answers and erases conversations; every third answer is missing."""

    def __init__(self) -> None:
        self.said: dict[str, list[str]] = {}
        self.erased: list[str] = []

    def connect(self) -> httpx.AsyncClient:
        transport = httpx.MockTransport(self._handle)
        return httpx.AsyncClient(base_url="http://gateway", transport=transport)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        *_, name, last = request.url.path.split("/")
        if request.method == "DELETE":
            self.erased.append(last)
            return httpx.Response(204)
        if last == "conversations":
            name = f"c{len(self.said)}"
            self.said[name] = []
            return httpx.Response(201, json={"id": name})
        self.said[name].append(json.loads(request.content)["text"])
        if len(self.said[name]) % 3 == 0:
            raise httpx.ReadTimeout("silence")
        return httpx.Response(200, json={"messages": [{"kind": "answer"}]})


async def test_people_talk_in_conversations_of_their_own_and_leave_nothing() -> None:
    gateway = FakeGateway()
    told: list[str] = []
    words = [str(n) for n in range(8)]
    level = await measure_level(4, 12, words, gateway.connect, told.append)
    assert [len(said) for said in gateway.said.values()] == [3, 3, 3, 3]
    assert gateway.erased == [*reversed(gateway.said)]
    assert (level.count("answered"), level.count("error")) == (8, 4)
    assert told[-1] == "  12 of 12 messages"


async def test_a_gateway_that_refuses_conversations_ends_the_measuring() -> None:
    def connect() -> httpx.AsyncClient:
        refuse = httpx.MockTransport(lambda _: httpx.Response(503))
        return httpx.AsyncClient(base_url="http://gateway", transport=refuse)

    with pytest.raises(httpx.HTTPStatusError):
        await measure_level(1, 1, ["a"], connect, lambda _: None)


def test_memory_is_read_as_the_proportional_size() -> None:
    rollup = "00400000-7ffd rollup\nRss:    900 kB\nPss:    512 kB\nPss_Dirty: 1 kB\n"
    assert proportional_size(rollup) == 512 * 1024
    assert proportional_size("Rss: 900 kB\n") is None


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (["python", "-m", "gateway", "serve"], "gateway"),
        (["python", "-m", "bot", "run", "--model", "m"], "rasa"),
        (["python", "-m", "scripts", "run"], None),
        (["bash"], None),
    ],
)
def test_a_process_is_known_by_its_module(
    command: list[str], expected: str | None
) -> None:
    assert name_of(command) == expected


def test_databases_of_a_real_service_are_never_measured_with() -> None:
    environ = {"PATH": "/bin", "SAFEGUARDING_KNOWLEDGE_URL": "postgresql://real/one"}
    assert own_settings_only(environ) == {"PATH": "/bin"}


def test_a_table_is_laid_out_in_columns() -> None:
    assert table(["A", "Long"], [["10", "x"]]) == (
        "| A  | Long |\n| -- | ---- |\n| 10 | x    |"
    )


def _level(people: int, seconds: float) -> Level:
    return Level(people, 2.0, (Sample(seconds, "answered"),) * 100)


@pytest.mark.parametrize(
    "expected",
    [
        "| gateway | 0.9 ",
        "| 1      | 50.0              ",
        "121 (at most 120: NOT met)",
        "| 4      | 50.0              ",
        "50.0 (at least 25: met)",
        "400 (at most 500: met)",
        "0 (at most 0: met)",
        "1.25 (at most 1.2: NOT met) GiB",
        "100 (at most 120: met) seconds",
        "- Machine: small",
    ],
)
def test_the_report_has_every_figure_with_its_aim(expected: str) -> None:
    report = Benchmark(
        ["Machine: small"],
        messages=100,
        starts={"gateway": 0.94},
        levels=[_level(1, 0.121), _level(4, 0.3), _level(10, 0.4)],
        memory=[
            Memory("gateway", GIB // 4, 1, "PSS"),
            Memory("rasa", GIB, 2, "PSS"),
        ],
        training=100.0,
    ).markdown()
    assert expected in report


def test_what_was_not_measured_is_said_to_be_so() -> None:
    assert Benchmark([], 10).markdown().count("Not measured.") == 4
