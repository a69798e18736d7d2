"""MkDocs hooks: plain `mkdocs build` and `mkdocs serve` generate the Markdown first."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.utils import clean_directory

from generator.build import Project, generate, set_default_epoch
from generator.preview import Preview
from generator.reader import line_reader
from generator.reports import summary, text_report

_log = logging.getLogger("mkdocs.highbar")
_preview: Preview | None = None


def on_startup(*, command: str, **_: Any) -> None:
    """Note what MkDocs was started for."""
    global _preview  # noqa: PLW0603 - MkDocs calls plain functions, which have nowhere else to remember it
    set_default_epoch()
    _preview = Preview() if command == "serve" else None


def on_pre_build(config: MkDocsConfig) -> None:
    """Generate the Markdown.

    While serving, say what the lint finds, too. Content with errors of structure then leaves the last good Markdown,
    which MkDocs serves again.

    Raises:
        Abort: the content has errors, and there is nothing good to serve.
    """
    config_file = Path(config.config_file_path)
    project = Project(config_file.parent)
    try:
        generated = generate(project)
    except OSError as error:
        message = f"{error.filename}: {error.strerror}."
        if not _preview:
            raise Abort(message) from error
        _log.error("%s The last good pages are served.", message)
        return
    problems = told = generated.problems
    if _preview:
        problems, told = _preview.news(generated.draft, generated.problems)
    if told:
        level = logging.ERROR if any(problem.severity == "error" for problem in told) else logging.WARNING
        report = text_report(told, line_reader(project.root))
        _log.log(level, "%s in the content.\n%s", summary(problems), report)
    elif _preview:
        _log.info("%s in the content%s.", summary(problems), ", none of them new" if problems else "")
    if generated.library is None:
        if not (_preview and (project.markdown / "index.md").exists()):
            raise Abort("The content has errors; nothing was built.")
        _log.error("The content has errors; the last good pages are served.")
    if _preview and (generated.changes.removed or _preview.is_new(config_file.read_bytes())):
        # MkDocs builds what is not there, and would keep what should not be there.
        clean_directory(config.site_dir)


def on_serve(server: Any, config: MkDocsConfig, **_: Any) -> Any:
    """Watch what authors write, and not the Markdown that every build writes."""
    root = Path(config.config_file_path).parent
    server.unwatch(config.docs_dir)
    server.watch(str(root / "content"))
    return server
