"""The quiz, by keyboard and without JavaScript."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.site.conftest import PAGES, OpenPage, accessibility_report


def first_item(page: Page) -> Locator:
    return page.locator("highbar-quiz-item").first


def focus_first_option(page: Page) -> None:
    first_item(page).locator("input").first.focus()


def test_an_item_is_answered_explained_and_tried_again_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page(PAGES["walkthrough"])
    item = first_item(page)
    focus_first_option(page)
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(item.get_by_role("button", name="Check")).to_be_focused()
    page.keyboard.press("Enter")
    expect(item.get_by_role("status")).to_contain_text("Not this one.")
    expect(item.locator(".hb-options li").nth(0)).to_contain_text("Your choice, and not the best one.")
    expect(item.locator(".hb-options li").nth(1)).to_contain_text("Right.")

    page.keyboard.press("Enter")
    expect(item.locator("input").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(item.get_by_role("status")).to_contain_text("Right.")
    expect(item.get_by_role("button", name="Try again")).to_be_focused()
    expect(page.locator(".hb-score")).to_have_text("1 of 4 right so far.")


def test_every_option_gets_its_reason(open_page: OpenPage) -> None:
    page = open_page(PAGES["walkthrough"])
    item = first_item(page)
    reasons = item.locator(".hb-reasons li").evaluate_all(
        "items => items.map(item => item.lastElementChild.textContent)"
    )
    assert len(reasons) == 4
    for reason in reasons:
        expect(item.get_by_text(reason, exact=True).last).to_be_hidden()
    item.locator("input").first.check()
    item.get_by_role("button", name="Check").click()
    for number, reason in enumerate(reasons):
        expect(item.locator(".hb-options li").nth(number)).to_contain_text(reason)


def test_choose_many_asks_for_all_the_right_ones(open_page: OpenPage) -> None:
    page = open_page(PAGES["walkthrough"])
    item = page.locator("highbar-quiz-item", has=page.locator("input[type=checkbox]")).first
    item.get_by_label("The tests for the race that came with the patch").check()
    item.get_by_role("button", name="Check").click()
    expect(item.get_by_role("status")).to_contain_text("Not yet: you chose 1 of the 2 right options.")
    item.get_by_role("button", name="Try again").click()
    for checkbox in item.locator("input").all():
        checkbox.check()
    item.get_by_role("button", name="Check").click()
    expect(item.get_by_role("status")).to_contain_text("you chose 2 of the 2 right options, and 2 that do not belong.")
    item.get_by_role("button", name="Try again").click()
    item.get_by_label("The tests for the race that came with the patch").check()
    item.get_by_label("The alert in Platform's webhook template").check()
    item.get_by_role("button", name="Check").click()
    expect(item.get_by_role("status")).to_contain_text("Right.")


def test_checking_without_a_choice_asks_for_one(open_page: OpenPage) -> None:
    page = open_page(PAGES["walkthrough"])
    item = first_item(page)
    item.get_by_role("button", name="Check").click()
    expect(item.get_by_role("status")).to_have_text("Choose an option first.")
    expect(item.locator(".hb-option-why")).to_have_count(0)


def test_axe_finds_nothing_in_answered_items(open_page: OpenPage) -> None:
    for scheme in ("light", "dark"):
        page = open_page(PAGES["walkthrough"], color_scheme=scheme, reduced_motion="reduce")
        for item in page.locator("highbar-quiz-item").all():
            item.locator("input").first.check()
            item.get_by_role("button", name="Check").click()
        assert accessibility_report(page) == ""


def test_without_javascript_every_answer_can_be_reached(open_page: OpenPage) -> None:
    page = open_page(PAGES["walkthrough"], java_script_enabled=False)
    for item in page.locator("highbar-quiz-item").all():
        expect(item.locator(".hb-reasons")).to_be_hidden()
        item.locator("summary").click()
        expect(item.locator(".hb-reasons li").first).to_be_visible()
        expect(item.locator(".hb-explanation")).to_be_visible()
    for details in page.locator("details.tip").all():
        details.locator("summary").click()
        expect(details.locator("p").first).to_be_visible()
    for label in page.locator(".tabbed-labels label").all():
        label.click()
        block = page.locator(f"#{label.get_attribute('for')}")
        expect(block).to_be_checked()
