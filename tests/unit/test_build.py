"""From content to a site, on disk: what a build leaves behind when it works, and when it does not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.exceptions import MkDocsException

from generator.build import Project, build_site, generate
from generator.output import Changes
from tests.builders import copy_project

Snapshot = dict[str, bytes]
SCENARIO = "content/scenarios/dive-deep/slow-report.yaml"


@pytest.fixture(autouse=True)
def environment_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    # A build sets these where they are not set; what one test builds must not reach the next.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


def snapshot(folder: Path) -> Snapshot:
    """Every file below a folder, with its bytes; links to folders are not followed."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module in the project, in an environment without a build time unless one is given."""
    inherited = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=project,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def break_scenario(project: Path) -> None:
    path = project / SCENARIO
    path.write_text(path.read_text(encoding="utf-8").replace("level: junior", "level: boss"), encoding="utf-8")


def last_site(project: Path) -> Snapshot:
    """Put something where the last site would be."""
    (project / "site" / "assets").mkdir(parents=True)
    (project / "site" / "index.html").write_text("the last site")
    (project / "site" / "assets" / "a.css").write_bytes(b"\x00\xff")
    return snapshot(project / "site")


def test_generate_writes_the_pages_and_says_what_changed(site_project: Path) -> None:
    project = Project(site_project)
    first, second = generate(project), generate(project)
    assert (first.problems, first.changes) == ([], Changes(written=22, removed=0))
    assert second.changes == Changes(0, 0)
    assert len(snapshot(project.markdown)) == 22


def test_generate_removes_the_pages_of_a_scenario_that_is_gone(site_project: Path) -> None:
    project = Project(site_project)
    generate(project)
    shutil.rmtree(site_project / "content" / "scenarios" / "ownership")
    assert generate(project).changes.removed == 4
    assert not (project.markdown / "scenarios" / "ownership").exists()


@pytest.mark.parametrize("built_before", [False, True], ids=["first build", "later build"])
def test_generate_writes_nothing_on_errors(site_project: Path, built_before: bool) -> None:
    if built_before:
        generate(Project(site_project))
    break_scenario(site_project)
    before = snapshot(site_project)
    generated = generate(Project(site_project))
    assert (generated.library, generated.changes) == (None, Changes(0, 0))
    assert [problem.code for problem in generated.problems] == ["unknown-level"]
    assert snapshot(site_project) == before


def test_a_build_puts_the_site_in_place_and_cleans_up(site_project: Path) -> None:
    project = Project(site_project)
    generate(project)
    last_site(site_project)
    build_site(project)
    assert "The slow report" in (project.site / "scenarios/dive-deep/slow-report/index.html").read_text("utf-8")
    assert not (project.site / "assets" / "a.css").exists()
    assert [path.name for path in site_project.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("[broken](nowhere.md)", id="broken link"),
        pytest.param("![broken](nowhere.png)", id="broken image"),
    ],
)
def test_a_failing_build_leaves_the_last_site_as_it_was(site_project: Path, page: str) -> None:
    project = Project(site_project)
    before = last_site(site_project)
    (site_project / "content" / "pages" / "extra.md").write_text(f"# Extra\n\n{page}\n", encoding="utf-8")
    generate(project)
    with pytest.raises(MkDocsException):
        build_site(project)
    assert snapshot(project.site) == before
    assert [path.name for path in site_project.iterdir() if path.name.startswith(".")] == []


def test_a_build_that_was_cut_off_halfway_is_recovered_by_the_next_even_if_that_fails(site_project: Path) -> None:
    project = Project(site_project)
    before = last_site(site_project)
    project.site.rename(site_project / ".site-previous")
    (site_project / ".site-staging").mkdir()
    (site_project / "content" / "pages" / "extra.md").write_text("[broken](nowhere.md)\n", encoding="utf-8")
    generate(project)
    with pytest.raises(MkDocsException):
        build_site(project)
    assert snapshot(project.site) == before


@pytest.mark.parametrize(
    ("one", "another"),
    [
        # Two builds within a test are of the same day, so the day does not show unless one of them is told another.
        pytest.param({}, {"SOURCE_DATE_EPOCH": "0"}, id="no build time"),
        pytest.param({"SOURCE_DATE_EPOCH": "1700000000"}, {"SOURCE_DATE_EPOCH": "1700000000"}, id="a build time"),
        pytest.param({"SITE_URL": "https://a.example/b/"}, {"SITE_URL": "https://a.example/b/"}, id="an address"),
    ],
)
def test_two_builds_in_two_places_have_the_same_bytes(
    site_project: Path, tmp_path: Path, one: dict[str, str], another: dict[str, str]
) -> None:
    elsewhere = shutil.copytree(site_project, tmp_path / "elsewhere" / "other", symlinks=True)
    # Another seed is another order of Python's sets.
    first = built_site(site_project, **one, PYTHONHASHSEED="0", TZ="UTC0")
    second = built_site(elsewhere, **another, PYTHONHASHSEED="1", TZ="UTC-14")
    assert first.keys() == second.keys()
    assert [path for path, data in first.items() if data != second[path]] == []
    assert "index.html" in first


def test_a_site_with_an_address_says_where_its_pages_are(site_project: Path) -> None:
    site = built_site(site_project, SITE_URL="https://a.example/b/")
    sitemap = site["sitemap.xml"].decode()
    assert "<loc>https://a.example/b/scenarios/dive-deep/slow-report/practice.html</loc>" in sitemap
    assert b'<link rel="canonical" href="https://a.example/b/questions.html">' in site["questions.html"]


def built_site(project: Path, **environment: str) -> Snapshot:
    built = run(project, "generator", "build", **environment)
    assert built.returncode == 0, built.stderr
    return snapshot(project / "site")


def test_plain_mkdocs_builds_the_same_site(site_project: Path) -> None:
    expected = built_site(site_project)
    shutil.rmtree(site_project / "site")
    shutil.rmtree(site_project / "build" / "docs" / "principles")
    theirs = run(site_project, "mkdocs", "build")
    assert theirs.returncode == 0, theirs.stderr
    found = snapshot(site_project / "site")
    assert found.keys() == expected.keys()
    assert [path for path, data in found.items() if data != expected[path]] == []


def test_plain_mkdocs_builds_the_real_project(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "copy")
    (project / "build" / "docs").mkdir(parents=True)
    built = run(project, "mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stderr
    assert (project / "site" / "scenarios/insist-on-the-highest-standards/silent-webhook-drops/index.html").is_file()


def test_plain_mkdocs_fails_on_bad_content_and_leaves_the_last_site_as_it_was(site_project: Path) -> None:
    before = last_site(site_project)
    break_scenario(site_project)
    built = run(site_project, "mkdocs", "build")
    assert built.returncode == 1
    assert "1 error in the content.\n" in built.stderr
    assert f'\n{SCENARIO}:4:8: error: There is no level "boss". [unknown-level]\n' in built.stderr
    assert "Traceback" not in built.stderr
    assert snapshot(site_project / "site") == before


def test_a_build_in_a_fresh_clone_makes_the_folder_for_the_markdown(site_project: Path) -> None:
    shutil.rmtree(site_project / "build")
    assert "index.html" in built_site(site_project)
