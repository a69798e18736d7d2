"""What a learner's progress is kept under: when it stands, and when it is asked again."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.identity import former_keys, item_key, revision

LOGS, GUESS, WAIT = ("Read the logs.", True), ("Guess.", False), ("Wait.", False)


def rev(*choices: tuple[str, bool], kind: str = "choose-many", question: str = "What comes first?") -> str:
    return revision(kind, question, choices or (LOGS, GUESS, WAIT))


@pytest.mark.parametrize(
    "edited",
    [
        pytest.param(rev(question="What comes last?"), id="the question"),
        pytest.param(rev(LOGS, GUESS, ("Wait a day.", False)), id="an option's text"),
        pytest.param(rev(LOGS, GUESS, ("Wait.", True)), id="which options are right"),
        pytest.param(rev(("Read the logs.", False), ("Guess.", True), WAIT), id="which of two options is right"),
        pytest.param(rev(LOGS, GUESS), id="one option less"),
        pytest.param(rev(LOGS, GUESS, WAIT, ("Ask.", False)), id="one option more"),
        pytest.param(rev(LOGS, GUESS, WAIT, WAIT), id="the same option once more"),
        pytest.param(rev(LOGS, GUESS, ("wait.", False)), id="a capital"),
        pytest.param(rev(kind="choose-one"), id="the kind"),
    ],
)
def test_an_edit_that_bears_on_the_answer_makes_a_new_revision(edited: str) -> None:
    assert edited != rev()


@pytest.mark.parametrize(
    "edited",
    [
        pytest.param(rev(WAIT, GUESS, LOGS), id="the order of the options"),
        pytest.param(rev(question="  What comes first?\n"), id="blanks around a text"),
        pytest.param(rev(question="What\ncomes   first?"), id="line ends in the question"),
        pytest.param(rev(("Read\r\n  the logs.\n", True), GUESS, WAIT), id="line ends in an option"),
    ],
)
def test_any_other_edit_keeps_the_revision(edited: str) -> None:
    assert edited == rev()


@given(st.lists(st.tuples(st.text("ab \n", max_size=4), st.booleans()), max_size=4), st.randoms())
def test_the_order_of_the_choices_never_counts(choices: list[tuple[str, bool]], chance: Random) -> None:
    shuffled = list(choices)
    chance.shuffle(shuffled)
    assert revision("choose-many", "", shuffled) == revision("choose-many", "", choices)


def test_a_revision_stays_the_same_in_every_version_of_the_generator() -> None:
    # Learners' browsers hold these. If this fails, all their progress counts as outdated.
    assert rev() == "377b5fc7"


def test_an_item_is_named_after_its_scenario() -> None:
    assert item_key("slow-report", "first-step") == "slow-report/first-step"
    assert item_key("slow-report", "phrase", "action") == "slow-report/phrase/action"


def test_what_was_never_renamed_had_no_other_keys() -> None:
    assert former_keys(["slow-report"], ["first-step"]) == ()


def test_every_former_owner_may_have_had_every_former_name() -> None:
    assert former_keys(["new", "old"], ["b", "a"]) == ("new/a", "old/b", "old/a")
    assert former_keys(["new", "old"], ["action"], kind="phrase") == ("old/phrase/action",)


SLUGS = st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=4, unique=True)


@given(SLUGS, SLUGS, st.sampled_from(["", "phrase"]))
def test_the_former_keys_are_all_combinations_but_the_one_of_now(
    owners: list[str], names: list[str], kind: str
) -> None:
    between = [kind] if kind else []
    every = {item_key(owner, *between, name) for owner in owners for name in names}
    former = former_keys(owners, names, kind=kind)
    assert {*former, item_key(owners[0], *between, names[0])} == every
    assert len(former) == len(every) - 1
