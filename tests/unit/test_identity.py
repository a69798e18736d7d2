"""What a learner's progress is kept under: when it stands, and when it is asked again."""

from __future__ import annotations

from typing import Any

import pytest

from generator.identity import item_key, revision
from generator.model import QuizItem


def options(**changes: dict[str, str]) -> list[dict[str, str]]:
    """Three options, the first one right, with some of their fields changed."""
    base = {
        "logs": {"text": "Read the logs.", "correct": "true", "why": "They show the cause."},
        "guess": {"text": "Guess.", "correct": "false", "why": "It may be wrong."},
        "wait": {"text": "Wait.", "correct": "false", "why": "It costs time."},
    }
    return [{"id": name, **fields, **changes.get(name, {})} for name, fields in base.items()]


def item(**changes: Any) -> QuizItem:
    fields = {
        "id": "first-step",
        "kind": "choose-many",
        "question": "What comes first?",
        "options": options(),
        "explanation": "Look before you leap.",
    }
    return QuizItem.model_validate({**fields, **changes})


@pytest.mark.parametrize(
    "edited",
    [
        pytest.param(item(question="What comes last?"), id="the question"),
        pytest.param(item(options=options(wait={"text": "Wait a day."})), id="an option's text"),
        pytest.param(item(options=options(wait={"correct": "true"})), id="which options are right"),
        pytest.param(item(options=options(wait={"id": "pause"})), id="an option's id"),
        pytest.param(item(options=[*options(), {**options()[2], "id": "ask"}]), id="one more option"),
        pytest.param(item(kind="choose-one"), id="the kind"),
    ],
)
def test_an_edit_that_bears_on_the_answer_makes_a_new_revision(edited: QuizItem) -> None:
    assert revision(edited) != revision(item())


@pytest.mark.parametrize(
    "edited",
    [
        pytest.param(item(options=options()[::-1]), id="the order of the options"),
        pytest.param(item(options=options(wait={"why": "Time is short."})), id="a reason"),
        pytest.param(item(explanation="Look first."), id="the explanation"),
        pytest.param(item(id="second-step"), id="the item's own id"),
        pytest.param(item(question="  What comes first?\n"), id="blanks around a text"),
    ],
)
def test_any_other_edit_keeps_the_revision(edited: QuizItem) -> None:
    assert revision(edited) == revision(item())


def test_a_revision_stays_the_same_in_every_version_of_the_generator() -> None:
    # Learners' browsers hold these. If this fails, all their progress counts as outdated.
    assert revision(item()) == "517753f3"


def test_an_item_is_named_after_its_scenario() -> None:
    assert item_key("slow-report", "first-step") == "slow-report/first-step"
