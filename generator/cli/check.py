"""The command that checks the content."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from generator import checking
from generator.cli.terminal import absolute, count, project_option, relative, watch
from generator.explanations import explanations
from generator.problems import Problem, did_you_mean
from generator.reader import line_reader
from generator.reports import FORMATS, Format, github_report, json_report, sarif_report, summary, text_report


@click.command()
@project_option
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to print problems: for people, for programs, for GitHub's checks, or for code scanning.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail the check, too.")
@click.option("--explain", "code", metavar="CODE", help="Print what a code means and what to do about it, and stop.")
def check(root: Path, paths: tuple[Path, ...], form: Format, strict: bool, code: str | None) -> None:
    """Check content/ without building: every problem at once, sorted.

    With PATHS, only the problems of those files and folders are printed; the rest is read all the same, because one
    file can be wrong about another. The exit code is 0 if nothing is wrong, 1 if there are errors, 2 if the command was
    called in a wrong way.
    """
    if code is not None:
        click.echo(_explanation(code), nl=False)
        return
    checked = checking.check(root, _content_names(root, paths), watch("Checking content"))
    click.echo(_report([_seen_from_here(problem, root) for problem in checked.problems], form), nl=False)
    if form == "text":
        if checked.broken:
            click.echo(f"Mend the structure of {count(checked.broken, 'file')} to see what else there is to say of it.")
        click.echo(f"{summary(checked.problems)} in {count(checked.files, 'file')}.")
    if any(strict or problem.severity == "error" for problem in checked.problems):
        sys.exit(1)


def _content_names(root: Path, paths: Sequence[Path]) -> list[str] | None:
    """The paths as problems name them, links as they stand; None, for all, without any."""
    project = absolute(root)
    for path in paths:
        if not absolute(path).is_relative_to(project / "content"):
            raise click.UsageError(f"{relative(path)} is not in {relative(project / 'content')}.")
    return [absolute(path).relative_to(project).as_posix() for path in paths] or None


def _explanation(code: str) -> str:
    pages = explanations()
    code = code.strip("[]")  # as it stands behind a message
    if code not in pages:
        raise click.UsageError(f'There is no code "{code}". {did_you_mean(code, pages)}')
    return pages[code]


def _seen_from_here(problem: Problem, root: Path) -> Problem:
    """The problem with its file as it is named from here, so that a terminal or an editor finds it."""
    path = absolute(root) / problem.file
    try:
        file = os.path.relpath(path)
    except ValueError:  # on another drive there is no way from here
        file = str(path)
    return replace(problem, file=file.replace(os.sep, "/"))


def _report(problems: Sequence[Problem], form: Format) -> str:
    if form == "json":
        return json_report(problems)
    if form == "github":
        return github_report(problems)
    if form == "sarif":
        return sarif_report(problems, explanations())
    return text_report(problems, line_reader(Path()))
