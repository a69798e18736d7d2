"""What a rule of the content lint is, and what it gets to see."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.lint.texts import Text, texts
from generator.model import TOLD_SECTION_IDS, Content, Framework, RuleLevel, Scenario
from generator.reader import Entry
from generator.source import Path

PLACEHOLDER = "TODO"
"""How a text begins that `highbar new` left for its author to write."""
_UNWRITTEN = re.compile(rf"[-*+\s]*{PLACEHOLDER}\b")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has to say about one place in one file."""

    path: Path
    """The node it is about."""
    message: str
    """What is wrong, in a sentence."""
    hint: str = ""
    """What to do about it."""
    words: str = ""
    """Words of that node's text to point at; they need not be there as they are."""


@dataclass(frozen=True)
class Manuscript:
    """A content file as rules see it: its model and all its texts."""

    entry: Entry[Content]

    @property
    def file(self) -> str:
        """Its path, as problems name it."""
        return self.entry.document.file

    @property
    def signature(self) -> object:
        """What its findings depend on: as long as it is equal, they are the same."""
        return self.entry.document.text

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """All its texts, in the order of the file's fields."""
        return texts(self.entry.model)

    @cached_property
    def placeholders(self) -> frozenset[Path]:
        """Where its author has not written anything yet."""
        return frozenset(text.path for text in self.texts if _UNWRITTEN.match(text.text))


@dataclass(frozen=True)
class Story(Manuscript):
    """A scenario as rules see it, with what it shares with all others."""

    entry: Entry[Scenario]
    framework: Framework
    principle_names: Mapping[str, str] = field(default_factory=dict)
    """The names of the principles by id, as far as their files can be read."""

    @property
    def signature(self) -> object:
        """What its findings depend on."""
        return self.entry.document.text, self.framework, self.principle_names

    @property
    def scenario(self) -> Scenario:
        """The scenario itself."""
        return self.entry.model

    @cached_property
    def told(self) -> tuple[tuple[Path, str], ...]:
        """The strong answer at the scenario's own level: the path and text of each of its five parts."""
        scenario = self.scenario
        parts: list[tuple[Path, str]] = [
            ((name, "answer"), getattr(scenario, name).answer) for name in TOLD_SECTION_IDS
        ]
        reflection = scenario.reflection.levels[scenario.level].answer
        return (*parts, (("reflection", "levels", scenario.level, "answer"), reflection))


ManuscriptCheck = Callable[[Manuscript], Iterator[Finding]]
StoryCheck = Callable[[Story], Iterator[Finding]]
SiteCheck = Callable[[Sequence[Story]], Iterator[tuple[Story, Finding]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the content lint."""

    name: str
    """The code of its problems; the name of its module with hyphens, and of its page in `generator/explanations/`."""
    level: RuleLevel
    """How much it counts, unless the framework says otherwise."""


@dataclass(frozen=True, slots=True)
class ManuscriptRule(Rule):
    """A rule that looks at one file of any kind."""

    check: ManuscriptCheck


@dataclass(frozen=True, slots=True)
class StoryRule(Rule):
    """A rule that looks at one scenario."""

    check: StoryCheck


@dataclass(frozen=True, slots=True)
class SiteRule(Rule):
    """A rule that looks at all scenarios together."""

    check: SiteCheck
