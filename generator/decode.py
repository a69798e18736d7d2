"""Plain data to models: what pydantic finds wrong, said in our words at the place it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.identity import as_slug
from generator.model import Content
from generator.problems import MAX_PER_FILE, Problem, nearest, suggestion
from generator.source import Document, PathStep

Model = TypeVar("Model", bound=Content)

_LONGEST_QUOTED = 40

# pydantic's error types that our models can raise: the problem's code, the message and the hint. `{...}` is filled from
# the error's context.
_WORDS: dict[str, tuple[str, str, str]] = {
    "string_type": ("wrong-type", "This must be text.", "Found {found}."),
    "colon_in_text": ("wrong-type", "This must be text.", 'A text that holds ": " needs double quotes around it.'),
    "tuple_type": ("wrong-type", "This must be a list.", 'Found {found}. Start each item with "- ".'),
    "dict_type": ("wrong-type", "This must be a mapping of keys to values.", "Found {found}."),
    "model_type": ("wrong-type", "This must be a mapping of keys to values.", "Found {found}."),
    "whole_number": ("wrong-type", "{message}", "Found {found}."),
    "true_or_false": ("wrong-type", "This must be true or false, in small letters.", "Found {found}."),
    "budget": ("wrong-budget", "{message}", ""),
    "literal_error": ("unknown-value", "{quoted} is not one of {expected}.", "{did_you_mean}"),
    "greater_than_equal": ("out-of-range", "This must be at least {ge}.", "Found {found}."),
    "less_than_equal": ("out-of-range", "This must be at most {le}.", "Found {found}."),
    "too_short": ("too-few", "This needs at least {min_length}; it has {actual_length}.", ""),
    "too_long": ("too-many", "This takes at most {max_length}; it has {actual_length}.", ""),
    "string_too_long": ("too-long", "This takes at most {max_length} characters; it has {length}.", ""),
    "empty_text": ("empty-text", "There is nothing here.", "Write it{or_take_out}."),
    "commented_text": ("empty-text", "There is nothing here: what follows # is a comment.", "Put the text in quotes."),
    "one_line": ("too-many-lines", "This must be one line.", 'Use ">-" to fold lines into one.'),
    "one_paragraph": ("too-many-lines", "This must be one paragraph.", "Take the blank line out."),
    "malformed_id": ("malformed-id", "{quoted} is not an id.", "Use lowercase letters, digits and hyphens{as_slug}."),
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
        details = [detail for detail in error.errors(include_url=False) if not _follows(detail)]
        problems = list(_problems(document, model, details[:MAX_PER_FILE]))
        if len(details) > MAX_PER_FILE:
            message = f"This file has {len(details) - MAX_PER_FILE:,} more problems."
            problems.append(document.problem((), "more-problems", message, "Mend the others first."))
        return problems


def _problems(document: Document, model: type[Content], details: Sequence[ErrorDetails]) -> Iterator[Problem]:
    misspelled: set[tuple[PathStep, ...]] = set()
    for detail in details:
        if detail["type"] == "extra_forbidden":
            *parent, key = detail["loc"]
            keys, taken = _keys(model, parent), document.value_at(parent)
            free = [name for name in keys if name not in taken]
            if meant := nearest(str(key), free):
                misspelled.add((*parent, meant))
                hint = suggestion(meant)
            elif near := nearest(str(key), keys):
                hint = f'There is "{near}" already.'
            elif str(key) in _ALL_KEYS:
                hint = f'"{key}" belongs inside another part: check the spaces before it.'
            else:
                hint = suggestion(None, free)
            message = f'"{_clipped(key)}" is not a key here.'
            yield document.problem(detail["loc"], "unknown-key", message, hint, key=True)
    for detail in details:
        if detail["type"] == "missing":
            *parent, key = detail["loc"]
            # A key that stands there under a wrong name is not missing as well.
            if detail["loc"] not in misspelled:
                yield document.problem(parent, "missing-key", f'The key "{key}" is missing here.')
        elif detail["type"] != "extra_forbidden":
            yield _problem(document, model, detail)


def _all_keys(model: type[BaseModel]) -> frozenset[str]:
    """The keys of a content type and of all that build on it."""
    return frozenset(model.model_fields).union(*map(_all_keys, model.__subclasses__()))


_ALL_KEYS = _all_keys(Content)


def _follows(detail: ErrorDetails) -> bool:
    """Whether a list is only "too short" because pydantic does not count the items that have problems of their own."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _problem(document: Document, model: type[Content], detail: ErrorDetails) -> Problem:
    """The problem of a value that does not fit its field."""
    path: Sequence[PathStep] = detail["loc"]
    kind, value = detail["type"], detail["input"]
    if value == "":
        kind = "commented_text" if document.is_followed_by_comment(path) else "empty_text"
    elif kind == "too_long" and isinstance(value, str):
        kind = "string_too_long"
    elif kind == "too_long":
        path = (*path, detail["ctx"]["max_length"])  # the first item that is one too many
    elif kind == "string_type" and isinstance(value, dict) and len(value) == 1:
        kind = "colon_in_text"
    code, message, hint = _WORDS.get(kind, ("invalid", "{message}", ""))
    facts: dict[str, Any] = {
        "message": detail["msg"],
        "found": _describe(value),
        "quoted": f'"{_clipped(value)}"',
        "as_slug": f', as in "{slug}"' if (slug := as_slug(_clipped(value))) else "",
        "did_you_mean": suggestion(nearest(str(value), _expected_words(detail))),
        "or_take_out": "" if _is_required(model, path) else ", or take the key out",
        "length": len(value) if isinstance(value, str) else 0,
        **detail.get("ctx", {}),
    }
    return document.problem(path, code, message.format(**facts), hint.format(**facts))


def _expected_words(detail: ErrorDetails) -> list[str]:
    """The few words that would fit, where a value must be one of them."""
    return re.findall("'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))


def _describe(value: object) -> str:
    """What stands there, for a message: its kind, and its text where that is short."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return f'"{_clipped(value)}"'


def _clipped(value: object) -> str:
    """The text of a value, cut where it is long."""
    text = str(value)
    return text if len(text) <= _LONGEST_QUOTED else f"{text[: _LONGEST_QUOTED - 3]}..."


def _is_required(model: type[BaseModel], path: Sequence[PathStep]) -> bool:
    """Whether the value at `path` is needed: a field without a default, an item of a list, or the file itself."""
    parent = _model_at(model, path[:-1]) if path else None
    return parent is None or parent.model_fields[str(path[-1])].is_required()


def _keys(model: type[BaseModel], path: Sequence[PathStep]) -> list[str]:
    """The keys that the model at `path` takes."""
    at = _model_at(model, path)
    return list(at.model_fields) if at else []


def _model_at(model: type[BaseModel], path: Sequence[PathStep]) -> type[BaseModel] | None:
    """The model that the mapping at `path` has to fit, if it is one."""
    current: Any = model
    for step in path:
        if isinstance(current, type) and issubclass(current, BaseModel):
            field = current.model_fields.get(str(step))
            current = field.annotation if field else None
        else:
            current = _element(current)
    return current if isinstance(current, type) and issubclass(current, BaseModel) else None


def _element(annotation: Any) -> Any:
    """The type of the elements of `tuple[X, ...]`, or of the values of `dict[str, X]`."""
    arguments: tuple[Any, ...] = getattr(annotation, "__args__", ())
    if getattr(annotation, "__origin__", None) is dict:
        return arguments[1]
    return arguments[0] if arguments else None
