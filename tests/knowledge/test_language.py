"""Languages other than English: noticed by letters or by words, and their alarms."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge.alarm import Alarm, AlarmLevel
from knowledge.language import OTHER, Language, Languages, Translation, plain_letters
from knowledge.reading import read_or_raise


def language(
    code: str,
    *emergency: str,
    urgent: tuple[str, ...] = (),
    common: tuple[str, ...] = (),
) -> Language:
    levels: dict[AlarmLevel, tuple[str, ...]] = {
        "emergency": emergency,
        "urgent": urgent,
    }
    wording = {"emergency": Translation("999!", "Ring 999.")}
    return Language(code, code, code, "ltr", wording, {"violence": levels}, common)


POLISH = language(
    "pl",
    "mąż|ktoś .. bije|dusi",
    "nóż*",
    urgent=("boję się",),
    common=("jest", "nie", "proszę", "wiem", "co"),
)
LANGUAGES = Languages(
    {
        one.code: one
        for one in (
            POLISH,
            language("ur", "bachao", "مدد", common=("mujhe", "hai", "karo")),
            language("ar", "ساعدوني"),
            language("fa", "کمک"),
            language("zh", "救 命", "打 我|他"),
            language("pa", "ਮਦਦ"),
            language("uk", "рятуйте"),
        )
    }
)


@cache
def held() -> dict[str, Language]:
    return read_or_raise().languages


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ਮੈਨੂੰ ਡਰ ਲੱਗਦਾ ਹੈ", "pa"),
        ("我很害怕", "zh"),
        ("Мені страшно", "uk"),
        ("میں ڈر رہی ہوں", "ur"),
        ("من می ترسم", "fa"),
        ("پدرم عصبانی شد", "fa"),
        ("أنا خائفة", "ar"),
        ("help الحقوني", "ar"),
        ("Φοβάμαι", OTHER),
        ("わたしはこわい", OTHER),
        ("אני מפחדת", OTHER),
    ],
)
def test_letters_tell_the_language(text: str, code: str) -> None:
    assert LANGUAGES.notice(text) == code


def test_a_script_whose_language_is_not_held_is_another_language() -> None:
    assert Languages({"pl": POLISH}).notice("أنا خائفة") == OTHER


@pytest.mark.parametrize(
    "text", ["", "999", "?!", "🙂🙂", "my friend 王 is not answering the door"]
)
def test_no_letters_or_few_foreign_ones_are_english(text: str) -> None:
    assert LANGUAGES.notice(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nie wiem co robić", "pl"),
        ("PROSZĘ, nie wiem", "pl"),
        ("prosze nie teraz", "pl"),
        ("mujhe maar raha hai", "ur"),
    ],
)
def test_common_words_tell_the_language_of_our_letters(text: str, code: str) -> None:
    assert LANGUAGES.notice(text, known=0.1) == code


def test_one_common_word_is_not_enough() -> None:
    assert LANGUAGES.notice("nie teraz", known=0.0) is None


def test_common_words_among_many_others_are_not_enough() -> None:
    text = "nie wiem " + "dom " * 8
    assert LANGUAGES.notice(text, known=0.6) is None


def test_words_that_english_messages_hold_stay_english() -> None:
    assert LANGUAGES.notice("jest nie wiem co", known=0.9) is None


def test_hardly_a_known_word_is_another_language() -> None:
    text = "mi marido me pega"
    assert LANGUAGES.notice(text, known=0.25) == OTHER
    assert LANGUAGES.notice(text, known=0.5) is None


def test_a_few_unknown_words_are_not_yet_another_language() -> None:
    assert LANGUAGES.notice("mi marido pega", known=0.0) is None


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("MĄŻ, bije!", "maz bije"),
        ("łódź", "lodz"),
        ("și țară", "si tara"),
        ("مُحَمَّد", "محمد"),
        ("علي كبير", "علی کبیر"),
        ("علی کبیر", "علی کبیر"),
        ("他打我", "他 打 我"),
        ("help他", "help 他"),
        ("ïsn't", "isnt"),
    ],
)
def test_letters_are_made_plain(typed: str, plain: str) -> None:
    assert plain_letters(typed) == plain


@pytest.mark.parametrize(
    "text", ["mąż mnie bije", "MAZ MNIE BIJE", "ktoś ją teraz dusi!", "ma nożem"]
)
def test_a_phrase_matches_with_and_without_accents(text: str) -> None:
    assert POLISH.match(text) == Alarm("violence", "emergency", "violence/pl")


def test_chinese_characters_are_words() -> None:
    chinese = LANGUAGES.held["zh"]
    assert chinese.match("救命啊") is not None
    assert chinese.match("他打我") is not None
    assert chinese.match("我打") is None


@pytest.mark.parametrize("typed", ["كمك", "کمک", "لطفا کمک کنید"])
def test_letters_of_one_sound_are_one(typed: str) -> None:
    assert LANGUAGES.held["fa"].match(typed) is not None


def test_vowel_signs_belong_to_their_word() -> None:
    punjabi = language("pa", "ਮਾਰ|ਕੁੱਟ ਰਿਹਾ")
    assert punjabi.match("ਉਹ ਮੈਨੂੰ ਕੁੱਟ ਰਿਹਾ ਹੈ।") is not None
    assert punjabi.match("ਉਹ ਮੇਰਾ ਰਿਹਾ") is None


def test_characters_that_belong_together_are_joined() -> None:
    chinese = language("zh", "打 我|老_婆")
    assert chinese.match("他打老婆") is not None
    assert chinese.match("他打我") is not None
    assert chinese.match("他打老師") is None


def test_an_emergency_comes_before_an_urgent_phrase() -> None:
    found = POLISH.match("boję się, mąż mnie bije")
    assert found is not None
    assert found.level == "emergency"
    urgent = POLISH.match("boję się")
    assert urgent is not None
    assert urgent.level == "urgent"


def test_an_ordinary_sentence_raises_no_alarm() -> None:
    assert POLISH.match("kiedy jest otwarte biuro") is None
    assert LANGUAGES.match("kiedy jest otwarte biuro") is None


def test_the_language_that_finds_an_alarm_is_told() -> None:
    assert LANGUAGES.match("bachao mujhe") == (
        "ur",
        Alarm("violence", "emergency", "violence/ur"),
    )


@pytest.mark.parametrize("code", held())
def test_every_phrase_of_the_project_matches_its_own_first_words(code: str) -> None:
    one = held()[code]
    deaf = [
        phrase
        for levels in one.alarms.values()
        for phrases in levels.values()
        for phrase in phrases
        if one.match(first_words(phrase)) is None
    ]
    assert not deaf


def first_words(phrase: str) -> str:
    """A text that the phrase must match: first choices, without what may be missing."""
    said = [
        piece.partition("|")[0].rstrip("*").replace("_", " ")
        for piece in phrase.split()
        if piece.strip(".") and not piece.endswith("?")
    ]
    return " ".join(said)
