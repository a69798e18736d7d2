"""What a reader sees and does, on `file://` with the network off."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

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


def check(item: Locator, *, right: bool) -> None:
    """Answer an item, throughout right or throughout wrong."""
    choices = item.locator(".hb-options input")
    words = item.locator(".hb-reasons > li").evaluate_all(
        "reasons => reasons.map(each => each.dataset.accept ? JSON.parse(each.dataset.accept)[0] : null)"
    )
    rights = item.locator(".hb-reasons > li").evaluate_all("all => all.map(each => 'right' in each.dataset)")
    if choices.count():
        places = [place for place, is_right in enumerate(rights) if is_right == right]
        for place in places if choices.first.get_attribute("type") == "checkbox" else places[:1]:
            choices.nth(place).check()
    else:
        for gap, word in zip(item.locator(".hb-cloze input").all(), words, strict=True):
            gap.fill(word if right else "something else")
    item.get_by_role("button", name="Check").click()
    expect(item).to_have_attribute("data-result", "right" if right else "wrong")


def seen_in(page: Page) -> list[Locator]:
    """An item of each kind that the page has."""
    items = page.locator("highbar-quiz-item")
    labels = items.locator("legend .hb-label").all_inner_texts()
    return [items.nth(labels.index(label)) for label in dict.fromkeys(labels)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("path", "kinds"), [(PAGES["quiz"], 5), (PAGES["which-principle"], 1)])
def test_axe_finds_nothing_in_any_state_of_any_kind(path: str, kinds: int, scheme: str, open_page: OpenPage) -> None:
    page = open_page(path, color_scheme=scheme, reduced_motion="reduce")
    items = seen_in(page)
    assert len(items) == kinds
    for item in items:
        item.get_by_role("button", name="Check").click()
    assert accessibility_report(page) == "", "with nothing chosen"
    for item in items:
        check(item, right=False)
    assert accessibility_report(page) == "", "after a wrong answer"
    page.get_by_role("button", name="Try the missed ones again").click()
    assert accessibility_report(page) == "", "tried again"
    for item in items:
        check(item, right=True)
    expect(items[0].locator(".hb-history")).not_to_be_empty()
    assert accessibility_report(page) == "", "after a right answer"


# A record in which everything was answered four days ago, every other item wrongly, and a draft.
EARLIER = """() => {
    const {record, progress, store} = highbar;
    const past = record.empty();
    for (const [place, {key, rev}] of progress.catalog.items.entries())
        record.add(past, {item: key, rev, time: progress.now() - 4 * 86400, outcome: place % 2 ? "right" : "wrong"});
    return {progress: JSON.parse(record.encode(past, store.SITE)), drafts: {"some-story/task": "Some words."}};
}"""


def offer_backup(page: Page) -> None:
    """Open a backup with many answers, up to what it would change."""
    backup = json.dumps(page.evaluate(EARLIER)).encode()
    page.get_by_label("Add a backup").set_input_files(
        {"name": "backup.json", "mimeType": "application/json", "buffer": backup}
    )
    expect(page.locator(".hb-import")).to_contain_text("New in this backup")


@pytest.mark.parametrize(
    ("scheme", "options"), [("light", {}), ("dark", {}), ("light", {"viewport": PHONE})], ids=["light", "dark", "phone"]
)
def test_axe_finds_nothing_in_any_state_of_the_review(
    scheme: str, options: dict[str, object], open_page: OpenPage
) -> None:
    page = open_page(PAGES["review"], color_scheme=scheme, reduced_motion="reduce", **options)
    page.evaluate(
        "highbar.store.tell('Something to say about this browser. ', highbar.store.button('Do it', () => {}))"
    )
    page.get_by_text("The same in numbers").click()
    expect(page.locator(".hb-heat-table table")).to_be_visible()
    page.get_by_text("Forget answers", exact=True).click()
    offer_backup(page)
    assert accessibility_report(page) == "", "with all there is to say"
    page.get_by_role("button", name="Add it").click()
    page.get_by_label("Questions a day").fill("2")
    page.get_by_label("Interview on").fill("2099-01-01")
    page.get_by_label("Interview on").blur()
    page.get_by_role("button", name="Start: 2 questions").click()
    item = page.locator(".hb-session highbar-quiz-item")
    assert accessibility_report(page) == "", "asked"
    check(item, right=False)
    assert accessibility_report(page) == "", "after a wrong answer"
    page.get_by_role("button", name="Next question").click()
    check(item, right=True)
    expect(item.locator(".hb-history")).to_contain_text("Right on")
    assert accessibility_report(page) == "", "after a right answer"
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("button", name="Again: the 1 you missed")).to_be_visible()
    assert accessibility_report(page) == "", "finished"


def test_a_phone_never_scrolls_sideways_with_answers_of_every_kind(open_page: OpenPage) -> None:
    def is_within(page: Page) -> bool:
        width: int = page.evaluate("document.documentElement.scrollWidth")
        return width <= PHONE["width"]

    for name in ("quiz", "which-principle"):
        page = open_page(PAGES[name], viewport=PHONE)
        items = seen_in(page)
        for right in (False, True):
            for item in items:
                check(item, right=right)
            expect(items[-1].locator(".hb-history")).not_to_be_empty()
            assert is_within(page), name
            for item in items:
                item.get_by_role("button", name="Try again").click()
    page = open_page(PAGES["review"], viewport=PHONE)
    page.get_by_text("The same in numbers").click()
    page.get_by_text("Forget answers", exact=True).click()
    offer_backup(page)
    assert is_within(page)
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("button", name="Start").click()
    check(page.locator(".hb-session highbar-quiz-item"), right=False)
    assert is_within(page)


# What a reader sees of the article that does something only with scripts.
DEAD = """() => [...document.querySelectorAll(
    "article :is(button, select, form, textarea, input[type=file], input[type=date], input[type=number], [role=status],"
    + " .hb-chip:empty, highbar-continue, highbar-review, highbar-heat-map, highbar-backup)"
)].filter(each => each.checkVisibility()).map(each => each.outerHTML)"""


@pytest.mark.parametrize("name", ["quiz", "walkthrough", "which-principle"])
def test_without_javascript_questions_answers_and_reasons_can_be_read(name: str, open_page: OpenPage) -> None:
    page = open_page(PAGES[name], java_script_enabled=False)
    items = page.locator("highbar-quiz-item")
    assert items.count() >= 4
    for item in items.all():
        expect(item.locator("legend")).to_be_visible()
        expect(item.locator(".hb-explanation")).to_be_hidden()
        item.locator("summary").click()
        reasons = item.locator(".hb-reasons > li")
        assert reasons.count() == item.locator("input").count()
        for part in item.locator(".hb-asked li, .hb-options label, .hb-reasons > li, .hb-explanation").all():
            expect(part).to_be_visible()
            assert part.inner_text().strip()
        for reason in reasons.all():
            expect(reason).to_have_text(re.compile(r"Right\.|Wrong\.|as in “"))


@pytest.mark.parametrize("name", ["home", "principle", "quiz", "walkthrough", "which-principle", "review"])
def test_without_javascript_nothing_is_shown_that_does_nothing(name: str, open_page: OpenPage) -> None:
    page = open_page(PAGES[name], java_script_enabled=False)
    assert page.evaluate(DEAD) == []


def test_without_javascript_the_review_leads_to_every_quiz(open_page: OpenPage, site: Path) -> None:
    page = open_page(PAGES["review"], java_script_enabled=False)
    # The browser of these tests never shows what stands in a noscript element.
    assert "<noscript><p>The review needs JavaScript" in (site / PAGES["review"]).read_text(encoding="utf-8")
    links = page.locator(".hb-quizzes a")
    assert links.count() == 1 + len(list(site.glob("scenarios/*/*/quiz.html")))
    for link in links.all():
        expect(link).to_be_visible()


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
