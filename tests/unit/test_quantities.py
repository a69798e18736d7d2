"""The figures in prose, and when two say the same."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import prose
from generator.lint.quantities import Quantity, quantities
from generator.lint.said import facts_said, is_said
from generator.sentences import sentences

words_and_signs = st.lists(
    st.sampled_from(
        "1 2 10 1,000 0.3 $ € % K M x ms - — to and or in out of two twenty-five hundred million a half days day hours "
        "times percent GB step Java . , ( ) ½ \N{FULLWIDTH DIGIT ONE} 1.2.3 24/7 May \u0130".split()
    )
    | st.just(" ")
).map("".join)


def shown(text: str) -> list[str]:
    return [each.shown for each in quantities(text)]


@pytest.mark.parametrize(
    "same",
    [
        ["$8K", "$8,000", "$8k", "8K dollars", "8,000 dollars", "eight thousand dollars", "$ 8K", "eight grand"],
        ["$1.2 million", "$1.2M", "$1.2m", "$1,200,000", "1.2 million dollars"],
        [
            "90 minutes",
            "1.5 h",
            "1.5 hours",
            "90-minute",
            "ninety minutes",
            "5,400 seconds",
            "one and a half hours",
            "1½ hours",
        ],
        ["two days", "2 days", "48 hours", "two-day", "two business days", "two full days"],
        ["two weeks", "14 days"],
        ["12 months", "1 year", "twelve months"],
        ["400 ms", "400ms", "0.4 s", "400 milliseconds", "400\N{NO-BREAK SPACE}ms", "four hundred ms"],
        ["0.3%", "0.3 percent", "0.3 per cent", "3 in 1,000", "3 out of 1,000", "3 in every 1,000"],
        ["3x", "three times", "3 times", "threefold", "3-fold", "3\N{MULTIPLICATION SIGN}"],
        ["2 GB", "2GB", "2 gigabytes", "2,000 MB", "two gigs"],
        ["40,000 orders", "40K orders", "40k orders", "40 thousand orders"],
    ],
    ids=lambda same: same[0],
)
def test_a_figure_is_the_same_however_it_is_written(same: list[str]) -> None:
    found = [quantities(f"It was about {text}, then.") for text in same]
    assert [len(each) for each in found] == [1] * len(same)
    assert len({each[0].fact for each in found}) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It lost 0.3% of deliveries, about $8K a week.", ["0.3%", "$8K"]),
        ("We had 300+ services and ~40 merchants.", ["300", "40"]),
        ("Latency fell from 400 to 90 ms.", ["400 to 90 ms", "90 ms"]),
        ("It went from 400 ms all the way down to 90.", ["400 ms", "400 ms all the way down to 90"]),
        ("It took 5-10 minutes.", ["5-10 minutes", "10 minutes"]),
        ("It took 5 to 10 minutes.", ["5 to 10 minutes", "10 minutes"]),
        ("It cost $5\N{EN DASH}10K.", ["$5\N{EN DASH}10K", "$5\N{EN DASH}10K"]),
        ("It took two or three days.", ["two or three days", "three days"]),
        ("A **30-second** timeout", ["30-second"]),
        ("Only 40 people came. I asked 12.", ["40", "12"]),
        ("It took sub-100 ms.", ["100 ms"]),
        ("We paid US$5M.", ["$5M"]),
        ("It sent 500 MB/s.", ["500 MB"]),
        ("In 3 weeks it was gone.", ["3 weeks"]),
    ],
)
def test_figures_are_found(text: str, found: list[str]) -> None:
    assert shown(text) == found


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("from 20 to 30%", [Fraction(1, 5), Fraction(3, 10)]),
        ("from 30% to 20.", [Fraction(3, 10), Fraction(1, 5)]),
        ("5 to 10K users", [5000, 10000]),
        ("from 400 to 1.2K users", [400, 1200]),
        ("$2 to 3 million", [2_000_000, 3_000_000]),
        ("two to three million dollars", [2_000_000, 3_000_000]),
        ("from 2000 to 400 ms", [2, Fraction(2, 5)]),
    ],
)
def test_both_ends_of_a_range_carry_its_unit(text: str, values: list[Fraction]) -> None:
    assert [each.value for each in quantities(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "The p99 of v2 fell at L5 in Q3, over HTTP/2 and UTF-8.",
        "An SDE 1 and an SDE 2 read TLS 1.3 and Java 17.",
        "We moved from Java 8 to 17, and from Postgres 9.6 to 14.",
        "Step 2 and steps 3 and 4, phase 1, version 2.1, option 3, and the one on line 40",
        "On call 24/7, in a 1:1, for the 2nd time, on the 1st try",
        "Since 2024, and in 2019-21, and on 2024-05-12, May 12 and 12 May",
        "At 3 am, at 3pm, at 9:30 and at 5 o'clock",
        "A 503, many 404s, 500 errors, and it returned 429.",
        "Version 1.2.3 on 192.168.0.1, a 64-bit 12-factor app with 2FA, 4xx and 3D",
        "1) Look. 2) Count. (3) Write.",
        "Two teams made three decisions, one day, in a week.",
        "I had two second opinions, and it times out.",
        "I was 100% sure, 24 hours a day, seven days a week, nine times out of ten.",
        "A bug #1234 in 007",
    ],
)
def test_what_is_no_figure_is_left_alone(text: str) -> None:
    assert shown(text) == []


def test_a_sign_does_not_make_a_country_a_unit() -> None:
    assert [(each.kind, each.noun) for each in quantities("It ran in 3 US regions.")] == [("count", "us")]


@pytest.mark.parametrize(
    ("story", "figure"),
    [
        ("All four teams adopted it.", "4 teams"),
        ("I asked three times.", "3 questions"),
        ("It took an hour.", "60 minutes"),
        ("It took half a day.", "12 hours"),
        ("It took a day and a half.", "36 hours"),
        ("It took two rainy weeks.", "two weeks"),
        ("It took two quarters.", "6 months"),
        ("Half of them left.", "50%"),
        ("It was twice as fast.", "2x"),
        ("One in five failed.", "20%"),
        ("It went to zero.", "0%"),
        ("It rose by 2.5%.", "a 2.5-point gain"),
        ("No page has come since.", "0 pages"),
        ("Every week 12 merchants complained.", "12 merchants"),
    ],
)
def test_a_story_says_more_than_its_figures(story: str, figure: str) -> None:
    facts = facts_said(story)
    assert [is_said(each, facts) for each in quantities(figure)] == [True]


def test_a_story_does_not_say_another_figure() -> None:
    facts = facts_said("It took two days, lost $8K, and 40 merchants saw it.")
    others = "three days, $9K, 41 merchants, 2%, 8 GB"
    assert [is_said(each, facts) for each in quantities(others)] == [False] * 5


@given(words_and_signs)
def test_a_figure_stands_where_it_says(text: str) -> None:
    plain = prose.plain(text)
    found = quantities(text)
    assert all(plain.startswith(each.shown, each.start) and each.shown and each.value >= 0 for each in found)
    assert {each.fact for each in found} <= facts_said(text)


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(isinstance(each, Quantity) for each in quantities(text))
    assert facts_said(text) >= {each.fact for each in quantities(text)}


@pytest.mark.parametrize(
    "text",
    ["9" * 200_000, "1-" * 100_000, "1 " * 100_000, "two hundred and " * 15_000, "1" + "," * 200_000, "$ " * 100_000],
)
def test_a_hostile_text_takes_no_time(text: str) -> None:
    assert len(quantities(text)) <= 5000


def test_sentences_make_up_the_text() -> None:
    text = 'It cost 0.3% e.g. two orders. "Really?" he said. So I looked! Then p99 fell.'
    found = [sentence for _, sentence in sentences(text)]
    assert "".join(found) == text
    assert found == ["It cost 0.3% e.g. two orders. ", '"Really?" he said. ', "So I looked! ", "Then p99 fell."]
