"""A new scenario's file: every field of the model, with texts to write where a person has to write them."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import yaml

from generator.model import Framework, Level, SectionId, SectionKind
from generator.reader import SCENARIOS, Draft
from generator.schema import schema_line
from generator.templating import environment

_WIDEST_COMMENT = 112
_A_MINUTE = 60
_ROUND_SECONDS = 5
"""Targets that are shared out anew are multiples of this, so that they are easy to keep in mind."""

# What to write in each part of the strong answer: the answer, its coaching, its mistake.
_TO_WRITE: dict[SectionId, tuple[str, str, str]] = {
    "situation": (
        "Say where you were, what went wrong or was at stake, and who would pay for it.",
        "Say what a stranger understands after these words, and which detail does the work.",
        "Name what people explain here that the listener does not need yet.",
    ),
    "task": (
        "Say what was yours to do, and what made it hard or left it open.",
        "Say how these words turn what comes next into a choice.",
        "Name what people leave out here, and what the listener then believes.",
    ),
    "action": (
        'Say what you decided and did, in order, each step with its reason. Say "I" where you acted.',
        "Name the decisions that carry this part, and how much detail each one needs.",
        "Name what takes over here when people tell it, and what gets lost.",
    ),
    "result": (
        "Say what changed, in numbers, and how you know. Then say what it cost.",
        "Say which of the facts to end on, and why.",
        "Name how people end too early, or on a mood.",
    ),
    "reflection": (
        "Say what you would do differently now, and why, as somebody of this level sees it.",
        "Say how much hindsight is enough, and how it grows with the level.",
        "Name the easy lesson that anybody could draw from any story.",
    ),
}


@dataclass(frozen=True, slots=True)
class _Part:
    """What the template says of one part of the strong answer."""

    id: SectionId
    purpose: str
    """Its name and what it is there for, as comment lines."""
    length: str
    """How long it should be."""
    target: str
    """The line with its own target: a comment, unless the level makes it necessary."""
    answer: str
    coaching: str
    mistake: str


@dataclass(frozen=True, slots=True)
class _LevelPart:
    """What the template says of one level."""

    id: str
    budget: str
    """The line with its own budget, as a comment."""


@dataclass(frozen=True, slots=True)
class _FollowUp:
    """A follow-up question to write."""

    id: str
    question: str


@dataclass(frozen=True, slots=True)
class _Choice:
    """An option to write."""

    id: str
    correct: bool


_FOLLOW_UPS = (
    _FollowUp("another-way", "Ask what else the candidate could have done, and why they did not."),
    _FollowUp("how-they-know", "Ask how the candidate knows that it worked."),
)
_CRITIQUE = (
    "Say which fact is missing, and what the listener can't judge without it.",
    "Say where the candidate stops acting, and who acts instead.",
)
_CHOICES = ("choice-a", "choice-b", "choice-c", "choice-d")


def scenario_skeleton(framework: Framework, principle_id: str, scenario_id: str, level_id: str) -> str:
    """The text of a new scenario's file.

    It has no errors of structure, so its pages can be looked at from the first minute.

    Args:
        framework: what it shares with all other scenarios.
        principle_id: the principle that its question probes, one of the framework's.
        scenario_id: the name of its file.
        level_id: the level that its answer is written for, one of the framework's.
    """
    level = next(level for level in framework.levels if level.id == level_id)
    targets = section_targets(framework, level)
    parts = [_part(framework, section, targets, level) for section in framework.sections]
    other = _principle_after(framework.principles, principle_id)
    # In all skeletons together, the right option stands everywhere equally often.
    right = sum(scenario_id.encode()) % len(_CHOICES)
    return (
        environment()
        .get_template("scenario.yaml.jinja")
        .render(
            schema_line=schema_line("scenario"),
            scenario_id=_yaml_text(scenario_id),
            title=_yaml_text(scenario_id.replace("-", " ").capitalize()),
            principle_id=_yaml_text(principle_id),
            level_id=_yaml_text(level_id),
            level_ids=", ".join(level.id for level in framework.levels),
            told=parts[:-1],
            reflection=parts[-1],
            levels=[_level_part(level) for level in framework.levels],
            follow_ups=_FOLLOW_UPS,
            critique=_CRITIQUE,
            choices=[_Choice(choice, number == right) for number, choice in enumerate(_CHOICES)],
            several=[_Choice(choice, number % 2 == right % 2) for number, choice in enumerate(_CHOICES)],
            other_principle_id=other and _yaml_text(other),
        )
    )


def section_targets(framework: Framework, level: Level) -> dict[SectionId, int]:
    """How long each part takes in an answer for a level, in seconds, so that the whole fits the level's budget.

    The framework's targets, where they fit; else these, shortened or stretched alike.
    """
    usual = {section.id: section.target_seconds for section in framework.sections}
    total = sum(usual.values())
    wanted = min(max(total, level.budget_seconds.shortest), level.budget_seconds.longest)
    if wanted == total:
        return usual
    step = _ROUND_SECONDS if wanted >= _A_MINUTE else 1
    targets = {name: max(1, step * round(seconds * wanted / total / step)) for name, seconds in usual.items()}
    longest = max(usual, key=lambda name: usual[name])
    targets[longest] = max(1, targets[longest] + wanted - sum(targets.values()))
    return targets


def middle_level(framework: Framework) -> Level:
    """The level that a new scenario is written for if nobody says otherwise; of two in the middle, the lower one."""
    return framework.levels[(len(framework.levels) - 1) // 2]


def scenario_file(draft: Draft, scenario_id: str) -> str:
    """The file that has a scenario's id already, as problems name it, readable or not; empty if there is none."""
    by_name = [file for file in draft.files if PurePosixPath(file).match(f"content/{SCENARIOS}/*/{scenario_id}.yaml")]
    by_id = [entry.document.file for entry in draft.scenarios if entry.model.id == scenario_id]
    return next(iter([*by_name, *by_id]), "")


def _part(framework: Framework, section: SectionKind, targets: Mapping[SectionId, int], level: Level) -> _Part:
    seconds = targets[section.id]
    pace = framework.words_per_minute
    words = max(1, round(seconds * pace / _A_MINUTE))
    usual = section.target_seconds
    if seconds == usual:
        target = f"# target_seconds: {usual}  # only if this story needs another length than the framework's {usual}"
    else:
        target = f"target_seconds: {seconds}  # {usual}, the framework's, would not fit {level.label}'s time"
    answer, coaching, mistake = _TO_WRITE[section.id]
    return _Part(
        id=section.id,
        purpose=_comment(f"{section.label}: {section.purpose}"),
        length=f"About {words:,} words: {_seconds(seconds)} at {pace:,} words a minute.",
        target=target,
        answer=answer,
        coaching=coaching,
        mistake=mistake,
    )


def _level_part(level: Level) -> _LevelPart:
    shortest, longest = level.budget_seconds
    note = "only if this story needs another time for the whole answer"
    return _LevelPart(level.id, f"# budget_seconds: [{shortest}, {longest}]  # {note}")


def _principle_after(principles: Sequence[str], principle_id: str) -> str:
    """The principle that follows in the framework's order, after the last one the first; empty if there is only one."""
    others = [name for name in principles if name != principle_id]
    following = principles[principles.index(principle_id) + 1 :]
    return next((name for name in [*following, *others] if name != principle_id), "")


def _comment(text: str) -> str:
    """Text as comment lines."""
    return textwrap.fill(" ".join(text.split()), _WIDEST_COMMENT, initial_indent="# ", subsequent_indent="# ")


def _seconds(number: int) -> str:
    return "1 second" if number == 1 else f"{number:,} seconds"


def _yaml_text(slug: str) -> str:
    """A slug or a title made of one, in quotes where YAML would take it for a number, a date or a flag."""
    try:
        is_text = isinstance(yaml.safe_load(slug), str)
    except ValueError:  # it looks like a date, of a day that there is not
        is_text = False
    return slug if is_text else f'"{slug}"'
