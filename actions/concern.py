"""Leads the talk about a worry: its doors at once, then only what would change them."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from actions.hearing import about, answered, heard
from actions.spoken import Reply, SpokenAction
from actions.turn import Turn
from actions.worry import (
    FORM,
    MOST_QUESTIONS,
    MOST_UNANSWERED,
    REQUESTED,
    Worry,
)
from knowledge.alarm import Alarm
from knowledge.decision import LIKELY, Decision, decide
from knowledge.facts import Facts, known
from knowledge.knowledge_base import KnowledgeBase
from knowledge.message import Message

TOLD = ("concern", "correct")
"""Intents that say more of the worry."""
ELSEWHERE = ("thanks", "goodbye", "safe_now", "greet", "help", "are_you_human")
"""Intents that another action answers, whatever question is open."""
SKIPPED = (("threshold", "no"),)
"""Replies that leave a fact open: nobody said no to them yet, so nothing is known."""
CONTACT = "contact"
"""The point that a worry leaves in hand: how do I reach them?"""
NOW = Alarm("violence", "emergency", "violence/said")
NOTHING = Reply(())


class ValidateConcernForm(SpokenAction):
    """Rasa asks it at each turn of `concern_form`.

    Without slots in its reply the form lets the rules answer the message, and comes
    back afterwards.
    """

    called = f"validate_{FORM}"
    after_fault = MappingProxyType({"shown": None, REQUESTED: None})

    def reply(self, turn: Turn, knowledge: KnowledgeBase) -> Reply:
        if not turn.is_asking or (turn.intent == "concern" and turn.reply == "another"):
            return begun(turn, knowledge)
        if turn.is_answered:
            return resumed(turn, knowledge)
        return continued(turn, knowledge)


def begun(turn: Turn, knowledge: KnowledgeBase) -> Reply:
    """The doors for a worry, whatever was said of another one before."""
    worry = told(turn, knowledge)
    facts = worry.facts
    decision = decided(worry, turn, knowledge)
    reported = turn.intent == "report"
    if decision.ask is None and not reported:
        return concluded(worry, turn, knowledge)
    doors = knowledge.concern(
        "report" if reported else facts.about or "unclear",
        decision,
        turn.audience,
        turn.moment,
    )
    return _asking(worry, decision, knowledge, (doors,))


def told(turn: Turn, knowledge: KnowledgeBase) -> Worry:
    """The worry of this message alone."""
    doors = turn.doors
    if turn.intent == "report":  # who only wants to report has told little yet
        doors = tuple(pair for pair in doors if pair[1] >= LIKELY)
    whom = about(turn.whom, turn.detail, doors, knowledge.content.routes)
    return Worry(heard(turn.said, whom, turn.place, doors), doors)


def continued(turn: Turn, knowledge: KnowledgeBase) -> Reply:
    """An answer, a correction or more of the worry leads on; all else is left alone."""
    before = turn.worry
    if turn.intent == "alarm":
        return NOTHING
    if turn.intent == "report":
        decision = decided(before, turn, knowledge)
        doors = knowledge.concern("report", decision, turn.audience, turn.moment)
        return _again(before, turn, knowledge, (doors,))
    said = _said(turn)
    skipped = before.shown is not None and (
        turn.reply == "unsure" or (before.shown, _bare(turn)) in SKIPPED
    )
    if said == Facts() and not skipped:
        replies = turn.intent in ("concern", "affirm", "deny") or _bare(turn)
        return _again(before, turn, knowledge) if replies else NOTHING
    doors_said = turn.doors if turn.intent == "concern" else ()
    worry = replace(before.learning(said, doors_said), unanswered=0)
    return _led_on(before, worry, turn, knowledge)


def resumed(turn: Turn, knowledge: KnowledgeBase) -> Reply:
    """After an interruption: the open question again, and alone after an alarm not."""
    if turn.intent == "alarm":
        worry = _unshown(turn.worry)
        return Reply((), {**worry.slots(), REQUESTED: turn.requested})
    return _again(turn.worry, turn, knowledge)


def corrected(turn: Turn, knowledge: KnowledgeBase) -> Reply | None:
    """The summary again, where it was the last thing told and something was wrong."""
    worry = turn.worry
    if turn.is_asking or not worry.has_begun or turn.point != CONTACT:
        return None
    said = _said(turn)
    if said == Facts():
        return None
    return concluded(worry.learning(said), turn, knowledge)


def told_before(turn: Turn, knowledge: KnowledgeBase) -> Reply | None:
    """The doors for who has told somebody and was not heard, where that is no question.

    It reads like a question on what happens next, and is a worry.
    """
    if turn.is_asking or turn.said.open != "yes" or turn.reply == "question":
        return None
    if not turn.doors:  # nothing of a worry was heard in it
        return None
    facts = heard(turn.said, turn.whom or "", turn.place, ())
    return concluded(Worry(facts), turn, knowledge)


def doors_beside(
    turn: Turn, knowledge: KnowledgeBase, least: float
) -> tuple[Message, ...]:
    """The doors that fit what a question tells of a case, where one is likely."""
    if turn.is_asking or not turn.doors or turn.doors[0][1] < least:
        return ()
    worry = told(replace(turn, detail=turn.whom or ""), knowledge)
    decision = decided(worry, turn, knowledge)
    whom = worry.facts.about or "unclear"
    return (knowledge.concern(whom, decision, turn.audience, turn.moment),)


def safe_again(turn: Turn, knowledge: KnowledgeBase) -> tuple[Message, ...]:
    """The doors for the worry that an alarm put aside, once all are safe."""
    worry = turn.worry
    if turn.is_asking or not worry.likely:
        return ()
    decision = decided(worry, turn, knowledge)
    whom = worry.facts.about or "unclear"
    return (knowledge.concern(whom, decision, turn.audience, turn.moment),)


def concluded(worry: Worry, turn: Turn, knowledge: KnowledgeBase) -> Reply:
    """The summary, which ends the questions."""
    decision = decided(worry, turn, knowledge)
    message = knowledge.summary(worry.facts, decision, turn.audience, turn.moment)
    return Reply((message,), {**_kept(_unshown(worry)), REQUESTED: None})


def decided(worry: Worry, turn: Turn, knowledge: KnowledgeBase) -> Decision:
    """Whom it is about comes first: every other answer means little without it."""
    asked = worry.asked
    decision = decide(
        worry.facts, turn.audience, worry.likely, knowledge.content.routes, asked
    )
    if len(asked) >= MOST_QUESTIONS:
        return replace(decision, ask=None)
    if worry.facts.about is None and "about" not in asked:
        return replace(decision, ask="about")
    return decision


def _said(turn: Turn) -> Facts:
    """What the message adds; a bare yes or no counts for the question just read."""
    if turn.intent in ELSEWHERE and turn.requested not in known(turn.said):
        return Facts()
    if turn.reply == "question" and turn.intent == "ask":
        return Facts()
    said = turn.said
    about = turn.worry.facts.about
    if (
        turn.intent in TOLD
        and said.about is None
        and (about is None or turn.intent == "correct")
        and turn.detail in ("child", "adult", "both")
    ):
        said = replace(said, about=turn.detail)
    shown = turn.worry.shown
    corrects = turn.reply == "no" and said != Facts() and turn.intent in TOLD
    if shown and getattr(said, shown) is None and not corrects:
        said = replace(said, **{shown: answered(shown, _bare(turn))})
    return said


def _bare(turn: Turn) -> str:
    """yes, no or nothing, from the words or else from the intent."""
    if turn.reply in ("yes", "no", "unsure"):
        return turn.reply
    return {"affirm": "yes", "deny": "no"}.get(turn.intent, "")


def _led_on(before: Worry, worry: Worry, turn: Turn, knowledge: KnowledgeBase) -> Reply:
    if worry.facts.danger == "now" and before.facts.danger != "now":
        return _alarmed(worry, turn, knowledge)
    decision = decided(worry, turn, knowledge)
    if decision.ask is None:
        return concluded(worry, turn, knowledge)
    first = decided(before, turn, knowledge).doors[:1]
    moved = [d.route for d in first] != [d.route for d in decision.doors[:1]]
    about = worry.facts.about or "unclear"
    doors = knowledge.concern(about, decision, turn.audience, turn.moment)
    return _asking(worry, decision, knowledge, (doors,) if moved else ())


def _alarmed(worry: Worry, turn: Turn, knowledge: KnowledgeBase) -> Reply:
    """Danger is answered alone; the questions wait for the next message."""
    decision = decided(worry, turn, knowledge)
    message = knowledge.alarm(
        NOW,
        turn.audience,
        turn.moment,
        doors=[door.route for door in decision.doors],
        again=turn.alarms % 2 == 1,
    )
    slots = {
        **_kept(_unshown(worry)),
        "alarms": turn.alarms + 1,
        REQUESTED: decision.ask,
    }
    return Reply((message,), slots)


def _again(
    worry: Worry,
    turn: Turn,
    knowledge: KnowledgeBase,
    before: tuple[Message, ...] = (),
) -> Reply:
    """The open question once more, or no more where nobody answers it."""
    tries = worry.unanswered + 1
    if turn.requested is None or tries > MOST_UNANSWERED:
        if turn.is_answered or before:
            return Reply(before, {**_kept(_unshown(worry)), REQUESTED: None})
        return concluded(worry, turn, knowledge)
    fact = turn.requested
    asked = dict.fromkeys((*worry.asked, fact))
    again = replace(worry, shown=fact, unanswered=tries, asked=tuple(asked))
    question = knowledge.ask_again(fact)
    return Reply((*before, question), {**_kept(again), REQUESTED: fact})


def _asking(
    worry: Worry,
    decision: Decision,
    knowledge: KnowledgeBase,
    before: tuple[Message, ...],
) -> Reply:
    fact = decision.ask
    if fact is None:
        return Reply(before, {**_kept(_unshown(worry)), REQUESTED: None})
    asked = replace(worry, asked=(*worry.asked, fact), shown=fact)
    messages = (*before, knowledge.ask(fact))
    return Reply(messages, {**_kept(asked), REQUESTED: fact})


def _unshown(worry: Worry) -> Worry:
    return replace(worry, shown=None)


def _kept(worry: Worry) -> dict[str, object]:
    """The worry, and the area that a follow-up question is about."""
    area = {
        "child": "massh",
        "unborn": "massh",
        "adult": "adults",
    }.get(worry.facts.about or "")
    return {**worry.slots(), "area": area, "point": CONTACT, "misses": 0}
