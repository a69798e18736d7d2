"""What comes out of the printer."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.builders import SLOW_REPORT, copy_project, valid_project
from tests.site.conftest import PAGES, REFERENCE, OpenPage, build

FORMATS = ["A4", "Letter"]


def printed(page: Page, paper: str) -> list[str]:
    """The text of each page of the PDF, one-spaced."""
    reader = PdfReader(io.BytesIO(page.pdf(format=paper)))
    return [" ".join(each.extract_text().split()) for each in reader.pages]


def squeezed(text: str) -> str:
    """Without blanks, hyphens and ligatures, which paper sets as it likes."""
    return re.sub(r"[\s\-]+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("paper", FORMATS)
def test_every_cheat_sheet_prints_on_one_page(paper: str, site: Path, open_page: OpenPage) -> None:
    sheets = sorted(site.glob("scenarios/*/*/cheat-sheet.html"))
    assert sheets
    for sheet in sheets:
        pages = printed(open_page(sheet.relative_to(site).as_posix()), paper)
        assert len(pages) == 1, sheet.name
        assert "If they ask" in pages[0]


@pytest.mark.parametrize("paper", FORMATS)
def test_all_sheets_print_one_to_a_page(paper: str, site: Path, open_page: OpenPage) -> None:
    pages = printed(open_page(PAGES["cheat-sheets"]), paper)
    assert len(pages) == len(list(site.glob("scenarios/*/*/cheat-sheet.html")))
    for page in pages:
        assert page.count("If they ask") == 1


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_printed_walkthrough_holds_every_tab_and_collapsed_block(scripts: bool, open_page: OpenPage) -> None:
    # Read what is folded away from a page without scripts, where nothing has been moved or removed yet.
    plain = open_page(PAGES["walkthrough"], java_script_enabled=False)
    folded = plain.locator(
        ".tabbed-block p, .tabbed-block blockquote, details :is(p, .hb-reasons div)"
    ).all_text_contents()
    assert len(folded) > 60
    page = plain if not scripts else open_page(PAGES["walkthrough"])
    paper = squeezed("".join(printed(page, "A4")))
    for text in folded:
        assert squeezed(text) in paper


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
@pytest.mark.parametrize("name", ["quiz", "which-principle"])
def test_a_printed_quiz_holds_questions_answers_and_reasons_and_no_buttons(
    name: str, scripts: bool, open_page: OpenPage
) -> None:
    page = open_page(PAGES[name], java_script_enabled=scripts)
    if scripts:
        for item in page.locator("highbar-quiz-item").all()[::2]:  # some answered, some not
            control = item.locator("input").first
            if control.get_attribute("type") == "text":
                control.fill("something else")
            else:
                control.check()
            item.get_by_role("button", name="Check").click()
        expect(page.locator(".hb-history").first).not_to_be_empty()
    page.emulate_media(media="print")
    texts = page.locator("highbar-quiz-item :is(legend span, .hb-options label, .hb-reasons div, .hb-explanation p)")
    paper = squeezed("".join(printed(page, "A4")))
    for text in texts.all_text_contents():
        assert squeezed(text) in paper
    assert [button for button in page.locator("article").get_by_role("button").all() if button.is_visible()] == []
    for word in ("so far", "Forget my answers", "Your choice"):
        assert squeezed(word) not in paper


def phrase(seed: int) -> str:
    """Words of the longest length that a phrase can have, different for each seed."""
    return " ".join(f"w{seed}x{number}" for number in range(20))[:70].rstrip(" wx")


def overfull(most: float) -> str:
    """A scenario with phrases and questions up to the model's limits, or up to this share of them."""
    scenario = yaml.load(SLOW_REPORT, Loader=yaml.BaseLoader)

    def upto(count: int) -> range:
        return range(max(1, round(count * most)))

    for seed, name in enumerate(("situation", "task", "action", "result")):
        phrases = [phrase(seed * 10 + number) for number in upto(5)]
        scenario[name].update(highlights=phrases, answer=f"{'. '.join(phrases)}. {seed}0 days and {seed}1 weeks.")
    for seed, reflection in enumerate(scenario["reflection"]["levels"].values()):
        phrases = [phrase(seed * 10 + number) for number in upto(5)]
        reflection.update(highlights=phrases, answer=". ".join(phrases))
    scenario["prompt"] = ("Which of the things you did " * 8)[: round(199 * most)].strip() + "?"
    quotes = [phrase(number) for number in upto(6)]
    scenario["weak_answer"].update(
        answer=". ".join(quotes), critique=[{"point": "Nothing is counted.", "quote": quote} for quote in quotes]
    )
    scenario["follow_ups"] = [
        {
            "id": f"question-{number}",
            "question": scenario["prompt"],
            "probes": "Whether it is so.",
            "weak": {"answer": "No.", "verdict": "No."},
            "strong": {"answer": phrase(number), "key_phrase": phrase(number)},
        }
        for number in upto(6)
    ]
    return yaml.safe_dump(scenario, sort_keys=False, default_style='"')


@pytest.mark.parametrize("most", [0.4, 0.55, 0.7, 0.85, 1.0])
def test_a_sheet_fits_one_page_however_long_the_model_lets_it_be(most: float, tmp_path: Path, browser: Browser) -> None:
    project = copy_project(tmp_path)
    for path in (project / "content").rglob("*.yaml"):
        path.unlink()
    valid_project(project)
    (project / "content/scenarios/dive-deep/slow-report.yaml").write_text(overfull(most), encoding="utf-8")
    page = browser.new_page()
    page.goto((build(project) / "scenarios/dive-deep/slow-report/cheat-sheet.html").as_uri())
    for paper in FORMATS:
        assert len(printed(page, paper)) == 1
    page.close()


def test_a_walkthrough_printed_in_dark_mode_is_dark_on_white(open_page: OpenPage) -> None:
    page = open_page(f"{REFERENCE}/index.html", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    color = page.locator(".hb-answer p").first.evaluate("element => getComputedStyle(element).color")
    assert max(int(channel) for channel in re.findall(r"\d+", color)[:3]) < 100
