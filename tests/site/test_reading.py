"""What a reader sees and does, on `file://` with the network off."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.site.conftest import PAGES, REFERENCE, OpenPage, accessibility_report

PHONE = {"width": 360, "height": 740}
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())


@every_page
def test_no_request_leaves_the_folder(path: str, open_page: OpenPage) -> None:
    page = open_page(path)
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1").first).to_be_visible()


@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(path: str, scheme: str, open_page: OpenPage) -> None:
    page = open_page(path, color_scheme=scheme, reduced_motion="reduce")
    assert accessibility_report(page) == ""


@every_page
def test_a_phone_never_scrolls_sideways(path: str, open_page: OpenPage) -> None:
    page = open_page(path, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@every_page
def test_every_link_and_its_target_exist(path: str, open_page: OpenPage, site: Path) -> None:
    page = open_page(path)
    addresses: list[str] = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    internal = {address for address in addresses if address.startswith("file:")}
    assert internal
    for address in internal:
        file, _, fragment = address.removeprefix(site.as_uri() + "/").partition("#")
        assert (site / file).is_file(), address
        if fragment:
            text = (site / file).read_text(encoding="utf-8")
            assert re.search(rf'id="?{re.escape(fragment)}"?[ >]', text), address


@every_page
def test_every_control_can_be_reached_by_keyboard(path: str, open_page: OpenPage) -> None:
    page = open_page(path)
    page.evaluate("() => { window.reached = new Set(); }")
    controls: int = page.locator("a[href], button, textarea, summary, input").count()
    for _ in range(controls + 5):
        page.keyboard.press("Tab")
        page.evaluate("() => { window.reached.add(document.activeElement); }")
    # One radio of a group stands for all: the arrow keys lead to the others.
    missed = page.evaluate(
        """() => [...document.querySelectorAll("main :is(a[href], button, textarea, summary, input)")]
            .filter(each => each.checkVisibility({visibilityProperty: true}) && !each.disabled && each.tabIndex >= 0)
            .filter(each => !window.reached.has(each))
            .filter(each => each.type !== "radio"
                || ![...document.getElementsByName(each.name)].some(other => window.reached.has(other)))
            .map(each => each.outerHTML)"""
    )
    assert missed == []


def test_search_finds_the_reference_scenario_by_a_phrase_of_its_action(open_page: OpenPage) -> None:
    page = open_page("index.html")
    page.keyboard.press("/")
    page.keyboard.type("matched every discarded retry to its order")
    first = page.locator(".md-search-result__link").first
    expect(first).to_have_attribute("href", re.compile(re.escape(f"{REFERENCE}/index.html")))
    first.click()
    expect(page.locator("h1")).to_contain_text("The webhooks nobody missed")


def test_a_level_chosen_once_is_selected_everywhere_and_remembered(open_page: OpenPage) -> None:
    page = open_page(PAGES["walkthrough"])
    labels = page.locator(".tabbed-labels label", has_text="Senior SDE")
    assert labels.count() == 2
    expect(page.locator(".tabbed-labels label", has_text="SDE 2").first).to_be_visible()
    labels.first.click()
    for index in range(2):
        target = labels.nth(index).get_attribute("for")
        expect(page.locator(f"#{target}")).to_be_checked()
    page.reload()
    for index in range(2):
        target = labels.nth(index).get_attribute("for")
        expect(page.locator(f"#{target}")).to_be_checked()


def test_a_walkthrough_opens_on_the_level_it_is_written_for(open_page: OpenPage) -> None:
    page = open_page(PAGES["walkthrough"])
    chosen = page.locator("#levels ~ .tabbed-set input:checked").first.get_attribute("id")
    assert page.locator(f"label[for={chosen}]").inner_text().strip() == "SDE 2"


def test_the_critique_is_tied_to_the_words_it_is_about(open_page: OpenPage) -> None:
    page = open_page(PAGES["walkthrough"])
    for link in page.locator(".hb-flaw-number a").all():
        words = link.locator("xpath=../preceding-sibling::mark[1]").inner_text()
        point = page.locator(link.get_attribute("href") or "")
        expect(point.locator("q")).to_have_text(re.compile(re.escape(words.strip())))


def test_the_weak_answer_is_beside_the_strong_one_on_a_wide_screen_and_below_it_on_a_phone(
    open_page: OpenPage,
) -> None:
    def tops(page: Page) -> tuple[float, float]:
        boxes = [page.locator(f"#compare + .hb-compare > .{kind}").bounding_box() for kind in ("hb-strong", "hb-weak")]
        assert boxes[0] and boxes[1]
        return boxes[0]["y"], boxes[1]["y"]

    strong, weak = tops(open_page(PAGES["walkthrough"], viewport={"width": 1280, "height": 800}))
    assert strong == weak
    strong, weak = tops(open_page(PAGES["walkthrough"], viewport=PHONE))
    assert weak > strong


def test_the_time_bar_shows_seconds_in_proportion(open_page: OpenPage) -> None:
    page = open_page(PAGES["walkthrough"])
    segments = page.locator(".hb-time-bar li")
    widths = [box["width"] for segment in segments.all() if (box := segment.bounding_box())]
    seconds = [int(re.findall(r"\d+", text)[0]) for text in segments.all_inner_texts()]
    assert seconds == [30, 20, 90, 20, 15]
    for width, share in zip(widths, seconds, strict=True):
        assert width / sum(widths) == pytest.approx(share / sum(seconds), abs=0.01)
