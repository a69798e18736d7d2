"""What is wrong with the content, as values: found anywhere, collected, sorted and printed once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing to mend in one file. Problems sort by place, then by code."""

    file: str
    """Path relative to the project, with forward slashes."""
    line: int
    """1-based; 1 where the file has no text to point at."""
    column: int
    """1-based, in characters."""
    code: str
    """The kind of problem, in kebab-case; stable, for searching."""
    message: str
    """What is wrong, in a sentence."""
    hint: str = ""
    """What to do about it; empty if the message says so already."""
    severity: Severity = "error"

    def __str__(self) -> str:
        """`file:line:column: code message hint`, on one line."""
        text = f"{self.file}:{self.line}:{self.column}: {self.code} {self.message} {self.hint}"
        return " ".join(text.split())


def did_you_mean(word: str, known: Collection[str]) -> str:
    """A hint for a name that is not known: the nearest one, or all of them where none is near."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    return f"Known: {', '.join(known)}." if known else ""
