"""The command line: what it says where, and with which exit code."""

from __future__ import annotations

import io
import os
import re
import socket
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator import cli
from tests.builders import REPOSITORY, SLOW_REPORT, valid_project

SCENARIO = "content/scenarios/dive-deep/slow-report.yaml"
UNKNOWN_LEVEL = f'{SCENARIO}:4:8: unknown-level There is no level "boss". Known: junior, senior.\n'


def highbar(*arguments: str, cwd: Path = REPOSITORY) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does; whatever happens, nobody gets to see a traceback."""
    ran = subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in ran.stderr
    return ran


def break_scenario(project: Path) -> None:
    path = project / SCENARIO
    path.write_text(path.read_text(encoding="utf-8").replace("level: junior", "level: boss"), encoding="utf-8")


def without_time(text: str) -> str:
    return re.sub(r"in \d+\.\d s", "in 0.0 s", text)


def test_build_says_what_it_built_and_where_to_look(site_project: Path) -> None:
    ran = highbar("build", cwd=site_project)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert without_time(ran.stdout) == "Built 2 scenarios and 2 principles in 0.0 s.\nOpen site/index.html\n"
    assert (site_project / "site" / "index.html").is_file()


def test_build_markdown_only_stops_before_the_site(site_project: Path) -> None:
    ran = highbar("build", "--markdown-only", cwd=site_project)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert without_time(ran.stdout) == "Built 2 scenarios and 2 principles in 0.0 s.\nOpen build/docs\n"
    assert (site_project / "build" / "docs" / "index.md").is_file()
    assert not (site_project / "site").exists()


def test_a_project_can_be_built_from_elsewhere(site_project: Path, tmp_path: Path) -> None:
    ran = highbar("build", "--markdown-only", "--project", str(site_project), cwd=tmp_path.parent)
    assert ran.returncode == 0
    assert ran.stdout.endswith(f"Open {tmp_path.name}/project/build/docs\n")


def test_build_on_content_with_errors_lists_them_and_builds_nothing(site_project: Path) -> None:
    break_scenario(site_project)
    ran = highbar("build", cwd=site_project)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == f"{UNKNOWN_LEVEL}1 problem.\n"
    assert not (site_project / "site").exists()


def test_build_with_a_broken_link_names_it_and_says_that_the_last_site_stands(site_project: Path) -> None:
    (site_project / "content" / "pages" / "extra.md").write_text("[broken](nowhere.md)\n", encoding="utf-8")
    ran = highbar("build", cwd=site_project)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "extra.md" in ran.stderr
    assert "nowhere.md" in ran.stderr
    assert ran.stderr.endswith("The last site was left as it was.\n")


def test_check_counts_what_it_checked(tmp_path: Path) -> None:
    ran = highbar("check", cwd=valid_project(tmp_path))
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "No errors in 2 scenarios.\n", "")


def test_check_counts_one_scenario_as_one(tmp_path: Path) -> None:
    valid_project(tmp_path)
    (tmp_path / SCENARIO).unlink()
    assert highbar("check", cwd=tmp_path).stdout == "No errors in 1 scenario.\n"


def test_check_lists_every_problem_sorted_and_counts_them(tmp_path: Path) -> None:
    valid_project(tmp_path)
    (tmp_path / SCENARIO).write_bytes((tmp_path / SCENARIO).read_bytes() + b"extra: 1\n")
    (tmp_path / "content" / "principles" / "ownership.yaml").write_bytes(b"id: [\n")
    (tmp_path / "content" / "notes.txt").touch()
    ran = highbar("check", cwd=tmp_path)
    places = [line.split(" ")[:2] for line in ran.stderr.splitlines()]
    assert (ran.returncode, ran.stdout) == (1, "")
    assert places == [
        ["content/notes.txt:1:1:", "unknown-file"],
        ["content/principles/ownership.yaml:2:1:", "yaml-syntax"],
        [f"{SCENARIO}:{len(SLOW_REPORT.splitlines()) + 1}:1:", "unknown-key"],
        ["3", "problems."],
    ]


def test_check_writes_nothing(site_project: Path) -> None:
    highbar("check", cwd=site_project)
    assert not any((site_project / "build" / "docs").iterdir())
    assert not (site_project / "site").exists()


def test_check_without_content_is_a_problem_like_any_other(tmp_path: Path) -> None:
    ran = highbar("check", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("content:1:1: no-content There is no content folder.")


@pytest.mark.parametrize("command", ["build", "serve"])
def test_without_mkdocs_yml_the_command_was_called_in_the_wrong_place(command: str, tmp_path: Path) -> None:
    ran = highbar(command, cwd=valid_project(tmp_path))
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "There is no mkdocs.yml in" in ran.stderr
    assert "Name the folder with --project." in ran.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["bild"], id="unknown command"),
        pytest.param(["build", "--fast"], id="unknown option"),
        pytest.param(["check", "--project", "nowhere"], id="no such folder"),
        pytest.param(["check", "--project", "file.txt"], id="a file in place of the folder"),
        pytest.param(["check", "extra"], id="an argument too many"),
    ],
)
def test_a_wrong_call_is_exit_code_2_with_a_hint(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "file.txt").touch()
    ran = highbar(*arguments, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Try 'highbar" in ran.stderr
    assert "Error: " in ran.stderr


@pytest.mark.parametrize("name", ["build", "build/docs", "build/docs/scenarios"])
def test_output_that_cannot_be_written_is_one_line(name: str, site_project: Path) -> None:
    # A file where a folder must stand can't be written into, not even by root.
    for folder in ("build/docs", "build"):
        (site_project / folder).rmdir()
    (site_project / name).parent.mkdir(parents=True, exist_ok=True)
    (site_project / name).touch()
    ran = highbar("build", cwd=site_project)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert re.fullmatch(rf"highbar: \S*{name}\S*: (Not a directory|File exists)\.\n", ran.stderr)


@pytest.mark.parametrize(
    ("config", "said"),
    [
        pytest.param("site_name: [\n", "mkdocs.yml", id="not YAML"),
        pytest.param("", "site_name", id="empty"),
        pytest.param("just text\n", "", id="no keys"),
        pytest.param("site_name: a\ndocs_dir: build/docs\nplugins: [nonesuch]\n", "nonesuch", id="unknown plugin"),
        pytest.param("site_name: a\ndocs_dir: build/docs\ntheme: nonesuch\n", "nonesuch", id="unknown theme"),
        pytest.param("INHERIT: nonesuch.yml\n", "nonesuch.yml", id="inherits from nothing"),
    ],
)
def test_a_broken_configuration_is_said_without_a_traceback(config: str, said: str, site_project: Path) -> None:
    (site_project / "mkdocs.yml").write_text(config, encoding="utf-8")
    ran = highbar("build", cwd=site_project)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert said in ran.stderr
    assert ran.stderr.endswith("The last site was left as it was.\n")


def test_a_configuration_that_is_not_utf_8_is_said_without_a_traceback(site_project: Path) -> None:
    (site_project / "mkdocs.yml").write_bytes(b"site_name: \xff\n")
    ran = highbar("build", cwd=site_project)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "mkdocs.yml" in ran.stderr


def test_a_broken_theme_override_is_said_without_a_traceback(site_project: Path) -> None:
    (site_project / "overrides").unlink()
    (site_project / "overrides").mkdir()
    (site_project / "overrides" / "main.html").write_text('{% extends "base.html" %}{% block', encoding="utf-8")
    ran = highbar("build", cwd=site_project)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "main.html" in ran.stderr


def test_serve_on_a_port_that_is_taken_says_so(site_project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        ran = highbar("serve", "--address", address, cwd=site_project)
    assert ran.returncode == 1
    assert ran.stderr.endswith(f"highbar: {address}: Address already in use.\n")


@pytest.mark.parametrize("address", ["nonsense", "127.0.0.1:port", "127.0.0.1:99999", ":8000"])
def test_serve_at_an_address_that_is_none_is_a_wrong_call(address: str, site_project: Path) -> None:
    ran = highbar("serve", "--address", address, cwd=site_project)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert f'"{address}" is not host:port' in ran.stderr


def test_serve_with_nothing_good_to_serve_lists_the_problems_and_stops(site_project: Path) -> None:
    break_scenario(site_project)
    ran = highbar("serve", "--address", "127.0.0.1:0", cwd=site_project)
    assert ran.returncode == 1
    assert UNKNOWN_LEVEL.strip() in ran.stderr


def test_the_version_is_the_installed_one() -> None:
    ran = highbar("--version")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"highbar {version('highbar')}\n", "")


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_the_command_has_help_that_lists_every_command(option: str) -> None:
    ran = CliRunner().invoke(cli.main, [option])
    assert ran.exit_code == 0
    for name in cli.main.commands:
        assert re.search(rf"^  {name} +\w", ran.output, re.MULTILINE)


@pytest.mark.parametrize("command", cli.main.commands.values(), ids=list(cli.main.commands))
def test_every_command_and_every_option_has_help(command: click.Command) -> None:
    assert command.help
    assert CliRunner().invoke(cli.main, [str(command.name), "--help"]).exit_code == 0
    assert [parameter.name for parameter in command.params if not getattr(parameter, "help", None)] == []


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, patience: float) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(cli, "_PATIENCE_SECONDS", patience)
    report = cli._watch("Reading")
    report(1, 1200)
    report(1200, 1200)
    return stream.getvalue()


def test_progress_is_shown_on_a_terminal_and_wiped_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watched(monkeypatch, Terminal(), patience=0) == f"\rReading: 1 of 1,200\r{' ' * 19}\r"


def test_short_work_shows_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watched(monkeypatch, Terminal(), patience=3600) == ""


def test_without_a_terminal_no_progress_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watched(monkeypatch, io.StringIO(), patience=0) == ""
