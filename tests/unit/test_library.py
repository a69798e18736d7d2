"""A folder of content to one library, or to every problem in it."""

from __future__ import annotations

from pathlib import Path

from generator.library import Library, load
from tests.builders import DIVE_DEEP, FRAMEWORK, REPOSITORY, SLOW_REPORT, valid_project


def write(project: Path, file: str, text: str) -> None:
    path = project / "content" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def loaded(project: Path) -> Library:
    library, problems = load(project)
    assert problems == []
    assert library is not None
    return library


def test_valid_content_becomes_a_library_without_problems(tmp_path: Path) -> None:
    library = loaded(valid_project(tmp_path))
    assert library.framework.name == "House Principles"
    assert [principle.name for principle in library.principles] == ["Dive Deep", "Ownership"]
    assert [scenario.title for scenario in library.scenarios] == ["The slow report", "The lost orders"]
    assert library.hand_written == {}


def test_the_content_of_this_repository_is_valid() -> None:
    loaded(REPOSITORY)


def test_principles_stand_in_the_order_of_the_framework_and_not_of_their_names(tmp_path: Path) -> None:
    valid_project(tmp_path)
    write(
        tmp_path,
        "framework.yaml",
        FRAMEWORK.replace("  - dive-deep\n  - ownership\n", "  - ownership\n  - dive-deep\n"),
    )
    library = loaded(tmp_path)
    assert [principle.id for principle in library.principles] == ["ownership", "dive-deep"]
    assert [scenario.id for scenario in library.scenarios] == ["lost-orders", "slow-report"]


def test_scenarios_stand_in_the_order_of_principle_then_level_then_id(tmp_path: Path) -> None:
    valid_project(tmp_path)
    for name, level in (("zero-loss", "junior"), ("added-load", "senior"), ("backup", "junior")):
        text = SLOW_REPORT.replace("id: slow-report", f"id: {name}").replace("junior", level)
        write(tmp_path, f"scenarios/dive-deep/{name}.yaml", text)
    assert [(scenario.id, scenario.level) for scenario in loaded(tmp_path).scenarios] == [
        ("backup", "junior"),
        ("slow-report", "junior"),
        ("zero-loss", "junior"),
        ("added-load", "senior"),
        ("lost-orders", "senior"),
    ]


def test_parts_are_found_by_id(tmp_path: Path) -> None:
    library = loaded(valid_project(tmp_path))
    assert library.principle["ownership"].name == "Ownership"
    assert library.level["senior"].budget_seconds == (60, 90)
    assert library.framework.section("reflection").letter == "+"
    assert [scenario.id for scenario in library.scenarios_of["ownership"]] == ["lost-orders"]


def test_a_principle_without_scenarios_has_an_empty_entry(tmp_path: Path) -> None:
    valid_project(tmp_path)
    (tmp_path / "content/scenarios/ownership/lost-orders.yaml").unlink()
    assert loaded(tmp_path).scenarios_of["ownership"] == ()


def test_pages_written_by_hand_are_taken_as_they_stand(tmp_path: Path) -> None:
    write(valid_project(tmp_path), "pages/about.md", "# About\n\n*us* & {{ you }}\n")
    assert loaded(tmp_path).hand_written == {"about.md": "# About\n\n*us* & {{ you }}\n"}


def test_the_problems_of_all_files_come_at_once_and_in_order(tmp_path: Path) -> None:
    valid_project(tmp_path)
    write(tmp_path, "framework.yaml", FRAMEWORK.replace("  - ownership\n", "  - ownership\n  - frugality\n"))
    write(tmp_path, "principles/dive-deep.yaml", DIVE_DEEP.replace("short:", "shrot:"))
    write(tmp_path, "scenarios/dive-deep/slow-report.yaml", SLOW_REPORT.replace("level: junior", "level: lead"))
    write(tmp_path, "scenarios/dive-deep/broken.yaml", "id: broken\nid: again\n")
    write(tmp_path, "pages/index.md", "# Home\n")
    write(tmp_path, "notes.txt", "remember\n")
    library, problems = load(tmp_path)
    assert library is None
    assert [f"{p.file}:{p.line}:{p.column} {p.code}" for p in problems] == [
        "content/framework.yaml:17:5 missing-file",
        "content/notes.txt:1:1 unknown-file",
        "content/pages/index.md:1:1 reserved-name",
        "content/principles/dive-deep.yaml:3:1 unknown-key",
        "content/scenarios/dive-deep/broken.yaml:2:1 duplicate-key",
        "content/scenarios/dive-deep/slow-report.yaml:4:8 unknown-level",
    ]


def test_reading_reports_each_step_up_to_the_last(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    write(valid_project(tmp_path), "pages/about.md", "# About\n")
    load(tmp_path, lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[-1] == (6, 6)
