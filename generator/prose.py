"""Prose fields to HTML: a small part of CommonMark, in which everything else is the text it is.

Paragraphs, lists, emphasis, `code` and links to http, https or relative addresses. All other rules are off, among them
raw HTML, images, reference definitions (they make text vanish) and entities. What comes out is one HTML fragment
without line breaks, which later Markdown processors carry through as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import pairwise
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

# A paragraph that none of the enabled rules can read as anything but text: it needs no parser, and most need none.
_PLAIN = re.compile(r"(?![0-9]{1,9}[.)](\s|$))[^\W_][^\n\\`*_\[\]<>&\"]*")
_PARAGRAPH_BREAK = re.compile(r"\n{2,}")


NO_NOTE = Markup()


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mark where they stand in a text, with what comes before and after them."""

    phrase: str
    """The words, as they are shown."""
    css_class: str = ""
    """The class of the `<mark>` element, if it has one."""
    note: Markup = NO_NOTE
    """HTML to set behind the marked words."""


def _safe_link(url: str) -> bool:
    """Whether a link may stand: http, https, or an address relative to the page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} or (not parts.scheme and not parts.netloc and not url.startswith("/"))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False})
    parser.enable(["list", "newline", "escape", "backticks", "emphasis", "link"])
    parser.validateLink = _safe_link  # type: ignore[method-assign]
    # A soft line break as a space keeps the fragment on one line, so that no later processor sees a line's start.
    parser.add_render_rule("softbreak", lambda *_: " ")
    parser.add_render_rule("hardbreak", lambda *_: "<br>")
    return parser


def blocks(text: str, marks: Sequence[Mark] = ()) -> Markup:
    """Render a prose field as block elements.

    Args:
        text: the field.
        marks: words to mark in it; words that are not there are left out.

    Returns:
        HTML on one line.
    """
    if not marks and (paragraphs := _plain_paragraphs(text)):
        return Markup("".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs))
    parser = _parser()
    tokens = parser.parse(text)
    pending = list(marks)
    for token in tokens:
        if token.type == "inline":
            token.children, pending = _marked(token.children or [], pending)
    return _one_line(parser.renderer.render(tokens, parser.options, {}))


def inline(text: str) -> Markup:
    """Render a one-paragraph field as inline HTML, on one line."""
    if _PLAIN.fullmatch(text):
        return Markup(escape(text, quote=False))
    return _one_line(_parser().renderInline(text))


def plain(text: str) -> str:
    """The text as it is shown: without markup, blanks folded, paragraphs joined by a space."""
    if paragraphs := _plain_paragraphs(text):
        return " ".join(" ".join(paragraphs).split())
    shown = ("".join(_shown(token.children or [])) for token in _inline_tokens(text))
    return " ".join(" ".join(shown).split())


def holds(text: str, phrase: str) -> bool:
    """Whether the phrase stands in one paragraph of the text, letter by letter but for the width of blanks."""
    pattern = _phrase_pattern(phrase)
    return any(pattern.search("".join(_shown(token.children or []))) for token in _inline_tokens(text))


def _inline_tokens(text: str) -> Iterable[Token]:
    return (token for token in _parser().parse(text) if token.type == "inline")


def _plain_paragraphs(text: str) -> list[str]:
    """The paragraphs of a text that needs no parser; none of a text that does."""
    paragraphs = _PARAGRAPH_BREAK.split(text)
    return paragraphs if all(_PLAIN.fullmatch(paragraph) for paragraph in paragraphs) else []


def _one_line(html: str) -> Markup:
    return Markup(html.replace("\n", ""))


def _phrase_pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in phrase.split()))


def _shown(tokens: Iterable[Token]) -> list[str]:
    """What each inline token puts on the page, as text."""
    return [
        token.content if token.type in {"text", "code_inline"} else " " if token.type.endswith("break") else ""
        for token in tokens
    ]


def _marked(tokens: list[Token], marks: list[Mark]) -> tuple[list[Token], list[Mark]]:
    """Wrap the marks' words in `<mark>`, piece by piece where markup cuts through them.

    Returns:
        The new tokens, and the marks whose words are not in them.
    """
    shown = _shown(tokens)
    text = "".join(shown)
    found = [(_phrase_pattern(mark.phrase).search(text), mark) for mark in marks]
    spans = [(match.span(), mark) for match, mark in found if match]
    missing = [mark for match, mark in found if not match]
    if not spans:
        return tokens, missing
    cuts = sorted({edge for span, _ in spans for edge in span})
    result: list[Token] = []
    start = 0
    for token, content in zip(tokens, shown, strict=True):
        end = start + len(content)
        edges = [start, *(cut for cut in cuts if start < cut < end), end]
        for left, right in pairwise(edges) if content else ():
            covering = [mark for (first, last), mark in spans if first <= left and right <= last]
            piece = token.copy(content=content[left - start : right - start])
            result += _wrapped(piece, covering)
            result += [_html(mark.note) for (_, last), mark in spans if last == right and mark.note]
        if not content:
            result.append(token)
        start = end
    return result, missing


def _wrapped(token: Token, covering: list[Mark]) -> list[Token]:
    if not covering:
        return [token]
    css_class = covering[0].css_class
    start = Markup('<mark class="{}">').format(css_class) if css_class else Markup("<mark>")
    return [_html(start), token, _html(Markup("</mark>"))]


def _html(markup: Markup) -> Token:
    return Token("html_inline", "", 0, content=str(markup))
