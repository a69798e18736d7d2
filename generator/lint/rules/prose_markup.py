"""A field is a small Markdown; other Markdown would be shown as typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, image, link
from markdown_it.token import Token

from generator.lint.rule import Finding, Manuscript, ManuscriptRule

# What every construct that is looked for has in it; most prose has none of this, and needs no parser. The first pattern
# says the same roughly, and much faster.
_SIGN = re.compile(r"[<>&#\]`~\r\n]")
_SUSPECT = re.compile(
    r"<[A-Za-z/!?]|\]\(|&[#\w]+;|```|~~~|(?:[-*_][ \t]*){3}"
    r"|^[ \t\d.)>*+-]*(?:[#>]|\[.*\]:)|^[ \t]*[=-]+[ \t]*$",
    re.MULTILINE,
)
_LINE_END = re.compile(r"\r\n|\r|\n")
_TAG_NAME = re.compile(r"</?([A-Za-z][\w-]*)")
# "> 95% of requests" says "more than", whatever CommonMark makes of it.
_MORE_THAN = re.compile(r">[ \t]*[\d.=~$€£]")
_DEFINITION = re.compile(r"\[[^\[\]]+\]:\s*<?https?://", re.IGNORECASE)
_MOST_PER_FIELD = 5
_MOST_SHOWN = 40

_Rule = Callable[[StateInline, bool], bool]


@dataclass(frozen=True, slots=True)
class _Construct:
    """Something that CommonMark would not show as it stands in the text."""

    source: str
    """How it stands there."""
    problem: str
    """What is to say about it, to follow its source in a sentence."""
    hint: str


_AS_IT_IS = "Take it out, or put it between backticks to show it as it is."
_HEADING = "looks like a heading; fields have none."
_HEADING_HINT = "Take the sign out, or write a backslash before it to show it as it is."
_QUOTE = "looks like a block quote; fields have none."
_BREAK = "looks like a line between two parts; fields have none."
_FENCE = "looks like a block of code; fields have none."
_FENCE_HINT = "Say it in words, or put a few words of code between single backticks."
_TAG = "looks like HTML; fields have none."
_COMMENT = "looks like an HTML comment; it is shown as typed."
_COMMENT_HINT = "Take it out; a comment for authors is a line of the file that begins with #."
_ENTITY = "is a character code of HTML; it is shown as typed."
_IMAGE = "looks like an image; fields have none."
_LINK = "does not link to http or https, so it is shown as typed."
_LINK_HINT = "Write the whole address, from https:// on, or leave the words without a link."
_BARE_LINK = "is shown as typed."
_BARE_LINK_HINT = "Write [text](address), with an address of http or https."
_DEFINED_LINK = "looks like the address of a link that stands elsewhere; it is shown as typed."


def _check(manuscript: Manuscript) -> Iterator[Finding]:
    for text in manuscript.texts:
        if text.kind.markup and _SIGN.search(text.text) and _SUSPECT.search(text.text):
            for construct in islice(_distinct(_constructs(text.text)), _MOST_PER_FIELD):
                message = f'"{_shown(construct.source)}" {construct.problem}'
                yield Finding(text.path, message, construct.hint, _start(construct.source))


def _constructs(text: str) -> Iterator[_Construct]:
    """What CommonMark would not show as it stands in a field, in order."""
    lines = _LINE_END.split(text)
    tokens = _parser().parse(text)
    for number, token in enumerate(tokens):
        if token.type == "inline":
            if _DEFINITION.match(token.content):
                yield _Construct(token.content, _DEFINED_LINK, _BARE_LINK_HINT)
            yield from _inline_constructs(token.children or ())
        elif token.type == "heading_open" and token.markup[0] != "#":
            first, last = token.map or (0, 0)
            signs = _shown("".join(lines[last - 1 : last]))
            problem = f'with a line of "{signs}" under it {_HEADING}'
            yield _Construct(tokens[number + 1].content, problem, "Take the line of signs out.")
        else:
            first, _ = token.map or (0, 0)
            line = "".join(lines[first : first + 1])
            yield from _block_construct(token, line[max(0, line.find(token.markup[:1])) :])


def _block_construct(token: Token, source: str) -> Iterator[_Construct]:
    """What a block token is, if fields don't have it.

    Args:
        token: any block token but that of an underlined heading.
        source: the line it begins in, from its sign on.
    """
    if token.type == "heading_open":
        yield _Construct(source, _HEADING, _HEADING_HINT)
    elif token.type == "blockquote_open" and not _MORE_THAN.match(source):
        yield _Construct(source, _QUOTE, _HEADING_HINT)
    elif token.type == "hr":
        yield _Construct(source, _BREAK, "Take it out.")
    elif token.type == "fence":
        yield _Construct(source, _FENCE, _FENCE_HINT)
    elif token.type == "html_block":
        yield _html(token.content.strip())


def _inline_constructs(tokens: Sequence[Token]) -> Iterator[_Construct]:
    for token in tokens:
        source = token.meta.get("source", "")
        if token.type == "html_inline":
            yield _html(token.content)
        elif token.type == "text_special" and token.info == "entity":
            yield _Construct(token.markup, _ENTITY, "Write the character itself.")
        elif token.type == "image":
            yield _Construct(source, _IMAGE, _AS_IT_IS)
        elif token.type == "link_open" and token.markup == "autolink":
            yield _Construct(source, _BARE_LINK, _BARE_LINK_HINT)
        elif token.type == "link_open" and not str(token.attrGet("href")).lower().startswith(("http://", "https://")):
            yield _Construct(source, _LINK, _LINK_HINT)


def _html(source: str) -> _Construct:
    if source.startswith("<!--"):
        return _Construct(source, _COMMENT, _COMMENT_HINT)
    return _Construct(source, _TAG, _AS_IT_IS)


def _distinct(constructs: Iterator[_Construct]) -> Iterator[_Construct]:
    """Each construct once, however often it stands there; an HTML element once for both its tags."""
    seen: set[str] = set()
    for construct in constructs:
        tag = _TAG_NAME.match(construct.source)
        opening = f"<{tag[1].lower()}" if tag else ""
        source = _start(construct.source)
        is_known = source in seen or (construct.source.startswith("</") and opening in seen)
        seen |= {source, opening}
        if not is_known:
            yield construct


def _start(source: str) -> str:
    """The first words of a construct: enough to find it by."""
    line = _LINE_END.split(source.strip()[: 2 * _MOST_SHOWN + 1], maxsplit=1)[0]
    return line.strip() if len(line) <= 2 * _MOST_SHOWN else line.rsplit(maxsplit=1)[0]


def _shown(source: str) -> str:
    """The first words of a construct, for a message."""
    start = _start(source)
    return start if start == source.strip() and len(start) <= _MOST_SHOWN else f"{start[:_MOST_SHOWN].rstrip()}…"


@cache
def _parser() -> MarkdownIt:
    """A parser of all of CommonMark that takes every address for a link, so that none goes by as text."""
    parser = MarkdownIt("commonmark", {"html": True})
    # A definition would vanish, words and all, and a text with its brackets and colon may not be meant as one.
    parser.disable(["reference", "text_join"])
    parser.validateLink = _any_link  # type: ignore[method-assign]
    for name, rule in (("link", link), ("image", image), ("autolink", autolink)):
        parser.inline.ruler.at(name, _noting_source(rule))
    return parser


def _any_link(url: str) -> bool:  # noqa: ARG001
    return True


def _noting_source(rule: _Rule) -> _Rule:
    """An inline rule that also notes, in the token it makes, the text that it made it of."""

    def noting(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent:
            made = next(token for token in state.tokens[count:] if token.type != "text")
            made.meta["source"] = state.src[start : state.pos]
        return found

    return noting


RULE = ManuscriptRule("prose-markup", "error", _check)
