"""Across all quizzes, the right answer stands in every place about as often."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.lint.rule import Finding, SiteRule, Story

_FEWEST_ITEMS = 12
_LEAST_CHANCE = 0.01
_PLACES = ("first", "second", "third", "fourth", "fifth")


@dataclass(frozen=True, slots=True)
class _Item:
    """A quiz item with one right answer."""

    story: Story
    number: int
    """Its place in the quiz."""
    options: int
    right: int
    """The place of the right option."""


def _check(stories: Sequence[Story]) -> Iterator[tuple[Story, Finding]]:
    items = [item for story in sorted(stories, key=lambda story: story.file) for item in _items(story)]
    if len(items) < _FEWEST_ITEMS:
        return
    counts = Counter(item.right for item in items)
    place, count = max(counts.items(), key=lambda item: item[1])
    # How often a place holds the right answer by chance is binomial; asked of every place, each gets its share of it.
    by_chance = sum(1 / item.options for item in items) / len(items)
    places = max(item.options for item in items)
    if _chance_of_at_least(count, len(items), by_chance) * places < _LEAST_CHANCE:
        last = [item for item in items if item.right == place][-1]
        message = f"In {count} of {len(items)} questions the right answer stands {_PLACES[place]}."
        path = ("quiz", last.number, "options", place)
        yield last.story, Finding(path, message, "Move this one to another place.")


def _items(story: Story) -> Iterator[_Item]:
    """The quiz items of a scenario that have one right answer."""
    for number, item in enumerate(story.scenario.quiz):
        right = [place for place, option in enumerate(item.options) if option.correct]
        if item.kind == "choose-one" and right:
            yield _Item(story, number, len(item.options), right[0])


def _chance_of_at_least(count: int, of: int, chance: float) -> float:
    """How likely it is that something of this chance happens at least so often: a binomial distribution's tail."""
    return sum(
        math.exp(_log_ways(happened, of) + _log_chance(happened, of, chance)) for happened in range(count, of + 1)
    )


def _log_ways(chosen: int, of: int) -> float:
    """The logarithm of the number of ways to choose so many; for thousands of items the number itself fits no float."""
    return math.lgamma(of + 1) - math.lgamma(chosen + 1) - math.lgamma(of - chosen + 1)


def _log_chance(happened: int, of: int, chance: float) -> float:
    """The logarithm of the chance of one such way."""
    return happened * math.log(chance) + (of - happened) * math.log1p(-chance)


RULE = SiteRule("quiz-answer-position", "warning", _check)
