"""Prose fields to HTML: a small part of CommonMark, in which everything else is the text it is.

Paragraphs, lists, emphasis, `code` and links to http or https addresses. All other rules are off, among them
raw HTML, images, reference definitions (they make text vanish) and entities. What comes out is one HTML fragment
without line breaks, which later Markdown processors carry through as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from html import escape
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup

# A paragraph that none of the enabled rules can read as anything but text: it needs no parser, and most need none.
_PLAIN = re.compile(r"(?![0-9]{1,9}[.)](\s|$))[^\W_][^\r\n\\`*_\[\]<>&\"]*")
# What a browser folds into one space; a no-break space stays what it is.
_BLANKS = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
_PARAGRAPH_BREAK = re.compile(r"\n{2,}")


_STRAIGHT_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")

NO_NOTE = Markup()


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mark where they stand in a text, and how."""

    phrase: str
    """The words, as they are shown."""
    css_class: str = ""
    """The class of the `<mark>` element, if it has one."""
    note: Markup = NO_NOTE
    """HTML to set behind the marked words."""


def _safe_link(url: str) -> bool:
    """Whether a link may stand: to http or https. No relative address fits all the pages that show a field."""
    return url.lower().startswith(("http://", "https://"))


def _image_as_text(state: StateInline, silent: bool) -> bool:
    """An inline rule that takes the start of an image as text, so that what follows is not read as a link."""
    if not state.src.startswith("![", state.pos):
        return False
    if not silent:
        state.pending += "!["
    state.pos += len("![")
    return True


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False})
    parser.enable(["list", "newline", "escape", "backticks", "emphasis", "link"])
    parser.inline.ruler.before("link", "image_as_text", _image_as_text)
    parser.validateLink = _safe_link  # type: ignore[method-assign]
    # A soft line break as a space keeps the fragment on one line, so that no later processor sees a line's start.
    parser.add_render_rule("softbreak", lambda *_: " ")
    parser.add_render_rule("hardbreak", lambda *_: "<br>")
    return parser


def blocks(text: str, marks: Sequence[Mark] = ()) -> Markup:
    """Render a prose field as block elements.

    Args:
        text: the field.
        marks: words to mark in it, each where it first stands whole in a paragraph; what is not there is left out.

    Returns:
        HTML on one line.
    """
    pending = list(marks)
    if plain_paragraphs := _plain_paragraphs(text):
        return Markup("".join(f"<p>{_text_html(item, _take_spans(item, pending))}</p>" for item in plain_paragraphs))
    parser = _parser()
    tokens = parser.parse(text)
    for token in tokens:
        if token.type == "inline" and pending:
            token.children = _marked(token.children or [], _take_spans(_shown_text(token), pending))
    return _one_line(parser.renderer.render(tokens, parser.options, {}))


def inline(text: str) -> Markup:
    """Render a one-paragraph field as inline HTML, on one line."""
    if _PLAIN.fullmatch(text):
        return Markup(escape(text, quote=False))
    return _one_line(_parser().renderInline(text))


@lru_cache(maxsize=1024)  # each rule of the lint asks for the same texts again
def plain(text: str) -> str:
    """The text as it is shown: without markup, blanks folded, paragraphs joined by a space."""
    return " ".join(paragraphs(text))


def inline_plain(text: str) -> str:
    """A one-paragraph field as it is shown, without markup."""
    return _one_spaced(_shown_text(_parser().parseInline(text)[0]))


def holds(text: str, phrase: str) -> bool:
    """Whether the phrase stands in one paragraph of the text, whatever the capitals, the quotes and the blanks."""
    return any(place_of(phrase, fold(paragraph)) for paragraph in paragraphs(text))


def place_of(phrase: str, folded: str) -> tuple[int, int] | None:
    """Where a phrase first stands in a folded paragraph: start and end; None if it does not."""
    words = fold(_one_spaced(phrase))
    start = folded.find(words)
    return (start, start + len(words)) if start >= 0 else None


def fold(text: str) -> str:
    """The text as it is compared: small letters and straight quotes, character for character."""
    if text.isascii():
        return text.lower()
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals have small forms of two characters
        lowered = "".join(small if len(small := each.lower()) == 1 else each for each in text)
    return lowered.translate(_STRAIGHT_QUOTES)


def paragraphs(text: str) -> list[str]:
    """What each paragraph or list item of a text puts on the page, one-spaced."""
    if plain_paragraphs := _plain_paragraphs(text):
        return plain_paragraphs
    return [_one_spaced(_shown_text(token)) for token in _parser().parse(text) if token.type == "inline"]


def _one_spaced(text: str) -> str:
    """The text with every run of blanks as one space, as a browser shows it."""
    return _BLANKS.sub(" ", text).strip(" ")


@lru_cache(maxsize=256)  # an answer is counted, searched and rendered
def _plain_paragraphs(text: str) -> list[str]:
    """The paragraphs of a text that needs no parser; none of a text that does."""
    pieces = _PARAGRAPH_BREAK.split(text)
    return [_one_spaced(item) for item in pieces] if all(map(_PLAIN.fullmatch, pieces)) else []


def _one_line(html: str) -> Markup:
    return Markup(html.replace("\n", ""))


def _shown_text(inline: Token) -> str:
    return "".join(_shown(inline.children or []))


def _shown(tokens: Iterable[Token]) -> list[str]:
    """What each inline token puts on the page, as text."""
    return [
        _BLANKS.sub(" ", token.content) if token.type in {"text", "code_inline"} else " " * token.type.endswith("break")
        for token in tokens
    ]


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a mark's words stand in a paragraph."""

    start: int
    end: int
    mark: Mark


def _take_spans(paragraph: str, pending: list[Mark]) -> list[_Span]:
    """Where marks stand in a paragraph; those that are found are taken off `pending`."""
    spans: list[_Span] = []
    folded = fold(paragraph) if pending else ""
    for mark in list(pending):
        if place := place_of(mark.phrase, folded):
            spans.append(_Span(*place, mark))
            pending.remove(mark)
    return spans


def _text_html(text: str, spans: list[_Span], offset: int = 0) -> str:
    """Text as HTML, with what the spans cover marked piece by piece, so that marks can overlap.

    Args:
        text: a part of a paragraph.
        spans: the paragraph's spans.
        offset: where in the paragraph the part begins.
    """
    if not spans:
        return escape(text, quote=False)
    edges = sorted({edge - offset for span in spans for edge in (span.start, span.end)})
    html = ""
    for left, right in pairwise([0, *(edge for edge in edges if 0 < edge < len(text)), len(text)]):
        piece = escape(text[left:right], quote=False)
        covering = [span.mark for span in spans if span.start <= left + offset and right + offset <= span.end]
        html += _mark_html(covering[0], piece) if covering and piece else piece
        html += "".join(span.mark.note for span in spans if span.end == right + offset)
    return html


def _mark_html(mark: Mark, html: str) -> str:
    start = f'<mark class="{mark.css_class}">' if mark.css_class else "<mark>"
    return f"{start}{html}</mark>"


def _marked(tokens: list[Token], spans: list[_Span]) -> list[Token]:
    """Inline tokens with the texts that spans cover as marked HTML."""
    result: list[Token] = []
    held: list[Markup] = []  # notes of words in a link, which must wait for its end: a link can't hold another
    offset, in_link = 0, False
    silent = [_Span(span.start, span.end, replace(span.mark, note=NO_NOTE)) for span in spans]
    for token, shown in zip(tokens, _shown(tokens), strict=True):
        end = offset + len(shown)
        if shown and token.type in {"text", "code_inline"}:
            html = _text_html(shown, silent if in_link else spans, offset)
            result.append(_html(f"<code>{html}</code>" if token.type == "code_inline" else html))
        else:
            result.append(token)
        if token.type == "link_open":
            in_link = True
        elif token.type == "link_close":
            in_link = False
            result += [_html(note) for note in held]
            held.clear()
        elif in_link:
            held += [span.mark.note for span in spans if offset < span.end <= end]
        offset = end
    return result


def _html(html: str) -> Token:
    return Token("html_inline", "", 0, content=html)
