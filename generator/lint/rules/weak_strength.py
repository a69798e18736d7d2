"""The weak answer is long enough to be a fair contrast."""

from __future__ import annotations

from collections.abc import Iterator

from generator.lint.rule import Finding, Story, StoryRule
from generator.speech import word_count

_SHARE = 2  # the strong answer may have this many times the words


def _check(story: Story) -> Iterator[Finding]:
    if any(path in story.placeholders for path, _ in story.told):
        return
    weak = word_count(story.scenario.weak_answer.answer)
    strong = sum(word_count(answer) for _, answer in story.told)
    if weak * _SHARE < strong:
        message = f"The weak answer has {weak} word{'s' * (weak != 1)}, the strong one {strong}."
        least = -(-strong // _SHARE)
        hint = f"Let a decent, unprepared candidate talk for {least} words or more."
        yield Finding(("weak_answer", "answer"), message, hint)


RULE = StoryRule("weak-strength", "warning", _check)
