"""What is wrong with the content, as values: found anywhere, collected, sorted and printed once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]
_LONGEST_WORD = 100
"""None of ours is longer; to compare a long one takes long."""


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
    span: int = 1
    """How many characters of the line it is about, from the column on."""


MAX_PER_FILE = 100
"""How many problems of one kind of reading are named in one file: enough to work on, and a bound on what junk costs."""


def did_you_mean(word: str, known: Collection[str], names: Mapping[str, str] | None = None) -> str:
    """A hint for a word that is not known: the nearest one, or all of them where none is near."""
    return suggestion(nearest(word, known, names), known)


def suggestion(near: str | None, known: Collection[str] = ()) -> str:
    """The hint that names the nearest word, or else all that are known; empty without either."""
    if near:
        return f'Did you mean "{near}"?'
    return f"Known: {', '.join(known)}." if known else ""


def nearest(word: str, known: Collection[str], names: Mapping[str, str] | None = None) -> str | None:
    """What somebody may have meant by a word that is not known.

    Args:
        word: what was written.
        known: what could have been written.
        names: other names that people have for what is known, and what they stand for.

    Returns:
        One of the known words, or None if none is near.
    """
    by_letters = {_letters(name): meant for name, meant in (names or {}).items()}
    by_letters |= {_letters(name): name for name in known}
    if len(word) > _LONGEST_WORD:
        return None
    near = get_close_matches(_letters(word), by_letters, n=1, cutoff=0.6)
    return by_letters[near[0]] if near else None


def _letters(text: str) -> str:
    """What is left of a name when it is heard: small letters and digits."""
    return "".join(filter(str.isalnum, text.lower()))
