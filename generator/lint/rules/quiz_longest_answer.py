"""The right option of a quiz item does not stand out by its length."""

from __future__ import annotations

from collections.abc import Iterator

from generator import prose
from generator.lint.rule import Finding, Story, StoryRule

_MOST_TO_WRONG = 1.5
_LEAST_MORE = 10
"""How many characters more it takes: "three days" against "a week" gives nothing away."""


def _check(story: Story) -> Iterator[Finding]:
    for number, item in enumerate(story.scenario.quiz):
        lengths = [len(prose.plain(option.text)) for option in item.options]
        longest = max(
            (length for length, option in zip(lengths, item.options, strict=True) if not option.correct), default=0
        )
        for place, (length, option) in enumerate(zip(lengths, item.options, strict=True)):
            if longest and option.correct and length >= max(longest * _MOST_TO_WRONG, longest + _LEAST_MORE):
                message = f"This right option has {length} characters; the longest wrong one has {longest}."
                hint = "Make it shorter, or give the wrong ones as much detail."
                yield Finding(("quiz", number, "options", place, "text"), message, hint)


RULE = StoryRule("quiz-longest-answer", "warning", _check)
