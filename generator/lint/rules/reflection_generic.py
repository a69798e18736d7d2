"""A reflection says something that fits this story and no other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from generator import prose
from generator.lint.rule import Finding, Story, StoryRule

# Words that only add weight; phrases are looked for without them.
_WEIGHT = frozenset("really very even so pretty quite truly extremely just definitely certainly also actually".split())
_MORE = "(?:(?:much|far|a lot|a bit|a little) )?"
_US = "(?:everyone|everybody|people|more people|the stakeholders|stakeholders|the team|the whole team)"
_SKILL = "(?:communication|collaboration|teamwork|planning|preparation|alignment|transparency|trust|patience)"
_TRAIT = (
    "(?:proactive|organized|organised|careful|patient|confident|assertive|open|thorough|vocal|transparent|prepared)"
)
_ROLE = "(?:listener|communicator|leader|engineer|developer|person|teammate|team player)"
_SAW = "(?:learned|learnt|saw|realized|realised|understood|understand|appreciate|appreciated)"

# Phrases that fit any story, without their weight. Each is stock only in a sentence that says nothing else: "I'd start
# earlier" is, "I'd start earlier, before the freeze" is not.
_CLOSED = (
    # what somebody would do
    rf"communicat(?:e|ed|ing) {_MORE}(?:more|better|earlier|sooner|proactively)",
    rf"(?:more|better|clearer|improve|improved|work on)(?: my| our)? {_SKILL}",
    r"(?:better|improve|improved|work on)(?: my| our)? time management",
    rf"manag(?:e|ed|ing) (?:my|our|the) time {_MORE}better",
    rf"plan(?:ned|ning)? (?:it |things |everything )?{_MORE}(?:ahead|better|more)",
    rf"be(?:en|ing)? {_MORE}more {_TRAIT}",
    rf"(?:be|been|being|become) a {_MORE}better {_ROLE}",
    rf"start(?:ed|ing)? (?:it |work |things |on it )?{_MORE}(?:earlier|sooner)",
    rf"ask(?:ed|ing)? for help {_MORE}(?:earlier|sooner|more)",
    rf"(?:get|gotten|getting|bring|brought|involve|involved|involving) {_US}(?: in| involved| aligned| on board)?"
    rf"(?: {_MORE}(?:early|earlier|sooner|more))?",
    rf"(?:keep|kept|keeping) {_US} (?:in the loop|on the same page|informed|aligned)",
    r"(?:pay|paid|paying) (?:more|closer) attention(?: to detail| to details| to the details)?",
    r"(?:take|taken|taking) more (?:initiative|ownership)",
    r"(?:set|setting) (?:clear|clearer|better) expectations",
    rf"(?:test|listen|prepare|delegate|collaborate)(?:e?d)? {_MORE}(?:more|better)",
    rf"(?:do|done|doing) {_MORE}(?:more|better) (?:testing|research|planning|preparation)",
    r"work(?:ed|ing)? (?:harder|smarter)",
    r"think(?:ing)? outside the box",
    # what somebody thinks of it
    rf"{_SKILL} (?:is|was) (?:the )?(?:key|everything|king|crucial|essential|critical|important)",
    r"(?:great|good|the power of|the value of) teamwork",
    r"trust(?:ed|ing)? the process",
    r"hard work (?:always )?(?:pays|paid) off",
    r"(?:always )?(?:room for improvement|something to improve)",
    r"(?:a|an) (?:(?:great|good|valuable|huge|big|amazing|interesting) )?learning (?:experience|opportunity|curve)",
    r"went (?:well|smoothly|great)",
    r"(?:happy|proud|pleased|satisfied) (?:with|of|about) (?:how|the way) (?:it|things|everything) (?:all )?"
    r"(?:turned out|worked out|came out|went)",
    r"(?:wouldn't|would not|don't think i'd|don't think i would) (?:change|do) (?:a thing|anything|much)"
    r"(?: differently)?",
    r"nothing (?:that )?(?:i'd|i would) (?:change|do differently)",
    r"out(?:side)? of my comfort zone",
    rf"(?:made|makes) me a (?:better|stronger) {_ROLE}",
    rf"(?:grew|grown) (?:a lot|as an? {_ROLE})",
)
# The same for phrases that have room for a topic: "I learned a lot about distributed systems" says no more.
_OPEN = (
    r"learn(?:ed|t)? (?:a lot|much|a great deal|a ton|(?:a lot of |many |some )?(?:valuable |important )?lessons)",
    rf"{_SAW} how important",
    rf"(?:{_SAW}|about) the (?:real |true )?(?:importance|value|power) of",
    r"(?:taught|showed|reminded) me (?:much|a lot|a great deal|how important)",
    r"(?:taught|showed|reminded) me (?:of )?the (?:importance|value|power) of",
)
_ROOM_FOR_A_TOPIC = 2
_STOCK = tuple(
    (re.compile(rf"\b(?:{'|'.join(phrases)})(?![\w'])(?! than\b)"), room)
    for phrases, room in ((_CLOSED, 0), (_OPEN, _ROOM_FOR_A_TOPIC))
)

# Words that say nothing of one story.
_EMPTY = frozenset(
    """
    i i'd i'll i'm i've me my myself we we'd we've us our ourselves you your it it's its they them their he she his her
    this that that's these those there there's here what which who how when where why if
    a an the some any all each every both more most much many lot bit less least enough one's
    and or but because as than then though although while since until before after
    of to in on at by for from with without about into through throughout during across along around over within up out
    be been being is isn't are aren't was wasn't were weren't am have haven't has had do does did didn't don't done
    doing would wouldn't could couldn't should shouldn't can can't will won't might may must need needed
    would've could've should've
    not no never always often again next last time times once ever still already now later future today
    early earlier soon sooner start beginning outset end upfront forward back looking hindsight
    good great better best well bad important valuable big bigger biggest main key real true clear different differently
    similar successful happy overall honestly probably maybe perhaps generally basically especially mainly mostly simply
    think thought feel felt believe say know knew learn learned learnt realize realized understand try tried trying
    make made making sure help helped get got go goes went come came take took give use want wanted like
    thing things something anything everything way ways part parts lesson lessons takeaway experience process project
    projects work works worked working job task tasks situation situations outcome result results solution approach
    team teams teammate teammates people person everyone everybody others other colleagues stakeholder stakeholders
    communication communicate collaboration collaborate teamwork planning plan preparation alignment aligned
    involved whole together new ahead
    """.split()
)

_MOST_FINDINGS = 5
"""How many phrases are named in one answer, at most."""
_SENTENCE = re.compile(r"(?:[^.!?…]|[.!?…](?=[^\s\"')\]]))+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence without the words that only add weight."""

    words: tuple[re.Match[str], ...]
    text: str
    """The words, with one space between them."""
    starts: tuple[int, ...]
    """Where in the text each word starts."""

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the first word, and of the one after the last, of a part of the text that is whole words."""
        return bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1)


def _check(story: Story) -> Iterator[Finding]:
    for level, reflection in story.scenario.reflection.levels.items():
        found = dict.fromkeys(_stock_phrases(prose.plain(reflection.answer)))
        for words in islice(found, _MOST_FINDINGS):
            message = f'"{words}" could end any story.'
            hint = "Name the one thing that you would do differently here, and when."
            yield Finding(("reflection", "levels", level, "answer"), message, hint, words)


def _stock_phrases(text: str) -> Iterator[str]:
    """The first stock phrase of each sentence that has nothing to say beside such phrases."""
    folded = prose.fold(text)
    for found in _SENTENCE.finditer(folded):
        sentence = _sentence(folded, *found.span())
        stock = [
            (*sentence.between(*phrase.span()), room)
            for pattern, room in _STOCK
            for phrase in pattern.finditer(sentence.text)
        ]
        if stock and _says(sentence, stock) <= max(room for _, _, room in stock):
            start, end, _ = min(stock)
            yield text[sentence.words[start].start() : sentence.words[end - 1].end()]


def _sentence(folded: str, start: int, end: int) -> _Sentence:
    words = tuple(word for word in _WORD.finditer(folded, start, end) if word[0] not in _WEIGHT)
    starts, length = [], 0
    for word in words:
        starts.append(length)
        length += len(word[0]) + 1
    return _Sentence(words, " ".join(word[0] for word in words), tuple(starts))


def _says(sentence: _Sentence, stock: list[tuple[int, int, int]]) -> int:
    """How many words of a sentence say something, beside its stock phrases."""
    covered = {number for start, end, _ in stock for number in range(start, end)}
    return sum(number not in covered and word[0] not in _EMPTY for number, word in enumerate(sentence.words))


RULE = StoryRule("reflection-generic", "warning", _check)
