"""What one part of the content says of another. The mistakes are in tests/invalid; this is what they can't show."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.library import load
from tests.builders import FILES, valid_project

FRAMEWORK = "content/framework.yaml"
DIVE_DEEP = "content/principles/dive-deep.yaml"
OWNERSHIP = "content/principles/ownership.yaml"
SLOW_REPORT = "content/scenarios/dive-deep/slow-report.yaml"
LOST_ORDERS = "content/scenarios/ownership/lost-orders.yaml"


def edit(project: Path, file: str, old: str, new: str) -> None:
    """Replace a text that stands in a file of the valid project."""
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def found(project: Path) -> list[str]:
    """Place and code of each problem."""
    return [f"{p.file}:{p.line}:{p.column} {p.code}" for p in load(project)[1]]


@pytest.mark.parametrize("name", ["index.md", "questions.md", "cheat-sheets.md", "404.md", "README.md"])
def test_a_page_written_by_hand_can_not_take_the_name_of_a_generated_one(tmp_path: Path, name: str) -> None:
    pages = valid_project(tmp_path) / "content" / "pages"
    pages.mkdir()
    (pages / name).write_text("# Mine\n", encoding="utf-8")
    (pages / "about.md").write_text("# About\n", encoding="utf-8")
    assert found(tmp_path) == [f"content/pages/{name}:1:1 reserved-name"]


def test_two_scenarios_may_use_the_same_ids_inside(tmp_path: Path) -> None:
    valid_project(tmp_path)
    edit(tmp_path, LOST_ORDERS, "id: who-decided", "id: why-nine")
    edit(tmp_path, LOST_ORDERS, "id: whose-service", "id: first-step")
    assert found(tmp_path) == []


def test_two_questions_may_use_the_same_option_ids(tmp_path: Path) -> None:
    valid_project(tmp_path)
    quiz = FILES[SLOW_REPORT].split("quiz:\n")[1].split("levels:\n")[0]
    edit(tmp_path, SLOW_REPORT, quiz, quiz + quiz.replace("first-step", "second-step"))
    assert found(tmp_path) == []


def test_all_options_of_choose_many_may_be_right(tmp_path: Path) -> None:
    valid_project(tmp_path)
    edit(tmp_path, SLOW_REPORT, "choose-one", "choose-many")
    edit(tmp_path, SLOW_REPORT, "correct: false", "correct: true")
    assert found(tmp_path) == []


def test_a_neighbor_without_a_scenario_is_fine(tmp_path: Path) -> None:
    valid_project(tmp_path)
    (tmp_path / LOST_ORDERS).unlink()
    with (tmp_path / DIVE_DEEP).open("a", encoding="utf-8") as file:
        file.write("neighbors:\n  - {principle: ownership, difference: Depth is not duty.}\n")
    assert found(tmp_path) == []


def test_a_broken_principle_does_not_make_its_scenarios_wrong(tmp_path: Path) -> None:
    valid_project(tmp_path)
    edit(tmp_path, DIVE_DEEP, "name: Dive Deep", "name: [")
    assert [line.split()[1] for line in found(tmp_path)] == ["yaml-syntax"]


def test_a_broken_framework_hides_only_what_depends_on_it(tmp_path: Path) -> None:
    valid_project(tmp_path)
    edit(tmp_path, FRAMEWORK, "words_per_minute: 120", "words_per_minute: fast")
    edit(tmp_path, SLOW_REPORT, "level: junior", "level: trainee")
    edit(tmp_path, SLOW_REPORT, "id: timing", "id: cache")
    assert found(tmp_path) == [f"{FRAMEWORK}:4:19 wrong-type", f"{SLOW_REPORT}:61:14 duplicate-id"]


def test_a_broken_scenario_does_not_hide_what_is_wrong_with_another(tmp_path: Path) -> None:
    valid_project(tmp_path)
    edit(tmp_path, LOST_ORDERS, "title: The lost orders", "titel: The lost orders")
    edit(tmp_path, SLOW_REPORT, "level: junior", "level: trainee")
    assert found(tmp_path) == [
        f"{SLOW_REPORT}:4:8 unknown-level",
        f"{LOST_ORDERS}:2:1 unknown-key",
    ]


def test_an_id_used_three_times_is_reported_at_the_second_and_the_third(tmp_path: Path) -> None:
    valid_project(tmp_path)
    edit(tmp_path, FRAMEWORK, "  - ownership\n", "  - ownership\n  - dive-deep\n  - dive-deep\n")
    assert found(tmp_path) == [f"{FRAMEWORK}:17:5 duplicate-id", f"{FRAMEWORK}:18:5 duplicate-id"]


def test_a_scenario_can_not_take_the_former_id_of_another(tmp_path: Path) -> None:
    valid_project(tmp_path)
    edit(tmp_path, SLOW_REPORT, "title:", "aliases: [late-report, old-report]\ntitle:")
    edit(tmp_path, LOST_ORDERS, "title:", "aliases: [missing-orders, old-report]\ntitle:")
    (problem,) = load(tmp_path)[1]
    assert found(tmp_path) == [f"{LOST_ORDERS}:2:27 duplicate-id"]
    assert problem.message == f'The alias "old-report" stands twice; first in {SLOW_REPORT}:2.'


def test_a_principle_can_not_take_the_former_id_of_another(tmp_path: Path) -> None:
    valid_project(tmp_path)
    for file in (DIVE_DEEP, OWNERSHIP):
        edit(tmp_path, file, "name:", "aliases: [curiosity]\nname:")
    assert found(tmp_path) == [f"{OWNERSHIP}:2:11 duplicate-id"]


def test_an_id_that_two_files_claim_is_no_reason_to_complain_of_their_aliases(tmp_path: Path) -> None:
    valid_project(tmp_path)
    edit(tmp_path, SLOW_REPORT, "title:", "aliases: [late-report]\ntitle:")
    (tmp_path / SLOW_REPORT).with_name("copy.yaml").write_bytes((tmp_path / SLOW_REPORT).read_bytes())
    assert [line.split()[1] for line in found(tmp_path)] == ["id-differs"]


def test_former_ids_are_free_in_another_name_space(tmp_path: Path) -> None:
    valid_project(tmp_path)
    names = "aliases: [ownership, who-decided, timing, cause]"
    edit(tmp_path, SLOW_REPORT, "title:", f"{names}\ntitle:")
    edit(tmp_path, SLOW_REPORT, "    question: Why had", f"    {names}\n    question: Why had")
    edit(tmp_path, LOST_ORDERS, "    question: Who decided", "    aliases: [cause]\n    question: Who decided")
    edit(tmp_path, DIVE_DEEP, "name:", "aliases: [slow-report, cause]\nname:")
    assert found(tmp_path) == []
