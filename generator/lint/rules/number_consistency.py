"""The rest of a scenario says the same figures as its story."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from generator import prose
from generator.lint.derived import follows
from generator.lint.measures import COUNT, CURRENCIES, NUMBER_WORDS, PERCENT
from generator.lint.quantities import Fact, Quantity, quantities
from generator.lint.rule import Finding, Story, StoryRule
from generator.lint.said import facts_said, is_said
from generator.model import SECTION_IDS, FollowUp, QuizItem
from generator.sentences import sentences
from generator.source import Path
from generator.timing import target_seconds

# In these kinds, figures further apart than this are about different things.
_APART = dict.fromkeys(("duration", "months", "data", "percent", *(unit.kind for unit in CURRENCIES.values())), 10)
_BOUND = re.compile(
    r"\b(?:(?P<below>under|less than|fewer than|below|at most|up to|nearly|almost)|over|more than|above|at least) $"
)
_CLOSE = 5
"""How many times a figure a bound for it can be."""
_WIDTH = 400
_NEAR = 30
"""How many characters around a figure say what it is about."""
_SHARED = 2
"""How many of these words two figures share if they are about the same."""
_HEADLINES = frozenset(unit.kind for unit in (PERCENT, *CURRENCIES.values()))
"""Kinds of figures that interviewers write down; a new one never is a detail."""
# Longer words that stand around figures of all sorts: units, and words that say nothing of what is counted.
_EVERYWHERE = frozenset(
    "about after almost around because been before between could during each every first from have into just last less "
    "more most nearly next only over same since some than that their them then there they this those under until were "
    "what when where which while will with within would your second seconds minute minutes hour hours week weeks month "
    "months year years days times took takes".split()
)
_MOST_OF_A_TEXT = 10
"""Problems reported of one text; nobody reads more."""
# A sentence about how to tell the story: its durations are those of speaking.
_TELLING = re.compile(
    r"\b(?:tell|tells|telling|told|retell|say|says|saying|said|speak|speaking|spoken|sentences?|words?|clause|answers?"
    r"|opening|listeners?|interviewers?|spend|spends|spending|pause|aloud|breath|stopwatch"
    r"|(?:minute|second)s? (?:version|telling|ago))\b"
)
_OF_THE_ANSWER = re.compile(r"\bof (?:the|your|this|an) (?:whole )?(?:answer|telling|words|time you have)\b")
_LONGEST_ANSWER = 15 * 60
"""The longest duration that can be one of speaking, in seconds."""
# A question that supposes something else than what happened.
_SUPPOSING = re.compile(
    r"\b(?:if|suppose|supposing|imagine|assume|assuming|say|instead|would|could|might|had only|unless|what about"
    r"|next time|(?:seconds?|minutes?) ago)\b"
)

Exemption = Callable[[Quantity, str], bool]
"""Whether a figure in a sentence (folded) is no fact of the story."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A text whose figures must be those of the story."""

    path: Path
    text: str
    allowed: frozenset[Fact] = frozenset()
    """What else it may say: what was supposed in a question, or stands in the option that it is about."""
    may_add: bool = False
    """Whether it may say figures of which the story says nothing: an answer to a question that digs."""
    is_exempt: Exemption = lambda quantity, sentence: False  # noqa: ARG005


def _check(story: Story) -> Iterator[Finding]:
    answers = story.told[:-1]  # the reflection looks back and adds nothing
    if any(path in story.placeholders for path, _ in answers):
        return
    told = _Told(text for _, text in answers)
    facts = frozenset[Fact]().union(*(facts_said(text) for _, text in answers))
    for place in _places(story):
        yield from _strange(place, told, facts | place.allowed)


def _strange(place: _Place, told: _Told, facts: frozenset[Fact]) -> Iterator[Finding]:
    """The figures of a text that its story doesn't have."""
    reported: set[Fact] = set()
    found = [each for each in quantities(place.text) if not (is_said(each, facts) or told.implies(each))]
    parts = _sentences_of(place.text, found)
    for quantity, sentence in zip(found, parts, strict=True):
        if quantity.fact in reported or place.is_exempt(quantity, sentence) or told.is_bound(quantity, sentence):
            continue
        nearest = told.nearest(quantity)
        if place.may_add and quantity.kind not in _HEADLINES:
            nearest = told.contradicted(quantity, sentence)
            if nearest is None:
                continue
        reported.add(quantity.fact)
        yield _finding(place.path, quantity, nearest)
        if len(reported) == _MOST_OF_A_TEXT:
            return


def _finding(path: Path, quantity: Quantity, nearest: Quantity | None) -> Finding:
    words = f"{quantity.shown} {quantity.noun}" if quantity.noun else quantity.shown
    if nearest:
        message = f'The story says "{nearest.shown}"; this says "{quantity.shown}".'
        return Finding(path, message, "Make the two agree, or waive this with a reason.", words)
    message = f'The story never says "{quantity.shown}".'
    return Finding(
        path, message, "Put the figure into the story, take it out here, or waive this with a reason.", words
    )


class _Told:
    """The figures of a story, by what they can be compared with."""

    def __init__(self, answers: Iterable[str]) -> None:
        self._contexts: list[tuple[Quantity, frozenset[str]]] = []
        for text in answers:
            found = quantities(text)
            self._contexts += zip(found, map(_context, found, _sentences_of(text, found)), strict=True)
        self.quantities = [quantity for quantity, _ in self._contexts]
        self._alike: dict[tuple[str, str], list[Quantity]] = {}
        for quantity in sorted(self.quantities, key=lambda each: each.value):
            self._alike.setdefault(_comparable(quantity), []).append(quantity)
        bare = {_digits(each) for each in self.quantities if each.kind == COUNT.kind and not each.noun}
        self._bare = bare - {""}

    def implies(self, quantity: Quantity) -> bool:
        """Whether a figure follows from others, or only adds the unit to a bare one: 17 hours for "a nurse with 17"."""
        return follows(quantity, self.quantities) or _digits(quantity) in self._bare

    def is_bound(self, quantity: Quantity, sentence: str) -> bool:
        """Whether a figure is a bound that one of the story keeps to: "under three days" for two of them."""
        before = sentence[: max(0, sentence.find(prose.fold(quantity.shown)))]
        sign = _BOUND.search(before)
        if not sign:
            return False
        told = [each.value for each in self.quantities if each.kind == quantity.kind]
        if sign["below"]:
            return any(value <= quantity.value <= value * _CLOSE for value in told)
        return any(quantity.value <= value <= quantity.value * _CLOSE for value in told)

    def contradicted(self, quantity: Quantity, sentence: str) -> Quantity | None:
        """The figure of the story that another one says otherwise, beyond doubt.

        One of the same kind with the same words around it, or one with the same digits and another unit.
        """
        context, digits = _context(quantity, sentence), _digits(quantity)
        for each, its_context in self._contexts:
            is_alike = (each.kind, each.noun) == (quantity.kind, quantity.noun)
            if is_alike and len(context & its_context) >= _SHARED:
                return each
            if each.kind != quantity.kind and digits and digits == _digits(each):
                return each
        return None

    def nearest(self, quantity: Quantity) -> Quantity | None:
        """The figure that another most likely stands for."""
        key = _comparable(quantity)
        alike = self._alike.get(key, []) if key != (COUNT.kind, "") else []
        place = bisect_left(alike, quantity.value, key=lambda each: each.value)
        beside = [
            each
            for each in alike[max(0, place - 1) : place + 1]
            if _ratio(each, quantity) <= _APART.get(each.kind, inf)
        ]
        return min(beside, key=lambda each: _ratio(each, quantity), default=None)


def _comparable(quantity: Quantity) -> tuple[str, str]:
    """What a figure is of: bare counts only compare if they count the same."""
    return quantity.kind, quantity.noun


def _context(quantity: Quantity, sentence: str) -> frozenset[str]:
    """The words of a sentence (folded) that say what a figure is about: the longer ones close to it."""
    place = sentence.find(prose.fold(quantity.shown))
    near = sentence[max(0, place - _NEAR) : place + len(quantity.shown) + _NEAR]
    without_numbers = NUMBER_WORDS.sub(" ", near)
    return frozenset(re.findall(r"[^\W\d_]{4,}", without_numbers)) - _EVERYWHERE


def _digits(quantity: Quantity) -> str:
    """The digits that a figure is written with, if it is: 8 for "$8K" and for "8 weeks"."""
    found = re.search(r"[0-9][0-9.,]*", quantity.shown)
    return found[0] if found else ""


def _ratio(one: Quantity, other: Quantity) -> Fraction | float:
    """How many times the smaller of two figures the larger is."""
    smaller, larger = sorted((one.value, other.value))
    return larger / smaller if smaller else inf


def _sentences_of(text: str, found: Sequence[Quantity]) -> list[str]:
    """The sentence, folded, that each figure stands in, cut where it is very long; the figures are in order."""
    if not found:
        return []
    parts = iter(sentences(prose.plain(text)))
    result: list[str] = []
    start, sentence = next(parts)
    for quantity in found:
        while quantity.start >= start + len(sentence):
            start, sentence = next(parts)
        place = quantity.start - start
        result.append(prose.fold(sentence[max(0, place - _WIDTH) : place + _WIDTH]))
    return result


def _places(story: Story) -> Iterator[_Place]:
    scenario = story.scenario
    exempt = _is_about_telling(story)
    yield _Place(("overview", "story"), scenario.overview.story, is_exempt=exempt)
    for number, takeaway in enumerate(scenario.overview.takeaways):
        yield _Place(("overview", "takeaways", number), takeaway, is_exempt=exempt)
    for level, reflection in scenario.reflection.levels.items():
        yield _Place(("reflection", "levels", level, "answer"), reflection.answer, may_add=True)
    for number, follow_up in enumerate(scenario.follow_ups):
        yield from _in_follow_up(("follow_ups", number), follow_up, exempt)
    added = frozenset[Fact]().union(*(_facts(each.strong.answer) for each in scenario.follow_ups))
    for number, item in enumerate(scenario.quiz):
        yield from _in_quiz(("quiz", number), item, exempt, added)
    for number, variant in enumerate(scenario.variants):
        for name, text in variant.texts.items():
            yield _Place(("variants", number, name), text, added, is_exempt=exempt)


def _in_follow_up(path: Path, follow_up: FollowUp, exempt: Exemption) -> Iterator[_Place]:
    asked = _facts(follow_up.question)
    yield _Place((*path, "question"), follow_up.question, is_exempt=_is_supposed)
    yield _Place((*path, "probes"), follow_up.probes, asked, is_exempt=exempt)
    yield _Place((*path, "weak", "answer"), follow_up.weak.answer, asked, may_add=True)
    # The verdict may repeat what the weak answer got wrong.
    yield _Place(
        (*path, "weak", "verdict"), follow_up.weak.verdict, asked | _facts(follow_up.weak.answer), is_exempt=exempt
    )
    yield _Place((*path, "strong", "answer"), follow_up.strong.answer, asked, may_add=True)


def _in_quiz(path: Path, item: QuizItem, exempt: Exemption, added: frozenset[Fact]) -> Iterator[_Place]:
    """The texts of a quiz item, which may take up what the follow-ups added."""

    def is_exempt(quantity: Quantity, sentence: str) -> bool:
        return exempt(quantity, sentence) or _is_supposed(quantity, sentence)

    asked = added | _facts(item.question)
    options = asked.union(*(_facts(option.text) for option in item.options))
    yield _Place((*path, "question"), item.question, added, is_exempt=is_exempt)
    for number, option in enumerate(item.options):
        if option.correct:
            yield _Place((*path, "options", number, "text"), option.text, asked, is_exempt=exempt)
        yield _Place((*path, "options", number, "why"), option.why, options, is_exempt=exempt)
    yield _Place((*path, "explanation"), item.explanation, asked, is_exempt=exempt)


def _facts(text: str) -> frozenset[Fact]:
    """The figures of a question or an option, which what follows may take up; they are reported there, if at all."""
    return frozenset(each.fact for each in quantities(text))


def _is_supposed(quantity: Quantity, sentence: str) -> bool:  # noqa: ARG001
    return bool(_SUPPOSING.search(sentence))


def _is_about_telling(story: Story) -> Exemption:
    targets = {target_seconds(story.framework, story.scenario, section) for section in SECTION_IDS}

    def is_exempt(quantity: Quantity, sentence: str) -> bool:
        if quantity.kind == "duration" and quantity.value <= _LONGEST_ANSWER:
            return quantity.value in targets or bool(_TELLING.search(sentence))
        return quantity.kind == "percent" and bool(_OF_THE_ANSWER.search(sentence))

    return is_exempt


RULE = StoryRule("number-consistency", "warning", _check)
