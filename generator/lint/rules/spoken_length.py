"""Each part of the answer, and the whole of it, can be said in the time it has."""

from __future__ import annotations

from collections.abc import Iterator

from generator.lint.rule import Finding, Story, StoryRule
from generator.model import TOLD_SECTION_IDS, SectionId
from generator.source import Path
from generator.speech import clock, spoken_seconds, word_count
from generator.timing import LevelFit, target_seconds, time_plan

# How much of its target a part may take, in percent. Figures take longer to say than other words, so there is less
# room above than below.
_SHORTEST, _LONGEST = 60, 115


def _check(story: Story) -> Iterator[Finding]:
    for name in TOLD_SECTION_IDS:
        yield from _part(story, name, (name, "answer"), getattr(story.scenario, name).answer)
    for level, reflection in story.scenario.reflection.levels.items():
        yield from _part(story, "reflection", ("reflection", "levels", level, "answer"), reflection.answer)
    plan = time_plan(story.framework, story.scenario)
    fit = plan.own_fit
    if not fit.budget.shortest <= plan.total <= fit.budget.longest:
        yield _targets(plan.total, fit)
    elif not any(path in story.placeholders for path, _ in story.told):
        yield from _whole(story, fit)


def _part(story: Story, name: SectionId, path: Path, answer: str) -> Iterator[Finding]:
    target, pace = target_seconds(story.framework, story.scenario, name), story.framework.words_per_minute
    least, most = _words_in(target * _SHORTEST, target * _LONGEST, pace)
    words = word_count(answer)
    if not least <= words <= most:
        label = story.framework.section(name).label
        message = f"{_said(words, pace)}; the {label}'s {target} s target takes {least} to {most} words."
        hint = f"{_change(words, least, most)}, or give the {label} another target_seconds in this scenario."
        yield Finding(path, message, hint)


def _whole(story: Story, fit: LevelFit) -> Iterator[Finding]:
    pace = story.framework.words_per_minute
    least, most = _words_in(fit.budget.shortest * 100, fit.budget.longest * 100, pace)
    words = sum(word_count(answer) for _, answer in story.told)
    if not least <= words <= most:
        message = f"The whole answer: {_said(words, pace)}; {_allowed(fit)}, {least} to {most} words."
        hint = f"{_change(words, least, most)}, or set budget_seconds in levels.{fit.level.id}."
        yield Finding(("level",), message, hint)


def _targets(total: int, fit: LevelFit) -> Finding:
    message = f"The targets of the five parts add up to {clock(total)}; {_allowed(fit)}."
    hint = f"Give the parts their own target_seconds, or set budget_seconds in levels.{fit.level.id}."
    return Finding(("level",), message, hint)


def _words_in(shortest: int, longest: int, pace: int) -> tuple[int, int]:
    """The fewest and the most words that take this long, in hundredths of a second, at a pace in words per minute."""
    least = -(-shortest * pace // 6000)
    return least, max(least, longest * pace // 6000)


def _said(words: int, pace: int) -> str:
    """How long words take to say."""
    return f"{words} {'word takes' if words == 1 else 'words take'} about {clock(spoken_seconds(words, pace))}"


def _allowed(fit: LevelFit) -> str:
    """What a level's budget is."""
    return f"the budget of {fit.level.label} is {clock(fit.budget.shortest)} to {clock(fit.budget.longest)}"


def _change(words: int, least: int, most: int) -> str:
    """What brings a number of words into its range."""
    missing = least - words if words < least else words - most
    return f"{'Add' if words < least else 'Cut'} {missing} word{'s' * (missing != 1)} or more"


RULE = StoryRule("spoken-length", "warning", _check)
