"""The content types: what an author may write, and what each field is for.

The docstring under a field is the author's reference. Durations are whole seconds and say so in their names. `Line` is
plain text; `Prose` and `Sentence` are the small Markdown that `prose.py` renders.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

MAX_SECONDS = 3600
"""The longest duration a field takes: an hour, longer than any interview answer."""


_WORD = re.compile(r"[^\W_]")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


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


def _true_or_false(value: object) -> bool:
    if value == "true":
        return True
    if value == "false":
        return False
    raise PydanticCustomError("true_or_false", "This must be true or false.")


def _https(text: str) -> str:
    if not re.fullmatch(r"https://[^\s\"'<>]+", text):
        raise PydanticCustomError("web_address", "This must be a web address that starts with https://.")
    return text


Line = Annotated[str, AfterValidator(_visible), AfterValidator(_one_line)]
"""One line of plain text, shown exactly as typed."""
Phrase = Annotated[Line, Field(max_length=70)]
"""A few words quoted from another field, short enough to be a cue on a cheat sheet."""
Prose = Annotated[str, AfterValidator(_has_words)]
"""Short paragraphs and lists, with emphasis, `code` and links."""
Sentence = Annotated[Prose, AfterValidator(_one_paragraph)]
"""One paragraph: emphasis, `code` and links, nothing else."""
Question = Annotated[Sentence, Field(max_length=200)]
"""What an interviewer asks, in a breath."""
Slug = Annotated[Line, AfterValidator(_slug)]
"""A name that never changes: progress is kept under it."""
Seconds = Annotated[int, BeforeValidator(_whole_number), Field(ge=1, le=MAX_SECONDS)]
Count = Annotated[int, BeforeValidator(_whole_number), Field(ge=1)]
Flag = Annotated[bool, BeforeValidator(_true_or_false)]
WebAddress = Annotated[Line, AfterValidator(_https)]
SectionId = Literal["situation", "task", "action", "result", "reflection"]
TOLD_SECTION_IDS: tuple[SectionId, ...] = ("situation", "task", "action", "result")
"""The parts that are the same at every level."""
SECTION_IDS: tuple[SectionId, ...] = (*TOLD_SECTION_IDS, "reflection")


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


BudgetSeconds = Annotated[Budget, BeforeValidator(_budget)]


class Content(BaseModel):
    """What all content types share: immutable, no unknown keys, text without blanks around it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, use_attribute_docstrings=True)


class SectionKind(Content):
    """One of the five parts of an answer, the same for all scenarios."""

    id: SectionId
    """situation, task, action, result or reflection."""
    letter: Annotated[Line, Field(max_length=2)]
    """What stands on the badge: S, T, A, R, +."""
    label: Line
    """The name that learners see."""
    target_seconds: Seconds
    """How long this part of the spoken answer should take."""
    purpose: Sentence
    """What this part is there to do, in one sentence; shown where the learner practices it."""


class Level(Content):
    """A level of seniority that a candidate interviews for."""

    id: Slug
    """How scenarios name the level."""
    label: Line
    """The name that learners see."""
    budget_seconds: BudgetSeconds
    """The shortest and the longest that a whole answer should take."""


class Framework(Content):
    """`framework.yaml`: what all scenarios share."""

    name: Line
    """The name of the set of principles."""
    notice: Sentence
    """Whose the principles are, and that this site is not affiliated; stands at the foot of every page."""
    official_page: WebAddress
    """Where the owner of the principles publishes them."""
    words_per_minute: Count
    """The pace of a spoken answer."""
    sections: Annotated[tuple[SectionKind, ...], Field(min_length=1)]
    """The five parts of an answer, in the order they are told."""
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    """The levels, from junior to senior."""
    principles: Annotated[tuple[Slug, ...], Field(min_length=1)]
    """The ids of the principles, in their official order."""

    @model_validator(mode="after")
    def _all_sections(self) -> Framework:
        if tuple(section.id for section in self.sections) != SECTION_IDS:
            raise PydanticCustomError(
                "sections", "The sections must be situation, task, action, result, reflection, in this order."
            )
        return self


class Neighbor(Content):
    """A principle that is easily confused with this one."""

    principle: Slug
    """The id of the other principle."""
    difference: Prose
    """What tells the two apart."""


class Principle(Content):
    """`principles/<id>.yaml`: what a principle means and what interviewers listen for."""

    id: Slug
    """The same as the file's name."""
    name: Line
    """The principle's name."""
    short: Sentence
    """The principle in one line, in our own words."""
    meaning: Prose
    """What it asks for."""
    is_not: Prose
    """What it is commonly mistaken for."""
    listen_for: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    """What an interviewer writes down for the candidate."""
    red_flags: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    """What an interviewer writes down against the candidate."""
    prompts: Annotated[tuple[Sentence, ...], Field(min_length=1)]
    """Questions that probe this principle."""
    neighbors: tuple[Neighbor, ...] = ()
    """The principles it is confused with."""


Highlights = Annotated[tuple[Phrase, ...], Field(min_length=1, max_length=5)]


class Overview(Content):
    """The scenario in short."""

    story: Prose
    """What happened, in a few sentences."""
    takeaways: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=6)]
    """What to take from this scenario."""


class Section(Content):
    """Situation, Task, Action or Result."""

    answer: Prose
    """The strong answer's words for this part, as spoken."""
    highlights: Highlights
    """Its key phrases, copied letter by letter from the answer; marked there, and the cues on the cheat sheet."""
    coaching: Prose
    """Why this works, and what to watch when telling your own."""
    mistake: Prose
    """The mistake that people make here."""
    target_seconds: Seconds | None = None
    """The length to aim for, where this scenario needs another than the framework's."""


class ReflectionAnswer(Content):
    """What a candidate of one level says in hindsight."""

    answer: Prose
    """The reflection's words, as spoken."""
    highlights: Highlights
    """Its key phrases, copied letter by letter from the answer."""


class Reflection(Content):
    """The last part of the answer: what the candidate would do differently."""

    coaching: Prose
    """Why this works, and what to watch when telling your own."""
    mistake: Prose
    """The mistake that people make here."""
    levels: Annotated[dict[str, ReflectionAnswer], Field(min_length=1)]
    """An example for each level, by level id."""
    target_seconds: Seconds | None = None
    """The length to aim for, where this scenario needs another than the framework's."""


class WeakReply(Content):
    """A weak answer to a follow-up question."""

    answer: Prose
    """The weak answer's words, as spoken."""
    verdict: Sentence
    """What the interviewer writes down about it."""


class StrongReply(Content):
    """A strong answer to a follow-up question."""

    answer: Prose
    """The strong answer's words, as spoken."""
    key_phrase: Phrase
    """The words that carry it, copied letter by letter from the answer."""


class FollowUp(Content):
    """A question that the interviewer asks after the answer."""

    id: Slug
    """Unique in the scenario; never changes."""
    question: Question
    """What the interviewer asks."""
    probes: Sentence
    """What the interviewer wants to find out with it."""
    weak: WeakReply
    """An answer that loses ground."""
    strong: StrongReply
    """An answer that gains ground."""


class Critique(Content):
    """One thing that is wrong with the weak answer."""

    point: Sentence
    """What is wrong, and why it costs the candidate."""
    quote: Phrase | None = None
    """The words it is about, copied letter by letter from the weak answer."""


class BarRaiser(Content):
    """How the Bar Raiser sees the weak answer."""

    verdict: Line
    """The verdict in a few words."""
    thinks: Prose
    """The thinking behind it."""


class WeakAnswer(Content):
    """The whole answer of a decent, unprepared candidate."""

    answer: Prose
    """The weak answer's words, as spoken."""
    critique: Annotated[tuple[Critique, ...], Field(min_length=1, max_length=6)]
    """What is wrong with it, point by point."""
    bar_raiser: BarRaiser
    """How the Bar Raiser sees it."""


class Option(Content):
    """An option of a quiz item."""

    id: Slug
    """Unique in the item; never changes."""
    text: Sentence
    """What the learner chooses."""
    correct: Flag
    """true if it is right."""
    why: Sentence
    """Why it is right or wrong."""


class QuizItem(Content):
    """A question with options."""

    id: Slug
    """Unique in the scenario; never changes."""
    kind: Literal["choose-one", "choose-many"]
    """choose-one has exactly one right option, choose-many has one or more."""
    question: Sentence
    """What is asked."""
    options: Annotated[tuple[Option, ...], Field(min_length=3, max_length=5)]
    """Three to five options of like length."""
    explanation: Sentence
    """What to remember, stated after the answer."""


class Variant(Content):
    """The same story told for another principle."""

    principle: Slug
    """The id of the other principle."""
    angle: Prose
    """What the story becomes when it is told for that principle."""
    opening: Prose | None = None
    """The first words of that telling."""
    emphasize: Prose
    """What to bring forward."""
    downplay: Prose
    """What to cut short."""


class LevelGuide(Content):
    """What one level's answer looks like."""

    focus: Prose
    """What the answer centers on at this level."""
    bar: Prose
    """What clears the bar at this level, and what does not."""
    budget_seconds: BudgetSeconds | None = None
    """The time for a whole answer, where this scenario needs another than the framework's."""


class Scenario(Content):
    """`scenarios/<principle>/<id>.yaml`: an interview question with its worked answers."""

    id: Slug
    """The same as the file's name; unique on the site; never changes."""
    title: Line
    """The story's name."""
    principle: Slug
    """The id of the principle that the question probes; the same as the folder's name."""
    level: Slug
    """The id of the level that the answer is written for."""
    prompt: Question
    """The interviewer's question."""
    overview: Overview
    """The scenario in short."""
    situation: Section
    """Where and when it happened, and what was at stake."""
    task: Section
    """What was the candidate's to do."""
    action: Section
    """What the candidate decided and did, and why."""
    result: Section
    """What came of it, in numbers."""
    reflection: Reflection
    """What the candidate would do differently."""
    follow_ups: Annotated[tuple[FollowUp, ...], Field(min_length=1, max_length=6)]
    """The questions that come after the answer."""
    weak_answer: WeakAnswer
    """A fair contrast to the strong answer."""
    quiz: Annotated[tuple[QuizItem, ...], Field(min_length=1)]
    """Questions about the scenario."""
    variants: tuple[Variant, ...] = ()
    """The same story told for other principles."""
    levels: Annotated[dict[str, LevelGuide], Field(min_length=1)]
    """What the answer looks like at each level, by level id."""

    def section(self, section_id: SectionId) -> Section | Reflection:
        """The part of the answer with this id."""
        part: Section | Reflection = getattr(self, section_id)
        return part
