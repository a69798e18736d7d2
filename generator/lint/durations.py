"""Durations of up to some minutes as people say them: 90 seconds, a minute and a half, 1:30."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.lint.measures import SMALL, TENS

_VALUES = {**SMALL, **TENS}
_SPELLED = rf"(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(list(SMALL)[:9])})\b)?|{'|'.join(SMALL)}"
NUMBER = rf"(?:\d{{1,4}}(?:\.\d{{1,2}})?|{_SPELLED})"
_DURATION = re.compile(
    rf"""
    (?<![\w.,:$€£/-])
    (?:
        (?P<clock_minutes>\d{{1,2}}):(?P<clock_seconds>[0-5]\d)
    |
        (?:(?P<low>{NUMBER})(?P<low_half>[ ]and[ ]a[ ]half)?(?:[ ](?:to|or|and)[ ]|-))??
        (?P<amount>{NUMBER}|half[ ]a|half|a[ ]half|a)(?P<half>[ ]and[ ]a[ ]half)?
        (?P<joint>[ -]?)
        (?:
            (?P<seconds>seconds?|secs?|s)
        |
            (?:minutes?|mins?)
            (?:(?P<late_half>[ ]and[ ]a[ ]half)|,?(?:[ ]and)?[ ](?P<more>{NUMBER})[ -]?(?:seconds?|secs?|s))?
        )
    )
    (?![\w:]|[ ](?:\d|or[ ]{NUMBER}\b))
    """,
    re.VERBOSE,
)
_DECADE = re.compile(r"\b(?:the|their|his|her|my|our|early|mid|late)[ -]$")


@dataclass(frozen=True, slots=True)
class SpokenDuration:
    """A duration that a text names, in seconds."""

    low: float
    high: float
    """The same as `low`, but for a range."""
    start: int
    end: int
    is_adjective: bool
    """Whether it says of what follows how long that takes: a 30-second timeout."""
    is_clock: bool
    """Whether it is written as 1:30, and so may be a time of day."""


def spoken_durations(folded: str) -> Iterator[SpokenDuration]:
    """The durations in a text in small letters."""
    for found in _DURATION.finditer(folded):
        if found["clock_minutes"]:
            seconds = int(found["clock_minutes"]) * 60.0 + int(found["clock_seconds"])
            yield SpokenDuration(seconds, seconds, *found.span(), is_adjective=False, is_clock=True)
        elif _is_duration(found):
            unit = 1 if found["seconds"] else 60
            high = (_value(found["amount"]) + _half(found, "half", "late_half")) * unit + _value(found["more"] or "0")
            low = (_value(found["low"]) + _half(found, "low_half")) * unit if found["low"] else high
            yield SpokenDuration(low, high, *found.span(), is_adjective=found["joint"] == "-", is_clock=False)


def _is_duration(found: re.Match[str]) -> bool:
    """Whether a match is what it looks like: "a second" is the other one, "tens" and "the 90s" are no time at all."""
    if found["amount"][0].isdigit():
        attached = found["seconds"] == "s" and not found["joint"]
        return not (attached and _DECADE.search(found.string, max(0, found.start() - 10), found.start()))
    is_number = re.split("[ -]", found["amount"])[0] in _VALUES
    return bool(found["joint"]) and found["seconds"] != "s" and (is_number or not found["seconds"])


def _value(amount: str) -> float:
    """The value of a number in figures or words, of a half, or of one."""
    if amount[0].isdigit():
        return float(amount)
    return 0.5 if "half" in amount else sum(_VALUES.get(word, 1) for word in re.split("[ -]", amount))


def _half(found: re.Match[str], *groups: str) -> float:
    """What "and a half" adds, where it stands in one of these groups."""
    return 0.5 if any(found[group] for group in groups) else 0.0
