"""Whole pages, byte for byte: YAML in, Markdown out. `--update-golden` writes what is rendered now."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.library import load
from generator.output import write_files
from generator.pages import render_pages

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(("case", "kept"), [("small", ""), ("full", "scenarios/")], ids=["small", "full"])
def test_content_renders_to_these_pages(case: str, kept: str, request: pytest.FixtureRequest) -> None:
    library, problems = load(GOLDEN / case)
    assert library, problems
    pages = {path: text for path, text in render_pages(library).items() if path.startswith(kept)}
    expected = GOLDEN / case / "expected"
    if request.config.getoption("--update-golden"):
        write_files(expected, pages)
    on_disk = {path.relative_to(expected).as_posix(): path for path in expected.rglob("*.md")}
    assert sorted(pages) == sorted(on_disk)
    for path, text in pages.items():
        assert text.encode() == on_disk[path].read_bytes(), path
