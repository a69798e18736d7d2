"""How far MkDocs is, counted in pages; a plugin, because MkDocs tells only plugins."""

from __future__ import annotations

from typing import Any

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from generator.reader import Progress

_PASSES = 2  # MkDocs converts every page to HTML first, and puts each into its template after.


class _NoOptions(Config):  # type: ignore[no-untyped-call]
    pass


class BuildProgress(BasePlugin[_NoOptions]):  # type: ignore[no-untyped-call]
    """Reports after each page of each pass."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = 0
        self._total = 0

    def on_files(self, files: Files, **_: Any) -> None:
        """Note how many pages there are."""
        self._total = _PASSES * len(files.documentation_pages())

    def on_page_content(self, _html: str, **_: Any) -> None:
        """Count a page in the first pass."""
        self._step()

    def on_post_page(self, _output: str, **_: Any) -> None:
        """Count a page in the second pass."""
        self._step()

    def _step(self) -> None:
        self._done += 1
        self._progress(self._done, self._total)
