"""Puts emergency guidance before everything else."""

from __future__ import annotations

from actions.hearing import about, heard
from actions.spoken import Reply, SpokenAction
from actions.turn import Turn
from actions.worry import Worry
from knowledge.alarm import Alarm
from knowledge.decision import LIKELY, decide
from knowledge.knowledge_base import KnowledgeBase

UNKNOWN = Alarm("violence", "emergency", "violence/unknown")


class ActionAlarm(SpokenAction):
    """An alarm without a rule is still an emergency; the next has other words."""

    called = "action_alarm"

    def reply(self, turn: Turn, knowledge: KnowledgeBase) -> Reply:
        alarm = turn.alarm or UNKNOWN
        # What is not English says nothing of whom it is about, nor of any door.
        ranked = () if alarm.language else turn.doors
        routes = knowledge.content.routes
        whom = (
            "unclear"
            if alarm.language
            else about(turn.whom, turn.detail, ranked, routes)
        )
        likely = [(door, p) for door, p in ranked if p >= LIKELY]
        facts = heard(turn.said, whom, turn.place, likely)
        decision = decide(facts, turn.audience, likely, routes)
        message = knowledge.alarm(
            alarm,
            turn.audience,
            turn.moment,
            # Only what is said leaves a front door out: a guess must not.
            about=turn.whom if turn.whom == whom else "",
            doors=[door.route for door in decision.doors],
            again=turn.alarms % 2 == 1,
        )
        # Kept for when all are safe; what the form has open already stays as it is.
        kept = {} if turn.is_asking else Worry(facts, tuple(ranked)).slots()
        return Reply((message,), {"misses": 0, "alarms": turn.alarms + 1, **kept})
