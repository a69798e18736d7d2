"""What a quiz quotes stands in the scenario."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from generator import prose
from generator.lint.rule import Finding, Story, StoryRule
from generator.lint.texts import Text
from generator.source import Path

_CODE = re.compile(r"`[^`]*`")
# An opening mark stands at the start of a word, a closing one behind it, so 15" is none; quotes are folded.
_QUOTE = re.compile(r'(?<!\w)"(?=\S)([^"]*)"(?!\w)')
# A question may let somebody say what nobody says in the story: "A teammate says, ...".
_SUPPOSED = re.compile(r"\b(?:an?|one|some) [\w' -]{1,30} (?:says|asks|writes|answers|replies|objects|adds),? $")
_LEFT_OUT = re.compile(r"\.{3}|…|\[[^\[\]]{0,80}\]")
_AROUND = " .,;:!?'()–—-"  # noqa: RUF001
_MOST_QUOTES = 200
"""How many quotes of a scenario are looked up; real ones have a few."""


@dataclass(frozen=True, slots=True)
class _Quote:
    """Words in quotation marks."""

    path: Path
    """The text that quotes them."""
    words: str
    """The words as they are shown."""


def _check(story: Story) -> Iterator[Finding]:
    quotes = [quote for text in story.texts if _quotes_the_story(text.path) for quote in _quotes(text)]
    if not quotes:
        return
    sources = [(text, prose.fold(prose.plain(text.text))) for text in story.texts if "waive" not in text.path]
    levels, sections = story.framework.levels, story.framework.sections
    names = [*story.principle_names.values(), *(item.label for item in levels), *(kind.label for kind in sections)]
    for quote in islice(quotes, _MOST_QUOTES):
        texts = [(text, folded) for text, folded in sources if _can_be_quoted(text.path, quote.path)]
        pieces = [piece.strip(_AROUND) for piece in _LEFT_OUT.split(quote.words)]
        if any(not _is_said(piece, texts) for piece in pieces) and not _is_one_of(quote.words, names):
            message = f'The words "{quote.words}" stand nowhere else in the scenario.'
            hint = "Quote it word for word, or take the quotation marks off."
            yield Finding(quote.path, message, hint, quote.words)


def _quotes_the_story(path: Path) -> bool:
    """Whether a text is a quiz item's question, its explanation or the reason for an option."""
    return path[:1] == ("quiz",) and "waive" not in path and path[-1] in {"question", "explanation", "why"}


def _quotes(text: Text) -> Iterator[_Quote]:
    """What a text quotes, if it is two words or more; marks in code are no quotation marks."""
    shown = prose.plain(_CODE.sub(lambda code: code[0].replace('"', " "), text.text))
    folded = prose.fold(shown)
    for found in _QUOTE.finditer(folded):
        words = shown[found.start(1) : found.end(1)].strip(_AROUND)
        is_supposed = text.path[-1] == "question" and _SUPPOSED.search(
            folded, max(0, found.start() - 20), found.start()
        )
        if len(words.split()) > 1 and not is_supposed:
            yield _Quote(text.path, words)


def _can_be_quoted(source: Path, quoting: Path) -> bool:
    """Whether a text can quote another: any outside its item, its item's options, and but for itself its question."""
    return source[:2] != quoting[:2] or source[-1] == "text" or source[-1] == "question" != quoting[-1]


def _is_said(piece: str, texts: list[tuple[Text, str]]) -> bool:
    """Whether words stand in one paragraph of a text.

    Args:
        piece: the words.
        texts: the texts, each with what it shows, folded, which is looked at first.
    """
    words = prose.fold(piece)
    return any(words in folded and prose.holds(text.text, piece) for text, folded in texts)


def _is_one_of(words: str, names: list[str]) -> bool:
    return prose.fold(words) in map(prose.fold, names)


RULE = StoryRule("quiz-quote", "warning", _check)
