"""The linter: levels, waivers, what it leaves for later, and what it remembers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator import checking
from generator.library import read
from generator.lint.linter import Linter
from generator.lint.rule import Manuscript
from generator.lint.rules import RULES, action_ownership
from generator.problems import Problem
from tests.builders import FRAMEWORK, LOST_ORDERS, SLOW_REPORT, valid_project

SCENARIO = "content/scenarios/dive-deep/slow-report.yaml"
OTHER = "content/scenarios/ownership/lost-orders.yaml"
RULE = "action-ownership"
ACTION = "  answer: I timed every query and added one index.\n  highlights: [timed every query, one index]\n"
WE = "  answer: We timed every query, and we added one index.\n  highlights: [timed every query, one index]\n"


def write(project: Path, file: str, text: str) -> Path:
    (project / file).write_text(text, encoding="utf-8")
    return project


def without_i(project: Path, waiver: str = "", text: str = SLOW_REPORT) -> Path:
    """A project whose first scenario says "we" in its Action, with a waiver beside it."""
    assert ACTION in text
    return write(valid_project(project), SCENARIO, text.replace(ACTION, WE + waiver))


def found(project: Path, *codes: str) -> list[Problem]:
    return [problem for problem in checking.check(project).problems if problem.code in codes]


def test_a_finding_is_a_problem_at_its_words(tmp_path: Path) -> None:
    write(valid_project(tmp_path), SCENARIO, SLOW_REPORT.replace(ACTION, WE.replace("We timed", "I and we timed")))
    line = SLOW_REPORT.splitlines().index("action:") + 2
    problems = found(tmp_path, RULE)
    assert [(problem.line, problem.column, problem.span) for problem in problems] == [(line, 17, 2)]
    assert problems[0].severity == "warning"


@pytest.mark.parametrize(("level", "severities"), [("off", []), ("warning", ["warning"]), ("error", ["error"])])
def test_the_framework_says_how_much_a_rule_counts(tmp_path: Path, level: str, severities: list[str]) -> None:
    without_i(tmp_path)
    write(tmp_path, "content/framework.yaml", f"{FRAMEWORK}rules:\n  {RULE}: {level}\n")
    assert [problem.severity for problem in found(tmp_path, RULE)] == severities


def test_a_rule_that_there_is_not_gets_the_nearest_one(tmp_path: Path) -> None:
    write(valid_project(tmp_path), "content/framework.yaml", f"{FRAMEWORK}rules:\n  action-ownershp: off\n")
    (problem,) = found(tmp_path, "unknown-rule")
    assert (problem.line, problem.column, problem.severity) == (len(FRAMEWORK.splitlines()) + 2, 3, "error")
    assert 'Did you mean "action-ownership"?' in problem.hint


WAIVER = f"waive: [{{rule: {RULE}, reason: We were two.}}]\n"


@pytest.mark.parametrize(
    "waived",
    [
        pytest.param(lambda path: without_i(path, f"  {WAIVER}"), id="at the node"),
        pytest.param(lambda path: without_i(path, text=f"{SLOW_REPORT}{WAIVER}"), id="at the scenario"),
    ],
)
def test_a_waiver_sets_aside_what_a_rule_says_of_its_node(waived: Callable[[Path], Path], tmp_path: Path) -> None:
    assert found(waived(tmp_path), RULE, "unused-waiver") == []


def test_a_waiver_of_another_node_or_another_rule_sets_nothing_aside(tmp_path: Path) -> None:
    elsewhere = SLOW_REPORT.replace("result:\n", f"result:\n  {WAIVER}")
    other = WAIVER.replace(RULE, "repeated-text")
    problems = found(without_i(tmp_path, f"  {other}", elsewhere), RULE, "unused-waiver")
    assert [problem.code for problem in problems] == [RULE, "unused-waiver", "unused-waiver"]


def test_a_waiver_that_nothing_needs_is_a_warning_where_it_stands(tmp_path: Path) -> None:
    write(valid_project(tmp_path), SCENARIO, SLOW_REPORT + WAIVER)
    (problem,) = found(tmp_path, "unused-waiver")
    assert (problem.line, problem.column) == (len(SLOW_REPORT.splitlines()) + 1, 9)
    assert problem.severity == "warning"


def test_a_waiver_for_a_rule_that_is_off_may_wait(tmp_path: Path) -> None:
    write(valid_project(tmp_path), SCENARIO, SLOW_REPORT + WAIVER)
    write(tmp_path, "content/framework.yaml", f"{FRAMEWORK}rules:\n  {RULE}: off\n")
    assert found(tmp_path, "unused-waiver") == []


def test_a_waiver_names_a_rule_that_there_is(tmp_path: Path) -> None:
    write(valid_project(tmp_path), SCENARIO, SLOW_REPORT + WAIVER.replace(RULE, "speling"))
    (problem,) = found(tmp_path, "unknown-rule", "unused-waiver")
    assert (problem.code, problem.severity) == ("unknown-rule", "error")


def test_a_text_still_to_be_written_is_all_that_is_said_of_it(tmp_path: Path) -> None:
    text = SLOW_REPORT.replace(ACTION, "  answer: TODO\n  highlights: [TODO]\n")
    write(valid_project(tmp_path), SCENARIO, text)
    problems = [problem for problem in checking.check(tmp_path).problems if problem.file == SCENARIO]
    line = SLOW_REPORT.splitlines().index("action:") + 2
    assert [problem.code for problem in problems if problem.line in {line, line + 1}] == ["placeholder"]


def test_a_file_with_errors_of_structure_hides_no_other(tmp_path: Path) -> None:
    without_i(tmp_path)
    write(tmp_path, OTHER, "id: [\n")
    write(tmp_path, "content/principles/ownership.yaml", "id: [\n")
    assert [problem.file for problem in found(tmp_path, RULE)] == [SCENARIO]


def test_without_a_framework_there_is_nothing_to_measure_by(tmp_path: Path) -> None:
    without_i(tmp_path)
    write(tmp_path, "content/framework.yaml", "id: [\n")
    checked = checking.check(tmp_path)
    assert {problem.code for problem in checked.problems} == {"yaml-syntax"}
    assert checked.broken == 1


def test_a_reference_that_does_not_hold_hides_nothing(tmp_path: Path) -> None:
    without_i(tmp_path, text=SLOW_REPORT.replace("id: slow-report", "id: late-report"))
    write(tmp_path, "content/framework.yaml", f"{FRAMEWORK}  - frugality\n")
    codes = {problem.code for problem in checking.check(tmp_path).problems}
    assert {"id-differs", "missing-file", RULE} <= codes


@pytest.mark.parametrize("own", ["level: boss", "level: senior"], ids=["no such level", "no reflection for it"])
def test_without_its_own_level_a_scenario_has_no_whole_answer(own: str, tmp_path: Path) -> None:
    write(valid_project(tmp_path), SCENARIO, SLOW_REPORT.replace("level: junior", own))
    assert [problem for problem in found(tmp_path, *(rule.name for rule in RULES)) if problem.file == SCENARIO] == []
    assert checking.check(tmp_path).broken == 1


def test_only_the_files_that_are_asked_for_are_reported(tmp_path: Path) -> None:
    without_i(tmp_path)
    write(tmp_path, OTHER, LOST_ORDERS.replace("I asked the owners and wrote", "We asked the owners and wrote"))
    assert {problem.file for problem in found(tmp_path, RULE)} == {SCENARIO, OTHER}
    checked = checking.check(tmp_path, ["content/scenarios/ownership"])
    assert {problem.file for problem in checked.problems} == {OTHER}
    assert checked.files == 1


def test_what_has_not_changed_is_not_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []

    def check(story: Manuscript) -> object:
        looked_at.append(story.file)
        return iter(())

    monkeypatch.setattr("generator.lint.linter.RULES", [type(action_ownership.RULE)("counted", "warning", check)])  # type: ignore[arg-type]
    linter = Linter()
    draft, _ = read(valid_project(tmp_path))
    linter.run(draft)
    assert looked_at == [SCENARIO, OTHER]
    draft, _ = read(write(tmp_path, SCENARIO, SLOW_REPORT.replace("slow.", "late.")))
    linter.run(draft)
    assert looked_at == [SCENARIO, OTHER]
    draft, _ = read(write(tmp_path, SCENARIO, SLOW_REPORT.replace("The slow report", "The late report")))
    linter.run(draft)
    assert looked_at == [SCENARIO, OTHER, SCENARIO]
    draft, _ = read(write(tmp_path, "content/framework.yaml", FRAMEWORK.replace("120", "150", 1)))
    linter.run(draft)
    assert looked_at[3:] == [SCENARIO, OTHER]


def test_rules_stand_in_the_order_of_their_names_and_modules_are_named_after_them() -> None:
    names = [rule.name for rule in RULES]
    assert names == sorted(set(names))
    assert all(rule.check.__module__ == f"generator.lint.rules.{rule.name.replace('-', '_')}" for rule in RULES)  # type: ignore[attr-defined]
