"""`content/` to one Library, or every problem found on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generator.model import Framework, Level, Principle, Scenario
from generator.problems import Problem
from generator.reader import FRAMEWORK, Draft, Progress, read_content
from generator.references import check_references


@dataclass(frozen=True)
class Library:
    """All content, decoded and cross-checked; nothing in it refers to something that is not there."""

    framework: Framework
    principles: tuple[Principle, ...]
    """In the framework's order."""
    scenarios: tuple[Scenario, ...]
    """In the order of their principles, then of their levels, then of their ids."""
    hand_written: dict[str, str] = field(default_factory=dict)
    """The pages written by hand: path in the site's Markdown, and text."""

    @cached_property
    def principle(self) -> dict[str, Principle]:
        """Principles by id."""
        return {principle.id: principle for principle in self.principles}

    @cached_property
    def level(self) -> dict[str, Level]:
        """Levels by id."""
        return {level.id: level for level in self.framework.levels}

    @cached_property
    def scenarios_of(self) -> dict[str, tuple[Scenario, ...]]:
        """Scenarios by the id of their principle; every principle has an entry."""
        grouped: dict[str, list[Scenario]] = {principle.id: [] for principle in self.principles}
        for scenario in self.scenarios:
            grouped[scenario.principle].append(scenario)
        return {principle: tuple(scenarios) for principle, scenarios in grouped.items()}


def load(project: Path, progress: Progress | None = None) -> tuple[Library | None, list[Problem]]:
    """Read `content/` of a project.

    Args:
        project: the folder that holds `content/`.
        progress: told after each file.

    Returns:
        The library (None if there is an error) and the problems, sorted.
    """
    draft, problems = read(project, progress)
    return assemble(draft, problems), problems


def read(project: Path, progress: Progress | None = None) -> tuple[Draft, list[Problem]]:
    """Read `content/` of a project and say all that keeps it from being a library, sorted."""
    draft = read_content(project, progress)
    return draft, sorted(draft.problems + check_references(draft))


def framework_problems(problems: Sequence[Problem]) -> list[Problem]:
    """The problems that keep a framework from being relied on: its own, and those of the folder that it is in."""
    return [problem for problem in problems if problem.file in {"content", f"content/{FRAMEWORK}"}]


def assemble(draft: Draft, problems: Sequence[Problem]) -> Library | None:
    """Make a library of what was read; None if there are problems."""
    if draft.framework is None or problems:
        return None
    framework = draft.framework.model
    principle_rank = {principle: rank for rank, principle in enumerate(framework.principles)}
    level_rank = {level.id: rank for rank, level in enumerate(framework.levels)}
    scenarios = sorted(
        (entry.model for entry in draft.scenarios),
        key=lambda scenario: (principle_rank[scenario.principle], level_rank[scenario.level], scenario.id),
    )
    principles = sorted((entry.model for entry in draft.principles), key=lambda principle: principle_rank[principle.id])
    return Library(framework, tuple(principles), tuple(scenarios), draft.hand_written)
