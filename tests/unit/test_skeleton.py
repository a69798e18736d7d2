"""A new scenario's file: complete, valid from the first minute, and with nothing to mend but what is to be written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from generator.build import Project, generate
from generator.checking import check
from generator.fields import MAX_SECONDS, Budget
from generator.identity import as_slug
from generator.library import read
from generator.lint.linter import RULE_NAMES
from generator.lint.rule import PLACEHOLDER
from generator.model import Framework, Scenario
from generator.problems import Problem
from generator.schema import schema_line, schemas
from generator.skeleton import middle_level, scenario_skeleton, section_targets
from tests.builders import REPOSITORY, copy_project, valid_project

SLUG = "new-story"
FILLING = "I found the cause in the log"
TO_WRITE = re.compile(rf"^[^#\n]*\b{PLACEHOLDER} .*$", re.MULTILINE)
OPTIONAL = re.compile(
    r"^( *)# ((?:target_seconds|budget_seconds|waive|variants|aliases|accept|last):| +(?:- )?(?:rule|reason|principle|"
    r"angle|opening|emphasize|downplay|word|also):)",
    re.MULTILINE,
)


def framework_of(project: Path) -> Framework:
    entry = read(project)[0].framework
    assert entry
    return entry.model


REAL = framework_of(REPOSITORY)
REAL_PAIRS = [(REAL.principles[0], "sde1"), (REAL.principles[8], "sde2"), (REAL.principles[-1], "senior")]


def add_skeleton(project: Path, principle: str, level: str, slug: str = SLUG) -> Path:
    path = project / "content" / "scenarios" / principle / f"{slug}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(scenario_skeleton(framework_of(project), principle, slug, level), encoding="utf-8")
    return path


def problems_of(project: Path, path: Path) -> list[Problem]:
    return check(project, [path.relative_to(project).as_posix()]).problems


def texts_to_write(problems: list[Problem]) -> int:
    """How many texts the problems say are to be written; one says so of a whole part."""
    return sum(int(number) if (number := problem.message.split()[0]).isdigit() else 1 for problem in problems)


def assert_is_fresh(project: Path, path: Path) -> None:
    """Nothing is wrong but what is still to be written, each text said once, and there are pages to look at."""
    text = path.read_text(encoding="utf-8")
    problems = problems_of(project, path)
    assert {problem.code for problem in problems} == {"placeholder"}
    assert texts_to_write(problems) == len(TO_WRITE.findall(text))
    generated = generate(Project(project))
    assert [problem for problem in generated.problems if problem.severity == "error"] == []
    page = project / "build" / "docs" / "scenarios" / path.parent.name / path.stem / "index.md"
    assert PLACEHOLDER in page.read_text(encoding="utf-8")


def models_in(annotation: Any) -> set[type[BaseModel]]:
    """The models that a type holds, and those that they hold."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        inside = [models_in(field.annotation) for field in annotation.model_fields.values()]
        return {annotation}.union(*inside)
    return set[type[BaseModel]]().union(*map(models_in, getattr(annotation, "__args__", ())))


@pytest.mark.parametrize("model", sorted(models_in(Scenario), key=str))
def test_every_field_of_the_model_is_there_if_only_in_a_note(model: type[BaseModel]) -> None:
    text = scenario_skeleton(REAL, "dive-deep", SLUG, "sde2")
    for name in model.model_fields:
        assert re.search(rf"^[ #-]*{name}:", text, re.MULTILINE), name


@pytest.mark.parametrize(("principle", "level"), REAL_PAIRS)
def test_a_fresh_skeleton_has_nothing_wrong_but_what_is_to_be_written(
    tmp_path: Path, principle: str, level: str
) -> None:
    project = copy_project(tmp_path)
    assert_is_fresh(project, add_skeleton(project, principle, level))


@pytest.mark.parametrize(("principle", "level"), [("dive-deep", "junior"), ("ownership", "senior")])
def test_a_fresh_skeleton_fits_any_framework(tmp_path: Path, principle: str, level: str) -> None:
    project = valid_project(tmp_path)
    assert_is_fresh(project, add_skeleton(project, principle, level))


def test_two_fresh_skeletons_do_not_disturb_each_other(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    paths = [add_skeleton(project, "frugality", "sde2", slug) for slug in ("first-story", "second-story")]
    for path in paths:
        assert_is_fresh(project, path)


def test_a_framework_with_one_principle_has_no_other_to_tell_the_story_for(tmp_path: Path) -> None:
    project = valid_project(tmp_path)
    (project / "content/principles/ownership.yaml").unlink()
    (project / "content/scenarios/ownership/lost-orders.yaml").unlink()
    framework = project / "content/framework.yaml"
    framework.write_text(framework.read_text(encoding="utf-8").replace("  - ownership\n", ""), encoding="utf-8")
    path = add_skeleton(project, "dive-deep", "junior")
    assert [problem for problem in problems_of(project, path) if problem.code not in {"placeholder"}] == []
    assert "variants" not in yaml.safe_load(path.read_text(encoding="utf-8"))


def test_the_other_principle_is_never_the_own_one() -> None:
    for principle in REAL.principles:
        variant = yaml.safe_load(scenario_skeleton(REAL, principle, SLUG, "sde2"))["variants"][0]
        assert variant["principle"] in set(REAL.principles) - {principle}


def test_filled_in_it_is_a_scenario_without_errors(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    path = add_skeleton(project, "dive-deep", "sde2")
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(rf"^([^#\n]*)\b{PLACEHOLDER} .*$", rf"\1{FILLING}", text, flags=re.MULTILINE), "utf-8")
    assert [problem for problem in problems_of(project, path) if problem.severity == "error"] == []
    page = project / "build" / "docs" / "scenarios" / "dive-deep" / SLUG / "index.md"
    assert generate(Project(project)).library
    assert FILLING in page.read_text(encoding="utf-8")
    assert PLACEHOLDER not in page.read_text(encoding="utf-8")


def test_the_fields_that_stand_in_notes_are_right_once_they_are_taken_out_of_them(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    path = add_skeleton(project, "dive-deep", "sde2")
    text, number = OPTIONAL.subn(r"\1\2", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    # A target for each of five parts, a budget for each of three levels, a waiver of three lines, former ids, other
    # words in three lines, an option that stays last.
    assert number == 5 + 3 + 3 + 1 + 3 + 1
    assert {problem.code for problem in problems_of(project, path)} <= {"placeholder", "unused-waiver"}


@pytest.mark.parametrize("level", [level.id for level in REAL.levels])
def test_an_editor_finds_nothing_wrong_with_it(level: str) -> None:
    schema = schemas(REAL, RULE_NAMES)["scenario.json"]
    written = yaml.safe_load(scenario_skeleton(REAL, "dive-deep", "2024", level))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(written)] == []


def test_texts_of_the_framework_can_hold_anything(tmp_path: Path) -> None:
    project = valid_project(tmp_path)
    path = project / "content/framework.yaml"
    framework = yaml.safe_load(path.read_text(encoding="utf-8"))
    odd = "x: 'y' \"z\" # {{ 1 }} {% if %} <b> & ü 漢 "
    for section in framework["sections"]:
        section["label"] = odd
        section["purpose"] = f"{odd * 20}\n{odd}"
    framework["levels"] = [{**level, "label": odd + level["id"]} for level in framework["levels"]]
    path.write_text(yaml.safe_dump(framework, allow_unicode=True), encoding="utf-8")
    assert_is_fresh(project, add_skeleton(project, "dive-deep", "junior"))


@pytest.mark.parametrize("slug", ["2024", "1e3", "2024-01-31", "null", "no", "true", "0x1f"])
def test_an_id_that_looks_like_something_else_stays_text(tmp_path: Path, slug: str) -> None:
    project = valid_project(tmp_path)
    path = add_skeleton(project, "dive-deep", "junior", slug)
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert written["id"] == slug
    assert isinstance(written["title"], str)
    assert_is_fresh(project, path)


def test_it_begins_with_the_line_for_editors_and_has_no_line_that_is_too_long() -> None:
    for level in REAL.levels:
        lines = scenario_skeleton(REAL, REAL.principles[-1], SLUG, level.id).splitlines()
        assert lines[0] == schema_line("scenario")
        assert max(map(len, lines)) <= 120
        assert [line for line in lines if line != line.rstrip()] == []


def test_the_title_is_made_of_the_id() -> None:
    assert "\ntitle: Slow report\n" in scenario_skeleton(REAL, "dive-deep", "slow-report", "sde2")


def test_each_part_says_how_long_it_should_be() -> None:
    text = scenario_skeleton(REAL, "dive-deep", SLUG, "sde2")
    assert "# About 75 words: 30 seconds at 150 words a minute.\n  answer:" in text
    assert "# target_seconds: 90  # only if" in text


def test_the_right_option_stands_at_every_place() -> None:
    places = set()
    for number in range(20):
        quiz = yaml.safe_load(scenario_skeleton(REAL, "dive-deep", f"story-{number}", "sde2"))["quiz"]
        places.add(tuple(option["correct"] for option in quiz[0]["options"]))
    assert len(places) == 4


def test_targets_are_the_framework_s_where_they_fit() -> None:
    sde2 = next(level for level in REAL.levels if level.id == "sde2")
    assert section_targets(REAL, sde2) == {section.id: section.target_seconds for section in REAL.sections}


def test_targets_are_shared_out_anew_where_the_framework_s_do_not_fit() -> None:
    sde1 = next(level for level in REAL.levels if level.id == "sde1")
    assert section_targets(REAL, sde1) == {"situation": 20, "task": 15, "action": 60, "result": 15, "reflection": 10}


@given(
    st.tuples(*[st.integers(60, MAX_SECONDS)] * 2).map(sorted),
    st.lists(st.integers(1, MAX_SECONDS), min_size=5, max_size=5),
)
def test_targets_always_fit_the_budget(budget: list[int], seconds: list[int]) -> None:
    sections = [
        section.model_copy(update={"target_seconds": target})
        for section, target in zip(REAL.sections, seconds, strict=True)
    ]
    framework = REAL.model_copy(update={"sections": tuple(sections)})
    level = REAL.levels[0].model_copy(update={"budget_seconds": Budget(*budget)})
    targets = section_targets(framework, level)
    assert min(targets.values()) >= 1
    assert budget[0] <= sum(targets.values()) <= budget[1]


@pytest.mark.parametrize(("number", "middle"), [(1, 0), (2, 0), (3, 1), (4, 1), (5, 2)])
def test_the_middle_level_is_the_lower_one_of_two(number: int, middle: int) -> None:
    levels = tuple(REAL.levels[0].model_copy(update={"id": f"level-{each}"}) for each in range(number))
    assert middle_level(REAL.model_copy(update={"levels": levels})) == levels[middle]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("slow-report", "slow-report"),
        ("Slow Report", "slow-report"),
        ("slow_report", "slow-report"),
        ("  --Slow--  report! ", "slow-report"),
        ("Café Über", "cafe-uber"),
        ("p99", "p99"),
        ("報告", ""),
        ("", ""),
    ],
)
def test_a_slug_is_the_nearest_id(name: str, slug: str) -> None:
    assert as_slug(name) == slug


@given(st.text())
def test_a_slug_is_its_own_slug_and_an_id_or_nothing(name: str) -> None:
    slug = as_slug(name)
    assert as_slug(slug) == slug
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
