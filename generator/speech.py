"""How long words take to say."""

from __future__ import annotations

import re

from generator import prose

_WORD = re.compile(r"[^\W_]\S*")


def word_count(text: str) -> int:
    """The words of a prose field, as a speaker counts them: runs of characters with a letter or digit in them."""
    return len(_WORD.findall(prose.plain(text)))


def spoken_seconds(words: int, words_per_minute: int) -> int:
    """How long this many words take to say, in whole seconds; half a second counts as one.

    A figure counts as one word, so an answer full of them takes somewhat longer than this.
    """
    return (words * 120 + words_per_minute) // (2 * words_per_minute)


def clock(seconds: int) -> str:
    """Seconds as minutes and seconds, as on a stopwatch: 90 is "1:30"."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02d}"
