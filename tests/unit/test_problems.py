"""Problems as values: how they sort, and what they suggest."""

from __future__ import annotations

import random

import pytest

from generator.problems import Problem, did_you_mean, nearest


def test_a_problem_is_an_error_at_one_character_unless_it_says_otherwise() -> None:
    problem = Problem("a.yaml", 1, 1, "empty-file", "Nothing.")
    assert (problem.hint, problem.severity, problem.span) == ("", "error", 1)


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


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("senoir", 'Did you mean "senior"?'),
        ("SENIOR", 'Did you mean "senior"?'),
        ("se-nior", 'Did you mean "senior"?'),
        ("staff", "Known: junior, senior."),
        ("", "Known: junior, senior."),
        ("senior" * 10_000, "Known: junior, senior."),
    ],
    ids=["near", "other capitals", "other signs", "far", "empty", "endless"],
)
def test_an_unknown_name_gets_the_nearest_known_one_or_all_of_them(word: str, hint: str) -> None:
    assert did_you_mean(word, ["junior", "senior"]) == hint


def test_there_is_no_suggestion_where_nothing_is_known() -> None:
    assert did_you_mean("senior", []) == ""


@pytest.mark.parametrize(
    ("word", "meant"),
    [("Senior SDE", "senior"), ("senior sde", "senior"), ("senoir", "senior"), ("sde 2", "sde2"), ("boss", None)],
)
def test_a_name_that_people_use_stands_for_the_known_word(word: str, meant: str | None) -> None:
    assert nearest(word, ["sde2", "senior"], {"SDE 2": "sde2", "Senior SDE": "senior"}) == meant
