"""YAML text to plain data, with the position of every node.

Every scalar is read as the text that stands there: `no`, `12:30` and `1_000` are strings, and a model that wants a
number or a flag asks for one. The reader is built on PyYAML's event stream, not on its loaders, because those accept
duplicate keys, guess types, follow aliases without end and recurse as deep as the input asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import yaml

from generator.problems import Problem

MAX_BYTES = 1_000_000
"""The largest file that is read. The reference scenario has about 20 KB."""
MAX_DEPTH = 20
"""The deepest nesting that is read. The deepest place in the models is 6 levels down."""

# libyaml's parser where PyYAML was built with it: 13 times as fast as the pure Python one.
_YamlLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# C0 and C1 controls but tab, line feed and carriage return; the byte order mark inside a text; non-characters.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")

PathStep = str | int
Plain = str | None | list[Any] | dict[str, Any]


class Position(NamedTuple):
    """Where a node starts; both numbers are 1-based."""

    line: int
    column: int


START = Position(1, 1)


@dataclass(slots=True)
class Node:
    """A YAML node: its plain value, where it stands, and the nodes and keys inside it."""

    position: Position
    value: Plain = None
    children: dict[PathStep, Node] = field(default_factory=dict)
    keys: dict[str, Position] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """A content file that is valid YAML: plain data, and the position of every node in it."""

    file: str
    value: Plain
    text: str

    @cached_property
    def root(self) -> Node:
        """The nodes. Only a problem needs them, so they are read again when there is one, and not kept till then."""
        builder = _Builder(self.file)
        for event in yaml.parse(self.text, Loader=_YamlLoader):
            builder.take(event)
        assert builder.root is not None, "the same text was read before"
        return builder.root

    def position(self, path: Sequence[PathStep], *, key: bool = False) -> Position:
        """Where the value at `path` stands, or its key; the nearest parent where there is no such value."""
        node = self.root
        for step in path:
            child = node.children.get(step)
            if child is None:
                return node.position
            parent, node = node, child
        if key and path:
            return parent.keys.get(str(path[-1]), node.position)
        return node.position

    def problem(
        self, path: Sequence[PathStep], code: str, message: str, hint: str = "", *, key: bool = False
    ) -> Problem:
        """An error at the value (or the key) at `path`."""
        line, column = self.position(path, key=key)
        return Problem(self.file, line, column, code, message, hint)


def parse(file: str, raw: bytes) -> Document | list[Problem]:
    """Read one YAML file.

    Args:
        file: the path to name in problems.
        raw: the file's bytes.

    Returns:
        The document, or everything that keeps it from being read as one.
    """
    if len(raw) > MAX_BYTES:
        message = f"The file has {len(raw):,} bytes; {MAX_BYTES:,} is the most that is read."
        return [Problem(file, 1, 1, "file-too-large", message, "Split it, or take out what is not text.")]
    text = decode_text(file, raw)
    if isinstance(text, Problem):
        return [text]
    controls = [_control_character(file, text, match.start()) for match in _CONTROL.finditer(text)]
    if controls:
        return controls
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=_YamlLoader):
            builder.take(event)
            if builder.stopped:
                break
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_syntax_error(file, error))
    except yaml.YAMLError as error:
        builder.problems.append(Problem(file, 1, 1, "yaml-syntax", f"This is not YAML: {error}."))
    if builder.problems:
        return builder.problems
    if builder.root is None or builder.root.value is None:
        return [Problem(file, 1, 1, "empty-file", "There is nothing in this file.")]
    return Document(file, builder.root.value, text)


def decode_text(file: str, raw: bytes) -> str | Problem:
    """UTF-8 bytes to text, without a byte order mark; a problem at the first byte that is not UTF-8."""
    try:
        return raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line, column = _position_at(raw[: error.start].decode("utf-8"), error.start)
        message = f"Byte 0x{raw[error.start]:02x} is not UTF-8."
        return Problem(file, line, column, "not-utf-8", message, "Save the file as UTF-8.")


def _position_at(text: str, index: int) -> Position:
    before = text[:index]
    return Position(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _control_character(file: str, text: str, index: int) -> Problem:
    line, column = _position_at(text, index)
    message = f"The invisible control character U+{ord(text[index]):04X} stands here."
    return Problem(file, line, column, "control-character", message, "Delete it.")


def _syntax_error(file: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else START
    what = " ".join(part for part in (error.context, error.problem) if part)
    hint = 'A text that holds ": " or " #", or starts with a sign such as @ or *, needs quotes.'
    return Problem(file, line, column, "yaml-syntax", f"This is not YAML: {what}.", hint)


def _position(event: Any) -> Position:
    return Position(event.start_mark.line + 1, event.start_mark.column + 1)


def _scalar_text(event: Any) -> str | None:
    """The text of a scalar; None for an empty plain one, which is a missing value."""
    if event.style == ">":
        # In a folded block YAML keeps one line feed for a blank line, where an author means a new paragraph.
        return str(event.value).replace("\n", "\n\n")
    return str(event.value) if event.value or event.style else None


class _Builder:
    """Builds the node tree from parser events, without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.stopped = False
        self._documents = 0
        self._open: list[Node] = []
        # The key that waits for its value, for each open mapping; None for a sequence or before a key.
        self._pending: list[str | None] = []

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._check(event)
            self._scalar(Node(_position(event), _scalar_text(event)))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._check(event)
            self._start(Node(_position(event), {} if isinstance(event, yaml.MappingStartEvent) else []))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._open.pop()
            self._pending.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._fail(event, "yaml-alias", f'"*{event.anchor}" is a YAML alias.', "Write the text out.")
            self._scalar(Node(_position(event), ""))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._fail(event, "yaml-documents", "A second document starts here.", "One file, one document.")
                self.stopped = True

    def _fail(self, event: Any, code: str, message: str, hint: str = "") -> None:
        line, column = _position(event)
        self.problems.append(Problem(self.file, line, column, code, message, hint))

    def _check(self, event: Any) -> None:
        if event.anchor:
            self._fail(event, "yaml-alias", f'"&{event.anchor}" is a YAML anchor.', "Write the text out.")
        if event.tag and event.tag != "!":
            self._fail(event, "yaml-tag", f'"{event.tag}" is a YAML tag.', "Leave it out: every value is text.")

    def _expects_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1].value, dict) and self._pending[-1] is None

    def _scalar(self, node: Node) -> None:
        if self._expects_key():
            self._key(node)
        else:
            self._attach(node)

    def _key(self, node: Node) -> None:
        mapping, key = self._open[-1], str(node.value or "")
        self._pending[-1] = key
        if key in mapping.keys:
            message = f'"{key}" stands twice; first in line {mapping.keys[key].line}.'
            self.problems.append(Problem(self.file, *node.position, "duplicate-key", message, "Keep one of the two."))
        mapping.keys[key] = node.position

    def _start(self, node: Node) -> None:
        if self._expects_key():
            message = "A list or mapping stands where a key should."
            self.problems.append(Problem(self.file, *node.position, "yaml-key", message, "A key is one word."))
            self.stopped = True
            return
        self._attach(node)
        self._open.append(node)
        self._pending.append(None)
        if len(self._open) > MAX_DEPTH:
            message = f"The nesting is deeper than {MAX_DEPTH} levels."
            self.problems.append(Problem(self.file, *node.position, "too-deep", message, "Check the indentation."))
            self.stopped = True

    def _attach(self, node: Node) -> None:
        if not self._open:
            if self.root is None:
                self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent.value, dict):
            key = self._pending[-1]
            assert key is not None
            parent.value[key] = node.value
            parent.children[key] = node
            self._pending[-1] = None
        elif isinstance(parent.value, list):
            parent.children[len(parent.value)] = node
            parent.value.append(node.value)
