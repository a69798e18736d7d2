"""Problems as values: how they sort and print, and what they suggest."""

from __future__ import annotations

import random

import pytest

from generator import source
from generator.problems import Problem, did_you_mean


def test_a_problem_prints_as_place_code_message_and_hint() -> None:
    problem = Problem("content/a.yaml", 3, 7, "unknown-key", '"titel" is not a key here.', 'Did you mean "title"?')
    assert str(problem) == 'content/a.yaml:3:7: unknown-key "titel" is not a key here. Did you mean "title"?'


def test_a_problem_without_a_hint_ends_with_its_message() -> None:
    assert str(Problem("a.yaml", 1, 1, "empty-file", "Nothing.")) == "a.yaml:1:1: empty-file Nothing."


def test_problems_sort_by_file_then_line_then_column_then_code() -> None:
    ordered = [
        Problem("a.yaml", 2, 9, "z", "last line of a"),
        Problem("a.yaml", 10, 1, "a", "lines are numbers"),
        Problem("a.yaml", 10, 2, "a", "columns too"),
        Problem("a.yaml", 10, 2, "b", "then the code"),
        Problem("b.yaml", 1, 1, "a", "then the next file"),
    ]
    shuffled = random.Random(7).sample(ordered, len(ordered))
    assert sorted(shuffled) == ordered


def test_a_problem_prints_on_one_line_whatever_the_content_says() -> None:
    problems = source.parse("a.yaml", b'"two\\nlines": 1\n"two\\nlines": 2\n')
    assert isinstance(problems, list)
    assert [str(problem).splitlines() for problem in problems] == [[str(problem)] for problem in problems]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("senoir", 'Did you mean "senior"?'),
        ("staff", "Known: junior, senior."),
    ],
    ids=["near", "far"],
)
def test_an_unknown_name_gets_the_nearest_known_one_or_all_of_them(word: str, hint: str) -> None:
    assert did_you_mean(word, ["junior", "senior"]) == hint


def test_there_is_no_suggestion_where_nothing_is_known() -> None:
    assert did_you_mean("senior", []) == ""
