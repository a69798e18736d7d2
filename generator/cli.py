"""The command line: the only printer, and the only place that picks an exit code."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from generator.build import Project, build_site, generate, silence_theme_notice
from generator.library import Library, load
from generator.problems import Problem
from generator.reader import Progress

_PATIENCE_SECONDS = 1.0
"""How long a piece of work may be silent."""

_LAST_PORT = 65535

_project_option = click.option(
    "--project",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder that holds mkdocs.yml and content/. Default: this one.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="highbar", message="%(prog)s %(version)s")
def main() -> None:
    """Build a study site for behavioral interviews from scenario files."""


@main.command()
@_project_option
@click.option("--markdown-only", is_flag=True, help="Write the Markdown to build/docs and stop there.")
def build(root: Path, markdown_only: bool) -> None:
    """Build site/ from content/; if anything is wrong, leave the last site as it was."""
    project = _project(root)
    started = time.monotonic()
    try:
        library = _generate(project)
        if not markdown_only:
            _build_site(project)
    except OSError as error:
        _give_up(f"{error.filename}: {error.strerror}.")
    output = project.markdown if markdown_only else project.site / "index.html"
    scenarios, principles = _count(len(library.scenarios), "scenario"), _count(len(library.principles), "principle")
    click.echo(f"Built {scenarios} and {principles} in {time.monotonic() - started:.1f} s.")
    click.echo(f"Open {_relative(output)}")


@main.command()
@_project_option
def check(root: Path) -> None:
    """Check content/ without building: every problem at once, sorted."""
    library, problems = load(root, _watch("Reading content"))
    _print_problems(problems)
    if library is None:
        sys.exit(1)
    click.echo(f"No errors in {_count(len(library.scenarios), 'scenario')}.")


def _host_and_port(_context: click.Context, _option: click.Parameter, value: str) -> str:
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or int(port) > _LAST_PORT:
        raise click.BadParameter(f'"{value}" is not host:port, with a port up to {_LAST_PORT}.')
    return value


@main.command()
@_project_option
@click.option(
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    callback=_host_and_port,
    help="Where to serve, as host:port.",
)
def serve(root: Path, address: str) -> None:
    """Serve a live preview that follows every save in content/."""
    silence_theme_notice()
    from mkdocs.commands.serve import serve as mkdocs_serve
    from mkdocs.exceptions import MkDocsException

    project = _project(root)
    _log_to_terminal(logging.INFO)
    try:
        # MkDocs wants the folder before its hooks can make it.
        project.markdown.mkdir(parents=True, exist_ok=True)
        mkdocs_serve(config_file=str(project.config), dev_addr=address, livereload=True)
    except MkDocsException as error:
        _give_up(str(error))
    except OSError as error:
        _give_up(f"{error.filename or address}: {error.strerror}.")


def _project(root: Path) -> Project:
    project = Project(root)
    if not project.config.is_file():
        raise click.UsageError(f"There is no mkdocs.yml in {_relative(root)}. Name the folder with --project.")
    return project


def _generate(project: Project) -> Library:
    """Generate the Markdown; print what is wrong, and stop if it is an error."""
    generated = generate(project, _watch)
    _print_problems(generated.problems)
    if generated.library is None:
        sys.exit(1)
    return generated.library


def _build_site(project: Project) -> None:
    from jinja2 import TemplateError, TemplateSyntaxError
    from mkdocs.exceptions import MkDocsException

    _log_to_terminal(logging.WARNING)
    try:
        build_site(project, _watch)
    except MkDocsException as error:
        _give_up(f"{error} The last site was left as it was.")
    except TemplateError as error:
        place = f"{error.filename}:{error.lineno}: " if isinstance(error, TemplateSyntaxError) else ""
        _give_up(f"{place}A template fails: {error}. The last site was left as it was.")


def _log_to_terminal(level: int) -> None:
    """Let MkDocs say what it has to say."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(level)


def _watch(label: str) -> Progress:
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


def _print_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        click.echo(f"{_count(len(problems), 'problem')}.", err=True)


def _give_up(message: str) -> NoReturn:
    click.echo(f"highbar: {message}", err=True)
    sys.exit(1)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _relative(path: Path) -> str:
    """The path as seen from here, where it lies below."""
    absolute = path.resolve()
    here = Path.cwd()
    return absolute.relative_to(here).as_posix() if absolute.is_relative_to(here) else str(absolute)
