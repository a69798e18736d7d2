"""The pages for authors that say what every field and every rule is for, made of the models and the explanations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.fields import ID_OF, KIND_WORDS, MAX_LINE, MAX_PROSE
from generator.lint.rule import ManuscriptRule, Rule, SiteRule
from generator.schema import MODELS, FileKind, raw_schema
from generator.templating import environment

_FIELD_PAGE = "field-reference.md"
_RULE_PAGE = "rule-reference.md"
_FILE_KINDS: tuple[FileKind, ...] = ("scenario", "principle", "framework")
"""In the order of how often an author needs them."""
_TITLES = {"BarRaiser": "Bar Raiser", "FollowUp": "Follow-up"}
"""The titles that are not just the words of a content type's name."""
_MOST_HOLDERS = 4
"""In how many places a part may stand for them to be listed."""

_SHORT_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_LONG_CODE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
# What Markdown extensions of the site read as more than text; an address between < and > stays a link.
_SIGNS = {"{": "&#123;", "}": "&#125;", "|": "&#124;", "<": "&lt;"}
_SIGN = re.compile(r"[{}|]|<(?!https?://)")
_EMPHASIS = re.compile(r"[\\*_\[\]]")


@dataclass(frozen=True, slots=True)
class _Field:
    """A field, in Markdown."""

    name: str
    is_required: bool
    kind: str
    """What may stand in it."""
    purpose: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A content type, in Markdown: a file, or a part of one."""

    title: str
    anchor: str
    what: str
    places: str
    """Where it stands; empty for a file."""
    fields: tuple[_Field, ...]


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A kind of file with its parts."""

    title: str
    anchor: str
    parts: tuple[_Part, ...]
    """The file itself first, if the chapter is about one."""


@dataclass(frozen=True, slots=True)
class _Explanation:
    """The page of one code, in Markdown that is safe on the site."""

    code: str
    summary: str
    sections: Mapping[str, str]
    """What stands under each heading."""
    level: str = ""
    """How much a rule counts of itself."""
    scope: str = ""
    """What a rule looks at."""

    @property
    def why(self) -> str:
        """What stands under "Why"."""
        return self.sections.get("Why", "")


def reference_files(rules: Sequence[Rule], explanations: Mapping[str, str]) -> dict[str, str]:
    """The pages as files: path in the project, and text.

    Args:
        rules: the rules of the content lint.
        explanations: a page for each code, by code.
    """
    return {
        f"content/pages/{_FIELD_PAGE}": field_reference(),
        f"content/pages/{_RULE_PAGE}": rule_reference(rules, explanations),
    }


def field_reference() -> str:
    """The page that says what every field is for."""
    return _rendered(_FIELD_PAGE, chapters=_chapters(), max_line=MAX_LINE, max_prose=MAX_PROSE)


def rule_reference(rules: Sequence[Rule], explanations: Mapping[str, str]) -> str:
    """The page that says what every rule, and every other code, is about."""
    by_name = {rule.name: rule for rule in rules}
    return _rendered(
        _RULE_PAGE,
        rules=[_rule(by_name[name], explanations.get(name, "")) for name in sorted(by_name)],
        others=[_explanation(code, explanations[code]) for code in sorted(explanations.keys() - by_name)],
    )


def _rendered(page: str, **context: Any) -> str:
    return environment().get_template(f"{page}.jinja").render(**context)


# Fields


def _chapters() -> list[_Chapter]:
    """All content types: those of one kind of file together, and those of several at the end."""
    types = {kind: _content_types(kind) for kind in _FILE_KINDS}
    everywhere = {name: schema for found in types.values() for name, schema in found.items()}
    uses = {name: sum(name in found for found in types.values()) for name in everywhere}
    places = _places(everywhere)

    def parts(names: Iterator[str]) -> tuple[_Part, ...]:
        return tuple(_part(name, everywhere[name], places.get(name, [])) for name in names)

    chapters = [
        _Chapter(kind.capitalize(), kind, parts(name for name in found if uses[name] == 1))
        for kind, found in types.items()
    ]
    shared = parts(name for name in everywhere if uses[name] > 1)
    return [*chapters, *([_Chapter("In several files", "in-several-files", shared)] if shared else [])]


def _content_types(kind: FileKind) -> dict[str, Any]:
    """The schemas of a kind of file and of all its parts, by name: each part behind what it first stands in."""
    whole = raw_schema(MODELS[kind])
    definitions = whole.get("$defs", {})
    found: dict[str, Any] = {}

    def visit(name: str, schema: Any) -> None:
        found[name] = schema
        for field in schema["properties"].values():
            part = _part_in(field)
            if part:
                # Where a field is for just what its part is, it says so once.
                field.setdefault("description", definitions[part]["description"])
            if part and part not in found:
                visit(part, definitions[part])

    visit(MODELS[kind].__name__, whole)
    return found


def _part_in(field: Any) -> str:
    """The name of the content type that a field holds, itself, in a list or in a mapping; empty if it holds none."""
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    inner = field.get("items") or field.get("additionalProperties")
    return _part_in(inner) if inner else ""


def _places(types: Mapping[str, Any]) -> dict[str, list[tuple[str, str]]]:
    """Where each content type stands: in which other one, under which key."""
    places: dict[str, list[tuple[str, str]]] = {}
    for holder, schema in types.items():
        for key, field in schema["properties"].items():
            if part := _part_in(field):
                places.setdefault(part, []).append((holder, key))
    return places


def _part(name: str, schema: Any, places: Sequence[tuple[str, str]]) -> _Part:
    required = schema["required"]
    fields = (
        _Field(key, key in required, _kind(key, field), _plain_text(field["description"]))
        for key, field in schema["properties"].items()
    )
    return _Part(_title(name), _anchor(name), _plain_text(schema["description"]), _places_words(places), tuple(fields))


def _places_words(places: Sequence[tuple[str, str]]) -> str:
    """Where a content type stands, in words."""
    if len(places) > _MOST_HOLDERS:
        keys = " or ".join(f"`{key}`" for key in dict.fromkeys(key for _, key in places))
        return f"Stands under {keys}, in {len(places)} places."
    by_holder: dict[str, list[str]] = {}
    for holder, key in places:
        by_holder.setdefault(holder, []).append(f"`{key}`")
    said = (f"{', '.join(keys)} in {_link(holder)}" for holder, keys in by_holder.items())
    return f"Stands under {'; '.join(said)}." if places else ""


def _kind(key: str, field: Any) -> str:
    """What may stand in a field, in words."""
    if "$ref" in field:
        return _link(_part_in(field))
    if "enum" in field:
        *others, last = (f"`{value}`" for value in field["enum"])
        return f"{', '.join(others)} or {last}" if others else last
    return _KINDS[field["type"]](key, field)


def _text_kind(_: str, field: Any) -> str:
    words = _ID_WORDS[field[ID_OF]] if ID_OF in field else _plain_text(field[KIND_WORDS])
    most = field.get("maxLength", MAX_PROSE)
    return words if most in (MAX_LINE, MAX_PROSE) else f"{words}, at most {most:,} characters"


def _number_kind(key: str, field: Any) -> str:
    what = "a number of seconds" if key.endswith("_seconds") else "a whole number"
    if "maximum" in field:
        return f"{what}, {field['minimum']:,} to {field['maximum']:,}"
    return f"{what}, at least {field['minimum']:,}" if "minimum" in field else what


def _list_kind(key: str, field: Any) -> str:
    least, most = field.get("minItems", 0), field.get("maxItems")
    if most:
        size = f" of {most}" if least == most else f" of {least} to {most}"
    else:
        size = f" of {least} or more" if least else ""
    return f"a list{size}, each {_kind(key, field['items'])}"


def _mapping_kind(key: str, field: Any) -> str:
    names = _ID_WORDS[field["propertyNames"][ID_OF]]
    return f"a mapping; under {names}, {_kind(key, field['additionalProperties'])}"


_ID_WORDS = {"principle": "the id of a principle", "level": "the id of a level", "rule": "the name of a rule"}
_KINDS: dict[str, Callable[[str, Any], str]] = {
    "string": _text_kind,
    "integer": _number_kind,
    "boolean": lambda *_: "`true` or `false`",
    "array": _list_kind,
    "object": _mapping_kind,
}


def _title(name: str) -> str:
    """The name of a content type in words."""
    return _TITLES.get(name) or " ".join(re.findall("[A-Z][a-z]*", name)).capitalize()


def _anchor(name: str) -> str:
    return _title(name).lower().replace(" ", "-")


def _link(name: str) -> str:
    return f"[{_title(name)}](#{_anchor(name)})"


# Rules


def _rule(rule: Rule, page: str) -> _Explanation:
    scope = (
        "all scenarios together"
        if isinstance(rule, SiteRule)
        else "every file"
        if isinstance(rule, ManuscriptRule)
        else "each scenario"
    )
    return _explanation(rule.name, page, rule.level, scope)


def _explanation(code: str, page: str, level: str = "", scope: str = "") -> _Explanation:
    """Take a page apart: `# code`, the summary, and sections that start with `## heading`."""
    first, *rest = _split_at_headings(page)
    summary = re.sub(r"\A# .*\n", "", first.lstrip()).strip()
    sections = {heading: _markdown(text.strip()) for heading, _, text in (part.partition("\n") for part in rest)}
    return _Explanation(code, _markdown(summary), sections, level, scope)


def _split_at_headings(page: str) -> list[str]:
    """The page cut at `## `, but not in its code; the headings' text stands first in each piece."""
    pieces = [""]
    in_code = False
    for line in page.splitlines(keepends=True):
        in_code ^= line.startswith("```")
        if line.startswith("## ") and not in_code:
            pieces.append(line.removeprefix("## "))
        else:
            pieces[-1] += line
    return pieces


# Markdown


def _markdown(text: str) -> str:
    """Markdown written by hand for a terminal, for the site: signs that its extensions read become text."""
    return _outside(_LONG_CODE, text, lambda prose: _outside(_SHORT_CODE, prose, _without_signs))


def _plain_text(text: str) -> str:
    """A docstring: text with `code` in it, and nothing else that is Markdown."""
    words = " ".join(text.split())
    return _outside(_SHORT_CODE, words, lambda part: _without_signs(_EMPHASIS.sub(r"\\\g<0>", part)))


def _without_signs(text: str) -> str:
    return _SIGN.sub(lambda sign: _SIGNS[sign[0]], text)


def _outside(pattern: re.Pattern[str], text: str, change: Callable[[str], str]) -> str:
    """The text with everything changed that the pattern does not match."""
    changed, end = "", 0
    for match in pattern.finditer(text):
        changed += change(text[end : match.start()]) + match[0]
        end = match.end()
    return changed + change(text[end:])
