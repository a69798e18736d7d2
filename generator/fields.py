"""The types of fields: what may stand in one, and how an editor is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

MAX_SECONDS = 3600
"""The longest duration a field takes: an hour, longer than any interview answer."""
MAX_LINE = 1_000
"""The most characters of a one-line text. The longest in the reference scenario has 70."""
MAX_PROSE = 10_000
"""The most characters of a prose field: ten minutes of talk. The longest in the reference scenario has 1,100."""


_WORD = re.compile(r"[^\W_]")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ADDRESS = re.compile(r"""https://[^\s"'<>]+""")


def _one_line(text: str) -> str:
    if "\n" in text or "\r" in text:
        raise PydanticCustomError("one_line", "This must be one line.")
    return text


def _one_paragraph(text: str) -> str:
    if "\n" in text and re.search(r"\n[ \t]*\n", text):
        raise PydanticCustomError("one_paragraph", "This must be one paragraph.")
    return text


def _visible(text: str) -> str:
    # A text in ASCII has no invisible characters left: the reader refuses controls, and blanks around it are gone.
    if not (text and (text.isascii() or any(each.isprintable() and not each.isspace() for each in text))):
        raise PydanticCustomError("empty_text", "There is nothing here.")
    return text


def _has_words(text: str) -> str:
    # A lone list marker or emphasis sign shows nothing.
    if not _WORD.search(text):
        raise PydanticCustomError("empty_text", "There is nothing here.")
    return text


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise PydanticCustomError("malformed_id", "An id is lowercase letters, digits and single hyphens.")
    return text


def _whole_number(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"0|[1-9][0-9]{0,8}", value):
        return int(value)
    raise PydanticCustomError("whole_number", "This must be a whole number.")


def _whole_seconds(value: object) -> object:
    try:
        return _whole_number(value)
    except PydanticCustomError:
        raise PydanticCustomError("whole_number", "This must be a whole number of seconds, as in 30.") from None


def _true_or_false(value: object) -> bool:
    if value == "true":
        return True
    if value == "false":
        return False
    raise PydanticCustomError("true_or_false", "This must be true or false.")


def _https(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        raise PydanticCustomError("web_address", "This must be a web address that starts with https://.")
    return text


@dataclass(frozen=True, slots=True)
class TextKind:
    """What may stand in a text field."""

    name: str
    words: str
    """What it is, for authors."""
    markup: bool = False
    """Whether it is the small Markdown that `prose.py` renders, or plain text shown as typed."""
    pattern: str = ""
    """What it matches from its first to its last character, for editors."""

    def __get_pydantic_json_schema__(self, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Note the kind in the JSON Schema."""
        limits = {"pattern": f"^{self.pattern}$"} if self.pattern else {}
        return {**handler(core_schema), **limits, KIND_WORDS: self.words}


KIND_WORDS = "x-kind"
"""Where a raw JSON Schema says what kind of text it is about."""

Named = Literal["principle", "level", "rule"]


@dataclass(frozen=True, slots=True)
class IdOf:
    """Marks a text as the id of something that this project has a list of, so that editors can complete it."""

    named: Named

    def __get_pydantic_json_schema__(self, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Note in the JSON Schema what it is the id of."""
        return {**handler(core_schema), ID_OF: self.named}


ID_OF = "x-id-of"
"""Where a raw JSON Schema says what a text is the id of."""


Line = Annotated[
    str,
    AfterValidator(_visible),
    AfterValidator(_one_line),
    Field(max_length=MAX_LINE),
    TextKind("line", "one line of plain text"),
]
Phrase = Annotated[Line, Field(max_length=70), TextKind("phrase", "a few words copied from another field")]
"""Short enough to be a cue on a cheat sheet."""
Prose = Annotated[
    str,
    AfterValidator(_has_words),
    Field(max_length=MAX_PROSE),
    TextKind("prose", "paragraphs and lists, with emphasis, `code` and links", True),
]
Sentence = Annotated[
    Prose, AfterValidator(_one_paragraph), TextKind("sentence", "one paragraph, with emphasis, `code` and links", True)
]
Question = Annotated[
    Sentence, Field(max_length=200), TextKind("question", "what an interviewer asks, in a breath", True)
]
Slug = Annotated[
    Line,
    AfterValidator(_slug),
    TextKind("id", "an id: lowercase letters, digits and single hyphens", pattern=_SLUG.pattern),
]
"""A name to refer to something by; learners' progress is kept under some."""
Name = Annotated[Line, TextKind("name", "the id of something that is defined elsewhere")]
PrincipleName = Annotated[Name, IdOf("principle")]
LevelName = Annotated[Name, IdOf("level")]
RuleName = Annotated[Name, IdOf("rule")]
LevelKey = Annotated[str, IdOf("level")]
RuleKey = Annotated[str, IdOf("rule")]
"""Keys are plain text: whether there is such a level or rule is for the reference check and the lint to say."""
Seconds = Annotated[int, Field(ge=1, le=MAX_SECONDS), BeforeValidator(_whole_seconds)]
Count = Annotated[int, Field(ge=1), BeforeValidator(_whole_number)]
Flag = Annotated[bool, BeforeValidator(_true_or_false)]
WebAddress = Annotated[
    Line,
    AfterValidator(_https),
    TextKind("web address", "an address that starts with https://", pattern=_ADDRESS.pattern),
]


class Budget(NamedTuple):
    """How long a whole answer may take, in seconds."""

    shortest: int
    longest: int


def _budget(value: object) -> object:
    try:
        shortest, longest = (int(str(_whole_number(item))) for item in (value if isinstance(value, list) else ()))
    except (PydanticCustomError, ValueError):
        raise PydanticCustomError("budget", "This must be two numbers of seconds, as in [120, 180].") from None
    if not 1 <= shortest <= longest <= MAX_SECONDS:
        message = "The two numbers must be at least 1 and at most {most}, the first not larger than the second."
        raise PydanticCustomError("budget", message, {"most": MAX_SECONDS})
    return Budget(shortest, longest)


_SECONDS_SCHEMA = {"type": "integer", "minimum": 1, "maximum": MAX_SECONDS}
_BUDGET_SCHEMA = {"type": "array", "items": _SECONDS_SCHEMA, "minItems": 2, "maxItems": 2}
BudgetSeconds = Annotated[Budget, BeforeValidator(_budget), WithJsonSchema(_BUDGET_SCHEMA)]
