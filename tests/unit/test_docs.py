"""The author's guide says what the software does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from generator import cli
from generator.explanations import explanations
from generator.lint.linter import RULE_NAMES
from generator.lint.rule import PLACEHOLDER
from tests.builders import REPOSITORY, copy_project

GUIDE = (REPOSITORY / "content" / "pages" / "author-guide.md").read_text(encoding="utf-8")
FILE = "content/scenarios/dive-deep/slow-report.yaml"
COMMANDS = sorted(cli.main.commands.items())
OPTIONS = [
    pytest.param(command, option, id=f"{name} {option.opts[-1]}")
    for name, command in COMMANDS
    for option in command.params
    if isinstance(option, click.Option)
]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the real project, with the scenario of the guide, and with us in its folder."""
    monkeypatch.chdir(copy_project(tmp_path))
    assert run("new", "dive-deep/slow-report").startswith(f"Wrote {FILE}.")
    return tmp_path


def run(*arguments: str) -> str:
    return CliRunner().invoke(cli.main, arguments).stdout


def fenced(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_command_is_in_the_guide_s_table_and_has_help(name: str, command: click.Command) -> None:
    assert re.search(rf"^\| `highbar {name}\b", GUIDE, re.MULTILINE)
    assert command.help


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_in_the_guide_and_has_help(command: click.Command, option: click.Option) -> None:
    row = next(row for row in GUIDE.splitlines() if row.startswith(f"| `highbar {command.name}"))
    for_all = GUIDE[GUIDE.index("Each takes ") :]
    assert f"`{option.opts[-1]}" in row + for_all
    assert option.help


def test_every_format_is_in_the_guide() -> None:
    check = cli.main.commands["check"]
    form = next(parameter.type for parameter in check.params if parameter.name == "form")
    assert isinstance(form, click.Choice)
    for name in form.choices:
        assert f"--format {name}`" in GUIDE


def test_every_command_line_of_the_guide_names_a_command_that_is_there() -> None:
    named = set(re.findall(r"highbar ([a-z]+)", GUIDE))
    assert named == set(cli.main.commands)


def test_the_number_of_texts_to_write_is_right(project: Path) -> None:
    problems = json.loads(run("check", "--format", "json", FILE))["problems"]
    counts = [re.match(r"(\d+) texts of ", problem["message"]) for problem in problems]
    number = sum(int(count[1]) if count else 1 for count in counts)
    assert number == len(re.findall(rf"^[^#\n]*\b{PLACEHOLDER} ", (project / FILE).read_text("utf-8"), re.MULTILINE))
    assert f"A new file has {number} texts to write" in " ".join(GUIDE.split())


def test_the_problem_in_the_guide_is_what_the_check_prints(project: Path) -> None:
    path = project / FILE
    before, action = path.read_text(encoding="utf-8").split("\naction:\n")
    action = re.sub(rf"{PLACEHOLDER} Say what you decided.*", "I timed every query.", action)
    action = re.sub(rf"{PLACEHOLDER} Copy a few words.*", "timed each query", action, count=1)
    path.write_text(f"{before}\naction:\n{action}", encoding="utf-8", newline="\n")
    assert fenced("text")[0] in run("check", FILE)


def test_the_rules_and_codes_in_the_guide_are_there() -> None:
    waiver, switch = (yaml.safe_load(example) for example in fenced("yaml"))
    assert {item["rule"] for item in waiver["action"]["waive"]} | set(switch["rules"]) <= set(RULE_NAMES)
    assert set(re.findall(r"--explain ([a-z-]+)", GUIDE)) <= set(explanations())


def test_the_waiver_of_the_guide_works_where_it_stands(project: Path) -> None:
    path = project / "content/scenarios/insist-on-the-highest-standards/silent-webhook-drops.yaml"
    text = path.read_text(encoding="utf-8")
    waiver = fenced("yaml")[0].split("  answer:")[0]
    assert "[unused-waiver]" not in run("check", str(path))
    path.write_text(text.replace("\naction:\n", f"\n{waiver}"), encoding="utf-8")
    assert "[unused-waiver]" in run("check", str(path))
    spoken = re.sub(r"\bI\b", "we", text[text.index("\naction:\n") : text.index("\nresult:\n")])
    part = spoken.replace("\naction:\n", f"\n{waiver}")
    path.write_text(text[: text.index("\naction:\n")] + part + text[text.index("\nresult:\n") :], encoding="utf-8")
    said = run("check", str(path))
    assert "[action-ownership]" not in said
    assert "[unused-waiver]" not in said


def test_the_example_of_quotes_is_one_line_of_text() -> None:
    quoted = re.search(r"`(title: \"[^`]+\")`", GUIDE)
    assert quoted
    assert yaml.safe_load(quoted[1]) == {"title": "On call: the first night"}
