"""What several rules say in the same words."""

from __future__ import annotations


def times(count: int) -> str:
    """How often something is there, in words."""
    return "once" if count == 1 else f"{count} times"
