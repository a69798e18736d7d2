"""Problems as reports: what people, programs, pull requests and code scanning get to see."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

import pytest

from generator import source
from generator.problems import Problem
from generator.reports import github_report, json_report, sarif_report, summary, text_report
from generator.source import Document

FILE = "content/a.yaml"
UNKNOWN = Problem(FILE, 2, 1, "unknown-key", '"titel" is not a key here.', 'Did you mean "title"?', span=5)
WARNED = Problem(FILE, 1, 5, "action-ownership", 'It says "we".', severity="warning", span=2)


def no_lines(_: str) -> Sequence[str]:
    """The lines of a file that can't be read."""
    return ()


def shown(problem: Problem, text: str) -> list[str]:
    """The lines of the text report about a problem in a file with this text."""
    report = text_report([problem], lambda _: source.lines(text.encode()))
    assert report.endswith("\n")
    return report.removesuffix("\n").split("\n")


def excerpt(text: str, column: int, span: int = 1) -> list[str]:
    """The line that is shown and the carets under it, without the margin."""
    lines = shown(Problem(FILE, 1, column, "code", "Wrong.", span=span), text)
    assert [line[:7] for line in lines[1:]] == ["     1 ", "       "]
    assert [line[7:9] for line in lines[1:]] == ["| ", "| "]
    return [line[9:] for line in lines[1:]]


def test_a_problem_is_shown_with_its_line_a_caret_and_what_to_do() -> None:
    assert shown(UNKNOWN, "id: a\ntitel: The report\n") == [
        'content/a.yaml:2:1: error: "titel" is not a key here. [unknown-key]',
        "     2 | titel: The report",
        "       | ^^^^^",
        '      Did you mean "title"?',
    ]


def test_a_warning_says_that_it_is_one() -> None:
    assert shown(WARNED, "We: we\n")[0] == 'content/a.yaml:1:5: warning: It says "we". [action-ownership]'


def test_a_problem_without_a_hint_ends_with_its_carets() -> None:
    assert shown(WARNED, "We: we\n")[1:] == ["     1 | We: we", "       |     ^^"]


def test_problems_follow_each_other_without_blank_lines() -> None:
    report = text_report([UNKNOWN, WARNED], no_lines)
    assert report == (
        'content/a.yaml:2:1: error: "titel" is not a key here. [unknown-key]\n      Did you mean "title"?\n'
        'content/a.yaml:1:5: warning: It says "we". [action-ownership]\n'
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [("id: a\n", 9), ("id: a\n\n", 2), ("id: a\n  \t\n", 2), ("", 1)],
    ids=["past the end", "an empty line", "a blank line", "an empty file"],
)
def test_where_there_is_no_line_to_show_none_is_shown(text: str, line: int) -> None:
    assert shown(Problem(FILE, line, 1, "code", "Wrong.", "Mend it."), text) == [
        f"content/a.yaml:{line}:1: error: Wrong. [code]",
        "      Mend it.",
    ]


def test_the_margin_holds_a_line_number_of_any_length() -> None:
    lines = shown(Problem(FILE, 123_456, 4, "code", "Wrong."), "\n" * 123_455 + "id: a")
    assert lines[1:] == ["  123456 | id: a", "         |    ^"]


@pytest.mark.parametrize(
    ("text", "column", "span", "line", "carets"),
    [
        pytest.param("id: abc", 5, 3, "id: abc", "    ^^^", id="as many carets as characters"),
        pytest.param("id: abc", 5, 9, "id: abc", "    ^^^", id="no caret past the line's end"),
        pytest.param("id:", 4, 1, "id:", "   ^", id="right behind the line"),
        pytest.param("漢字: 語", 5, 1, "漢字: 語", "      ^^", id="wide characters"),
        pytest.param("😀 no", 3, 2, "😀 no", "   ^^", id="an emoji"),
        pytest.param("caffe\u0300: no", 9, 2, "caffe\u0300: no", "       ^^", id="a combining mark"),
        pytest.param("\u00e9\u00e0: no", 5, 2, "\u00e9\u00e0: no", "    ^^", id="accents that combine with nothing"),
        pytest.param("id:\t\tno", 6, 2, "id:  no", "     ^^", id="tabs"),
        pytest.param("a\u00a0b: no", 6, 2, "a b: no", "     ^^", id="a no-break space"),
        pytest.param("a\x1b[31mb", 7, 1, "a\ufffd[31mb", "      ^", id="an escape for terminals"),
        pytest.param("a\x9b31mb\x07", 6, 1, "a\ufffd31mb\ufffd", "     ^", id="other controls"),
        pytest.param("a\u202eb\u2066", 3, 1, "a\ufffdb\ufffd", "  ^", id="signs that turn the text around"),
    ],
)
def test_the_carets_stand_under_what_the_problem_is_about(
    text: str, column: int, span: int, line: str, carets: str
) -> None:
    assert excerpt(text, column, span) == [line, carets]


@pytest.mark.parametrize(
    ("column", "line", "carets"),
    [
        pytest.param(1, "a" * 5 + "b" * 95 + "…", "^", id="at the start"),
        pytest.param(41, "a" * 5 + "b" * 95 + "…", " " * 40 + "^", id="just before the start is cut"),
        pytest.param(42, "…" + "a" * 4 + "b" * 96 + "…", " " * 41 + "^", id="just after it"),
        pytest.param(145, "…" + "b" * 95 + "c" * 5, " " * 41 + "^", id="just before the end is shown"),
        pytest.param(205, "…" + "b" * 35 + "c" * 5, " " * 41 + "^", id="behind the end"),
    ],
)
def test_a_long_line_is_cut_around_the_place(column: int, line: str, carets: str) -> None:
    assert excerpt("a" * 5 + "b" * 194 + "c" * 5, column) == [line, carets]


def test_a_line_of_a_hundred_characters_is_shown_whole() -> None:
    assert excerpt("a" * 100, 90) == ["a" * 100, " " * 89 + "^"]


def test_the_carets_end_where_a_long_line_is_cut() -> None:
    assert excerpt("a" * 500, 201, span=300)[1] == " " * 41 + "^" * 60


@pytest.mark.parametrize(
    ("message", "hint"),
    [
        pytest.param("two\nlines", "and\r\nmore", id="line ends"),
        pytest.param("\x1b[2Jgone", "a\x07bell", id="escapes"),
    ],
)
def test_nothing_in_a_message_acts_on_a_terminal(message: str, hint: str) -> None:
    lines = shown(Problem(FILE, 9, 1, "code", message, hint), "")
    assert len(lines) == 2
    assert all(line.isprintable() for line in lines)


def test_a_key_with_a_line_end_in_it_is_named_on_one_line() -> None:
    text = '"two\\nlines": 1\n"two\\nlines": 2\n'
    problems = source.parse(FILE, text.encode())
    assert isinstance(problems, list)
    assert shown(problems[0], text)[0] == (
        'content/a.yaml:2:1: error: "two lines" stands twice; first in line 1. [duplicate-key]'
    )


@pytest.mark.parametrize(
    ("path", "key", "carets"),
    [
        pytest.param(["level"], True, "^^^^^", id="a key"),
        pytest.param(["level"], False, "       ^^^^", id="a value"),
        pytest.param(["none"], False, "^", id="the nearest parent of what is not there"),
    ],
)
def test_a_problem_of_a_document_is_as_wide_as_its_key_or_value(path: list[str], key: bool, carets: str) -> None:
    text = "level: boss  # a comment\n"
    document = source.parse(FILE, text.encode())
    assert isinstance(document, Document)
    problem = document.problem(path, "code", "Wrong.", key=key)
    assert shown(problem, text)[2] == f"       | {carets}"


def test_no_problems_are_an_empty_report() -> None:
    assert text_report([], no_lines) == github_report([]) == ""
    assert json.loads(json_report([])) == {"problems": [], "errors": 0, "warnings": 0}
    assert json.loads(sarif_report([], {"code": "# code"}))["runs"][0]["results"] == []


def test_json_holds_every_field_and_counts_by_severity() -> None:
    report = json.loads(json_report([UNKNOWN, WARNED, UNKNOWN]))
    assert [Problem(**problem) for problem in report.pop("problems")] == [UNKNOWN, WARNED, UNKNOWN]
    assert report == {"errors": 2, "warnings": 1}


def test_json_is_in_signs_that_any_terminal_and_file_can_hold() -> None:
    problem = Problem("content/größe.yaml", 1, 1, "code", '"漢字" \x1b')
    text = json_report([problem])
    assert text.endswith("}\n")
    assert text.isascii()
    assert json.loads(text)["problems"] == [asdict(problem)]


@pytest.mark.parametrize(
    ("problems", "words"),
    [
        ([], "No problems"),
        ([UNKNOWN], "1 error"),
        ([WARNED], "1 warning"),
        ([WARNED] * 2, "2 warnings"),
        ([UNKNOWN, WARNED, UNKNOWN], "2 errors and 1 warning"),
        ([UNKNOWN] * 1200, "1,200 errors"),
    ],
    ids=["none", "an error", "a warning", "two", "both", "many"],
)
def test_a_summary_counts_in_words(problems: list[Problem], words: str) -> None:
    assert summary(problems) == words


def test_github_gets_a_command_for_each_problem() -> None:
    assert github_report([UNKNOWN, WARNED]).splitlines() == [
        "::error file=content/a.yaml,line=2,col=1,endColumn=6,title=unknown-key::"
        '"titel" is not a key here. Did you mean "title"?',
        '::warning file=content/a.yaml,line=1,col=5,endColumn=7,title=action-ownership::It says "we".',
    ]


def test_nothing_in_the_content_ends_a_github_command_or_one_of_its_properties() -> None:
    problem = Problem("content/a,b:c%\n.yaml", 1, 1, "code", "100%: a, b\r\n::error::no", "%0A")
    assert github_report([problem]) == (
        "::error file=content/a%2Cb%3Ac%25%0A.yaml,line=1,col=1,endColumn=2,title=code::"
        "100%25: a, b%0D%0A::error::no %250A\n"
    )


def sarif(problems: list[Problem], explanations: dict[str, str]) -> Any:
    return json.loads(sarif_report(problems, explanations))


def sarif_location(line: int, start: int, end: int) -> dict[str, Any]:
    """A place in one line of the file, as SARIF names it."""
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": "content/a.yaml", "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": line, "startColumn": start, "endColumn": end},
        }
    }


def test_sarif_names_its_version_and_its_tool() -> None:
    log = sarif([], {})
    assert log["version"] == "2.1.0"
    assert "sarif-2.1.0" in log["$schema"]
    (run,) = log["runs"]
    assert run["tool"]["driver"] == {"name": "highbar", "semanticVersion": version("highbar"), "rules": []}
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_lists_each_code_once_with_its_page() -> None:
    rules = sarif([UNKNOWN, WARNED, UNKNOWN], {"unknown-key": "# unknown-key\n", "other": "# other\n"})["runs"][0][
        "tool"
    ]["driver"]["rules"]
    assert rules == [
        {"id": "action-ownership"},
        {"id": "unknown-key", "help": {"text": "# unknown-key\n", "markdown": "# unknown-key\n"}},
    ]


def test_sarif_says_of_each_result_what_and_where_it_is() -> None:
    assert sarif([UNKNOWN, WARNED], {})["runs"][0]["results"] == [
        {
            "ruleId": "unknown-key",
            "ruleIndex": 1,
            "level": "error",
            "message": {"text": '"titel" is not a key here. Did you mean "title"?'},
            "locations": [sarif_location(2, 1, 6)],
        },
        {
            "ruleId": "action-ownership",
            "ruleIndex": 0,
            "level": "warning",
            "message": {"text": 'It says "we".'},
            "locations": [sarif_location(1, 5, 7)],
        },
    ]
