"""Puts the area right: "no, the adult one"; or whom a worry is about."""

from __future__ import annotations

from actions.answer import answer
from actions.choosing import Heard, choose
from actions.concern import corrected
from actions.spoken import Reply, SpokenAction
from actions.turn import Turn
from knowledge.knowledge_base import KnowledgeBase

DOORS = {"adult": "adults", "child": "massh"}


class ActionCorrect(SpokenAction):
    """The point last answered, of the area that the correction names."""

    called = "action_correct"

    def reply(self, turn: Turn, knowledge: KnowledgeBase) -> Reply:
        if (righted := corrected(turn, knowledge)) is not None:
            return righted
        named = turn.heard[0].areas if turn.heard else ()
        areas = named or ((DOORS[turn.detail],) if turn.detail in DOORS else ())
        if not areas:
            choice = choose(turn.heard, turn.area, knowledge.content, turn.point)
            return answer(choice, turn, knowledge)
        point = f"*/{turn.point or 'contact'}"
        meant = Heard(areas[:1], ((point, 1.0), (f"{areas[0]}/definition", 0.01)))
        return answer(choose([meant], None, knowledge.content), turn, knowledge)
