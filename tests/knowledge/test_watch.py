"""The layers together: which one raises an alarm, how grave, and when none does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.alarm import Alarm, AlarmLevel, AlarmRule, Alarms, Harm
from knowledge.danger import NO_HARM, DangerMessage, DangerWords
from knowledge.language import OTHER, Language, Languages
from knowledge.watch import Limits, Modelled, Watch

CALM = Modelled(0.0, 0.0, NO_HARM)
GRAVE = Modelled(0.9, 0.05, "violence")
MESSAGES = {
    "emergency": "he is kicking the door in and the children are screaming",
    "urgent": "he told her that he will find her when she leaves tomorrow",
    "lookalike": "what does the policy on a knife in school say about the police",
    "concern": "my uncle keeps too many cats and the house smells",
}
CALM_WORDS = MESSAGES["lookalike"]
"""Words that weigh far below the veto, with a rule in them."""
RULES = {
    "knife": AlarmRule("emergency", ("a knife",)),
    "tonight": AlarmRule("urgent", ("not safe tonight",)),
}


def words(**messages: str) -> DangerWords:
    return DangerWords(
        DangerMessage(text, kind, "self", "violence") for kind, text in messages.items()
    )


def language(code: str, urgent: str, emergency: str, *common: str) -> Language:
    phrases: dict[AlarmLevel, tuple[str, ...]] = {
        "urgent": (urgent,),
        "emergency": (emergency,),
    }
    return Language(code, code, code, "ltr", {}, {"violence": phrases}, common)


LANGUAGES = Languages(
    {
        "pl": language("pl", "boję się", "bije mnie", "nie", "wiem", "jest", "co"),
        "ur": language("ur", "dar lagta", "maar raha", "mujhe", "hai", "nahi"),
    }
)


def watch(limits: Limits | None = None, learned: DangerWords | None = None) -> Watch:
    alarms = Alarms({"weapon": Harm("Weapon", ("massh",), RULES)})
    return Watch(alarms, LANGUAGES, learned or words(**MESSAGES), limits)


def heard(text: str, modelled: Modelled | None = None) -> Alarm:
    found = watch().hear(text, modelled)
    assert found is not None
    return found


def test_a_rule_raises_the_alarm_and_is_certain() -> None:
    assert heard("he has a knife") == Alarm("weapon", "emergency", "weapon/knife")
    assert heard("i am not safe tonight").level == "urgent"


def test_a_rule_stands_where_the_others_are_only_unsure() -> None:
    unsure = Modelled(0.1, 0.1, NO_HARM)
    assert not heard("he has a knife", unsure).alike


def test_a_rule_is_silenced_where_nothing_else_hears_danger() -> None:
    found = heard("the policy on a knife in school", CALM)
    assert (found.alike, found.rule, found.layer) == (True, "weapon/knife", "rules")
    assert found.score < 0.05


def test_words_alone_raise_the_alarm() -> None:
    found = heard("he is kicking the door in")
    assert (found.layer, found.rule) == ("words", "violence/learned")
    assert (found.harm, found.alike) == ("violence", False)
    assert 0.5 < found.score < 1.0


def test_the_model_raises_the_alarm_where_words_know_nothing() -> None:
    found = heard("zebra piano", GRAVE)
    assert (found.layer, found.level, found.alike) == ("model", "emergency", False)


def test_the_model_names_the_harm() -> None:
    assert heard("he is kicking", replace(GRAVE, harm="fire")).harm == "fire"


def test_words_and_model_are_joined() -> None:
    """Either alone would be too little for an alarm of these limits."""
    limits = Limits(danger=1.0, alike=-9.0)
    half = Modelled(0.3, 0.2, "violence")
    by_words = watch(limits).hear("he is kicking the door in", half)
    by_neither = watch(limits).hear("zebra piano", half)
    assert by_words is not None
    assert not by_words.alike
    assert by_neither is not None
    assert by_neither.alike


def test_a_calm_message_raises_nothing() -> None:
    assert watch().hear("my uncle keeps too many cats", CALM) is None
    limits = Limits(words=0.0, alike=-0.2)
    assert watch(limits).hear("my uncle keeps too many cats") is None


def test_between_danger_and_calm_a_message_only_sounds_like_danger() -> None:
    limits = Limits(words=50.0, alike=-50.0)
    found = watch(limits).hear("he is kicking the door in")
    assert found is not None
    assert found.alike


@pytest.mark.parametrize(
    ("modelled", "level"),
    [
        (Modelled(0.8, 0.1, "violence"), "emergency"),
        (Modelled(0.1, 0.8, "violence"), "urgent"),
    ],
)
def test_the_model_tells_the_level(modelled: Modelled, level: AlarmLevel) -> None:
    assert heard("zebra piano", modelled).level == level


def test_the_words_tell_the_level() -> None:
    limits = Limits(emergency=0.0)
    emergency = watch(limits).hear("he is kicking the door in")
    urgent = watch(limits).hear("he told her that he will find her")
    assert emergency is not None
    assert urgent is not None
    assert (emergency.level, urgent.level) == ("emergency", "urgent")


def test_the_surer_the_danger_the_sooner_it_is_an_emergency() -> None:
    """The same lean of the model, with more danger beside it."""
    leaning = Modelled(0.31, 0.19, "violence"), Modelled(0.61, 0.38, "violence")
    levels = [heard("zebra piano", modelled).level for modelled in leaning]
    assert levels == ["urgent", "emergency"]


def test_an_alarm_in_another_language_is_heard_in_its_words() -> None:
    assert heard("nie wiem, jest zły i bije mnie") == Alarm(
        "violence", "emergency", "violence/pl", "language", language="pl"
    )


def test_another_language_without_alarm_words_is_urgent() -> None:
    assert heard("nie wiem co to jest") == Alarm(
        NO_HARM, "urgent", "none/pl", "language", language="pl"
    )


def test_a_language_nobody_wrote_words_for_is_urgent() -> None:
    found = heard("mi marido ha vuelto borracho")
    assert (found.level, found.language, found.layer) == ("urgent", OTHER, "language")


def test_words_of_a_sister_tongue_decide_the_language() -> None:
    """Noticed as Polish by its common words, but Urdu by what it says."""
    found = heard("nie wiem co maar raha")
    assert (found.language, found.level) == ("ur", "emergency")


def test_the_limits_are_in_order() -> None:
    limits = Limits()
    assert limits.veto < limits.alike < limits.danger < limits.words


def test_a_rule_is_heard_in_a_message_that_looks_foreign() -> None:
    assert heard("madad karo wo aaya has a knife").rule == "weapon/knife"


def test_a_short_cry_in_another_language_is_heard() -> None:
    found = heard("ojciec bije mnie")
    assert (found.language, found.level) == ("pl", "emergency")


def test_with_nothing_learned_the_rules_still_hear() -> None:
    found = watch(learned=DangerWords([])).hear("help he is here and has a knife")
    assert found is not None
    assert found.rule == "weapon/knife"


def test_with_nothing_learned_english_stays_english() -> None:
    found = watch(learned=DangerWords([])).hear("what are your opening hours")
    assert found is None or found.alike


def test_words_alone_never_silence_a_rule() -> None:
    assert not heard(CALM_WORDS).alike


def test_a_rule_is_never_silenced_where_the_model_hears_danger() -> None:
    assert not heard(CALM_WORDS, Modelled(0.5, 0.1, "weapon")).alike


def test_once_warm_no_phrase_is_left_to_compile() -> None:
    alarms = Alarms({"weapon": Harm("Weapon", ("massh",), RULES)})
    polish = language("pl", "boję się", "bije mnie", "nie", "wiem")
    Watch(alarms, Languages({"pl": polish}), words(**MESSAGES)).warm()
    assert "_rules" in vars(alarms)
    assert "_patterns" in vars(polish)
