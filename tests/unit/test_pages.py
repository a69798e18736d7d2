"""The library to pages: which pages there are, and how they hang together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.library import Library, load
from generator.pages import Pages, by_principle_and_level, render_pages
from generator.views import scenario_view
from tests.builders import SLOW_REPORT, valid_project

DIVE_DEEP = "content/scenarios/dive-deep"
SLOW = "scenarios/dive-deep/slow-report"
LOST = "scenarios/ownership/lost-orders"

MakeLibrary = Callable[..., Library]


@pytest.fixture
def library_with(tmp_path: Path) -> MakeLibrary:
    """A function from file names and texts to the minimal library with these files; None takes a file out."""

    def make(files: dict[str, str | None] | None = None) -> Library:
        project = valid_project(tmp_path)
        for name, text in (files or {}).items():
            path = project / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink()
            else:
                path.write_text(text, encoding="utf-8")
        library, problems = load(project)
        assert library, problems
        return library

    return make


def senior(scenario_id: str) -> str:
    """The slow report as another scenario, for seniors."""
    text = SLOW_REPORT.replace("slow-report", scenario_id).replace("level: junior", "level: senior")
    return text.replace("junior:", "senior:")


def links(pages: Pages, page: str, relation: str) -> list[tuple[str, str]]:
    """Address and shown title of a page's links to the previous or next scenario."""
    return re.findall(rf'<a rel="{relation}" href="([^"]*)"><strong>[^<]*</strong> <span>([^<]*)</span>', pages[page])


def test_every_scenario_has_four_pages_every_principle_one_and_the_site_six(library_with: MakeLibrary) -> None:
    assert sorted(render_pages(library_with())) == [
        "cheat-sheets.md",
        "index.md",
        "principles/dive-deep.md",
        "principles/index.md",
        "principles/ownership.md",
        "questions.md",
        "review.md",
        "scenarios/dive-deep/slow-report/cheat-sheet.md",
        "scenarios/dive-deep/slow-report/index.md",
        "scenarios/dive-deep/slow-report/practice.md",
        "scenarios/dive-deep/slow-report/quiz.md",
        "scenarios/ownership/lost-orders/cheat-sheet.md",
        "scenarios/ownership/lost-orders/index.md",
        "scenarios/ownership/lost-orders/practice.md",
        "scenarios/ownership/lost-orders/quiz.md",
        "which-principle.md",
    ]


def test_a_page_written_by_hand_keeps_its_name_and_text(library_with: MakeLibrary) -> None:
    text = "# About *us*\n\n<b>Raw</b> {{ not a template }}\n"
    page = render_pages(library_with({"content/pages/about.md": text}))["about.md"]
    assert page.startswith(text)
    assert page.rstrip().endswith("These principles belong to nobody.</p>")


def test_without_scenarios_no_page_and_no_link_promises_one(library_with: MakeLibrary) -> None:
    pages = render_pages(library_with({f"content/{SLOW}.yaml": None, f"content/{LOST}.yaml": None}))
    assert [path for path in pages if path.startswith("scenarios/")] == []
    assert [path for path, text in pages.items() if "scenarios/" in text] == []
    assert "Start here" not in pages["index.md"]
    assert "No scenario for this principle yet." in pages["principles/dive-deep.md"]


def test_every_page_carries_the_notice_once(library_with: MakeLibrary) -> None:
    pages = render_pages(library_with({"content/pages/about.md": "# About\n"}))
    assert {path: text.count("These principles belong to nobody.") for path, text in pages.items()} == dict.fromkeys(
        pages, 1
    )


def test_every_link_between_pages_leads_to_a_page(library_with: MakeLibrary) -> None:
    pages = render_pages(library_with({f"{DIVE_DEEP}/old-cache.yaml": senior("old-cache")}))
    there = {path.removesuffix(".md") + ".html" for path in pages}
    for path, text in pages.items():
        folder = Path("/") / Path(path).parent
        for address in re.findall(r'href="([^"#:]+)"', text):
            target = Path("/".join(part for part in (folder.as_posix(), address)))
            assert resolved(target) in there, f"{path}: {address}"


def resolved(path: Path) -> str:
    parts: list[str] = []
    for part in path.parts[1:]:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def test_scenarios_follow_the_principles_then_the_levels_then_the_ids(library_with: MakeLibrary) -> None:
    library = library_with({f"{DIVE_DEEP}/{name}.yaml": senior(name) for name in ("b-cache", "a-cache")})
    sheets = render_pages(library)["cheat-sheets.md"]
    assert re.findall(r'"hb-sheet-meta">([^<]*)<', sheets) == [
        "Dive Deep · Junior",
        "Dive Deep · Senior",
        "Dive Deep · Senior",
        "Ownership · Senior",
    ]
    assert [scenario.id for scenario in library.scenarios] == ["slow-report", "a-cache", "b-cache", "lost-orders"]


def test_previous_and_next_lead_through_all_scenarios_in_order(library_with: MakeLibrary) -> None:
    library = library_with({f"{DIVE_DEEP}/old-cache.yaml": senior("old-cache").replace("The slow report", "The cache")})
    pages = render_pages(library)
    first, middle, last = (f"{page}/index.md" for page in (SLOW, "scenarios/dive-deep/old-cache", LOST))
    assert links(pages, first, "prev") == []
    assert links(pages, first, "next") == [("../../../scenarios/dive-deep/old-cache/index.html", "The cache")]
    assert links(pages, middle, "prev") == [("../../../scenarios/dive-deep/slow-report/index.html", "The slow report")]
    assert links(pages, middle, "next") == [("../../../scenarios/ownership/lost-orders/index.html", "The lost orders")]
    assert links(pages, last, "prev") == [("../../../scenarios/dive-deep/old-cache/index.html", "The cache")]
    assert links(pages, last, "next") == []


def test_practice_leads_on_to_the_next_practice(library_with: MakeLibrary) -> None:
    pages = render_pages(library_with())
    assert links(pages, f"{SLOW}/practice.md", "next") == [
        ("../../../scenarios/ownership/lost-orders/practice.html", "The lost orders")
    ]
    assert links(pages, f"{LOST}/practice.md", "next") == []


def test_a_principle_groups_its_scenarios_by_level(library_with: MakeLibrary) -> None:
    library = library_with({f"{DIVE_DEEP}/{name}.yaml": senior(name) for name in ("b-cache", "a-cache")})
    groups = by_principle_and_level(library, [scenario_view(library, scenario) for scenario in library.scenarios])
    assert {
        principle: [(level.id, [view.scenario.id for view in views]) for level, views in levels]
        for principle, levels in groups.items()
    } == {
        "dive-deep": [("junior", ["slow-report"]), ("senior", ["a-cache", "b-cache"])],
        "ownership": [("senior", ["lost-orders"])],
    }
    page = render_pages(library)["principles/dive-deep.md"]
    assert re.findall(r"^### (.*) \{:|/([a-z-]+)/index.html", page, re.MULTILINE) == [
        ("Junior", ""),
        ("", "slow-report"),
        ("Senior", ""),
        ("", "a-cache"),
        ("", "b-cache"),
    ]


def test_principles_say_how_many_scenarios_they_have(library_with: MakeLibrary) -> None:
    pages = render_pages(library_with({f"{DIVE_DEEP}/old-cache.yaml": senior("old-cache")}))
    assert re.findall(r'"hb-chip">([^<]*)<', pages["principles/index.md"]) == ["2 scenarios", "1 scenario"]


def test_the_site_opens_with_the_first_scenario(library_with: MakeLibrary) -> None:
    home = render_pages(library_with())["index.md"]
    assert re.findall(r'href="(scenarios/[^"]*)"', home) == [
        f"{SLOW}/{page}.html" for page in ("index", "practice", "quiz", "cheat-sheet")
    ]


def test_no_list_on_any_page_is_empty(library_with: MakeLibrary) -> None:
    # The minimal scenarios' critique quotes nothing.
    pages = render_pages(library_with())
    assert [path for path, text in pages.items() if re.search(r"<(ul|ol|dl)[^>]*>\s*</\1>", text)] == []


@pytest.mark.parametrize("taken", ["situation", "quiz", "compare", "critique-1", "quiz-first-step"])
def test_no_id_stands_twice_on_a_page_whatever_an_author_calls_a_question(
    taken: str, library_with: MakeLibrary
) -> None:
    text = SLOW_REPORT.replace("id: why-nine", f"id: {taken}")
    for path, page in render_pages(library_with({f"content/{SLOW}.yaml": text})).items():
        ids = re.findall(r'\bid="([^"]+)"', page) + re.findall(r"^#.*\{: #([^ ]+)", page, re.MULTILINE)
        assert [name for name, count in Counter(ids).items() if count > 1] == [], path


def test_progress_is_told_after_each_scenario(library_with: MakeLibrary) -> None:
    told: list[tuple[int, int]] = []
    render_pages(library_with(), lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]
