"""The quiz: the items that authors wrote, and those that follow from what a scenario and a principle say anyway.

A derived item hangs on an id that an author gave or on a part that every scenario has, never on a position or on its
own words. So an edit to its words is one to the same item, whose progress then counts as outdated and not as lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from markupsafe import Markup

from generator import prose
from generator.cloze import Gap, with_gaps
from generator.identity import former_keys, item_key, revision
from generator.library import Library
from generator.model import TOLD_SECTION_IDS, Critique, FollowUp, Principle, QuizItem, Scenario, SectionKind, Synonym
from generator.sentences import sentences

KindId = Literal[
    "choose-one", "choose-many", "complete-the-phrase", "find-the-flaw", "weak-or-strong", "which-principle"
]


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to ask."""

    id: KindId
    label: str
    """Its name in lists, and what there is to do."""
    is_authored: bool = False
    """Whether authors write such items; the others follow from what they write anyway."""


KINDS = (
    Kind("choose-one", "Choose one", is_authored=True),
    Kind("choose-many", "Choose all that apply", is_authored=True),
    Kind("complete-the-phrase", "Complete the phrase"),
    Kind("find-the-flaw", "Find the flaw"),
    Kind("weak-or-strong", "Weak or strong"),
    Kind("which-principle", "Which principle"),
)
KIND = {kind.id: kind for kind in KINDS}
WHICH_PRINCIPLE = "which-principle"
"""What stands before the slash in the keys of items that belong to no scenario."""
MOST_PRINCIPLES = 4
"""How many principles a learner chooses from: the right one and those it is confused with."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose, as HTML."""

    html: Markup
    is_right: bool
    why: Markup
    stays_last: bool = False
    """Whether it keeps its place behind the others when they are shuffled."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A word to write, and what is right there."""

    gap: Gap
    accepted: tuple[str, ...]
    """The word itself comes first."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question of the quiz as the pages show it: with choices, or with blanks."""

    kind: Kind
    key: str
    """Its name on the whole site."""
    rev: str
    """What changes with what bears on its answer."""
    aliases: tuple[str, ...]
    """The keys that it had before."""
    principle: str
    """The id of the principle that it is about."""
    question: Markup
    explanation: Markup
    """What to remember, as block elements."""
    asked: tuple[Markup, ...] = ()
    """Questions of an interviewer that it is about; if there are several, each attempt shows one."""
    choices: tuple[Choice, ...] = ()
    shuffles: bool = True
    """Whether the choices have no order of their own."""
    passage: tuple[tuple[str | Blank, ...], ...] = ()
    """Paragraphs with blanks."""

    @property
    def blanks(self) -> list[Blank]:
        """The blanks of the passage, in their order."""
        return [piece for piece in chain(*self.passage) if isinstance(piece, Blank)]

    @property
    def is_multiple(self) -> bool:
        """Whether more than one choice can be made."""
        return self.kind.id in {"choose-many", "find-the-flaw"}


def scenario_items(library: Library, scenario: Scenario) -> tuple[Item, ...]:
    """The items of a scenario: the authored ones first, then the derived ones in the order of its parts."""
    return (
        *(_authored(scenario, item) for item in scenario.quiz),
        *_phrases(library, scenario),
        *_flaws(scenario),
        *(_weak_or_strong(scenario, follow_up) for follow_up in scenario.follow_ups),
    )


def principle_item(library: Library, principle: Principle) -> Item:
    """The item that asks which principle a question probes, for one principle and all the questions that probe it.

    Its questions are examples of what it asks, to be recognized by what they have in common. So an edit to them does
    not outdate what a learner knows.
    """
    others: dict[str, Markup] = {}
    for name, why in chain(_confused_with(library, principle), _after(library, principle)):
        others.setdefault(name, why)
    choices = [Choice(Markup.escape(principle.name), True, prose.inline(principle.short))]
    choices += [
        Choice(Markup.escape(library.principle[name].name), False, why)
        for name, why in list(others.items())[: MOST_PRINCIPLES - 1]
    ]
    prompts = [*principle.prompts, *(scenario.prompt for scenario in library.scenarios_of[principle.id])]
    return Item(
        kind=KIND["which-principle"],
        key=item_key(WHICH_PRINCIPLE, "principle", principle.id),
        rev=revision("which-principle", "", [(principle.name, True)]),
        aliases=former_keys([WHICH_PRINCIPLE], [principle.id, *principle.aliases], kind="principle"),
        principle=principle.id,
        question=Markup("Which principle does this question probe?"),
        asked=tuple(map(prose.inline, dict.fromkeys(prompts))),
        choices=tuple(sorted(choices, key=lambda choice: choice.html)),
        explanation=prose.blocks(principle.is_not),
    )


def _confused_with(library: Library, principle: Principle) -> Iterator[tuple[str, Markup]]:
    """The principles that are confused with this one, each with what tells the two apart."""
    for neighbor in principle.neighbors:
        yield neighbor.principle, prose.blocks(neighbor.difference)
    for other in library.principles:
        for neighbor in other.neighbors:
            if neighbor.principle == principle.id:
                yield other.id, prose.blocks(neighbor.difference)


def _after(library: Library, principle: Principle) -> Iterator[tuple[str, Markup]]:
    """The other principles from this one on, each with what it asks for."""
    own = library.principles.index(principle)
    for other in (*library.principles[own + 1 :], *library.principles[:own]):
        yield other.id, prose.inline(other.short)


def _authored(scenario: Scenario, item: QuizItem) -> Item:
    return Item(
        kind=KIND[item.kind],
        key=item_key(scenario.id, item.id),
        rev=revision(item.kind, item.question, [(option.text, option.correct) for option in item.options]),
        aliases=former_keys([scenario.id, *scenario.aliases], [item.id, *item.aliases]),
        principle=scenario.principle,
        question=prose.inline(item.question),
        choices=tuple(
            Choice(prose.inline(option.text), option.correct, prose.inline(option.why), option.last)
            for option in item.options
        ),
        explanation=prose.blocks(item.explanation),
    )


def _weak_or_strong(scenario: Scenario, follow_up: FollowUp) -> Item:
    weak, strong = follow_up.weak, follow_up.strong
    why = Markup("What carries it: “{}”").format(strong.key_phrase)
    choices = (
        Choice(_in_label(weak.answer), False, prose.inline(weak.verdict)),
        Choice(_in_label(strong.answer), True, why),
    )
    rev = revision("weak-or-strong", follow_up.question, [(weak.answer, False), (strong.answer, True)])
    return Item(
        kind=KIND["weak-or-strong"],
        key=item_key(scenario.id, follow_up.id),
        rev=rev,
        aliases=former_keys([scenario.id, *scenario.aliases], [follow_up.id, *follow_up.aliases]),
        principle=scenario.principle,
        question=Markup("Which answer is the stronger one?"),
        asked=(prose.inline(follow_up.question),),
        # Without JavaScript nothing is shuffled, and the strong one should not always come last.
        choices=choices if int(rev, 16) % 2 else choices[::-1],
        explanation=Markup("<p><strong>What it probes.</strong> {}</p>").format(prose.inline(follow_up.probes)),
    )


def _in_label(text: str) -> Markup:
    """A prose field as it can stand in a label, which holds no block elements."""
    return Markup("<br>").join(prose.paragraphs(text))


def _phrases(library: Library, scenario: Scenario) -> Iterator[Item]:
    """An item for each part of the answer and for each strong reply, in which the key phrases have to be completed."""
    parts = [(library.framework.section(name), getattr(scenario, name)) for name in TOLD_SECTION_IDS]
    own_reflection = scenario.reflection.levels[scenario.level]
    told = [(kind, part.answer, part.highlights, part.accept, part.coaching) for kind, part in parts]
    told.append(
        (
            library.framework.section("reflection"),
            own_reflection.answer,
            own_reflection.highlights,
            own_reflection.accept,
            scenario.reflection.coaching,
        )
    )
    for kind, answer, highlights, accept, coaching in told:
        yield from _cloze(
            scenario,
            "phrase",
            (kind.id,),
            question=_complete(kind),
            answer=answer,
            phrases=highlights,
            accept=accept,
            explanation=prose.blocks(coaching),
        )
    for follow_up in scenario.follow_ups:
        yield from _cloze(
            scenario,
            "key-phrase",
            (follow_up.id, *follow_up.aliases),
            question=Markup("Complete the phrase that carries the strong reply."),
            asked=(prose.inline(follow_up.question),),
            answer=follow_up.strong.answer,
            phrases=(follow_up.strong.key_phrase,),
            accept=follow_up.strong.accept,
            explanation=Markup("<p><strong>What it probes.</strong> {}</p>").format(prose.inline(follow_up.probes)),
        )


def _complete(kind: SectionKind) -> Markup:
    return Markup("Complete the key phrases of the {}.").format(kind.label)


def _cloze(
    scenario: Scenario,
    what: str,
    names: tuple[str, ...],
    *,
    question: Markup,
    answer: str,
    phrases: tuple[str, ...],
    accept: tuple[Synonym, ...],
    explanation: Markup,
    asked: tuple[Markup, ...] = (),
) -> Iterator[Item]:
    also: dict[str, tuple[str, ...]] = {}
    for synonym in accept:
        word = prose.fold(synonym.word)
        also[word] = (*also.get(word, ()), *synonym.also)
    passage = tuple(
        tuple(
            Blank(piece, (piece.word, *also.get(prose.fold(piece.word), ()))) if isinstance(piece, Gap) else piece
            for piece in paragraph
        )
        for paragraph in with_gaps(answer, phrases)
    )
    item = Item(
        kind=KIND["complete-the-phrase"],
        key=item_key(scenario.id, what, names[0]),
        rev=revision("complete-the-phrase", "", [(prose.fold(phrase), True) for phrase in phrases]),
        aliases=former_keys([scenario.id, *scenario.aliases], names, kind=what),
        principle=scenario.principle,
        question=question,
        asked=asked,
        passage=passage,
        explanation=explanation,
    )
    if item.blanks:  # a phrase that is not in its answer is reported, and asks for nothing
        yield item


def _flaws(scenario: Scenario) -> Iterator[Item]:
    """The item in which the weak answer's flaws have to be found; none where the critique quotes nothing."""
    weak = scenario.weak_answer
    pending = [critique for critique in weak.critique if critique.quote]
    pieces = [piece for paragraph in prose.paragraphs(weak.answer) for piece in _flawed(paragraph, pending)]
    if len(pieces) < 2 or not any(points for _, points in pieces):  # noqa: PLR2004
        return
    flaws = sum(bool(points) for _, points in pieces)
    where = "one place. Which sentence is it in" if flaws == 1 else f"{flaws} places. Which sentences are they in"
    yield Item(
        kind=KIND["find-the-flaw"],
        key=item_key(scenario.id, "flaw", "weak-answer"),
        rev=revision("find-the-flaw", "", [(text, bool(points)) for text, points in pieces]),
        aliases=former_keys([scenario.id, *scenario.aliases], ["weak-answer"], kind="flaw"),
        principle=scenario.principle,
        question=Markup(f"A weak answer loses ground in {where}?"),
        asked=(prose.inline(scenario.prompt),),
        choices=tuple(
            Choice(
                Markup.escape(text),
                bool(points),
                Markup(" ").join(points) or Markup("Nothing here is held against it."),
            )
            for text, points in pieces
        ),
        shuffles=False,
        explanation=Markup("<p><strong>The Bar Raiser: {}.</strong></p>{}").format(
            weak.bar_raiser.verdict, prose.blocks(weak.bar_raiser.thinks)
        ),
    )


def _flawed(paragraph: str, pending: list[Critique]) -> list[tuple[str, list[Markup]]]:
    """The sentences of a paragraph, each with the points of the critique that quote from it.

    Sentences that one quote holds words of stay together. Points whose quotes are found are taken off `pending`.
    """
    folded = prose.fold(paragraph)
    quotes = []
    for critique in list(pending):
        if critique.quote and (place := prose.place_of(critique.quote, folded)):
            quotes.append((*place, prose.inline(critique.point)))
            pending.remove(critique)
    starts = [start for start, _ in sentences(paragraph)]
    starts = [edge for edge in starts if not any(start < edge < end for start, end, _ in quotes)]
    return [
        (paragraph[start:end].strip(), [point for first, _, point in quotes if start <= first < end])
        for start, end in zip(starts, [*starts[1:], len(paragraph)], strict=True)
    ]
