"""What a critique counts is true of the weak answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from generator import prose
from generator.lint.measures import NUMBER_WORDS, words_worth
from generator.lint.quantities import quantities
from generator.lint.rule import Finding, Story, StoryRule
from generator.sentences import sentences
from generator.source import Path

_WE = re.compile(r"(?<![\w/-])we(?![\w/-])")
_I = re.compile(r"(?<![\w/-])I(?![\w/-]|\.[a-z])")
_COUNT = rf"(?P<count>[0-9]{{1,4}}|once|twice|thrice|{NUMBER_WORDS.pattern})"
_HEDGE = r"(?P<hedge>(?:(?:at least|more than|about|around|almost|nearly|over|some|only|just|exactly|as many as) )?)"
_TIMES = rf"{_HEDGE}{_COUNT}(?:(?<=once)|(?<=twice)|(?<=thrice)| times)\b"
_SAYS = r"(?:says?|said|saying|uses?|used|using|repeats?|repeated|hides? behind|hiding behind|leans? on|writes?)"
_NEVER = r"(?:(?:never|doesn't|does not|didn't|did not)(?: once)?)"
_GIVES = (
    r"(?:gives?|gave|names?|named|says?|said|mentions?|states?|offers?|offered|has|have|contains?|uses?|hears?|heard)"
)
_FIGURE = r"(?:(?:hard|concrete|actual|single) )?(?:numbers?|figures?|metrics?)"
_QUOTE = "[\"']"
_WE_OR_I = rf"{_QUOTE}(?P<word>we|i){_QUOTE}"
# What ends a claim about the whole answer; anything else may narrow it, as in "no number for the loss".
_WHOLE = (
    r"(?=[\"')\]]*(?:[.,;:!?…](?![0-9])|$| ?[–—]| (?:and|but|or|so|yet|anywhere|at all|throughout"  # noqa: RUF001
    r"|in (?:the|this) (?:whole |entire |weak )?(?:answer|story|reply))\b))"
)
# An earlier claim counts where two overlap.
_CLAIMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("figures", rf"\b(?:no|not (?:a single|one|any)|without(?: an?| any| a single| one)?) {_FIGURE}\b{_WHOLE}"),
        ("figures", rf"\b{_NEVER} {_GIVES} (?:an?|any|one|a single) {_FIGURE}\b{_WHOLE}"),
        ("figures", rf"\b(?:isn't|wasn't|is not|was not) (?:an?|any|one|a single) {_FIGURE}\b{_WHOLE}"),
        ("figures", rf"\b(?:zero|lacks|lacking) (?:any )?{_FIGURE}\b{_WHOLE}"),
        ("figures", rf"\bnothing (?:is|was|gets|got) (?:counted|measured)\b{_WHOLE}"),
        ("more", rf"\bmore {_QUOTE}?(?P<more>we|i){_QUOTE}?s? than {_QUOTE}?(?P<less>we|i)\b{_QUOTE}?s?"),
        ("more", rf"{_QUOTE}(?P<more>we|i){_QUOTE} (?:far |much )?more (?:often )?than {_QUOTE}(?P<less>we|i){_QUOTE}"),
        ("absent", rf"\b{_NEVER} {_SAYS} {_WE_OR_I}{_WHOLE}"),
        ("absent", rf"\b(?:no|not (?:one|a single)|without(?: one| an?| a single| saying| using)?) {_WE_OR_I}{_WHOLE}"),
        ("absent", rf"\b{_NEVER} (?:says?|uses?) (?P<word>we|i)\b{_WHOLE}"),
        ("absent", rf"\bnever {_WE_OR_I}{_WHOLE}"),
        ("absent", rf"{_WE_OR_I} (?:never (?:once )?appears(?: once)?|is (?:missing|nowhere|absent)){_WHOLE}"),
        ("times", rf"{_WE_OR_I} (?:appears |comes |occurs )?{_TIMES}"),
        ("times", rf"\b{_SAYS} (?P<word>we|i) {_TIMES}"),
        ("times", rf"{_HEDGE}\b(?<!not )(?<!without )(?<!even ){_COUNT} (?:uses of )?{_WE_OR_I}(?:'?s\b|{_WHOLE})"),
        ("present", rf"\b{_SAYS} {_WE_OR_I}"),
        ("present", rf"\b{_SAYS} (?P<word>we)\b{_WHOLE}"),
    )
)
# In such sentences a claim is about answers as they might be, about a part of this one, or about how sure it is.
_UNREAL = re.compile(r"\b(?:if|unless|would|could|should|might|answers|stories|an answer|a story|any answer)\b")
_PART = re.compile(
    r"\b(?:sentences?|paragraph|half|part|ending|opening|beginning|start|end|middle|first|last|situation|task|action|"
    r"result|reflection|before|after|until|then|where|here|when|while|row|between)\b"
)
_NEGATED = re.compile(r"\b(?:never|not|no|nor|without|\w{1,9}n't)(?: (?:once|even))? $")
_HARDLY = re.compile(r"\b(?:rarely|hardly|seldom|barely|scarcely)(?: ever)? $")
_VAGUE = re.compile(
    r"\b(?:about|almost|nearly|around|some|maybe|roughly|at most|fewer|less|over|only once|up to|every)\b"
)
_LEAST = re.compile(r"\b(?:at least|more than)\b")
_MOST_CLAIMS = 20
_LEAST_NUMBER = 3
"""From here on a number word is a number; "one of them" and "the two of us" are none."""
_SHOWN = {"we": "we", "i": "I"}


@dataclass(frozen=True, slots=True)
class _Counts:
    """What can be counted in a weak answer."""

    words: dict[str, int]
    """How often it says we and I."""
    figure: str
    """The first figure that it names; empty if it names none."""


def _check(story: Story) -> Iterator[Finding]:
    weak = story.scenario.weak_answer
    if ("weak_answer", "answer") in story.placeholders:
        return
    counts = _count(weak.answer)
    texts: list[tuple[Path, str, str]] = [
        (("weak_answer", "critique", number, "point"), "critique", prose.plain(critique.point))
        for number, critique in enumerate(weak.critique)
    ]
    bar_raiser = ("weak_answer", "bar_raiser")
    texts.append(((*bar_raiser, "verdict"), "Bar Raiser", weak.bar_raiser.verdict))
    texts.append(((*bar_raiser, "thinks"), "Bar Raiser", prose.plain(weak.bar_raiser.thinks)))
    for path, speaker, shown in texts:
        for words, truth in islice(_untrue(shown, counts), _MOST_CLAIMS):
            message = f'The {speaker} says "{words.replace(chr(34), "")}"; {truth}.'
            yield Finding(path, message, "Say what is true of the answer, or change the answer.", words)


def _count(text: str) -> _Counts:
    shown = prose.plain(text)
    folded = prose.fold(shown)
    figures = [(each.start, each.shown) for each in quantities(text)]
    figures += [
        (found.start(), found[0]) for found in NUMBER_WORDS.finditer(folded) if words_worth(found[0]) >= _LEAST_NUMBER
    ]
    words = {"we": len(_WE.findall(folded)), "i": len(_I.findall(shown))}
    return _Counts(words, min(figures)[1] if figures else "")


def _untrue(shown: str, counts: _Counts) -> Iterator[tuple[str, str]]:
    """The claims of a text, as it is shown, that are not true: each claim's words and how it really is."""
    for _, sentence in sentences(shown):
        folded = prose.fold(sentence)
        if _UNREAL.search(folded):
            continue
        judged: list[range] = []
        for name, found in islice(_claims(folded), _MOST_CLAIMS):
            span = range(found.start(), found.end())
            if all(span.stop <= other.start or other.stop <= span.start for other in judged):
                judged.append(span)
                if truth := _truth(name, found, folded, counts):
                    yield sentence[span.start : span.stop], truth


def _claims(folded: str) -> Iterator[tuple[str, re.Match[str]]]:
    for name, pattern in _CLAIMS:
        for found in pattern.finditer(folded):
            yield name, found


def _truth(name: str, found: re.Match[str], folded: str, counts: _Counts) -> str:
    """How it really is, if a claim is not true; empty if it is true or can't be judged."""
    before = folded[max(0, found.start() - 200) : found.start()]
    around = f"{before} {folded[found.end() : found.end() + 60]}"
    is_part = bool(_PART.search(around))
    said = {word: _said(word, count) for word, count in counts.words.items()}
    if name == "figures":
        return f'the answer says "{counts.figure}"' if counts.figure and not is_part else ""
    if name == "more":
        more, less = found["more"], found["less"]
        is_true = is_part or counts.words[more] > counts.words[less]
        both = " and ".join(f'"{_SHOWN[word]}" {_times(counts.words[word])}' for word in (more, less))
        return "" if is_true else f"the answer says {both}"
    word = found["word"]
    count = counts.words[word]
    if name == "absent" or (name == "present" and _NEGATED.search(before)):
        return said[word] if count and not is_part else ""
    if name == "present":
        return "" if count or _HARDLY.search(before) else said[word]
    return "" if _is_counted_right(found, around, count, is_part=is_part) else said[word]


def _is_counted_right(found: re.Match[str], around: str, count: int, *, is_part: bool) -> bool:
    """Whether a named number can be how often the answer says a word."""
    hedge = f"{around} {found['hedge']}"
    if _VAGUE.search(hedge):
        return True
    claimed = _number(found["count"])
    return claimed <= count if is_part or _LEAST.search(hedge) else claimed == count


def _number(words: str) -> int:
    return {"once": 1, "twice": 2, "thrice": 3}.get(words) or (int(words) if words.isdecimal() else words_worth(words))


def _said(word: str, count: int) -> str:
    """How often the answer says a word, as a clause."""
    return f'the answer says "{_SHOWN[word]}" {_times(count)}' if count else f'the answer never says "{_SHOWN[word]}"'


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


RULE = StoryRule("critique-claim", "warning", _check)
