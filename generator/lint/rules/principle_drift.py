"""A scenario speaks of its own principle more than of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.lint.principle_names import Mention, mentions
from generator.lint.rule import Finding, Story, StoryRule
from generator.lint.wording import times
from generator.source import Path

# Ids, names and addresses are no prose, and a phrase is a copy of words that stand in another field.
_OTHER_KINDS = frozenset({"id", "name", "phrase", "web address"})
# A variant is about another principle by design, and a reason for an exception is not shown.
_OTHER_PARTS = frozenset({"variants", "waive"})

_MENTIONED_IN_PASSING = 1
"""A single mention tells two principles apart; it doesn't move the story."""


def _check(story: Story) -> Iterator[Finding]:
    own = story.scenario.principle
    names = story.principle_names
    if own not in names:
        return
    found = list(_mentions(story))
    counts = Counter(mention.principle for _, mention in found)
    most, count = max(counts.items(), key=lambda item: item[1], default=(own, 0))
    if count > max(counts[own], _MENTIONED_IN_PASSING):
        path, first = next((path, mention) for path, mention in found if mention.principle == most)
        message = f'The scenario names "{names[most]}" {times(count)} and its own "{names[own]}" {times(counts[own])}.'
        yield Finding(
            path, message, "Say what each part shows of its own principle, or move the scenario.", first.words
        )


def _mentions(story: Story) -> Iterator[tuple[Path, Mention]]:
    """Every place where the scenario names a principle, in the order of its fields."""
    for text in story.texts:
        if text.kind.name not in _OTHER_KINDS and _OTHER_PARTS.isdisjoint(text.path):
            for mention in mentions(text.text, story.principle_names):
                yield text.path, mention


RULE = StoryRule("principle-drift", "warning", _check)
