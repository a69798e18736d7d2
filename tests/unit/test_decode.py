"""Plain data to models: what a value becomes, and that nothing slips through."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.decode import Model, decode
from generator.fields import Budget
from generator.model import Content, Framework, Principle, Scenario
from generator.source import Document, PathStep, parse
from tests.builders import DIVE_DEEP, FRAMEWORK, SLOW_REPORT

VALID: dict[type[Content], str] = {Framework: FRAMEWORK, Principle: DIVE_DEEP, Scenario: SLOW_REPORT}


def document(text: str) -> Document:
    parsed = parse("a.yaml", text.encode())
    assert isinstance(parsed, Document), parsed
    return parsed


def decoded(text: str, model: type[Model]) -> Model:
    content = decode(document(text), model)
    assert isinstance(content, model), content
    return content


def found(text: str, model: type[Content]) -> list[tuple[int, int, str]]:
    """Line, column and code of each problem."""
    content = decode(document(text), model)
    return [(p.line, p.column, p.code) for p in content] if isinstance(content, list) else []


@pytest.mark.parametrize("text", ["no", "12:30", "1_000", "0o17", "007", "2024-01-31", "2024", "true", "~", "1.50"])
def test_where_text_is_asked_for_anything_is_text_as_typed(text: str) -> None:
    assert decoded(DIVE_DEEP.replace("name: Dive Deep", f"name: {text}"), Principle).name == text


@pytest.mark.parametrize("text", ["90", '"90"'], ids=["plain", "quoted"])
def test_where_a_number_is_asked_for_digits_are_one(text: str) -> None:
    framework = decoded(FRAMEWORK.replace("words_per_minute: 120", f"words_per_minute: {text}"), Framework)
    assert framework.words_per_minute == 90


def test_blanks_and_line_ends_around_a_text_are_no_part_of_it() -> None:
    text = DIVE_DEEP.replace(
        "meaning: Go to the evidence.", "meaning: |\n\n  Go to\n  the evidence.\n\n\nneighbors: []"
    )
    text = text.replace("name: Dive Deep", 'name: "  Dive Deep "')
    principle = decoded(text, Principle)
    assert principle.meaning == "Go to\nthe evidence."
    assert principle.name == "Dive Deep"


def test_a_budget_is_its_shortest_and_its_longest() -> None:
    assert [level.budget_seconds for level in decoded(FRAMEWORK, Framework).levels] == [Budget(30, 60), Budget(60, 90)]


def test_a_budget_may_be_one_point_in_time() -> None:
    framework = decoded(FRAMEWORK.replace("[30, 60]", "[60, 60]"), Framework)
    assert framework.levels[0].budget_seconds == Budget(60, 60)


def test_what_is_optional_may_be_left_out() -> None:
    scenario = decoded(SLOW_REPORT, Scenario)
    assert scenario.variants == ()
    assert scenario.situation.target_seconds is None
    assert scenario.reflection.target_seconds is None
    assert scenario.weak_answer.critique[0].quote is None
    assert scenario.levels["junior"].budget_seconds is None
    assert decoded(DIVE_DEEP, Principle).neighbors == ()


def test_the_largest_values_that_fit_are_taken() -> None:
    phrase = "x" * 70
    text = SLOW_REPORT.replace(
        "answer: Our monthly report took nine minutes.", f"target_seconds: 3600\n  answer: {phrase}"
    )
    text = text.replace("[nine minutes]", f"[{', '.join([phrase] * 5)}]")
    situation = decoded(text, Scenario).situation
    assert situation.target_seconds == 3600
    assert situation.highlights == (phrase,) * 5


@pytest.mark.parametrize("address", ["https://example.org", "https://example.org/a?b=c#d"])
def test_a_web_address_is_https(address: str) -> None:
    text = FRAMEWORK.replace("https://example.org/principles", address)
    assert decoded(text, Framework).official_page == address


def test_content_can_not_be_changed_after_it_is_read() -> None:
    with pytest.raises(ValidationError):
        decoded(DIVE_DEEP, Principle).name = "Other"  # type: ignore[misc]


def test_all_mistakes_of_a_file_are_found_at_once() -> None:
    text = """\
id: Dive Deep
name:
short: [Look]
meening: Go to the evidence.
listen_for: []
red_flags: Stopped.
prompts:
  - ""
  - {which: bug}
  - Which bug was your hardest?
neighbors:
  - {principle: ownership}
"""
    assert sorted(found(text, Principle)) == [
        (1, 1, "missing-key"),
        (1, 5, "malformed-id"),
        (2, 6, "empty-text"),
        (3, 8, "wrong-type"),
        (4, 1, "unknown-key"),
        (5, 13, "too-few"),
        (6, 12, "wrong-type"),
        (8, 5, "empty-text"),
        (9, 5, "wrong-type"),
        (12, 5, "missing-key"),
    ]


def paths(data: Any, path: tuple[PathStep, ...] = ()) -> list[tuple[PathStep, ...]]:
    """The paths of all nodes below the root of nested data."""
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [inner for step, child in steps for inner in ((*path, step), *paths(child, (*path, step)))]


def replaced(data: Any, path: tuple[PathStep, ...], new: Any) -> Any:
    """A copy of nested data with another value at the path."""
    if not path:
        return new
    step, *rest = path
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    changed = {key: replaced(child, tuple(rest), new) if key == step else child for key, child in pairs}
    return changed if isinstance(data, dict) else list(changed.values())


PLACES = [(model, path) for model, text in VALID.items() for path in paths(yaml.load(text, Loader=yaml.BaseLoader))]

texts = st.sampled_from(["", "0", "-1", "99999999999", "true", "{found}", "{0}", "%s", "a\nb", "a\n\nb", "é" * 200])
junk = st.recursive(
    texts | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=9) | st.dictionaries(texts | st.text(max_size=8), inner, max_size=3),
    max_leaves=9,
)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=300, deadline=None)
@given(st.sampled_from(PLACES), junk)
def test_whatever_stands_in_a_place_is_taken_or_is_a_problem_in_our_words(
    place: tuple[type[Content], tuple[PathStep, ...]], new: Any
) -> None:
    model, path = place
    text = yaml.dump(replaced(yaml.load(VALID[model], Loader=yaml.BaseLoader), path, new), allow_unicode=True)
    parsed = parse("a.yaml", text.encode())
    if isinstance(parsed, list):
        return  # what YAML itself refuses is tested elsewhere
    content = decode(parsed, model)
    if isinstance(content, list):
        assert content
        assert [p for p in content if p.code == "invalid" or not 1 <= p.line <= len(text.split("\n"))] == []
