"""`highbar new`: what it writes, what it says, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import cli
from generator.cli import authoring
from generator.output import write_new_file
from generator.reader import read_content
from generator.skeleton import scenario_skeleton
from tests.builders import SLOW_REPORT, valid_project

FILE = "content/scenarios/ownership/missing-invoice.yaml"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The minimal project, with us in its folder."""
    monkeypatch.chdir(valid_project(tmp_path))
    return tmp_path


def new(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["new", *arguments])


def files(project: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in project.rglob("*") if path.is_file()}


def test_it_writes_the_file_and_says_what_to_do_next(project: Path) -> None:
    ran = new("ownership/missing-invoice")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout == (
        f"Wrote {FILE}. Each text in it that begins with TODO is yours to write.\n"
        "To see it while you write: highbar serve (or make serve)\n"
        f"To see what is left: highbar check {FILE}\n"
    )
    framework = read_content(project).framework
    assert framework
    text = scenario_skeleton(framework.model, "ownership", "missing-invoice", "junior")
    assert (project / FILE).read_bytes() == text.encode()


@pytest.mark.usefixtures("project")
def test_what_it_says_to_run_next_can_be_run() -> None:
    ran = new("ownership/missing-invoice")
    command = ran.stdout.splitlines()[-1].split("highbar ")[1].split()
    checked = CliRunner().invoke(cli.main, command)
    assert checked.exit_code == 1
    assert "[placeholder]" in checked.stdout


def test_a_project_elsewhere_is_named_in_what_to_run_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    valid_project(tmp_path / "there")
    monkeypatch.chdir(tmp_path)
    ran = new("ownership/missing-invoice", "--project", "there")
    assert ran.exit_code == 0
    assert "highbar serve --project there\n" in ran.stdout
    command = ran.stdout.splitlines()[-1].split("highbar ")[1].split()
    assert command == ["check", "--project", "there", f"there/{FILE}"]
    assert "[placeholder]" in CliRunner().invoke(cli.main, command).stdout


def test_it_makes_the_folder_of_the_principle(project: Path) -> None:
    (project / "content/scenarios/ownership/lost-orders.yaml").unlink()
    (project / "content/scenarios/ownership").rmdir()
    assert new("ownership/missing-invoice").exit_code == 0
    assert (project / FILE).is_file()


@pytest.mark.parametrize("level", ["junior", "senior"])
def test_the_level_can_be_named(project: Path, level: str) -> None:
    assert new("ownership/missing-invoice", "--level", level).exit_code == 0
    assert f"\nlevel: {level}\n" in (project / FILE).read_text(encoding="utf-8")


def test_problems_of_other_files_do_not_matter(project: Path) -> None:
    (project / "content/principles/dive-deep.yaml").write_text("nonsense: 1\n", encoding="utf-8")
    (project / "content/scenarios/dive-deep/slow-report.yaml").write_bytes(b"\xff")
    assert new("ownership/missing-invoice").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["missing-invoice"], '"missing-invoice" is not PRINCIPLE/SLUG, as in', id="no slash"),
        pytest.param(["a/b/c"], '"a/b/c" is not PRINCIPLE/SLUG, as in', id="two slashes"),
        pytest.param([FILE], "is not PRINCIPLE/SLUG, as in", id="a path"),
        pytest.param(["ownership/Slow Report"], '"Slow Report" is not an id.', id="not an id"),
        pytest.param(["ownership/Slow Report"], "Try ownership/slow-report.", id="not an id, suggestion"),
        pytest.param(["ownership/x.yaml"], "Try ownership/x.", id="with the file's ending"),
        pytest.param(["ownership/"], "Choose one such as slow-report.", id="no id"),
        pytest.param(["ownership/報告"], "Choose one such as slow-report.", id="nothing to make an id of"),
        pytest.param(["ownership/.."], '".." is not an id.', id="a way out"),
        pytest.param(["owner/x"], 'There is no principle "owner". Did you mean "ownership"?', id="principle"),
        pytest.param(["qqq/x"], "Known: dive-deep, ownership", id="nothing like a principle"),
        pytest.param(["../x"], 'There is no principle "..".', id="a way up"),
        pytest.param(["/x"], 'There is no principle "".', id="no principle"),
        pytest.param(
            ["ownership/x", "--level", "boss"], 'There is no level "boss". Known: junior, senior.', id="level"
        ),
        pytest.param(["ownership/x", "--level", ""], 'There is no level "".', id="empty level"),
        pytest.param([], "Missing argument 'PRINCIPLE/SLUG'", id="no argument"),
    ],
)
def test_a_wrong_call_is_exit_code_2_and_writes_nothing(project: Path, arguments: list[str], said: str) -> None:
    before = files(project)
    ran = new(*arguments)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert said in ran.stderr
    assert files(project) == before


@pytest.mark.parametrize(
    ("name", "file"),
    [
        pytest.param("dive-deep/slow-report", "content/scenarios/dive-deep/slow-report.yaml", id="the same file"),
        pytest.param("ownership/slow-report", "content/scenarios/dive-deep/slow-report.yaml", id="another folder"),
    ],
)
@pytest.mark.parametrize("text", [SLOW_REPORT, "", "not: a scenario\n"])
def test_an_id_that_is_taken_stays_with_its_file(project: Path, name: str, file: str, text: str) -> None:
    (project / file).write_text(text, encoding="utf-8")
    before = files(project)
    ran = new(name)
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert ran.stderr == f"highbar: There is already {file}.\n"
    assert files(project) == before


def test_an_id_in_a_file_of_another_name_is_taken(project: Path) -> None:
    path = project / "content/scenarios/dive-deep/slow-report.yaml"
    path.rename(path.with_name("draft.yaml"))
    ran = new("ownership/slow-report")
    assert (ran.exit_code, ran.stderr) == (1, "highbar: There is already content/scenarios/dive-deep/draft.yaml.\n")


def test_a_folder_of_the_name_is_there_already(project: Path) -> None:
    (project / FILE).mkdir(parents=True)
    ran = new("ownership/missing-invoice")
    assert (ran.exit_code, ran.stderr) == (1, f"highbar: There is already {FILE}.\n")


def test_a_file_that_comes_between_looking_and_writing_is_left_alone(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def skeleton_in_a_race(*_: object) -> str:
        (project / FILE).write_text("somebody was faster\n", encoding="utf-8")
        return "mine\n"

    monkeypatch.setattr(authoring, "scenario_skeleton", skeleton_in_a_race)
    ran = new("ownership/missing-invoice")
    assert (ran.exit_code, ran.stdout, ran.stderr) == (1, "", f"highbar: There is already {FILE}.\n")
    assert (project / FILE).read_text(encoding="utf-8") == "somebody was faster\n"


def test_a_file_in_the_folder_s_place_is_said_in_one_line(project: Path) -> None:
    (project / "content/scenarios/dive-deep/slow-report.yaml").unlink()
    (project / "content/scenarios/dive-deep").rmdir()
    (project / "content/scenarios/dive-deep").touch()
    ran = new("dive-deep/missing-invoice")
    assert (ran.exit_code, ran.stderr) == (1, "highbar: There is already content/scenarios/dive-deep.\n")


@pytest.mark.usefixtures("project")
def test_what_the_system_refuses_is_said_in_one_line() -> None:
    name = "x" * 300
    ran = new(f"ownership/{name}")
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert ran.stderr.startswith("highbar: ")
    assert ran.stderr.endswith(f"{name}.yaml: File name too long.\n")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(("words_per_minute: 120", "words_per_minute: fast"), "[wrong-type]", id="does not decode"),
        pytest.param(("  - dive-deep\n", "  - dive-deep\n  - dive-deep\n"), "[duplicate-id]", id="contradicts itself"),
        pytest.param(("name:", "name"), "[yaml-syntax]", id="not YAML"),
    ],
)
def test_a_framework_with_errors_is_said_as_check_says_it(project: Path, change: tuple[str, str], said: str) -> None:
    path = project / "content/framework.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    (project / "content/principles/ownership.yaml").write_text("nonsense: 1\n", encoding="utf-8")
    ran = new("ownership/missing-invoice")
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert ran.stderr.startswith("content/framework.yaml:")
    assert said in ran.stderr
    assert ran.stderr.endswith("\n1 error.\n")
    assert not (project / FILE).exists()


def test_without_content_there_is_nothing_to_add_to(tmp_path: Path) -> None:
    ran = new("ownership/missing-invoice", "--project", str(tmp_path))
    assert ran.exit_code == 1
    assert "[no-content]" in ran.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_ends_its_lines_alike_everywhere(tmp_path: Path) -> None:
    write_new_file(tmp_path / "folder" / "file.yaml", "é\nü\n")
    assert (tmp_path / "folder" / "file.yaml").read_bytes() == "é\nü\n".encode()
