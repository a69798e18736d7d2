"""The JSON Schemas of the content files: what an editor needs to complete and check them while an author types.

They are the models' own schemas with this project's names put in. Only keywords that draft 7 and draft 2020-12 have in
common occur, and no `$schema`: some editors know no more than the older draft, and warn about the newer one's name.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, Literal

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from generator.fields import ID_OF, KIND_WORDS, Named
from generator.model import Content, Framework, Principle, Scenario

FileKind = Literal["framework", "principle", "scenario"]
MODELS: dict[FileKind, type[Content]] = {"framework": Framework, "principle": Principle, "scenario": Scenario}

# How far each kind of file is from content/, where schema/ is.
_WAY_UP: dict[FileKind, str] = {"framework": "", "principle": "../", "scenario": "../../"}


def schema_line(kind: FileKind) -> str:
    """The first line of a content file of a kind: the comment that tells an editor where the schema is."""
    return f"# yaml-language-server: $schema={_WAY_UP[kind]}schema/{kind}.json"


def schema_files(framework: Framework | None, rule_names: Collection[str]) -> dict[str, str]:
    """The schemas as files: path in the project, and text."""
    return {
        f"content/schema/{name}": f"{json.dumps(schema, indent=2, ensure_ascii=False)}\n"
        for name, schema in schemas(framework, rule_names).items()
    }


def schemas(framework: Framework | None, rule_names: Collection[str]) -> dict[str, dict[str, Any]]:
    """The schemas by file name.

    Args:
        framework: names the principles and levels; without it, any text may stand for one.
        rule_names: the names of the rules of the content lint.
    """
    known: dict[Named, Collection[str]] = {"rule": rule_names}
    if framework:
        known |= {"principle": framework.principles, "level": [level.id for level in framework.levels]}
    return {
        f"{kind}.json": {
            "$comment": "Made by `highbar schema`; edit the models instead.",
            "title": kind.capitalize(),
            **_for_editors(raw_schema(model), known),
        }
        for kind, model in MODELS.items()
    }


def raw_schema(model: type[Content]) -> dict[str, Any]:
    """The schema of a model, in which texts still say of which kind they are (`KIND_WORDS`, `ID_OF`)."""
    return model.model_json_schema(schema_generator=_Generator)


class _Generator(GenerateJsonSchema):
    """Leaves out what says nothing to an author."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic calls it with one
        """The title would be the key once more."""
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A model without its title, which is the name of a Python class; `waive`, which is rare, stands last."""
        made = super().model_schema(schema)
        made.pop("title", None)
        properties = made["properties"]
        properties |= {name: properties.pop(name) for name in ("waive",) if name in properties}
        return made

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key may be left out, but it can't stand there without a value."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """What holds where a key is left out is never to be written down."""
        return self.generate_inner(schema["schema"])


def _for_editors(schema: Any, known: Mapping[Named, Collection[str]]) -> Any:
    """A schema, or a part of one, with the names that are known in place of the notes for us."""
    if isinstance(schema, list):
        return [_for_editors(item, known) for item in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _for_editors(value, known) for key, value in schema.items() if key not in (KIND_WORDS, ID_OF)}
    if names := known.get(schema.get(ID_OF, "")):
        made["enum"] = list(dict.fromkeys(names))
    if "propertyNames" in made:
        keys = made.pop("propertyNames").get("enum")
        if keys:  # editors complete keys that they find among the properties
            made |= {"properties": dict.fromkeys(keys, made["additionalProperties"]), "additionalProperties": False}
    return made
