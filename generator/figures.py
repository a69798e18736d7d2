"""The numbers of a story, found in its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator import prose

_AROUND = "\"'“”‘’()[]{}<>.,;:!?…"  # noqa: RUF001
_CLAUSE_END = re.compile(r"[.,;:!?…][\"'”’)\]}]*$")  # noqa: RUF001
_NUMBER = re.compile(r"[$€£~<>+-]?\d[\w.,:/%+-]*")
_SIGN = re.compile(r"\W+")
_WORDS_BESIDE = 4
# Words that start something new, so that what stands before them is whole.
_STOP_WORDS = frozenset(
    "and or but so that which who when while because since as if then before after with by from in on at to "
    "is are was were has have had will would can could".split()
)
# Words that leave a phrase hanging when it ends on them.
_OPEN_WORDS = frozenset("a an the of per our my their its his her this these those every each about".split())


def figures(texts: Iterable[str]) -> list[str]:
    """The distinct numbers in prose fields, each with the few words that say what it counts.

    A number is a word that begins with a digit, or with a sign and a digit: 0.3%, $8K, 24/7, but not p99.

    Returns:
        Phrases such as "0.3% of deliveries", in the order of the texts; the first mention of a number stands for all.
    """
    phrases: list[str] = []
    listed: set[str] = set()
    for text in texts:
        if not re.search(r"\d", text):
            continue
        words = prose.plain(text).split(" ")
        for index, word in enumerate(words):
            number = _number(word)
            if number and number.casefold() not in listed:
                phrase = _phrase(words, index)
                phrases.append(phrase)
                listed |= {_number(each).casefold() for each in phrase.split(" ")}
    return phrases


def _number(word: str) -> str:
    """The number in a word, without the marks around it; empty if there is none."""
    bare = word.strip(_AROUND)
    return bare if _NUMBER.fullmatch(bare) else ""


def _phrase(words: Sequence[str], index: int) -> str:
    """The number with the noun behind it; where there is none, with the words on both sides, within its clause."""
    first, last = _clause(words, index)
    end = index + 1
    while end < min(last, index + 1 + _WORDS_BESIDE) and not (_bare(words[end]) in _STOP_WORDS or _number(words[end])):
        end += 1
    end = _without_open_end(words, index, end)
    if end > index + 1:
        return " ".join(words[index:end]).strip(_AROUND)
    end = _without_open_end(words, index, min(last, index + 1 + _WORDS_BESIDE))
    return " ".join(words[max(first, index - _WORDS_BESIDE) : end]).strip(_AROUND)


def _clause(words: Sequence[str], index: int) -> tuple[int, int]:
    """Where the clause around a word begins and ends."""
    first, last = index, index + 1
    while first > 0 and not _CLAUSE_END.search(words[first - 1]) and not _SIGN.fullmatch(words[first - 1]):
        first -= 1
    while last < len(words) and not _CLAUSE_END.search(words[last - 1]) and not _SIGN.fullmatch(words[last]):
        last += 1
    return first, last


def _without_open_end(words: Sequence[str], index: int, end: int) -> int:
    while end > index + 1 and _bare(words[end - 1]) in _STOP_WORDS | _OPEN_WORDS:
        end -= 1
    return end


def _bare(word: str) -> str:
    return word.strip(_AROUND).casefold()
