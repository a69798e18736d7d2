"""What a running preview tells its author after a save: what is wrong, and what is new."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.checking import with_lint
from generator.lint.linter import Linter
from generator.problems import Problem
from generator.reader import Draft


@dataclass(slots=True)
class Preview:
    """Remembers the content as of the last build."""

    _linter: Linter = field(default_factory=Linter)
    _texts: dict[str, str] = field(default_factory=dict)
    _problems: frozenset[Problem] = frozenset()
    _config: bytes | None = None

    def is_new(self, config: bytes) -> bool:
        """Whether the site's configuration differs from that of the last build."""
        was, self._config = self._config, config
        return was is not None and was != config

    def news(self, draft: Draft, problems: list[Problem]) -> tuple[list[Problem], list[Problem]]:
        """What to tell after a build.

        Args:
            draft: the content as it was read.
            problems: its problems of structure.

        Returns:
            All problems, those of the lint among them; and those worth telling: errors of structure, what is about
            files that changed since the last build, and what was not there then.
        """
        found = with_lint(draft, problems, self._linter)
        texts = {entry.document.file: entry.document.text for entry in draft.entries}
        changed = {file for file, text in texts.items() if self._texts.get(file) != text}
        structural = set(problems)
        told = [
            problem
            for problem in found
            if problem in structural or problem.file in changed or problem not in self._problems
        ]
        self._texts, self._problems = texts, frozenset(found)
        return found, told
