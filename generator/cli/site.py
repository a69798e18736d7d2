"""The commands that build and serve the site."""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path

import click

from generator.build import Project, build_site, generate, silence_theme_notice
from generator.cli.terminal import count, give_up, open_project, print_problems, project_option, relative, watch
from generator.library import Library

_LAST_PORT = 65535


@click.command()
@project_option
@click.option("--markdown-only", is_flag=True, help="Write the Markdown to build/docs and stop there.")
def build(root: Path, markdown_only: bool) -> None:
    """Build site/ from content/; if anything is wrong, leave the last site as it was."""
    project = open_project(root)
    started = time.monotonic()
    try:
        library = _generate(project)
        if not markdown_only:
            _build_site(project)
    except OSError as error:
        give_up(f"{error.filename}: {error.strerror}.")
    output = project.markdown if markdown_only else project.site / "index.html"
    scenarios, principles = count(len(library.scenarios), "scenario"), count(len(library.principles), "principle")
    click.echo(f"Built {scenarios} and {principles} in {time.monotonic() - started:.1f} s.")
    click.echo(f"Open {relative(output)}")


def _host_and_port(_context: click.Context, _option: click.Parameter, value: str) -> str:
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or int(port) > _LAST_PORT:
        raise click.BadParameter(f'"{value}" is not host:port, with a port up to {_LAST_PORT}.')
    return value


@click.command()
@project_option
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

    project = open_project(root)
    _log_to_terminal(logging.INFO)
    try:
        # MkDocs wants the folder before its hooks can make it.
        project.markdown.mkdir(parents=True, exist_ok=True)
        # "dirty": only pages whose Markdown changed are built again; the generator touches no others.
        mkdocs_serve(config_file=str(project.config), dev_addr=address, livereload=True, build_type="dirty")
    except MkDocsException as error:
        give_up(str(error))
    except OSError as error:
        give_up(f"{error.filename or address}: {error.strerror}.")


def _generate(project: Project) -> Library:
    """Generate the Markdown; print what is wrong, and stop if it is an error."""
    generated = generate(project, watch)
    print_problems(generated.problems, project.root)
    if generated.library is None:
        sys.exit(1)
    return generated.library


def _build_site(project: Project) -> None:
    from jinja2 import TemplateError, TemplateSyntaxError
    from mkdocs.exceptions import MkDocsException

    _log_to_terminal(logging.WARNING)
    try:
        build_site(project, watch)
    except MkDocsException as error:
        give_up(f"{error} The last site was left as it was.")
    except TemplateError as error:
        place = f"{error.filename}:{error.lineno}: " if isinstance(error, TemplateSyntaxError) else ""
        give_up(f"{place}A template fails: {error}. The last site was left as it was.")


def _log_to_terminal(level: int) -> None:
    """Let MkDocs say what it has to say."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    # MkDocs warns at every save of what the preview does on purpose.
    handler.addFilter(lambda record: "'dirty' build" not in record.getMessage())
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(level)
