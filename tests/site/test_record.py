"""The record of a learner's answers: nothing gets lost or counted twice, and a strange backup does no harm."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from tests.site.scripts import Run, scripts

SITE = "highbar-test"
END_OF_TIMES = 2**40
LETTERS = {"right": "r", "wrong": "w", "undone": "u", "reset": "x"}
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

UNREADABLE = "This is not a Highbar backup, or not all of one."
NEWER = "This backup comes from a newer version of Highbar."
ELSEWHERE = "This is a backup of another site."
DAMAGED = "This backup is damaged, so it can't be used."

HELPERS = """
const { record } = highbar;
const SITE = "highbar-test";
const make = ({ events, interview, limit, backup }) => {
  const made = events.reduce(record.add, record.empty());
  return { ...made, settings: { interview, limit }, backup };
};
const encode = (made) => record.encode(made, SITE);
// Everything a record holds, whatever the order it was put there.
const all = ({ events, settings, backup }) => [[...events].sort(), settings, backup];
const prototypes = () =>
  JSON.stringify([Object, Array, Map, String].map((type) => Reflect.ownKeys(type.prototype).map(String)));
const clean = prototypes();
const look = (text) => {
  const result = record.parse(text, SITE);
  const polluted = prototypes() !== clean || "polluted" in {};
  if (!result.record) return { ...result, polluted };
  const again = record.parse(encode(result.record), SITE).record;
  return { whole: JSON.stringify(all(again)) === JSON.stringify(all(result.record)), polluted };
};
"""


@pytest.fixture(scope="module")
def run(browser: Browser) -> Iterator[Run]:
    with scripts(browser, "record", "schedule", helpers=HELPERS) as run:
        yield run


# Few of each, so that the same item, revision and time often meet; and those that JavaScript might treat specially.
ITEMS = st.sampled_from(
    ["a/b", "a/c", "a", "a/", "/", "/a", "12", "12/34", "7", "constructor", "x/constructor", "../."]
)
ANY_ITEM = ITEMS | st.text("az09/.-", min_size=1, max_size=300)
REVS = st.sampled_from(["00000000", "12345678", "deadbeef"]) | st.text("0123456789abcdef", min_size=8, max_size=8)
TIMES = st.integers(1, 5) | st.integers(1, END_OF_TIMES - 1)

Event = dict[str, Any]


def event(item: str, rev: str, time: int, outcome: str) -> Event:
    return {"item": item, "rev": rev, "time": time, "outcome": outcome}


def setting(value: object, time: int) -> dict[str, object]:
    return {"value": value, "time": time}


EVENTS = st.builds(event, ANY_ITEM, REVS, TIMES, st.sampled_from(["right", "wrong", "undone"])) | st.builds(
    event, ANY_ITEM | st.just("*"), st.just(""), TIMES, st.just("reset")
)
SETTING_TIMES = st.integers(0, 2) | st.integers(0, END_OF_TIMES - 1)
RECORDS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "events": st.lists(EVENTS, max_size=12),
        "interview": st.builds(setting, st.none() | st.dates().map(str), SETTING_TIMES),
        "limit": st.builds(setting, st.integers(1, 999), SETTING_TIMES),
        "backup": st.integers(0, END_OF_TIMES - 1),
    }
)


def base36(number: int) -> str:
    return (base36(number // 36) if number >= 36 else "") + DIGITS[number % 36]


def backup_of(made: dict[str, Any]) -> dict[str, Any]:
    """The backup that a record comes to, from the description of its form."""
    answers: dict[str, dict[str, dict[str, str]]] = {}
    events = {(e["item"], e["rev"], e["time"], e["outcome"]) for e in made["events"]}
    for item, rev, time, outcome in sorted(events):
        head, slash, rest = item.partition("/") if "/" in item else ("", "", item)
        revs = answers.setdefault(head + slash, {}).setdefault(rest, {})
        revs[rev] = f"{revs.get(rev, '')} {base36(time)}{LETTERS[outcome]}".strip()
    settings = {name: [made[name]["value"], made[name]["time"]] for name in ("interview", "limit")}
    return {"highbar": 1, "site": SITE, "answers": answers, "settings": settings, "backup": made["backup"]}


@given(RECORDS, RECORDS, RECORDS)
def test_devices_come_to_the_same_record_in_whatever_order_they_are_merged(
    run: Run, a: dict[str, Any], b: dict[str, Any], c: dict[str, Any]
) -> None:
    merged = run(
        """(specs) => {
          const [a, b, c] = specs.map(make);
          const before = [a, b].map(encode);
          const ab = record.merge(a, b);
          return {
            commutes: [encode(ab), encode(record.merge(b, a))],
            associates: [encode(record.merge(ab, c)), encode(record.merge(a, record.merge(b, c)))],
            repeats: [encode(ab), encode(record.merge(ab, b)), encode(record.merge(ab, ab))],
            alone: [encode(a), encode(record.merge(a, a)), encode(record.merge(record.merge(a, a), a))],
            untouched: [before.join(), [a, b].map(encode).join()],
          };
        }""",
        [a, b, c],
    )
    for law, texts in merged.items():
        assert len(set(texts)) == 1, law


@given(RECORDS, RECORDS)
def test_a_merge_keeps_every_answer_and_the_latest_settings(run: Run, a: dict[str, Any], b: dict[str, Any]) -> None:
    merged = json.loads(run("(specs) => encode(record.merge(...specs.map(make)))", [a, b]))

    def latest(name: str) -> dict[str, Any]:
        def rank(setting: dict[str, Any]) -> tuple[int, str]:
            return setting["time"], json.dumps(setting["value"])

        return max(a[name], b[name], key=rank)

    assert merged == backup_of(
        {
            "events": a["events"] + b["events"],
            "interview": latest("interview"),
            "limit": latest("limit"),
            "backup": max(a["backup"], b["backup"]),
        }
    )


@given(RECORDS, RECORDS, EVENTS)
def test_what_happens_after_a_merge_stays_out_of_what_was_merged(
    run: Run, a: dict[str, Any], b: dict[str, Any], more: Event
) -> None:
    before, after = run(
        """([specs, more]) => {
          const parts = specs.map(make);
          const before = parts.map(encode);
          const merged = record.add(record.merge(...parts), more);
          merged.settings.limit.value = 7;
          merged.settings.interview.time = 8;
          return [before, parts.map(encode)];
        }""",
        [[a, b], more],
    )
    assert after == before


@given(RECORDS)
def test_a_backup_brings_back_everything(run: Run, made: dict[str, Any]) -> None:
    text, before, after = run(
        """(spec) => {
          const made = make(spec);
          return [encode(made), all(made), all(record.parse(encode(made), SITE).record)];
        }""",
        made,
    )
    assert after == before
    assert json.loads(text) == backup_of(made)


@given(RECORDS.flatmap(lambda made: st.tuples(st.just(made), st.permutations(made["events"]))))
def test_the_order_of_answers_leaves_no_trace(run: Run, case: tuple[dict[str, Any], list[Event]]) -> None:
    made, shuffled = case
    one, other = run("(specs) => specs.map(make).map(encode)", [made, {**made, "events": shuffled + shuffled[:3]}])
    assert one == other


@pytest.mark.parametrize("items", [320, 20_000])
def test_twenty_thousand_answers_fit_into_a_megabyte(run: Run, items: int) -> None:
    size, fails, answered = run(
        """(count) => {
          const NOW = Date.UTC(2030, 0, 1) / 1000;
          const scenarios = Math.ceil(count / 16);
          const items = Array.from({ length: count }, (_, n) => ({
            key: `the-sheet-at-three-fifteen-${n % scenarios}/phrase/action-${Math.floor(n / scenarios)}`,
            rev: (n * 2654435761 % 2 ** 32).toString(16).padStart(8, "0"),
            kind: "phrase", principle: `p${n % 16}`, scenario: `s${n % scenarios}`, aliases: [],
          }));
          const made = record.empty();
          for (let n = 0; n < 20000; n++) {
            const { key, rev } = items[n % count];
            record.add(made, { item: key, rev, time: NOW - 5000 * (20000 - n), outcome: n % 7 ? "right" : "wrong" });
          }
          const text = encode(made);
          const read = record.parse(text, SITE).record;
          const at = { now: NOW, interview: "2030-02-01" };
          const [before, after] = [made, read].map((one) => highbar.schedule.states(one, items, at));
          const differ = items.filter(({ key }) => JSON.stringify(before.get(key)) !== JSON.stringify(after.get(key)));
          return [
            new Blob([text]).size,
            [differ.length, encode(read) !== text],
            [...after.values()].filter((state) => state.status !== "new").length,
          ];
        }""",
        items,
    )
    assert size < 1_000_000
    assert fails == [0, False]
    assert answered == items


# What a backup may be mistaken for, and what somebody might do to one.
NASTY = [
    *["__proto__", "constructor", "toString", "hasOwnProperty", "length", "*", "", "/", "a/b", "A", "0r", "1r 1r"],
    *["<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "&lt;", "\u0000", "\u2028", "é"],
]
JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=10)
    | st.sampled_from(NASTY),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=5) | st.sampled_from(NASTY), inner, max_size=4)
        | st.fixed_dictionaries(
            {"highbar": st.just(1) | inner, "site": st.just(SITE) | inner, "answers": inner},
            optional={"settings": inner, "backup": inner},
        )
    ),
    max_leaves=20,
)


def assert_a_record_or_a_sentence(result: dict[str, Any]) -> None:
    assert not result.pop("polluted")
    if "problem" in result:
        # Only these sentences: nothing of the file gets into the page.
        sentences = [UNREADABLE, NEWER, ELSEWHERE, DAMAGED]
        assert result in [{"problem": sentence, "newer": sentence == NEWER} for sentence in sentences]
    else:
        assert result == {"whole": True}


@given(st.text() | JSON_VALUES.map(json.dumps))
@example('{"highbar":1,"__proto__":{"polluted":1}}')
@example('{"__proto__":{"highbar":1,"polluted":1}}')
@example("[" * 200_000)
@example('{"a":' * 200_000 + "1" + "}" * 200_000)
@example('{"highbar":1,"site":"highbar-test","answers":' + '{"a":' * 50_000 + "1" + "}" * 50_001)
@example('{"highbar":1e999}')
@example('{"highbar":1,"site":NaN}')
@example('{"highbar":' + "9" * 10_000 + "}")
@example("")
@example("null")
def test_any_text_is_a_record_or_a_sentence(run: Run, text: str) -> None:
    assert_a_record_or_a_sentence(run("look", text))


def test_any_value_that_is_no_text_is_a_sentence(run: Run) -> None:
    results = run(
        """() => [undefined, null, 5, 5n, Symbol("s"), {}, [], () => 1, { toString() { throw Error(); } }].map(look)"""
    )
    assert {result["problem"] for result in results} == {UNREADABLE}


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every part of plain data."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield from places(inner, (*path, key))


@st.composite
def tampered(draw: st.DrawFn) -> str:
    """A backup with one to three of its parts replaced, renamed, added or taken away."""
    root = {"": json.loads(json.dumps(backup_of(draw(RECORDS))))}
    for _ in range(draw(st.integers(1, 3))):
        *way, key = draw(st.sampled_from([path for path in places(root) if path]))
        inside: Any = root
        for step in way:
            inside = inside[step]
        change = draw(st.sampled_from(["replace", "remove", "rename", "add"]))
        if change == "replace" or isinstance(inside, list) or not way:
            inside[key] = draw(JSON_VALUES)
        elif change == "remove":
            del inside[key]
        else:
            name = draw(st.sampled_from(NASTY) | st.text(max_size=5))
            inside[name] = inside[key] if change == "add" else inside.pop(key)
    return json.dumps(root[""])


@given(tampered())
def test_a_backup_that_was_tampered_with_is_a_record_or_a_sentence(run: Run, text: str) -> None:
    assert_a_record_or_a_sentence(run("look", text))


@given(RECORDS, st.data())
def test_a_backup_with_one_wrong_character_is_a_record_or_a_sentence(
    run: Run, made: dict[str, Any], data: st.DataObject
) -> None:
    text = json.dumps(backup_of(made))
    at = data.draw(st.integers(0, len(text) - 1))
    assert_a_record_or_a_sentence(run("look", text[:at] + data.draw(st.characters()) + text[at + 1 :]))


@given(RECORDS)
def test_a_backup_that_was_cut_off_is_never_taken_for_a_whole_one(run: Run, made: dict[str, Any]) -> None:
    problems = run(
        """(text) => [...new Set([...text].map((_, end) => record.parse(text.slice(0, end), SITE).problem))]""",
        json.dumps(backup_of(made)),
    )
    assert problems == [UNREADABLE]


# A good backup, and one thing wrong with it each time.
GOOD = (
    '{"highbar":1,"site":"highbar-test","answers":{"a/":{"b":{"0123abcd":"1r 2w","":"3x"}},"":{"*":{"":"4x"}}},'
    '"settings":{"interview":["2024-02-29",1],"limit":[20,0]},"backup":5}'
)
WRONG = [
    *[('"1r 2w"', wrong) for wrong in ('"1x"', '"1R"', '"01r"', '"0r"', '"1r  2w"', '""', '"1 r"', '"-1r"', '"1.5r"')],
    *[('"1r 2w"', wrong) for wrong in ('"zzzzzzzzr"', '"z1234567z1234567r"', '["1r"]', "null", "1", '{"split":1}')],
    *[('"0123abcd"', wrong) for wrong in ('"0123ABCD"', '"0123abc"', '"0123abcde"', '"0123abcg"', '"__proto__"')],
    *[('"b"', wrong) for wrong in ('"B"', '"b b"', '"<b>"', '"__proto__"', f'"{"b" * 300}"')],
    *[('"a/"', wrong) for wrong in ('"a"', '"a/b/"', '"*/"', '"A/"')],
    ('"*":{"":"4x"}', '"*":{"0123abcd":"4r"}'),
    ('"*":{"":"4x"}', '"*":{"":"4u"}'),
    ('"*":{"":"4x"}', '"**":{"":"4x"}'),
    *[('"2024-02-29"', wrong) for wrong in ('"2023-02-29"', '"2024-2-29"', '"2024-13-01"', '""', "20240229", "true")],
    *[('"2024-02-29"', wrong) for wrong in ('"+002024-02"', '["2024-02-29"]', '"2024-02-29T00:00Z"', '"12024-02-29"')],
    *[("[20,0]", wrong) for wrong in ("[0,0]", "[1000,0]", "[2.5,0]", '["20",0]', "[null,0]", "[20]", "[20,0,0]")],
    *[("[20,0]", wrong) for wrong in ("[20,-1]", "[20,1.5]", "[20,1099511627776]", '"20"', "{}", "null", "20")],
    *[('"backup":5', wrong) for wrong in ('"backup":-1', '"backup":null', '"backup":"5"', '"backup":1e300')],
    (',"backup":5', ""),
    ('"backup":5', '"backup":5,"more":1'),
    ('"backup":5', '"backup":5,"__proto__":{}'),
    ('"limit":[20,0]', '"constructor":[20,0]'),
    ('"site":"highbar-test"', '"site":5'),
    ('"site":"highbar-test",', ""),
]


def test_a_good_backup_is_accepted(run: Run) -> None:
    assert run("look", GOOD) == {"whole": True, "polluted": False}
    assert run("look", json.dumps(json.loads(GOOD), indent=2)) == {"whole": True, "polluted": False}


@pytest.mark.parametrize(("good", "wrong"), WRONG)
def test_one_bad_entry_makes_the_whole_backup_damaged(run: Run, good: str, wrong: str) -> None:
    assert GOOD.count(good) == 1
    assert run("look", GOOD.replace(good, wrong)) == {"problem": DAMAGED, "newer": False, "polluted": False}


@given(st.integers(2, 10**6), JSON_VALUES)
def test_a_backup_of_a_newer_version_says_so_whatever_it_holds(run: Run, version: int, rest: Any) -> None:
    for text in (GOOD.replace('"highbar":1', f'"highbar":{version}'), json.dumps({"highbar": version, "new": rest})):
        assert run("look", text) == {"problem": NEWER, "newer": True, "polluted": False}


@given(st.text().filter(lambda site: site != SITE))
def test_a_backup_of_another_site_says_so(run: Run, site: str) -> None:
    assert run("look", json.dumps({**json.loads(GOOD), "site": site})) == {
        "problem": ELSEWHERE,
        "newer": False,
        "polluted": False,
    }


@pytest.mark.parametrize("version", ["0", "-1", "1.5", '"1"', "null", "true", "[1]"])
def test_a_file_without_a_version_is_no_backup(run: Run, version: str) -> None:
    assert run("look", GOOD.replace('"highbar":1', f'"highbar":{version}'))["problem"] == UNREADABLE


GOOD_EVENT = event("a/b", "0123abcd", 1, "right")


@pytest.mark.parametrize(
    "wrong",
    [
        *[{"item": item} for item in ("", "A", "a b", "*", "<b>", "a" * 301, "a\n")],
        *[{"rev": rev} for rev in ("", "0123ABCD", "0123abc")],
        *[{"time": time} for time in (0, -1, 1.5, END_OF_TIMES, "1", None)],
        *[{"outcome": outcome} for outcome in ("", "Right", "constructor", "reset", None)],
    ],
)
def test_an_event_that_no_backup_could_hold_is_refused(run: Run, wrong: dict[str, Any]) -> None:
    refused = """(event) => {
      const made = record.empty();
      try {
        record.add(made, event);
        return false;
      } catch {
        return made.events.size === 0;
      }
    }"""
    assert not run(refused, GOOD_EVENT)
    assert run(refused, {**GOOD_EVENT, **wrong})


def test_a_new_learner_has_no_answers_no_interview_and_twenty_a_day(run: Run) -> None:
    assert json.loads(run("() => encode(record.empty())")) == {
        "highbar": 1,
        "site": SITE,
        "answers": {},
        "settings": {"interview": [None, 0], "limit": [20, 0]},
        "backup": 0,
    }
