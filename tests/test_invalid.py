"""Every mistake in tests/invalid is found where it stands, and nothing else is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.library import load
from tests.builders import FILES, valid_project

# A case is a content file. Comments at its top say:
#   file: where it goes in the valid project of tests/builders.py
#   expect: [file:]line:column code, and a part of the message or hint; one line for each problem, sorted
#   without: top-level keys that it lacks
#   rest: the file of the valid project that fills in the top-level keys the case leaves out, or `none`; default: `file`
# Positions count from the case's own first line, these comments included.
CASES = Path(__file__).parent / "invalid"
NAMES = [path.relative_to(CASES).with_suffix("").as_posix() for path in sorted(CASES.rglob("*.yaml"))]


@dataclass(frozen=True)
class Case:
    file: str
    text: str
    expected: list[tuple[str, str]]
    """Where and what: `file:line:column: code`, and a part of the message or hint."""


def read_case(text: str) -> Case:
    header = re.findall(r"^# (file|expect|without|rest): (.+)$", text, re.MULTILINE)
    keys: dict[str, str] = dict(header)
    file = keys["file"]
    rest = keys.get("rest", file)
    if rest != "none":
        text += rest_of(FILES[rest], text, keys.get("without", "").split())
    return Case(file, text, [expected(value, file) for key, value in header if key == "expect"])


def rest_of(valid: str, case: str, without: list[str]) -> str:
    """The valid file's top-level keys that the case does not have and should have."""
    taken = {*without, *re.findall(r"^(\w+):", case, re.MULTILINE)}
    blocks = re.findall(r"^\w.*\n(?:(?: .*)?\n)*", valid, re.MULTILINE)
    return "".join(block for block in blocks if block.split(":")[0] not in taken)


def expected(line: str, file: str) -> tuple[str, str]:
    place, code, part = line.split(" ", 2)
    return f"{place}: {code}" if place.startswith("content/") else f"{file}:{place}: {code}", part


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_is_found_where_it_stands(tmp_path: Path, name: str) -> None:
    case = read_case((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    path = valid_project(tmp_path) / case.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(case.text, encoding="utf-8", newline="\n")

    library, problems = load(tmp_path)

    assert library is None
    assert [f"{p.file}:{p.line}:{p.column}: {p.code}" for p in problems] == [place for place, _ in case.expected]
    for problem, (_, part) in zip(problems, case.expected, strict=True):
        assert part in f"{problem.message} {problem.hint}"
