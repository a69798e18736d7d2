"""A strong Action speaks in I, not we."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import prose
from generator.lint.rule import Finding, Story, StoryRule
from generator.lint.wording import times

# Speech that the candidate reports belongs to others, with quotation marks and without.
_REPORTED = re.compile(
    r'"[^"]*"'
    r"|(?<!\bi )\b(?:said|says|told|asked|argued|answered|thought|agreed that)\b(?:(?!\b(?:and|but|so) i\b)[^.!?])*"
)
_I = re.compile(r"\bi\b")
_WE = re.compile(r"\bwe\b(?:'\w+)?")
_MOST_WE_PER_I = 0.75


def _check(story: Story) -> Iterator[Finding]:
    text = _REPORTED.sub(" ", prose.fold(prose.plain(story.scenario.action.answer)))
    own, shared = len(_I.findall(text)), _WE.findall(text)
    path = ("action", "answer")
    if not own:
        yield Finding(path, 'The Action never says "I".', "Say what you decided and did yourself.")
    elif len(shared) > own * _MOST_WE_PER_I:
        message = f'The Action says "we" {times(len(shared))} and "I" {times(own)}.'
        yield Finding(path, message, 'Say who did what; keep "we" for what was truly decided together.', shared[0])


RULE = StoryRule("action-ownership", "warning", _check)
