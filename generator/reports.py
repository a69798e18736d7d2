"""Problems as reports: text for people, JSON, GitHub's annotations, and SARIF for code scanning."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from typing import Any, Literal, get_args
from urllib.parse import quote

from generator.problems import Problem

Format = Literal["text", "json", "github", "sarif"]
FORMATS: tuple[Format, ...] = get_args(Format)
Lines = Callable[[str], Sequence[str]]
"""The lines of a file that problems name; none if it can't be read."""

_WIDEST_EXCERPT = 100
"""How many characters of a line an excerpt shows."""
_BEFORE = 40
"""How many of them stand before the place, where the line is longer than that."""


def text_report(problems: Sequence[Problem], lines: Lines) -> str:
    """Every problem with the line it is about and a caret under the place; empty without problems.

    The first line of each has the form that editors and compilers share: `file:line:column: severity: message [code]`.
    """
    return "".join(f"{text_problem(problem, lines)}\n" for problem in problems)


def text_problem(problem: Problem, lines: Lines) -> str:
    """One problem, on several lines."""
    place = f"{_visible(problem.file)}:{problem.line}:{problem.column}"
    parts = [f"{place}: {problem.severity}: {_visible(problem.message)} [{problem.code}]"]
    source = lines(problem.file)
    if problem.line <= len(source) and source[problem.line - 1].strip():
        parts += _excerpt(problem, source[problem.line - 1])
    if problem.hint:
        parts.append(f"      {_visible(problem.hint)}")
    return "\n".join(parts)


def json_report(problems: Sequence[Problem]) -> str:
    """An object with all problems and how many of each severity there are."""
    return _json({"problems": [asdict(problem) for problem in problems], **_count(problems)})


def github_report(problems: Sequence[Problem]) -> str:
    """Workflow commands that put each problem beside its line in a pull request."""
    return "".join(f"{_github_command(problem)}\n" for problem in problems)


def sarif_report(problems: Sequence[Problem], explanations: Mapping[str, str]) -> str:
    """SARIF 2.1.0.

    Args:
        problems: what was found.
        explanations: the page of each code, in Markdown.
    """
    codes = sorted({problem.code for problem in problems})
    rules = [
        {"id": code, "help": {"text": explanations[code], "markdown": explanations[code]}}
        if code in explanations
        else {"id": code}
        for code in codes
    ]
    driver = {"name": "highbar", "semanticVersion": version("highbar"), "rules": rules}
    results = [_sarif_result(problem, codes.index(problem.code)) for problem in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _json({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def summary(problems: Sequence[Problem]) -> str:
    """How many errors and warnings there are, in words."""
    numbers = [(number, what) for what, number in _count(problems).items() if number]
    return " and ".join(f"{number:,} {what if number != 1 else what[:-1]}" for number, what in numbers) or "No problems"


def _count(problems: Sequence[Problem]) -> dict[str, int]:
    errors = sum(problem.severity == "error" for problem in problems)
    return {"errors": errors, "warnings": len(problems) - errors}


def _json(value: Any) -> str:
    return json.dumps(value, indent=2) + "\n"


def _github_command(problem: Problem) -> str:
    properties = {
        "file": problem.file,
        "line": problem.line,
        "col": problem.column,
        "endColumn": problem.column + problem.span,
        "title": problem.code,
    }
    listed = ",".join(f"{key}={_escaped(str(value), ',:')}" for key, value in properties.items())
    words = f"{problem.message} {problem.hint}".strip()
    return f"::{problem.severity} {listed}::{_escaped(words, '')}"


def _escaped(text: str, more: str) -> str:
    """Text for a workflow command: what would end it, or one of its properties, as a percent code."""
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _sarif_result(problem: Problem, rule: int) -> dict[str, Any]:
    region = {
        "startLine": problem.line,
        "startColumn": problem.column,
        "endColumn": problem.column + problem.span,
    }
    location = {
        "artifactLocation": {"uri": quote(os.fsencode(problem.file)), "uriBaseId": "%SRCROOT%"},
        "region": region,
    }
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": f"{problem.message} {problem.hint}".strip()},
        "locations": [{"physicalLocation": location}],
    }


def _excerpt(problem: Problem, line: str) -> list[str]:
    """The line, cut where it is long, and a row of carets under what the problem is about."""
    start = problem.column - 1
    first = max(0, start - _BEFORE) if len(line) > _WIDEST_EXCERPT else 0
    shown = line[first : first + _WIDEST_EXCERPT]
    lead, cut = ("…" if first else ""), ("…" if first + _WIDEST_EXCERPT < len(line) else "")
    number = str(problem.line)
    before = f"{lead}{shown[: start - first]}"
    under = max(1, _width(shown[start - first : start - first + problem.span]))
    return [
        f"  {number:>4} | {_visible(lead + shown + cut)}",
        f"  {' ' * max(4, len(number))} | {' ' * _width(before)}{'^' * under}",
    ]


def _visible(text: str) -> str:
    """Text on one line, in which nothing can act on a terminal."""
    return "".join(each if each.isprintable() else " " if each.isspace() else "\ufffd" for each in text)


def _width(text: str) -> int:
    """How many columns a terminal takes for a text."""
    return sum(
        0 if unicodedata.category(each) in {"Mn", "Me"} else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in text
    )
