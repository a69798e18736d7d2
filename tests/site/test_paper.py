"""What comes out of the printer."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.site.conftest import PAGES, REFERENCE, OpenPage

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
    folded = plain.locator(".tabbed-block p, .tabbed-block blockquote, details p").all_text_contents()
    assert len(folded) > 60
    page = plain if not scripts else open_page(PAGES["walkthrough"])
    paper = squeezed("".join(printed(page, "A4")))
    for text in folded:
        assert squeezed(text) in paper


def test_a_walkthrough_printed_in_dark_mode_is_dark_on_white(open_page: OpenPage) -> None:
    page = open_page(f"{REFERENCE}/index.html", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    color = page.locator(".hb-answer p").first.evaluate("element => getComputedStyle(element).color")
    assert max(int(channel) for channel in re.findall(r"\d+", color)[:3]) < 100
