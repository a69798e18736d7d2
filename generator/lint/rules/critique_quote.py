"""What a critique quotes stands in the weak answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from generator import prose
from generator.lint.rule import Finding, Story, StoryRule
from generator.sentences import sentences
from generator.source import Path

_QUOTED = re.compile(r'["“]([^"“”]+)["”]')
_LEFT_OUT = re.compile(r"\.\.\.|…|\[[^\]]*\]")
_AROUND = " .,;:!?'’‘-–—"  # noqa: RUF001
# The last of these words before a quote tells what it is there for: to claim that it was said, or something else.
_SIGNAL = re.compile(
    r"\b(?:(?P<claim>says|said|tells|told|claims|claimed|uses|used|repeats|keeps saying"
    r"|(?:ends|opens|closes|hides) \w+)"
    r"|say|saying|try|trying|writ\w+|wrote|put|hears?|such as|like|instead|rather|better|should|could|would|might"
    r"|needs?|for example|stronger|compare|thinking|version"
    r"|e\.g|replace|add|ask\w*|question|wonder|notes?|means?|called|known as|want\w*|prefer"
    r"|expect\w*|looking for|listening for)\b"
)
_ABSENCE = re.compile(
    r"\b(?:never|not|no|without|nowhere|neither|nor|nothing|nobody|lacks?|missing|instead of|rather than|\w+n't)\b"
)
# As in: an "I told you so".
_AS_A_NOUN = re.compile(r"\ban? $")
_CLAUSE = re.compile(r"[;:]|\b(?:and|but|so)\b")
_BEHIND = re.compile(r" (?:would|could|might|should|is (?:missing|nowhere)|never)\b")
_WIDTH = 300
_MOST_QUOTES = 20


def _check(story: Story) -> Iterator[Finding]:
    if ("weak_answer", "answer") in story.placeholders:
        return
    weak = story.scenario.weak_answer
    said = _all_said(story)
    for number, critique in enumerate(weak.critique):
        path = ("weak_answer", "critique", number)
        if critique.quote and not prose.holds(weak.answer, critique.quote):
            message = f'The words "{critique.quote}" are not in one paragraph of the weak answer.'
            yield Finding((*path, "quote"), message, "Copy them from the weak answer, word for word.")
        yield from _misquoted((*path, "point"), prose.plain(critique.point), said)
    yield from _misquoted(("weak_answer", "bar_raiser", "verdict"), weak.bar_raiser.verdict, said)
    yield from _misquoted(("weak_answer", "bar_raiser", "thinks"), prose.plain(weak.bar_raiser.thinks), said)


def _misquoted(path: Path, shown: str, said: str) -> Iterator[Finding]:
    """Quotes in a text, as it is shown, of words that are not among those said."""
    for quoted in islice(_QUOTED.finditer(shown), _MOST_QUOTES):
        if not _is_claim(shown, quoted):
            continue
        words = quoted[1].strip(_AROUND)
        pieces = [prose.fold(piece.strip(_AROUND)) for piece in _LEFT_OUT.split(words)]
        if not all(piece in said for piece in pieces):
            message = f'The words "{words}" are not in the weak answer.'
            yield Finding(path, message, "Quote it word for word, or say it without quotation marks.", words)


def _is_claim(shown: str, quoted: re.Match[str]) -> bool:
    """Whether a quote claims that its words were said, and doesn't propose better ones or miss them."""
    if len(quoted[1].split()) == 1 or quoted[1].rstrip().endswith("?"):
        return False
    # Other quotes before it are nobody's signals, and neither is another sentence.
    before = _QUOTED.sub('""', shown[max(0, quoted.start() - _WIDTH) : quoted.start()])
    lead = prose.fold(sentences(before)[-1][1])
    if (
        _AS_A_NOUN.search(before)
        or _ABSENCE.search(_CLAUSE.split(lead)[-1])
        or _BEHIND.match(prose.fold(shown[quoted.end() : quoted.end() + _WIDTH]))
    ):
        return False
    signals = list(_SIGNAL.finditer(lead))
    return not signals or signals[-1]["claim"] is not None


def _all_said(story: Story) -> str:
    """All that the scenario says beside what it says about the weak answer, and the principles' names; folded."""
    texts = [
        prose.plain(text.text) if text.kind.markup else text.text
        for text in story.texts
        if text.path[:2] not in {("weak_answer", "critique"), ("weak_answer", "bar_raiser")}
    ]
    return prose.fold("\n".join([*texts, *story.principle_names.values()]))


RULE = StoryRule("critique-quote", "warning", _check)
