"""Figures that follow from others: a difference, a share, a factor."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations

from generator.lint.measures import FACTOR, PERCENT
from generator.lint.quantities import Quantity

_MOST = 30
"""The figures of a story that are compared with each other; one has ten."""
_ABOUT = Fraction(1, 5)
"""How far a factor may be from the exact one: people say "four times" for 3.7."""
_ROUNDED = Fraction(1, 100)


def follows(quantity: Quantity, told: Sequence[Quantity]) -> bool:
    """Whether a figure follows from two that are told: their difference, or what one is of the other.

    "Saved $3,800" follows from "$13,000" and "$9,200", "four times as fast" from 400 and 100 ms, and "cut by 75%", too.
    """
    for one, other in permutations(told[:_MOST], 2):
        if _are_alike(one, other) and other.value and one.value > other.value:
            if quantity.kind == one.kind and quantity.value == one.value - other.value:
                return True
            ratio = one.value / other.value
            if quantity.kind == FACTOR.kind and abs(quantity.value - ratio) <= ratio * _ABOUT:
                return True
            shares = (other.value / one.value, 1 - other.value / one.value)
            if quantity.kind == PERCENT.kind and any(abs(quantity.value - share) <= _ROUNDED for share in shares):
                return True
    return False


def _are_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two figures can be compared: of one kind and, if they count something, of the same things."""
    return one.kind == other.kind and one.noun == other.noun
