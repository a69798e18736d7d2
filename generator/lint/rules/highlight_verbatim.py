"""A highlight stands in the answer it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import prose
from generator.lint.rule import Finding, Story, StoryRule
from generator.model import TOLD_SECTION_IDS
from generator.source import Path


def _check(story: Story) -> Iterator[Finding]:
    for name in TOLD_SECTION_IDS:
        section = getattr(story.scenario, name)
        yield from _missing((name,), section.answer, section.highlights)
    for level, reflection in story.scenario.reflection.levels.items():
        yield from _missing(("reflection", "levels", level), reflection.answer, reflection.highlights)


def _missing(path: Path, answer: str, highlights: Sequence[str]) -> Iterator[Finding]:
    for number, phrase in enumerate(highlights):
        if not prose.holds(answer, phrase):
            message = f'The words "{phrase}" are not in one paragraph of the answer.'
            yield Finding((*path, "highlights", number), message, "Copy them from the answer, word for word.")


RULE = StoryRule("highlight-verbatim", "error", _check)
