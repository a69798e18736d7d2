"""A field is text, whatever is typed into it: no Markdown extension, no HTML and no template syntax acts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Dialog, Locator, expect

from generator.items import KIND, KINDS
from generator.sentences import sentences
from tests.builders import DIVE_DEEP, FRAMEWORK, OWNERSHIP, SLOW_REPORT, copy_project, valid_project
from tests.site.conftest import build
from tests.site.html_outline import elements, text

SCENARIO = "scenarios/dive-deep/slow-report"
PAGES = [f"{SCENARIO}/{name}.html" for name in ("index", "practice", "cheat-sheet", "quiz")]
LISTS = [
    *("questions.html", "cheat-sheets.html", "index.html", "principles/index.html", "principles/dive-deep.html"),
    *("review.html", "which-principle.html"),
]

# Extensions beyond those of mkdocs.yml, for the case that somebody enables them.
MORE_EXTENSIONS = [
    *("def_list", "md_in_html", "smarty", "pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.caret"),
    *("pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark"),
    *("pymdownx.progressbar", "pymdownx.smartsymbols", "pymdownx.snippets", "pymdownx.tasklist", "pymdownx.tilde"),
    *("pymdownx.blocks.caption", "pymdownx.blocks.definition", "pymdownx.blocks.html"),
]

MARKERS = [
    # HTML
    *("<script>alert(1)</script>", '<b onclick="alert(2)">b</b>', "</div></p></blockquote>", "<!-- gone -->"),
    *("<img src=x onerror=alert(3)>", "&lt;b&gt; x&#60;i&#62; &copy;", '" onmouseover="alert(4)', "</textarea>"),
    # template syntax
    *("{{ config }}", "{% raw %}{% endraw %}", "{# comment #}", "${x} #{x} <%= x %>"),
    # snippets, attribute lists, admonitions, details, tabs, blocks
    *('--8<-- "mkdocs.yml"', ';--8<-- "mkdocs.yml"', "--8<--", "{: .loud #loud onclick=x }", "{#loud}", "{.loud}"),
    *("!!! warning", "??? tip", "???+ tip", '=== "Tab"', "/// details | Open", "/// tab | Tab", "///", "//// html |"),
    # table of contents, abbreviations, footnotes, definitions, references
    *("[TOC]", "HTML HTML", "note[^1]", "[^1]: a note", "[a]: https://example.com", ": a definition", "![i](x.png)"),
    # CommonMark blocks that a field does not have
    *("# Heading", "Heading\n===", "Heading\n---", "***", "> quote", "```python", "~~~", "    indented", "| a | b |"),
    # inline extensions
    *("==marked== ^^inserted^^ ~~deleted~~ H~2~O x^2^", "++ctrl+c++", ":smile:", "$x^2$", "{++add++} {--cut--}"),
    *("https://example.com/magic", "[ ] task", "[=half 'half']", "#!python print", "(c) -->", "---", "..."),
]  # fmt: skip

IDENTIFIERS = {
    *("id", "aliases", "principle", "principles", "level", "kind", "correct", "last", "word", "letter"),
    *("target_seconds", "budget_seconds", "words_per_minute", "official_page"),
}
LINES = {"title", "verdict", "label", "name"}
SENTENCES = {"takeaways", "probes", "text", "why", "explanation", "point", "purpose", "notice"}
SENTENCES |= {"short", "listen_for", "red_flags", "prompts"}
QUESTIONS = {"prompt", "question"}
PHRASES = {"highlights", "key_phrase", "quote", "also"}
# Words of an answer that a phrase quotes from it.
QUOTED = '<i class="x">{{ quoted }}</i> [TOC]'
Fill = Callable[[str], str]

ALIASES = "aliases: [slower-report]\n"
ACCEPT = "  accept:\n    - {word: quoted, also: [any]}\n"
QUIZ_ITEM = """\
  - id: what-helped
    kind: choose-many
    question: any
    options:
      - {id: timing, text: any, correct: true, why: any}
      - {id: index, text: any, correct: true, why: any}
      - {id: cache, text: any, correct: false, why: any, last: true}
    explanation: any
levels:
"""
# With items of every kind, and every field that bears on them.
EVERY_FIELD = (
    SLOW_REPORT.replace("title:", f"{ALIASES}title:")
    .replace("  coaching: The number says", f"{ACCEPT}  coaching: The number says")
    .replace("    - point: It names no number.", "    - point: It names no number.\n      quote: any")
    .replace("levels:\n  junior:\n    focus", f"{QUIZ_ITEM}  junior:\n    focus")
)
NEIGHBOR = "neighbors:\n  - {principle: ownership, difference: any}\n"


def filled(value: Any, key: str, fill: Fill) -> Any:
    """The content with every text field replaced by what `fill` makes for its kind."""
    if isinstance(value, dict):
        made = {name: each if name in IDENTIFIERS else filled(each, name, fill) for name, each in value.items()}
        if "label" in made:  # no two of which may be the same
            made["label"] += f" {made['id']}"
        return made
    if isinstance(value, list):
        return [filled(each, key, fill) for each in value]
    kinds = {"line": LINES, "sentence": SENTENCES, "question": QUESTIONS, "phrase": PHRASES}
    return fill(next((kind for kind, keys in kinds.items() if key in keys), "prose"))


def hostile(kind: str) -> str:
    if kind == "line":
        return " ".join(marker for marker in MARKERS if "\n" not in marker)
    if kind == "sentence":
        return "\n".join(marker for marker in MARKERS if not marker.startswith(" "))
    if kind == "question":  # which has at most 200 characters
        return (
            '<script>alert(5)</script> [TOC] {{ config }}\n!!! warning\n--8<-- "mkdocs.yml"\n{: .loud }\n/// tab | Tab'
        )
    return QUOTED if kind == "phrase" else "\n\n".join([f"words {QUOTED} words", *MARKERS])


def harmless(kind: str) -> str:
    if kind == "phrase":
        return "quoted"
    if kind == "prose":
        # With as many sentences, each of which is an option where the flaw has to be found.
        return "\n\n".join(["words quoted words", *(" ".join("Plain." for _ in sentences(each)) for each in MARKERS)])
    return "a question" if kind == "question" else "plain"


def built(folder: Path, fill: Fill) -> Path:
    project = copy_project(folder)
    for stray in (project / "content").rglob("*.yaml"):
        stray.unlink()
    valid_project(project)
    for name, yaml_text in {
        SCENARIO: EVERY_FIELD,
        "framework": FRAMEWORK,
        "principles/dive-deep": DIVE_DEEP + NEIGHBOR,
        "principles/ownership": OWNERSHIP,
    }.items():
        content = filled(yaml.load(yaml_text, Loader=yaml.BaseLoader), "", fill)
        path = project / "content" / f"{name}.yaml"
        path.write_text(yaml.safe_dump(content, sort_keys=False, default_style='"'), encoding="utf-8")
    config = project / "mkdocs.yml"
    more = "".join(f"  - {name}\n" for name in MORE_EXTENSIONS)
    config.write_text(
        config.read_text(encoding="utf-8").replace("markdown_extensions:\n", f"markdown_extensions:\n{more}")
    )
    return build(project)


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("hostile"), hostile)


@pytest.fixture(scope="module")
def harmless_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("harmless"), harmless)


@pytest.mark.parametrize("page", [*PAGES, *LISTS])
def test_the_structure_of_a_page_is_unchanged(page: str, hostile_site: Path, harmless_site: Path) -> None:
    expected = elements((harmless_site / page).read_text(encoding="utf-8"))
    assert len(expected) >= 20
    assert elements((hostile_site / page).read_text(encoding="utf-8")) == expected


def test_every_field_shows_every_marker_as_it_was_typed(hostile_site: Path, harmless_site: Path) -> None:
    page = text((hostile_site / PAGES[0]).read_text(encoding="utf-8"))
    fields = text((harmless_site / PAGES[0]).read_text(encoding="utf-8")).count("words quoted words")
    assert fields >= 15
    for marker in MARKERS:
        shown = " ".join(marker.split())
        assert page.count(shown) >= fields, marker


def without_catalog(html: str) -> str:
    return re.sub(r'<script type="application/json".*?</script>', "", html, flags=re.DOTALL)


@pytest.mark.parametrize("name", [f"{SCENARIO}/quiz.html", "which-principle.html", "review.html"])
def test_every_item_shows_every_marker_as_it_was_typed(name: str, hostile_site: Path, harmless_site: Path) -> None:
    page, plain = (
        text(without_catalog((site / name).read_text(encoding="utf-8"))) for site in (hostile_site, harmless_site)
    )
    fields = plain.count("plain")
    assert fields >= 9
    for marker in MARKERS:
        if "\n" not in marker and not marker.startswith(" "):  # those are in prose fields only
            assert page.count(marker) >= fields, marker


@pytest.mark.parametrize("name", ["review.html", "index.html", "principles/dive-deep.html"])
def test_the_catalog_of_a_page_holds_the_names_as_they_were_typed(name: str, hostile_site: Path) -> None:
    html = (hostile_site / name).read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" class="hb-catalog">(.*?)</script>', html, re.DOTALL)
    assert found
    assert "<" not in found[1]
    catalog = json.loads(found[1])
    assert {principle["name"] for principle in catalog["principles"]} == {hostile("line")}
    title = next(group["title"] for group in catalog["groups"] if group["id"] == "slow-report")
    assert title == hostile("line")


# Elements with the names of their attributes, but not of those that say which choice is right. Arrows beside tabs come
# and go with the width of the labels.
OUTLINE = """article => [...article.querySelectorAll("*:not(.tabbed-control)")].map(element => [
    element.localName, element.getAttribute("class") ?? "",
    ...element.getAttributeNames().filter(name => !name.startsWith("data-")).sort(),
].join(" "))"""


class Visit:
    """A learner's way through the new pages, the same on every site, with what each page was made of on the way."""

    def __init__(self, site: Path, browser: Browser) -> None:
        self.outlines: dict[str, list[str]] = {}
        self.texts: dict[str, str] = {}
        self.dialogs: list[str] = []
        self.site = site
        with browser.new_context(offline=True) as context:
            context.add_init_script("Math.random = () => 0;")
            self.page = context.new_page()
            self.page.on("dialog", self.note)
            self.go()

    def note(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def open(self, path: str) -> None:
        self.page.goto(f"{self.site.as_uri()}/{path}")
        self.page.wait_for_load_state("networkidle")
        self.look(path)

    def look(self, what: str) -> None:
        article = self.page.locator("article")
        self.outlines[f"{len(self.outlines)} {what}"] = article.evaluate(OUTLINE)
        assert article.locator(":is([onclick], [onerror], [onmouseover], img, iframe)").count() == 0
        assert article.locator("script:not(.hb-catalog), a[href^='javascript:']").count() == 0

    def read(self, selector: str) -> None:
        self.texts[selector] = self.page.locator(selector).first.evaluate("element => element.textContent")

    def answer(self, item: Locator) -> None:
        if item.locator("input[type=text]").count():
            for control in item.locator("input").all():
                control.fill("<b>wrong</b>")
        else:
            rights = item.locator(".hb-reasons > li").evaluate_all("all => all.map(each => 'right' in each.dataset)")
            item.locator("input").nth(rights.index(False)).check()
        item.get_by_role("button", name="Check").click()
        expect(item.locator(".hb-history")).not_to_be_empty()

    def go(self) -> None:
        """Answer one item of the scenario; then all others in a review; then all of them on their pages."""
        page = self.page
        self.open(f"{SCENARIO}/quiz.html")
        self.answer(page.locator("highbar-quiz-item").first)
        self.open("review.html")
        page.get_by_role("button", name="Start").click()
        following = page.get_by_role("button", name=re.compile("^(Next question|Finish)$"))
        kinds = set()
        while page.locator(".hb-session highbar-quiz-item").count():
            self.look("asked")
            kind = page.locator(".hb-session .hb-label").first.inner_text()
            kinds.add(kind)
            if kind != KIND["which-principle"].label:  # which has no title that an author wrote
                self.read(".hb-session-head")
            self.answer(page.locator(".hb-session highbar-quiz-item"))
            self.look("answered")
            following.click()
        assert kinds == {kind.label for kind in KINDS if kind.id != "choose-one"}
        page.get_by_text("The same in numbers").click()
        page.get_by_text("Forget answers", exact=True).click()
        self.look("reviewed")
        for selector in ("#hb-forget", ".hb-heat-table", ".hb-heat svg"):
            self.read(selector)
        for path in ("which-principle.html", f"{SCENARIO}/index.html", f"{SCENARIO}/quiz.html"):
            self.open(path)
            for item in page.locator("highbar-quiz-item").all():
                self.answer(item)
            self.look("answered")
        self.open("index.html")
        expect(page.locator("highbar-continue")).to_be_visible()
        self.read("highbar-continue")


def test_nothing_of_it_acts_before_or_after_an_answer(
    hostile_site: Path, harmless_site: Path, browser: Browser
) -> None:
    found, expected = Visit(hostile_site, browser), Visit(harmless_site, browser)
    assert found.dialogs == []
    assert list(found.outlines) == list(expected.outlines)
    for place, outline in expected.outlines.items():
        assert found.outlines[place] == outline, place
    for place, shown in found.texts.items():
        for marker in ("<script>alert(1)</script>", "<img src=x onerror=alert(3)>", "{{ config }}", "</textarea>"):
            assert marker in shown, place


def test_nothing_of_it_acts_in_a_browser(hostile_site: Path, browser: Browser) -> None:
    page = browser.new_page()
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    for path in PAGES:
        page.goto(f"{hostile_site.as_uri()}/{path}")
        page.wait_for_load_state("networkidle")
        assert page.locator("article :is(script, [onclick], [onerror], [onmouseover], img)").count() == 0
    page.close()
    assert dialogs == []
