"""A time that the coaching names for a part of the answer is that part's target."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from generator import prose
from generator.lint.durations import NUMBER, SpokenDuration, spoken_durations
from generator.lint.rule import Finding, Story, StoryRule
from generator.model import SECTION_IDS, SectionId
from generator.timing import budget, target_seconds

_QUOTED = re.compile(r'"[^"]*"')
_SENTENCE_END = re.compile(r"[.!?;…][\"')]* ")
_CONTEXT = 150
"""How many characters on each side of a duration are looked at, at most."""
_MOST_FINDINGS = 5
"""How many durations are named in one text, at most."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the answer, and what a duration in its coaching can be, if not its target."""

    label: str
    target: int
    others: Mapping[str, int]
    """The targets of the other parts, by label in small letters."""
    shortest: int
    longest: int
    """How long a whole answer may take, over all levels."""
    facts: frozenset[tuple[float, float]]
    """The durations that the story itself tells of, as low and high."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A duration that is not the target, and what stands around it in its sentence, in small letters."""

    duration: SpokenDuration
    part: _Part
    before: str
    words: str
    after: str
    is_mistake: bool

    @property
    def seconds(self) -> float:
        return self.duration.high

    @property
    def is_longer(self) -> bool:
        return self.seconds > self.part.target

    @property
    def sentence(self) -> str:
        return f"{self.before} {self.words} {self.after}"


def _check(story: Story) -> Iterator[Finding]:
    facts = _facts(story)
    for name in SECTION_IDS:
        part, section = _part(story, name, facts), story.scenario.section(name)
        for field, text in (("coaching", section.coaching), ("mistake", section.mistake)):
            found = dict.fromkeys(_contradictions(text, part, is_mistake=field == "mistake"))
            for words in islice(found, _MOST_FINDINGS):
                unit = "second" if part.target == 1 else "seconds"
                message = f'The {field} says "{words}"; the {part.label}\'s target is {part.target} {unit}.'
                hint = f"Name the target here, or give the {part.label} its own target_seconds."
                yield Finding((name, field), message, hint, words)


def _facts(story: Story) -> frozenset[tuple[float, float]]:
    scenario = story.scenario
    answers = [answer for _, answer in story.told]
    answers += [reflection.answer for reflection in scenario.reflection.levels.values()]
    answers += [follow_up.strong.answer for follow_up in scenario.follow_ups]
    return frozenset(
        (each.low, each.high) for text in answers for each in spoken_durations(prose.fold(prose.plain(text)))
    )


def _part(story: Story, name: SectionId, facts: frozenset[tuple[float, float]]) -> _Part:
    framework, scenario = story.framework, story.scenario
    targets = {kind.id: target_seconds(framework, scenario, kind.id) for kind in framework.sections}
    others = {prose.fold(kind.label): targets[kind.id] for kind in framework.sections if kind.id != name}
    budgets = [budget(scenario, level) for level in framework.levels]
    shortest, longest = min(each.shortest for each in budgets), max(each.longest for each in budgets)
    return _Part(framework.section(name).label, targets[name], others, shortest, longest, facts)


def _contradictions(text: str, part: _Part, *, is_mistake: bool) -> Iterator[str]:
    """The words of a text that name another time for its part than the target."""
    shown = prose.plain(text)
    # What is quoted belongs to the candidate.
    folded = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), prose.fold(shown))
    durations = list(spoken_durations(folded))
    names_target = any(_is(duration, part.target) for duration in durations)
    for duration in durations:
        if names_target and duration.high < part.target:
            continue  # a part of the time that is named
        if _is(duration, part.target) or (duration.low, duration.high) in part.facts:
            continue
        before = _SENTENCE_END.split(folded[max(0, duration.start - _CONTEXT) : duration.start])[-1]
        after = _SENTENCE_END.split(folded[duration.end : duration.end + _CONTEXT])[0]
        words = folded[duration.start : duration.end]
        mention = _Mention(duration, part, _without_hedge(before), words, " ".join(after.split()), is_mistake)
        if _is_meant_as_target(mention):
            yield shown[duration.start : duration.end]


def _without_hedge(before: str) -> str:
    """The words before a duration, one-spaced, without one that only makes it less exact."""
    words = before.split()
    return " ".join(words[:-1] if words and words[-1] in _HEDGES else words)


def _is(duration: SpokenDuration, seconds: int) -> bool:
    return duration.low <= seconds <= duration.high


# What a duration beside the target can be, if not a contradiction. All patterns look at small letters.
_HEDGES = frozenset("about roughly nearly almost maybe perhaps some".split())
_OWN = re.compile(r"\b(?:these|those|this|your|(?:fill|fills|filling|spend|spends|spending|use|uses|using) the)$")
_TELLING = re.compile(
    r"(?:answer|section|part|target|telling|version|summary|opening|setup|introduction|limit|budget)\b"
)
_TIME_OF_DAY = re.compile(r"\b(?:at|by|until|since|before|after|around|past|from|between)$")
_HALF_OF_DAY = re.compile(r"(?:[ap]\.?m\b|o'clock|in the (?:morning|afternoon|evening)|utc)")
_ONE_OF_SEVERAL = re.compile(
    r"\b(?:first|last|final|opening|closing|next|other|extra|more|remaining|additional|spare|another)$"
)
_DIFFERENCE = re.compile(
    r"(?:more|less|longer|shorter|extra|later|earlier|sooner|faster|slower|ago|over|under|left|early|late|too|into|"
    r"to go|to spare)\b|in,"
)
_SHARE = re.compile(r"(?:on|for|to|of|each|apiece|per)\b")
_GIVEN = re.compile(
    r"\b(?:give|gives|leave|leaves|save|keep|allow|reserve|cut|trim|drop|add)\b(?! (?:it|this|these)\b)"
    r"|\b(?:that|which|sentence|clause|number|one) (?:takes|costs|needs)$"
)
_SHARE_OF_ALL = re.compile(r"of (?:the|these|those|your|its)\b")
_EACH = re.compile(r"\b(?:each|every|per)\b")
_OTHER_SHARE = re.compile(rf"\b{NUMBER}(?:[ -](?:seconds?|secs?|s))? (?:on|for|to|each)\b")
_POINT_IN_TIME = re.compile(r"\b(?:after|by|at|until|past|before)(?: the)?$")
_OVERRUN = re.compile(r"\b(?:past|after)$")
_CONDITION = re.compile(r"\b(?:if|when|whenever|once|unless)\b")
_NOT_SPEAKING = re.compile(
    r"\b(?:paus|silen|breath|practic|rehears)|\bwait\b|\bto think\b|\bof thought\b|\btake a minute to\b"
)
_TOO = re.compile(r"\btoo (?:long|short|much|little)\b|\bthat is fine\b")
_WHOLE = re.compile(r"\b(?:whole|entire|total|all|altogether|overall|answer|budget)\b")
_CHANGE = re.compile(r"\bfrom$|\bfrom\b.*\bto$")
_BELOW = re.compile(r"\b(?:less than|under|at most|up to|below|not quite|no more than)$")
_ABOVE = re.compile(r"\b(?:more than|over|at least|above)$")
_CLOSE = 1.5
"""How many times a target a bound for it can be."""
_ALLOWED = re.compile(r"\b(?:the|in)$")
_TAKEN = re.compile(r"\b(?:in|within|after|under|than|only|just)$")


def _is_meant_as_target(mention: _Mention) -> bool:
    if _OWN.search(mention.before) and not mention.duration.is_adjective:
        return True
    return not any(is_something_else(mention) for is_something_else in _SOMETHING_ELSE)


def _is_detail(mention: _Mention) -> bool:
    """A 30-second timeout, but not a 30-second answer; 2:15 in the morning; ten seconds faster."""
    is_telling = _TELLING.match(mention.after) or mention.after.startswith(prose.fold(mention.part.label))
    is_time_of_day = _TIME_OF_DAY.search(mention.before) or _HALF_OF_DAY.match(mention.after)
    return bool(
        (mention.duration.is_adjective and not is_telling)
        or (mention.duration.is_clock and is_time_of_day)
        or _CHANGE.search(mention.before)
        or _NOT_SPEAKING.search(mention.sentence)
        or _TOO.search(mention.after)
    )


def _is_share(mention: _Mention) -> bool:
    """A part of the time: the last 20 seconds; 20 seconds on the redesign; 60 on the find and 30 on the fix."""
    if _ONE_OF_SEVERAL.search(mention.before) or _DIFFERENCE.match(mention.after):
        return True
    target = mention.part.target
    label = re.escape(prose.fold(mention.part.label))
    is_given = _GIVEN.search(mention.before) and not re.search(rf"\b{label}$", mention.before)
    has_share = bool(_SHARE.match(mention.after) or _EACH.search(mention.before) or is_given)
    return not mention.is_longer and bool(
        (mention.seconds * 2 <= target and has_share)
        or (mention.seconds * 4 <= target and mention.before != "in")
        or _SHARE_OF_ALL.match(mention.after)
        or (_SHARE.match(mention.after) and _OTHER_SHARE.search(f"{mention.before} | {mention.after}"))
        or any(_is(each, target) for text in (mention.before, mention.after) for each in spoken_durations(text))
    )


def _is_point_in_time(mention: _Mention) -> bool:
    """After 20 seconds of 30; past 40, where the part is over; if it takes as long as that."""
    point = (_OVERRUN if mention.is_longer else _POINT_IN_TIME).search(mention.before)
    return bool(point or _CONDITION.search(mention.before))


def _is_bound(mention: _Mention) -> bool:
    """A time that the target keeps to: less than a minute, where it is 53 seconds; about 50, where it is 53."""
    target = mention.part.target
    below, above = _BELOW.search(mention.before), _ABOVE.search(mention.before)
    return bool(
        (below and target <= mention.seconds <= target * _CLOSE)
        or (above and mention.seconds <= target <= mention.seconds * _CLOSE)
    )


def _is_whole_answer(mention: _Mention) -> bool:
    """The time of the whole answer, or of more than that: the interview, something in the story."""
    part = mention.part
    is_possible = mention.is_longer and part.shortest <= mention.seconds
    return mention.seconds > part.longest or bool(is_possible and _WHOLE.search(mention.sentence))


def _is_of_another_part(mention: _Mention) -> bool:
    """The target of another part, which the sentence names."""
    return any(
        _is(mention.duration, target) and re.search(rf"\b{re.escape(label)}\b", mention.sentence)
        for label, target in mention.part.others.items()
    )


def _is_the_mistake(mention: _Mention) -> bool:
    """Too long a telling; or too short a one, or too much for one thing."""
    if not mention.is_mistake:
        return False
    if mention.is_longer:
        return mention.duration.is_adjective or not _ALLOWED.search(mention.before)
    is_taken = _TAKEN.search(mention.before) and mention.before != "in"
    return bool(is_taken or _SHARE.match(mention.after))


_SOMETHING_ELSE: tuple[Callable[[_Mention], bool], ...] = (
    _is_detail,
    _is_share,
    _is_point_in_time,
    _is_bound,
    _is_whole_answer,
    _is_of_another_part,
    _is_the_mistake,
)


RULE = StoryRule("coaching-contradicts-target", "warning", _check)
