"""A story is told for other principles too, without naming its own."""

from __future__ import annotations

from collections.abc import Iterator

from generator.lint.principle_names import mentions
from generator.lint.rule import Finding, Story, StoryRule


def _check(story: Story) -> Iterator[Finding]:
    scenario = story.scenario
    if not scenario.variants:
        message = "The story is told for one principle only."
        yield Finding((), message, "Add a variant: how would you tell it for another principle that it shows?")
    own = {scenario.principle: story.principle_names.get(scenario.principle, "")}
    for number, variant in enumerate(scenario.variants):
        for field, text in variant.texts.items():
            for mention in mentions(text, own):
                message = f'This variant names "{mention.words}", the principle that the scenario itself is about.'
                hint = "Say what this telling is about instead."
                yield Finding(("variants", number, field), message, hint, mention.words)
                break


RULE = StoryRule("variant-coverage", "warning", _check)
