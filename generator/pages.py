"""The library to pages: a pure function from content to Markdown by path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from markupsafe import Markup

from generator import prose
from generator.identity import item_key, revision
from generator.library import Library
from generator.model import Level, Scenario
from generator.page_map import SITE_PAGES
from generator.prose import Mark
from generator.reader import Progress
from generator.speech import spoken_seconds, word_count
from generator.templating import environment, link_from
from generator.views import ScenarioView, scenario_view

Pages = dict[str, str]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Mode:
    """One of the three ways to use a scenario, each a page of its own."""

    id: str
    label: str
    file: str
    """The page's name in the scenario's folder, without the ending."""
    purpose: str
    """What the mode is for, in the chooser."""


MODES = (
    Mode("walkthrough", "Walkthrough", "index", "Read everything, explained."),
    Mode("practice", "Practice", "practice", "Answer first, against the clock. Then compare."),
    Mode("cheat-sheet", "Cheat sheet", "cheat-sheet", "One printed page to hold before the call."),
)


LevelGroup = tuple[Level, list[ScenarioView]]
"""The scenarios of one level."""


def render_pages(library: Library, progress: Progress | None = None) -> Pages:
    """Render every page of the site.

    Args:
        library: the content.
        progress: told how many of how many scenarios are rendered.

    Returns:
        Markdown by path, relative to the Markdown folder.
    """
    renderer = _Renderer(library)
    views: list[ScenarioView] = []
    sheets: dict[str, Markup] = {}
    pages: Pages = {}
    total = len(library.scenarios)
    for number, scenario in enumerate(library.scenarios):
        view = scenario_view(library, scenario)
        views.append(view)
        around = _adjacent(library.scenarios, number)
        sheets[scenario.id] = renderer.cheat_sheet(view)
        for mode in MODES:
            path = f"{view.folder}/{mode.file}.md"
            pages[path] = renderer.scenario_page(path, view, mode, around, sheets[scenario.id])
        if progress:
            progress(number + 1, total)
    groups = by_principle_and_level(library, views)
    for number, principle in enumerate(library.principles):
        path = f"principles/{principle.id}.md"
        pages[path] = renderer.page(
            path,
            "principle",
            principle=principle,
            groups=groups[principle.id],
            **_adjacent(library.principles, number),
        )
    for path, template in SITE_PAGES.items():
        pages[path] = renderer.page(path, template, views=views, groups=groups, sheets=sheets)
    for name, text in library.hand_written.items():
        pages[name] = renderer.page(name, "hand-written", text=Markup(text))
    return pages


def _adjacent(items: Sequence[Item], number: int) -> dict[str, Item | None]:
    """What stands before and after an item, under the names that templates use."""
    return {
        "previous": items[number - 1] if number else None,
        "next": items[number + 1] if number + 1 < len(items) else None,
    }


def by_principle_and_level(library: Library, views: list[ScenarioView]) -> dict[str, list[LevelGroup]]:
    """Group views, which are in the library's order, by principle and level; a principle without any has no groups."""
    groups: dict[str, list[LevelGroup]] = {principle.id: [] for principle in library.principles}
    for (principle, level), group in groupby(views, key=lambda view: (view.principle.id, view.level.id)):
        groups[principle].append((library.level[level], list(group)))
    return groups


def weak_answer_html(scenario: Scenario) -> Markup:
    """The weak answer with the words that the critique quotes marked and numbered like its points."""
    marks = [
        Mark(
            point.quote,
            "hb-flaw",
            Markup(
                '<sup class="hb-flaw-number"><a href="#critique-{0}" aria-label="Critique {0}">{0}</a></sup>'
            ).format(number),
        )
        for number, point in enumerate(scenario.weak_answer.critique, 1)
        if point.quote is not None
    ]
    return prose.blocks(scenario.weak_answer.answer, marks)


class _Renderer:
    """Renders one page at a time from its template."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.jinja = environment()
        self.templates = {name: self.jinja.get_template(f"{name}.md.jinja") for name in self._template_names()}

    @staticmethod
    def _template_names() -> Iterator[str]:
        yield from ("principle", "hand-written", *SITE_PAGES.values())
        yield from (mode.id for mode in MODES)

    def page(self, path: str, template: str, **context: Any) -> str:
        """Render the page at `path`."""
        link = link_from(path)
        return self.templates[template].render(
            library=self.library, framework=self.library.framework, modes=MODES, link=link, **context
        )

    def cheat_sheet(self, view: ScenarioView) -> Markup:
        """Render the sheet that stands on a page of its own and among all sheets."""
        macro = self.jinja.get_template("blocks.html.jinja").module
        return Markup(macro.cheat_sheet(view))  # type: ignore[attr-defined]

    def scenario_page(
        self, path: str, view: ScenarioView, mode: Mode, around: dict[str, Scenario | None], sheet: Markup
    ) -> str:
        """Render one of a scenario's three pages."""
        return self.page(
            path,
            mode.id,
            view=view,
            scenario=view.scenario,
            principle=view.principle,
            mode=mode,
            sheet=sheet,
            **around,
            item_key=item_key,
            **(self._walkthrough(view) if mode.id == "walkthrough" else {}),
        )

    def _walkthrough(self, view: ScenarioView) -> dict[str, Any]:
        """What only the walkthrough shows."""
        return {
            "spoken_seconds": spoken_seconds,
            "revision": revision,
            "weak_html": weak_answer_html(view.scenario),
            "weak_words": word_count(view.scenario.weak_answer.answer),
            "strong_html": {
                follow_up.id: prose.blocks(follow_up.strong.answer, [Mark(follow_up.strong.key_phrase)])
                for follow_up in view.scenario.follow_ups
            },
        }
