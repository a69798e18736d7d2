"""The numbers of a story, found in its words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator import prose

# A number with its currency and unit: 0.3%, $8K, 8,000, 12:30, 3.5x, 200 ms.
_NUMBER = re.compile(
    r"(?<![\w.:])[$€£]?\d+(?:,\d{3})*(?:[.:]\d+)?(?:%|[KMBx]\b|\s?(?:ms|s|h|min|[KMGT]B)\b)?", re.IGNORECASE
)
_CLAUSE_END = re.compile(r"[.,;:!?()—\u2013](?:\s|$)|\s-\s")
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

    Returns:
        Phrases such as "0.3% of deliveries", in the order of the texts; the first mention of a number stands for all.
    """
    found: dict[str, str] = {}
    for text in texts:
        shown = prose.plain(text)
        for match in _NUMBER.finditer(shown):
            before, behind = (
                _CLAUSE_END.split(shown[: match.start()])[-1],
                _CLAUSE_END.split(shown[match.end() :])[0],
            )
            found.setdefault(match[0].casefold(), _phrase(before, match[0], behind))
    return list(found.values())


def _phrase(before: str, number: str, behind: str) -> str:
    """The number with the noun behind it; where there is none, with the words on both sides."""
    counted = _what_it_counts(behind.split())
    if counted:
        return number + ("" if behind.startswith("-") else " ") + " ".join(counted)
    left, right = before.split()[-_WORDS_BESIDE:], behind.split()[:_WORDS_BESIDE]
    while right and right[-1].casefold() in _STOP_WORDS | _OPEN_WORDS:
        right.pop()
    return " ".join([*left, number, *right])


def _what_it_counts(behind: list[str]) -> list[str]:
    words: list[str] = []
    for word in behind[:_WORDS_BESIDE]:
        if word.casefold() in _STOP_WORDS or _NUMBER.search(word):
            break
        words.append(word)
    while words and words[-1].casefold() in _OPEN_WORDS:
        words.pop()
    return words
