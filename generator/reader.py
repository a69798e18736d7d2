"""The files of `content/` to decoded models, each with its document: the only place that reads content from disk."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from generator import source
from generator.decode import decode
from generator.model import Content, Framework, Principle, Scenario
from generator.problems import Problem
from generator.source import Document

Model = TypeVar("Model", bound=Content)
Model_co = TypeVar("Model_co", bound=Content, covariant=True)

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""

_FRONT_MATTER = re.compile(r"---[ \t]*\r?(\n(?:.*\n)*?)(?:---|\.\.\.)[ \t]*\r?\n")

FRAMEWORK = "framework.yaml"
PRINCIPLES = "principles"
SCENARIOS = "scenarios"
PAGES = "pages"
SCHEMA = "schema"  # for editors; nothing in it is content


@dataclass(frozen=True, slots=True)
class Entry(Generic[Model_co]):
    """A decoded content file, with its document for positions."""

    document: Document
    model: Model_co


@dataclass(slots=True)
class Draft:
    """What could be read of the content so far, before it is known to be right as a whole."""

    framework: Entry[Framework] | None = None
    principles: list[Entry[Principle]] = field(default_factory=list)
    principle_files: set[str] = field(default_factory=set)
    """The names of the principles' files without their ending, readable or not."""
    scenarios: list[Entry[Scenario]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    """The files that were read or should have been, as problems name them."""
    hand_written: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def entries(self) -> tuple[Entry[Content], ...]:
        """The files that could be decoded: the framework's, the principles', the scenarios'."""
        return (*([self.framework] if self.framework else []), *self.principles, *self.scenarios)


def line_reader(project: Path) -> Callable[[str], Sequence[str]]:
    """A function from a file's name, as problems name it, to its lines; no lines where there is nothing to read."""

    @cache
    def lines(file: str) -> Sequence[str]:
        try:
            return source.lines(_read(project / file) or b"")
        except OSError:
            return ()

    return lines


def read_content(project: Path, progress: Progress | None = None) -> Draft:
    """Read and decode all content of a project; what can't be read is a problem in the draft."""
    reader = _Reader(project, progress)
    try:
        return reader.read()
    except OSError as error:  # of a folder that may not be looked into
        place = Path(str(error.filename)) if error.filename else reader.content
        file = place.relative_to(project).as_posix() if place.is_relative_to(project) else "content"
        reader.draft.problems.append(Problem(file, 1, 1, "unreadable", f"This can't be read: {_reason(error)}."))
        return reader.draft


class _Reader:
    """Reads the files of `content/`, one kind after the other."""

    def __init__(self, project: Path, progress: Progress | None) -> None:
        self.project = project
        self.content = project / "content"
        self.progress = progress
        self.draft = Draft()

    def read(self) -> Draft:
        draft = self.draft
        if not self.content.is_dir():
            self._fail(
                self.content,
                "no-content",
                "There is no content folder.",
                "Run this in the project's folder, or name it with --project.",
            )
            return draft
        known = {FRAMEWORK, PRINCIPLES, SCENARIOS, PAGES, SCHEMA}
        principles = self._files(PRINCIPLES, "*.yaml", depth=1)
        scenarios = self._files(SCENARIOS, "*.yaml", depth=2)
        pages = self._files(PAGES, "*.md", depth=1)
        framework = self.content / FRAMEWORK
        if not framework.exists():
            self._fail(framework, "missing-file", "There is no such file.", "It names the principles and levels.")
        for path in sorted(self.content.iterdir()):
            if path.name not in known and not path.name.startswith("."):
                self._fail(
                    path,
                    "unknown-file",
                    "Nothing of this name is read.",
                    f"Known: {', '.join(sorted(known))}.",
                )
        total = 1 + len(principles) + len(scenarios) + len(pages)
        draft.framework = self._entry(framework, Framework) if framework.exists() else None
        self._report(1, total)
        draft.principle_files = {path.stem for path in principles}
        for path in principles:
            if entry := self._entry(path, Principle):
                draft.principles.append(entry)
        self._report(1 + len(principles), total)
        for number, path in enumerate(scenarios, 2 + len(principles)):
            if scenario := self._entry(path, Scenario):
                draft.scenarios.append(scenario)
            self._report(number, total)
        for path in pages:
            self._page(path)
        self._report(total, total)
        return draft

    def _report(self, done: int, total: int) -> None:
        if self.progress:
            self.progress(done, total)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.project).as_posix()

    def _fail(self, path: Path, code: str, message: str, hint: str = "") -> None:
        self.draft.problems.append(Problem(self._name(path), 1, 1, code, message, hint))

    def _files(self, folder: str, pattern: str, depth: int) -> list[Path]:
        """The files of one kind, `depth` folders down; a problem for everything else that lies there."""
        found: list[Path] = []
        root = self.content / folder
        if (root.exists() or root.is_symlink()) and not root.is_dir():
            self._fail(root, "not-a-folder", "This is a file; a folder must stand here.")
        folders = [root] if root.is_dir() else []
        for level in range(1, depth + 1):
            below: list[Path] = []
            for path in sorted(entry for parent in folders for entry in self._entries(parent)):
                if level < depth:
                    below.append(path)
                elif path.match(pattern):
                    found.append(path)
                else:
                    self._fail(path, "unknown-file", "This file is not read.", f"Name it {pattern}, or move it away.")
            folders = [path for path in below if path.is_dir()]
            for path in below:
                if not path.is_dir():
                    self._fail(path, "unknown-file", "This file is not read.", "It belongs in a principle's folder.")
        return found

    def _entries(self, folder: Path) -> list[Path]:
        try:
            return [path for path in folder.iterdir() if not path.name.startswith(".")]
        except OSError as error:
            self._fail(folder, "unreadable", f"The folder can't be read: {_reason(error)}.")
            return []

    def _bytes(self, path: Path) -> bytes | None:
        self.draft.files.append(self._name(path))
        if path.is_dir():
            self._fail(path, "not-a-file", "This is a folder; a file must stand here.")
            return None
        try:
            raw = _read(path)
        except OSError as error:
            self._fail(path, "unreadable", f"The file can't be read: {_reason(error)}.")
            return None
        if raw is None:
            self._fail(path, "not-a-file", "This is no ordinary file; one must stand here.")
        return raw

    def _entry(self, path: Path, model: type[Model]) -> Entry[Model] | None:
        raw = self._bytes(path)
        if raw is None:
            return None
        document = source.parse(self._name(path), raw)
        if isinstance(document, list):
            self.draft.problems += document
            return None
        decoded = decode(document, model)
        if isinstance(decoded, list):
            self.draft.problems += decoded
            return None
        return Entry(document, decoded)

    def _page(self, path: Path) -> None:
        raw = self._bytes(path)
        if raw is None:
            return
        name = self._name(path)
        text = source.decode_text(name, raw)
        if isinstance(text, list):
            self.draft.problems += text
            return
        self.draft.problems += _front_matter_problems(name, text)
        self.draft.hand_written[path.name] = text


def _front_matter_problems(file: str, text: str) -> list[Problem]:
    """What is wrong with the YAML between `---` and `---` at the top of a page; MkDocs would show it as text."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return []
    # A comment in place of the first line keeps the numbers of the lines.
    document = source.parse(file, f"#{found[1]}".encode())
    if isinstance(document, list):
        return [problem for problem in document if problem.code != "empty-file"]
    if not isinstance(document.value, dict):
        return [document.problem((), "wrong-type", "The front matter must hold keys and values, as in title: About.")]
    return []


def _read(path: Path) -> bytes | None:
    """The bytes of a file, as many as are ever looked at; None for a pipe or a device, which may never end.

    Raises:
        OSError: there is no such file, or it can't be read.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        return None
    with path.open("rb") as file:
        return file.read(source.MAX_BYTES + 1)


def _reason(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()
