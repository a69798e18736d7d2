"""What counts as another word for one is said of a word that the quiz leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import prose
from generator.cloze import Gap, with_gaps
from generator.lint.rule import Finding, Story, StoryRule
from generator.model import TOLD_SECTION_IDS, Synonym
from generator.source import Path


def _check(story: Story) -> Iterator[Finding]:
    scenario = story.scenario
    for name in TOLD_SECTION_IDS:
        part = getattr(scenario, name)
        yield from _unasked((name,), part.answer, part.highlights, part.accept)
    for level, reflection in scenario.reflection.levels.items():
        path = ("reflection", "levels", level)
        if level == scenario.level:
            yield from _unasked(path, reflection.answer, reflection.highlights, reflection.accept)
        else:
            message = "The quiz does not ask for this reflection."
            hint = f'Take it out: it asks for the one of the scenario\'s own level, "{scenario.level}".'
            yield from (Finding((*path, "accept", i, "word"), message, hint) for i in range(len(reflection.accept)))
    for number, follow_up in enumerate(scenario.follow_ups):
        strong = follow_up.strong
        yield from _unasked(("follow_ups", number, "strong"), strong.answer, [strong.key_phrase], strong.accept)


def _unasked(path: Path, answer: str, phrases: Sequence[str], accept: Sequence[Synonym]) -> Iterator[Finding]:
    """The words of `accept` that the quiz does not leave out of a part's phrases."""
    # While one of the phrases does not stand there, as while it is still to be written, the word may be its.
    if not accept or not all(prose.holds(answer, phrase) for phrase in phrases):
        return
    left_out = [piece.word for pieces in with_gaps(answer, phrases) for piece in pieces if isinstance(piece, Gap)]
    folded = {prose.fold(word) for word in left_out}
    for number, synonym in enumerate(accept):
        if prose.fold(synonym.word) not in folded:
            message = f'The quiz does not leave "{synonym.word}" out here.'
            hint = "It leaves out " + ", ".join(f'"{word}"' for word in left_out) + "."
            yield Finding((*path, "accept", number, "word"), message, hint)


RULE = StoryRule("accept-word", "warning", _check)
