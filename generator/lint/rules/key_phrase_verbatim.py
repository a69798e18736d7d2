"""The key phrase of a strong reply stands in that reply."""

from __future__ import annotations

from collections.abc import Iterator

from generator import prose
from generator.lint.rule import Finding, Story, StoryRule


def _check(story: Story) -> Iterator[Finding]:
    for number, follow_up in enumerate(story.scenario.follow_ups):
        phrase, answer = follow_up.strong.key_phrase, ("follow_ups", number, "strong", "answer")
        if answer not in story.placeholders and not prose.holds(follow_up.strong.answer, phrase):
            message = f'The words "{phrase}" are not in one paragraph of the strong answer.'
            hint = "Copy them from the answer, word for word."
            yield Finding(("follow_ups", number, "strong", "key_phrase"), message, hint)


RULE = StoryRule("key-phrase-verbatim", "error", _check)
