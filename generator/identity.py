"""What a learner's progress is kept under: names and revisions, never positions or addresses."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata

from generator.model import QuizItem


def item_key(scenario_id: str, item_id: str) -> str:
    """The site-wide name of a quiz item, a follow-up, or a part of the answer."""
    return f"{scenario_id}/{item_id}"


def as_slug(text: str) -> str:
    """The id that comes closest to a text: an id as it is, "Slow Report" as "slow-report"; may be empty."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", ascii_only.lower()))


def revision(item: QuizItem) -> str:
    """A short hash of what bears on the answer: the question, the options and which of them are right.

    The order of the options, the reasons and the explanation do not count, so progress outlives an edit to them.

    Returns:
        Eight hexadecimal digits.
    """
    options = sorted((option.id, option.text, option.correct) for option in item.options)
    canonical = json.dumps([item.kind, item.question, options], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:8]
