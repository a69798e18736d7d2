"""A strong answer shows a principle and does not recite its name."""

from __future__ import annotations

from collections.abc import Iterator

from generator.lint.principle_names import mentions
from generator.lint.rule import Finding, Story, StoryRule
from generator.model import TOLD_SECTION_IDS
from generator.source import Path


def _check(story: Story) -> Iterator[Finding]:
    for path, answer in _strong_answers(story):
        named: set[str] = set()
        for mention in mentions(answer, story.principle_names):
            if mention.principle not in named:
                named.add(mention.principle)
                message = f'The answer recites "{mention.words}", the name of a principle.'
                yield Finding(path, message, "Tell what you did; the listener names the principle.", mention.words)


def _strong_answers(story: Story) -> Iterator[tuple[Path, str]]:
    """Everything that a well-prepared candidate says: the path and text of each field, in the order of the file."""
    scenario = story.scenario
    for name in TOLD_SECTION_IDS:
        yield (name, "answer"), getattr(scenario, name).answer
    for level, reflection in scenario.reflection.levels.items():
        yield ("reflection", "levels", level, "answer"), reflection.answer
    for number, follow_up in enumerate(scenario.follow_ups):
        yield ("follow_ups", number, "strong", "answer"), follow_up.strong.answer
    for number, variant in enumerate(scenario.variants):
        if variant.opening:
            yield ("variants", number, "opening"), variant.opening


RULE = StoryRule("principle-name-drop", "warning", _check)
