"""Every field of every model: without it, or with another type in it, the problem stands at that very node."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from generator import source
from generator.decode import decode
from generator.lint.texts import nodes
from generator.model import Content, Framework, Principle, Scenario
from generator.problems import Problem
from generator.source import Document, PathStep
from tests.builders import DIVE_DEEP, FRAMEWORK, SLOW_REPORT

WAIVER = {"waive": [{"rule": "spoken-length", "reason": "It is short on purpose."}]}
ACCEPT = {"accept": [{"word": "minutes", "also": ["moments"]}]}
REFLECTION: dict[str, Any] = {"answer": "I would measure.", "highlights": ["measure"], **ACCEPT, **WAIVER}
MORE: dict[type[Content], dict[str, Any]] = {
    Framework: {"rules": {"spoken-length": "off"}},
    Principle: {
        "aliases": ["look-closer"],
        "neighbors": [{"principle": "ownership", "difference": "Depth against breadth."}],
    },
    Scenario: {
        "aliases": ["late-report"],
        "reflection": {
            **{"coaching": "One is enough.", "mistake": "None.", "target_seconds": 10},
            "levels": {"junior": REFLECTION},
        },
        "variants": [
            {"principle": "ownership", "angle": "a", "opening": "b", "emphasize": "c", "downplay": "d"},
        ],
        "levels": {"junior": {"focus": "One bug.", "bar": "The cause is proven.", "budget_seconds": [30, 60]}},
    },
}
"""The optional fields that the minimal content does without."""
TEXTS: dict[type[Content], str] = {Framework: FRAMEWORK, Principle: DIVE_DEEP, Scenario: SLOW_REPORT}


def complete(kind: type[Content]) -> dict[str, Any]:
    """A valid file of this kind, as plain data, in which every field of every model occurs."""
    data: dict[str, Any] = {**yaml.load(TEXTS[kind], yaml.BaseLoader), **copy.deepcopy(MORE[kind])}
    if kind is Scenario:
        for name in ("situation", "task", "action", "result"):
            data[name].update(target_seconds=10, **copy.deepcopy(ACCEPT))
        data["weak_answer"]["critique"][0]["quote"] = "the report was slow"
        data["follow_ups"][0].update(aliases=["why-so-long"])
        data["follow_ups"][0]["strong"].update(copy.deepcopy(ACCEPT))
        data["quiz"][0].update(aliases=["step-one"])
        data["quiz"][0]["options"][0].update(last="true")
    model = decode(parsed(data), kind)
    assert not isinstance(model, list), model
    for path, _ in nodes(model):
        at(data, path).update(copy.deepcopy(WAIVER))
    return data


def parsed(data: dict[str, Any]) -> Document:
    document = source.parse("a.yaml", yaml.safe_dump(data, sort_keys=False).encode())
    assert isinstance(document, Document)
    return document


def at(data: Any, path: tuple[PathStep, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def fields(value: Any, path: tuple[PathStep, ...] = ()) -> Iterator[tuple[type[Content], str, tuple[PathStep, ...]]]:
    """Every field of every model in a value: the model, the field, and its path."""
    if isinstance(value, Content):
        for name in type(value).model_fields:
            yield type(value), name, (*path, name)
            yield from fields(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from fields(item, (*path, key))
    elif isinstance(value, tuple) and not hasattr(value, "_fields"):
        for index, item in enumerate(value):
            yield from fields(item, (*path, index))


def all_fields() -> list[tuple[type[Content], type[Content], str, tuple[PathStep, ...]]]:
    """One place for each field of each model, by kind of file."""
    found: dict[tuple[type[Content], type[Content], str], tuple[PathStep, ...]] = {}
    for kind in TEXTS:
        model = decode(parsed(complete(kind)), kind)
        assert not isinstance(model, list), model
        for owner, name, path in fields(model):
            found.setdefault((kind, owner, name), path)
    return [(*key, path) for key, path in found.items()]


FIELDS = all_fields()
IDS = [f"{kind.__name__}-{owner.__name__}.{name}" for kind, owner, name, _ in FIELDS]


def position(data: dict[str, Any], path: tuple[PathStep, ...]) -> tuple[int, int]:
    """Where a node stands in the data's YAML, by PyYAML's own tree."""
    node: Any = yaml.compose(yaml.safe_dump(data, sort_keys=False), yaml.SafeLoader)
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = next(value for key, value in node.value if key.value == step)
        else:
            node = node.value[step]
    return node.start_mark.line + 1, node.start_mark.column + 1


def problems(data: dict[str, Any], kind: type[Content]) -> list[Problem]:
    decoded = decode(parsed(data), kind)
    return decoded if isinstance(decoded, list) else []


def test_the_examples_hold_every_model() -> None:
    below: set[type[Content]] = set()
    todo: list[type[Content]] = [Content]
    while todo:
        below |= (children := {child for parent in todo for child in parent.__subclasses__()})
        todo = [*children]
    with_fields = {model for model in below if set(model.model_fields) - {"waive"}}
    assert {owner for _, owner, _, _ in FIELDS} == with_fields


@pytest.mark.parametrize(("kind", "owner", "name", "path"), FIELDS, ids=IDS)
def test_a_field_that_is_taken_away_is_missed_at_its_parent(
    kind: type[Content], owner: type[Content], name: str, path: tuple[PathStep, ...]
) -> None:
    data = complete(kind)
    del at(data, path[:-1])[name]
    found = [(problem.line, problem.column, problem.code) for problem in problems(data, kind)]
    if not owner.model_fields[name].is_required():
        assert found == []
    else:
        assert found == [(*position(data, path[:-1]), "missing-key")]


@pytest.mark.parametrize(("kind", "name", "path"), [(kind, name, path) for kind, _, name, path in FIELDS], ids=IDS)
def test_a_field_of_another_type_is_refused_where_it_stands(
    kind: type[Content], name: str, path: tuple[PathStep, ...]
) -> None:
    valid = at(complete(kind), path)
    # A text is no list and no mapping, a list no text and no mapping, a mapping no text and no list.
    wrong: list[Any] = ["text"] if not isinstance(valid, str) else [["text"]]
    wrong.append({"key": "text"} if not isinstance(valid, dict) else ["text"])
    for value in wrong:
        data = complete(kind)
        at(data, path[:-1])[name] = value
        found = [(problem.line, problem.column) for problem in problems(data, kind)]
        assert found == [position(data, path)], value
