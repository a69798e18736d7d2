"""Plain data to models: what pydantic finds wrong, said in our words at the place it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.model import Content
from generator.problems import Problem, did_you_mean
from generator.source import Document, PathStep

Model = TypeVar("Model", bound=Content)

# pydantic's error types that our models can raise: the problem's code, the message and the hint. `{...}` is filled from
# the error's context.
_WORDS: dict[str, tuple[str, str, str]] = {
    "string_type": ("wrong-type", "This must be text.", "Found {found}."),
    "tuple_type": ("wrong-type", "This must be a list.", 'Found {found}. Start each item with "- ".'),
    "dict_type": ("wrong-type", "This must be a mapping of keys to values.", "Found {found}."),
    "model_type": ("wrong-type", "This must be a mapping of keys to values.", "Found {found}."),
    "whole_number": ("wrong-type", "This must be a whole number.", "Found {found}."),
    "true_or_false": ("wrong-type", "This must be true or false.", "Found {found}."),
    "budget": ("wrong-budget", "{message}", ""),
    "literal_error": ("unknown-value", "{quoted} is not one of {expected}.", ""),
    "greater_than_equal": ("out-of-range", "This must be at least {ge}.", "Found {found}."),
    "less_than_equal": ("out-of-range", "This must be at most {le}.", "Found {found}."),
    "too_short": ("too-few", "This needs at least {min_length}; it has {actual_length}.", ""),
    "too_long": ("too-many", "This takes at most {max_length}; it has {actual_length}.", ""),
    "string_too_long": ("too-long", "This takes at most {max_length} characters; it has {length}.", ""),
    "empty_text": ("empty-text", "There is nothing here.", "Write it, or take the key out."),
    "one_line": ("too-many-lines", "This must be one line.", 'Use ">-" to fold lines into one.'),
    "one_paragraph": ("too-many-lines", "This must be one paragraph.", "Take the blank line out."),
    "malformed_id": ("malformed-id", "{quoted} is not an id.", "Use lowercase letters, digits and hyphens."),
    "web_address": ("malformed-address", "{quoted} is not a web address.", "It starts with https://."),
    "sections": ("wrong-sections", "{message}", ""),
}


def decode(document: Document, model: type[Model]) -> Model | list[Problem]:
    """Make a model of a document.

    Returns:
        The model, or a problem for everything that does not fit it.
    """
    if not isinstance(document.value, dict):
        what = _describe(document.value)
        return [document.problem((), "wrong-type", f"The file must hold keys and values. Found {what}.")]
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        details = error.errors(include_url=False)
        return [_problem(document, model, detail) for detail in details if not _follows(detail)]


def _follows(detail: ErrorDetails) -> bool:
    """Whether a list is only "too short" because pydantic does not count the items that have problems of their own."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _problem(document: Document, model: type[Content], detail: ErrorDetails) -> Problem:
    path: Sequence[PathStep] = detail["loc"]
    kind, value = detail["type"], detail["input"]
    if kind == "missing":
        return document.problem(path[:-1], "missing-key", f'The key "{path[-1]}" is missing here.')
    if kind == "extra_forbidden":
        hint = did_you_mean(str(path[-1]), _keys(model, path[:-1]))
        return document.problem(path, "unknown-key", f'"{path[-1]}" is not a key here.', hint, key=True)
    if value == "":
        kind = "empty_text"
    elif kind == "too_long" and isinstance(value, str):
        kind = "string_too_long"
    code, message, hint = _WORDS.get(kind, ("invalid", "{message}", ""))
    facts: dict[str, Any] = {
        "message": detail["msg"],
        "found": _describe(value),
        "quoted": f'"{value}"',
        "length": len(value) if isinstance(value, str) else 0,
        **detail.get("ctx", {}),
    }
    return document.problem(path, code, message.format(**facts), hint.format(**facts))


def _describe(value: object) -> str:
    """What stands there, for a message: its kind, and its text where that is short."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = str(value)
    return f'"{text}"' if len(text) <= 40 else f'"{text[:37]}..."'  # noqa: PLR2004


def _keys(model: type[BaseModel], path: Sequence[PathStep]) -> list[str]:
    """The keys that the model at `path` takes."""
    current: Any = model
    for step in path:
        if isinstance(current, type) and issubclass(current, BaseModel):
            field = current.model_fields.get(str(step))
            current = field.annotation if field else None
        else:
            current = _element(current)
    return list(current.model_fields) if isinstance(current, type) and issubclass(current, BaseModel) else []


def _element(annotation: Any) -> Any:
    """The type of the elements of `tuple[X, ...]`, or of the values of `dict[str, X]`."""
    arguments: tuple[Any, ...] = getattr(annotation, "__args__", ())
    if getattr(annotation, "__origin__", None) is dict:
        return arguments[1]
    return arguments[0] if arguments else None
