"""The names of principles, found in what is written.

A name of several words counts in any case, without regard to its punctuation, and so does each part of a name with a
semicolon ("disagree and commit"). A name of one word is also an ordinary word, so it counts only with a capital inside
a sentence, where it stands alone: "Ownership", but not "I took ownership" or "the Service Ownership page".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator import prose

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
# What may stand between the words of a name: nothing that ends a sentence.
_BETWEEN_WORDS = r"""[\s,"'()-]{1,3}"""
_BETWEEN_PARTS = r"[\s,;:/–—-]{1,3}(?:and\s)?"  # noqa: RUF001
# Where the shown text begins anew without a sign in it.
_PARAGRAPH_BREAK = re.compile(r"\n\s*\n|\n(?=[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t])")
_SENTENCE_END = re.compile(r"""[.!?:…]["'”’)\]]*\s*["'“‘(\[]*$""")  # noqa: RUF001
_WORD_BEFORE = re.compile(r"(?:^|[^\w'’])([^\W_][\w'’]*)[ -]$")  # noqa: RUF001
_WORD_AFTER = re.compile(r"[ -]([^\W_]+)")
# A name that ends on one of these runs on where a noun follows, and is then none: "I think big merchants were first".
_LEANING = frozenset({"big", "backbone"})
_NO_NOUNS = frozenset(
    "a about again also an and as at because before but by early enough even for from here how i if in instead it next "
    "of on or so still that the then there this though to too was we when where while with without you".split()
)
_FARTHEST = 40
"""How many characters beside a name are looked at."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a principle is named."""

    principle: str
    """Its id."""
    words: str
    """The name as it stands there."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to write a principle's name."""

    principle: str
    words: tuple[str, ...]
    """In small letters."""
    pattern: str
    """What it looks like in folded text."""


def mentions(text: str, names: Mapping[str, str]) -> Iterator[Mention]:
    """Where a prose field names principles, in order.

    Args:
        text: the field.
        names: the principles' names, by id.
    """
    forms, pattern = _forms(tuple(names.items()))
    folded = prose.fold(text)
    if not any(form.words[-1] in folded for form in forms):
        return  # as nearly always, and found out much faster than by the pattern
    for paragraph in _PARAGRAPH_BREAK.split(text):
        shown = prose.plain(paragraph)
        for found in pattern.finditer(prose.fold(shown)):
            form = forms[(found.lastindex or 1) - 1]
            if _is_name(form, shown, found.start(), found.end()):
                yield Mention(form.principle, shown[found.start() : found.end()])


@lru_cache(maxsize=8)
def _forms(names: tuple[tuple[str, str], ...]) -> tuple[list[_Form], re.Pattern[str]]:
    """All ways to write the names, the longest first, and a pattern with a group for each."""
    by_words: dict[tuple[str, ...], _Form] = {}
    for principle, name in names:
        parts = [found for part in name.split(";") if (found := _WORD.findall(prose.fold(part)))]
        for form in [parts, *([part] for part in parts)]:
            words = tuple(word for part in form for word in part)
            pattern = _BETWEEN_PARTS.join(_BETWEEN_WORDS.join(map(re.escape, part)) for part in form)
            by_words.setdefault(words, _Form(principle, words, pattern))
    by_words.pop((), None)  # of a name without words
    forms = sorted(by_words.values(), key=lambda form: -len(form.words))
    return forms, re.compile(rf"(?<!\w)(?:{'|'.join(f'({form.pattern})' for form in forms)})(?!\w)")


def _is_name(form: _Form, text: str, start: int, end: int) -> bool:
    """Whether words that could be a name are one where they stand in the shown text."""
    before, after = text[max(0, start - _FARTHEST) : start], _WORD_AFTER.match(text[end : end + _FARTHEST])
    if len(form.words) == 1:
        return text[start].isupper() and not _starts_sentence(before) and not _is_in_longer_name(before, after)
    if form.words[-1] in _LEANING and after and not all(word[0].isupper() for word in text[start:end].split()):
        return after[0][0] == " " and after[1].lower() in _NO_NOUNS
    return True


def _starts_sentence(before: str) -> bool:
    return not _WORD.search(before) or bool(_SENTENCE_END.search(before))


def _is_in_longer_name(before: str, after: re.Match[str] | None) -> bool:
    """Whether a capitalized word has another beside it that is not just the first of its sentence."""
    if after and after[1][0].isupper() and after[1] != "I":
        return True
    left = _WORD_BEFORE.search(before)
    return bool(left and left[1][0].isupper() and left[1] != "I" and not _starts_sentence(before[: left.start(1)]))
