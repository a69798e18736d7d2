"""When questions come back: before the interview, spread out, and the same on every device."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby, pairwise, takewhile
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from tests.site.scripts import Run, scripts

# An hour, or half of one, is lost and found at night; in Santiago at midnight. Kolkata has no daylight saving.
ZONES = ["America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Santiago"]
EPOCH = date(1970, 1, 1)
INTERVALS = [2, 4, 8, 16, 30]
NOW, THEN = "aaaaaaaa", "bbbbbbbb"  # revisions: of the question as it is, and as it was

HELPERS = """
const { record, schedule } = highbar;
// The second at which a clock in this time zone shows a time of a day.
const at = ([day, second]) => {
  const date = new Date(day * 864e5);
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), 0, 0, second) / 1000;
};
const recordOf = (events) =>
  events.reduce((made, { when, ...event }) => record.add(made, { ...event, time: at(when) }), record.empty());
const plain = (map) => Object.fromEntries(map);
const learn = ({ items, events, now, interview, limit = 20 }, made = recordOf(events)) => {
  const today = now[0];
  const histories = schedule.histories(made, items);
  const states = schedule.states(made, items, { now: at(now), interview });
  const answered = schedule.answeredToday(histories, today, items);
  const queue = schedule.queue(items, states, { today, limit, answered });
  return { histories: plain(histories), states: plain(states), order: [...states.keys()], answered, queue };
};
const learnWithTimes = (given) => ({ ...learn(given), times: given.events.map(({ when }) => at(when)) });
"""

Event = dict[str, Any]
Item = dict[str, Any]
State = dict[str, Any]


@pytest.fixture(scope="module")
def runs(browser: Browser) -> Iterator[dict[str, Run]]:
    """A blank page with the scripts for each time zone."""
    with ExitStack() as stack:
        yield {
            zone: stack.enter_context(
                scripts(browser, "record", "schedule", helpers=HELPERS, time_zone=zone),
            )
            for zone in ZONES
        }


def number(day: date | str) -> int:
    """The number of a day, as the scripts count them."""
    return ((date.fromisoformat(day) if isinstance(day, str) else day) - EPOCH).days


def iso(day: int) -> str:
    return str(EPOCH + timedelta(days=day))


def item(key: str, principle: str = "p1", scenario: str | None = "s1", aliases: Sequence[str] = ()) -> Item:
    return {
        "key": key,
        "rev": NOW,
        "kind": "quiz",
        "principle": principle,
        "scenario": scenario,
        "aliases": list(aliases),
    }


def event(key: str, day: int, outcome: str = "right", rev: str = NOW, second: int = 36_000) -> Event:
    return {"item": key, "rev": "" if outcome == "reset" else rev, "when": [day, second], "outcome": outcome}


ITEMS = [
    item("s1/a", "p1", "s1", ["old/a", "older/a"]),
    item("s1/b", "p1", "s1", ["s1/a", "old/a"]),  # the one is a live item, and the other has gone to the first already
    item("s1/c", "p2", "s1", ["old/c"]),
    item("s2/d", "p2", "s2"),
    item("s2/e", "p3", "s2"),
    item("s3/f", "p3", "s3"),
    item("rules/g", "p1", None),
    item("rules/h", "p4", None),
]
LIVE = [entry["key"] for entry in ITEMS]
RENAMED = {"old/a": "s1/a", "older/a": "s1/a", "old/c": "s1/c"}
KEYS = [*LIVE, *RENAMED, "gone/x"]

# Days on which some clock changes, and others.
TODAYS = st.builds(
    lambda day, shift: number(day) + shift,
    st.sampled_from(["2025-03-09", "2025-11-02", "2025-04-06", "2025-09-07", "2024-02-29", "2026-01-01"]),
    st.integers(-3, 12),
)
SECONDS = st.integers(0, 86_399)


@dataclass
class Case:
    """A learner's history on the device, the day, and what is in the calendar."""

    zone: str
    events: list[Event]
    now: tuple[int, int]
    interview: str | None
    limit: int = 20
    items: list[Item] = field(default_factory=lambda: ITEMS)

    @property
    def today(self) -> int:
        return self.now[0]

    @property
    def eve(self) -> float:
        """The last day before the interview; without one, it never comes."""
        ahead = self.interview is not None and number(self.interview) >= self.today
        return number(self.interview) - 1 if self.interview and ahead else math.inf

    def given(self) -> dict[str, Any]:
        return {
            "items": self.items,
            "events": self.events,
            "now": self.now,
            "interview": self.interview,
            "limit": self.limit,
        }


@st.composite
def cases(draw: st.DrawFn, *, wild: bool) -> Case:
    """Any history; unless wild, of right and wrong answers to questions as they are, under a clock that is right."""
    today = draw(TODAYS)
    second = draw(st.integers(1, 86_399))
    events = []
    for _ in range(draw(st.integers(0, 25))):
        days_ago = draw(st.integers(0, 12) | st.integers(0, 60))
        key = draw(st.sampled_from(KEYS if wild else LIVE))
        outcome = draw(st.sampled_from(["right", "right", "wrong"]))
        rev = NOW
        if wild:
            days_ago = draw(st.just(days_ago) | st.sampled_from([0, -1, -2, -3, -1000]))
            rev = draw(st.sampled_from([NOW, NOW, NOW, THEN]))
            outcome = draw(st.sampled_from([outcome] * 6 + ["reset"]))
            if outcome == "reset":
                key = draw(st.sampled_from([*KEYS, "*"]))
        when = draw(st.integers(0, second) if days_ago == 0 and not wild else SECONDS)
        events.append(event(key, today - days_ago, outcome, rev, when))
        if wild and outcome != "reset" and draw(st.integers(0, 5)) == 0:
            events.append({**events[-1], "outcome": "undone"})
    interview = draw(st.none() | st.integers(-3, 40).map(lambda ahead: iso(today + ahead)))
    return Case(draw(st.sampled_from(ZONES)), events, (today, second), interview, draw(st.integers(1, 12)))


# What the page should say, once more and in a different language.

Answer = tuple[int, str, bool, int]  # seconds, revision, right, day


def expected_histories(case: Case, times: list[int]) -> dict[str, list[Answer]]:
    events = [
        {**e, "item": RENAMED.get(e["item"], e["item"]), "time": time}
        for e, time in zip(case.events, times, strict=True)
    ]
    undone = {(e["item"], e["rev"], e["time"]) for e in events if e["outcome"] == "undone"}
    found: dict[str, set[Answer]] = {}
    for e in events:
        resets = [r["time"] for r in events if r["outcome"] == "reset" and r["item"] in (e["item"], "*")]
        void = e["time"] <= max(resets, default=0) or (e["item"], e["rev"], e["time"]) in undone
        if e["outcome"] in ("right", "wrong") and not void:
            found.setdefault(e["item"], set()).add((e["time"], e["rev"], e["outcome"] == "right", e["when"][0]))
    return {key: sorted(answers) for key, answers in found.items()}


def expected_state(case: Case, key: str, answers: list[Answer]) -> State:
    today, eve = case.today, case.eve
    if not answers:
        return {"status": "new", "changed": False, "last": None, "due": None}
    answers = [a for a in answers if a[3] <= today + 1] or answers
    answers = [(*a[:3], today if a[3] == today + 1 else a[3]) for a in answers]
    time, rev, right, last_day = answers[-1]
    current = list(takewhile(lambda a: a[1] == NOW, reversed(answers)))
    days = [all(a[2] for a in group) for _, group in groupby(current, key=lambda a: a[3])]
    streak = len(list(takewhile(bool, days)))
    state = {"status": ["shaky", "seen", "known"][min(streak, 2)], "changed": rev != NOW, "last": time}
    upcoming = last_day + (INTERVALS[min(streak, 5) - 1] if streak else 1)
    due: float | None
    if rev != NOW or last_day > today:
        due = min(today, eve)
    elif upcoming <= eve:
        due = upcoming
    elif last_day > eve:
        due = None
    elif last_day == eve:
        due = eve if len(answers) == 1 or not right else None
    elif len({a[3] for a in answers}) >= 2 and last_day >= eve + 1 - 7 and streak:
        due = None
    else:
        due = eve - fnv(key) % min(7, eve - last_day)
    return {**state, "due": due}


def fnv(key: str) -> int:
    value = 0x811C9DC5
    for byte in key.encode():
        value = (value ^ byte) * 0x01000193 % 2**32
    return value


def expected_choice(
    case: Case, states: dict[str, State], all_: int, comebacks: int
) -> tuple[list[str], list[str], int]:
    """The questions that come back today, the new ones, and how many have to wait."""
    due = [e["key"] for e in case.items if (day := states[e["key"]]["due"]) is not None and day <= case.today]
    due.sort(key=lambda key: (states[key]["due"], fnv(key), key))
    taken = due[: max(0, case.limit - comebacks)]
    begun = {e["scenario"] for e in case.items if states[e["key"]]["status"] != "new"} | {None}
    fresh = [e["key"] for e in case.items if e["scenario"] in begun and states[e["key"]]["status"] == "new"]
    return taken, fresh[: max(0, case.limit - all_ - len(taken))], len(due) - len(taken)


@given(cases(wild=True))
@settings(max_examples=400)
def test_every_history_comes_to_the_state_that_the_rules_say(runs: dict[str, Run], case: Case) -> None:
    found = runs[case.zone]("learnWithTimes", case.given())
    histories = expected_histories(case, found["times"])
    days = {answer[:3]: answer[3] for answers in histories.values() for answer in answers}
    for key in {*histories, *found["histories"]}:
        answers = [(a["time"], a["rev"], a["right"]) for a in found["histories"][key]]
        assert answers == sorted(answers)
        # Given once under the old key and once under the new one, an answer is in the history twice.
        assert sorted(set(answers)) == [answer[:3] for answer in histories[key]]
    assert found["order"] == LIVE
    for key in LIVE:
        listed = [(a["time"], a["rev"], a["right"]) for a in found["histories"].get(key, [])]
        assert found["states"][key] == expected_state(case, key, [(*a, days[a]) for a in listed])

    today = [key for key in LIVE if any(a[3] == case.today for a in histories.get(key, []))]
    comebacks = [key for key in today if any(a[3] < case.today for a in histories[key])]
    assert found["answered"] == {"all": len(today), "comebacks": len(comebacks)}
    taken, fresh, waiting = expected_choice(case, found["states"], len(today), len(comebacks))
    queue = found["queue"]
    assert sorted(queue["keys"]) == sorted(taken + fresh)
    assert [queue["due"], queue["fresh"], queue["waiting"]] == [len(taken), len(fresh), waiting]


@given(cases(wild=True))
def test_nothing_is_due_after_the_eve_of_the_interview(runs: dict[str, Run], case: Case) -> None:
    states = runs[case.zone]("learn", case.given())["states"].values()
    assert all(state["due"] is None or state["due"] <= case.eve for state in states)
    assert all((state["last"] is None) == (state["status"] == "new") for state in states)
    if case.eve == math.inf:
        assert all((state["due"] is None) == (state["status"] == "new") for state in states)


@given(cases(wild=False))
@settings(max_examples=200)
def test_what_was_seen_before_the_eve_comes_back_before_the_interview(runs: dict[str, Run], case: Case) -> None:
    states = runs[case.zone]("learn", case.given())["states"]
    for key, state in states.items():
        days = {e["when"][0] for e in case.events if e["item"] == key}
        if not days or max(days) >= case.eve:
            continue
        if state["due"] is None:
            # It came back in the last week already.
            assert len(days) >= 2
            assert max(days) >= case.eve + 1 - 7
            assert state["status"] != "shaky"
        else:
            assert max(days) < state["due"] <= case.eve


SIMULATE = """({ items, first, last, firstSeen, outcomes, second, interview }) => {
  const made = record.empty();
  const days = Object.fromEntries(items.map(({ key }) => [key, []]));
  let latest = -1e6;
  let turn = 0;
  for (let today = first; today <= last; today++) {
    const now = at([today, second]);
    const answer = (key) => {
      days[key].push(today);
      const outcome = outcomes[turn++ % outcomes.length] ? "right" : "wrong";
      record.add(made, { item: key, rev: "aaaaaaaa", time: now + (turn % 600), outcome });
    };
    const look = () => schedule.states(made, items, { now, interview });
    for (const [key, state] of look()) if (state.due !== null && state.due <= today) answer(key);
    for (const [key, day] of Object.entries(firstSeen)) if (day === today) answer(key);
    for (const state of look().values()) if (state.due !== null) latest = Math.max(latest, state.due);
  }
  return { days, latest };
}"""


@dataclass
class Plan:
    """When a learner meets each item, and how the answers turn out, one after the other."""

    zone: str
    first: int
    length: int
    seen: list[int]
    outcomes: list[bool]
    second: int


PLANS = st.builds(
    Plan,
    zone=st.sampled_from(ZONES),
    first=TODAYS,
    length=st.integers(1, 75),
    seen=st.lists(st.integers(0, 75), min_size=len(LIVE), max_size=len(LIVE)),
    outcomes=st.lists(st.booleans(), min_size=1, max_size=20),
    second=st.integers(0, 85_000),
)


@given(PLANS)
def test_a_learner_who_answers_what_is_due_meets_everything_again_before_the_interview(
    runs: dict[str, Run], plan: Plan
) -> None:
    interview = plan.first + plan.length
    simulated = runs[plan.zone](
        SIMULATE,
        {
            "items": ITEMS,
            "first": plan.first,
            "last": interview - 1,
            "firstSeen": {key: plan.first + day for key, day in zip(LIVE, plan.seen, strict=True)},
            "outcomes": plan.outcomes,
            "second": plan.second,
            "interview": iso(interview),
        },
    )
    assert simulated["latest"] <= interview - 1
    for key, first_day in zip(LIVE, plan.seen, strict=True):
        days = simulated["days"][key]
        if first_day < plan.length - 1:
            assert len(set(days)) >= 2, key
            assert days[-1] >= interview - 7
            # And before that not more often than every other day, unless it was wrong.
            if all(plan.outcomes):
                assert all(later - earlier >= 2 or later > interview - 8 for earlier, later in pairwise(days))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("interview", [None, "2025-02-01"])
def test_without_an_interview_ahead_the_intervals_grow(runs: dict[str, Run], zone: str, interview: str | None) -> None:
    day = number("2025-03-01")
    events: list[Event] = []
    gaps = []
    for outcome in ["wrong", *["right"] * 7, "wrong", "right"]:
        events.append(event("s1/a", day, outcome))
        state = runs[zone]("learn", Case(zone, events, (day, 40_000), interview).given())["states"]["s1/a"]
        gaps.append((state["due"] - day, state["status"]))
        day = state["due"]
    known = [(gap, "known") for gap in (4, 8, 16, 30, 30, 30)]
    assert gaps == [(1, "shaky"), (2, "seen"), *known, (1, "shaky"), (2, "seen")]


def test_one_wrong_answer_makes_the_day_wrong_whatever_comes_after(runs: dict[str, Run]) -> None:
    day = number("2025-05-05")
    events = [event("s1/a", day, outcome, second=n) for n, outcome in enumerate(["right", "wrong", "right"])]
    state = runs[ZONES[0]]("learn", Case(ZONES[0], events, (day, 100), None).given())["states"]["s1/a"]
    assert (state["status"], state["due"]) == ("shaky", day + 1)


def test_what_was_first_seen_on_the_eve_is_asked_once_more(runs: dict[str, Run]) -> None:
    eve = number("2025-05-05")
    events: list[Event] = []
    dues = []
    for n, outcome in enumerate(["right", "wrong", "wrong", "right"]):
        events.append(event("s1/a", eve, outcome, second=n))
        found = runs[ZONES[0]]("learn", Case(ZONES[0], events, (eve, 100), iso(eve + 1)).given())
        dues.append(found["states"]["s1/a"]["due"])
    assert dues == [eve, eve, eve, None]


def test_what_comes_back_before_the_interview_is_spread_over_its_last_week(runs: dict[str, Run]) -> None:
    day = number("2025-05-05")
    items = [item(f"s1/{n}") for n in range(140)]
    events = [event(entry["key"], day - ago) for entry in items for ago in (40, 30, 20, 10)]
    case = Case(ZONES[0], events, (day, 100), iso(day + 5), items=items)
    dues = Counter(state["due"] for state in runs[case.zone]("learn", case.given())["states"].values())
    assert set(dues) == set(range(day - 2, day + 5))
    assert max(dues.values()) < 40


# Calendar days


@given(st.sampled_from(ZONES), st.dates(date(1970, 1, 2), date(2100, 1, 1)), SECONDS)
@example("America/New_York", date(2025, 3, 9), 86_399)
@example("America/New_York", date(2025, 11, 2), 86_399)
@example("America/Santiago", date(2025, 9, 7), 0)
@example("America/Santiago", date(2025, 4, 5), 86_399)
def test_a_day_is_what_the_calendar_on_the_wall_says(runs: dict[str, Run], zone: str, day: date, second: int) -> None:
    found = runs[zone](
        "([when, iso]) => [schedule.day(at(when)), schedule.dayOf(iso), schedule.isoOf(when[0])]",
        [[number(day), second], str(day)],
    )
    assert found == [number(day), number(day), str(day)]


@pytest.mark.parametrize(
    ("zone", "instant", "day"),
    [
        ("America/New_York", "2025-03-10T03:59:59Z", "2025-03-09"),
        ("America/New_York", "2025-03-10T04:00:00Z", "2025-03-10"),
        ("America/New_York", "2025-11-03T04:59:59Z", "2025-11-02"),
        ("Asia/Kolkata", "2025-03-09T18:29:59Z", "2025-03-09"),
        ("Asia/Kolkata", "2025-03-09T18:30:00Z", "2025-03-10"),
        ("Australia/Lord_Howe", "2025-04-05T13:00:00Z", "2025-04-06"),
        ("Australia/Lord_Howe", "2025-04-06T13:29:59Z", "2025-04-06"),
    ],
)
def test_a_day_ends_at_midnight_where_the_learner_is(runs: dict[str, Run], zone: str, instant: str, day: str) -> None:
    assert runs[zone]("(instant) => schedule.isoOf(schedule.day(Date.parse(instant) / 1000))", instant) == day


# Undoing, starting over, renaming, rewriting


@given(cases(wild=True), st.data())
def test_an_answer_taken_back_on_one_device_is_taken_back_after_a_merge(
    runs: dict[str, Run], case: Case, data: st.DataObject
) -> None:
    answers = [e for e in case.events if e["outcome"] in ("right", "wrong")]
    if not answers:
        return
    back = data.draw(st.sampled_from(answers))
    same = ("item", "rev", "when")
    rest = [e for e in case.events if any(e[name] != back[name] for name in same)]
    without, here, merged = runs[case.zone](
        """([given, rest, undone, events]) => [
          learn(given, recordOf(rest)),
          learn(given, recordOf([...events, undone])),
          learn(given, record.merge(recordOf([undone]), recordOf(events))),
        ]""",
        [case.given(), rest, {**back, "outcome": "undone"}, case.events],
    )
    # The same question at the same second under its older key is the same answer.
    if not any(e["when"] == back["when"] and e["item"] != back["item"] for e in answers):
        assert here == without
    assert merged == here


@given(cases(wild=True), st.sampled_from([*KEYS, "*"]), st.integers(0, 20), SECONDS)
def test_starting_over_forgets_what_was_answered_until_then_and_nothing_else(
    runs: dict[str, Run], case: Case, key: str, ago: int, second: int
) -> None:
    reset = event(key, case.today - ago, "reset", second=second)
    before, here, merged, time = runs[case.zone](
        """([given, reset]) => [
          learn(given),
          learn({ ...given, events: [reset, ...given.events] }),
          learn(given, record.merge(recordOf(given.events), recordOf([reset]))),
          at(reset.when),
        ]""",
        [case.given(), reset],
    )
    assert merged == here
    target = RENAMED.get(key, key)
    for name, answers in before["histories"].items():
        kept = [a for a in answers if a["time"] > time or target not in (name, "*")]
        assert here["histories"].get(name, []) == kept


@pytest.mark.parametrize("key", ["s1/a", "old/a", "*"])
def test_starting_over_takes_the_answer_of_the_same_second_and_none_after(runs: dict[str, Run], key: str) -> None:
    day = number("2025-05-05")
    answers = [event("s1/a", day, second=second) for second in (9, 10, 11)]
    case = Case(ZONES[0], [*answers, event(key, day, "reset", second=10)], (day, 100), None)
    assert len(runs[ZONES[0]]("learn", case.given())["histories"]["s1/a"]) == 1


def test_answers_under_an_older_key_count_for_the_item(runs: dict[str, Run]) -> None:
    day = number("2025-05-05")
    events = [event("old/a", day - 2), event("older/a", day - 1), event("old/c", day - 1, "wrong")]
    found = runs[ZONES[0]]("learn", Case(ZONES[0], events, (day, 100), None).given())
    assert found["states"]["s1/a"]["status"] == "known"
    assert found["states"]["s1/c"]["status"] == "shaky"
    assert found["states"]["s1/b"]["status"] == "new"
    assert set(found["histories"]) == {"s1/a", "s1/c"}

    # And are taken back, or started over, under the newer one.
    case = Case(ZONES[0], [*events, event("s1/a", day - 1, "undone"), event("s1/c", day, "reset")], (day, 100), None)
    found = runs[ZONES[0]]("learn", case.given())
    assert [found["states"][key]["status"] for key in ("s1/a", "s1/c")] == ["seen", "new"]


def test_an_item_that_is_gone_has_no_state_but_keeps_its_history(runs: dict[str, Run]) -> None:
    day = number("2025-05-05")
    events = [event("gone/x", day - 2), event("gone/x", day, "wrong"), event("s1/a", day)]
    found = runs[ZONES[0]]("learn", Case(ZONES[0], events, (day, 86_000), None).given())
    assert [answer["right"] for answer in found["histories"]["gone/x"]] == [True, False]
    assert found["order"] == LIVE
    assert found["answered"] == {"all": 1, "comebacks": 0}
    assert "gone/x" not in found["queue"]["keys"]


def test_a_question_that_was_rewritten_is_due_today_and_starts_anew(runs: dict[str, Run]) -> None:
    day = number("2025-05-05")
    events = [event("s1/a", day - ago, rev=THEN) for ago in (9, 6, 2)]
    case = Case(ZONES[0], events, (day, 86_000), None)
    state = runs[ZONES[0]]("learn", case.given())["states"]["s1/a"]
    assert (state["status"], state["changed"], state["due"]) == ("shaky", True, day)
    case.events = [*events, event("s1/a", day)]
    state = runs[ZONES[0]]("learn", case.given())["states"]["s1/a"]
    assert (state["status"], state["changed"], state["due"]) == ("seen", False, day + 2)


# Clocks that are wrong


def test_a_clock_that_jumped_back_a_day_makes_the_last_answer_one_of_today(runs: dict[str, Run]) -> None:
    day = number("2025-05-05")
    case = Case(ZONES[0], [event("s1/a", day + 1)], (day, 50_000), None)
    assert runs[ZONES[0]]("learn", case.given())["states"]["s1/a"]["due"] == day + 2
    case.interview = iso(day + 1)
    assert runs[ZONES[0]]("learn", case.given())["states"]["s1/a"]["due"] == day


def test_an_answer_dated_years_ahead_comes_back_today_and_then_like_any_other(runs: dict[str, Run]) -> None:
    day = number("2025-05-05")
    case = Case(ZONES[0], [event("s1/a", day + 1500)], (day, 50_000), None)
    state = runs[ZONES[0]]("learn", case.given())["states"]["s1/a"]
    assert (state["status"], state["due"]) == ("seen", day)
    case.interview = iso(day)
    assert runs[ZONES[0]]("learn", case.given())["states"]["s1/a"]["due"] == day - 1
    case.interview = None
    case.events.append(event("s1/a", day))
    found = runs[ZONES[0]]("learn", case.given())
    assert (found["states"]["s1/a"]["status"], found["states"]["s1/a"]["due"]) == ("seen", day + 2)
    assert "s1/a" not in found["queue"]["keys"]


# What is asked next


@given(cases(wild=True).flatmap(lambda case: st.tuples(st.just(case), st.permutations(case.events))))
def test_the_order_in_which_answers_arrive_changes_nothing(
    runs: dict[str, Run], both: tuple[Case, list[Event]]
) -> None:
    case, shuffled = both
    cut = len(shuffled) // 2
    one, other, merged = runs[case.zone](
        """([given, first, second]) => [
          learn(given),
          learn(given, recordOf([...second, ...first])),
          learn(given, record.merge(recordOf(second), recordOf(first))),
        ]""",
        [case.given(), shuffled[:cut], shuffled[cut:]],
    )
    assert one == other == merged


@given(cases(wild=True))
def test_the_days_limit_is_kept(runs: dict[str, Run], case: Case) -> None:
    found = runs[case.zone]("learn", case.given())
    queue, answered = found["queue"], found["answered"]
    assert len(queue["keys"]) == len(set(queue["keys"])) == queue["due"] + queue["fresh"]
    assert queue["due"] <= max(0, case.limit - answered["comebacks"])
    if queue["fresh"]:
        assert len(queue["keys"]) + answered["all"] <= case.limit
    if queue["waiting"]:
        assert queue["fresh"] == 0
        assert queue["due"] + answered["comebacks"] >= case.limit


def test_new_questions_come_from_what_was_begun_and_from_what_belongs_to_no_scenario(runs: dict[str, Run]) -> None:
    day = number("2025-05-05")
    case = Case(ZONES[0], [], (day, 50_000), None)
    assert runs[ZONES[0]]("learn", case.given())["queue"]["keys"] == ["rules/g", "rules/h"]
    case.events = [event("s1/b", day)]
    assert set(runs[ZONES[0]]("learn", case.given())["queue"]["keys"]) == {"s1/a", "s1/c", "rules/g", "rules/h"}
    # Two a day, one of which was answered: one new one, the first of the catalog.
    case.limit = 2
    assert runs[ZONES[0]]("learn", case.given())["queue"] == {"keys": ["s1/a"], "due": 0, "fresh": 1, "waiting": 0}


def fewest_repeats(principles: Sequence[str]) -> int:
    """How often a principle has to follow itself, however they are put."""
    most = max(Counter(principles).values(), default=0)
    return max(0, most - (len(principles) - most) - 1)


@given(st.lists(st.sampled_from(["p1", "p2", "p3", "p4"]), max_size=30) | st.text("ab", max_size=12).map(list))
def test_no_principle_follows_itself_if_that_can_be_avoided(runs: dict[str, Run], principles: list[str]) -> None:
    items = [item(f"s1/{n}", principle) for n, principle in enumerate(principles)]
    mixed, again = runs[ZONES[0]]("(items) => [schedule.interleave(items), schedule.interleave(items)]", items)
    assert mixed == again
    order = [entry["principle"] for entry in mixed]
    repeats = sum(one == other for one, other in pairwise(order))
    assert repeats == fewest_repeats(principles)
    if Counter(principles) and max(Counter(principles).values()) <= math.ceil(len(principles) / 2):
        assert repeats == 0
    for principle in set(principles):
        inside = [entry for entry in items if entry["principle"] == principle]
        assert [entry for entry in mixed if entry["principle"] == principle] == inside


def test_of_equally_full_principles_the_first_one_starts(runs: dict[str, Run]) -> None:
    items = [item(key, key[0]) for key in ("b1", "a1", "a2", "b2", "c1")]
    mixed = runs[ZONES[0]]("(items) => schedule.interleave(items).map((item) => item.key)", items)
    assert mixed == ["b1", "a1", "b2", "a2", "c1"]


@given(cases(wild=True))
def test_the_queue_mixes_principles(runs: dict[str, Run], case: Case) -> None:
    keys = runs[case.zone]("learn", case.given())["queue"]["keys"]
    principles = {entry["key"]: entry["principle"] for entry in ITEMS}
    order = [principles[key] for key in keys]
    assert sum(one == other for one, other in pairwise(order)) == fewest_repeats(order)
