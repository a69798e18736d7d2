"""No long passage stands twice in a scenario."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from generator import prose
from generator.lint.rule import Finding, Story, StoryRule
from generator.lint.texts import Text

_FEWEST_WORDS = 12
_MOST_FINDINGS = 10
"""In a file that was pasted together, not every passage needs to be named."""
_NAMED_WORDS = 8
# Copies by design, and texts that are no prose.
_SKIPPED_KINDS = frozenset({"phrase", "id", "name", "web address"})
_SKIPPED_STEP = "waive"  # the reason for an exception may hold in several places
_WORD = re.compile(r"[^\W_]+(?:['.,:/-][^\W_]+)*")
_QUOTED = re.compile(r'"[^"]*"')


class _Word(NamedTuple):
    """A word, and where it stands."""

    folded: str
    """How it is compared; empty for a break, over which no passage goes on."""
    text: Text
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Repeat:
    """A passage that stands twice."""

    first: int
    """The index of its first word where it stands first."""
    second: int
    """The index of its first word where it stands again."""
    length: int
    """How many words it has."""


def _check(story: Story) -> Iterator[Finding]:
    words = [word for text in story.texts if _counts(story, text) for word in _words(text)]
    for repeat in islice(_repeats([word.folded for word in words]), _MOST_FINDINGS):
        yield _finding(story, words, repeat)


def _counts(story: Story, text: Text) -> bool:
    is_own = text.kind.name not in _SKIPPED_KINDS and _SKIPPED_STEP not in text.path
    return is_own and text.path not in story.placeholders


def _words(text: Text) -> Iterator[_Word]:
    """The words of a text, with a break at its end and for everything that it quotes: a quotation is a copy."""
    folded = prose.fold(text.text)
    start = 0
    for quoted in _QUOTED.finditer(folded):
        yield from _words_between(text, folded, start, quoted.start())
        start = quoted.end()
    yield from _words_between(text, folded, start, len(folded))


def _words_between(text: Text, folded: str, start: int, end: int) -> Iterator[_Word]:
    for found in _WORD.finditer(folded, start, end):
        yield _Word(found[0], text, found.start(), found.end())
    yield _Word("", text, end, end)


def _repeats(words: Sequence[str]) -> Iterator[_Repeat]:
    """The passages that stand twice, each as long as both places agree; one that stands three times comes twice."""
    seen: dict[tuple[str, ...], int] = {}
    reported = 0  # up to here
    for index in range(len(words) - _FEWEST_WORDS + 1):
        passage = tuple(words[index : index + _FEWEST_WORDS])
        if "" in passage:
            continue
        first = seen.setdefault(passage, index)
        if index >= reported and index - first >= _FEWEST_WORDS:
            length = _common_length(words, first, index)
            # What is right behind it and stands there once more is the same passage, repeated.
            if index > reported or not reported:
                yield _Repeat(first, index, length)
            reported = index + length


def _common_length(words: Sequence[str], first: int, second: int) -> int:
    """How many words two places have in common, from the first one on; they must not overlap."""
    most = min(second - first, len(words) - second)
    pairs = zip(words[first : first + most], words[second : second + most], strict=True)
    return next((length for length, (one, other) in enumerate(pairs) if one != other or not one), most)


def _finding(story: Story, words: Sequence[_Word], repeat: _Repeat) -> Finding:
    document = story.entry.document
    first, second = words[repeat.first], words[repeat.second]
    place = document.locate(first.text.path, _named(words, repeat.first))
    line = place[0].line if place else document.position(first.text.path).line
    named = _named(words, repeat.second)
    message = f'These {repeat.length} words stand in line {line} already: "{named} …"'
    # Words are sought from a text's start: there, the word before tells the second place from the first.
    lead = 1 if first.text is second.text and words[repeat.second - 1].folded else 0
    pointed = _named(words, repeat.second, lead)
    return Finding(second.text.path, message, "Say it in one place, or say something new here.", pointed)


def _named(words: Sequence[_Word], index: int, lead: int = 0) -> str:
    """The first words of a passage, and so many before it, as they stand in the file, on one line."""
    start, last = words[index - lead].start, words[index + _NAMED_WORDS - 1]
    return " ".join(last.text.text[start : last.end].split())


RULE = StoryRule("repeated-text", "warning", _check)
