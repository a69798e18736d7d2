"""The whole way from `content/` to `site/`, on one screen."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import scripts
from generator.library import Library, assemble, read
from generator.output import NO_CHANGES, Changes, recover_folder, replace_folder, write_files
from generator.pages import render_pages
from generator.problems import Problem
from generator.reader import Draft, Progress

Watch = Callable[[str], Progress]
"""Given the name of a piece of work, the function to tell how far it is."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with `mkdocs.yml` and `content/`, and where its output goes."""

    root: Path

    @property
    def config(self) -> Path:
        """The site's configuration."""
        return self.root / "mkdocs.yml"

    @property
    def markdown(self) -> Path:
        """The folder between the two steps, `docs_dir` in the configuration."""
        return self.root / "build" / "docs"

    @property
    def site(self) -> Path:
        """The built site."""
        return self.root / "site"


@dataclass(frozen=True, slots=True)
class Generated:
    """What became of the content."""

    draft: Draft
    """What could be read of it."""
    problems: list[Problem]
    """What keeps it from being a library, sorted."""
    library: Library | None = None
    """None if there are errors; then nothing was written."""
    changes: Changes = NO_CHANGES


def generate(project: Project, watch: Watch | None = None) -> Generated:
    """Read the content and write the Markdown, and the script of its pages; on errors, leave both as they were."""
    with _without_collector():
        draft, problems = read(project.root, watch and watch("Reading content"))
        library = assemble(draft, problems)
        if library is None:
            return Generated(draft, problems)
        pages = render_pages(library, watch and watch("Rendering scenarios"))
        files = {**pages, scripts.BUNDLE: scripts.bundle()}
        return Generated(draft, problems, library, write_files(project.markdown, files))


@contextmanager
def _without_collector() -> Iterator[None]:
    """Switch the cycle collector off: content makes no cycles, and to look for some takes a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def build_site(project: Project, watch: Watch | None = None) -> None:
    """Build the site from the Markdown, beside the last one, and put it in its place when it is complete.

    Raises:
        mkdocs.exceptions.MkDocsException: MkDocs gave up; the last site stands as it was.
        OSError: a file can't be written; the last site stands as it was.
    """
    silence_theme_notice()
    set_default_epoch()
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from generator.build_progress import BuildProgress

    recover_folder(project.site)
    staging = project.root / ".site-staging"
    shutil.rmtree(staging, ignore_errors=True)
    try:
        # No hook: the Markdown is there already.
        config: Any = load_config(str(project.config), site_dir=str(staging), hooks=[], strict=True)
        if watch:
            config.plugins["highbar/progress"] = BuildProgress(watch("Building the site"))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
        replace_folder(staging, project.site)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def silence_theme_notice() -> None:
    """Keep the theme's notice about its own end of life from whoever builds the site; it is for us."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


def set_default_epoch() -> None:
    """Let two builds of the same content have the same bytes, where the caller names no time for them."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
