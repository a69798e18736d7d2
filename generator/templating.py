"""The Jinja environment: templates that write Markdown, with filters that keep every field the text it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache, lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from generator import prose
from generator.speech import clock

_SIGN = re.compile(r"[^\w ]|_")


@lru_cache(maxsize=256)  # the labels of sections and levels stand on every page
def markdown_text(text: str) -> Markup:
    """Plain text for a place that Markdown reads, such as a heading or a tab's label.

    Everything but letters, digits and single spaces becomes a character reference, which no Markdown extension takes
    for a marker.
    """
    return Markup(_SIGN.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(text.split())))


def front_matter_text(text: str) -> Markup:
    """Plain text for the front matter, which the theme puts into `<title>` and `<meta>` without escaping it."""
    return Markup(json.dumps(str(escape(text)), ensure_ascii=False))


def link_from(page: str) -> Callable[[str], str]:
    """A function from a path in the site to the address that leads there from `page`."""
    folder, _, _ = page.rpartition("/")
    here = f"{folder}/" if folder else ""
    to_root = "../" * page.count("/")

    def link(target: str) -> str:
        return target.removeprefix(here) if target.startswith(here) else to_root + target

    return link


class _Environment(Environment):
    """An environment in which a dot means an attribute and nothing else: stricter, and a good deal faster."""

    getattr = staticmethod(getattr)  # type: ignore[assignment]


@cache
def environment() -> Environment:
    """The environment, made once; HTML is escaped unless a filter made it."""
    jinja = _Environment(
        loader=PackageLoader("generator"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    jinja.filters.update(
        prose=prose.blocks,
        inline=prose.inline,
        inline_plain=prose.inline_plain,
        clock=clock,
        md=markdown_text,
        front_matter=front_matter_text,
    )
    return jinja
