"""The component that hears danger, the one that ranks doors, and the judge of both."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import asdict
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from bot.alarm_detector import ALARM_KEY, AlarmDetector, Hearing
from bot.area_names import AreaNames
from bot.danger_model import DangerModel
from bot.door_classifier import DOORS_KEY, DoorClassifier
from bot.errors import BotError
from bot.judge import Judge
from bot.label_classifier import RANKINGS_KEY
from bot.label_model import LabelModel, Ranking
from bot.sentence_encoder import TEXTS_KEY, VECTORS_KEY
from knowledge.alarm import Alarm, AlarmRule, Alarms, Harm
from knowledge.danger import DangerMessage, DangerWords
from knowledge.language import Language, Languages
from knowledge.watch import Watch

MESSAGES = [
    DangerMessage("he is kicking the door in", "emergency", "self", "violence"),
    DangerMessage("he is kicking me and the door", "emergency", "child", "violence"),
    DangerMessage("he says he will find me", "urgent", "self", "violence"),
    DangerMessage("he says he will find her", "urgent", "self", "stalking"),
    DangerMessage("who paints a door in a school", "lookalike", "public", "violence"),
    DangerMessage("who mends a door in a school", "lookalike", "public", "violence"),
]
DOORS = {"massh": ["a hungry pupil", "a cold pupil"], "adults": ["an old aunt"] * 2}
ALARMS = Alarms(
    {"weapon": Harm("Weapon", (), {"knife": AlarmRule("emergency", ("a knife",))})}
)
POLISH = Language(
    "pl",
    "Polish",
    "Polski",
    "ltr",
    {},
    {"violence": {"emergency": ("bije mnie",)}},
    ("jest", "nie", "wiem"),
)
RESOURCE = Resource("component")


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage.create(tmp_path)


@pytest.fixture
def detector(storage: LocalModelStorage) -> AlarmDetector:
    """Loaded from what training leaves, with a small model."""
    small = DangerModel(LabelModel(width=8), LabelModel(width=8))
    watch = Watch(ALARMS, Languages({"pl": POLISH}), DangerWords(MESSAGES))
    with storage.write_to(RESOURCE) as folder:
        model = small.fit(MESSAGES, nothing(len(MESSAGES)))
        joblib.dump(Hearing(watch, model), Path(folder) / "danger.joblib")
    return AlarmDetector.load(
        AlarmDetector.get_default_config(), storage, RESOURCE, None
    )


def nothing(rows: int) -> Any:
    """Vectors that say nothing, so that only the n-grams count."""
    return np.zeros((rows, 4), dtype=np.float32)


def message(text: str) -> Message:
    return Message({"text": text, TEXTS_KEY: [text], VECTORS_KEY: nothing(1)})


def heard(detector: AlarmDetector, text: str) -> dict[str, Any] | None:
    [found] = detector.process([message(text)])
    alarm: dict[str, Any] | None = found.get(ALARM_KEY)
    return alarm


def test_a_rule_is_heard_with_its_layer(detector: AlarmDetector) -> None:
    assert heard(detector, "he has a knife") == asdict(
        Alarm("weapon", "emergency", "weapon/knife")
    )


def test_danger_without_a_rule_is_heard_by_the_model(detector: AlarmDetector) -> None:
    alarm = heard(detector, "he is kicking the door")
    assert alarm is not None
    assert (alarm["layer"], alarm["harm"]) == ("model", "violence")
    assert not alarm["alike"]


def test_another_language_is_heard_after_loading(detector: AlarmDetector) -> None:
    alarm = heard(detector, "nie wiem, jest tu i bije mnie")
    assert alarm is not None
    assert (alarm["language"], alarm["level"]) == ("pl", "emergency")


def test_an_alarm_leaves_the_pipeline_as_plain_values(detector: AlarmDetector) -> None:
    """Rasa sends it to the action server as JSON, which makes an alarm of it again."""
    alarm = json.loads(json.dumps(heard(detector, "he has a knife")))
    assert Alarm(**alarm) == Alarm("weapon", "emergency", "weapon/knife")


def test_a_calm_message_is_left_as_it_is(detector: AlarmDetector) -> None:
    calm = message("who paints a school")
    before = deepcopy(calm.data)
    detector.process([calm])
    assert calm.data.keys() == before.keys()


def test_without_training_nobody_pretends_to_hear(storage: LocalModelStorage) -> None:
    untrained = AlarmDetector.create({}, storage, RESOURCE, None)
    with pytest.raises(BotError, match="make train"):
        untrained.process([message("help")])


@pytest.fixture
def doors(storage: LocalModelStorage) -> DoorClassifier:
    texts = [text for texts in DOORS.values() for text in texts]
    labels = [door for door, texts in DOORS.items() for _ in texts]
    with storage.write_to(RESOURCE) as folder:
        model = LabelModel(width=4).fit(texts, nothing(len(texts)), labels)
        joblib.dump(model, Path(folder) / "doors.joblib")
    return DoorClassifier.load({}, storage, RESOURCE, None)


def test_doors_are_ranked_with_their_likelihood(doors: DoorClassifier) -> None:
    [found] = doors.process([message("a hungry pupil in my class")])
    (first, likely), (second, other) = found.get(DOORS_KEY)
    assert (first, second) == ("massh", "adults")
    assert likely > other
    assert likely + other == pytest.approx(1.0, abs=0.002)


def test_without_training_no_door_is_guessed(storage: LocalModelStorage) -> None:
    untrained = DoorClassifier.create({}, storage, RESOURCE, None)
    with pytest.raises(BotError, match="make train"):
        untrained.process([message("help")])


WORRY: Ranking = [("greet", 0.5), ("concern/adult", 0.3), ("ask/panel/hours", 0.2)]
QUESTION: Ranking = [("ask/panel/hours", 0.95), ("concern/child", 0.05)]


def judged(
    storage: LocalModelStorage, ranking: Ranking, alarm: Alarm | None = None
) -> Message:
    judge = Judge(Judge.get_default_config(), AreaNames({}), (), storage, RESOURCE)
    said = message("so it is")
    said.set(RANKINGS_KEY, [ranking])
    said.set(DOORS_KEY, [("massh", 0.9)])
    if alarm is not None:
        said.set(ALARM_KEY, asdict(alarm))
    [found] = judge.process([said])
    return found


def test_an_alarm_is_the_intent_and_tells_whom_the_worry_is_about(
    storage: LocalModelStorage,
) -> None:
    found = judged(storage, WORRY, Alarm("fire", "emergency", "fire/burning"))
    assert found.get("intent") == {"name": "alarm", "confidence": 1.0}
    assert found.get("detail") == "adult"
    assert found.get("doors") == [("massh", 0.9)]


def test_what_only_sounds_like_danger_is_understood_as_what_it_is(
    storage: LocalModelStorage,
) -> None:
    alike = Alarm("fire", "emergency", "fire/burning", alike=True)
    found = judged(storage, QUESTION, alike)
    assert found.get("intent")["name"] == "ask"
    assert found.get("alarm")["alike"]
    assert found.get("doors") == []


@pytest.mark.parametrize(
    ("layer", "intent"),
    [("model", "ask"), ("rules", "alarm"), ("words", "alarm"), ("language", "alarm")],
)
def test_a_sure_question_silences_the_model_but_no_other_layer(
    storage: LocalModelStorage, layer: Any, intent: str
) -> None:
    alarm = Alarm("fire", "emergency", "fire/learned", layer=layer)
    found = judged(storage, QUESTION, alarm)
    assert found.get("intent")["name"] == intent
    assert found.get("alarm")["alike"] is (intent == "ask")
