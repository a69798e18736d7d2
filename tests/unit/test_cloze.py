"""Phrases with a word left out: which word, where, and that nothing else of the text is lost."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator import prose
from generator.cloze import Gap, with_gaps, word_to_leave_out


def left_out(phrase: str) -> str:
    start, end = word_to_leave_out(phrase)
    return phrase[start:end]


def shown(text: str, *phrases: str) -> list[str]:
    """The paragraphs with each gap as the word that is left out, in brackets."""
    return [
        "".join(f"[{piece.word}]" if isinstance(piece, Gap) else piece for piece in pieces)
        for pieces in with_gaps(text, phrases)
    ]


@pytest.mark.parametrize(
    ("phrase", "word"),
    [
        ("timed every query", "query"),
        ("matched every discarded retry to its order", "discarded"),
        ("nine hours", "hours"),
        ("one dark road", "road"),
        ("It wasn't my service", "service"),
        ("Platform couldn't see", "Platform"),
        ("they'd have them", "they'd"),
        ("the customer's wish", "customer's"),
        ("cost $9,200 a day", "cost"),
        ("from 0.3% to 12", "from"),
        ("12 and 13,000", "13,000"),
        ("0.3%", "0.3"),
        ("p99 fell", "fell"),
        ("a pull-request queue", "pull-request"),
        ("Because Of It", "Because"),
        ("vom Größenwahn geheilt", "Größenwahn"),
        ("原因", "原因"),
        ("...", "..."),
    ],
)
def test_the_word_that_is_left_out_says_most(phrase: str, word: str) -> None:
    assert left_out(phrase) == word


def test_a_gap_stands_where_its_phrase_stands_first() -> None:
    text = "I timed it. I timed every query.\n\nThen I timed every query again."
    assert shown(text, "timed every query") == ["I timed it. I timed every [query].", "Then I timed every query again."]


def test_the_page_s_own_words_are_left_out_whatever_the_capitals_quotes_and_blanks() -> None:
    text = "He said *“it\N{RIGHT SINGLE QUOTATION MARK}s only\nDuplicates”*, and left."
    assert shown(text, "IT'S  ONLY duplicates") == [
        "He said “it\N{RIGHT SINGLE QUOTATION MARK}s only [Duplicates]”, and left."
    ]


def test_a_phrase_that_is_nowhere_or_in_two_paragraphs_makes_no_gap() -> None:
    assert shown("One query.\n\nIt was slow.", "two queries", "query. It was") == ["One query.", "It was slow."]


def test_two_phrases_that_overlap_leave_a_word_out_once() -> None:
    assert shown("We slowly timed queries again.", "timed queries", "queries again") == [
        "We slowly timed [queries] again."
    ]
    assert shown("We slowly timed queries.", "slowly timed", "timed queries") == ["We [slowly] timed [queries]."]


def test_the_same_phrase_twice_makes_one_gap() -> None:
    assert shown("One query, and one query.", "one query", "one query") == ["One [query], and one query."]


WORDS = st.sampled_from(
    [
        "I",
        "timed",
        "every",
        "query",
        "“it\N{RIGHT SINGLE QUOTATION MARK}s",
        "9.5%",
        "nine",
        "Größe",
        "p99,",
        "*slow*",
        "İ",
        "...",
    ]
)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=3).map("\n\n".join)


@st.composite
def texts_with_phrases(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A prose field, and pieces of it, some of them with other capitals, and other texts."""
    text = draw(TEXTS)
    phrases = []
    for paragraph in prose.paragraphs(text):
        for _ in range(draw(st.integers(0, 3))):
            start = draw(st.integers(0, len(paragraph)))
            piece = paragraph[start : draw(st.integers(start, len(paragraph)))]
            phrases.append(draw(st.sampled_from([piece, piece.upper()])))
    return text, draw(st.permutations([phrase for phrase in phrases if phrase.strip()] + draw(st.lists(WORDS))))


@given(texts_with_phrases())
@example(("I timed it.", ["timed it", "I timed", "it."]))
def test_no_word_of_the_text_is_lost_and_each_phrase_makes_one_gap_at_most(case: tuple[str, list[str]]) -> None:
    text, phrases = case
    paragraphs = list(with_gaps(text, phrases))
    gaps = [piece for pieces in paragraphs for piece in pieces if isinstance(piece, Gap)]

    assert [
        "".join(piece.word if isinstance(piece, Gap) else piece for piece in pieces) for pieces in paragraphs
    ] == prose.paragraphs(text)
    assert len(gaps) <= len(phrases)
    remaining = [prose.fold(phrase.strip(" ")) for phrase in phrases]
    for gap in gaps:
        assert gap.word
        assert gap.word in gap.phrase
        remaining.remove(prose.fold(gap.phrase))


@given(texts_with_phrases())
def test_the_first_phrase_that_stands_there_always_makes_a_gap(case: tuple[str, list[str]]) -> None:
    text, phrases = case
    gaps = [piece for pieces in with_gaps(text, phrases) for piece in pieces if isinstance(piece, Gap)]
    assert bool(gaps) == any(prose.holds(text, phrase) for phrase in phrases)


@given(st.text(min_size=1))
def test_every_phrase_has_something_to_leave_out(phrase: str) -> None:
    start, end = word_to_leave_out(phrase)
    assert 0 <= start < end <= len(phrase)
