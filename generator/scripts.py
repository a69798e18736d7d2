"""The site's own JavaScript: small files to read and test, one file to load."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

BUNDLE = "assets/highbar.js"
"""Where the site has it."""
# Each builds on those before it.
SCRIPTS = ("record", "schedule", "store", "progress", "quiz", "backup", "review", "timer", "practice")
_COMMENT_LINE = re.compile(r"^ *//.*\n", re.MULTILINE)


def shipped(name: str) -> str:
    """The text of a script as the site has it: without the lines that hold nothing but a comment."""
    source = resources.files("generator") / "javascript" / f"{name}.js"
    return _COMMENT_LINE.sub("", source.read_text(encoding="utf-8"))


@cache
def bundle() -> str:
    """All scripts in one, in their order."""
    return "".join(map(shipped, SCRIPTS))
