"""YAML text to plain data, with the position of every node.

Every scalar is read as the text that stands there: `no`, `12:30` and `1_000` are strings, and a model that wants a
number or a flag asks for one. The reader is built on PyYAML's event stream, not on its loaders, because those accept
duplicate keys, guess types, follow aliases without end and recurse as deep as the input asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

import yaml

from generator.problems import MAX_PER_FILE, Problem

MAX_BYTES = 1_000_000
"""The largest file that is read. The reference scenario has about 20 KB."""
MAX_CONTROLS = 10
"""How many control characters of a file are named: a text has one by accident, a binary file has them everywhere."""
MAX_WORDS = 20
"""How many words of a passage are looked for: enough to tell it apart."""
MAX_DEPTH = 20
"""The deepest nesting that is read. The deepest place in the models is 6 levels down."""

# libyaml's parser where PyYAML was built with it: 13 times as fast as the pure Python one.
_YamlLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# C0 and C1 controls but tab, line feed and carriage return; line separators, which YAML takes for line ends and editors
# do not; the byte order mark inside a text; non-characters.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

_LINE_END = re.compile("\r\n|\r|\n")

PathStep = str | int
Path = tuple[PathStep, ...]
Plain = str | list[Any] | dict[str, Any]


class Position(NamedTuple):
    """Where a node starts; both numbers are 1-based."""

    line: int
    column: int


START = Position(1, 1)


@dataclass(frozen=True)
class Document:
    """A content file that is valid YAML: plain data, and the position of everything in it."""

    file: str
    value: Plain
    text: str

    @cached_property
    def _marks(self) -> dict[Path, _Marks]:
        # Only a problem needs positions, so the text is read again when there is one; keeping them all would cost more.
        builder = _Builder(self.file, record=True)
        builder.read(self.text)
        return builder.marks

    def value_at(self, path: Sequence[PathStep]) -> Plain:
        """The value at `path`."""
        value: Any = self.value
        for step in path:
            value = value[step]
        return value  # type: ignore[no-any-return]

    def position(self, path: Sequence[PathStep], *, key: bool = False) -> Position:
        """Where the value at `path` stands, or its key; the nearest parent where there is no such value."""
        wanted = tuple(path)
        while wanted not in self._marks:
            wanted, key = wanted[:-1], False
        marks = self._marks[wanted]
        return _position(marks.key if key and marks.key else marks.start)

    def problem(
        self, path: Sequence[PathStep], code: str, message: str, hint: str = "", *, key: bool = False
    ) -> Problem:
        """An error at the value (or the key) at `path`."""
        line, column = self.position(path, key=key)
        return Problem(self.file, line, column, code, message, hint, span=self._shown_length(path, key=key))

    def locate(self, path: Sequence[PathStep], words: str) -> tuple[Position, int] | None:
        """Where words stand in the text at `path`, however its lines are folded.

        Returns:
            The position, and how many characters of its line belong to the words; None if they don't stand there.
        """
        marks = self._marks.get(tuple(path))
        if not (marks and words.strip()):
            return None
        wanted = words.split()[:MAX_WORDS]
        start, end = (r"\b" if re.match(r"\w", sign) else "" for sign in (wanted[0][0], wanted[-1][-1]))
        pattern = re.compile(start + r"\s+".join(map(re.escape, wanted)) + end, re.IGNORECASE)
        found = pattern.search(self.text, marks.start.index, marks.end.index)
        if not found:
            return None
        return _position_at(self.text, found.start()), len(_LINE_END.split(found[0])[0])

    def is_followed_by_comment(self, path: Sequence[PathStep]) -> bool:
        """Whether a comment stands on the line of the value at `path`, right after it."""
        end = self._marks[tuple(path)].end.index
        return bool(re.compile(r"[ \t]*#").match(self.text, end))

    def raw(self, path: Sequence[PathStep]) -> str:
        """The value at `path` as it is written, with its quotes or its block sign."""
        marks = self._marks[tuple(path)]
        return self.text[marks.start.index : marks.end.index]

    def _shown_length(self, path: Sequence[PathStep], *, key: bool) -> int:
        """How many characters a one-line value (or key) takes in its file; 1 for one of several lines."""
        marks = self._marks.get(tuple(path))
        if not marks:
            return 1
        if key and marks.key:
            return max(1, len(str(path[-1])))
        text = self.text[marks.start.index : marks.end.index]
        return len(text) if text and not isinstance(self.value_at(path), dict | list) and "\n" not in text else 1


def parse(file: str, raw: bytes) -> Document | list[Problem]:
    """Read one YAML file.

    Args:
        file: the path to name in problems.
        raw: the file's bytes.

    Returns:
        The document, or everything that keeps it from being read as one.
    """
    text = decode_text(file, raw)
    if isinstance(text, list):
        return text
    builder = _Builder(file)
    try:
        builder.read(text)
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_syntax_error(builder, text, error))
    except yaml.YAMLError as error:
        builder.problems.append(Problem(file, 1, 1, "yaml-syntax", f"This is not YAML: {error}."))
    if builder.problems:
        return builder.problems[:MAX_PER_FILE]
    if not builder.root and not isinstance(builder.root, dict | list):
        return [Problem(file, 1, 1, "empty-file", "There is nothing in this file.")]
    return Document(file, builder.root, text)


def decode_text(file: str, raw: bytes) -> str | list[Problem]:
    """UTF-8 bytes to text, without a byte order mark; or what keeps them from being one: size, encoding, controls."""
    if len(raw) > MAX_BYTES:
        message = f"The file is too large: {MAX_BYTES:,} bytes is the most that is read."
        return [Problem(file, 1, 1, "file-too-large", message, "Split it, or take out what is not text.")]
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line, column = _position_at(raw[: error.start].decode("utf-8"), error.start)
        message = f"Byte 0x{raw[error.start]:02x} is not UTF-8."
        return [Problem(file, line, column, "not-utf-8", message, "Save the file as UTF-8.")]
    controls = islice(_CONTROL.finditer(text), MAX_CONTROLS)
    return [_control_character(file, text, match.start()) for match in controls] or text


def lines(raw: bytes) -> list[str]:
    """The lines of a file as positions count them, with a sign in place of each byte that is not UTF-8."""
    return _LINE_END.split(raw[:MAX_BYTES].decode("utf-8", errors="replace").removeprefix("\ufeff"))


def _position_at(text: str, index: int) -> Position:
    lines = _LINE_END.split(text[:index])
    return Position(len(lines), len(lines[-1]) + 1)


def _control_character(file: str, text: str, index: int) -> Problem:
    line, column = _position_at(text, index)
    message = f"The invisible control character U+{ord(text[index]):04X} stands here."
    return Problem(file, line, column, "control-character", message, "Delete it.")


class _Advice(NamedTuple):
    """What to do about a syntax error."""

    sign: str
    """Words of the parser's message; the first advice that fits is given."""
    hint: str
    at_context: bool = False
    """Whether the mistake stands where the broken thing begins, and not where the parser gave up."""


_ADVICE = (
    _Advice("unexpected end of stream", "This quote is never closed.", at_context=True),
    _Advice("tab", "Indent with spaces, not with tabs."),
    _Advice("cannot start any token", "A text that starts with this sign needs quotes around it."),
    _Advice("scanning an a", "A text that starts with this sign needs quotes around it."),  # an alias or anchor
    _Advice("expected comment or line break", "The text goes on in the next line, and not right behind the sign."),
    _Advice(
        "a flow", "A text that starts with this bracket needs quotes; a list needs its other end.", at_context=True
    ),
    _Advice("simple key", 'This line is neither "name: text" nor indented like the text above.', at_context=True),
    _Advice("mapping values are not allowed", 'A text that holds ": " needs quotes, or stands in a ">-" block.'),
    _Advice("after a quote", "Text goes on behind the closing quote; put quotes around all of it."),
    _Advice(
        "did not find expected",
        "Check the line before: its indentation, or an apostrophe that closes a '…' quote early.",
    ),
    _Advice("", "Check the indentation and the quotes here and in the line before."),
)
# A line that begins like a field or an item: inside quotes, a sign that the quote before it is not closed.
_FIELD_IN_QUOTE = re.compile(r"\n[ ]*(?:- |[a-z_]+:(?:[ \n]))")
_HARD_BLANK = re.compile(r"^[ \t]*\u00a0", re.MULTILINE)


def _syntax_error(builder: _Builder, text: str, error: yaml.MarkedYAMLError) -> Problem:
    what = " ".join(part for part in (error.context, error.problem) if part)
    message = f"This is not YAML: {what}."
    for start, end in builder.long_quotes:
        if _FIELD_IN_QUOTE.search(text, start.index, end.index):
            hint = "The quote that opens here is not closed where its text ends."
            return Problem(builder.file, *_position(start), "yaml-syntax", message, hint)
    if blank := _HARD_BLANK.search(text):
        hint = "This line begins with non-breaking spaces, as pasted text can; type ordinary ones."
        return Problem(builder.file, *_position_at(text, blank.start()), "yaml-syntax", message, hint)
    # At the end of a text the parser can count a line that is not there.
    last = _position_at(text, len(text))
    stopped = min(_position(error.problem_mark) if error.problem_mark else START, last)
    line = _LINE_END.split(text)[stopped.line - 1]
    signs = [what]
    if line.lstrip(" ").startswith("\t"):
        signs.append("tab")
    if line[: stopped.column - 1].rstrip().endswith('"'):
        signs.append("after a quote")
    advice = next(advice for advice in _ADVICE if any(advice.sign in sign for sign in signs))
    place = min(_position(error.context_mark), last) if advice.at_context and error.context_mark else stopped
    return Problem(builder.file, *place, "yaml-syntax", message, advice.hint)


def _position(mark: Any) -> Position:
    return Position(mark.line + 1, mark.column + 1)


# Scalar styles in which a line feed in the value was one in the file, or was written as an escape.
_KEEPS_LINES = ("|", '"')
_QUOTES = ('"', "'")


class _Marks(NamedTuple):
    """PyYAML's marks: where a value starts and ends and, in a mapping, where its key starts; 0-based."""

    start: Any
    end: Any
    key: Any


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    value: list[Any] | dict[str, Any]
    path: Path
    keys: dict[str, Any] | None
    """The marks of a mapping's keys; None for a list."""
    key: str | None = None
    """The key that waits for its value."""

    @property
    def wants_key(self) -> bool:
        return self.keys is not None and self.key is None


class _Builder:
    """Builds plain data from parser events, without recursion; records the marks of all values if asked to."""

    def __init__(self, file: str, *, record: bool = False) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.root: Plain = ""
        self.marks: dict[Path, _Marks] = {}
        self.long_quotes: list[tuple[Any, Any]] = []
        """Where each quoted text of several lines starts and ends."""
        self._record = record
        self._open: list[_Open] = []

    def read(self, text: str) -> None:
        """Read all events of a text, or as many as make sense.

        Raises:
            yaml.YAMLError: the text is not YAML.
        """
        documents = 0
        # Not `yaml.parse`, which asks twice for each event and so takes a third longer.
        for event in iter(_YamlLoader(text).get_event, None):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._put(event, self._scalar(event))
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if not self._start(event, {} if kind is yaml.MappingStartEvent else []):
                    return
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._open.pop()
            elif kind is yaml.AliasEvent:
                self._fail(event, "yaml-alias", f'"*{event.anchor}" is a YAML alias.', "Write the text out.")
                self._put(event, "")
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._fail(event, "yaml-documents", "A second document starts here.", "One file, one document.")
                    return

    def _fail(self, event: Any, code: str, message: str, hint: str) -> None:
        start, end = event.start_mark, event.end_mark
        span = max(1, end.column - start.column) if start.line == end.line else 1
        self.problems.append(Problem(self.file, *_position(start), code, message, hint, span=span))

    def _refuse_markers(self, event: Any) -> None:
        if event.anchor:
            self._fail(event, "yaml-alias", f'"&{event.anchor}" is a YAML anchor.', "Write the text out.")
        if event.tag and event.tag != "!":
            self._fail(event, "yaml-tag", f'"{event.tag}" is a YAML tag.', "Leave it out: every value is text.")

    def _scalar(self, event: Any) -> str:
        """The text of a scalar, with a new paragraph where an author means one."""
        if event.anchor or event.tag:
            self._refuse_markers(event)
        text: str = event.value
        if event.style in _QUOTES and event.end_mark.line > event.start_mark.line:
            self.long_quotes.append((event.start_mark, event.end_mark))
        if event.style == '"' and (control := _CONTROL.search(text)):
            message = f"The text holds the control character U+{ord(control[0]):04X}, written as an escape."
            self._fail(event, "control-character", message, "Take it out.")
        # Where YAML folds lines it keeps one line feed for a blank line, where an author means a new paragraph.
        return text if event.style in _KEEPS_LINES else text.replace("\n", "\n\n")

    def _start(self, event: Any, value: list[Any] | dict[str, Any]) -> bool:
        """Open a list or mapping; False if what follows can't be understood any more."""
        self._refuse_markers(event)
        if self._open and self._open[-1].wants_key:
            self._fail(event, "yaml-key", "A list or mapping stands where a key should.", "A key is one word.")
            return False
        if len(self._open) == MAX_DEPTH:
            message = f"The nesting is deeper than {MAX_DEPTH} levels."
            self._fail(event, "too-deep", message, "Check the indentation.")
            return False
        path = self._put(event, value)
        self._open.append(_Open(value, path, {} if isinstance(value, dict) else None))
        return True

    def _put(self, event: Any, value: Plain) -> Path:
        """Put a value, or a key, where it belongs.

        Returns:
            Its path, if marks are recorded.
        """
        if not self._open:
            self.root = value
            return self._note((), event, None)
        parent = self._open[-1]
        if parent.keys is None:
            parent.value.append(value)  # type: ignore[union-attr]
            return self._note((*parent.path, len(parent.value) - 1), event, None) if self._record else ()
        key = parent.key
        if key is None:
            self._key(parent, parent.keys, event, value)
            return ()
        parent.value[key] = value  # type: ignore[call-overload]
        parent.key = None
        return self._note((*parent.path, key), event, parent.keys[key]) if self._record else ()

    def _key(self, parent: _Open, keys: dict[str, Any], event: Any, value: Plain) -> None:
        parent.key = key = str(value)
        if key in keys:
            first = _position(keys[key]).line
            message = f'"{key}" stands twice; first in line {first}.'
            self._fail(event, "duplicate-key", message, "Keep one of the two.")
        keys[key] = event.start_mark

    def _note(self, path: Path, event: Any, key_mark: Any) -> Path:
        self.marks[path] = _Marks(event.start_mark, event.end_mark, key_mark)
        return path
