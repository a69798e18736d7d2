"""The generated Markdown builds with Zensical, the theme's successor, as it does with MkDocs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.build import Project, generate
from tests.builders import copy_project
from tests.site.conftest import REFERENCE
from tests.site.html_outline import headings


@pytest.fixture(scope="module")
def zensical_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_project(tmp_path_factory.mktemp("zensical"))
    assert generate(Project(project)).library is not None
    command = [str(Path(sys.executable).with_name("zensical")), "build"]
    finished = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return project / "site"


def pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def test_the_pages_are_the_same(site: Path, zensical_site: Path) -> None:
    assert pages(zensical_site) == pages(site)


@pytest.mark.parametrize("page", ["index", "practice", "cheat-sheet"])
def test_the_reference_scenario_has_the_same_headings(page: str, site: Path, zensical_site: Path) -> None:
    with_mkdocs, with_zensical = (
        headings((folder / f"{REFERENCE}/{page}.html").read_text(encoding="utf-8")) for folder in (site, zensical_site)
    )
    assert len(with_mkdocs) >= 5
    assert with_zensical == with_mkdocs
