"""The files of content/: what is read, and what is a problem because it is not a file to read."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.library import load
from tests.builders import SLOW_REPORT, valid_project


def content(tmp_path: Path) -> Path:
    return valid_project(tmp_path) / "content"


def found(project: Path) -> list[str]:
    """File and code of each problem; all stand at the file's start."""
    problems = load(project)[1]
    assert [problem for problem in problems if (problem.line, problem.column) != (1, 1)] == []
    return [f"{problem.file} {problem.code}" for problem in problems]


def replace_with_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def replace_with_dangling_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def replace_with_looping_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def test_a_project_without_content_is_a_problem(tmp_path: Path) -> None:
    assert found(tmp_path) == ["content no-content"]


def test_a_file_named_content_is_no_content(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("", encoding="utf-8")
    assert found(tmp_path) == ["content no-content"]


def test_empty_content_lacks_the_framework(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert found(tmp_path) == ["content/framework.yaml missing-file"]


def test_without_a_framework_that_is_the_only_problem(tmp_path: Path) -> None:
    (content(tmp_path) / "framework.yaml").unlink()
    assert found(tmp_path) == ["content/framework.yaml missing-file"]


@pytest.mark.parametrize(
    "name", ["principles/dive-deep.yaml", "scenarios/dive-deep/slow-report.yaml", "pages/about.md"]
)
@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (replace_with_folder, "not-a-file"),
        (replace_with_dangling_link, "unreadable"),
        (replace_with_looping_link, "unreadable"),
    ],
    ids=["a folder", "a dangling link", "a looping link"],
)
def test_what_stands_in_place_of_a_file_is_a_problem(
    tmp_path: Path, name: str, spoil: Callable[[Path], None], code: str
) -> None:
    page = content(tmp_path) / "pages" / "about.md"
    page.parent.mkdir()
    page.write_text("# About\n", encoding="utf-8")
    spoil(tmp_path / "content" / name)
    assert found(tmp_path) == [f"content/{name} {code}"]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (replace_with_folder, "not-a-file"),
        (replace_with_dangling_link, "missing-file"),
        (replace_with_looping_link, "missing-file"),
    ],
    ids=["a folder", "a dangling link", "a looping link"],
)
def test_what_stands_in_place_of_the_framework_is_a_problem(
    tmp_path: Path, spoil: Callable[[Path], None], code: str
) -> None:
    spoil(content(tmp_path) / "framework.yaml")
    assert found(tmp_path) == [f"content/framework.yaml {code}"]


@pytest.mark.parametrize("name", ["scenarios", "pages"])
def test_a_file_in_place_of_a_folder_is_a_problem(tmp_path: Path, name: str) -> None:
    path = content(tmp_path) / name
    shutil.rmtree(path, ignore_errors=True)
    path.write_text("", encoding="utf-8")
    assert found(tmp_path) == [f"content/{name} not-a-folder"]


@pytest.mark.parametrize("name", ["scenarios", "pages"])
def test_a_dangling_link_in_place_of_a_folder_is_a_problem(tmp_path: Path, name: str) -> None:
    path = content(tmp_path) / name
    shutil.rmtree(path, ignore_errors=True)
    path.symlink_to("nowhere")
    assert [line.split()[0] for line in found(tmp_path)] == [f"content/{name}"]


@pytest.mark.parametrize(
    ("name", "reported"),
    [
        ("notes.txt", "notes.txt"),
        ("framework.yml", "framework.yml"),
        ("principle/frugality.yaml", "principle"),
        ("principles/frugality.yml", "principles/frugality.yml"),
        ("principles/frugality.yaml~", "principles/frugality.yaml~"),
        ("principles/old/frugality.yaml", "principles/old"),
        ("scenarios/slow-report.yaml", "scenarios/slow-report.yaml"),
        ("scenarios/dive-deep/slow-report.yaml.bak", "scenarios/dive-deep/slow-report.yaml.bak"),
        ("scenarios/dive-deep/slow-report.json", "scenarios/dive-deep/slow-report.json"),
        ("scenarios/dive-deep/drafts/night-shift.yaml", "scenarios/dive-deep/drafts"),
        ("pages/about.html", "pages/about.html"),
        ("pages/more/about.md", "pages/more"),
    ],
)
def test_what_nobody_reads_is_a_problem(tmp_path: Path, name: str, reported: str) -> None:
    path = content(tmp_path) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SLOW_REPORT, encoding="utf-8")
    problems = found(tmp_path)
    assert problems == [f"content/{reported} unknown-file"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("content/framework.yml", "Known: framework.yaml, pages, principles, scenarios, schema."),
        ("content/principles/frugality.yml", "Name it *.yaml, or move it away."),
        ("content/pages/about.html", "Name it *.md, or move it away."),
        ("content/scenarios/slow-report.yaml", "It belongs in a principle's folder."),
    ],
)
def test_the_hint_says_where_a_stray_file_belongs(tmp_path: Path, name: str, hint: str) -> None:
    path = valid_project(tmp_path) / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("", encoding="utf-8")
    assert [problem.hint for problem in load(tmp_path)[1]] == [hint]


@pytest.mark.parametrize(
    "name", [".DS_Store", ".git/config", "principles/.x.yaml.swp", "scenarios/.cache/x", "scenarios/dive-deep/.x.yaml"]
)
def test_names_that_start_with_a_dot_are_left_alone(tmp_path: Path, name: str) -> None:
    path = content(tmp_path) / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("{", encoding="utf-8")
    assert found(tmp_path) == []


def test_the_schema_for_editors_is_no_stray_file(tmp_path: Path) -> None:
    schema = content(tmp_path) / "schema" / "scenario.json"
    schema.parent.mkdir()
    schema.write_text("{}", encoding="utf-8")
    assert found(tmp_path) == []


def test_an_empty_folder_of_scenarios_is_no_problem(tmp_path: Path) -> None:
    (content(tmp_path) / "scenarios" / "frugality").mkdir()
    assert found(tmp_path) == []


def test_a_link_to_a_file_is_read_like_the_file(tmp_path: Path) -> None:
    scenario = content(tmp_path) / "scenarios" / "dive-deep" / "slow-report.yaml"
    scenario.rename(tmp_path / "elsewhere.yaml")
    scenario.symlink_to(tmp_path / "elsewhere.yaml")
    assert found(tmp_path) == []


def test_a_page_that_is_not_utf_8_is_a_problem(tmp_path: Path) -> None:
    page = content(tmp_path) / "pages" / "about.md"
    page.parent.mkdir()
    page.write_bytes(b"\xff\xfe#")
    assert found(tmp_path) == ["content/pages/about.md not-utf-8"]


def test_files_are_named_from_the_project_whatever_the_current_folder_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (valid_project(tmp_path / "project") / "content" / "notes.txt").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert found(Path("project")) == ["content/notes.txt unknown-file"]
