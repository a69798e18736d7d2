"""The words for numbers and units, and what they are worth."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple


class Unit(NamedTuple):
    """What a number is measured in."""

    kind: str
    """Numbers of one kind can be compared: duration, months, money USD, percent, data, factor."""
    worth: Fraction
    """One of it, in the unit that its kind is compared in."""


class UnitFound(NamedTuple):
    """A unit in a text."""

    unit: Unit
    end: int
    """Where it ends."""


PERCENT = Unit("percent", Fraction(1, 100))
COUNT = Unit("count", Fraction(1))
FACTOR = Unit("factor", Fraction(1))
CURRENCIES = {
    "$": Unit("money USD", Fraction(1)),
    "€": Unit("money EUR", Fraction(1)),
    "£": Unit("money GBP", Fraction(1)),
    "¥": Unit("money JPY", Fraction(1)),
    "₹": Unit("money INR", Fraction(1)),
}
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
# A kind, what one is worth, and its names; each name also stands with an s behind it.
_NAMED: tuple[tuple[str, Fraction | int, str], ...] = (
    ("duration", Fraction(1, 10**9), "nanosecond"),
    ("duration", Fraction(1, 10**6), "microsecond"),
    ("duration", Fraction(1, 1000), "millisecond milli msec"),
    ("duration", 1, "second sec"),
    ("duration", _MINUTE, "minute min"),
    ("duration", _HOUR, "hour hr"),
    ("duration", _DAY, "day"),
    ("duration", 7 * _DAY, "week wk"),
    ("months", 1, "month"),
    ("months", 12, "year yr"),
    ("months", 120, "decade"),
    ("money USD", 1, "dollar buck usd"),
    ("money USD", Fraction(1, 100), "cent"),
    ("money EUR", 1, "euro eur"),
    ("money GBP", 1, "pound gbp"),
    ("data", 1, "byte"),
    ("data", 10**3, "kilobyte"),
    ("data", 10**6, "megabyte meg"),
    ("data", 10**9, "gigabyte gig"),
    ("data", 10**12, "terabyte"),
    ("data", 10**15, "petabyte"),
)
# Names that have no plural.
_FIXED: tuple[tuple[str, Fraction | int, str], ...] = (
    ("duration", Fraction(1, 10**9), "ns"),
    ("duration", Fraction(1, 10**6), "us µs μs"),  # the micro sign and the Greek letter
    ("duration", Fraction(1, 1000), "ms"),
    ("duration", 1, "s"),
    ("duration", _HOUR, "h"),
    ("money USD", 1000, "grand"),
    ("percent", Fraction(1, 100), "% percent pct"),
    ("data", 10**3, "kb"),
    ("data", 10**6, "mb"),
    ("data", 10**9, "gb"),
    ("data", 10**12, "tb"),
    ("data", 10**15, "pb"),
    ("data", 2**10, "kib"),
    ("data", 2**20, "mib"),
    ("data", 2**30, "gib"),
    ("data", 2**40, "tib"),
    ("factor", 1, "times x × fold"),  # noqa: RUF001 - the sign for "times"
)
_SINGULARS = frozenset(name for _, _, names in _NAMED for name in names.split())
_UNITS: Mapping[str, Unit] = {
    name + ending: Unit(kind, Fraction(worth))
    for table, endings in ((_NAMED, ("", "s")), (_FIXED, ("",)))
    for kind, worth, names in table
    for name in names.split()
    for ending in endings
}
_DIGIT = re.compile(r"[0-9]")
_BLANK = " \u00a0\u2009\u202f"
_BETWEEN = (
    "more|extra|additional|full|whole|entire|solid|straight|consecutive|business|working|calendar|engineer|person"
)
_UNIT = re.compile(
    rf"(?P<gap>[{_BLANK}-]?)(?:(?:{_BETWEEN})[ -]){{0,2}}"
    r"(?P<name>per cent\b|percentage[ -]points?\b|[%×]|[^\W\d_]{1,12}(?![^\W_]))"  # noqa: RUF001
)
# "It times out" and "nine times out of ten" name no factor; "2 x 3" and "2x2" are no factors either.
_NO_FACTOR = re.compile(rf"[ -]out\b|[{_BLANK}]?[0-9]")

SMALL = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        start=1,
    )
}
"""The numbers below twenty, by their words."""
TENS = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
"""The tens from twenty on, by their words."""
_GROUPS = {"hundred": 100, "dozen": 12}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
"""Words that stand behind a number, in words or digits, and multiply it."""
_BELOW_TWENTY = "|".join(sorted(SMALL, key=len, reverse=True))
_BELOW_HUNDRED = rf"(?:(?:{'|'.join(TENS)})(?:-(?:{'|'.join(list(SMALL)[:9])})\b)?|{_BELOW_TWENTY})\b"
_BELOW_THOUSAND = rf"(?:(?:{_BELOW_HUNDRED}[ -])?(?:hundred|dozen)\b(?: (?:and )?{_BELOW_HUNDRED})?|{_BELOW_HUNDRED})"
NUMBER_WORDS = re.compile(
    rf"\b(?:{_BELOW_THOUSAND}(?:[ -](?:{'|'.join(SCALES)})\b)?|(?:{'|'.join(SCALES)})\b"
    rf"|(?:{_BELOW_TWENTY})(?=fold\b))"
)
"""A number written as words, in folded text. It has no groups, so that its pattern can be part of another."""


# What texts with a figure in words have at least one of; "one" alone makes none, and most texts have it.
_TELLTALES = frozenset({*SMALL, *TENS, *_GROUPS, *SCALES, "half", *(f"{word}fold" for word in SMALL)} - {"one"})
_WORD = re.compile(r"[a-z]+")


def may_have_figures(folded: str) -> bool:
    """Whether it is worth looking for figures in a folded text: a quick look, since most texts have none."""
    return bool(_DIGIT.search(folded)) or not _TELLTALES.isdisjoint(_WORD.findall(folded))


def words_worth(words: str) -> int:
    """What number words are worth, as `NUMBER_WORDS` finds them: "two hundred and ten" is 210."""
    total = current = 0
    for word in re.split(r"[ -]", words):
        if word in SCALES:
            total, current = total + max(current, 1) * SCALES[word], 0
        elif word in _GROUPS:
            current = max(current, 1) * _GROUPS[word]
        else:
            current += SMALL.get(word, 0) + TENS.get(word, 0)
    return total + current


def unit_at(folded: str, position: int, *, after_words: bool = False) -> UnitFound | None:
    """The unit that stands at a position, or behind one blank or hyphen.

    Args:
        folded: the text, folded.
        position: where the number before it ends.
        after_words: whether that number is written as words, which takes more of a unit than digits do: "two second
            opinions" are no seconds, and nobody writes "two h".
    """
    found = _UNIT.match(folded, position)
    if not found:
        return None
    name = found["name"]
    unit = PERCENT if name.startswith(("per cent", "percentage")) and name != "percentage" else _UNITS.get(name)
    if unit is None or (name == "us" and found["gap"]):  # "3 US regions"
        return None
    if after_words and (name in {"s", "h", "x"} or (name in _SINGULARS and found["gap"] != "-")):
        return None
    if unit.kind == "factor" and _NO_FACTOR.match(folded, found.end()):
        return None
    return UnitFound(unit, found.end())
