"""The files of `content/` to decoded models, each with its document: the only place that reads content from disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from generator import source
from generator.decode import decode
from generator.model import Content, Framework, Principle, Scenario
from generator.problems import Problem
from generator.source import Document

Model = TypeVar("Model", bound=Content)

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""

FRAMEWORK = "framework.yaml"
PRINCIPLES = "principles"
SCENARIOS = "scenarios"
PAGES = "pages"
SCHEMA = "schema"  # for editors; nothing in it is content


@dataclass(frozen=True, slots=True)
class Entry(Generic[Model]):
    """A decoded content file, with its document for positions."""

    document: Document
    model: Model


@dataclass(slots=True)
class Draft:
    """What could be read of the content so far, before it is known to be right as a whole."""

    framework: Entry[Framework] | None = None
    principles: list[Entry[Principle]] = field(default_factory=list)
    principle_files: set[str] = field(default_factory=set)
    """The names of the principles' files without their ending, readable or not."""
    scenarios: list[Entry[Scenario]] = field(default_factory=list)
    hand_written: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_content(project: Path, progress: Progress | None = None) -> Draft:
    """Read and decode all content of a project; what can't be read is a problem in the draft."""
    return _Reader(project, progress).read()


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
            self._fail(self.content, "no-content", "There is no content folder.", "Make it, with framework.yaml.")
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
        if path.is_dir():
            self._fail(path, "not-a-file", "This is a folder; a file must stand here.")
            return None
        try:
            return path.read_bytes()
        except OSError as error:
            self._fail(path, "unreadable", f"The file can't be read: {_reason(error)}.")
            return None

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
        text = source.decode_text(self._name(path), raw)
        if isinstance(text, Problem):
            self.draft.problems.append(text)
        else:
            self.draft.hand_written[path.name] = text


def _reason(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()
