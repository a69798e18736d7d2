"""MkDocs hooks: plain `mkdocs build` and `mkdocs serve` generate the Markdown first."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from generator.build import Project, generate, set_default_epoch

_log = logging.getLogger("mkdocs.highbar")
_serving = False


def on_startup(*, command: str, **_: Any) -> None:
    """Note what MkDocs was started for."""
    global _serving  # noqa: PLW0603 - MkDocs calls plain functions, which have nowhere else to remember it
    set_default_epoch()
    _serving = command == "serve"


def on_pre_build(config: MkDocsConfig) -> None:
    """Generate the Markdown.

    While serving, content with errors leaves the last good Markdown, which MkDocs then serves again.

    Raises:
        Abort: the content has errors, and there is nothing good to serve.
    """
    project = Project(Path(config.config_file_path).parent)
    generated = generate(project)
    for problem in generated.problems:
        _log.log(logging.ERROR if problem.severity == "error" else logging.WARNING, "%s", problem)
    if generated.library is None:
        if not (_serving and (project.markdown / "index.md").exists()):
            raise Abort("The content has errors; nothing was built.")
        _log.error("The content has errors; the last good pages are served.")


def on_serve(server: Any, config: MkDocsConfig, **_: Any) -> Any:
    """Watch what authors write, and not the Markdown that every build writes."""
    root = Path(config.config_file_path).parent
    server.unwatch(config.docs_dir)
    server.watch(str(root / "content"))
    return server
