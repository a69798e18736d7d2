"""Runs the rules over what could be read of the content, and sets aside what authors waived."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.lint.rule import Finding, Manuscript, ManuscriptRule, Rule, SiteRule, Story, StoryRule
from generator.lint.rules import RULES, placeholder
from generator.lint.texts import nodes
from generator.model import Framework, RuleLevel, Scenario, Waiver
from generator.problems import Problem, Severity, did_you_mean
from generator.reader import Draft
from generator.source import Document, Path

Findings = list[tuple[Rule, Finding]]
RULE_NAMES = tuple(rule.name for rule in RULES)


@dataclass(slots=True)
class _WrittenWaiver:
    """A waiver, where it stands."""

    path: Path
    waiver: Waiver
    is_used: bool = False

    def covers(self, rule: Rule, path: Path) -> bool:
        """Whether it sets aside what a rule says of a node: the one that the waiver stands in, or one inside it."""
        node = self.path[:-2]  # without `waive` and the number in its list
        return self.waiver.rule == rule.name and path[: len(node)] == node


@dataclass(slots=True)
class Linter:
    """Runs the rules; remembers what they found in files that have not changed since."""

    _known: dict[str, tuple[object, Findings]] = field(default_factory=dict)

    def run(self, draft: Draft, only: Collection[str] | None = None) -> list[Problem]:
        """Apply all rules.

        Args:
            draft: the content as far as it could be read; references in it need not hold.
            only: the files whose problems are wanted; None for all.

        Returns:
            The problems, unsorted; none if the framework can't be read, because rules measure by it.
        """
        if draft.framework is None:
            return []
        framework = draft.framework.model
        levels = {rule.name: framework.rules.get(rule.name, rule.level) for rule in RULES}
        manuscripts = _manuscripts(draft)
        stories = [manuscript for manuscript in manuscripts if isinstance(manuscript, Story)]
        of_the_site = _findings_of_the_site(stories, levels)
        problems = [*_unknown_rules(draft.framework.document, framework)]
        for manuscript in manuscripts:
            if only is None or manuscript.file in only:
                findings = [*self._findings(manuscript, levels), *of_the_site.get(manuscript.file, [])]
                problems += _problems(manuscript, findings, levels)
        return problems

    def _findings(self, manuscript: Manuscript, levels: Mapping[str, RuleLevel]) -> Findings:
        """What the rules for one file find in it, if it is not known from an earlier run."""
        state = (manuscript.signature, levels)
        known = self._known.get(manuscript.file)
        if known is None or known[0] != state:
            known = state, list(_check(manuscript, levels))
            self._known[manuscript.file] = known
        return known[1]


def linted_files(draft: Draft) -> set[str]:
    """The files that rules can look at."""
    return {manuscript.file for manuscript in _manuscripts(draft)}


def _manuscripts(draft: Draft) -> list[Manuscript]:
    """The content as rules see it; nothing without a framework, because rules measure by it."""
    if draft.framework is None:
        return []
    framework = draft.framework.model
    names = {entry.model.id: entry.model.name for entry in draft.principles}
    manuscripts = [Manuscript(entry) for entry in (draft.framework, *draft.principles)]
    stories = [Story(entry, framework, names) for entry in draft.scenarios if _has_level(entry.model, framework)]
    return [*manuscripts, *stories]


def _has_level(scenario: Scenario, framework: Framework) -> bool:
    """Whether a scenario's level is there, and its own reflection: without them, there is no whole answer."""
    return scenario.level in scenario.reflection.levels and any(
        level.id == scenario.level for level in framework.levels
    )


def _check(manuscript: Manuscript, levels: Mapping[str, RuleLevel]) -> Iterator[tuple[Rule, Finding]]:
    for rule in RULES:
        if levels[rule.name] == "off":
            continue
        if isinstance(rule, ManuscriptRule):
            yield from ((rule, finding) for finding in rule.check(manuscript))
        if isinstance(rule, StoryRule) and isinstance(manuscript, Story):
            yield from ((rule, finding) for finding in rule.check(manuscript))


def _findings_of_the_site(stories: Sequence[Story], levels: Mapping[str, RuleLevel]) -> dict[str, Findings]:
    """What the rules for all scenarios together find, by file."""
    by_file: dict[str, Findings] = {}
    for rule in RULES:
        if isinstance(rule, SiteRule) and levels[rule.name] != "off":
            for story, finding in rule.check(stories):
                by_file.setdefault(story.file, []).append((rule, finding))
    return by_file


def _problems(
    manuscript: Manuscript, findings: Iterable[tuple[Rule, Finding]], levels: Mapping[str, RuleLevel]
) -> Iterator[Problem]:
    document = manuscript.entry.document
    waivers = [
        _WrittenWaiver((*path, "waive", number), waiver)
        for path, node in nodes(manuscript.entry.model)
        for number, waiver in enumerate(node.waive)
    ]
    for rule, finding in findings:
        covering = [waiver for waiver in waivers if waiver.covers(rule, finding.path)]
        for waiver in covering:
            waiver.is_used = True
        if not covering and not _is_early(rule, finding, manuscript.placeholders):
            yield _problem(document, rule, finding, "error" if levels[rule.name] == "error" else "warning")
    for written in waivers:
        name = written.waiver.rule
        if name not in RULE_NAMES:
            yield _unknown_rule(document, (*written.path, "rule"), name)
        elif not written.is_used and levels[name] != "off":
            message = f'Nothing here breaks the rule "{name}".'
            unused = document.problem(written.path, "unused-waiver", message, "Take the waiver out.")
            yield replace(unused, severity="warning")


def _is_early(rule: Rule, finding: Finding, placeholders: Collection[Path]) -> bool:
    """Whether a finding is about what its author has yet to write; that alone is then worth saying."""
    size = len(finding.path)
    return rule is not placeholder.RULE and any(path[:size] == finding.path for path in placeholders)


def _problem(document: Document, rule: Rule, finding: Finding, severity: Severity) -> Problem:
    """A finding as a problem: at its words where they are found, else at its node."""
    place = document.locate(finding.path, finding.words)
    if place is None:
        problem = document.problem(finding.path, rule.name, finding.message, finding.hint)
        return replace(problem, severity=severity)
    (line, column), span = place
    return Problem(document.file, line, column, rule.name, finding.message, finding.hint, severity, span)


def _unknown_rules(document: Document, framework: Framework) -> Iterator[Problem]:
    for name in framework.rules:
        if name not in RULE_NAMES:
            yield _unknown_rule(document, ("rules", name), name, key=True)


def _unknown_rule(document: Document, path: Path, name: str, *, key: bool = False) -> Problem:
    return document.problem(
        path, "unknown-rule", f'There is no rule "{name}".', did_you_mean(name, RULE_NAMES), key=key
    )
