"""A quiz question asks for what is so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator import prose
from generator.lint.rule import Finding, Story, StoryRule

# What others say stays within its quotation marks.
_QUOTED = re.compile(r'"[^"]*"')
_SENTENCE_END = re.compile(r"""(?<=[.!?])["')]*\s+""")
_TOKEN = re.compile(r"[^\W_](?:[\w'-]*\w)?|[,;:()–—]")  # noqa: RUF001
_ALL_EXCEPT = re.compile(
    r"^(?:(?:in|of|from|at|for|among) [^,?]{1,60}, )?(?:all|each|every|everything|both|any)\b[^,?]{0,120}"
    r",? (?:except|but not)(?: for)?(?:,|:)?(?: (?:which|what|who|one)\b[^?]{0,60})?\?$"
)
_ENDS_OPEN = re.compile(
    r"(?:\bexcept(?: for)?\s*(?:which|one|:|…|\.{3})?\s*(?:of these\s*)?:?$|\bnot\s*(?::|…|\.{3})$)"
)

_ASKING = frozenset({"which", "what", "who", "whom", "whose", "where", "when"})
_BEFORE_ASKING = frozenset(", : ; – — ( and or but so then".split())  # noqa: RUF001
_AUXILIARY = frozenset(
    "is are was were do does did has have had will would can could should must may might shall".split()
)
_NEGATED = frozenset({"cannot", *(f"{verb}n't" for verb in _AUXILIARY), "can't", "won't", "shan't", "ain't"})
# "When should you not", but "When nobody looks, what should you do"
_ASKING_WITH_VERB = frozenset({"where", "when"})
_OTHER_QUESTIONS = _AUXILIARY | _NEGATED | {"why", "how"}
_NOT = frozenset({"not", "never"})
# What can stand between an auxiliary and its "not".
_ADVERBS = frozenset("still also really probably likely simply ever actually clearly usually".split())
# "not only" denies nothing, and "not to" belongs to what comes after it.
_NO_DENIAL = frozenset({"only", "just", "merely", "simply", "to", "necessarily"})
_PRONOUNS = frozenset("i you we they he she it nobody anybody somebody someone anyone everyone".split())
_DETERMINERS = frozenset("the a an this that these those your our their his her its my no any every each".split())
_PREPOSITIONS = frozenset("of in on at to for from by with about between among behind under after before".split())
# Where another clause begins, whose "not" is its own.
_CLAUSE_STARTS = frozenset(
    ", ; : – — ( ) that which who whom whose what why how where when while because if whether unless until since "  # noqa: RUF001
    "although though as so than and or but yet without".split()
)
_MOST_WORDS = 20
"""How far from its "which" a "not" is looked for."""
_LONGEST_SUBJECT = 4


def _check(story: Story) -> Iterator[Finding]:
    for number, item in enumerate(story.scenario.quiz):
        words = _denial(prose.plain(item.question))
        if words:
            message = f'"{words}" asks for what is not so.'
            hint = "Ask for what is so, and turn the options around; a reader in a hurry misses the denial."
            yield Finding(("quiz", number, "question"), message, hint, words)


def _denial(question: str) -> str:
    """The words by which a question, as it is shown, asks for what is not so; empty if it doesn't."""
    folded = _QUOTED.sub(lambda quoted: "'" * len(quoted[0]), prose.fold(question))
    if found := _ENDS_OPEN.search(folded[-40:]):
        return question[max(0, len(question) - 40) + found.start() :]
    start = 0
    for end in [*(match.start() for match in _SENTENCE_END.finditer(folded)), len(folded)]:
        sentence = folded[start:end]
        if sentence.rstrip("\"') ").endswith("?"):
            first, last = _denial_in(sentence)
            if last:
                return question[start + first : start + last]
        start = end
    return ""


def _denial_in(sentence: str) -> tuple[int, int]:
    """Where the words of denial stand in a question of one sentence, in folded text; (0, 0) if there are none."""
    bare = sentence.strip()
    if _ALL_EXCEPT.match(bare):
        first = sentence.find(bare)
        return first, first + len(bare)
    tokens = list(_TOKEN.finditer(sentence))
    words = [token[0] for token in tokens]
    asking = _asking(words)
    if asking is None:
        return 0, 0
    last = _denied(words[asking : asking + _MOST_WORDS])
    if last is None or _is_about_another_course(words[asking:], last):
        return 0, 0
    return tokens[asking].start(), tokens[asking + last].end()


def _asking(words: Sequence[str]) -> int | None:
    """The word that asks the question, as "which"; None in a question of another kind, as "why" or "did"."""
    places = [index for index in range(len(words)) if _can_ask(words, index)]
    if not places or words[0] in _OTHER_QUESTIONS:
        return None
    # In "the lead, who did not reply, is back: what comes first" the last one asks.
    return places[0] if places[0] <= 1 else places[-1]


def _can_ask(words: Sequence[str], index: int) -> bool:
    """Whether a word is one that asks, and does not begin a clause inside a sentence."""
    if words[index] not in _ASKING or (
        words[index] in _ASKING_WITH_VERB and not _is_verb(words[index + 1 : index + 2])
    ):
        return False
    before = list(words[max(0, index - 2) : index])
    if before and before[-1] in _PREPOSITIONS:  # "at which point"
        before.pop()
    return not before or before[-1] in _BEFORE_ASKING


def _is_verb(words: Sequence[str]) -> bool:
    return bool(words) and words[0] in _AUXILIARY | _NEGATED


def _denied(words: Sequence[str]) -> int | None:
    """The word that denies what a question asks for.

    Args:
        words: the question's words, from "which" on.

    Returns:
        Its index; None if the question asks for what is so.
    """
    for index, word in enumerate(words[1:], start=1):
        before = words[index - 1]
        if _is_verb([word]):
            return _denied_verb(words, index)
        if word in _NOT:  # "Which of these never ran", but not "which test finds orders never seen"
            return index if index <= (3 if words[1] == "of" else 2) else None
        if word in _CLAUSE_STARTS - {"that"}:
            return None
        # In "the code you own" another clause begins, without a word for it.
        if word in _PRONOUNS | _DETERMINERS and index > 1 and before not in _PREPOSITIONS:
            return None
    return None


def _denied_verb(words: Sequence[str], index: int) -> int | None:
    """The word that denies the verb at the index, if that verb is the question's own."""
    following = [*words[index + 1 : index + 3], "", ""]
    if words[index] in _NEGATED:
        return index if following[0] not in _NO_DENIAL else None
    place = index + 1 + (following[0] in _ADVERBS)
    subject = _subject_length(words[place:])
    for denied in (place, place + subject):
        after = [*words[denied + 1 : denied + 2], ""]
        if words[denied : denied + 1] and words[denied] in _NOT and after[0] not in _NO_DENIAL:
            return denied
    return None


def _subject_length(words: Sequence[str]) -> int:
    """How many words the subject has that stands behind the verb, as in "did the candidate not do"."""
    if words and words[0] in _PRONOUNS:
        return 1
    length = next((index for index, word in enumerate(words) if word in _NOT), 0)
    inner = words[1:length]
    is_one = length <= _LONGEST_SUBJECT and not set(inner) & (_DETERMINERS | _PRONOUNS | _CLAUSE_STARTS | _AUXILIARY)
    return length if is_one and words and (words[0] in _DETERMINERS or words[0].endswith("'s") or length == 1) else 0


def _is_about_another_course(words: Sequence[str], denied: int) -> bool:
    """Whether a question asks how the story would have gone: "What would not have happened if ..."."""
    around, later = words[max(0, denied - 1) : denied + 1], words[denied + 1 :]
    is_conditional = any(word.startswith(("would", "could", "might")) for word in around)
    return is_conditional and later[:1] == ["have"] and not {"if", "without", "had", "unless"}.isdisjoint(later)


RULE = StoryRule("quiz-negated-stem", "warning", _check)
