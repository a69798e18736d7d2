"""Phrases with a word left out, to be completed: which word, and where it stands in the text around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator import prose

_WORD = re.compile(r"[^\W_]+(?:['\u2019.,:-][^\W_]+)*")
# They hold a sentence together, whatever it is about, so leaving one out asks for nothing.
_FUNCTION_WORDS = frozenset(
    "a about after again against all almost already also although an and another any anybody anyone anything anyway "
    "are as at back be because been before being both but by can could did do does each even ever every everybody "
    "everyone everything for from get got had has have he her here him his how i if in instead into is it its just "
    "like made make many me more most much my myself neither never no nobody none not nothing now of off on once only "
    "or other our out over own same say she should so some somebody someone something still such than that the their "
    "them then there these they thing things this those though through to too under until up us very was we went were "
    "what whatever when whenever where whether which whichever while who whole whose why will with within without "
    "would you your".split()
)


@dataclass(frozen=True, slots=True)
class Gap:
    """A word left out of a phrase."""

    phrase: str
    """The whole phrase."""
    word: str


def word_to_leave_out(phrase: str) -> tuple[int, int]:
    """Where the word stands in a phrase that says most about what the phrase is about.

    That is the longest one; the last of equally long ones. Numbers and the words that hold a sentence together come
    into question only where there is nothing else.

    Returns:
        Its start and its end; the whole phrase if there is no word in it.
    """
    words = list(_WORD.finditer(phrase))
    if not words:
        return 0, len(phrase)
    return max(words, key=lambda word: (_says_something(word[0]), len(word[0]), word.start())).span()


def _says_something(word: str) -> bool:
    folded = prose.fold(word)
    is_function_word = folded.endswith("n't") or folded.partition("'")[0] in _FUNCTION_WORDS
    return not (is_function_word or any(each.isdigit() for each in word))


def with_gaps(text: str, phrases: Sequence[str]) -> Iterator[list[str | Gap]]:
    """The paragraphs of a prose field with one word left out of each phrase, where that first stands whole.

    Yields:
        Each paragraph's pieces, as they are shown. A phrase that stands nowhere, or whose word is left out already,
        makes no gap.
    """
    pending = list(phrases)
    for paragraph in prose.paragraphs(text):
        folded = prose.fold(paragraph)
        gaps: dict[tuple[int, int], str] = {}
        for phrase in list(pending):
            place = prose.place_of(phrase, folded)
            if not place:
                continue
            pending.remove(phrase)
            start, stop = place
            shown = paragraph[start:stop]
            first, last = word_to_leave_out(shown)
            if not any(left < start + last and start + first < right for left, right in gaps):
                gaps[start + first, start + last] = shown
        yield _pieces(paragraph, gaps)


def _pieces(paragraph: str, gaps: dict[tuple[int, int], str]) -> list[str | Gap]:
    pieces: list[str | Gap] = []
    end = 0
    for (start, stop), phrase in sorted(gaps.items()):
        pieces += [paragraph[end:start], Gap(phrase, paragraph[start:stop])]
        end = stop
    return [*pieces, paragraph[end:]]
