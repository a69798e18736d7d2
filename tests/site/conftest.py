"""The site as a reader has it: built once, opened from disk in a browser whose network is off."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from generator.build import Project, build_site, generate
from tests.browser import LAUNCH_ARGUMENTS, find
from tests.builders import copy_project

REFERENCE = "scenarios/insist-on-the-highest-standards/silent-webhook-drops"

# One page of each kind.
PAGES = {
    "home": "index.html",
    "principles": "principles/index.html",
    "principle": "principles/insist-on-the-highest-standards.html",
    "walkthrough": f"{REFERENCE}/index.html",
    "practice": f"{REFERENCE}/practice.html",
    "quiz": f"{REFERENCE}/quiz.html",
    "cheat-sheet": f"{REFERENCE}/cheat-sheet.html",
    "cheat-sheets": "cheat-sheets.html",
    "questions": "questions.html",
    "review": "review.html",
    "which-principle": "which-principle.html",
    "how-to-use": "how-to-use.html",
    "author-guide": "author-guide.html",
    "field-reference": "field-reference.html",
    "rule-reference": "rule-reference.html",
    "about": "about.html",
    "not-found": "404.html",
}

OpenPage = Callable[..., Page]


def accessibility_report(page: Page) -> str:
    """What axe-core finds on the page as it is; empty if it finds nothing."""
    # Without preload: it would fetch the style sheets anew, which no page can do on `file://`.
    results = Axe().run(page, options={"preload": False})
    return results.generate_report() if results.violations_count else ""


def build(project: Path) -> Path:
    """Build the site of a project and return its folder."""
    generated = generate(Project(project))
    assert generated.problems == []
    build_site(Project(project))
    return project / "site"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content's site, moved away from where it was built."""
    project = copy_project(tmp_path_factory.mktemp("project"))
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "a folder with spaces"
    shutil.move(build(project), elsewhere)
    return elsewhere


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=LAUNCH_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(site: Path, browser: Browser) -> Iterator[OpenPage]:
    """Open a page of the site with the network off; a script error or a request out of the folder fails the test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def watch(request: Request) -> None:
        inside = request.url.startswith((site.as_uri() + "/", "data:", "blob:"))
        if not inside:
            faults.append(f"request leaves the folder: {request.url}")

    def open_(path: str, **options: object) -> Page:
        context = browser.new_context(offline=True, **options)  # type: ignore[arg-type]
        contexts.append(context)
        context.on("request", watch)
        context.on("requestfailed", lambda request: faults.append(f"request failed: {request.url}"))
        context.on("weberror", lambda error: faults.append(f"script error: {error.error}"))
        page = context.new_page()
        page.goto(f"{site.as_uri()}/{path}")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert faults == []
