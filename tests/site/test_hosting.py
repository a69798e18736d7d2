"""The same folder, served under a sub-path as on Pages, and at a domain's root."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.site.conftest import PAGES


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(params=["", "user/highbar"], ids=["root", "sub-path"])
def base(request: pytest.FixtureRequest, site: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the served site."""
    root = tmp_path / "www"
    (root / request.param).parent.mkdir(parents=True, exist_ok=True)
    (root / request.param if request.param else root).symlink_to(site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{request.param}".rstrip("/")
    server.shutdown()
    server.server_close()


def test_every_page_asks_only_for_what_lies_below_the_site(base: str, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[tuple[str, int]] = []
    page.on("response", lambda response: asked.append((response.url, response.status)))
    for path in PAGES.values():
        page.goto(f"{base}/{path}")
        page.wait_for_load_state("networkidle")
    page.close()
    assert len(asked) > len(PAGES)
    assert [item for item in asked if not item[0].startswith(f"{base}/") or item[1] >= 400] == []


def test_search_answers_and_leads_to_the_scenario(base: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{base}/{PAGES['cheat-sheet']}")
    page.keyboard.press("/")
    page.keyboard.type("matched every discarded retry")
    page.locator(".md-search-result__link").first.click()
    expect(page).to_have_url(re.compile("^" + re.escape(f"{base}/{PAGES['walkthrough']}")))
    page.close()
