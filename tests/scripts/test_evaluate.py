"""The pure parts of `make evaluate`, and its asking against a stand-in gateway."""

from __future__ import annotations

import json
import math
from datetime import datetime, timezone
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest

from scripts.confusion import Confusion
from scripts.confusion_picture import confusion_picture
from scripts.cross_validation import cross_validation_of
from scripts.errors import ScriptError
from scripts.evaluate import area_titles, write
from scripts.evaluation import Evaluation
from scripts.finding import Finding, Reply, reply_of
from scripts.held_out import Sentence, read_sentences
from scripts.interview import interview
from scripts.kept_section import BEGIN, END, kept_section
from scripts.measure import by_area, by_intent, held_out_measures
from scripts.proportion import Proportion, proportion
from scripts.scorer import Score, find_scorer, run_scorer, score_of
from scripts.settings import ROOT, read_settings

SVG = "{http://www.w3.org/2000/svg}"


def _topic(meant: str, *topics: str, kind: str = "answer", text: str = "q") -> Finding:
    kinds = (kind,) * max(1, len(topics))
    return Finding(Sentence(text, meant), Reply(kinds, topics))


def _kind(meant: str, *kinds: str, group: str = "intent") -> Finding:
    sentence = Sentence("q", meant, "alarm" if group == "alarm" else "intent")
    return Finding(sentence, Reply(kinds))


FINDINGS = (
    _topic("maars/criteria", "maars/criteria"),
    _topic("maars/contact", "marac/contact", text="number for <maars> & co | pls"),
    _topic("maars/contact", "marac/contact", text="another"),
    _topic("marac/contact", "marac/definition"),
    _topic("sar/criteria", kind="decline", text="sar?"),
    _topic("team_around_adult/steps", "maars/criteria", text="taa"),
    _kind("greet", "question"),
    _kind("out_of_scope", "decline"),
    _kind("concern/child", "answer"),
    _kind("emergency", "emergency", group="alarm"),
)


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0),
    ],
)
def test_wilsons_interval_has_its_known_values(
    hits: int, total: int, low: float, high: float
) -> None:
    """Newcombe 1998, Statistics in Medicine 17, table I, method 3."""
    assert Proportion(hits, total).interval == pytest.approx((low, high), abs=5e-5)


def test_nothing_counted_has_no_share_and_any_interval() -> None:
    nothing = proportion([])
    assert math.isnan(nothing.share)
    assert nothing.interval == (0.0, 1.0)
    assert nothing.percent == "none"


def test_a_proportion_is_written_in_per_cent() -> None:
    assert Proportion(15, 148).percent == "10.1%"
    assert Proportion(15, 148).interval_percent == "6.2 to 16.0%"


def test_every_held_out_sentence_is_read_with_what_it_means() -> None:
    sentences = read_sentences(ROOT / "tests" / "nlu")
    assert {sentence.group for sentence in sentences} == {"topic", "intent", "alarm"}
    follow_ups = [s for s in sentences if s.needs_topic_in_hand]
    assert follow_ups
    assert all(s.meant.startswith("ask/") for s in follow_ups)
    assert {s.meant for s in sentences if s.group == "alarm"} == {
        "emergency",
        "no_alarm",
    }


@pytest.mark.parametrize(
    ("meant", "kinds", "right"),
    [
        ("greet", ("question",), True),
        ("thanks", ("fallback",), False),
        ("out_of_scope", ("decline",), True),
        ("out_of_scope", ("fallback",), True),
        ("out_of_scope", ("question",), False),
        ("concern/adult", ("contacts", "question"), True),
        ("concern/adult", ("urgent",), True),
        ("concern/adult", ("decline",), False),
        ("report", ("contacts",), True),
        ("greet", (), False),
    ],
)
def test_an_intent_is_understood_by_the_kind_of_reply(
    meant: str, kinds: tuple[str, ...], right: bool
) -> None:
    assert _kind(meant, *kinds).right is right


@pytest.mark.parametrize(
    ("meant", "kinds", "right"),
    [
        ("emergency", ("emergency", "contacts"), True),
        ("emergency", ("urgent",), True),
        ("emergency", ("contacts",), False),
        ("no_alarm", ("answer",), True),
        ("no_alarm", ("urgent", "answer"), False),
        ("no_alarm", (), False),
        ("no_alarm", ("unavailable",), False),
    ],
)
def test_an_alarm_is_raised_or_not(
    meant: str, kinds: tuple[str, ...], right: bool
) -> None:
    assert _kind(meant, *kinds, group="alarm").right is right


def test_an_answer_to_a_message_out_of_scope_is_no_refusal() -> None:
    sentence = Sentence("bins?", "out_of_scope", "intent")
    reply = Reply(("answer", "decline"), ("massh/contact",))
    assert not Finding(sentence, reply).right


@pytest.mark.parametrize(
    ("reply", "understood"),
    [
        (Reply(("answer", "answer"), ("sar/law", "maars/law")), "maars"),
        (Reply(("answer", "answer"), ("sar/law", "marac/law")), "sar"),
        (Reply(("question",)), "asked back"),
        (Reply(("decline",)), "refused"),
        (Reply(("fallback",)), "not understood"),
        (Reply(("contacts", "question")), "door shown"),
        (Reply(("emergency",)), "alarm"),
        (Reply(("unavailable",)), "no reply"),
        (Reply(), "no reply"),
    ],
)
def test_a_question_is_understood_as_an_area_or_as_none(
    reply: Reply, understood: str
) -> None:
    assert Finding(Sentence("q", "maars/criteria"), reply).understood == understood


def test_a_reply_is_read_from_the_contract() -> None:
    body = {
        "messages": [{"kind": "answer", "topic": "sar/law"}, {"kind": "question"}],
        "reference": "r",
    }
    assert reply_of(body) == Reply(("answer", "question"), ("sar/law",))
    with pytest.raises(TypeError):
        reply_of(["odd"])


def test_the_measures_count_what_they_say() -> None:
    counted = {
        m.name: (m.value.hits, m.value.total) for m in held_out_measures(FINDINGS)
    }
    assert counted == {
        "Topic": (1, 6),
        "Area": (2, 6),
        "In-scope questions wrongly refused": (1, 6),
        "In-scope questions answered with a question": (0, 6),
        "Out of scope, refused": (1, 1),
        "Intents": (1, 2),
        "Emergencies that raise an alarm": (1, 1),
        "Near misses that raise none": (0, 0),
    }
    assert [m.name for m in by_intent(FINDINGS)] == [
        "greet",
        "out_of_scope",
        "concern/child",
    ]
    assert [area for area, _, _ in by_area(FINDINGS)] == [
        "sar",
        "team_around_adult",
        "marac",
        "maars",
    ]


def test_a_measure_stands_beside_its_aim() -> None:
    topic = held_out_measures(FINDINGS)[0]
    assert topic.row() == [
        "Topic",
        "1 of 6",
        "16.7%",
        "3.0 to 56.4%",
        "at least 88%: NOT met",
    ]


def test_confusions_are_counted_by_area_the_most_frequent_first() -> None:
    confusion = Confusion(FINDINGS)
    assert confusion.count("maars", "marac") == 2
    assert confusion.count("marac", "marac") == 1
    assert confusion.total("maars") == 3
    assert confusion.taken_wrongly("maars") == 1
    assert confusion.rows() == ["maars", "sar", "team_around_adult"]
    assert confusion.columns() == ["maars", "marac", "refused"]
    first = confusion.mistakes()[0]
    assert (first.meant, first.understood, first.count) == ("maars", "marac", 2)
    assert first.example == "number for <maars> & co | pls"


def test_the_picture_is_well_formed_and_names_its_areas() -> None:
    picture = ElementTree.fromstring(confusion_picture(Confusion(FINDINGS)))
    assert picture.tag == f"{SVG}svg"
    described = [picture.findtext(f"{SVG}{name}") for name in ("title", "desc")]
    assert all(described)
    assert "2 of 3 sentences on maars as marac" in str(described[1])
    words = {text.text for text in picture.iter(f"{SVG}text")}
    assert {"maars", "marac", "sar", "team around adult", "refused"} <= words
    assert {"right", "of all", "taken wrongly", "2"} <= words


def test_the_picture_loads_nothing_and_fits_its_frame() -> None:
    text = confusion_picture(Confusion(FINDINGS))
    assert not [word for word in ("<script", "<style", "href", "@font") if word in text]
    picture = ElementTree.fromstring(text)
    width, height = float(picture.attrib["width"]), float(picture.attrib["height"])
    for box in picture.iter(f"{SVG}rect"):
        x, y, w, h = (float(box.attrib[k]) for k in ("x", "y", "width", "height"))
        assert 0 <= x <= x + w <= width
        assert 0 <= y <= y + h <= height


def test_no_confusion_is_a_picture_and_a_sentence_too() -> None:
    ElementTree.fromstring(confusion_picture(Confusion(())))
    page = _evaluation(findings=FINDINGS[:1]).markdown("")
    assert "No sentence was taken for another area." in page
    assert "confusion.svg" not in page


def test_what_is_kept_by_hand_survives_word_for_word() -> None:
    kept = f"{BEGIN}\nMAARS and MARAC: one letter apart.\n\n- why\n{END}"
    page = _evaluation().markdown(f"# Old\n\n{kept}\nafter")
    assert kept in page
    assert kept in _evaluation().markdown(page)
    assert "after" not in page


def test_a_page_without_both_markers_begins_an_empty_section() -> None:
    for before in ("", "# How", f"{BEGIN} never ended"):
        section = kept_section(before)
        assert section.startswith(BEGIN)
        assert section.endswith(END)
        assert "Nothing has been noted yet." in section


def _evaluation(findings: tuple[Finding, ...] = FINDINGS) -> Evaluation:
    return Evaluation(
        moment=datetime(2026, 11, 22, 3, 5, tzinfo=timezone.utc),
        model="abc",
        findings=findings,
        left_out=7,
        score=Score(note="No external scorer was there."),
        titles={"maars": "The MAARS panel"},
    )


@pytest.mark.parametrize(
    "expected",
    [
        "- Date: 22 November 2026, 03:05",
        "- Sentences: 6 on 5 topics of 4 areas, 3 on intents, 1 on alarms; 7 bare",
        "2 of 3 sentences on The MAARS panel were taken for marac: "
        "«number for <maars> & co \\| pls»",
        "1 of 1 sentence on sar was refused as out of scope: «sar?»",
        "1 of 1 sentence on team around adult was taken for The MAARS panel: «taa»",
        "No external scorer was there.",
        "Not measured this time",
        "![Areas meant",
    ],
)
def test_the_page_tells_it_in_words(expected: str) -> None:
    assert expected in _evaluation().markdown("")


def test_page_picture_and_misses_are_written(tmp_path: Path) -> None:
    settings = read_settings({}, root=tmp_path)
    write(_evaluation(), settings)
    page = (tmp_path / "docs/evaluation.md").read_text("utf-8")
    assert page.startswith("# How well it understands\n")
    assert (tmp_path / "docs/images/confusion.svg").exists()
    misses = (settings.reports / "evaluation-misses.tsv").read_text("utf-8")
    assert "sar/criteria\tdecline\t\tsar?\n" in misses
    assert len(misses.splitlines()) == sum(not f.right for f in FINDINGS)


def test_every_area_has_its_title() -> None:
    titles = area_titles(ROOT / "knowledge/content/answers")
    assert "MASSH" in titles["massh"]


def test_a_scorer_is_named_or_lies_beside_the_project(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    assert find_scorer({}, root) is None
    beside = tmp_path / "shared/eval/score.py"
    beside.parent.mkdir(parents=True)
    beside.touch()
    assert find_scorer({}, root) == beside
    named = tmp_path / "mine.py"
    named.touch()
    assert find_scorer({"SAFEGUARDING_SCORER": str(named)}, root) == named
    with pytest.raises(ScriptError, match="not there"):
        find_scorer({"SAFEGUARDING_SCORER": "nowhere.py"}, root)


def test_a_missing_scorer_is_said_to_be_missing(tmp_path: Path) -> None:
    assert "No external scorer" in run_scorer(None, "http://service", tmp_path).note


def test_a_scorer_is_run_and_its_measures_are_taken(tmp_path: Path) -> None:
    report = {
        "questions/topic": {"share": 0.9, "hits": 9, "n": 10, "low": 0, "high": 1},
        "routing/door": {"share": 0.5, "hits": 1, "n": 2},
        "seconds": {"p50": 0.05, "p95": 0.1},
    }
    scorer = tmp_path / "score.py"
    scorer.write_text(
        "import pathlib, sys\n"
        "assert sys.argv[1] == 'http://service'\n"
        "path = sys.argv[sys.argv.index('--json') + 1]\n"
        f"pathlib.Path(path).write_text({json.dumps(report)!r})\n"
    )
    score = run_scorer(scorer, "http://service", tmp_path)
    assert score == score_of(report)
    assert [m.value for m in score.measures] == [Proportion(9, 10), Proportion(1, 2)]
    assert score.measures[0].row()[-1] == "at least 88%: met"
    assert score.seconds == (("p50", 0.05), ("p95", 0.1))


def test_a_scorer_that_fails_costs_only_its_own_measures(tmp_path: Path) -> None:
    scorer = tmp_path / "score.py"
    scorer.write_text("raise SystemExit('broken')")
    score = run_scorer(scorer, "http://service", tmp_path)
    assert score.note.startswith("The external scorer failed")
    assert not score.measures


def test_the_figures_of_a_cross_validation_are_read() -> None:
    figures = {"topic": [80, 100], "area": [96, 100], "intent": [110, 120]}
    report = {"folds": 5, "sentences": 120, "measures": figures}
    folds = cross_validation_of(json.dumps(report))
    assert [m.value for m in folds.measures] == [
        Proportion(80, 100),
        Proportion(96, 100),
        Proportion(110, 120),
    ]


class FakeGateway:
    """Answers with the text as topic; is busy once, silent and odd for some texts."""

    def __init__(self) -> None:
        self.said: dict[str, list[str]] = {}
        self.erased: list[str] = []
        self.audiences: set[str] = set()
        self._busy = True

    def connect(self) -> httpx.AsyncClient:
        transport = httpx.MockTransport(self._handle)
        return httpx.AsyncClient(base_url="http://gateway", transport=transport)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        *_, name, last = request.url.path.split("/")
        if request.method == "DELETE":
            self.erased.append(last)
            return httpx.Response(204)
        body = json.loads(request.content)
        if last == "conversations":
            name = f"c{len(self.said)}"
            self.said[name] = []
            self.audiences.add(body["audience"])
            return httpx.Response(201, json={"id": name})
        return self._reply(name, body["text"])

    def _reply(self, name: str, text: str) -> httpx.Response:
        if self._busy:
            self._busy = False
            return httpx.Response(429, headers={"retry-after": "0"})
        self.said[name].append(text)
        if text == "silent/x":
            raise httpx.ReadTimeout("silence")
        message = {"topic": text} if text == "odd/x" else {"kind": "answer"}
        return httpx.Response(200, json={"messages": [{**message, "topic": text}]})


async def test_each_sentence_is_asked_once_in_a_conversation_of_its_own() -> None:
    gateway = FakeGateway()
    told: list[str] = []
    meant = [*(f"area{n}/point" for n in range(10)), "silent/x", "odd/x"]
    sentences = [Sentence(name, name) for name in meant]
    findings = await interview(sentences, gateway.connect, told.append)
    assert [finding.sentence for finding in findings] == sentences
    assert [finding.right for finding in findings] == [True] * 10 + [False] * 2
    assert sorted(said for [said] in gateway.said.values()) == sorted(meant)
    assert sorted(gateway.erased) == sorted(gateway.said)
    assert gateway.audiences == {"professional"}
    assert told[-1] == "  12 of 12 sentences"
