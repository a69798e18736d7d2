"""No story is told twice under two names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator import prose
from generator.lint.quantities import Fact, quantities
from generator.lint.rule import PLACEHOLDER, Finding, SiteRule, Story
from generator.sentences import sentences

Element = Fact | str
"""A figure or a named thing."""

_LEAST_SHARED = 4
# Words with a capital inside a sentence; several in a row are one name, as in Order Service.
_NAME = re.compile(r"(?<![\w'’-])[^\W\d_a-z]\w*[a-z]\w*(?: [^\W\d_a-z]\w*[a-z]\w*)*")  # noqa: RUF001
_FIRST_WORD = re.compile(r"\W*[\w'’-]*")  # noqa: RUF001
_QUOTED_START = re.compile(r"[:\"“] ?$")
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas thanksgiving easter english american european".split()
)


def _check(stories: Sequence[Story]) -> Iterator[tuple[Story, Finding]]:
    first_with: dict[frozenset[Element], Story] = {}
    holders: dict[Element, list[frozenset[Element]]] = {}
    for story in sorted(stories, key=lambda story: story.file):
        shown = _fingerprint(story)
        elements = frozenset(shown)
        earlier = elements if elements in first_with else _most_alike(elements, holders)
        if earlier and _is_same(elements, earlier):
            shared = [words for element, words in shown.items() if element in earlier]
            yield story, _finding(first_with[earlier], shared)
        if elements not in first_with:
            first_with[elements] = story
            for element in elements:
                holders.setdefault(element, []).append(elements)


def _finding(earlier: Story, shared: Sequence[str]) -> Finding:
    *most, last = shared[:6]
    message = f"{earlier.file} tells the same story: both have {', '.join(most)} and {last}."
    return Finding(("title",), message, "Tell another story here, or make it a variant of that one.")


def _most_alike(
    elements: frozenset[Element], holders: dict[Element, list[frozenset[Element]]]
) -> frozenset[Element] | None:
    """The fingerprint that shares most with another, if any shares enough; the earliest of several."""
    counts = Counter[frozenset[Element]]()
    for element in elements:
        counts.update(holders.get(element, ()))
    alike = [other for other, count in counts.items() if count >= _LEAST_SHARED and _is_same(elements, other)]
    return max(alike, key=lambda other: counts[other], default=None)


def _is_same(one: frozenset[Element], other: frozenset[Element]) -> bool:
    """Whether two fingerprints are of one story."""
    shared = one & other
    has_figure = any(not isinstance(element, str) for element in shared)
    return has_figure and len(shared) >= max(_LEAST_SHARED, min(len(one), len(other)) / 2)


def _fingerprint(story: Story) -> dict[Element, str]:
    """The figures and named things of a story, from Situation to Result, each with its words as they first stand."""
    common = _common_words(story)
    found: dict[Element, str] = {}
    for _, text in story.told[:-1]:
        if not text.startswith(PLACEHOLDER):
            for element, words in _elements(text):
                if not isinstance(element, str) or not common.issuperset(element.split()):
                    found.setdefault(element, words)
    return found


@lru_cache(maxsize=8192)  # while somebody edits one story, all others are compared again and again
def _elements(text: str) -> tuple[tuple[Element, str], ...]:
    """The figures and named things of a text, each with its words."""
    return (
        *((quantity.fact, f'"{quantity.shown}"') for quantity in quantities(text)),
        *((prose.fold(name), name) for name in _names(prose.plain(text))),
    )


def _names(shown: str) -> Iterator[str]:
    """The capitalized words inside the sentences of a text, as it is shown."""
    for _, sentence in sentences(shown):
        first = _FIRST_WORD.match(sentence)
        for found in _NAME.finditer(sentence, first.end() if first else 0):
            before = sentence[max(0, found.start() - 2) : found.start()]
            if not _QUOTED_START.search(before):
                yield found[0]


def _common_words(story: Story) -> frozenset[str]:
    """Words with a capital that name nothing of a story's own: days, levels, sections, principles; folded."""
    framework = story.framework
    names = [
        *(level.label for level in framework.levels),
        *(section.label for section in framework.sections),
        *story.principle_names.values(),
    ]
    return _CALENDAR | frozenset(word for name in names for word in re.findall(r"\w+", prose.fold(name)))


RULE = SiteRule("story-reuse", "warning", _check)
