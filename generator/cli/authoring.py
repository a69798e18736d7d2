"""The commands that write files for authors: a new scenario, the schemas, the reference pages."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from generator.cli.terminal import count, give_up, open_project, print_problems, project_option, relative
from generator.explanations import explanations
from generator.identity import as_slug
from generator.library import framework_problems, read
from generator.lint.rules import RULES
from generator.model import Framework
from generator.output import outdated, write_new_file, write_outdated
from generator.problems import did_you_mean
from generator.reader import SCENARIOS, Draft
from generator.reference import reference_files
from generator.schema import schema_files
from generator.skeleton import middle_level, scenario_file, scenario_skeleton


@click.command()
@project_option
@click.argument("name", metavar="PRINCIPLE/SLUG")
@click.option(
    "--level",
    "level_id",
    metavar="ID",
    help="The level that the answer is written for. Default: the framework's middle one.",
)
def new(root: Path, name: str, level_id: str | None) -> None:
    """Write the file of a new scenario, with everything in it but the story.

    PRINCIPLE is the id of the principle that its question probes, and SLUG is the new scenario's own id, as in
    dive-deep/slow-report. A file that is there already is left as it is.
    """
    principle_id, scenario_id = _principle_and_slug(name)
    draft, framework = _read_framework(root)
    level_id = middle_level(framework).id if level_id is None else level_id
    _require_known(framework, principle_id, level_id)
    if taken := scenario_file(draft, scenario_id):
        give_up(f"There is already {relative(root / taken)}.")
    path = root / "content" / SCENARIOS / principle_id / f"{scenario_id}.yaml"
    try:
        write_new_file(path, scenario_skeleton(framework, principle_id, scenario_id, level_id))
    except FileExistsError as error:
        give_up(f"There is already {relative(Path(error.filename))}.")
    except OSError as error:
        give_up(f"{error.filename}: {error.strerror}.")
    elsewhere = "" if relative(root) == "." else f" --project {relative(root)}"
    click.echo(f"Wrote {relative(path)}. Each text in it that begins with TODO is yours to write.")
    click.echo(f"To see it while you write: highbar serve{elsewhere}{'' if elsewhere else ' (or make serve)'}")
    click.echo(f"To see what is left: highbar check{elsewhere} {relative(path)}")


def _read_framework(root: Path) -> tuple[Draft, Framework]:
    """The content as far as it can be read, and its framework; print what is wrong with that one, and stop."""
    draft, problems = read(root)
    of_the_framework = framework_problems(problems)
    if draft.framework is None or of_the_framework:
        print_problems(of_the_framework, root)
        sys.exit(1)
    return draft, draft.framework.model


def _principle_and_slug(name: str) -> tuple[str, str]:
    """The two ids in `principle/slug`; the first one is yet to be looked up."""
    principle_id, slash, scenario_id = name.partition("/")
    if not slash or "/" in scenario_id:
        raise click.UsageError(f'"{name}" is not PRINCIPLE/SLUG, as in dive-deep/slow-report.')
    nearest = as_slug(scenario_id.removesuffix(".yaml"))
    if not nearest or scenario_id != nearest:
        suggestion = f" Try {as_slug(principle_id)}/{nearest}" if nearest else " Choose one such as slow-report"
        what = "An id is lowercase letters, digits and single hyphens."
        raise click.UsageError(f'"{scenario_id}" is not an id. {what}{suggestion}.')
    return principle_id, scenario_id


def _require_known(framework: Framework, principle_id: str, level_id: str) -> None:
    if principle_id not in framework.principles:
        hint = did_you_mean(principle_id, framework.principles)
        raise click.UsageError(f'There is no principle "{principle_id}". {hint}')
    levels = [level.id for level in framework.levels]
    if level_id not in levels:
        raise click.UsageError(f'There is no level "{level_id}". Known: {", ".join(levels)}.')


_check_option = click.option(
    "--check", "only_look", is_flag=True, help="Write nothing; list the files that are out of date, and fail if any is."
)


@click.command()
@project_option
@_check_option
def schema(root: Path, only_look: bool) -> None:
    """Write content/schema/, by which editors complete and check content files while you type."""
    _, framework = _read_framework(root)
    _keep_up_to_date("schema", root, schema_files(framework, [rule.name for rule in RULES]), only_look)


@click.command()
@project_option
@_check_option
def docs(root: Path, only_look: bool) -> None:
    """Write the pages of the site that say what every field and every rule is for."""
    _keep_up_to_date("docs", open_project(root).root, reference_files(RULES, explanations()), only_look)


def _keep_up_to_date(command: str, root: Path, files: Mapping[str, str], only_look: bool) -> None:
    """Write what is out of date among files that are made of the code, or only say so."""
    try:
        names = outdated(root, files) if only_look else write_outdated(root, files)
    except OSError as error:
        give_up(f"{error.filename}: {error.strerror}.")
    for name in names:
        path = root / name
        state = "is out of date" if path.exists() else "is missing"
        click.echo(f"{relative(path)} {state}." if only_look else f"Wrote {relative(path)}")
    if not names:
        click.echo(f"{count(len(files), 'file')} up to date.")
    elif only_look:
        give_up(f"Run highbar {command}.")
