"""The quiz as a learner works through it: every kind of item, on each page that has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from tests.builders import FRAMEWORK, OWNERSHIP, SLOW_REPORT, copy_project, valid_project
from tests.site.conftest import OpenPage, build

SCENARIO = "scenarios/dive-deep/slow-report"
WALKTHROUGH = f"{SCENARIO}/index.html"
QUIZ = f"{SCENARIO}/quiz.html"
WHICH_PRINCIPLE = "which-principle.html"

# Each kind, by the key of an item of it.
CHOOSE_ONE = "slow-report/first-step"
CHOOSE_MANY = "slow-report/what-helped"
PHRASE = "slow-report/phrase/action"
FLAW = "slow-report/flaw/weak-answer"
WEAK_OR_STRONG = "slow-report/why-nine"
PRINCIPLE = "which-principle/principle/dive-deep"
EVERY_KIND = [
    pytest.param(path, key, id=f"{page}:{key}")
    for page, path, keys in (
        ("quiz", QUIZ, (CHOOSE_ONE, CHOOSE_MANY, PHRASE, FLAW, WEAK_OR_STRONG)),
        ("walkthrough", WALKTHROUGH, (CHOOSE_ONE, CHOOSE_MANY)),
        ("which-principle", WHICH_PRINCIPLE, (PRINCIPLE,)),
    )
    for key in keys
]

MORE_PRINCIPLES = ("bias-for-action", "earn-trust", "frugality", "think-big")
NONE_OF_THESE = {
    "id": "none",
    "text": "None of these",
    "correct": "false",
    "why": "One of them is right.",
    "last": "true",
}
LOGS = {"id": "logs", "text": "Reading the logs", "correct": "false", "why": "They were empty."}
WHAT_HELPED = {
    "id": "what-helped",
    "kind": "choose-many",
    "question": "What made it fast?",
    "options": [
        {"id": "timing", "text": "Timing each query", "correct": "true", "why": "It led to the slow one."},
        {"id": "index", "text": "The new index", "correct": "true", "why": "It took the scan away."},
        {"id": "cache", "text": "A cache", "correct": "false", "why": "There was none."},
        {"id": "server", "text": "A larger server", "correct": "false", "why": "It stayed the same."},
    ],
    "explanation": "Measure, and then change one thing.",
}


def scenario() -> dict[str, Any]:
    """A scenario with items of every kind, an option that stays last, and words that have others for them."""
    made: dict[str, Any] = yaml.load(SLOW_REPORT, Loader=yaml.BaseLoader)
    options = made["quiz"][0]["options"]
    made["quiz"][0]["options"] = [NONE_OF_THESE, LOGS, *options]
    made["quiz"].append(WHAT_HELPED)
    made["action"]["accept"] = [{"word": "query", "also": ["statement", "SQL call"]}]
    made["result"].update(answer="It took 1.5 seconds from then on.", highlights=["1.5"])
    made["weak_answer"].update(
        answer="The report was slow. We looked at it for a while. Then we fixed it. Everybody was glad.",
        critique=[
            {"point": "Who is we?", "quote": "we fixed it"},
            {"point": "It names no number.", "quote": "was slow"},
        ],
    )
    return made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with all kinds of items; `open_page` opens its pages here."""
    project = copy_project(tmp_path_factory.mktemp("project"))
    for stray in (project / "content").rglob("*.yaml"):
        stray.unlink()
    valid_project(project)
    content = project / "content"
    (content / "framework.yaml").write_text(
        FRAMEWORK + "".join(f"  - {name}\n" for name in MORE_PRINCIPLES), encoding="utf-8"
    )
    for name in MORE_PRINCIPLES:
        text = OWNERSHIP.replace("id: ownership", f"id: {name}").replace("name: Ownership", f"name: About {name}")
        (content / f"principles/{name}.yaml").write_text(text, encoding="utf-8")
    (content / f"{SCENARIO}.yaml").write_text(yaml.safe_dump(scenario(), default_style='"'), encoding="utf-8")
    return build(project)


def item_of(page: Page, key: str) -> Locator:
    return page.locator(f'highbar-quiz-item[data-key="{key}"]')


def check(item: Locator) -> None:
    item.get_by_role("button", name="Check").click()


def try_again(item: Locator) -> None:
    item.get_by_role("button", name="Try again").click()


def solution(item: Locator) -> list[bool] | list[str]:
    """Whether each option is right, or the word for each gap, in the order in which they are shown."""
    found: list[bool] | list[str] = item.locator(".hb-reasons > li").evaluate_all(
        """reasons => reasons.map(({dataset}) =>
            dataset.accept ? JSON.parse(dataset.accept)[0] : "right" in dataset)"""
    )
    return found


def wanted(item: Locator, right: bool) -> list[bool | str]:
    """What to choose or to write for an answer that is right or wrong throughout."""
    values = solution(item)
    if right:
        return list(values)
    if item.locator("input[type=radio]").count():
        return [place == values.index(False) for place in range(len(values))]  # type: ignore[arg-type]
    return ["something else" if isinstance(value, str) else not value for value in values]


def answer(item: Locator, *, right: bool) -> None:
    for control, value in zip(item.locator("input").all(), wanted(item, right), strict=True):
        if isinstance(value, str):
            control.fill(value)
        elif value:
            control.check()
    check(item)
    expect(item).to_have_attribute("data-result", "right" if right else "wrong")


def tab_to(page: Page, target: Locator) -> None:
    for _ in range(200):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The Tab key never reaches {target}.")


def answer_by_keyboard(page: Page, item: Locator, *, right: bool) -> None:
    """From the first control of an item to its answer, by keys alone."""
    values = wanted(item, right)
    controls = item.locator("input")
    if controls.first.get_attribute("type") == "radio":
        page.keyboard.press("Space")
        for _ in range(values.index(True)):
            page.keyboard.press("ArrowDown")
        return
    for control, value in zip(controls.all(), values, strict=True):
        tab_to(page, control)
        if isinstance(value, str):
            page.keyboard.type(value)
        elif value:
            page.keyboard.press("Space")


def options_of(item: Locator) -> list[str]:
    return item.locator(".hb-options label").all_inner_texts()


def visible_question(item: Locator) -> list[str]:
    return [text for text in item.locator(".hb-asked li").all_inner_texts() if text]


def reasons_of(item: Locator) -> list[str]:
    """The reasons as they are in the page, whether they are shown or not."""
    reasons: list[str] = item.locator(".hb-reasons > li").evaluate_all(
        "reasons => reasons.map(each => (each.querySelector('div') ?? each).textContent)"
    )
    return reasons


def expect_reasons(item: Locator) -> None:
    """Every option, right or wrong, has its reason in sight, and so has what to remember."""
    reasons = reasons_of(item)
    told = item.locator(".hb-option-why" if item.locator(".hb-options").count() else ".hb-reasons > li")
    assert told.count() == len(reasons) == item.locator("input").count()
    for place, reason in zip(told.all(), reasons, strict=True):
        expect(place).to_contain_text(reason)
        expect(place).to_be_visible()
    expect(item.locator(".hb-explanation")).to_be_visible()


@pytest.mark.parametrize(("path", "key"), EVERY_KIND)
def test_every_kind_is_answered_explained_and_tried_again_by_keyboard_alone(
    path: str, key: str, open_page: OpenPage
) -> None:
    page = open_page(path)
    item = item_of(page, key)
    status = item.get_by_role("status")
    first = item.locator("input").first
    before = options_of(item)
    expect(item.locator(".hb-explanation")).to_be_hidden()

    tab_to(page, first)
    answer_by_keyboard(page, item, right=False)
    tab_to(page, item.get_by_role("button", name="Check"))
    page.keyboard.press("Enter")
    expect(status).to_have_text(re.compile("^(Not this one|Not yet: )"))
    expect(item.get_by_role("button", name="Try again")).to_be_focused()
    expect_reasons(item)

    page.keyboard.press("Enter")
    expect(first).to_be_focused()
    expect(status).to_be_empty()
    expect(item.locator(".hb-explanation")).to_be_hidden()
    assert item.locator("input:checked, [data-mark], .hb-option-why, .hb-blank-verdict").count() == 0
    assert options_of(item) == before

    answer_by_keyboard(page, item, right=True)
    page.keyboard.press("Enter")  # which checks, wherever in the item it is pressed
    expect(status).to_have_text(re.compile("^Right. "))
    expect(item.get_by_role("button", name="Try again")).to_be_focused()
    expect_reasons(item)


@pytest.mark.parametrize(("path", "key"), EVERY_KIND)
def test_every_kind_tells_a_screen_reader_what_is_asked_and_what_came_of_it(
    path: str, key: str, open_page: OpenPage
) -> None:
    page = open_page(path)
    item = item_of(page, key)
    legend = item.locator("legend").inner_text()
    # A group named by what is asked, in which every control has a name of its own.
    expect(item.get_by_role("group")).to_have_accessible_name(" ".join(legend.split()))
    role = {"radio": "radio", "checkbox": "checkbox", "text": "textbox"}[
        item.locator("input").first.get_attribute("type") or ""
    ]
    named = item.get_by_role("group").get_by_role(role, name=re.compile(r"\w"))  # type: ignore[arg-type]
    expect(named).to_have_count(item.locator("input").count())
    for control, label in zip(named.all(), options_of(item), strict=False):
        expect(control).to_have_accessible_name(" ".join(label.split()))
    # The live region has to be there before there is something to say.
    status = item.get_by_role("status")
    expect(status).to_be_empty()
    region = status.element_handle()
    answer(item, right=False)
    expect(status).to_have_text(re.compile("^Not "))
    assert status.element_handle().evaluate("(element, before) => element === before", region)


@pytest.mark.parametrize(("path", "key"), EVERY_KIND)
def test_checking_without_an_answer_asks_for_one(path: str, key: str, open_page: OpenPage) -> None:
    page = open_page(path)
    item = item_of(page, key)
    check(item)
    wish = "Fill in a gap first." if key == PHRASE else "Choose an option first."
    expect(item.get_by_role("status")).to_have_text(wish)
    expect(item.get_by_role("button", name="Check")).to_be_focused()
    expect(item.locator(".hb-explanation")).to_be_hidden()
    expect(page.locator(".hb-score")).to_be_empty()


def test_the_result_is_told_in_words_and_signs(open_page: OpenPage) -> None:
    page = open_page(QUIZ)
    item = item_of(page, CHOOSE_ONE)
    item.get_by_label("Adding an index").check()
    check(item)

    def place(text: str) -> Locator:
        return item.locator(".hb-options li", has_text=text)

    expect(place("Adding an index")).to_contain_text("Your choice, and not the best one. That came later.")
    expect(place("Timing every query")).to_contain_text("Right. It shows where to look.")
    expect(place("Adding a cache")).to_contain_text("Not right. It hides the cause.")

    item = item_of(page, PHRASE)
    for control, word in zip(item.locator("input").all(), ("query", "key"), strict=True):
        control.fill(word)
    check(item)
    expect(item.locator(".hb-blank-verdict")).to_have_text(["✓", "✗ index"])

    entries = page.locator(".hb-quiz-end li a")
    signs = [text.split()[1] for text in entries.all_inner_texts()]
    assert signs.count("✗") == 2
    assert signs.count("·") == len(signs) - 2
    expect(entries.first).to_have_accessible_name("Question 1: not yet")


def test_choose_many_says_how_many_of_the_right_ones_were_found(open_page: OpenPage) -> None:
    page = open_page(QUIZ)
    item = item_of(page, CHOOSE_MANY)
    status = item.get_by_role("status")
    for chosen, told in (
        (["Timing each query"], "Not yet: you chose 1 of the 2 right options. "),
        (["A cache"], "Not yet: you chose 0 of the 2 right options, and 1 that does not belong. "),
        (
            ["Timing each query", "The new index", "A cache", "A larger server"],
            "Not yet: you chose 2 of the 2 right options, and 2 that do not belong. ",
        ),
        (["Timing each query", "The new index"], "Right. "),
    ):
        for label in chosen:
            item.get_by_label(label).check()
        check(item)
        expect(status).to_have_text(f"{told} The reasons are with the options.")
        try_again(item)


def test_find_the_flaw_is_right_only_with_all_flaws_and_nothing_else(open_page: OpenPage) -> None:
    item = item_of(open_page(QUIZ), FLAW)
    expect(item).to_contain_text("loses ground in 2 places")
    assert options_of(item) == [
        "The report was slow.",
        "We looked at it for a while.",
        "Then we fixed it.",
        "Everybody was glad.",
    ]
    item.get_by_label("The report was slow.").check()
    check(item)
    expect(item.get_by_role("status")).to_contain_text("you chose 1 of the 2 right options.")
    expect(item.locator(".hb-options li").nth(2)).to_contain_text("Right. Who is we?")
    try_again(item)
    item.get_by_label("The report was slow.").check()
    item.get_by_label("Then we fixed it.").check()
    check(item)
    expect(item.get_by_role("status")).to_contain_text("Right.")


@pytest.mark.parametrize(
    ("key", "typed", "is_right"),
    [
        *((PHRASE, word, True) for word in ("query", "QUERY", "“query”.", " query ", "quéry")),
        *((PHRASE, word, True) for word in ("querry", "uery", "quary", "statement", "Statment", "sql-call")),
        *((PHRASE, word, False) for word in ("queue", "qery s", "index", "statements made", "?", "uqery")),
        *(("slow-report/phrase/result", number, True) for number in ("1.5", " 1.5 ", "1.5.")),
        *(("slow-report/phrase/result", number, False) for number in ("15", "1.6", "1.55", ".15", "1,500")),
    ],
)
def test_what_is_right_in_a_gap(key: str, typed: str, is_right: bool, words: Page) -> None:
    item = item_of(words, key)
    for control, word in zip(item.locator("input").all(), solution(item), strict=True):
        control.fill(str(word))
    item.locator("input").first.fill(typed)
    check(item)
    expect(item).to_have_attribute("data-result", "right" if is_right else "wrong")
    try_again(item)


@pytest.fixture(scope="module")
def words(site: Path, browser: Browser) -> Iterator[Page]:
    """One page for all words."""
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/{QUIZ}")
    yield page
    page.close()


def test_a_slip_and_another_word_show_the_word_of_the_answer(open_page: OpenPage) -> None:
    item = item_of(open_page(QUIZ), PHRASE)
    verdicts = item.locator(".hb-blank-verdict")
    for control, typed in zip(item.locator("input").all(), ("Statement", "indx"), strict=True):
        control.fill(typed)
    check(item)
    expect(verdicts).to_have_text(["✓ (query)", "✓ (index)"])
    expect(item.locator(".hb-reasons li").first).to_contain_text("also: statement, SQL call")


def test_one_gap_of_two_is_told(open_page: OpenPage) -> None:
    item = item_of(open_page(QUIZ), PHRASE)
    item.locator("input").first.fill("query")
    check(item)
    expect(item.get_by_role("status")).to_have_text("Not yet: 1 of 2 are right. What was missing is below.")


@pytest.mark.parametrize("key", [CHOOSE_ONE, FLAW])
def test_options_are_in_a_new_order_for_a_new_attempt_only(key: str, open_page: OpenPage) -> None:
    page = open_page(QUIZ)
    orders = []
    for _ in range(4):
        item = item_of(page, key)
        order = options_of(item)
        orders.append(order)
        for right in (False, True):
            answer(item, right=right)
            try_again(item)
            assert options_of(item) == order
        answer(item, right=True)
        page.get_by_role("button", name="Start over").click()
        orders.append(options_of(item))
        page.reload()
    if key == FLAW:
        assert all(order == orders[0] for order in orders)
        return
    assert len({tuple(order) for order in orders[::2]}) > 1, "a fresh load shuffles"
    assert any(after != before for before, after in zip(orders[::2], orders[1::2], strict=True)), "Start over shuffles"
    assert {order[-1] for order in orders} == {"None of these"}
    assert len({order[0] for order in orders}) > 1


def test_each_reason_stays_with_its_option_in_every_order(open_page: OpenPage) -> None:
    page = open_page(QUIZ)
    item = item_of(page, CHOOSE_ONE)
    told = {option["text"]: option["why"] for option in scenario()["quiz"][0]["options"]}
    for _ in range(4):
        answer(item, right=True)
        for text, why in told.items():
            expect(item.locator(".hb-options li", has_text=text)).to_contain_text(why)
        page.get_by_role("button", name="Start over").click()


def test_the_score_and_the_list_count_every_item_on_the_page(open_page: OpenPage) -> None:
    page = open_page(QUIZ)
    score, entries = page.locator(".hb-score"), page.locator(".hb-quiz-end li a")
    items = page.locator("highbar-quiz-item").all()
    expect(page.locator(".hb-quiz-end ol")).to_be_hidden()
    missed = {1, 3}
    for place, item in enumerate(items):
        answer(item, right=place not in missed)
        expect(score).to_have_text(f"{place + 1 - len(missed & set(range(place + 1)))} of {len(items)} right so far.")
    expect(score).to_have_attribute("role", "status")
    expect(entries).to_have_text([f"{place + 1} {'✗' if place in missed else '✓'}" for place in range(len(items))])
    for place, entry in enumerate(entries.all()):
        target = (entry.get_attribute("href") or "").removeprefix("#")
        assert target == items[place].get_attribute("id")

    page.get_by_role("button", name="Try the missed ones again").click()
    expect(items[1].locator("input").first).to_be_focused()
    for place, item in enumerate(items):
        expect(item.get_by_role("button", name="Check")).to_have_count(1 if place in missed else 0)
    expect(page.get_by_role("button", name="Try the missed ones again")).to_be_hidden()
    for place in missed:
        answer(items[place], right=True)
    expect(score).to_have_text(f"{len(items)} of {len(items)} right so far.")


def test_start_over_leaves_nothing_of_the_attempt(open_page: OpenPage) -> None:
    page = open_page(QUIZ)
    answer(item_of(page, PHRASE), right=False)
    # Chosen, but not checked.
    item_of(page, CHOOSE_ONE).get_by_label("Adding a cache").check()
    check(item_of(page, FLAW))
    page.get_by_role("button", name="Start over").click()
    expect(page.locator("highbar-quiz-item").first.locator("input").first).to_be_focused()
    assert (
        page.locator("input:checked, input:disabled, [data-result], [data-mark=right], [data-mark=wrong]").count() == 0
    )
    assert set(page.locator(".hb-cloze input").evaluate_all("inputs => inputs.map(input => input.value)")) == {""}
    for text in page.locator("highbar-quiz [role=status]").all_inner_texts():
        assert text == ""
    expect(page.get_by_role("button", name="Start over")).to_be_hidden()


def test_forgetting_the_answers_keeps_the_focus_in_the_item(open_page: OpenPage) -> None:
    page = open_page(QUIZ)
    item = item_of(page, CHOOSE_ONE)
    answer(item, right=True)
    forget = item.get_by_role("button", name="Forget my answers")
    tab_to(page, forget)
    page.keyboard.press("Enter")
    expect(forget).to_have_count(0)
    expect(item.get_by_role("button", name="Try again")).to_be_focused()


def test_an_item_asks_one_of_the_questions_that_probe_a_principle(open_page: OpenPage) -> None:
    page = open_page(WHICH_PRINCIPLE)
    assert page.locator("highbar-quiz-item").count() == 2 + len(MORE_PRINCIPLES)
    for item in page.locator("highbar-quiz-item").all():
        assert len(visible_question(item)) == 1
        assert item.locator("input").count() == 4
    answer(page.locator("highbar-quiz-item").first, right=False)
    page.get_by_role("button", name="Start over").click()
    for item in page.locator("highbar-quiz-item").all():
        assert len(visible_question(item)) == 1


def test_no_principle_is_asked_about_twice_running(open_page: OpenPage) -> None:
    page = open_page(WHICH_PRINCIPLE)
    asked: list[str] = []
    rounds = []
    for _ in range(25):
        keys = page.locator("highbar-quiz-item").evaluate_all("items => items.map(item => item.dataset.key)")
        rounds.append(tuple(keys))
        asked += keys
        answer(page.locator("highbar-quiz-item").last, right=True)
        page.get_by_role("button", name="Start over").click()
    assert len(set(rounds)) > 1
    assert all(set(keys) == set(rounds[0]) and len(set(keys)) == len(keys) for keys in rounds)
    assert [key for before, key in pairwise(asked) if key == before] == []


def test_nothing_moves_where_motion_is_unwelcome(open_page: OpenPage) -> None:
    page = open_page(QUIZ, reduced_motion="reduce")
    for item in page.locator("highbar-quiz-item").all():
        answer(item, right=False)
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(element => {
            const {transitionDuration, animationDuration, scrollBehavior} = getComputedStyle(element);
            const durations = `${transitionDuration}, ${animationDuration}`.split(", ").map(parseFloat);
            return scrollBehavior === "smooth" || durations.some(duration => duration > 0.001);
        }).map(element => element.outerHTML.slice(0, 80))"""
    )
    assert moving == []
