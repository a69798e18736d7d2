"""The figures in prose, made comparable: $8K is $8,000, two days are 48 hours, and 3 in 1,000 are 0.3%.

A figure is a number in digits, or a number in words that a unit follows: "two days", but not "two teams". No figures
are names with a number in them (p99, SDE 1, TLS 1.3, Q3, step 2), dates and times of day (May 12, 2024, 3 am), status
codes, ordinals, ratios (1:1, 24/7), and what is only a manner of speaking ("100% sure").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import merge
from itertools import pairwise

from generator import prose
from generator.lint.measures import (
    COUNT,
    CURRENCIES,
    FACTOR,
    NUMBER_WORDS,
    PERCENT,
    SCALES,
    Unit,
    UnitFound,
    may_have_figures,
    unit_at,
    words_worth,
)

Fact = tuple[str, Fraction]
"""A kind and a value: what two figures must share to say the same."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure."""

    shown: str
    """Its words, as they stand."""
    kind: str
    """What it measures: count, percent, factor, duration, months, data, or money with its currency."""
    value: Fraction
    """How much, in the unit of its kind: seconds, months, bytes, shares of 1."""
    start: int
    """Where it begins in the text as it is shown."""
    noun: str = ""
    """The word behind a bare count, folded; empty where none stands there."""

    @property
    def fact(self) -> Fact:
        """What it says."""
        return self.kind, self.value


@dataclass(slots=True)
class Number:
    """A number in a text, on its way to a figure."""

    start: int
    end: int
    size: Fraction
    """As it is written, without what K or million make of it."""
    scale: int = 1
    unit: Unit | None = None
    is_money: bool = False
    in_words: bool = False
    is_name: bool = False
    """Whether it belongs to a name: of a version, a level, a step."""

    @property
    def value(self) -> Fraction:
        """How much, in the unit of its kind."""
        return self.size * self.scale * (self.unit or COUNT).worth

    @property
    def is_bare(self) -> bool:
        """Whether it can take the unit of a number beside it."""
        return self.unit is None and not self.is_name

    @property
    def is_year(self) -> bool:
        """Whether it looks like one."""
        return self.unit is None and self.end - self.start == len("2024") and self.value in _YEARS


_DIGITS = re.compile(
    r"(?P<currency>[$€£¥₹] ?)?(?P<number>[0-9](?:[0-9,.:/]*[0-9])?)(?P<part>[¼½¾])?(?P<letters>[^\W\d_]*)"
)
_WRITTEN = re.compile(r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_MOST_DIGITS = 24
_PARTS = {"¼": Fraction(1, 4), "½": Fraction(1, 2), "¾": Fraction(3, 4)}
_LETTERS = {"K": 10**3, "k": 10**3, "M": 10**6, "B": 10**9, "bn": 10**9, "Bn": 10**9, "BN": 10**9, "mn": 10**6}
# With a currency there is no doubt that m means millions and not minutes or meters.
_MONEY_LETTERS = {**_LETTERS, "m": 10**6, "mm": 10**6, "MM": 10**6, "b": 10**9, "T": 10**12}
_HALF = re.compile(r"[ -]and[ -]a[ -]half\b")
_SCALE = re.compile(rf"[ -](hundred|{'|'.join(SCALES)})\b")
# What is no figure, whatever stands around it: dates such as 2024-05-12, and manners of speaking.
_NO_FIGURE = re.compile(
    r"(?<![0-9])[0-9]++(?:-[0-9]++){2,}"
    r"|\b(?:24|twenty-four) hours a day\b|\b(?:7|seven) days a week\b|\b365 days a year\b"
    r"|\b(?:nine|9|ten|10) times out of\b|\b(?:hundred|thousand|million) times\b|\btwo cents\b"
    r"|\b(?:1[0-9]0|hundred)(?: ?%| per ?cent) (?:sure|certain|confident|convinced|clear|right|agree)"
)
_YEARS = range(1990, 2101)
_STATUS_CODES = frozenset((400, 401, 403, 404, 405, 408, 409, 410, 422, 429, 500, 501, 502, 503, 504))
_BEFORE_STATUS = frozenset(
    "a an http status code error return returns returned returning got gets threw throws".split()
)
_AFTER_STATUS = frozenset("error errors response responses status code codes".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
    + "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
# Words before a number that make it a name.
_NAMING = frozenset(
    "version step level phase port error code status option number no. nr. chapter page line ticket issue tier stage "
    "sev severity priority grade section rule day week month sprint quarter release build part round attempt request "
    "question item point figure table case shard node partition zone".split()
)
# Words that open a sentence before a number and are no part of a name; words that end in -ly aren't either.
_OPENING = frozenset(
    "a an the of in on at by to for from with within after before about around over under above below near just almost "
    "another other our my your their its his her these those all some every each any than more less fewer up and but "
    "so or then when where while we it now today still last first next that this if as there had has least most maybe "
    "perhaps say out since until because across between against instead yet per were was are is both saw found lost "
    "cut got did".split()
)
_NO_NOUN = frozenset(
    "a an the of in on at by to for from with within after before than and or but so that which who when while as is "
    "are was were be been had has have would could will can did do does more less fewer out per percent each every it "
    "we i they he she you not there then because since if into over under".split()
)
_NEXT_WORD = re.compile(r"\+?[ -]([^\W\d_][\w'-]{0,40})")
_IN_A_NAME = re.compile(r"-(?:bit|factor|tier|pizza)\b")
_TIME_OF_DAY = re.compile(r" ?(?:[ap]\.?m\b|o'clock)")
_RANGE = re.compile(
    r"(?P<dash> ?[-–—] ?)| (?P<to>(?:(?:all the way )?(?:down|up|back) )?to|through) | (?:and|or|vs\.?) "  # noqa: RUF001
)
_COMMA = re.compile(r", (?:and |or )?")
_OUT_OF = re.compile(r" (?:in|out of)(?: every)? ")
_LONGEST_TIE = 24
_MOST_NUMBERS = 5000
"""The numbers that are read of one text; a story has a few."""
_CLAUSE_END = re.compile(r"[\"')\]]*(?:[.,;:!?…](?![0-9])|$)|[ ]?[–—]")  # noqa: RUF001
_LIST_SIGN = re.compile(r"(?:^|[;:,.(] ?)$")


def quantities(text: str) -> list[Quantity]:
    """The figures in a prose field, in the order of its text.

    A range has two figures, and both carry its unit: "from 400 to 90 ms" says 400 ms and 90 ms.
    """
    shown = prose.plain(text)
    folded = prose.fold(shown)
    return list(_figures(shown, folded, numbers(shown, folded))) if may_have_figures(folded) else []


def numbers(shown: str, folded: str) -> list[Number]:
    """The numbers in a text as it is shown, with all they are tied to; those in words are there without a unit, too.

    Args:
        shown: the text.
        folded: the same, folded.
    """
    folded = _NO_FIGURE.sub(lambda found: " " * len(found[0]), folded)
    found: list[Number] = []
    for match in merge(_DIGITS.finditer(folded), NUMBER_WORDS.finditer(folded), key=lambda match: match.start()):
        end_before = found[-1].end if found else -1
        if match.start() >= end_before and not _is_inside_word(shown, match.start(), end_before):
            number = _in_digits(match, shown, folded) if match.re is _DIGITS else _in_words(match, folded)
            found += [number] if number else []
        if len(found) == _MOST_NUMBERS:
            break
    _tie(folded, found)
    return found


def half_behind(folded: str, position: int) -> int:
    """Where "and a half" ends that begins at a position; that position if it doesn't stand there."""
    found = _HALF.match(folded, position)
    return found.end() if found else position


def _is_inside_word(shown: str, start: int, end_before: int) -> bool:
    """Whether a number belongs to the word before it, as in p99, HTTP/2 and UTF-8; but 10 in 5ms-10ms does not."""
    before = shown[max(0, start - 4) : start]
    if before.endswith("-"):
        return before[-2:-1].isalpha() and end_before != start - 1 and not before.casefold().endswith("sub-")
    in_front_of_money = shown[start] in CURRENCIES and before[-1:].isalpha()  # as in US$5
    return bool(before) and (before[-1].isalnum() or before[-1] in "_#@.:/'’") and not in_front_of_money  # noqa: RUF001


def _in_digits(match: re.Match[str], shown: str, folded: str) -> Number | None:
    """A number in digits with what follows it; None if it can't be read as one."""
    written, letters = match["number"], shown[slice(*match.span("letters"))]
    if len(written) > _MOST_DIGITS or not _WRITTEN.fullmatch(written):
        return None
    size = Fraction(written.replace(",", "")) + _PARTS.get(match["part"] or "", 0)
    money = CURRENCIES[match["currency"].strip()] if match["currency"] else None
    scale = (_MONEY_LETTERS if money else _LETTERS).get(letters, 1)
    end = match.end() if scale > 1 else match.start("letters")
    number = Number(match.start(), end, size, scale, money, is_money=money is not None)
    unit = _complete(number, folded)
    if letters and scale == 1 and (money or not unit or _is_plural_name(size, letters)):
        return None  # 2nd, 4xx, 2FA, 503s, 1990s
    if number.unit is None and number.scale == 1:
        if _TIME_OF_DAY.match(folded, number.end):
            return None
        number.is_name = _belongs_to_name(shown, number.start)
    return number


def _in_words(match: re.Match[str], folded: str) -> Number:
    """A number in words with what follows it."""
    words, _, last = match[0].rpartition(" ")
    scale = SCALES.get(last, 1) if words else 1
    number = Number(match.start(), match.end(), Fraction(words_worth(match[0]), scale), scale, in_words=True)
    if folded.startswith("fold", number.end):
        number.unit, number.end = FACTOR, number.end + len("fold")
    else:
        _complete(number, folded)
    return number


def _complete(number: Number, folded: str) -> UnitFound | None:
    """Take "and a half", "million" and the unit behind a number into it; returns the unit."""
    end = half_behind(folded, number.end)
    if end > number.end:
        number.size, number.end = number.size + Fraction(1, 2), end
    if found := _SCALE.match(folded, number.end):
        number.scale, number.end = number.scale * words_worth(found[1]), found.end()
    unit = None if number.is_money else unit_at(folded, number.end, after_words=number.in_words)
    if unit:
        number.unit, number.end = unit
    return unit


def _is_plural_name(size: Fraction, letters: str) -> bool:
    return letters == "s" and (size in _STATUS_CODES or size in _YEARS)


def _belongs_to_name(shown: str, start: int) -> bool:
    """Whether the word before a number makes it a name: "step 2", "Java 17", but not "Only 17" at the start."""
    *rest, word, gap = ["", *shown[max(0, start - 40) : start].rsplit(" ", 2)]
    folded = prose.fold(word).lstrip("\"'(")
    if gap or not folded:
        return False
    if folded in _NAMING or folded.removesuffix("s") in _NAMING:
        return True
    if word[-1] in '.,;:!?)"”' or word == "I" or not any(each.isupper() for each in word):
        return False
    opens = not rest[-1] or rest[-1][-1] in '.!?:"”)' or word[0] in '"“('
    return not (opens and (folded in _OPENING or folded.endswith("ly")))


def _tie(folded: str, found: Sequence[Number]) -> None:
    """Give numbers what they share with the number beside them: a unit, a scale, a name."""
    pairs = [
        (left, right, folded[left.end : right.start])
        for left, right in pairwise(found)
        if right.start - left.end <= _LONGEST_TIE
    ]
    for left, right, between in reversed(pairs):
        tie = _RANGE.fullmatch(between)
        if tie and not left.is_name and (tie["dash"] or tie["to"] or not left.is_year):
            _tie_to_right(left, right)
    for left, right, between in pairs:
        tie = _RANGE.fullmatch(between)
        if right.unit is None and left.is_name and (tie or _COMMA.fullmatch(between)):
            right.is_name = True
        elif tie and (tie["dash"] or tie["to"]) and right.is_bare:
            if left.is_year and tie["dash"]:
                right.is_name = True
            elif left.unit and (tie["dash"] or right.scale > 1 or _CLAUSE_END.match(folded, right.end)):
                right.unit, right.start = left.unit, left.start
        elif _OUT_OF.fullmatch(between) and left.is_bare and right.is_bare and not left.in_words | right.in_words:
            _make_share(left, right)


def _tie_to_right(left: Number, right: Number) -> None:
    """Give the first of two numbers the unit and the scale of the second."""
    shares_unit = left.is_bare and right.unit is not None
    shares_scale = left.scale == 1 and right.scale > 1 and left.size < right.size
    if shares_scale and (shares_unit or left.unit == right.unit or right.is_bare):
        left.scale, left.end = right.scale, right.end
    if shares_unit:
        left.unit, left.end = right.unit, right.end


def _make_share(left: Number, right: Number) -> None:
    """Turn the first of two numbers into their share, as in "3 in 1,000"."""
    if right.is_year or not right.value or left.value > right.value:
        return
    left.size, left.scale, left.unit, left.end = 100 * left.value / right.value, 1, PERCENT, right.end
    right.is_name = True


def _figures(shown: str, folded: str, found: Sequence[Number]) -> Iterator[Quantity]:
    for number in found:
        noun = _noun(folded, number.end) if number.unit is None else ""
        if not _is_none(shown, folded, number, noun):
            kind = (number.unit or COUNT).kind
            yield Quantity(shown[number.start : number.end], kind, number.value, number.start, noun)


def _is_none(shown: str, folded: str, number: Number, noun: str) -> bool:
    """Whether a number is no figure after all."""
    if number.is_name:
        return True
    if number.in_words:
        return number.unit is None or number.size * number.scale == 1
    if number.unit is not None or number.scale > 1:
        return False
    return (
        number.is_year
        or bool(_IN_A_NAME.match(folded, number.end))
        or (number.value in _STATUS_CODES and _is_status(folded, number.start, noun))
        or (noun in _MONTHS and shown[number.end + 1].isupper())
        or (
            folded.startswith(")", number.end)
            and bool(_LIST_SIGN.search(shown[max(0, number.start - 2) : number.start]))
        )
    )


def _is_status(folded: str, start: int, noun: str) -> bool:
    before = folded[max(0, start - 20) : start].split()
    return noun in _AFTER_STATUS or bool(before and before[-1] in _BEFORE_STATUS)


def _noun(folded: str, end: int) -> str:
    """The word behind a number, if it can be what the number counts."""
    found = _NEXT_WORD.match(folded, end)
    return found[1] if found and found[1] not in _NO_NOUN else ""
