"""A strong Result has a number and a change."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import prose
from generator.lint.measures import NUMBER_WORDS, unit_at, words_worth
from generator.lint.quantities import quantities
from generator.lint.rule import Finding, Story, StoryRule

_NUMBER = re.compile(
    r"\b(?:zero|half|halves|halved|halving|twice|thrice|doubled?|doubles|doubling|tripled?|triples|quadrupled?"
    r"|not one|not a single|none of|(?:no|nobody|nothing|no one|none) [a-z' -]{0,60}(?:since|again)"
    r"|thirds|three[ -]quarters|an? (?:quarter|fifth|tenth) (?:of|as|the)"
    r"|(?:an?|one) third(?= (?:of|as|the|fewer|less|more|lower|higher|faster|smaller)\b|[.,;:!?]|$))\b"
)
_ONE = re.compile(r"\b(?:half an?|an?|one)(?=[ -])")
# Generous on purpose: the rule is about results that only describe how things are.
_CHANGES = (
    "rose rise rises risen fell fall falls fallen falling dropped drop drops dropping went go goes gone grew grow "
    "grown grows cut cuts climbed jumped doubled tripled halved quadrupled reduced reduce reduces reduction "
    "improved improve increased increase decreased decrease gained won lost shrank shrunk sped slowed lowered "
    "raised expanded scaled stopped stop stops ended ends disappeared vanished eliminated cleared closed prevented "
    "avoided blocked removed deleted retired replaced migrated switched moved changed change changes turned became "
    "become becomes came come comes made make makes saved saves save freed caught recovered restored returned "
    "return returns fixed solved resolved back fewer less more faster slower lower higher smaller shorter longer "
    "larger bigger earlier sooner better worse down now since until after before afterward afterwards again instead "
    "anymore never extra additional started starts began reached hit adopted adopt "
    "adopts launched shipped released merged deployed delivered finished completed landed rolled joined left hired "
    "promoted renewed signed canceled cancelled built created opened allowed enabled brought kept stayed held "
    "remained up above under compared twice half third against"
).split()
_CHANGE = re.compile(
    r"\b(?:no longer|where it (?:took|was|had)|from\b.{1,80}?\bto|used to|no more|twice as|half as|"
    rf"{'|'.join(_CHANGES)})\b"
)


def _check(story: Story) -> Iterator[Finding]:
    text = story.scenario.result.answer
    folded = prose.fold(prose.plain(text))
    has_number = bool(quantities(text)) or _has_number_in_words(folded)
    has_change = bool(_CHANGE.search(folded))
    path = ("result", "answer")
    if not (has_number or has_change):
        message = "The Result has neither a number nor a change."
        yield Finding(path, message, "Say what is different now, and by how much.")
    elif not has_number:
        yield Finding(path, "The Result has no number.", "Say how much, how many or how long, even if it is small.")
    elif not has_change:
        message = "The Result has a number but names no change."
        yield Finding(path, message, "Say what it was before, or what is different now.")


def _has_number_in_words(folded: str) -> bool:
    """Whether a text counts in words: two or more, a fraction, or two measures such as a day and an hour."""
    if _NUMBER.search(folded) or any(words_worth(found[0]) > 1 for found in NUMBER_WORDS.finditer(folded)):
        return True
    singles = {found.unit for one in _ONE.finditer(folded) if (found := unit_at(folded, one.end()))}
    return len(singles) > 1


RULE = StoryRule("result-quantified", "warning", _check)
