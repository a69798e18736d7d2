"""The filters that keep a field the text it is, in Markdown, in the front matter and in addresses."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import markdown  # type: ignore[import-untyped]
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.config import load_config

from generator import prose
from generator.templating import front_matter_text, link_from, markdown_text

REPOSITORY = Path(__file__).resolve().parents[2]

MARKERS = [
    "# heading",
    "[TOC]",
    "a {: .class }",
    "{#id .class}",
    "/// tab | b",
    "///",
    '!!! note "b"',
    '=== "b"',
    "??? note",
    "--8<-- 'mkdocs.yml'",
    "[^1]: note",
    "a[^1]",
    "*[HTML]: b",
    "HTML",
    "1. a",
    "- a",
    "| a | b |",
    "```a```",
    "~~~",
    "> a",
    "<b>a</b> <script>",
    "<!-- a -->",
    "&lt; &amp;copy;",
    "![a](b.png) [c](d.html)",
    "https://example.org <https://example.org>",
    "*a* **b** __c__ `d`",
    "\\*a\\*",
    "{{ a }} {% b %}",
    "---",
    ":smile: a_b",
    "wzxhzdk:0 klzzwxh:0001",
]
any_text = st.text(
    st.sampled_from("ab1 \n\t*_`[]()<>&;\"'\\!#:/.-+{}|~^=$%@\xa0")
    | st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
    max_size=40,
)
shown_text = any_text.filter(lambda text: bool(text.strip()))


class Element(HTMLParser):
    """The tags and the text inside the first element with a name."""

    def __init__(self, html: str, name: str) -> None:
        super().__init__()
        self.name = name
        self.inside: str | None = None
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == self.name:
            self.inside, self.attributes = "", dict(attrs)

    def handle_data(self, data: str) -> None:
        if self.inside is not None:
            self.inside += data

    def handle_endtag(self, tag: str) -> None:
        if tag == self.name:
            self.name, self.inside, self.text = "", None, self.inside or ""


@cache
def site_markdown() -> markdown.Markdown:
    """Python-Markdown as the site's configuration sets it up."""
    config = load_config(str(REPOSITORY / "mkdocs.yml"), hooks=[], docs_dir=str(REPOSITORY / "content"))
    return markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


def to_html(text: str) -> str:
    return str(site_markdown().reset().convert(text))


def one_spaced(text: str) -> str:
    return " ".join(text.split())


@given(shown_text)
def test_any_text_in_a_heading_is_the_text_it_is(text: str) -> None:
    check_heading(text)


@pytest.mark.parametrize("marker", MARKERS)
def test_a_marker_in_a_heading_is_the_text_it_is(marker: str) -> None:
    check_heading(marker)


def check_heading(text: str) -> None:
    heading = Element(to_html(f'# {markdown_text(text)} {{: #own data-letter="{markdown_text(text)}" }}'), "h1")
    assert heading.tags == ["h1"]
    assert heading.text == one_spaced(text)
    assert heading.attributes == {"id": "own", "data-letter": one_spaced(text)}
    contents: list[dict[str, str]] = vars(site_markdown())["toc_tokens"]
    assert [unescape(entry["name"]) for entry in contents] == [one_spaced(text)]


@pytest.mark.parametrize("marker", MARKERS)
def test_a_marker_in_a_tabs_label_is_the_text_it_is(marker: str) -> None:
    html = to_html(f"/// tab | {markdown_text(marker)}\n\nBody.\n\n///")
    assert Element(html, "label").text == one_spaced(marker)
    assert "<p>Body.</p>" in html


@given(any_text)
@example("[TOC]")
@example("a\n\n///\n\nb")
@example("a\n\n</div>\n\n# b")
@example("*[HTML]: a")
@example("wzxhzdk:0")
def test_prose_comes_through_markdown_as_it_stands(text: str) -> None:
    html = f"<div>{prose.blocks(text)}</div>"
    lines = to_html(f"Before.\n\n{html}\n\nAfter.").split("\n")
    assert [one_spaced(line) for line in lines if line] == ["<p>Before.</p>", one_spaced(html), "<p>After.</p>"]


@pytest.mark.parametrize("marker", MARKERS)
def test_a_marker_in_prose_inside_a_block_comes_through_as_it_stands(marker: str) -> None:
    html = f"<div>{prose.blocks(marker)}</div>"
    assert html in to_html(f"/// details | Coaching\n    type: tip\n\n{html}\n\n///")


@given(any_text)
@example('a: "b" # c')
@example("---")
@example("</title><script>")
@example("no")
def test_front_matter_survives_a_yaml_load_and_closes_no_tag(text: str) -> None:
    front_matter = f"title: {front_matter_text(text)}\ndescription: next\n"
    loaded = yaml.safe_load(front_matter)
    assert one_spaced(unescape(loaded["title"])) == one_spaced(text)
    assert not re.search("[<>\"']", loaded["title"])
    assert loaded["description"] == "next"
    assert "\n---" not in front_matter


@pytest.mark.parametrize(
    ("page", "target", "address"),
    [
        pytest.param("index.md", "questions.html", "questions.html", id="beside"),
        pytest.param("index.md", "principles/index.html", "principles/index.html", id="down"),
        pytest.param("principles/index.md", "questions.html", "../questions.html", id="up"),
        pytest.param("scenarios/a/b/index.md", "scenarios/a/b/practice.html", "practice.html", id="same folder"),
        pytest.param(
            "scenarios/a/b/index.md", "scenarios/a/c/index.html", "../../../scenarios/a/c/index.html", id="other folder"
        ),
        pytest.param("scenarios/a/b/index.md", "principles/d.html", "../../../principles/d.html", id="all the way"),
    ],
)
def test_a_link_leads_from_a_page_to_another(page: str, target: str, address: str) -> None:
    assert link_from(page)(target) == address
