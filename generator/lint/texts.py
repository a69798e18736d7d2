"""Every text of a content file, with its path: found by walking the models, so that no field is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic.fields import FieldInfo

from generator.fields import TextKind
from generator.model import Content, Node
from generator.source import Path


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a file."""

    path: Path
    text: str
    kind: TextKind


def texts(model: Content) -> tuple[Text, ...]:
    """All texts of a model, in the order of its fields."""
    return tuple(_texts(model, (), None))


def nodes(model: Content) -> Iterator[tuple[Path, Node]]:
    """The parts of a model in which findings can be waived, the model itself among them, each with its path."""
    for path, part in _contents(model, ()):
        if isinstance(part, Node):
            yield path, part


def _texts(value: Any, path: Path, kind: TextKind | None) -> Iterator[Text]:
    if isinstance(value, Content):
        for name, field_kind in _kinds(type(value)).items():
            yield from _texts(getattr(value, name), (*path, name), field_kind)
    elif isinstance(value, str) and kind:
        yield Text(path, value, kind)
    else:
        for step, item in _items(value):
            yield from _texts(item, (*path, step), kind)


def _contents(value: Any, path: Path) -> Iterator[tuple[Path, Content]]:
    if isinstance(value, Content):
        yield path, value
        for name in type(value).model_fields:
            yield from _contents(getattr(value, name), (*path, name))
    else:
        for step, item in _items(value):
            yield from _contents(item, (*path, step))


def _items(value: Any) -> Iterator[tuple[str | int, Any]]:
    """The items of a list or mapping; none of anything else."""
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, tuple):
        yield from enumerate(value)


@cache
def _kinds(model: type[Content]) -> dict[str, TextKind | None]:
    """The kind of text that each field of a model holds, if it holds text."""
    return {name: text_kind(field) for name, field in model.model_fields.items()}


def text_kind(field: FieldInfo) -> TextKind | None:
    """The kind of text that a field holds, itself or in a list; None for a field that holds no text."""
    return _last_kind(field.metadata) or _kind_in(field.annotation)


def _kind_in(annotation: Any) -> TextKind | None:
    found = _last_kind(getattr(annotation, "__metadata__", ()))
    for argument in () if found else get_args(annotation):
        found = found or _kind_in(argument)
    return found


def _last_kind(metadata: Any) -> TextKind | None:
    """The kind of a type: each type builds on another, and the outermost stands last."""
    kinds = [item for item in metadata if isinstance(item, TextKind)]
    return kinds[-1] if kinds else None
