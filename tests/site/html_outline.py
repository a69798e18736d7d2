"""What a built page consists of, read from its HTML: for comparing pages without a browser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_HEADING = re.compile(r"h[1-6]")


class _Article(HTMLParser):
    """Collects the elements, texts and headings of the page's article."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[str] = []
        self.texts: list[str] = []
        self.headings: list[tuple[str, str, str]] = []

    @property
    def inside(self) -> bool:
        return "article" in self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.inside:
            attributes = dict(attrs)
            self.elements.append(f"{tag}.{attributes.get('class') or ''}")
            if _HEADING.fullmatch(tag):
                self.headings.append((tag, attributes.get("id") or "", ""))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.inside:
            return
        self.texts.append(data)
        if any(_HEADING.fullmatch(tag) for tag in self.open):
            tag, anchor, text = self.headings[-1]
            self.headings[-1] = (tag, anchor, text + data)


def _read(html: str) -> _Article:
    article = _Article()
    article.feed(html)
    return article


def elements(html: str) -> list[str]:
    """The article's elements in order, as `tag.class`."""
    return _read(html).elements


def text(html: str) -> str:
    """The article's text, with blanks folded."""
    return " ".join("".join(_read(html).texts).split())


def headings(html: str) -> list[tuple[str, str, str]]:
    """The article's headings in order: tag, id and text with blanks folded."""
    return [(tag, anchor, " ".join(words.split())) for tag, anchor, words in _read(html).headings]
