"""What is taken out of a message, and what is left alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from gateway.allow_list import allowed_in
from gateway.journal import Journal
from gateway.privacy import Privacy, Recogniser, Redacted, Redactor, Span
from tests.gateway.world import content, lines

PHONES = """
07700 900123
07700900123
07700-900-123
07700.900.123
07700/900123
0 7 7 0 0 9 0 0 1 2 3
077 009 00123
+447700900123
+44 7700 900 123
+44 (0)7700 900123
0044 7700 900123
447700900123
7700900123
(0161) 496 0123
0161 217 6029
020 7946 0958
01632 960983
0161  999 1234
07700 116 123
""".strip().splitlines()

LEFT_ALONE = """
met 12/03/2009, seen on 12-03-2009 and 01.02.2010 and 2024-01-02
01/02/09 and 03/04/09 and 05/06/09
2019-2020, 2023/24, 1,200,000 pounds and £12,345.67
he is 15, she is 9, 3 boys and 12 girls
0.123456789 of 3000 4000 5000 people
case 2024/25 of 2019
section 42 of the act of 2014, in 2019123456 cases
0161 217 6028
is 0161 217 6028 the number? or 01612176028, +44 161 217 6028, (0161) 217-6028
18001 0161 217 6028
0161 218 is part of 0161 718 2118 24 hours
999 101 111 18000 116 123
MASSH@stockport.example
not an nhs number: 943 476 5918
""".strip().splitlines()


@pytest.fixture
def redactor(recognisers: tuple[Recogniser, ...]) -> Redactor:
    return Redactor(recognisers, allowed_in(content()))


@pytest.mark.parametrize("number", PHONES)
@pytest.mark.parametrize("frame", ["{}", "ring {} now", "on 01/02/2009 {}, or not."])
def test_a_telephone_number_is_taken_out(
    redactor: Redactor, number: str, frame: str
) -> None:
    found = redactor.redact(frame.format(number))
    assert found == Redacted(frame.format("[PHONE]"), ("PHONE",))


@pytest.mark.parametrize(
    "address", ["jo.bloggs@example.org", "j@home.lan", "Jo_B+1@sub.example.co.uk"]
)
def test_an_address_is_taken_out(redactor: Redactor, address: str) -> None:
    found = redactor.redact(f"write to {address} please")
    assert found == Redacted("write to [EMAIL] please", ("EMAIL",))


@pytest.mark.parametrize(
    "number", ["943 476 5919", "9434765919", "943-476-5919", "943.476.5919"]
)
def test_an_nhs_number_is_taken_out(redactor: Redactor, number: str) -> None:
    found = redactor.redact(f"NHS number {number}.")
    assert found == Redacted("NHS number [NHS_NUMBER].", ("NHS_NUMBER",))


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_not_personal_is_left_alone(redactor: Redactor, text: str) -> None:
    assert redactor.redact(text) == Redacted(text)


def test_a_services_number_does_not_hide_a_personal_one(redactor: Redactor) -> None:
    found = redactor.redact("0161 217 6028 07700900123 or 07700900124 0161 217 6028")
    assert found.text == "0161 217 6028 [PHONE] or [PHONE] 0161 217 6028"


def test_what_overlaps_is_taken_out_as_one(redactor: Redactor) -> None:
    assert redactor.redact("a 07700900123@example.org b").text == "a [EMAIL] b"


class FakeRecogniser:
    def __init__(self, *spans: Span) -> None:
        self._spans = spans

    def find(self, text: str) -> Iterable[Span]:
        del text
        return self._spans


def test_the_longest_span_names_the_kind() -> None:
    spans = Span(2, 4, "PHONE"), Span(3, 9, "EMAIL"), Span(8, 10, "PHONE")
    redactor = Redactor([FakeRecogniser(*spans)], allowed_in(content()))
    assert redactor.redact("ab12345678cd").text == "ab[EMAIL]cd"


class FailingRecogniser:
    def find(self, text: str) -> Iterable[Span]:
        raise ValueError(text)


def test_a_failing_recogniser_fails_closed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    privacy = Privacy(lambda: [FailingRecogniser()], Journal())
    privacy.load()
    found = privacy.redact("her number is 123456 or bob@work, he is 15", content())
    assert found.text == "her number is [PHONE] or [EMAIL] he is 15"
    [line] = lines(capsys.readouterr().out)
    assert (line["event"], line["fault"]) == ("privacy_cautious", "ValueError")
    assert "123456" not in str(line)


def test_without_presidio_it_is_cautious(capsys: pytest.CaptureFixture[str]) -> None:
    def missing() -> list[Recogniser]:
        raise ImportError("presidio")

    privacy = Privacy(missing, Journal())
    before = privacy.redact("ref 12-34-56", content())
    privacy.load()
    after = privacy.redact("ref 12-34-56, ring 0161 217 6028 or 999", content())
    assert before.text == "ref [PHONE]"
    assert after.text == "ref [PHONE], ring 0161 217 6028 or 999"
    assert lines(capsys.readouterr().out)[0]["fault"] == "ImportError"


@pytest.mark.parametrize(
    "text",
    [
        "kelly thornley lives there",
        "at 14 acacia ave",
        "postcode sk4 2ab",
        "born on 3rd april 2009",
        "ni AB 12 34 56 C",
        "van MA19 XKL",
        "ehm 204518",
    ],
)
def test_without_presidio_no_kind_passes(text: str) -> None:
    def missing() -> list[Recogniser]:
        raise ImportError("presidio")

    assert Privacy(missing, Journal()).redact(text, content()).kinds


def test_nothing_is_fetched_over_the_network(root: Path) -> None:
    program = (
        "import sys\n"
        "def watch(event, _):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo'):\n"
        "        raise RuntimeError(event)\n"
        "sys.addaudithook(watch)\n"
        "from gateway.recognisers import recognisers\n"
        "text = 'jo@example.org 07700900123 kelly thornley'\n"
        "print([s.kind for r in recognisers() for s in r.find(text)])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True
    )
    assert "EMAIL" in done.stdout, done.stderr
    assert "PHONE" in done.stdout
    assert "NAME" in done.stdout
