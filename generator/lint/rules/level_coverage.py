"""A scenario says what its answer looks like at every level."""

from __future__ import annotations

from collections.abc import Iterator

from generator.lint.rule import Finding, Story, StoryRule


def _check(story: Story) -> Iterator[Finding]:
    for level in story.framework.levels:
        if level.id not in story.scenario.levels:
            message = f"{level.label} ({level.id}) has no entry in levels."
            yield Finding(
                ("levels",), message, f"Say under {level.id} what the answer centers on and where the bar is."
            )
        if level.id not in story.scenario.reflection.levels:
            message = f"{level.label} ({level.id}) has no entry in the reflection's levels."
            hint = f"Write under {level.id} what a candidate of that level says in hindsight."
            yield Finding(("reflection", "levels"), message, hint)


RULE = StoryRule("level-coverage", "warning", _check)
