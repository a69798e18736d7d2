"""Texts that `highbar new` left for their author to write."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.lint.rule import PLACEHOLDER, Finding, Manuscript, ManuscriptRule


def _check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for each top-level part of a file; a new one has 80 such texts."""
    unwritten = [text.path for text in manuscript.texts if text.path in manuscript.placeholders]
    for part, paths in groupby(unwritten, key=lambda path: path[0]):
        first, *others = paths
        message = (
            f"{len(others) + 1} texts of {part} are still to be written." if others else "This is still to be written."
        )
        yield Finding(first, message, "Write it; the words behind TODO say what goes here.", PLACEHOLDER)


RULE = ManuscriptRule("placeholder", "error", _check)
