"""YAML text to plain data and positions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.problems import Problem
from generator.source import MAX_BYTES, MAX_DEPTH, Document, PathStep, Plain, parse


def document(text: str) -> Document:
    parsed = parse("a.yaml", text.encode())
    assert isinstance(parsed, Document), parsed
    return parsed


def value(text: str) -> Plain:
    return document(text).value


def found(raw: bytes) -> list[tuple[int, int, str]]:
    """Line, column and code of each problem."""
    parsed = parse("a.yaml", raw)
    return [(p.line, p.column, p.code) for p in parsed] if isinstance(parsed, list) else []


@pytest.mark.parametrize(
    "scalar",
    "no yes on true null ~ 12:30 1_000 0o17 0x1F 007 1.50 1e3 .inf .nan 2024-01-31 2024-01-31T10:00:00Z + = <<".split(),
)
def test_a_plain_scalar_is_the_text_that_stands_there(scalar: str) -> None:
    assert value(f"key: {scalar}") == {"key": scalar}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"say \\"hi\\"\\nbye"', 'say "hi"\nbye'),
        ("'it''s'", "it's"),
        ('""', ""),
        ("|-\n  one\n\n    two", "one\n\n  two"),
        (">-\n  one\n  two", "one two"),
        (">-\n  one\n\n  two", "one\n\ntwo"),
        ("one\n  two", "one two"),
        ("one\n\n  two", "one\n\ntwo"),
        ("'one\n\n  two'", "one\n\ntwo"),
        ("", ""),
    ],
    ids=[
        "double quotes",
        "single quotes",
        "empty quotes",
        "a literal block",
        "a folded block",
        "paragraphs in a folded block",
        "plain text over two lines",
        "paragraphs in plain text",
        "paragraphs in quotes",
        "no value",
    ],
)
def test_a_value_reads_as_its_author_means_it(text: str, expected: str) -> None:
    assert value(f"key: {text}\n") == {"key": expected}


def test_lists_and_mappings_become_plain_data() -> None:
    assert value("a: [1, {b: 2}]\nc:\n  - d: 3\n    e:\n  -\n") == {
        "a": ["1", {"b": "2"}],
        "c": [{"d": "3", "e": ""}, ""],
    }


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_every_line_ending_reads_the_same(ending: str) -> None:
    read = document("a: |\n  one\n  two\nb: three\n".replace("\n", ending))
    assert read.value == {"a": "one\ntwo\n", "b": "three"}
    assert read.position(["b"]) == (4, 4)


def test_a_byte_order_mark_is_no_part_of_the_text_and_takes_no_column() -> None:
    read = parse("a.yaml", b"\xef\xbb\xbfkey: text")
    assert isinstance(read, Document)
    assert read.value == {"key": "text"}
    assert read.position(["key"], key=True) == (1, 1)


NESTED = """\
title: Größe
list:
  - one
  - key: two
    "quoted": three
flow: {a: [b, c]}
"""


@pytest.mark.parametrize(
    ("path", "key", "position"),
    [
        ([], False, (1, 1)),
        (["title"], False, (1, 8)),
        (["title"], True, (1, 1)),
        (["list"], False, (3, 3)),
        (["list", 0], False, (3, 5)),
        (["list", 1], False, (4, 5)),
        (["list", 1, "quoted"], True, (5, 5)),
        (["list", 1, "quoted"], False, (5, 15)),
        (["flow"], False, (6, 7)),
        (["flow", "a", 1], False, (6, 15)),
        (["flow", "x"], False, (6, 7)),
        (["list", 7, "key"], True, (3, 3)),
        (["nothing", "here"], False, (1, 1)),
    ],
    ids=str,
)
def test_a_position_is_that_of_the_value_or_key_or_else_of_the_nearest_parent(
    path: list[PathStep], key: bool, position: tuple[int, int]
) -> None:
    assert document(NESTED).position(path, key=key) == position


def test_columns_count_characters_not_bytes() -> None:
    assert document("{größe: 😀😀, next: here}").position(["next"]) == (1, 19)


SPOKEN = """\
folded: >-
  I asked the lead
  what he thought.

  Then I looked again.
literal: |
  I asked
    them.
plain: I asked the
  lead (twice).
single: 'it''s what I asked'
double: "he said \\"no\\" and I asked"
list: [I asked, "we asked"]
größe: 😀 I asked
empty:
"""


@pytest.mark.parametrize(
    ("path", "words", "place"),
    [
        pytest.param(["folded"], "asked the lead", ((2, 5), 14), id="on one line"),
        pytest.param(["folded"], "the lead what he", ((2, 11), 8), id="over a line's end"),
        pytest.param(["folded"], "thought. Then", ((3, 11), 8), id="over a blank line"),
        pytest.param(["folded"], "Then  I\nlooked", ((5, 3), 13), id="blanks of another width"),
        pytest.param(["folded"], "then i LOOKED", ((5, 3), 13), id="other capitals"),
        pytest.param(["folded"], "I", ((2, 3), 1), id="the first of several"),
        pytest.param(["literal"], "asked them", ((7, 5), 5), id="in a literal block"),
        pytest.param(["plain"], "the lead (twice).", ((9, 16), 3), id="signs of regular expressions"),
        pytest.param(["single"], "I asked", ((11, 21), 7), id="in single quotes"),
        pytest.param(["double"], "I asked", ((12, 29), 7), id="in double quotes"),
        pytest.param(["list", 1], "asked", ((13, 21), 5), id="an item of a list"),
        pytest.param(["größe"], "I asked", ((14, 10), 7), id="behind wide characters"),
    ],
)
def test_words_are_found_where_they_stand_in_the_file(
    path: list[PathStep], words: str, place: tuple[tuple[int, int], int]
) -> None:
    assert document(SPOKEN).locate(path, words) == place


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param(["plain"], "Then I looked", id="in another value"),
        pytest.param(["plain"], "literal", id="in the key"),
        pytest.param(["plain"], "", id="no words"),
        pytest.param(["plain"], " \n", id="only blanks"),
        pytest.param(["plain"], "lead .twice", id="a sign is itself"),
        pytest.param(["single"], "it's what", id="a quote that is written twice"),
        pytest.param(["double"], 'said "no"', id="a quote that is escaped"),
        pytest.param(["empty"], "I", id="in an empty value"),
        pytest.param(["list"], "we asked", id="in an item and not in the list itself"),
        pytest.param(["nothing", "here"], "I", id="no such value"),
    ],
)
def test_words_that_do_not_stand_there_have_no_place(path: list[PathStep], words: str) -> None:
    assert document(SPOKEN).locate(path, words) is None


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_words_are_found_whatever_the_line_ending(ending: str) -> None:
    read = document("a: b\nc: >-\n  I asked the\n  lead.\n".replace("\n", ending))
    assert read.locate(["c"], "the lead") == ((3, 11), 3)
    assert read.locate(["c"], "lead") == ((4, 3), 4)


@pytest.mark.parametrize(
    ("path", "key", "span"),
    [
        pytest.param(["title"], True, 5, id="a key"),
        pytest.param(["title"], False, 14, id="plain text without its comment"),
        pytest.param(["quoted"], False, 6, id="quotes are part of it"),
        pytest.param(["größe"], True, 5, id="characters, not bytes"),
        pytest.param(["größe"], False, 2, id="emoji"),
        pytest.param(["empty"], False, 1, id="no value"),
        pytest.param(["folded"], False, 1, id="several lines"),
        pytest.param(["folded"], True, 6, id="the key of several lines"),
        pytest.param(["list"], False, 1, id="a list"),
        pytest.param(["list", 1], False, 3, id="an item"),
        pytest.param(["map"], False, 1, id="a mapping"),
        pytest.param(["map", "b"], True, 1, id="a key in braces"),
        pytest.param(["none"], True, 1, id="the parent of what is not there"),
        pytest.param([], False, 1, id="the file"),
    ],
)
def test_a_problem_is_as_wide_as_what_stands_there_on_one_line(path: list[PathStep], key: bool, span: int) -> None:
    text = (
        "title: The slow story  # a comment\nquoted: 'it s'\ngröße: 😀😀\nempty:\n"
        "folded: >-\n  one\n  two\nlist: [one, two]\nmap: {b: c}\n"
    )
    assert document(text).problem(path, "code", "Wrong.", key=key).span == span


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"key: caf\xe9\n", (1, 9)),
        ("größe: 1\nkey: ".encode() + b"\xff\n", (2, 6)),
        ("ключ: ".encode() + b"\x80", (1, 7)),
        ("key: text".encode("utf-16"), (1, 1)),
    ],
    ids=["Latin-1", "second line", "after wide characters", "UTF-16"],
)
def test_a_byte_that_is_not_utf_8_is_a_problem_where_it_stands(raw: bytes, place: tuple[int, int]) -> None:
    assert found(raw) == [(*place, "not-utf-8")]


@pytest.mark.parametrize(
    "character", "\x00 \x07 \x08 \x0b \x0c \x1b \x1f \x7f \x80 \x9f \ufeff \ufffe \uffff".split(" "), ids=ascii
)
def test_a_control_character_is_a_problem_where_it_stands(character: str) -> None:
    assert found(f"a: b\nkey: te{character}xt\n".encode()) == [(2, 8, "control-character")]


def test_every_control_character_is_reported() -> None:
    assert found(b"a: \x00\x01\nb: \x02\n") == [
        (1, 4, "control-character"),
        (1, 5, "control-character"),
        (2, 4, "control-character"),
    ]


@pytest.mark.parametrize("escape", ["\\0", "\\e[31m", "\\x7f", "\\uFEFF"])
def test_a_control_character_written_as_an_escape_is_a_problem_too(escape: str) -> None:
    assert [code for *_, code in found(f'a: b\nkey: "te{escape}xt"\n'.encode())] == ["control-character"]


@pytest.mark.parametrize("character", ["\t", "\xa0", "é", "\u200d", "\u2011", "😀", "\U0010fffd"], ids=ascii)
def test_any_other_character_is_text(character: str) -> None:
    assert value(f"key: te{character}xt\n") == {"key": f"te{character}xt"}


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"], ids=ascii)
def test_a_unicode_line_separator_does_not_start_a_line(separator: str) -> None:
    # No editor and no grep counts it, and `file:line` must lead to the line that they show. Refusing it is as good.
    problems = found(f"a: one{separator}two\nb: *alias\n".encode())
    assert problems in ([(2, 4, "yaml-alias")], [(1, 7, "control-character")])


def test_a_file_may_have_as_many_bytes_as_the_limit_and_not_one_more() -> None:
    start = b"key: "
    assert found(start + b"x" * (MAX_BYTES - len(start))) == []
    assert found(start + b"x" * (MAX_BYTES - len(start) + 1)) == [(1, 1, "file-too-large")]


@pytest.mark.parametrize("raw", [b"", b" \n\n", b"# only this\n", b"\xef\xbb\xbf", b"---\n...\n"], ids=repr)
def test_a_file_without_content_is_a_problem(raw: bytes) -> None:
    assert found(raw) == [(1, 1, "empty-file")]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "[{a: "], ids=repr)
def test_nesting_as_deep_as_a_file_can_hold_is_one_problem(opening: str) -> None:
    raw = (opening * 20_000).encode()
    assert [code for *_, code in found(raw)] == ["too-deep"]


def test_nesting_up_to_the_limit_is_read() -> None:
    assert found(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH) == []
    assert found(b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1)) == [(1, MAX_DEPTH + 1, "too-deep")]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        pytest.param("a:\n\tb: c\n", "Indent with spaces, not with tabs.", id="a tab"),
        pytest.param("a: 'b\n", "This quote is never closed.", id="an open quote"),
        pytest.param("a: 'It isn't so'\n", "an apostrophe that closes a '…' quote early", id="an apostrophe"),
        pytest.param("a: b\n  c: d\n", 'A text that holds ": " needs quotes', id="a colon"),
        pytest.param("a: @b\n", "A text that starts with this sign needs quotes", id="a sign"),
    ],
)
def test_a_syntax_error_says_what_to_do(text: str, hint: str) -> None:
    problems = parse("content/a.yaml", text.encode())
    assert isinstance(problems, list)
    assert hint in problems[0].hint


def test_a_syntax_error_says_where_and_what_the_parser_expected() -> None:
    problems = parse("content/a.yaml", b"title: The slow report: a story\n")
    assert isinstance(problems, list)
    assert problems == [
        Problem(
            "content/a.yaml",
            1,
            23,
            "yaml-syntax",
            "This is not YAML: mapping values are not allowed in this context.",
            'A text that holds ": " needs quotes, or stands in a ">-" block.',
        )
    ]


yaml_like = st.text(alphabet="ab:-#&*!|>'\"%@?,[]{}<= \n\r\t\\\x00\x85\ufeff\u2028é😀", max_size=60)


@settings(deadline=None)
@given(st.binary(max_size=80) | yaml_like.map(str.encode) | st.text(max_size=60).map(str.encode))
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
@example(b"{")
@example(b'a: "')
@example(b"? - a\n: b")
@example(b"%YAML 3.0\n---\n")
@example(b"!<")
@example(b"a: \xf4\x90\x80\x80")
def test_any_bytes_are_a_document_or_problems_within_the_file(raw: bytes) -> None:
    parsed = parse("a.yaml", raw)
    if isinstance(parsed, list):
        assert parsed
        lines = len(raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        assert [problem for problem in parsed if not 1 <= problem.line <= lines or problem.column < 1] == []


def leaves(data: Any, path: tuple[PathStep, ...] = ()) -> Iterator[tuple[PathStep, ...]]:
    """The paths of all texts in nested data."""
    if isinstance(data, str):
        yield path
    else:
        for step, child in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(child, (*path, step))


def numbered(data: Any, count: Iterator[int]) -> Any:
    """The same data with a token of its own before each key and text."""
    if isinstance(data, dict):
        return {f"k{next(count)}z{key}": numbered(child, count) for key, child in data.items()}
    if isinstance(data, list):
        return [numbered(child, count) for child in data]
    return f"v{next(count)}z{data}"


def token(text: str) -> str:
    return text[: text.index("z") + 1]


words = st.text(alphabet="abz :-#'\"[]{}\té😀", max_size=12)
nested = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(nested, st.booleans(), st.sampled_from([None, False, True]), st.sampled_from([None, '"', "'"]))
def test_a_position_points_at_the_text_it_names(data: Any, unicode: bool, flow: bool | None, quote: str | None) -> None:
    data = numbered({"root": data}, iter(range(1000)))
    text = yaml.dump(
        data, allow_unicode=unicode, default_flow_style=flow, default_style=quote, sort_keys=False, width=30
    ).replace("!!null ", "")
    read = document(text)
    lines = text.split("\n")

    def standing_at(place: tuple[int, int]) -> str:
        line, column = place
        return lines[line - 1][column - 1 :].lstrip("\"'? ")

    assert read.value == data
    for path in leaves(data):
        named: Any = data
        for step in path:
            named = named[step]
        assert standing_at(read.position(path)).startswith(token(named))
        if isinstance(path[-1], str):
            assert standing_at(read.position(path, key=True)).startswith(token(path[-1]))
