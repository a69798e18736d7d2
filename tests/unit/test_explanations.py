"""Every code that a problem can have has a page, every page has a code, and what the pages show is right."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.checking import check
from generator.explanations import explanations
from generator.lint.rules import RULES
from tests.builders import REPOSITORY
from tests.test_invalid import rest_of
from tests.test_lint import REFERENCE

PAGES = explanations()
RULE_NAMES = {rule.name for rule in RULES}
OTHER_CODES = sorted(PAGES.keys() - RULE_NAMES)
SECTIONS = ["Why", "Instead of", "Write"]

CODE_ARGUMENT = {"Problem": 3, "problem": 1, "_fail": 1}
"""The functions that make a problem, and which of their arguments is its code."""
CODE_VARIABLES = {"code", "rule.name"}
"""What hands a code on that is named elsewhere: in a call, in the table of `decode.py`, or by a rule."""
WORDS_LENGTH = 3
"""How long an entry of the table of `decode.py` is: code, message and hint."""


def calls_with_codes(tree: ast.AST) -> Iterator[ast.expr]:
    """The code of each problem that is made in a module, as it is written there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            place = CODE_ARGUMENT.get(name)
            if place is not None:
                named = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
                yield named[0] if named else node.args[min(place, first_spread(node))]


def first_spread(call: ast.Call) -> int:
    """Which argument of a call is a list of arguments that is spread out; none is past the end."""
    spread = [place for place, argument in enumerate(call.args) if isinstance(argument, ast.Starred)]
    return spread[0] + 1 if spread else len(call.args)


def words_with_codes(tree: ast.AST) -> Iterator[str]:
    """The codes of the table of `decode.py`: every three texts in a row."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple) and len(node.elts) == WORDS_LENGTH:
            texts = [item.value for item in node.elts if isinstance(item, ast.Constant) and isinstance(item.value, str)]
            if len(texts) == WORDS_LENGTH:
                yield texts[0]


def codes() -> set[str]:
    """Every code that the generator can give to a problem."""
    found = set(RULE_NAMES)
    for path in sorted((REPOSITORY / "generator").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for code in calls_with_codes(tree):
            if isinstance(code, ast.Constant):
                found.add(str(code.value))
            else:
                assert ast.unparse(code) in CODE_VARIABLES, f"{path.name}:{code.lineno} hides a code from this test"
        if path.name == "decode.py":
            found |= set(words_with_codes(tree))
    return found


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert sorted(PAGES) == sorted(codes())


@pytest.mark.parametrize("code", PAGES)
def test_a_page_has_its_sections_in_order(code: str) -> None:
    page = PAGES[code]
    sections = [*SECTIONS, "Source"] if code in RULE_NAMES else SECTIONS
    assert re.findall(r"^#+ .*$", without_code(page), re.MULTILINE) == [f"# {code}", *(f"## {it}" for it in sections)]
    head, *bodies = re.split(r"^## .*\n", page, flags=re.MULTILINE)
    assert re.fullmatch(r"# \S+\n\n(\S.*\n){1,2}\n", head), "the summary is a sentence of a line or two"
    assert re.fullmatch(r"\n(?:.*\S.*\n|\n(?=\S))+\n", bodies[0]), "the reason is made of paragraphs"
    for body in bodies[1:3]:
        assert re.fullmatch(r"\n```(yaml|text)\n(?:(?!```).*\n)+```\n\n?", body), "each example is one block of code"
    assert page.endswith("\n")
    assert not page.endswith("\n\n")


def without_code(page: str) -> str:
    return re.sub(r"^```\w+\n.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("code", PAGES)
def test_a_page_fits_a_terminal(code: str) -> None:
    assert [line for line in PAGES[code].splitlines() if len(line) > 120 or line != line.rstrip()] == []


def yaml_examples(page: str) -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


# The first stands for a whole file, the second for what nobody has thought of, the third for a hundred mistakes.
NOT_TO_TRY = {"empty-file", "invalid", "more-problems"}


@pytest.mark.parametrize(
    "code", [code for code in OTHER_CODES if yaml_examples(PAGES[code]) and code not in NOT_TO_TRY]
)
def test_an_example_does_what_its_page_says(tmp_path: Path, code: str) -> None:
    bad, good = yaml_examples(PAGES[code])
    assert code in codes_found(tmp_path / "bad", bad)
    assert codes_found(tmp_path / "good", good) <= RULE_NAMES


def codes_found(project: Path, example: str) -> set[str]:
    """The codes of what is wrong with the real content if an example stands in place of its top-level keys.

    A comment that names a file says where; otherwise it is in the reference scenario.
    """
    shutil.copytree(REPOSITORY / "content", project / "content", ignore=shutil.ignore_patterns("pages", "schema"))
    named = re.match(r"# (content/\S+)\n", example)
    path = project / (named[1] if named else REFERENCE)
    valid = path.read_text(encoding="utf-8")
    path.write_text(example + rest_of(valid, example, []), encoding="utf-8", newline="\n")
    return {problem.code for problem in check(project).problems}
