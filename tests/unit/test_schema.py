"""The JSON Schemas: they let through what the generator takes, refuse what it refuses, and know the project's names."""

from __future__ import annotations

import copy
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft7Validator, Draft202012Validator

from generator import cli, model
from generator.lint.rules import RULES
from generator.model import Content, Framework, Node
from generator.reader import read_content
from generator.schema import FileKind, raw_schema, schema_files, schema_line, schemas
from generator.skeleton import scenario_skeleton
from tests.builders import REPOSITORY, valid_project

CONTENT = REPOSITORY / "content"
LONG_AGO = 1_000_000_000
KINDS: dict[FileKind, list[Path]] = {
    "framework": [CONTENT / "framework.yaml"],
    "principle": sorted((CONTENT / "principles").glob("*.yaml")),
    "scenario": sorted((CONTENT / "scenarios").glob("*/*.yaml")),
}
FILES = [(kind, path) for kind, paths in KINDS.items() for path in paths]
RULE_NAMES = [rule.name for rule in RULES]


class EditorLoader(yaml.SafeLoader):
    """Reads a scalar as editors do: `yes` and dates are text, as YAML 1.2 has it."""


EditorLoader.yaml_implicit_resolvers = {}
for _tag, _pattern in {
    "tag:yaml.org,2002:null": r"~|null|Null|NULL|",
    "tag:yaml.org,2002:bool": r"true|True|TRUE|false|False|FALSE",
    "tag:yaml.org,2002:int": r"[-+]?[0-9]+",
    "tag:yaml.org,2002:float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}.items():
    EditorLoader.add_implicit_resolver(_tag, re.compile(f"^(?:{_pattern})$"), None)


def read(text: str) -> Any:
    return yaml.load(text, EditorLoader)


def framework() -> Framework:
    entry = read_content(REPOSITORY).framework
    assert entry
    return entry.model


SCHEMAS = schemas(framework(), RULE_NAMES)


def mistakes(kind: FileKind, value: Any) -> list[str]:
    """Where an editor would mark something: the paths, with slashes."""
    errors = Draft202012Validator(SCHEMAS[f"{kind}.json"]).iter_errors(value)
    return sorted("/".join(map(str, error.absolute_path)) for error in errors)


def content_types() -> list[type[Content]]:
    found = [each for each in vars(model).values() if isinstance(each, type) and issubclass(each, Content)]
    return [each for each in found if each not in (Content, Node)]


@pytest.mark.parametrize(("kind", "path"), FILES, ids=[path.stem for _, path in FILES])
def test_all_content_is_what_its_schema_wants(kind: FileKind, path: Path) -> None:
    assert mistakes(kind, read(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(("kind", "path"), FILES, ids=[path.stem for _, path in FILES])
def test_a_content_file_begins_with_the_line_that_names_its_schema(kind: FileKind, path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == schema_line(kind)
    assert (path.parent / first.partition("$schema=")[2]).resolve() == CONTENT / "schema" / f"{kind}.json"


def test_a_new_scenario_is_what_its_schema_wants() -> None:
    skeleton = scenario_skeleton(framework(), "dive-deep", "slow-report", "sde2")
    assert mistakes("scenario", read(skeleton)) == []


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=list(SCHEMAS))
@pytest.mark.parametrize("draft", [Draft7Validator, Draft202012Validator])
def test_a_schema_is_one_in_both_drafts_that_editors_know(draft: Any, schema: dict[str, Any]) -> None:
    draft.check_schema(schema)
    assert "$schema" not in schema
    newer = {"prefixItems", "dependentRequired", "dependentSchemas", "unevaluatedProperties", "unevaluatedItems"}
    assert newer.isdisjoint(keys(schema))


def keys(schema: Any) -> Iterator[str]:
    """All keys of a schema, at any depth."""
    if isinstance(schema, dict):
        yield from schema
    for item in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from keys(item)


Spoil = Callable[[Any], object]
SCENARIO_MISTAKES: dict[str, tuple[str, Spoil]] = {
    "unknown key": ("", lambda it: it.update(extra="1")),
    "unknown key in a part": ("action", lambda it: it["action"].update(answr="1")),
    "missing key": ("", lambda it: it.pop("prompt")),
    "missing key in a part": ("weak_answer", lambda it: it["weak_answer"].pop("answer")),
    "key without a value": ("action/target_seconds", lambda it: it["action"].update(target_seconds=None)),
    "text left out": ("title", lambda it: it.update(title=None)),
    "unknown principle": ("principle", lambda it: it.update(principle="dive-depe")),
    "unknown principle of a variant": ("variants/0/principle", lambda it: it["variants"][0].update(principle="none")),
    "unknown level": ("level", lambda it: it.update(level="boss")),
    "unknown level of a guide": ("levels", lambda it: it["levels"].update(boss=it["levels"].pop("sde2"))),
    "unknown level of a reflection": (
        "reflection/levels",
        lambda it: it["reflection"]["levels"].update(boss=it["reflection"]["levels"].pop("sde2")),
    ),
    "unknown kind": ("quiz/0/kind", lambda it: it["quiz"][0].update(kind="choose-two")),
    "unknown rule": ("task/waive/0/rule", lambda it: it["task"].update(waive=[{"rule": "none", "reason": "Because."}])),
    "waiver without a reason": ("task/waive/0", lambda it: it["task"].update(waive=[{"rule": "placeholder"}])),
    "id that is none": ("id", lambda it: it.update(id="Slow Report")),
    "id with a line end": ("id", lambda it: it.update(id="slow--report")),
    "too many highlights": ("action/highlights", lambda it: it["action"].update(highlights=["a"] * 6)),
    "no highlights": ("action/highlights", lambda it: it["action"].update(highlights=[])),
    "highlight too long": ("action/highlights/0", lambda it: it["action"].update(highlights=["a" * 71])),
    "question too long": ("prompt", lambda it: it.update(prompt="a" * 201)),
    "two options": ("quiz/0/options", lambda it: it["quiz"][0].update(options=it["quiz"][0]["options"][:2])),
    "flag in words": ("quiz/0/options/0/correct", lambda it: it["quiz"][0]["options"][0].update(correct="yes")),
    "zero seconds": ("action/target_seconds", lambda it: it["action"].update(target_seconds=0)),
    "more than an hour": ("action/target_seconds", lambda it: it["action"].update(target_seconds=3601)),
    "budget of one": ("levels/sde2/budget_seconds", lambda it: it["levels"]["sde2"].update(budget_seconds=[120])),
    "budget of three": (
        "levels/sde2/budget_seconds",
        lambda it: it["levels"]["sde2"].update(budget_seconds=[1, 2, 3]),
    ),
    "budget in words": (
        "levels/sde2/budget_seconds/0",
        lambda it: it["levels"]["sde2"].update(budget_seconds=["one", 2]),
    ),
}
FRAMEWORK_MISTAKES: dict[str, tuple[str, Spoil]] = {
    "unknown rule": ("rules", lambda it: it.update(rules={"none": "off"})),
    "unknown level of a rule": ("rules/placeholder", lambda it: it.update(rules={"placeholder": "on"})),
    "address without a scheme": ("official_page", lambda it: it.update(official_page="www.example.org")),
    "badge too long": ("sections/0/letter", lambda it: it["sections"][0].update(letter="STA")),
    "pace of zero": ("words_per_minute", lambda it: it.update(words_per_minute=0)),
    "principle that is no id": ("principles/0", lambda it: it["principles"].__setitem__(0, "Dive Deep")),
    "budget from zero": ("levels/0/budget_seconds/0", lambda it: it["levels"][0].update(budget_seconds=[0, 9])),
}


@pytest.mark.parametrize(
    ("kind", "place", "spoil"),
    [
        *(pytest.param("scenario", *case, id=f"scenario: {what}") for what, case in SCENARIO_MISTAKES.items()),
        *(pytest.param("framework", *case, id=f"framework: {what}") for what, case in FRAMEWORK_MISTAKES.items()),
        pytest.param(
            "principle",
            "neighbors/0/principle",
            lambda it: it["neighbors"][0].update(principle="none"),
            id="principle: unknown neighbor",
        ),
    ],
)
def test_a_mistake_is_marked_where_it_stands(kind: FileKind, place: str, spoil: Spoil) -> None:
    value = copy.deepcopy(read(KINDS[kind][0].read_text(encoding="utf-8")))
    spoil(value)
    assert mistakes(kind, value) == [place]


def test_waivers_and_rules_of_the_project_are_right() -> None:
    scenario = read(KINDS["scenario"][0].read_text(encoding="utf-8"))
    scenario["task"]["waive"] = [{"rule": RULE_NAMES[0], "reason": "Because."}]
    assert mistakes("scenario", scenario) == []
    shared = read(KINDS["framework"][0].read_text(encoding="utf-8"))
    shared["rules"] = dict.fromkeys(RULE_NAMES, "off")
    assert mistakes("framework", shared) == []


def test_the_names_of_the_project_can_be_completed() -> None:
    known = framework()
    levels = [level.id for level in known.levels]
    scenario = SCHEMAS["scenario.json"]
    assert scenario["properties"]["principle"]["enum"] == list(known.principles)
    assert scenario["properties"]["level"]["enum"] == levels
    for holder in (scenario, scenario["$defs"]["Reflection"]):
        assert list(holder["properties"]["levels"]["properties"]) == levels
        assert holder["properties"]["levels"]["additionalProperties"] is False
    assert scenario["$defs"]["Waiver"]["properties"]["rule"]["enum"] == RULE_NAMES
    assert list(SCHEMAS["framework.json"]["properties"]["rules"]["properties"]) == RULE_NAMES


def test_without_a_framework_any_name_may_stand() -> None:
    made = schemas(None, RULE_NAMES)["scenario.json"]
    scenario = read(KINDS["scenario"][0].read_text(encoding="utf-8"))
    scenario |= {"principle": "any", "level": "boss"}
    scenario["levels"]["boss"] = scenario["levels"].pop("sde2")
    assert list(Draft202012Validator(made).iter_errors(scenario)) == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_holds_no_notes_of_ours_and_no_class_names(name: str) -> None:
    schema = SCHEMAS[name]
    assert [key for key in keys(schema) if key.startswith("x-") or key == "default"] == []
    assert schema["title"] and schema["description"]
    for definition in schema["$defs"].values():
        assert "title" not in definition
        assert not any("title" in field for field in definition["properties"].values())


@pytest.mark.parametrize("content_type", content_types(), ids=lambda each: each.__name__)
def test_every_content_type_and_every_field_says_what_it_is_for(content_type: type[Content]) -> None:
    assert vars(content_type).get("__doc__"), content_type
    undescribed = [name for name, field in content_type.model_fields.items() if not field.description]
    assert undescribed == []


@pytest.mark.parametrize("content_type", content_types(), ids=lambda each: each.__name__)
def test_every_field_is_described_in_the_schema(content_type: type[Content]) -> None:
    schema = raw_schema(content_type)
    assert list(schema["properties"]) == sorted(content_type.model_fields, key=lambda name: name == "waive")
    for name, field in schema["properties"].items():
        part = schema.get("$defs", {}).get(field.get("$ref", "").rpartition("/")[2], {})
        assert field.get("description") or part.get("description"), name


def run(*arguments: str, project: Path) -> Result:
    return CliRunner().invoke(cli.main, [*arguments, "--project", str(project)])


def test_the_schemas_of_the_repository_are_up_to_date() -> None:
    ran = run("schema", "--check", project=REPOSITORY)
    assert (ran.exit_code, ran.stdout) == (0, "3 files up to date.\n")


def written(project: Path) -> dict[str, str]:
    folder = project / "content" / "schema"
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_the_command_writes_what_is_missing_and_then_nothing(tmp_path: Path) -> None:
    project = valid_project(tmp_path)
    ran = run("schema", project=project)
    names = ["framework.json", "principle.json", "scenario.json"]
    assert ran.exit_code == 0
    assert [line.rpartition("/")[2] for line in ran.stdout.splitlines()] == names
    assert list(written(project)) == names
    for path in (project / "content" / "schema").iterdir():
        os.utime(path, (LONG_AGO, LONG_AGO))
    ran = run("schema", project=project)
    assert (ran.exit_code, ran.stdout) == (0, "3 files up to date.\n")
    assert {path.stat().st_mtime for path in (project / "content" / "schema").iterdir()} == {LONG_AGO}


def test_a_schema_is_of_the_project_it_stands_in(tmp_path: Path) -> None:
    project = valid_project(tmp_path)
    run("schema", project=project)
    scenario = json.loads(written(project)["scenario.json"])
    assert scenario["properties"]["principle"]["enum"] == ["dive-deep", "ownership"]
    assert scenario["properties"]["level"]["enum"] == ["junior", "senior"]


def test_what_is_out_of_date_is_listed_and_left_alone(tmp_path: Path) -> None:
    project = valid_project(tmp_path)
    run("schema", project=project)
    folder = project / "content" / "schema"
    (folder / "framework.json").unlink()
    old = written(project)["scenario.json"].replace("The story's name.", "The name of the story.")
    (folder / "scenario.json").write_text(old, encoding="utf-8")
    ran = run("schema", "--check", project=project)
    assert ran.exit_code == 1
    assert [line.rpartition("/")[2] for line in ran.stdout.splitlines()] == [
        "framework.json is missing.",
        "scenario.json is out of date.",
    ]
    assert ran.stderr == "highbar: Run highbar schema.\n"
    assert list(written(project)) == ["principle.json", "scenario.json"]
    assert written(project)["scenario.json"] == old


def test_another_level_makes_the_schemas_out_of_date(tmp_path: Path) -> None:
    project = valid_project(tmp_path)
    run("schema", project=project)
    path = project / "content" / "framework.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: senior", "id: staff"), encoding="utf-8")
    ran = run("schema", "--check", project=project)
    assert (ran.exit_code, ran.stdout.count("scenario.json is out of date.")) == (1, 1)


def test_without_a_framework_that_can_be_read_nothing_is_written(tmp_path: Path) -> None:
    project = valid_project(tmp_path)
    path = project / "content" / "framework.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("words_per_minute: 120", "words: 1"), encoding="utf-8")
    (project / "content" / "principles" / "ownership.yaml").write_text("id: [\n", encoding="utf-8")
    ran = run("schema", project=project)
    assert ran.exit_code == 1
    assert "framework.yaml" in ran.stderr
    assert "ownership.yaml" not in ran.stderr
    assert not (project / "content" / "schema").exists()


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    project = valid_project(tmp_path)
    (project / "content" / "schema").touch()
    ran = run("schema", project=project)
    assert ran.exit_code == 1
    assert ran.stderr.startswith("highbar: ")
    assert ran.stderr.count("\n") == 1


def test_a_name_listed_twice_is_one_name() -> None:
    known = framework()
    doubled = known.model_copy(update={"principles": (*known.principles, known.principles[0])})
    assert schema_files(doubled, RULE_NAMES) == schema_files(known, RULE_NAMES)
