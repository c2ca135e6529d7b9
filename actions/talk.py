"""Greets, thanks, explains itself, and leads on; never closes a talk."""

from __future__ import annotations

from actions.concern import safe_again
from actions.spoken import Reply, SpokenAction
from actions.turn import Turn
from knowledge.knowledge_base import KnowledgeBase

QUESTIONS = {
    "greet": "hello",
    "help": "help",
    "thanks": "thanks",
    "goodbye": "goodbye",
    "are_you_human": "robot",
    "safe_now": "safe",
}


class ActionTalk(SpokenAction):
    """Each small intent has its fixed question in words.yml."""

    called = "action_talk"

    def reply(self, turn: Turn, knowledge: KnowledgeBase) -> Reply:
        name = QUESTIONS.get(turn.intent, "start")
        if name != "safe":
            return Reply((knowledge.ask(name),), {"misses": 0})
        if turn.is_asking:
            return Reply((knowledge.ask("safe_back"),), {"misses": 0})
        safe = knowledge.ask(name), *safe_again(turn, knowledge)
        return Reply(safe, {"misses": 0})
