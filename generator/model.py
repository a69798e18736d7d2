"""The content types: what an author may write, and what each field is for.

The docstring under a field is the author's reference. Durations are whole seconds and say so in their names.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.fields import (
    BudgetSeconds,
    Count,
    Flag,
    LevelKey,
    LevelName,
    Line,
    Phrase,
    PrincipleName,
    Prose,
    Question,
    RuleKey,
    RuleName,
    Seconds,
    Sentence,
    Slug,
    WebAddress,
)

RuleLevel = Literal["off", "warning", "error"]
SectionId = Literal["situation", "task", "action", "result", "reflection"]
TOLD_SECTION_IDS: tuple[SectionId, ...] = ("situation", "task", "action", "result")
"""The parts that are the same at every level."""
SECTION_IDS: tuple[SectionId, ...] = (*TOLD_SECTION_IDS, "reflection")


class Content(BaseModel):
    """What all content types share: immutable, no unknown keys, text without blanks around it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, use_attribute_docstrings=True)


class Waiver(Content):
    """An exception from one rule of the content lint."""

    rule: RuleName
    """The rule's name."""
    reason: Sentence
    """Why the rule is wrong here, for whoever reads the file next."""


class Node(Content):
    """A part of a content file in which findings of the content lint can be waived."""

    waive: tuple[Waiver, ...] = ()
    """Rules that do not hold here, each with a reason."""


class SectionKind(Node):
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


class Level(Node):
    """A level of seniority that a candidate interviews for."""

    id: Slug
    """How scenarios name the level."""
    label: Line
    """The name that learners see."""
    budget_seconds: BudgetSeconds
    """The shortest and the longest that a whole answer should take."""


class Framework(Node):
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
    rules: dict[RuleKey, RuleLevel] = {}
    """Rules of the content lint that count for more or less than they do of themselves: off, warning or error."""

    @model_validator(mode="after")
    def _all_sections(self) -> Framework:
        if tuple(section.id for section in self.sections) != SECTION_IDS:
            raise PydanticCustomError(
                "sections", "The sections must be situation, task, action, result, reflection, in this order."
            )
        return self

    def section(self, section_id: SectionId) -> SectionKind:
        """The kind of section with this id."""
        return self.sections[SECTION_IDS.index(section_id)]


class Neighbor(Node):
    """A principle that is easily confused with this one."""

    principle: PrincipleName
    """The id of the other principle."""
    difference: Prose
    """What tells the two apart."""


class Principle(Node):
    """`principles/<id>.yaml`: what a principle means and what interviewers listen for."""

    id: Slug
    """The same as the file's name; learners' progress is kept by it."""
    aliases: Aliases = ()
    """Ids it had before; a learner's progress under them counts for it."""
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
Aliases = Annotated[tuple[Slug, ...], Field(max_length=20)]


class Overview(Node):
    """The scenario in short."""

    story: Prose
    """What happened, in a few sentences."""
    takeaways: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=6)]
    """What to take from this scenario."""


class Synonym(Node):
    """Other words for one that the quiz leaves out of a phrase."""

    word: Phrase
    """The word that the quiz leaves out."""
    also: Annotated[tuple[Phrase, ...], Field(min_length=1, max_length=10)]
    """What a learner may write instead. Capitals, signs and a slip of one letter never count as wrong."""


class Section(Node):
    """Situation, Task, Action or Result."""

    answer: Prose
    """The strong answer's words for this part, as spoken."""
    highlights: Highlights
    """Its key phrases, copied word for word from the answer; marked there, and the cues on the cheat sheet."""
    accept: tuple[Synonym, ...] = ()
    """What else is right where the quiz leaves a word out of a highlight."""
    coaching: Prose
    """Why this works, and what to watch when telling your own."""
    mistake: Prose
    """The mistake that people make here."""
    target_seconds: Seconds | None = None
    """The length to aim for, where this scenario needs another than the framework's."""


class ReflectionAnswer(Node):
    """What a candidate of one level says in hindsight."""

    answer: Prose
    """The reflection's words, as spoken."""
    highlights: Highlights
    """Its key phrases, copied word for word from the answer."""
    accept: tuple[Synonym, ...] = ()
    """What else is right where the quiz leaves a word out of a highlight."""


class Reflection(Node):
    """The last part of the answer: what the candidate would do differently."""

    coaching: Prose
    """Why this works, and what to watch when telling your own."""
    mistake: Prose
    """The mistake that people make here."""
    levels: Annotated[dict[LevelKey, ReflectionAnswer], Field(min_length=1)]
    """An example for each level, by level id."""
    target_seconds: Seconds | None = None
    """The length to aim for, where this scenario needs another than the framework's."""


class WeakReply(Node):
    """A weak answer to a follow-up question."""

    answer: Prose
    """The weak answer's words, as spoken."""
    verdict: Sentence
    """What the interviewer writes down about it."""


class StrongReply(Node):
    """A strong answer to a follow-up question."""

    answer: Prose
    """The strong answer's words, as spoken."""
    key_phrase: Phrase
    """The words that carry it, copied word for word from the answer."""
    accept: tuple[Synonym, ...] = ()
    """What else is right where the quiz leaves a word out of the key phrase."""


class FollowUp(Node):
    """A question that the interviewer asks after the answer."""

    id: Slug
    """Unique in the scenario; learners' progress is kept by it."""
    aliases: Aliases = ()
    """Ids it had before; a learner's progress under them counts for it."""
    question: Question
    """What the interviewer asks."""
    probes: Sentence
    """What the interviewer wants to find out with it."""
    weak: WeakReply
    """An answer that loses ground."""
    strong: StrongReply
    """An answer that gains ground."""


class Critique(Node):
    """One thing that is wrong with the weak answer."""

    point: Sentence
    """What is wrong, and why it costs the candidate."""
    quote: Phrase | None = None
    """The words it is about, copied word for word from the weak answer."""


class BarRaiser(Node):
    """How the Bar Raiser sees the weak answer."""

    verdict: Line
    """The verdict in a few words."""
    thinks: Prose
    """The thinking behind it."""


class WeakAnswer(Node):
    """The whole answer of a decent, unprepared candidate."""

    answer: Prose
    """The weak answer's words, as spoken."""
    critique: Annotated[tuple[Critique, ...], Field(min_length=1, max_length=6)]
    """What is wrong with it, point by point."""
    bar_raiser: BarRaiser
    """How the Bar Raiser sees it."""


class Option(Node):
    """An option of a quiz item."""

    id: Slug
    """Unique in the item."""
    text: Sentence
    """What the learner chooses."""
    correct: Flag
    """true if it is right."""
    why: Sentence
    """Why it is right or wrong."""
    last: Flag = False
    """true keeps it behind the others when they are shuffled."""


class QuizItem(Node):
    """A question with options."""

    id: Slug
    """Unique in the scenario; learners' progress is kept by it."""
    aliases: Aliases = ()
    """Ids it had before; a learner's progress under them counts for it."""
    kind: Literal["choose-one", "choose-many"]
    """choose-one has exactly one right option, choose-many has one or more."""
    question: Sentence
    """What is asked."""
    options: Annotated[tuple[Option, ...], Field(min_length=3, max_length=5)]
    """Three to five options of like length."""
    explanation: Sentence
    """What to remember, stated after the answer."""


class Variant(Node):
    """The same story told for another principle."""

    principle: PrincipleName
    """The id of the other principle."""
    angle: Prose
    """What the story becomes when it is told for that principle."""
    opening: Prose | None = None
    """The first words of that telling."""
    emphasize: Prose
    """What to bring forward."""
    downplay: Prose
    """What to cut short."""

    @property
    def texts(self) -> dict[str, str]:
        """All that is said of that telling, by field; without a field that is left out."""
        texts = {
            "angle": self.angle,
            "opening": self.opening,
            "emphasize": self.emphasize,
            "downplay": self.downplay,
        }
        return {name: text for name, text in texts.items() if text}


class LevelGuide(Node):
    """What one level's answer looks like."""

    focus: Prose
    """What the answer centers on at this level."""
    bar: Prose
    """What clears the bar at this level, and what does not."""
    budget_seconds: BudgetSeconds | None = None
    """The time for a whole answer, where this scenario needs another than the framework's."""


class Scenario(Node):
    """`scenarios/<principle>/<id>.yaml`: an interview question with its worked answers."""

    id: Slug
    """The same as the file's name; unique on the site; learners' progress is kept by it."""
    aliases: Aliases = ()
    """Ids it had before; a learner's progress under them counts for it."""
    title: Line
    """The story's name."""
    principle: PrincipleName
    """The id of the principle that the question probes; the same as the folder's name."""
    level: LevelName
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
    levels: Annotated[dict[LevelKey, LevelGuide], Field(min_length=1)]
    """What the answer looks like at each level, by level id."""

    def section(self, section_id: SectionId) -> Section | Reflection:
        """The part of the answer with this id."""
        part: Section | Reflection = getattr(self, section_id)
        return part
