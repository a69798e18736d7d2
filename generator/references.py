"""What one part of the content says of another: names that must exist, and ids that are unique."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.identity import as_slug
from generator.model import Framework, Principle, QuizItem, Scenario
from generator.page_map import RESERVED_PAGES
from generator.problems import Problem, did_you_mean
from generator.reader import Draft, Entry
from generator.source import Document, Path


@dataclass(frozen=True, slots=True)
class _Named:
    """Something with an id that it may not always have had."""

    document: Document
    path: Path
    id: str
    aliases: tuple[str, ...]


def check_references(draft: Draft) -> list[Problem]:
    """Every reference in the content that does not hold, over all files that could be read."""
    problems = [*_pages(draft)]
    for scenario in draft.scenarios:
        problems += _scenario(scenario)
    for principle in draft.principles:
        problems += _file_name(principle.document, principle.model.id)
        if f"principles/{principle.model.id}.md" in RESERVED_PAGES:
            message = "The list of principles has this name."
            problems.append(principle.document.problem(("id",), "reserved-name", message, "Give it another id."))
    problems += _scenario_ids(draft.scenarios)
    for entries in (draft.scenarios, draft.principles):
        problems += _aliases(_named_by_their_files(entries))
    if draft.framework:
        framework = draft.framework.model
        problems += _framework(draft.framework, draft.principle_files)
        for principle in draft.principles:
            problems += _principle(principle, framework)
        for scenario in draft.scenarios:
            problems += _scenario_names(scenario, framework)
    return problems


def _pages(draft: Draft) -> Iterator[Problem]:
    for name in sorted(RESERVED_PAGES & draft.hand_written.keys()):
        message = "The site needs this name for a page of its own."
        yield Problem(f"content/pages/{name}", 1, 1, "reserved-name", message, "Give the file another name.")


def _file_name(document: Document, content_id: str) -> Iterator[Problem]:
    stem = PurePosixPath(document.file).stem
    if stem != content_id:
        message = f'The id "{content_id}" is not the file\'s name.'
        yield document.problem(("id",), "id-differs", message, f'The file is named "{stem}".')


def _unknown_principle(document: Document, path: Path, name: str, framework: Framework) -> Problem:
    hint = did_you_mean(name, framework.principles)
    return document.problem(path, "unknown-principle", f'There is no principle "{name}".', hint)


def _unknown_level(document: Document, path: Path, name: str, framework: Framework, *, key: bool = False) -> Problem:
    levels = {level.id: level.label for level in framework.levels}
    hint = did_you_mean(name, levels, {label: level for level, label in levels.items()})
    return document.problem(path, "unknown-level", f'There is no level "{name}".', hint, key=key)


def _repeated(document: Document, named: Iterable[tuple[Path, str]], what: str) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for path, name in named:
        if name in first:
            message = f'The {what} "{name}" stands twice; first in line {document.position(first[name]).line}.'
            yield document.problem(path, "duplicate-id", message, "Each one must be unique.")
        first.setdefault(name, path)


def _named_by_their_files(entries: Iterable[Entry[Scenario] | Entry[Principle]]) -> list[_Named]:
    """Scenarios or principles without those that have another id than their file, which is a problem of its own."""
    return [
        _Named(entry.document, (), entry.model.id, entry.model.aliases)
        for entry in entries
        if PurePosixPath(entry.document.file).stem == entry.model.id
    ]


def _aliases(named: Sequence[_Named]) -> Iterator[Problem]:
    """Aliases under which progress could count for two things, or for nothing new: each is an id or another alias."""
    ids: dict[str, _Named] = {}
    for each in named:
        ids.setdefault(each.id, each)
    first: dict[str, tuple[Document, Path]] = {}
    for each in named:
        for number, alias in enumerate(each.aliases):
            path = (*each.path, "aliases", number)
            if alias == each.id:
                message, hint = f'The alias "{alias}" is the id that this has now.', "Take it out."
            elif alias in ids:
                place = _place(ids[alias].document, (*ids[alias].path, "id"), each.document)
                message = f'The alias "{alias}" is an id; it stands in {place}.'
                hint = "Take it out here; progress under it counts for what has that id."
            elif alias in first:
                message = f'The alias "{alias}" stands twice; first in {_place(*first[alias], each.document)}.'
                hint = "Keep it only where its progress should count."
            else:
                first[alias] = each.document, path
                continue
            yield each.document.problem(path, "duplicate-id", message, hint)


def _place(document: Document, path: Path, seen_from: Document) -> str:
    """Where something stands, as a message in a file says it."""
    line = document.position(path).line
    return f"line {line}" if document is seen_from else f"{document.file}:{line}"


def _framework(entry: Entry[Framework], files: set[str]) -> Iterator[Problem]:
    document, framework = entry.document, entry.model
    listed = [(("principles", index), name) for index, name in enumerate(framework.principles)]
    yield from _repeated(document, listed, "principle")
    yield from _repeated(
        document,
        ((("levels", index, "id"), level.id) for index, level in enumerate(framework.levels)),
        "level",
    )
    labels = ((("levels", index, "label"), level.label) for index, level in enumerate(framework.levels))
    yield from _repeated(document, labels, "label")
    for path, name in listed:
        if name not in files:
            message = f'The principle "{name}" has no file.'
            yield document.problem(path, "missing-file", message, f"Write content/principles/{name}.yaml.")


def _principle(entry: Entry[Principle], framework: Framework) -> Iterator[Problem]:
    document, principle = entry.document, entry.model
    if principle.id not in framework.principles:
        message = f'The framework does not list the principle "{principle.id}".'
        yield document.problem(("id",), "unlisted-principle", message, "Add it to content/framework.yaml.")
    neighbors = [(("neighbors", i, "principle"), item.principle) for i, item in enumerate(principle.neighbors)]
    yield from _other_principles(document, neighbors, principle.id, framework)


def _other_principles(
    document: Document, named: Sequence[tuple[Path, str]], own: str, framework: Framework
) -> Iterator[Problem]:
    """Principles named beside the own one: known, not the own one, none twice."""
    for path, name in named:
        if name not in framework.principles:
            yield _unknown_principle(document, path, name, framework)
        elif name == own:
            yield document.problem(path, "own-principle", f'"{name}" is the principle this file is about.')
    yield from _repeated(document, named, "principle")


def _scenario_ids(scenarios: list[Entry[Scenario]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for entry in scenarios:
        if PurePosixPath(entry.document.file).stem != entry.model.id:
            continue  # which is a problem of its own, and not one of the file that has the id by right
        other = first.setdefault(entry.model.id, entry.document.file)
        if other != entry.document.file:
            message = f'The id "{entry.model.id}" is taken by {other}.'
            yield entry.document.problem(("id",), "duplicate-id", message, "Each scenario needs its own.")


def _scenario_names(entry: Entry[Scenario], framework: Framework) -> Iterator[Problem]:
    document, scenario = entry.document, entry.model
    levels = [level.id for level in framework.levels]
    if scenario.principle not in framework.principles:
        yield _unknown_principle(document, ("principle",), scenario.principle, framework)
    if scenario.level not in levels:
        yield _unknown_level(document, ("level",), scenario.level, framework)
    elif scenario.level not in scenario.reflection.levels:
        message = f'The reflection for the scenario\'s own level, "{scenario.level}", is missing here.'
        yield document.problem(("reflection", "levels"), "missing-key", message)
    for path, names in (
        (("levels",), scenario.levels),
        (("reflection", "levels"), scenario.reflection.levels),
    ):
        for name in names:
            if name not in levels:
                yield _unknown_level(document, (*path, name), name, framework, key=True)
    variants = [(("variants", i, "principle"), item.principle) for i, item in enumerate(scenario.variants)]
    yield from _other_principles(document, variants, scenario.principle, framework)


def _scenario(entry: Entry[Scenario]) -> Iterator[Problem]:
    document, scenario = entry.document, entry.model
    yield from _file_name(document, scenario.id)
    folder = PurePosixPath(document.file).parent.name
    if folder not in {scenario.principle, as_slug(scenario.principle)}:
        message = f'The file lies in the folder "{folder}", its principle is "{scenario.principle}".'
        yield document.problem(("principle",), "principle-differs", message, "Move the file, or change the key.")
    items: list[tuple[Path, str]] = [(("follow_ups", i, "id"), item.id) for i, item in enumerate(scenario.follow_ups)]
    items += [(("quiz", i, "id"), item.id) for i, item in enumerate(scenario.quiz)]
    yield from _repeated(document, items, "id")
    yield from _aliases(
        [
            *(_Named(document, ("follow_ups", i), item.id, item.aliases) for i, item in enumerate(scenario.follow_ups)),
            *(_Named(document, ("quiz", i), item.id, item.aliases) for i, item in enumerate(scenario.quiz)),
        ]
    )
    for index, item in enumerate(scenario.quiz):
        yield from _quiz_item(document, ("quiz", index), item)


def _quiz_item(document: Document, path: Path, item: QuizItem) -> Iterator[Problem]:
    options = [((*path, "options", i, "id"), option.id) for i, option in enumerate(item.options)]
    yield from _repeated(document, options, "option")
    right = [number for number, option in enumerate(item.options) if option.correct]
    if not right:
        wanted = "exactly one" if item.kind == "choose-one" else "at least one"
        message = f"{item.kind} needs {wanted} right option; none is marked correct."
        yield document.problem((*path, "options"), "right-options", message, "Set correct: true at the right one.")
    elif len(right) > 1 and item.kind == "choose-one":
        first, second = ((*path, "options", number, "correct") for number in right[:2])
        message = f"choose-one needs exactly one right option; {len(right)} are marked correct."
        hint = f"The first is in line {document.position(first).line}. Or make it choose-many."
        yield document.problem(second, "right-options", message, hint)
