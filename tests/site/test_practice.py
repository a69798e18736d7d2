"""Practice: attempt before reveal, against the clock, with drafts that are kept."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from generator.model import SECTION_IDS
from tests.site.conftest import PAGES, OpenPage, accessibility_report


def part(page: Page, section: str) -> Locator:
    return page.locator("highbar-attempt", has=page.locator(f"#draft-{section}"))


def test_the_example_stays_hidden_until_an_attempt_is_made(open_page: OpenPage) -> None:
    page = open_page(PAGES["practice"])
    situation = part(page, "situation")
    example = situation.locator(".hb-example blockquote")
    expect(example).to_be_hidden()
    expect(situation.get_by_role("button", name="I've answered")).to_have_count(0)
    situation.locator("textarea").fill("I was on the Checkout team.")
    expect(situation.locator(".hb-draft-length")).to_have_text("6 words, about 2 s spoken")
    situation.get_by_role("button", name="I've answered").click()
    expect(example).to_be_visible()
    expect(part(page, "task").locator(".hb-example blockquote")).to_be_hidden()


def test_speaking_against_the_clock_counts_as_an_attempt(open_page: OpenPage) -> None:
    page = open_page(PAGES["practice"])
    task = part(page, "task")
    task.get_by_role("button", name="Start the timer for Task").click()
    expect(task.get_by_role("button", name="I've answered")).to_be_visible()
    expect(part(page, "action").get_by_role("button", name="Skip")).to_be_visible()


def test_the_clock_for_the_whole_answer_counts_for_every_part(open_page: OpenPage) -> None:
    page = open_page(PAGES["practice"])
    page.get_by_role("button", name="Start the timer for the whole answer").click()
    expect(page.get_by_role("button", name="I've answered")).to_have_count(5)
    part(page, "task").get_by_role("button", name="Start the timer").click()
    expect(page.locator("highbar-timer[data-state=running]")).to_have_count(2)


def test_an_attempt_can_be_skipped(open_page: OpenPage) -> None:
    page = open_page(PAGES["practice"])
    action = part(page, "action")
    action.get_by_role("button", name="Skip").click()
    expect(action.locator(".hb-example blockquote")).to_be_visible()


def test_the_timer_counts_against_its_target_and_can_be_paused_and_reset(open_page: OpenPage) -> None:
    page = open_page(PAGES["practice"])
    page.clock.install()
    page.reload()
    task = part(page, "task")
    readout = task.locator(".hb-timer-readout")
    expect(readout).to_have_text("0:00 / 0:20")
    task.get_by_role("button", name="Start the timer for Task").click()
    page.clock.run_for(25_000)
    expect(readout).to_have_text("0:25 / 0:20")
    expect(task.locator(".hb-timer-status")).to_have_text("20 seconds: time to close.")
    task.get_by_role("button", name="Pause the timer for Task").click()
    expect(task.locator(".hb-timer-status")).to_have_text("25 seconds, 5 seconds over the target.")
    page.clock.run_for(10_000)
    expect(readout).to_have_text("0:25 / 0:20")
    task.get_by_role("button", name="Continue the timer for Task").click()
    expect(task.locator(".hb-timer-status")).to_have_text("20 seconds: time to close.")
    task.get_by_role("button", name="Reset the timer for Task").click()
    expect(readout).to_have_text("0:00 / 0:20")


def test_starting_the_timer_of_one_part_pauses_that_of_another(open_page: OpenPage) -> None:
    page = open_page(PAGES["practice"])
    part(page, "situation").get_by_role("button", name="Start").click()
    part(page, "task").get_by_role("button", name="Start").click()
    expect(page.locator("highbar-timer[data-state=running]")).to_have_count(1)


def test_a_draft_outlives_a_reload(open_page: OpenPage) -> None:
    page = open_page(PAGES["practice"])
    part(page, "result").locator("textarea").fill("The drop rate went to zero.")
    page.reload()
    expect(part(page, "result").locator("textarea")).to_have_value("The drop rate went to zero.")
    expect(part(page, "task").locator("textarea")).to_have_value("")


def test_the_page_says_so_where_drafts_cannot_be_kept(open_page: OpenPage) -> None:
    page = open_page(PAGES["practice"])
    expect(page.locator(".hb-storage-notice")).to_be_hidden()
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    part(page, "result").locator("textarea").fill("This can't be kept.")
    expect(page.locator(".hb-storage-notice")).to_contain_text("Copy it before you leave.")
    expect(part(page, "result").locator("textarea")).to_have_value("This can't be kept.")


def test_two_tabs_do_not_overwrite_each_other(open_page: OpenPage) -> None:
    first = open_page(PAGES["practice"])
    second = first.context.new_page()
    second.goto(first.url)
    part(first, "situation").locator("textarea").fill("From the first tab.")
    part(second, "task").locator("textarea").fill("From the second tab.")
    first.reload()
    expect(part(first, "situation").locator("textarea")).to_have_value("From the first tab.")
    second.reload()
    expect(part(second, "situation").locator("textarea")).to_have_value("From the first tab.")
    expect(part(second, "task").locator("textarea")).to_have_value("From the second tab.")


def test_a_draft_edited_in_another_tab_shows_here(open_page: OpenPage) -> None:
    first = open_page(PAGES["practice"])
    second = first.context.new_page()
    second.goto(first.url)
    part(second, "task").locator("textarea").fill("From the second tab.")
    expect(part(first, "task").locator("textarea")).to_have_value("From the second tab.")


def test_blocked_storage_is_said_at_once_and_stops_nothing(open_page: OpenPage) -> None:
    page = open_page(PAGES["practice"])
    # Blocked for our own keys only: the theme's scripts fail where all storage is blocked.
    page.add_init_script(
        """const getItem = Storage.prototype.getItem;
        Storage.prototype.getItem = function (key) {
            if (key.startsWith("highbar:")) throw new DOMException("no", "SecurityError");
            return getItem.call(this, key);
        };"""
    )
    page.wait_for_load_state("networkidle")
    page.reload()
    expect(page.locator(".hb-storage-notice")).to_contain_text("This browser keeps nothing for this page.")
    part(page, "task").get_by_role("button", name="Skip").click()
    expect(part(page, "task").locator(".hb-example blockquote")).to_be_visible()


def test_showing_the_example_stops_the_clock(open_page: OpenPage) -> None:
    page = open_page(PAGES["practice"])
    part(page, "task").get_by_role("button", name="Start the timer").click()
    part(page, "task").get_by_role("button", name="I've answered").click()
    expect(page.locator("highbar-timer[data-state=running]")).to_have_count(0)


def test_a_draft_prints_with_the_page(open_page: OpenPage) -> None:
    page = open_page(PAGES["practice"])
    part(page, "task").locator("textarea").fill("My own words.")
    page.emulate_media(media="print")
    expect(part(page, "task").locator("textarea")).to_be_visible()
    expect(part(page, "result").locator("textarea")).to_be_hidden()


def test_axe_finds_nothing_with_examples_open_and_a_timer_running(open_page: OpenPage) -> None:
    for scheme in ("light", "dark"):
        page = open_page(PAGES["practice"], color_scheme=scheme, reduced_motion="reduce")
        for section in SECTION_IDS:
            part(page, section).get_by_role("button", name="Skip").click()
        part(page, "task").get_by_role("button", name="Start").click()
        assert accessibility_report(page) == ""


def test_without_javascript_every_example_can_be_read(open_page: OpenPage) -> None:
    page = open_page(PAGES["practice"], java_script_enabled=False)
    assert page.locator("highbar-attempt").count() == 5
    for attempt in page.locator("highbar-attempt").all():
        attempt.locator("summary").click()
        expect(attempt.locator("blockquote")).to_be_visible()
