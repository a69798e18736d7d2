"""The library to pages: a pure function from content to Markdown by path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Any, TypeVar

from markupsafe import Markup

from generator import prose
from generator.catalog import Group, catalog_json
from generator.identity import former_keys, item_key
from generator.items import WHICH_PRINCIPLE, Item, principle_item
from generator.library import Library
from generator.model import Level, Principle, Scenario
from generator.page_map import SITE_PAGES
from generator.prose import Mark
from generator.reader import Progress
from generator.speech import spoken_seconds, word_count
from generator.templating import environment, link_from
from generator.views import ScenarioView, scenario_view

Pages = dict[str, str]
Neighbor = TypeVar("Neighbor")


@dataclass(frozen=True, slots=True)
class Mode:
    """One of the ways to use a scenario, each a page of its own."""

    id: str
    label: str
    file: str
    """The page's name in the scenario's folder, without the ending."""
    purpose: str
    """What the mode is for, in the chooser."""


MODES = (
    Mode("walkthrough", "Walkthrough", "index", "Read everything, explained."),
    Mode("practice", "Practice", "practice", "Answer first, against the clock. Then compare."),
    Mode("quiz", "Quiz", "quiz", "Recall it: what mattered, in which words."),
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
    # In an order that gives nothing away.
    drill = sorted((principle_item(library, principle) for principle in library.principles), key=lambda item: item.rev)
    catalog = _Catalog(library, views, Group(WHICH_PRINCIPLE, "Which principle?", "which-principle.html", drill, False))
    for number, principle in enumerate(library.principles):
        path = f"principles/{principle.id}.md"
        pages[path] = renderer.page(
            path,
            "principle",
            principle=principle,
            groups=groups[principle.id],
            catalog=catalog.of_principle(path, principle),
            **_adjacent(library.principles, number),
        )
    for path, template in SITE_PAGES.items():
        pages[path] = renderer.page(
            path, template, views=views, groups=groups, sheets=sheets, drill=drill, catalog=catalog.of_site(path)
        )
    for name, text in library.hand_written.items():
        pages[name] = renderer.page(name, "hand-written", text=Markup(text))
    return pages


def _adjacent(items: Sequence[Neighbor], number: int) -> dict[str, Neighbor | None]:
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


@dataclass(frozen=True)
class _Catalog:
    """The quiz items of the site, for the scripts of the pages that tell how much of them is known."""

    library: Library
    views: Sequence[ScenarioView]
    drill: Group

    def of_site(self, path: str) -> Markup:
        """All items, for the page at `path`."""
        return self._json(path, self.views, self.drill)

    def of_principle(self, path: str, principle: Principle) -> Markup:
        """The items that are about a principle, for the page at `path`."""
        views = [view for view in self.views if view.principle is principle]
        items = [item for item in self.drill.items if item.principle == principle.id]
        return self._json(path, views, replace(self.drill, items=items))

    def _json(self, path: str, views: Sequence[ScenarioView], drill: Group) -> Markup:
        groups = [
            Group(view.scenario.id, view.scenario.title, f"{view.folder}/quiz.html", view.items) for view in views
        ]
        return catalog_json(self.library.principles, [*groups, drill], link_from(path))


def _draft_key(scenario: Scenario, section: str) -> tuple[str, tuple[str, ...]]:
    """What a learner's draft of a part is kept under, and what it was kept under before."""
    return item_key(scenario.id, section), former_keys([scenario.id, *scenario.aliases], [section])


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
        self._items: dict[str, Markup] = {}
        self.templates = {name: self.jinja.get_template(f"{name}.md.jinja") for name in self._template_names()}

    @staticmethod
    def _template_names() -> Iterator[str]:
        yield from ("principle", "hand-written", *SITE_PAGES.values())
        yield from (mode.id for mode in MODES)

    def page(self, path: str, template: str, **context: Any) -> str:
        """Render the page at `path`."""
        link = link_from(path)
        return self.templates[template].render(
            library=self.library,
            framework=self.library.framework,
            modes=MODES,
            link=link,
            item_html=self.item_html,
            **context,
        )

    def item_html(self, item: Item) -> Markup:
        """Render an item of the quiz, once for all pages that have it."""
        if item.key not in self._items:
            macro = self.jinja.get_template("items.html.jinja").module
            self._items[item.key] = Markup(macro.quiz_item(item))  # type: ignore[attr-defined]
        return self._items[item.key]

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
            draft_key=partial(_draft_key, view.scenario),
            **(self._walkthrough(view) if mode.id == "walkthrough" else {}),
        )

    def _walkthrough(self, view: ScenarioView) -> dict[str, Any]:
        """What only the walkthrough shows."""
        return {
            "spoken_seconds": spoken_seconds,
            "weak_html": weak_answer_html(view.scenario),
            "weak_words": word_count(view.scenario.weak_answer.answer),
            "strong_html": {
                follow_up.id: prose.blocks(follow_up.strong.answer, [Mark(follow_up.strong.key_phrase)])
                for follow_up in view.scenario.follow_ups
            },
        }
