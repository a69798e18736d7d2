"""The numbers of a story, with what they count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.figures import figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("We lost 0.3% of deliveries.", ["0.3% of deliveries"], id="a share"),
        pytest.param("It cost about $8K a week.", ["$8K a week"], id="money"),
        pytest.param("It took 1,000,000 rows.", ["1,000,000 rows"], id="thousands"),
        pytest.param("It answered within 200 ms of a click.", ["200 ms of a click"], id="a unit behind a blank"),
        pytest.param("A 3-month plan.", ["3-month plan"], id="a hyphen behind it"),
        pytest.param("It was 10x faster.", ["10x faster"], id="a factor"),
        pytest.param("It was down for 2 days, and nobody called.", ["2 days"], id="up to the end of the clause"),
        pytest.param("It lost 12 orders and was late.", ["12 orders"], id="up to a word that starts something new"),
        pytest.param("Nobody saw that 0.3% were lost.", ["Nobody saw that 0.3% were lost"], id="no noun behind it"),
        pytest.param("In total it fell to 7.", ["total it fell to 7"], id="the end of a sentence"),
        pytest.param("It cost **$8K** a [week](https://a.org).", ["$8K a week"], id="markup"),
        pytest.param("We met 3 teams and 40 engineers.", ["3 teams", "40 engineers"], id="several"),
        pytest.param("We lost 12 orders & more.", ["12 orders"], id="up to a sign that stands alone"),
        pytest.param("The p99 of v2 fell.", [], id="names with digits in them"),
        pytest.param("No number stands here.", [], id="none"),
    ],
)
def test_a_number_comes_with_what_it_counts(text: str, found: list[str]) -> None:
    assert figures([text]) == found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It ran 24/7 for a year.", id="around the clock"),
        pytest.param("It won 1st place.", id="an ordinal"),
        pytest.param("We asked 5-10 people.", id="a range"),
        pytest.param("It moved 3 MB/s at night.", id="a rate"),
        pytest.param("We shipped release 1.2.3 early.", id="a version"),
        pytest.param("The 4xx errors fell.", id="a class of status codes"),
    ],
)
def test_a_number_is_not_torn_apart(text: str) -> None:
    assert [phrase for phrase in figures([text]) if f" {phrase}" not in text] == []


@pytest.mark.parametrize("text", ["From 200 ms to 50 ms.", "It ran 24/7.", "Between 3 and 5."])
def test_no_phrase_is_listed_twice(text: str) -> None:
    found = figures([text])
    assert found == list(dict.fromkeys(found))


def test_the_first_mention_of_a_number_stands_for_all() -> None:
    assert figures(["We lost $8K a week.", "In the end $8k came back."]) == ["$8K a week"]


def test_numbers_keep_the_order_of_the_story() -> None:
    assert figures(["It took 9 minutes.", "Now it takes 4 seconds."]) == ["9 minutes", "4 seconds"]


@given(st.lists(st.sampled_from("we lost 0.3% $8K 12 orders, of a week. 5-10 24/7 1st 1.2.3 and".split()), max_size=12))
def test_every_figure_stands_in_the_story_as_it_is_shown(words: list[str]) -> None:
    story = " ".join(["So", *words])
    assert [phrase for phrase in figures([story]) if phrase not in story] == []
