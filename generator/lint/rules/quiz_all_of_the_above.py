"""Each option of a quiz item says something of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import prose
from generator.lint.rule import Finding, Story, StoryRule

_OPTION = r"(?:options?|answers?|choices?)"
_AND = r"(?:,? and |,? or |, ?| ?& ?|/)"
_ABOVE = r"(?:listed |given |named )?above"
_THE_OTHERS = "|".join(
    [
        rf"(?:the )?(?:{_OPTION} )?{_ABOVE}",
        rf"(?:the |these |those )?(?:other |above |previous )?{_OPTION}(?: here| listed| given)?",
        r"these|those|them",
        r"(?:the|these|those) (?:two|three|four)|the others?",
    ]
)
_LETTER = rf"(?:{_OPTION} )?\(?[a-e]\)?"
_NUMBER = r"\(?[1-5]\)?"
_PLACE = r"(?:the )?(?:first|second|third|fourth|fifth|last)"
_SPEAKS_OF_OTHERS = "|".join(
    [
        rf"(?:all|none|both|neither|either|any|each|more than one)(?: of)? (?:{_THE_OTHERS})",
        rf"(?:some|most|one|two|three|any two|any three|at least two)(?: of)? (?:(?:the )?{_ABOVE}|these)",
        r"all (?:three|four)(?: of (?:them|these))?",
        rf"(?:everything|anything|nothing|something) {_ABOVE}",
        rf"no (?:other )?{_OPTION}(?: above| here)?",
        r"the above|both|neither",
        rf"(?:both )?{_LETTER}(?:{_AND}{_LETTER})+",
        rf"(?:both )?{_OPTION} {_NUMBER}(?:{_AND}(?:{_OPTION} )?{_NUMBER})+",
        rf"(?:both )?{_PLACE}(?: {_OPTION})?(?:{_AND}{_PLACE})+ {_OPTION}",
    ]
)
# What may follow, and only says that the others hold.
_HOLDS = (
    r"(?: (?:is|are|was|were|would be|can be|applies|apply|holds|hold|helps|help|works|work|fits|fit))?"
    r"(?:,? (?:right|correct|true|fine|wrong|false|incorrect|equally|together|at once|only|well))*"
)
# A whole option that speaks of other options, in folded text without the signs around it.
_ABOUT_OTHERS = re.compile(rf"(?:{_SPEAKS_OF_OTHERS}){_HOLDS}")
# Of a question about a number, "all of them" is an answer like any other.
_ASKS_HOW_MANY = re.compile(r"\bhow (?:many|much|often)\b|\b(?:what|which) (?:share|portion|percentage)\b")
_AROUND = " .,;:!?\"'()*-"
_LONGEST = 80
"""How long such an option can be; a longer text need not be looked at."""


def _check(story: Story) -> Iterator[Finding]:
    for number, item in enumerate(story.scenario.quiz):
        asks_how_many = bool(_ASKS_HOW_MANY.search(prose.fold(item.question)))
        for place, option in enumerate(item.options):
            text = prose.plain(option.text)
            if _is_about_others(text, asks_how_many=asks_how_many):
                message = f'"{text}" says nothing of its own.'
                hint = "Write an option that can be judged by itself, or make the item a choose-many."
                yield Finding(("quiz", number, "options", place, "text"), message, hint, option.text)


def _is_about_others(text: str, *, asks_how_many: bool) -> bool:
    """Whether an option, as it is shown, only speaks of other options."""
    words = prose.fold(text).strip(_AROUND)
    if len(words) > _LONGEST or (asks_how_many and "above" not in words):
        return False
    return bool(_ABOUT_OTHERS.fullmatch(words))


RULE = StoryRule("quiz-all-of-the-above", "warning", _check)
