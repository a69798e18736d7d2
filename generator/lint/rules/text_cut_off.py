"""A text does not end at a " #" in the middle of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.lint.rule import Finding, Manuscript, ManuscriptRule

# Only a line with a note behind something needs a look at where its values end.
_NOTE_BEHIND = re.compile(r"^[ \t]*[^\s#][^\n]*[ \t]#", re.MULTILINE)
# A note behind an id cuts nothing off: an id has no blanks.
_WITHOUT_BLANKS = frozenset({"id", "name", "web address"})


def _check(manuscript: Manuscript) -> Iterator[Finding]:
    document = manuscript.entry.document
    if not _NOTE_BEHIND.search(document.text):
        return
    for text in manuscript.texts:
        if text.kind.name not in _WITHOUT_BLANKS and document.is_followed_by_comment(text.path):
            is_quoted = document.raw(text.path)[:1] in "\"'|>"
            if not is_quoted:
                message = 'This text ends at " #": what follows is a note that nobody sees.'
                yield Finding(text.path, message, "If it belongs to the text, put quotes around all of it.")


RULE = ManuscriptRule("text-cut-off", "warning", _check)
