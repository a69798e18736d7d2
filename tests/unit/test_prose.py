"""Prose fields to HTML: what is markup, what stays text, and where words are marked."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from generator import prose
from generator.prose import Mark, _plain_paragraphs

ALLOWED_TAGS = {"p", "ul", "ol", "li", "em", "strong", "code", "a", "br"}
ALLOWED_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
NOTE = Markup("<sup>1</sup>")

# Text as content files hold it: no control characters or separators, and many signs that mean something to Markdown.
any_text = st.text(
    st.sampled_from("ab1 \n\t*_`[]()<>&;\"'\\!#:/.-+{}|~^=$%@\xa0")
    | st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
    max_size=60,
)
plain_words = st.lists(st.text("abcXYZéß漢09,.;:!?'()-\N{EN DASH}", min_size=1, max_size=8), max_size=8).map(
    lambda words: " ".join(["a", *words])
)


class Fragment(HTMLParser):
    """What a browser finds in a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in {"p", "li", "br"} and self.text:
            self.text += " "

    def handle_data(self, data: str) -> None:
        self.text += data


@given(any_text)
@example("<script>alert(1)</script>")
@example("a\n\n<!-- b -->")
@example("[a](javascript:b)")
def test_whatever_is_typed_comes_out_on_one_line_and_with_allowed_tags_only(text: str) -> None:
    html = prose.blocks(text)
    assert "\n" not in html
    for tag, attributes in Fragment(html).tags:
        assert tag in ALLOWED_TAGS
        assert attributes.keys() <= ALLOWED_ATTRIBUTES.get(tag, set())
        assert not re.match(r"\s*(/|\\|(?!https?:)[a-z][a-z0-9+.-]*:)", attributes.get("href") or "", re.IGNORECASE)


@given(st.lists(plain_words, min_size=1, max_size=3))
def test_plain_paragraphs_come_out_as_the_text_they_are(paragraphs: list[str]) -> None:
    assert prose.blocks("\n\n".join(paragraphs)) == "".join(f"<p>{escape_text(text)}</p>" for text in paragraphs)


@given(plain_words)
def test_a_plain_sentence_comes_out_as_the_text_it_is(text: str) -> None:
    assert prose.inline(text) == escape_text(text)
    assert prose.plain(text) == text


def escape_text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@given(any_text | plain_words)
@example("a\n\n\n\nb")
@example("1. a")
@example("1) a")
@example("a-1. b")
@example("12")
@example("it's")
def test_the_short_cut_for_plain_paragraphs_leads_to_what_the_parser_makes_of_them(text: str) -> None:
    assume(_plain_paragraphs(text))
    parsed = prose.blocks(f"{text}\n\n*emphasis*")
    assert one_spaced(parsed) == one_spaced(f"{prose.blocks(text)}<p><em>emphasis</em></p>")


def one_spaced(html: str) -> str:
    return " ".join(html.split()).replace(" </p>", "</p>")


@pytest.mark.parametrize("text", ["8\N{NO-BREAK SPACE}GB", "*8\N{NO-BREAK SPACE}GB*"], ids=["plain", "markup"])
def test_a_no_break_space_stays_what_it_is(text: str) -> None:
    assert "8\N{NO-BREAK SPACE}GB" in prose.blocks(text)
    assert "8\N{NO-BREAK SPACE}GB" in prose.blocks(text, [Mark("else")])


def test_a_carriage_return_is_a_line_break_like_any_other() -> None:
    assert prose.blocks("a\rb") == "<p>a b</p>"
    assert prose.inline("a\rb") == "a b"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("One.\n\nTwo.", "<p>One.</p><p>Two.</p>", id="paragraphs"),
        pytest.param("One\nline", "<p>One line</p>", id="a folded line"),
        pytest.param("One  \nTwo", "<p>One<br>Two</p>", id="a line break"),
        pytest.param("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>", id="emphasis and code"),
        pytest.param("snake_case_name 2*3*4", "<p>snake_case_name 2<em>3</em>4</p>", id="underscores inside a word"),
        pytest.param("- a\n- b", "<ul><li>a</li><li>b</li></ul>", id="bullets"),
        pytest.param("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>', id="numbers"),
        pytest.param("Why:\n\n- a\n  - b", "<p>Why:</p><ul><li>a<ul><li>b</li></ul></li></ul>", id="nested list"),
        pytest.param("\\*a\\*", "<p>*a*</p>", id="escaped markup"),
        pytest.param("2023. A year", '<ol start="2023"><li>A year</li></ol>', id="a number that starts a list"),
        pytest.param('Say "no" & <go>', "<p>Say &quot;no&quot; &amp; &lt;go&gt;</p>", id="special characters"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_prose_is_paragraphs_lists_emphasis_and_code(text: str, html: str) -> None:
    assert prose.blocks(text) == html


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# Not a heading", id="heading"),
        pytest.param("--- a", id="rule"),
        pytest.param("```python", id="fence"),
        pytest.param("~~~", id="tilde fence"),
        pytest.param("> not a quote", id="quote"),
        pytest.param("<b>bold</b>", id="HTML"),
        pytest.param("<!-- gone? -->", id="comment"),
        pytest.param("&amp; &copy; &#60;b&#62;", id="entities"),
        pytest.param("[ref]: https://example.org", id="reference definition"),
        pytest.param("[text][ref] [^1]", id="reference and footnote"),
        pytest.param("*[HTML]: abbreviation", id="abbreviation"),
        pytest.param("| a | b |", id="table"),
        pytest.param("~~struck~~ ==marked== ^up^", id="other markup"),
        pytest.param("/// tab | Label", id="block fence"),
        pytest.param('!!! note "Title"', id="admonition"),
        pytest.param('--8<-- "file"', id="snippet"),
        pytest.param("[TOC] {: .class } {{ template }} {% tag %}", id="markers and templates"),
        pytest.param("https://example.org www.example.org", id="bare address"),
    ],
)
def test_all_other_markup_is_the_text_it_is(text: str) -> None:
    block, line = Fragment(prose.blocks(text)), Fragment(prose.inline(text))
    assert (block.tags, block.text) == ([("p", {})], text)
    assert (line.tags, line.text) == ([], text)


def test_an_image_is_no_image() -> None:
    assert prose.inline("![alt](a.png)") == "![alt](a.png)"


def test_a_fenced_block_with_a_heading_stays_one_paragraph() -> None:
    html = prose.blocks("~~~\n# a\n~~~\n    indented\n===")
    assert html == "<p>~~~ # a ~~~ indented ===</p>"


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://example.org/a?b=1#c", id="https"),
        pytest.param("http://example.org", id="http"),
        pytest.param("HTTPS://example.org", id="https in capitals"),
    ],
)
def test_a_link_to_http_or_https_is_live(url: str) -> None:
    assert prose.inline(f"[text]({url})") == f'<a href="{url}">text</a>'


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("javascript:alert(1)", id="javascript"),
        pytest.param("other.html", id="relative to one of many pages"),
        pytest.param("JavaScript:alert(1)", id="javascript in mixed case"),
        pytest.param("data:text/html,a", id="data"),
        pytest.param("vbscript:a", id="vbscript"),
        pytest.param("file:///etc/passwd", id="file"),
        pytest.param("mailto:a@example.org", id="mailto"),
        pytest.param("//example.org", id="another host"),
        pytest.param("/root", id="the host's root"),
        pytest.param("/\\example.org", id="another host by a backslash"),
    ],
)
def test_a_link_to_anything_else_is_text(url: str) -> None:
    text = f"[text]({url})"
    found = Fragment(prose.blocks(text))
    assert (found.tags, found.text) == ([("p", {})], text)


@pytest.mark.parametrize(
    ("text", "phrases", "html"),
    [
        pytest.param("I did it.", ["did it"], "<p>I <mark>did it</mark>.</p>", id="words"),
        pytest.param("a b a b", ["a b"], "<p><mark>a b</mark> a b</p>", id="the first time they stand there"),
        pytest.param("a  b", ["a b"], "<p><mark>a b</mark></p>", id="over two blanks"),
        pytest.param(
            "a  *b*", ["a b"], "<p><mark>a </mark><em><mark>b</mark></em></p>", id="over two blanks and markup"
        ),
        pytest.param("*a*  \nb", ["b"], "<p><em>a</em><br><mark>b</mark></p>", id="behind a line break"),
        pytest.param(
            "I *really* mean it",
            ["I really mean"],
            "<p><mark>I </mark><em><mark>really</mark></em><mark> mean</mark> it</p>",
            id="cut by emphasis",
        ),
        pytest.param(
            "a [b c](https://d.org) e",
            ["a b"],
            '<p><mark>a </mark><a href="https://d.org"><mark>b</mark> c</a> e</p>',
            id="half a link",
        ),
        pytest.param(
            "run `x y` now", ["x y now"], "<p>run <code><mark>x y</mark></code><mark> now</mark></p>", id="code"
        ),
        pytest.param("a & <b>", ["& <b>"], "<p>a <mark>&amp; &lt;b&gt;</mark></p>", id="special characters"),
        pytest.param("(a.b) axb", ["a.b"], "<p>(<mark>a.b</mark>) axb</p>", id="a phrase is no pattern"),
        pytest.param("one\n\ntwo", ["two"], "<p>one</p><p><mark>two</mark></p>", id="second paragraph"),
        pytest.param("- one\n- two", ["two"], "<ul><li>one</li><li><mark>two</mark></li></ul>", id="list item"),
        pytest.param("one\n\ntwo", ["one two"], "<p>one</p><p>two</p>", id="not over two paragraphs"),
        pytest.param("One", ["one"], "<p><mark>One</mark></p>", id="in another case"),
        pytest.param("one \u201ctwo\u201d", ['"Two"'], "<p>one <mark>\u201ctwo\u201d</mark></p>", id="other quotes"),
        pytest.param("\u0130I am", ["i am"], "<p>\u0130<mark>I am</mark></p>", id="behind a letter of two small ones"),
        pytest.param("one", ["two"], "<p>one</p>", id="absent"),
        pytest.param("one two", ["two", "one"], "<p><mark>one</mark> <mark>two</mark></p>", id="in any order"),
        pytest.param(
            "a b c",
            ["a b", "b c"],
            "<p><mark>a </mark><mark>b</mark><mark> c</mark></p>",
            id="overlapping",
        ),
    ],
)
def test_phrases_are_marked_where_they_stand(text: str, phrases: list[str], html: str) -> None:
    assert prose.blocks(text, [Mark(phrase) for phrase in phrases]) == html


def test_a_note_stands_once_behind_the_last_piece_of_its_words() -> None:
    html = prose.blocks("I *really* mean it", [Mark("I really mean", "flaw", NOTE)])
    assert html == (
        '<p><mark class="flaw">I </mark><em><mark class="flaw">really</mark></em>'
        '<mark class="flaw"> mean</mark><sup>1</sup> it</p>'
    )


def test_overlapping_marks_each_keep_their_note() -> None:
    html = prose.blocks("a b c", [Mark("a b", note=NOTE), Mark("b c", note=Markup("<sup>2</sup>"))])
    assert html == "<p><mark>a </mark><mark>b</mark><sup>1</sup><mark> c</mark><sup>2</sup></p>"


def test_a_note_behind_words_that_end_in_bold_stands_once() -> None:
    html = prose.blocks("I **fixed it**", [Mark("fixed it", note=Markup("<sup>1</sup>"))])
    assert html == "<p>I <strong><mark>fixed it</mark><sup>1</sup></strong></p>"


def test_a_note_that_is_a_link_does_not_end_up_inside_another_link() -> None:
    note = Markup('<a href="#critique-1">1</a>')
    html = prose.blocks("See [the page](https://a.org).", [Mark("the page", note=note)])
    assert html == '<p>See <a href="https://a.org"><mark>the page</mark></a><a href="#critique-1">1</a>.</p>'


def test_a_note_for_absent_words_is_left_out() -> None:
    assert prose.blocks("one", [Mark("two", note=NOTE)]) == "<p>one</p>"


@given(any_text, any_text)
@example("*a*  \nb", "a")
def test_marking_changes_no_word(text: str, phrase: str) -> None:
    marked, unmarked = Fragment(prose.blocks(text, [Mark(phrase)])), Fragment(prose.blocks(text))
    assert marked.text.split() == unmarked.text.split()
    assert [tag for tag in marked.tags if tag[0] != "mark"] == unmarked.tags


@given(any_text | plain_words, st.data())
@settings(suppress_health_check=[HealthCheck.filter_too_much])
def test_whatever_words_a_text_holds_can_be_marked_in_it(text: str, data: st.DataObject) -> None:
    words = prose.plain(text).split()
    assume(words)
    first = data.draw(st.integers(0, len(words) - 1))
    phrase = " ".join(words[first : data.draw(st.integers(first + 1, len(words)))])
    marks = [tag for tag, _ in Fragment(prose.blocks(text, [Mark(phrase)])).tags if tag == "mark"]
    assert bool(marks) is prose.holds(text, phrase)


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        pytest.param("I did it.", "did it", True, id="verbatim"),
        pytest.param("I *did* it.", "did it", True, id="as shown, not as typed"),
        pytest.param("I *did* it.", "*did* it", False, id="not as typed"),
        pytest.param("I did\n it.", "did  it", True, id="blanks of another width"),
        pytest.param("I did it.", "Did It", True, id="another case"),
        pytest.param("I didn\u2019t.", "I didn't", True, id="a straight apostrophe for a curly one"),
        pytest.param('He said "no".', "said \u201cno\u201d", True, id="curly quotes for straight ones"),
        pytest.param("GRÖSSE 3", "größe", False, id="another spelling"),
        pytest.param("I did it.", "did it!", False, id="another sign"),
        pytest.param("I did.\n\nIt ran.", "did. It", False, id="over two paragraphs"),
        pytest.param("- a b\n- c", "a b", True, id="in a list"),
        pytest.param("- a\n- b", "a b", False, id="over two items"),
        pytest.param("it costs [8K](https://a.org)", "costs 8K", True, id="over a link's start"),
    ],
)
def test_a_text_holds_a_phrase_that_stands_in_one_paragraph(text: str, phrase: str, found: bool) -> None:
    assert prose.holds(text, phrase) is found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("One.\n\nTwo.", "One. Two.", id="paragraphs"),
        pytest.param("One\nline   here", "One line here", id="blanks"),
        pytest.param("*a* [b](https://c.org) `d`", "a b d", id="markup"),
        pytest.param("- a\n- b", "a b", id="list"),
        pytest.param("a & <b>", "a & <b>", id="special characters"),
        pytest.param("a  \nb", "a b", id="line break"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_plain_is_the_text_as_shown(text: str, shown: str) -> None:
    assert prose.plain(text) == shown


@given(any_text.map(str.strip).filter(lambda text: "\n" not in text))
@example("1. What did you do first?")
@example("- a")
def test_a_sentence_is_the_same_words_in_a_line_and_as_plain_text(sentence: str) -> None:
    assert prose.inline_plain(sentence).split() == Fragment(prose.inline(sentence)).text.split()
