"""How long words take to say."""

from __future__ import annotations

import pytest

from generator.speech import clock, spoken_seconds, word_count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("I fixed it.", 3, id="words"),
        pytest.param("I didn't stop", 3, id="an apostrophe"),
        pytest.param("a well-known bug", 3, id="a hyphen"),
        pytest.param("one - two — three", 3, id="dashes that stand alone"),
        pytest.param("about $8K, or 0.3%", 4, id="figures"),
        pytest.param("One.\n\nTwo.", 2, id="paragraphs"),
        pytest.param("- one\n- two", 2, id="list markers"),
        pytest.param("1. one\n2. two", 2, id="list numbers"),
        pytest.param("*one* [two](three/four.html) `five six`", 4, id="markup and addresses"),
        pytest.param("a ____ b", 2, id="a blank to fill in"),
        pytest.param("", 0, id="nothing"),
    ],
)
def test_words_are_counted_as_a_speaker_counts_them(text: str, words: int) -> None:
    assert word_count(text) == words


@pytest.mark.parametrize(
    ("words", "pace", "seconds"),
    [(75, 150, 30), (225, 150, 90), (37, 150, 15), (1, 120, 1), (3, 120, 2), (2, 120, 1), (0, 150, 0)],
)
def test_spoken_time_is_words_by_pace(words: int, pace: int, seconds: int) -> None:
    assert spoken_seconds(words, pace) == seconds


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (5, "0:05"), (59, "0:59"), (60, "1:00"), (90, "1:30"), (3600, "60:00")]
)
def test_a_clock_shows_minutes_and_seconds(seconds: int, shown: str) -> None:
    assert clock(seconds) == shown
