"""What the pages show of a scenario beyond what its author wrote, derived once for all pages that show it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from markupsafe import Markup

from generator import prose
from generator.figures import figures
from generator.items import Item, scenario_items
from generator.library import Library
from generator.model import TOLD_SECTION_IDS, Level, Principle, Scenario
from generator.prose import Mark
from generator.speech import spoken_seconds, word_count
from generator.timing import TimePlan, time_plan


@dataclass(frozen=True, slots=True)
class SpokenText:
    """An answer as it stands on a page."""

    html: Markup
    """With its key phrases marked."""
    words: int
    seconds: int
    """How long it takes to say, at the framework's pace."""

    @property
    def unmarked(self) -> Markup:
        """Without the marks."""
        return Markup(re.sub("</?mark>", "", self.html))


MAX_FIGURES = 10
"""How many of a story's numbers its cheat sheet shows."""
# The most characters that a page holds in each setting; measured on US Letter, the shorter paper. A scenario with every
# field as long as the model allows has about 4,300.
_DENSITIES: tuple[tuple[Literal["roomy", "compact", "dense"], float], ...] = (
    ("roomy", 1400),
    ("compact", 2400),
    ("dense", math.inf),
)


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """A scenario with all that is derived from it, computed once for its three pages and the pages that list it."""

    scenario: Scenario
    principle: Principle
    level: Level
    plan: TimePlan
    answers: dict[str, SpokenText]
    """The strong answer by section id; the reflection is the one for the scenario's own level."""
    reflections: dict[str, SpokenText]
    """The reflection by level id, in the framework's order."""
    figures: list[str]
    """The numbers of the story, as many as a cheat sheet shows."""
    items: tuple[Item, ...]
    """The quiz."""

    @property
    def authored_items(self) -> list[Item]:
        """The questions that its author wrote."""
        return [item for item in self.items if item.kind.is_authored]

    @property
    def density(self) -> Literal["roomy", "compact", "dense"]:
        """How closely the cheat sheet must be set for one page to hold it, judged by its characters (Latin ones)."""
        scenario = self.scenario
        texts = [scenario.title, scenario.prompt, *chain(*self.key_phrases.values()), *self.figures]
        texts += [point.quote or "" for point in scenario.weak_answer.critique]
        texts += [text for item in scenario.follow_ups for text in (item.question, item.strong.key_phrase)]
        characters = sum(map(len, texts))
        return next(density for density, most in _DENSITIES if characters <= most)

    @property
    def folder(self) -> str:
        """Where its pages lie in the site."""
        return f"scenarios/{self.scenario.principle}/{self.scenario.id}"

    @property
    def words(self) -> int:
        """The words of the whole strong answer."""
        return sum(answer.words for answer in self.answers.values())

    @property
    def key_phrases(self) -> dict[str, tuple[str, ...]]:
        """The highlights by section id."""
        scenario = self.scenario
        told: dict[str, tuple[str, ...]] = {name: getattr(scenario, name).highlights for name in TOLD_SECTION_IDS}
        return {**told, "reflection": scenario.reflection.levels[scenario.level].highlights}


def scenario_view(library: Library, scenario: Scenario) -> ScenarioView:
    """Derive all that the pages show of a scenario beyond what its author wrote."""

    def spoken(answer: str, highlights: tuple[str, ...]) -> SpokenText:
        html = prose.blocks(answer, [Mark(phrase) for phrase in highlights])
        pace = library.framework.words_per_minute
        words = word_count(answer)
        return SpokenText(html, words, spoken_seconds(words, pace))

    told = scenario.reflection.levels
    reflections = {
        level.id: spoken(told[level.id].answer, told[level.id].highlights)
        for level in library.framework.levels
        if level.id in told
    }
    sections = {name: getattr(scenario, name) for name in TOLD_SECTION_IDS}
    answers: dict[str, SpokenText] = {
        name: spoken(section.answer, section.highlights) for name, section in sections.items()
    }
    story = [section.answer for section in sections.values()] + [told[scenario.level].answer]
    return ScenarioView(
        scenario,
        library.principle[scenario.principle],
        library.level[scenario.level],
        time_plan(library.framework, scenario),
        {**answers, "reflection": reflections[scenario.level]},
        reflections,
        figures(story)[:MAX_FIGURES],
        scenario_items(library, scenario),
    )
