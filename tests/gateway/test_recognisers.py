"""What each recogniser takes for personal, and what it does not."""

from __future__ import annotations

import pytest

from gateway.allow_list import Phrases, allowed_in, plain
from gateway.privacy import Recogniser, Redacted, Redactor
from gateway.recognisers.name_finder import NameFinder
from gateway.recognisers.name_list import NameList
from tests.gateway.world import content


@pytest.fixture
def redactor(recognisers: tuple[Recogniser, ...]) -> Redactor:
    return Redactor(recognisers, allowed_in(content()))


NAMES = """
my sister kelly thornley rang | my sister [NAME] rang
his name is jayden | his name is [NAME]
mr okafor shouts | mr [NAME] shouts
Mr. O'Rourke and Miss Al-Hassan | Mr. [NAME] and Miss [NAME]
jaydens mum and zoe's dad | [NAME]s mum and [NAME]'s dad
keiran hit me | [NAME] hit me
my daughter grace is hurt | my daughter [NAME] is hurt
I am Łukasz and this is Zoë | I am [NAME] and this is [NAME]
KELLY THORNLEY IS OUTSIDE | [NAME] IS OUTSIDE
the okafor family | the [NAME] family
Ellie-Mae is 4, tom is 6 | [NAME] is 4, [NAME] is 6
hi grace here from next door | hi [NAME] here from next door
J. Smith and Jayden SMITH came | [NAME] and [NAME] came
we saw Mrs Penhaligon-Vale on Monday | we saw Mrs [NAME] on Monday
see kelly.matthews online | see [NAME] online
""".strip().splitlines()

NO_NAMES = """
will he grant me a day, may I hope
my son will not eat and my mum may be ill
what is Clare's Law, clares law or the Herbert Protocol
is St Anne's hospital near, or st george's school
I live in Marple Bridge and she lives in hyde
the Head told my Mum in May
an old man on our street has no coat
did Parkinson's make him fall
HE HAS A KNIFE AND HE WILL HURT HER
they called me a liar and I called 101
who carries out the enquiry
alan emshab man ro mizane
our Hope House worker is off on Friday
""".strip().splitlines()

OTHERS = """
dob 3/4/09 | dob [DATE_OF_BIRTH]
born on the 3rd of april 2009 | born on the [DATE_OF_BIRTH]
Jo Bloggs (12.05.2011) is here | [NAME] ([DATE_OF_BIRTH]) is here
born 1/3/14 and 9/9/17 | born [DATE_OF_BIRTH] and [DATE_OF_BIRTH]
at 14 acacia ave sk4 2ab | at [ADDRESS] [POSTCODE]
he is in flat 3 | he is in [ADDRESS]
bday 20/02/12, and 12th Feb 1984 (DOB) | bday [DATE_OF_BIRTH], and [DATE_OF_BIRTH] (DOB)
born on the third of march 1948 | born on the [DATE_OF_BIRTH]
on Turncroft Lane at number 14 | on [ADDRESS]
lives at 23 Carnforth | lives at [ADDRESS]
at 101 Hall Street | at [ADDRESS]
jo at example dot com | [EMAIL]
at Rose Cottage, Chapel Lane, Marple | at [ADDRESS], Marple
send it to 5 St Mary's Way | send it to [ADDRESS]
from sk74ng to M20 3QX | from [POSTCODE] to [POSTCODE]
ni ab 12 34 56 c | ni [NATIONAL_INSURANCE]
a white van MA19 XKL | a white van [VEHICLE]
reg k412 wrt | reg [VEHICLE]
ehm 204518 is open | ehm [CASE_REFERENCE] is open
liquidlogic ID LL-448821 | liquidlogic ID [CASE_REFERENCE]
case 2024/00123456 of 2019 | case [CASE_REFERENCE] of 2019
my ref is 99-4410-B | my ref is [CASE_REFERENCE]
""".strip().splitlines()

NOT_PERSONAL = """
born in 2009 in Pakistan, seen on 12/03/2025
2 kids in the street and 10 minutes down the road
a 14 year old in our road, 3 men outside
I have 2 flats and we meet in room 4
section 47, s47 2nd enquiry, level 3, year 9, 2021/22
case 3 of the review, ehm since 2019, EHM level 4
someone's 18th birthday, and a meeting on 4 June 2026
the 16 days start on 25 November
at 10 20 30 a number is drawn
25 percent rise in referrals
SK4 and M20 are near
""".strip().splitlines()


@pytest.mark.parametrize("line", [*NAMES, *OTHERS])
def test_it_is_taken_out_and_nothing_else(redactor: Redactor, line: str) -> None:
    text, redacted = line.split(" | ")
    assert redactor.redact(text).text == redacted


@pytest.mark.parametrize("text", [*NO_NAMES, *NOT_PERSONAL])
def test_it_is_left_alone(redactor: Redactor, text: str) -> None:
    assert redactor.redact(text) == Redacted(text)


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("Tyrone was hit by Zofia", "[NAME] was hit by [NAME]"),
        ("tyrone hit zofia, she is 9", "[NAME] hit [NAME], she is 9"),
        ("my son Jayden, dob 3/4/15", "my son [NAME], dob [DATE_OF_BIRTH]"),
    ],
)
def test_what_is_sent_on_stays_as_it_is_however_often(
    redactor: Redactor, text: str, redacted: str
) -> None:
    assert redactor.redact(text).text == redacted
    assert redactor.redact(redacted) == Redacted(redacted)


def test_the_same_word_is_a_name_or_none_by_what_stands_beside() -> None:
    finder = NameFinder(NameList.read(), knows=lambda _: True)
    beside = {
        "my friend rose is here": ["rose"],
        "prices rose is all I know": [],
        "mr young is here": ["young"],
        "the young is here": [],
    }
    for text, names in beside.items():
        assert [text[start:end] for start, end in finder.find(text)] == names


def test_every_name_of_the_list_is_plain_and_stands_in_one_section() -> None:
    names = NameList.read()
    given, everyday = names.given, names.given_everyday
    assert not given & everyday
    assert not names.surnames & names.surnames_everyday
    for name in (*given, *everyday, *names.surnames, *names.surnames_everyday):
        assert name == plain(name)


def test_phrases_are_found_whatever_their_apostrophes_and_accents() -> None:
    phrases = Phrases(["Clare's Law", "Victoria Climbié"])
    text = "clares law, CLARE’S LAW and victoria climbie's inquiry, not a law"
    found = [text[start:end] for start, end in phrases.spans(text)]
    assert found == ["clares law", "CLARE’S LAW", "victoria climbie's"]


def test_names_and_numbers_of_the_content_are_left_alone(redactor: Redactor) -> None:
    text = "MAARS or massh@stockport.example, see https://a.example/jane/smith"
    assert redactor.redact(text) == Redacted(text)
