"""The shipped scripts on a blank page: what they compute, without a site around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser

from generator.scripts import shipped

# A JavaScript function and its argument, as plain data; returns what the function returns, as plain data.
Run = Callable[..., Any]


@contextmanager
def scripts(browser: Browser, *names: str, helpers: str = "", time_zone: str = "UTC") -> Iterator[Run]:
    """A blank page with the named scripts of the site, and with helpers in JavaScript, in a time zone."""
    context = browser.new_context(offline=True, timezone_id=time_zone)
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    page = context.new_page()
    for name in names:
        page.add_script_tag(content=shipped(name))
    if helpers:
        page.add_script_tag(content=helpers)
    try:
        yield page.evaluate
    finally:
        context.close()
    assert faults == []
