"""Everything that is wrong with the content, or could be better: its structure, its references, and the lint."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.library import read
from generator.lint.linter import Linter, linted_files
from generator.problems import Problem
from generator.reader import Draft, Progress


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found."""

    problems: list[Problem]
    """Sorted."""
    files: int
    """How many content files were looked at."""
    broken: int
    """How many of them have errors of structure that keep the rules from looking at them."""


def check(project: Path, only: Collection[str] | None = None, progress: Progress | None = None) -> Checked:
    """Check the content of a project.

    Args:
        project: the folder that holds `content/`.
        only: the files and folders, as problems name them, whose problems are wanted; None for all.
        progress: told after each file that is read.
    """
    draft, problems = read(project, progress)
    wanted = [file for file in draft.files if _is_in(file, only)]
    found = with_lint(draft, problems, Linter(), wanted)
    broken = {problem.file for problem in problems}.intersection(wanted) - linted_files(draft)
    return Checked([problem for problem in found if _is_in(problem.file, only)], len(wanted), len(broken))


def with_lint(
    draft: Draft, problems: Sequence[Problem], linter: Linter, only: Collection[str] | None = None
) -> list[Problem]:
    """The problems of structure, and what the lint has to say of the files that could be read, sorted."""
    return sorted([*problems, *linter.run(draft, only)])


def _is_in(file: str, places: Collection[str] | None) -> bool:
    """Whether a file is one of the places or lies in one."""
    return places is None or any(file == place or file.startswith(f"{place}/") for place in places)
