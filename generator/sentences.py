"""The sentence around a place in a text."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W_a-z])")  # noqa: RUF001


def sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a text as it is shown, each with where it begins; together they are the whole text.

    A period ends one where no small letter follows, so that "e.g. two" and "0.3%" stay in one piece.
    """
    starts = [0, *(found.end() for found in _END.finditer(text))]
    return [(start, text[start:end]) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
