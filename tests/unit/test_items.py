"""The quiz that follows from a scenario: what is asked, what progress in it hangs on, and what an edit outdates."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.items import KINDS, MOST_PRINCIPLES, Item, principle_item, scenario_items
from generator.library import Library, load
from generator.model import Framework, Principle, Scenario
from tests.builders import DIVE_DEEP, FRAMEWORK, LOST_ORDERS, OWNERSHIP, REPOSITORY, SLOW_REPORT

Data = dict[str, Any]
Edit = Callable[[Data], None]
"""A change to a scenario as plain data."""

SECOND_FOLLOW_UP = """\
id: who-asked
question: Who asked you to look?
probes: Whether it was your idea.
weak: {answer: My manager did., verdict: Did as told.}
strong: {answer: Accounting was waiting for it., key_phrase: Accounting was waiting}
"""
SECOND_QUESTION = """\
id: what-counts
kind: choose-many
question: What counts?
options:
  - {id: time, text: The time it took, correct: true, why: It can be checked.}
  - {id: index, text: The index, correct: true, why: It is the cause.}
  - {id: team, text: The team's name, correct: false, why: It says nothing.}
explanation: Name what can be checked.
"""
WEAK_ANSWER = """\
answer: |-
  The report was slow. Somebody looked at it, and then we fixed it! Everybody was happy.

  It is fast now.
critique:
  - {point: "Whose report?", quote: report was slow}
  - {point: It names no number.}
  - {point: 'Who is "we"?', quote: we fixed it}
bar_raiser: {verdict: Not yet, thinks: I can't tell who did it.}
"""
SENIOR_REFLECTION = "answer: I would ask who else waits.\nhighlights: [who else waits]\n"


def plain(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)


def story() -> Data:
    """A scenario from which items of every kind follow, as plain data."""
    data: Data = plain(SLOW_REPORT)
    data["follow_ups"].append(plain(SECOND_FOLLOW_UP))
    data["quiz"].append(plain(SECOND_QUESTION))
    data["weak_answer"] = plain(WEAK_ANSWER)
    data["reflection"]["levels"]["senior"] = plain(SENIOR_REFLECTION)
    return data


def library_of(*scenarios: Data, principles: tuple[Data, ...] = ()) -> Library:
    """A library of plain data."""
    known = principles or (plain(DIVE_DEEP), plain(OWNERSHIP))
    framework = {**plain(FRAMEWORK), "principles": [principle["id"] for principle in known]}
    return Library(
        Framework.model_validate(framework),
        tuple(map(Principle.model_validate, known)),
        tuple(map(Scenario.model_validate, scenarios)),
    )


def items_in(library: Library) -> list[Item]:
    """All items of a library."""
    of_scenarios = chain(*(scenario_items(library, scenario) for scenario in library.scenarios))
    return [*of_scenarios, *(principle_item(library, principle) for principle in library.principles)]


def items_of(*edits: Edit) -> dict[str, Item]:
    """The items of the story after some edits, by key."""
    data = story()
    for edit in edits:
        edit(data)
    return {item.key: item for item in items_in(library_of(data))}


def revisions(*edits: Edit) -> dict[str, str]:
    return {key: item.rev for key, item in items_of(*edits).items()}


def at(part: Any, steps: list[str]) -> Any:
    """What stands in a place."""
    for step in steps:
        part = part[int(step) if step.isdigit() else step]
    return part


def put(path: str, value: Any) -> Edit:
    """An edit that puts a value in a place, as in `quiz.0.question`."""

    def edit(data: Data) -> None:
        *steps, last = path.split(".")
        at(data, steps)[int(last) if last.isdigit() else last] = value

    return edit


def turn_around(path: str) -> Edit:
    """An edit that turns the order of a list around."""

    def edit(data: Data) -> None:
        at(data, path.split(".")).reverse()

    return edit


def both(*edits: Edit) -> Edit:
    def edit(data: Data) -> None:
        for each in edits:
            each(data)

    return edit


def words(html: str) -> str:
    """What HTML shows."""
    return unescape(re.sub("<[^>]+>", "", html))


QUESTION = "slow-report/first-step"
MANY = "slow-report/what-counts"
SITUATION, ACTION, REFLECTION = (f"slow-report/phrase/{part}" for part in ("situation", "action", "reflection"))
KEY_PHRASE = "slow-report/key-phrase/why-nine"
WEAK_OR_STRONG = "slow-report/why-nine"
FLAW = "slow-report/flaw/weak-answer"
DEEP = "which-principle/principle/dive-deep"


def test_every_kind_of_question_follows_from_one_scenario() -> None:
    items = items_of()
    assert {item.kind for item in items.values()} == set(KINDS)
    assert list(items) == [
        *(QUESTION, MANY, SITUATION, "slow-report/phrase/task", ACTION, "slow-report/phrase/result", REFLECTION),
        *(KEY_PHRASE, "slow-report/key-phrase/who-asked", FLAW, WEAK_OR_STRONG, "slow-report/who-asked"),
        *(DEEP, "which-principle/principle/ownership"),
    ]


REORDERED = [
    pytest.param(turn_around("action.highlights"), id="highlights"),
    pytest.param(turn_around("weak_answer.critique"), id="critique points"),
    pytest.param(turn_around("follow_ups"), id="follow-ups"),
    pytest.param(turn_around("quiz"), id="quiz questions"),
    pytest.param(turn_around("quiz.1.options"), id="options"),
]


@pytest.mark.parametrize("edit", REORDERED)
def test_what_is_put_in_another_order_keeps_its_progress(edit: Edit) -> None:
    assert revisions(edit) == revisions()


KEPT = [
    pytest.param(put("principle", "ownership"), id="another principle"),
    pytest.param(put("title", "A slow night"), id="title"),
    pytest.param(put("prompt", "Which bug was the hardest of all?"), id="prompt"),
    pytest.param(put("overview.story", "A report was slow."), id="overview"),
    pytest.param(put("situation.answer", "In May our report took nine minutes."), id="answer around a highlight"),
    pytest.param(put("situation.highlights.0", "Nine  minutes"), id="a highlight's capitals and blanks"),
    pytest.param(put("situation.accept", [{"word": "minutes", "also": ["moments"]}]), id="words to accept"),
    pytest.param(put("situation.coaching", "It says why."), id="coaching"),
    pytest.param(put("reflection.levels.senior.highlights", ["ask"]), id="another level's reflection"),
    pytest.param(put("follow_ups.0.probes", "Whether you asked."), id="what a follow-up probes"),
    pytest.param(put("follow_ups.0.weak.verdict", "Did not look."), id="a verdict"),
    pytest.param(put("follow_ups.0.aliases", ["why-so-slow"]), id="aliases"),
    pytest.param(put("follow_ups.0.question", "Why had\n  nobody noticed?"), id="line ends"),
    pytest.param(put("weak_answer.critique.0.point", "Which report?"), id="a critique point"),
    pytest.param(put("weak_answer.critique.0.quote", "The report"), id="a quote of the same sentence"),
    pytest.param(put("weak_answer.bar_raiser.thinks", "Who did it?"), id="the Bar Raiser"),
    pytest.param(put("quiz.0.explanation", "Measure first."), id="explanation"),
    pytest.param(put("quiz.0.options.0.why", "It shows where."), id="reason"),
    pytest.param(put("quiz.0.options.0.id", "clock"), id="option id"),
    pytest.param(put("quiz.0.options.2.last", "true"), id="an option that stays last"),
]


@pytest.mark.parametrize("edit", KEPT)
def test_an_edit_that_changes_no_answer_outdates_nothing(edit: Edit) -> None:
    assert revisions(edit) == revisions()


OUTDATED = [
    (QUESTION, put("quiz.0.question", "What came last?")),
    (QUESTION, put("quiz.0.options.2.text", "Adding two caches")),
    (QUESTION, both(put("quiz.0.options.0.correct", "false"), put("quiz.0.options.1.correct", "true"))),
    (MANY, put("quiz.1.options.1.correct", "false")),
    (MANY, both(put("quiz.1.kind", "choose-one"), put("quiz.1.options.1.correct", "false"))),
    (SITUATION, put("situation.highlights", ["monthly report"])),
    (ACTION, put("action.highlights", ["timed every query"])),
    (REFLECTION, put("reflection.levels.junior.highlights", ["I would measure first"])),
    (KEY_PHRASE, put("follow_ups.0.strong.key_phrase", "for a year")),
    (WEAK_OR_STRONG, put("follow_ups.0.question", "Why had nobody asked?")),
    (WEAK_OR_STRONG, put("follow_ups.0.weak.answer", "Nobody knows.")),
    (WEAK_OR_STRONG, put("follow_ups.0.strong.answer", "The table had grown slowly.")),
    (FLAW, put("weak_answer.answer", "The report was slow. Somebody looked at it, and we fixed it!")),
    (FLAW, put("weak_answer.critique.0.quote", "Everybody")),
    (FLAW, put("weak_answer.critique.2", {"point": "Who?"})),
]


@pytest.mark.parametrize(("key", "edit"), OUTDATED)
def test_an_edit_that_bears_on_an_answer_outdates_that_item_only(key: str, edit: Edit) -> None:
    before, after = revisions(), revisions(edit)
    assert after.keys() == before.keys()
    assert [key for key in before if before[key] != after[key]] == [key]


def test_the_name_of_a_principle_outdates_its_own_item_only() -> None:
    renamed = {**plain(DIVE_DEEP), "name": "Look Deep"}
    edited = plain(DIVE_DEEP) | {"short": "Look.", "prompts": ["Why?"], "is_not": "Guessing.", "aliases": ["depth"]}
    before, after, kept = (
        {item.key: item.rev for item in items_in(library_of(principles=(principle, plain(OWNERSHIP))))}
        for principle in (plain(DIVE_DEEP), renamed, edited)
    )
    assert [key for key in before if before[key] != after[key]] == [DEEP]
    assert kept == before


def test_a_phrase_that_is_rewritten_is_the_same_item() -> None:
    edited = items_of(
        both(put("situation.answer", "It took ten hours."), put("situation.highlights", ["ten hours"])),
    )
    assert list(edited) == list(items_of())
    assert [blank.gap.word for blank in edited[SITUATION].blanks] == ["hours"]


def test_whatever_is_renamed_keeps_its_progress() -> None:
    old = items_of()
    new = items_of(
        both(
            put("id", "late-report"),
            put("aliases", ["slow-report"]),
            put("quiz.0.id", "step-one"),
            put("quiz.0.aliases", ["first-step"]),
            put("follow_ups.0.id", "why-so-long"),
            put("follow_ups.0.aliases", ["why-nine"]),
        )
    )
    by_former = {alias: item for item in new.values() for alias in item.aliases}
    for key, item in old.items():
        found = new[key] if item.kind.id == "which-principle" else by_former[key]
        assert (found.rev, found.kind) == (item.rev, item.kind)


def test_a_principle_that_is_renamed_keeps_its_progress() -> None:
    library = library_of(principles=({**plain(DIVE_DEEP), "id": "look-deep", "aliases": ["dive-deep"]},))
    (item,) = items_in(library)
    assert item.aliases == (DEEP,)
    assert item.rev == items_of()[DEEP].rev


def test_the_former_keys_are_all_that_former_ids_could_have_made() -> None:
    items = items_of(put("aliases", ["b", "c"]), put("quiz.0.aliases", ["d"]), put("follow_ups.0.aliases", ["e", "f"]))
    assert items[QUESTION].aliases == ("slow-report/d", "b/first-step", "b/d", "c/first-step", "c/d")
    assert items[SITUATION].aliases == ("b/phrase/situation", "c/phrase/situation")
    assert items[FLAW].aliases == ("b/flaw/weak-answer", "c/flaw/weak-answer")
    names = ("why-nine", "e", "f")
    owners = ("slow-report", "b", "c")
    assert items[WEAK_OR_STRONG].aliases == tuple(f"{owner}/{name}" for owner in owners for name in names)[1:]
    assert items[KEY_PHRASE].aliases == tuple(f"{owner}/key-phrase/{name}" for owner in owners for name in names)[1:]


IDS = ("phrase", "key-phrase", "flaw", "weak-answer", "action", "reflection", "principle", "dive-deep", "why-nine")
OWNERS = ("which-principle", "phrase", "flaw", "principle", "slow-report")


@st.composite
def odd_stories(draw: st.DrawFn) -> list[Data]:
    """Scenarios whose ids are the words that keys are made of."""
    stories = []
    for owner in draw(st.lists(st.sampled_from(OWNERS), min_size=1, unique=True)):
        data = story()
        names = draw(st.lists(st.sampled_from(IDS), min_size=4, max_size=4, unique=True))
        for part, name in zip([*data["quiz"], *data["follow_ups"]], names, strict=True):
            part["id"] = name
        stories.append({**data, "id": owner})
    return stories


@given(odd_stories())
def test_no_two_items_share_a_key_whatever_authors_call_them(stories: list[Data]) -> None:
    keys = [item.key for item in items_in(library_of(*stories))]
    assert len(keys) == len(set(keys))
    assert all(re.fullmatch(r"[a-z0-9/-]{1,300}", key) for key in keys)


def test_another_word_that_is_accepted_counts_where_it_is_left_out() -> None:
    accept = [
        {"word": "Query", "also": ["statement", "lookup"]},
        {"word": "query", "also": ["call"]},
        {"word": "nine", "also": ["ten"]},
    ]
    item = items_of(put("action.accept", accept))[ACTION]
    assert [blank.accepted for blank in item.blanks] == [("query", "statement", "lookup", "call"), ("index",)]


def test_a_reflection_is_asked_for_at_the_scenario_s_own_level() -> None:
    assert [blank.gap.phrase for blank in items_of()[REFLECTION].blanks] == ["measure first"]
    assert [blank.gap.phrase for blank in items_of(put("level", "senior"))[REFLECTION].blanks] == ["who else waits"]


def test_a_phrase_that_is_not_in_its_answer_is_not_asked_for() -> None:
    assert SITUATION not in items_of(put("situation.highlights", ["ten minutes"]))


def flaws(item: Item) -> list[tuple[str, bool, str]]:
    return [(words(choice.html), choice.is_right, words(choice.why)) for choice in item.choices]


NOTHING = "Nothing here is held against it."


def test_the_sentences_that_are_quoted_are_the_flaws_and_the_points_say_why() -> None:
    item = items_of()[FLAW]
    assert flaws(item) == [
        ("The report was slow.", True, "Whose report?"),
        ("Somebody looked at it, and then we fixed it!", True, 'Who is "we"?'),
        ("Everybody was happy.", False, NOTHING),
        ("It is fast now.", False, NOTHING),
    ]
    assert "2 places" in item.question
    assert not item.shuffles


def test_sentences_that_one_quote_spans_stay_together_with_all_their_points() -> None:
    item = items_of(put("weak_answer.critique.2.quote", "fixed  it! EVERYBODY"))[FLAW]
    assert flaws(item)[1:] == [
        ("Somebody looked at it, and then we fixed it! Everybody was happy.", True, 'Who is "we"?'),
        ("It is fast now.", False, NOTHING),
    ]
    twice = items_of(
        put("weak_answer.critique.0.quote", "happy"), put("weak_answer.critique.2.quote", "fixed it! Everybody")
    )
    assert flaws(twice[FLAW])[1][1:] == (True, 'Whose report? Who is "we"?')
    assert "in one place. Which sentence is it in?" in twice[FLAW].question


def test_a_quote_counts_where_it_stands_first_as_it_is_marked_in_the_answer() -> None:
    answer = "We fixed it. We tested it.\n\nWe fixed it."
    item = items_of(put("weak_answer.answer", answer), put("weak_answer.critique.0.quote", "it"))[FLAW]
    assert [choice.is_right for choice in item.choices] == [True, False, False]


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(put("weak_answer.critique", [{"point": "It names no number."}]), id="no quote"),
        pytest.param(put("weak_answer.critique", [{"point": "Who?", "quote": "nobody"}]), id="a quote that is wrong"),
        pytest.param(put("weak_answer.answer", "The report was slow and then we fixed it."), id="one sentence"),
    ],
)
def test_where_there_is_no_flaw_to_find_nothing_is_asked(edit: Edit) -> None:
    assert FLAW not in items_of(edit)


def test_the_stronger_answer_is_right_and_says_what_carries_it() -> None:
    item = items_of()[WEAK_OR_STRONG]
    assert {(words(choice.html), choice.is_right, words(choice.why)) for choice in item.choices} == {
        ("I don't know.", False, "Did not ask."),
        ("The table had grown slowly for a year.", True, "What carries it: “grown slowly”"),
    }
    assert [words(question) for question in item.asked] == ["Why had nobody noticed?"]


def test_without_a_script_the_stronger_answer_stands_in_both_places() -> None:
    replies = [items_of(put("follow_ups.0.weak.answer", f"After {n} days."))[WEAK_OR_STRONG] for n in range(20)]
    assert {item.choices[0].is_right for item in replies} == {True, False}


def principles(*names: str) -> list[Data]:
    return [{**plain(DIVE_DEEP), "id": name, "name": name.upper(), "short": f"Do {name}."} for name in names]


def near(name: str, difference: str) -> Data:
    return {"principle": name, "difference": difference}


def test_a_principle_is_told_from_those_it_is_confused_with() -> None:
    a, b, c, d, e, f = principles(*"abcdef")
    c["neighbors"] = [near("f", "C is not F."), near("b", "C is not B.")]
    b["neighbors"] = [near("c", "Not said of c.")]
    e["neighbors"] = [near("c", "E is not C."), near("a", "E is not A.")]
    library = library_of(principles=(a, b, c, d, e, f))
    choices = {name: principle_item(library, library.principle[name]).choices for name in "abcdef"}

    def reasons(name: str) -> dict[str, tuple[bool, str]]:
        return {words(choice.html): (choice.is_right, words(choice.why)) for choice in choices[name]}

    # Its own neighbors, and who names it as one.
    assert reasons("c") == {
        "B": (False, "C is not B."),
        "C": (True, "Do c."),
        "E": (False, "E is not C."),
        "F": (False, "C is not F."),
    }
    # Then those behind it, and from the end on those before it.
    assert reasons("a") == {
        "A": (True, "Do a."),
        "B": (False, "Do b."),
        "C": (False, "Do c."),
        "E": (False, "E is not A."),
    }
    assert reasons("e").keys() == {"A", "C", "E", "F"}
    assert reasons("d").keys() == {"D", "E", "F", "A"}
    assert all(len(each) == MOST_PRINCIPLES for each in choices.values())


def test_no_more_principles_than_there_are_can_be_chosen_and_never_too_many() -> None:
    for count in range(1, 8):
        everybody = principles(*"abcdefg"[:count])
        for one in everybody:
            one["neighbors"] = [near(other["id"], "Not this.") for other in everybody if other is not one]
        library = library_of(principles=tuple(everybody))
        for principle in library.principles:
            choices = principle_item(library, principle).choices
            assert len({choice.html for choice in choices}) == len(choices) == min(count, MOST_PRINCIPLES)
            assert [choice.html for choice in choices if choice.is_right] == [principle.name]


def test_every_prompt_of_a_principle_and_of_its_scenarios_is_asked() -> None:
    dive_deep = {**plain(DIVE_DEEP), "prompts": ["Which bug was your hardest?", "What did you *not* believe?"]}
    scenarios = (
        {**story(), "prompt": "When did a number mislead you?"},
        {**story(), "id": "lost-report"},  # whose prompt is one of the principle's
        plain(LOST_ORDERS),
    )
    library = library_of(*scenarios, principles=(dive_deep, plain(OWNERSHIP)))
    assert [words(question) for question in principle_item(library, library.principle["dive-deep"]).asked] == [
        "Which bug was your hardest?",
        "What did you not believe?",
        "When did a number mislead you?",
    ]


HOSTILE = "<script>alert('a & b')</script> \"x\" </label> <!--"
HOSTILE_PLACES = (
    *("prompt", "quiz.0.question", "quiz.0.options.0.text", "quiz.0.options.0.why", "quiz.0.explanation"),
    *("situation.coaching", "follow_ups.0.question", "follow_ups.0.probes", "follow_ups.0.weak.answer"),
    *("follow_ups.0.weak.verdict", "weak_answer.critique.0.point", "weak_answer.bar_raiser.verdict"),
)


@given(st.sampled_from(HOSTILE_PLACES), st.text("ab<>&\"'`*/!- \u2028", min_size=1, max_size=30))
@example("weak_answer.answer", f"The report was slow. Then {HOSTILE}")
@example("follow_ups.0.strong.key_phrase", HOSTILE)
@example("weak_answer.bar_raiser.thinks", HOSTILE)
def test_whatever_is_typed_into_a_field_no_item_holds_markup_of_its_own(place: str, text: str) -> None:
    for item in items_of(put(place, f"a {text}")).values():
        for html in (item.question, item.explanation, *item.asked, *chain(*((c.html, c.why) for c in item.choices))):
            assert set(re.findall(r"<[^>]*>?", html)) <= {
                *("<p>", "</p>", "<br>", "<strong>", "</strong>", "<em>", "</em>", "<code>", "</code>"),
                *("<ul>", "</ul>", "<li>", "</li>"),
            }


@pytest.fixture(scope="module")
def real() -> Library:
    library, problems = load(Path(REPOSITORY))
    assert library
    assert problems == []
    return library


def test_every_item_of_the_real_content_can_be_answered_and_gives_reasons(real: Library) -> None:
    items = items_in(real)
    assert len({item.key for item in items}) == len(items)
    for item in items:
        right = sum(choice.is_right for choice in item.choices)
        assert words(item.question).strip()
        assert words(item.explanation).strip()
        assert all(words(choice.why).strip() and words(choice.html).strip() for choice in item.choices), item.key
        assert bool(item.choices) != bool(item.blanks)
        assert bool(item.blanks) or right >= 1
        assert right <= 1 or item.is_multiple
        assert all(blank.accepted[0] == blank.gap.word for blank in item.blanks)


def test_every_scenario_of_the_real_content_is_asked_about_in_every_way(real: Library) -> None:
    derived = {kind.id for kind in KINDS if not kind.is_authored} - {"which-principle"}
    for scenario in real.scenarios:
        assert {item.kind.id for item in scenario_items(real, scenario)} >= derived, scenario.id
