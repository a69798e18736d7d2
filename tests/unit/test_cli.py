"""The command line: what it says where, and with which exit code."""

from __future__ import annotations

import io
import json
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
from generator.cli import terminal
from generator.lint.rules import RULES
from generator.reports import FORMATS
from tests.builders import FRAMEWORK, LOST_ORDERS, REPOSITORY, SLOW_REPORT, valid_project

SCENARIO = "content/scenarios/dive-deep/slow-report.yaml"
UNKNOWN_LEVEL = f"""\
{SCENARIO}:4:8: error: There is no level "boss". [unknown-level]
     4 | level: boss
       |        ^^^^
      Known: junior, senior.
"""


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
    assert ran.stderr == f"{UNKNOWN_LEVEL}1 error.\n"
    assert not (site_project / "site").exists()


def test_build_with_a_broken_link_names_it_and_says_that_the_last_site_stands(site_project: Path) -> None:
    (site_project / "content" / "pages" / "extra.md").write_text("[broken](nowhere.md)\n", encoding="utf-8")
    ran = highbar("build", cwd=site_project)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "extra.md" in ran.stderr
    assert "nowhere.md" in ran.stderr
    assert ran.stderr.endswith("The last site was left as it was.\n")


def project_without_lint(tmp_path: Path, *kept: str) -> Path:
    """The valid project, in which no rule of the lint has a say but those that are kept; of these, one finds something.

    The Action of its slow report says "we" and not "I".
    """
    valid_project(tmp_path)
    levels = "".join(f"  {rule.name}: {rule.level if rule.name in kept else 'off'}\n" for rule in RULES)
    (tmp_path / "content" / "framework.yaml").write_text(f"{FRAMEWORK}rules:\n{levels}", encoding="utf-8")
    answer = "We timed every query and added one index."
    (tmp_path / SCENARIO).write_text(SLOW_REPORT.replace("I timed every query and added one index.", answer), "utf-8")
    return tmp_path


WE = f"""\
{SCENARIO}:21:11: warning: The Action never says "I". [action-ownership]
    21 |   answer: We timed every query and added one index.
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      Say what you decided and did yourself.
"""


def test_check_counts_what_it_checked(tmp_path: Path) -> None:
    ran = highbar("check", cwd=project_without_lint(tmp_path))
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "No problems in 5 files.\n", "")


def test_check_lists_every_problem_sorted_and_counts_them(tmp_path: Path) -> None:
    project_without_lint(tmp_path)
    (tmp_path / SCENARIO).write_bytes((tmp_path / SCENARIO).read_bytes() + b"extra: 1\n")
    (tmp_path / "content" / "principles" / "ownership.yaml").write_bytes(b"id: [\n")
    (tmp_path / "content" / "notes.txt").touch()
    ran = highbar("check", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert places(ran.stdout) == [
        "content/notes.txt:1:1: unknown-file",
        "content/principles/ownership.yaml:2:1: yaml-syntax",
        f"{SCENARIO}:{len(SLOW_REPORT.splitlines()) + 1}:1: unknown-key",
    ]
    assert ran.stdout.endswith("\n3 errors in 5 files.\n")


def places(report: str) -> list[str]:
    """Place and code of each problem of a text report."""
    found = re.findall(r"^(\S+:\d+:\d+:) (?:error|warning): .* \[(\S+)\]$", report, re.MULTILINE)
    return [" ".join(problem) for problem in found]


def test_check_writes_nothing(site_project: Path) -> None:
    highbar("check", cwd=site_project)
    assert not any((site_project / "build" / "docs").iterdir())
    assert not (site_project / "site").exists()


def test_check_without_content_is_a_problem_like_any_other(tmp_path: Path) -> None:
    ran = highbar("check", cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.startswith("content:1:1: error: There is no content folder. [no-content]\n")
    assert ran.stdout.endswith("\n1 error in 0 files.\n")


def test_a_warning_is_shown_and_fails_only_a_strict_check(tmp_path: Path) -> None:
    project_without_lint(tmp_path, "action-ownership")
    ran, strict = highbar("check", cwd=tmp_path), highbar("check", "--strict", cwd=tmp_path)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"{WE}1 warning in 5 files.\n", "")
    assert (strict.returncode, strict.stdout, strict.stderr) == (1, ran.stdout, "")


def test_a_strict_check_of_content_without_problems_passes(tmp_path: Path) -> None:
    assert highbar("check", "--strict", cwd=project_without_lint(tmp_path)).returncode == 0


def test_a_warning_does_not_keep_the_site_from_being_built(site_project: Path) -> None:
    project_without_lint(site_project, "action-ownership")
    ran = highbar("build", "--markdown-only", cwd=site_project)
    assert (ran.returncode, ran.stderr) == (0, "")


def broken_everywhere(tmp_path: Path) -> Path:
    """A project with an error in each of three files, and a warning in a fourth."""
    project_without_lint(tmp_path, "action-ownership")
    for name in ("principles/dive-deep.yaml", "principles/ownership.yaml", "scenarios/ownership/lost-orders.yaml"):
        with (tmp_path / "content" / name).open("a", encoding="utf-8") as file:
            file.write("extra: 1\n")
    return tmp_path


OWNERSHIP_ERROR = "content/principles/ownership.yaml:12:1: unknown-key"
DIVE_DEEP_ERROR = "content/principles/dive-deep.yaml:12:1: unknown-key"
LOST_ORDERS_ERROR = f"content/scenarios/ownership/lost-orders.yaml:{len(LOST_ORDERS.splitlines()) + 1}:1: unknown-key"
SLOW_REPORT_WARNING = f"{SCENARIO}:21:11: action-ownership"


@pytest.mark.parametrize(
    ("paths", "found", "files", "exit_code"),
    [
        pytest.param([SCENARIO], [SLOW_REPORT_WARNING], "1 file", 0, id="a file with a warning"),
        pytest.param(["content/framework.yaml"], [], "1 file", 0, id="a file without problems"),
        pytest.param(["content/principles"], [DIVE_DEEP_ERROR, OWNERSHIP_ERROR], "2 files", 1, id="a folder"),
        pytest.param(["content/principles/"], [DIVE_DEEP_ERROR, OWNERSHIP_ERROR], "2 files", 1, id="with a slash"),
        pytest.param(
            ["content/scenarios/ownership", "content/principles/ownership.yaml"],
            [OWNERSHIP_ERROR, LOST_ORDERS_ERROR],
            "2 files",
            1,
            id="a folder and a file",
        ),
        pytest.param([SCENARIO, SCENARIO], [SLOW_REPORT_WARNING], "1 file", 0, id="a file named twice"),
        pytest.param(
            ["content"],
            [DIVE_DEEP_ERROR, OWNERSHIP_ERROR, SLOW_REPORT_WARNING, LOST_ORDERS_ERROR],
            "5 files",
            1,
            id="everything",
        ),
        pytest.param(["./content/../content/principles/dive-deep.yaml"], [DIVE_DEEP_ERROR], "1 file", 1, id="a detour"),
    ],
)
def test_check_names_only_the_problems_of_the_paths(
    tmp_path: Path, paths: list[str], found: list[str], files: str, exit_code: int
) -> None:
    ran = highbar("check", *paths, cwd=broken_everywhere(tmp_path))
    assert (ran.returncode, ran.stderr) == (exit_code, "")
    assert places(ran.stdout) == found
    assert ran.stdout.endswith(f" in {files}.\n")


def test_a_file_is_checked_against_the_others_even_if_only_it_is_named(tmp_path: Path) -> None:
    break_scenario(project_without_lint(tmp_path))
    ran = highbar("check", SCENARIO, cwd=tmp_path)
    more = "Mend the structure of 1 file to see what else there is to say of it.\n"
    assert (ran.returncode, ran.stdout) == (1, f"{UNKNOWN_LEVEL}{more}1 error in 1 file.\n")


def test_paths_are_seen_from_where_the_command_is_called(tmp_path: Path) -> None:
    project = broken_everywhere(tmp_path / "project")
    ran = highbar("check", "../principles/dive-deep.yaml", "--project", "../..", cwd=project / "content" / "scenarios")
    assert (ran.returncode, places(ran.stdout)) == (1, [DIVE_DEEP_ERROR.replace("content", "..")])


@pytest.mark.parametrize(
    ("path", "said"),
    [
        pytest.param("mkdocs.yml", "mkdocs.yml is not in content.", id="beside content"),
        pytest.param(".", "is not in content.", id="around content"),
        pytest.param("content-too", "content-too is not in content.", id="a name that begins alike"),
        pytest.param("content/nowhere.yaml", "'content/nowhere.yaml' does not exist", id="no such file"),
    ],
)
def test_a_path_outside_content_is_a_wrong_call(tmp_path: Path, path: str, said: str) -> None:
    project_without_lint(tmp_path)
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "content-too").mkdir()
    ran = highbar("check", path, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert said in ran.stderr


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("strict", "exit_code"), [(False, 0), (True, 1)], ids=["lenient", "strict"])
def test_every_format_names_the_problem_and_has_the_same_exit_code(
    tmp_path: Path, form: str, strict: bool, exit_code: int
) -> None:
    project_without_lint(tmp_path, "action-ownership")
    ran = highbar("check", "--format", form, *["--strict"] * strict, cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (exit_code, "")
    assert "action-ownership" in ran.stdout
    assert "The Action never says" in ran.stdout


def test_json_and_sarif_are_all_there_is_on_the_output(tmp_path: Path) -> None:
    project_without_lint(tmp_path, "action-ownership")
    found, log = (json.loads(highbar("check", "--format", form, cwd=tmp_path).stdout) for form in ("json", "sarif"))
    assert (found["errors"], found["warnings"], len(found["problems"])) == (0, 1, 1)
    (rule,) = log["runs"][0]["tool"]["driver"]["rules"]
    assert rule["help"]["markdown"].startswith("# action-ownership\n")


def test_github_gets_its_commands_and_nothing_else(tmp_path: Path) -> None:
    break_scenario(project_without_lint(tmp_path))
    ran = highbar("check", "--format", "github", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (
        1,
        f"::error file={SCENARIO},line=4,col=8,endColumn=12,title=unknown-level::"
        'There is no level "boss". Known: junior, senior.\n',
    )


def test_a_format_without_problems_is_still_that_format(tmp_path: Path) -> None:
    project_without_lint(tmp_path)
    assert json.loads(highbar("check", "--format", "json", cwd=tmp_path).stdout)["problems"] == []
    assert json.loads(highbar("check", "--format", "sarif", cwd=tmp_path).stdout)["runs"][0]["results"] == []
    assert highbar("check", "--format", "github", cwd=tmp_path).stdout == ""


@pytest.mark.parametrize("code", ["action-ownership", "unknown-key"])
def test_a_code_is_explained_with_its_page(tmp_path: Path, code: str) -> None:
    ran = highbar("check", "--explain", code, cwd=tmp_path)
    page = (REPOSITORY / "generator" / "explanations" / f"{code}.md").read_text(encoding="utf-8")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, page, "")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("unknown-keys", 'There is no code "unknown-keys". Did you mean "unknown-key"?'),
        ("Unknown-Key", 'There is no code "Unknown-Key". Did you mean "unknown-key"?'),
        ("xyzzy", 'There is no code "xyzzy". Known: accept-word, action-ownership,'),
        ("../problems", 'There is no code "../problems". '),
        ("", 'There is no code "". '),
    ],
    ids=["near", "other capitals", "nothing near", "a path", "empty"],
)
def test_a_code_that_there_is_not_is_a_wrong_call(tmp_path: Path, code: str, said: str) -> None:
    ran = highbar("check", "--explain", code, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert said in ran.stderr


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
        pytest.param(["check", "--format", "xml"], id="unknown format"),
        pytest.param(["check", "extra"], id="no such path"),
        pytest.param(["build", "extra"], id="an argument too many"),
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
    assert UNKNOWN_LEVEL in ran.stderr


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
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert [option.name for option in options if not option.help] == []
    arguments = [parameter.human_readable_name for parameter in command.params if isinstance(parameter, click.Argument)]
    assert [name for name in arguments if name.split("/")[0] not in command.help] == []


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, patience: float) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(terminal, "_PATIENCE_SECONDS", patience)
    report = terminal.watch("Reading")
    report(1, 1200)
    report(1200, 1200)
    return stream.getvalue()


def test_progress_is_shown_on_a_terminal_and_wiped_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watched(monkeypatch, Terminal(), patience=0) == f"\rReading: 1 of 1,200\r{' ' * 19}\r"


def test_short_work_shows_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watched(monkeypatch, Terminal(), patience=3600) == ""


def test_without_a_terminal_no_progress_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watched(monkeypatch, io.StringIO(), patience=0) == ""


def with_title(project: Path, title: str) -> Path:
    path = project / SCENARIO
    path.write_text(SLOW_REPORT.replace("title: The slow report", f"title: {title}\nextra: 漢"), encoding="utf-8")
    return project


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_output_that_can_not_show_a_sign_shows_its_code(form: str, tmp_path: Path) -> None:
    project = with_title(valid_project(tmp_path), '"a\\x07b 漢"')
    ran = subprocess.run(
        [sys.executable, "-m", "generator", "check", "--format", form],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert "U+0007" in ran.stdout.decode("cp1252")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(valid_project(tmp_path) / "content" / "scenarios" / "dive-deep" / "pipe.yaml")
    ran = highbar("check", cwd=tmp_path)
    assert ran.returncode == 1
    assert "pipe.yaml:1:1: error: This is no ordinary file" in ran.stdout


def test_content_behind_a_link_is_checked_under_its_own_name(tmp_path: Path) -> None:
    project = valid_project(tmp_path / "project")
    (project / "content").rename(tmp_path / "elsewhere")
    (project / "content").symlink_to(tmp_path / "elsewhere")
    break_scenario(project)
    ran = highbar("check", SCENARIO, cwd=project)
    assert (ran.returncode, places(ran.stdout)) == (1, [f"{SCENARIO}:4:8: unknown-level"])


def test_a_page_by_hand_is_read_within_limits(tmp_path: Path) -> None:
    pages = valid_project(tmp_path) / "content" / "pages"
    pages.mkdir()
    (pages / "huge.md").write_bytes(b"a" * 1_000_001)
    (pages / "odd.md").write_bytes(b"# Hi \x00\n")
    ran = highbar("check", "content/pages", cwd=tmp_path)
    assert places(ran.stdout) == [
        "content/pages/huge.md:1:1: file-too-large",
        "content/pages/odd.md:1:6: control-character",
    ]


def test_a_full_disk_is_said_without_a_traceback(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no full disk to try")
    with full.open("w") as output:
        ran = subprocess.run(
            [sys.executable, "-m", "generator", "check"],
            cwd=valid_project(tmp_path),
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert ran.returncode != 0
    assert "No space left on device" in ran.stderr
    assert "Traceback" not in ran.stderr
