"""The command line: the only printer, and the only place that picks an exit code."""

from __future__ import annotations

import io
import sys
from typing import Any

import click

from generator.cli.authoring import docs, new, schema
from generator.cli.check import check
from generator.cli.site import build, serve
from generator.cli.terminal import give_up


class _Highbar(click.Group):
    """Commands that can say what they have to say wherever their output goes."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a terminal or file that can't show a sign gets its code, and a full disk is said."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except OSError as error:
            give_up(f"{error.filename or 'The output'}: {error.strerror}.")


@click.group(cls=_Highbar, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="highbar", message="%(prog)s %(version)s")
def main() -> None:
    """Build a study site for behavioral interviews from scenario files."""


for command in (build, check, docs, new, schema, serve):
    main.add_command(command)
