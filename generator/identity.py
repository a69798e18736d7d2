"""What a learner's progress is kept under: names and revisions, never positions or addresses."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence


def item_key(owner: str, *names: str) -> str:
    """The site-wide name of what a scenario, or another owner, has under a name: a quiz item, a part of the answer."""
    return "/".join((owner, *names))


def former_keys(owners: Sequence[str], names: Sequence[str], *, kind: str = "") -> tuple[str, ...]:
    """The keys that something had before its owner or itself was renamed.

    Args:
        owners: the owner's id, and then its former ones.
        names: the own name, and then the former ones.
        kind: what stands between the two, if anything.
    """
    between = [kind] if kind else []
    return tuple(item_key(owner, *between, name) for owner in owners for name in names)[1:]


def as_slug(text: str) -> str:
    """The id that comes closest to a text: an id as it is, "Slow Report" as "slow-report"; may be empty."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", ascii_only.lower()))


def revision(kind: str, question: str, choices: Iterable[tuple[str, bool]]) -> str:
    """A short hash of what bears on an answer: what is asked, what there is to choose from, and what of it is right.

    The order of the choices, their ids, the reasons and the explanation do not count, so progress outlives an edit to
    them. Neither do line ends in a text.

    Args:
        kind: how it is asked.
        question: what is asked.
        choices: each one's text, and whether it is right.

    Returns:
        Eight hexadecimal digits.
    """
    texts = sorted((_one_spaced(text), is_right) for text, is_right in choices)
    canonical = json.dumps([kind, _one_spaced(question), texts], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:8]


def _one_spaced(text: str) -> str:
    return " ".join(text.split())
