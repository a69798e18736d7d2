"""What the words of a story can be taken to say in figures, so that nobody is told it never says what it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from generator import prose
from generator.lint.measures import COUNT, FACTOR, NUMBER_WORDS, PERCENT, unit_at, words_worth
from generator.lint.quantities import Fact, Quantity, half_behind, numbers, quantities

_HALF, _THREE_HALVES = Fraction(1, 2), Fraction(3, 2)
_WORDS: tuple[tuple[re.Pattern[str], str, Fraction], ...] = (
    (re.compile(r"\b(?:zero|none|nothing|no|nobody|not one|not a single)\b"), COUNT.kind, Fraction(0)),
    (re.compile(r"\b(?:an?|one|once)\b"), COUNT.kind, Fraction(1)),
    (re.compile(r"\b(?:half|halves|halved|halving)\b"), PERCENT.kind, _HALF),
    (re.compile(r"\b(?:an?|one) quarter\b"), PERCENT.kind, Fraction(1, 4)),
    (re.compile(r"\bthree[ -]quarters\b"), PERCENT.kind, Fraction(3, 4)),
    (re.compile(r"\b(?:twice|doubled?|doubles|doubling)\b"), FACTOR.kind, Fraction(2)),
    (re.compile(r"\b(?:tripled?|triples|tripling|thrice)\b"), FACTOR.kind, Fraction(3)),
)
# How often something happened may be said either way: four times, 4 attempts.
_SAME = {COUNT.kind: FACTOR.kind, FACTOR.kind: COUNT.kind}
_ONE = re.compile(r"\b(?:(?P<half>half an?)|an?|one)(?=[ -])")
_OF = re.compile(r" (?:in|out of)(?: every)?(?: an?)? ")
_WORDS_TO_UNIT = re.compile(r"(?: [\w'-]{1,16}){1,2}(?=[ -])")
_QUARTERS = re.compile(r"[ -]quarters?\b(?! of)")
_MUCH = 100
"""From here on, amounts of money are told without their currency."""
_ZERO = (COUNT.kind, Fraction(0))


def facts_said(text: str) -> frozenset[Fact]:
    """All facts that the words of a prose field can be taken for.

    Beside the field's figures: numbers with any noun ("three teams" for 3), "an hour" and "half a day", "half" for 50%,
    "twice" for 2x, "one in five" for 20%, and "no" or "zero" for 0 of anything.
    """
    shown = prose.plain(text)
    folded = prose.fold(shown)
    facts = {each.fact for each in quantities(text)}
    facts |= {(kind, value) for pattern, kind, value in _WORDS if pattern.search(folded)}
    facts |= {*_loosely_measured(shown, folded), *_singles(folded), *_shares(folded)}
    return frozenset(facts | {(_SAME[kind], value) for kind, value in facts if kind in _SAME})


def is_said(quantity: Quantity, facts: frozenset[Fact]) -> bool:
    """Whether a figure is among the facts of a text, or short for one: "0.6" for 0.6%, "$1,100" for eleven hundred."""
    is_short = quantity.kind == COUNT.kind and quantity.noun in {"", "point", "points"}
    return (
        quantity.fact in facts
        or (is_short and (PERCENT.kind, quantity.value / 100) in facts)
        or (quantity.kind.startswith("money") and quantity.value >= _MUCH and (COUNT.kind, quantity.value) in facts)
        or (not quantity.value and _ZERO in facts)
    )


def _loosely_measured(shown: str, folded: str) -> Iterator[Fact]:
    """All numbers as counts, and with a unit a word or two away: "two rainy weeks"."""
    for number in numbers(shown, folded):
        value = number.size * number.scale
        if number.unit is None:
            yield COUNT.kind, value
            words = _WORDS_TO_UNIT.match(folded, number.end)
            if words and (found := unit_at(folded, words.end())):
                yield found.unit.kind, value * found.unit.worth
            if _QUARTERS.match(folded, number.end):
                yield "months", 3 * value


def _singles(folded: str) -> Iterator[Fact]:
    """One of a unit, or a half: "an hour", "half a day", "a day and a half"."""
    for one in _ONE.finditer(folded):
        if found := unit_at(folded, one.end()):
            unit = found.unit
            yield unit.kind, unit.worth * (_HALF if one["half"] else 1)
            if half_behind(folded, found.end) > found.end:
                yield unit.kind, unit.worth * _THREE_HALVES


def _shares(folded: str) -> Iterator[Fact]:
    """Shares in words: "nine out of ten", "one in a thousand"."""
    for part in NUMBER_WORDS.finditer(folded):
        between = _OF.match(folded, part.end())
        whole = NUMBER_WORDS.match(folded, between.end()) if between else None
        if whole and words_worth(whole[0]) >= words_worth(part[0]):
            yield PERCENT.kind, Fraction(words_worth(part[0]), words_worth(whole[0]))
