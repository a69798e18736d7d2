"""What several test files share: the option that rewrites golden files, and a small project that builds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from tests.builders import copy_project, valid_project

# How long one example takes says more about the machine than about the code.
settings.register_profile("no-deadline", settings(deadline=None))
settings.load_profile("no-deadline")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write what is rendered to tests/golden.")


@pytest.fixture
def site_project(tmp_path: Path) -> Path:
    """The real configuration and theme around the minimal content, with the pages that the navigation names."""
    project = copy_project(tmp_path / "project")
    shutil.rmtree(project / "content")
    valid_project(project)
    pages = project / "content" / "pages"
    pages.mkdir()
    for name in ("how-to-use", "author-guide", "field-reference", "rule-reference", "about"):
        (pages / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n\n# {name}\n", encoding="utf-8")
    (project / "build" / "docs").mkdir(parents=True)
    return project
