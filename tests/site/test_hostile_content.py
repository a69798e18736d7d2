"""A field is text, whatever is typed into it: no Markdown extension, no HTML and no template syntax acts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Dialog

from tests.builders import SLOW_REPORT, copy_project, valid_project
from tests.site.conftest import build
from tests.site.html_outline import elements, text

SCENARIO = "scenarios/dive-deep/slow-report"
PAGES = [f"{SCENARIO}/{name}.html" for name in ("index", "practice", "cheat-sheet")]
LISTS = ["questions.html", "cheat-sheets.html", "index.html", "principles/dive-deep.html"]

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

IDENTIFIERS = {"id", "principle", "level", "kind", "correct", "target_seconds", "budget_seconds"}
LINES = {"title", "verdict"}
SENTENCES = {"takeaways", "probes", "text", "why", "explanation", "point"}
QUESTIONS = {"prompt", "question"}
PHRASES = {"highlights", "key_phrase", "quote"}
# Words of an answer that a phrase quotes from it.
QUOTED = '<i class="x">{{ quoted }}</i> [TOC]'
Fill = Callable[[str], str]


def filled(value: Any, key: str, fill: Fill) -> Any:
    """The scenario with every text field replaced by what `fill` makes for its kind."""
    if isinstance(value, dict):
        return {name: each if name in IDENTIFIERS else filled(each, name, fill) for name, each in value.items()}
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
        return "\n\n".join(["words quoted words", *("plain" for _ in MARKERS)])
    return "plain"


def built(folder: Path, fill: Fill) -> Path:
    project = copy_project(folder)
    for stray in (project / "content").rglob("*.yaml"):
        stray.unlink()
    valid_project(project)
    scenario = filled(yaml.load(SLOW_REPORT, Loader=yaml.BaseLoader), "", fill)
    path = project / "content" / f"{SCENARIO}.yaml"
    path.write_text(yaml.safe_dump(scenario, sort_keys=False, default_style='"'), encoding="utf-8")
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
    assert len(expected) > 20
    assert elements((hostile_site / page).read_text(encoding="utf-8")) == expected


def test_every_field_shows_every_marker_as_it_was_typed(hostile_site: Path, harmless_site: Path) -> None:
    page = text((hostile_site / PAGES[0]).read_text(encoding="utf-8"))
    fields = text((harmless_site / PAGES[0]).read_text(encoding="utf-8")).count("words quoted words")
    assert fields >= 15
    for marker in MARKERS:
        shown = " ".join(marker.split())
        assert page.count(shown) >= fields, marker


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
