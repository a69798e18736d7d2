"""What all commands share: how they speak to whoever called them, and how they give up."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from generator.build import Project
from generator.problems import Problem
from generator.reader import Progress, line_reader
from generator.reports import summary, text_report

_PATIENCE_SECONDS = 1.0
"""How long a piece of work may be silent."""

project_option = click.option(
    "--project",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder that holds mkdocs.yml and content/. Default: this one.",
)


def open_project(root: Path) -> Project:
    """The project in a folder.

    Raises:
        click.UsageError: there is none.
    """
    project = Project(root)
    if not project.config.is_file():
        raise click.UsageError(f"There is no mkdocs.yml in {relative(root)}. Name the folder with --project.")
    return project


def watch(label: str) -> Progress:
    """Show how far a piece of work is, on a terminal, once it has taken a second."""
    started = time.monotonic()
    width = 0

    def report(done: int, total: int) -> None:
        nonlocal width
        if not sys.stderr.isatty() or time.monotonic() - started < _PATIENCE_SECONDS:
            return
        line = f"{label}: {done:,} of {total:,}" if done < total else ""
        print(f"\r{line.ljust(width)}", end="" if line else "\r", file=sys.stderr, flush=True)
        width = len(line)

    return report


def print_problems(problems: Sequence[Problem], root: Path) -> None:
    """Print problems, if there are any, and how many there are, where errors go."""
    if problems:
        click.echo(f"{text_report(problems, line_reader(root))}{summary(problems)}.", err=True)


def give_up(message: str) -> NoReturn:
    """Say why, and exit with 1."""
    click.echo(f"highbar: {message}", err=True)
    sys.exit(1)


def count(number: int, noun: str) -> str:
    """A number of things, in words."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def relative(path: Path) -> str:
    """The path as seen from here, where it lies below."""
    full, here = absolute(path), Path.cwd()
    return full.relative_to(here).as_posix() if full.is_relative_to(here) else str(full)


def absolute(path: Path) -> Path:
    """The whole path, with links as they stand."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow them
