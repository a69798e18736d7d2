"""How the parts of an answer share the time, and what that means at each level."""

from __future__ import annotations

from pathlib import Path

from generator.library import load
from generator.timing import TimePlan, time_plan
from tests.builders import valid_project

FRAMEWORK = "content/framework.yaml"
SCENARIO = "content/scenarios/dive-deep/slow-report.yaml"


def plan_with(project: Path, *edits: tuple[str, str, str]) -> TimePlan:
    """The plan of the scenario for juniors: 10 + 10 + 20 + 10 + 10 s in 30 to 60 s, unless edited."""
    valid_project(project)
    for file, old, new in edits:
        text = (project / file).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (project / file).write_text(text.replace(old, new), encoding="utf-8")
    library, problems = load(project)
    assert library, problems
    return time_plan(library.framework, library.scenarios[0])


def sentences(plan: TimePlan) -> dict[str, str]:
    return {fit.level.id: fit.sentence for fit in plan.fits}


def test_without_its_own_times_a_scenario_has_the_frameworks(tmp_path: Path) -> None:
    plan = plan_with(tmp_path)
    assert [(share.kind.id, share.seconds) for share in plan.shares] == [
        ("situation", 10),
        ("task", 10),
        ("action", 20),
        ("result", 10),
        ("reflection", 10),
    ]
    assert plan.total == 60
    assert [(fit.level.id, tuple(fit.budget)) for fit in plan.fits] == [("junior", (30, 60)), ("senior", (60, 90))]


def test_an_answer_that_fits_says_how_much_is_left(tmp_path: Path) -> None:
    assert sentences(plan_with(tmp_path)) == {
        "junior": "The targets add up to 1:00, which fits Junior's 0:30 to 1:00 with 0:00 to spare.",
        "senior": "The targets add up to 1:00, which fits Senior's 1:00 to 1:30 with 0:30 to spare.",
    }


def test_an_answer_that_is_over_says_by_how_much_and_what_to_cut(tmp_path: Path) -> None:
    plan = plan_with(tmp_path, (FRAMEWORK, "budget_seconds: [30, 60]", "budget_seconds: [30, 45]"))
    assert plan.own_fit.sentence == (
        "The targets add up to 1:00, 0:15 over Junior's 0:30 to 0:45: cut most of that from Action."
    )


def test_what_to_cut_is_the_longest_part(tmp_path: Path) -> None:
    plan = plan_with(tmp_path, (SCENARIO, "result:\n", "result:\n  target_seconds: 100\n"))
    assert plan.own_fit.sentence.endswith("1:30 over Junior's 0:30 to 1:00: cut most of that from Result.")


def test_an_answer_that_is_under_says_that_there_is_room(tmp_path: Path) -> None:
    plan = plan_with(tmp_path, (FRAMEWORK, "budget_seconds: [60, 90]", "budget_seconds: [61, 90]"))
    assert sentences(plan)["senior"] == (
        "The targets add up to 1:00, 0:01 under Senior's 1:01 to 1:30: there is room for more detail."
    )


def test_a_section_may_have_a_target_of_its_own(tmp_path: Path) -> None:
    plan = plan_with(
        tmp_path,
        (SCENARIO, "action:\n", "action:\n  target_seconds: 35\n"),
        (SCENARIO, "reflection:\n", "reflection:\n  target_seconds: 5\n"),
    )
    assert [share.seconds for share in plan.shares] == [10, 10, 35, 10, 5]
    assert plan.total == 70


def test_a_scenario_may_have_a_budget_of_its_own(tmp_path: Path) -> None:
    own = "levels:\n  junior:\n    budget_seconds: [40, 80]\n    focus:"
    plan = plan_with(tmp_path, (SCENARIO, "levels:\n  junior:\n    focus:", own))
    assert sentences(plan) == {
        "junior": "The targets add up to 1:00, which fits Junior's 0:40 to 1:20 with 0:20 to spare.",
        "senior": "The targets add up to 1:00, which fits Senior's 1:00 to 1:30 with 0:30 to spare.",
    }


def test_the_own_fit_is_the_one_of_the_scenarios_level(tmp_path: Path) -> None:
    assert plan_with(tmp_path).own_fit.level.id == "junior"
