"""No line of a text stands further in than the others, which would break its paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.lint.rule import Finding, Manuscript, ManuscriptRule
from generator.lint.texts import Text

_LIST_ITEM = re.compile(r" *(?:[-*+]|[0-9]{1,9}[.)]) ")


def _check(manuscript: Manuscript) -> Iterator[Finding]:
    document = manuscript.entry.document
    for text in manuscript.texts:
        # YAML keeps the blanks of such a line, and the line ends around it.
        if text.kind.markup and "\n " in text.text:
            raw = document.raw(text.path)
            if raw.startswith(">"):
                yield from _uneven(text, raw)


def _uneven(text: Text, raw: str) -> Iterator[Finding]:
    lines = raw.split("\n")[1:]
    if any(_LIST_ITEM.match(line) for line in lines):
        return  # whose items go on further in
    usual = min(_indent(line) for line in lines if line.strip())
    for line in lines:
        if line.strip() and _indent(line) > usual:
            message = "This line stands further in than the others, so that the text breaks off before and behind it."
            yield Finding(text.path, message, "Give it the same spaces as the others.", line.strip())
            return


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


RULE = ManuscriptRule("uneven-indentation", "warning", _check)
