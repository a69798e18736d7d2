"""The words for every code that a problem can have: one Markdown page each, named after its code."""

from __future__ import annotations

from importlib.resources import files


def explanations() -> dict[str, str]:
    """The page of every code, in Markdown, by code."""
    pages = (page for page in files(__name__).iterdir() if page.name.endswith(".md"))
    return {
        page.name.removesuffix(".md"): page.read_text(encoding="utf-8")
        for page in sorted(pages, key=lambda page: page.name)
    }
