"""The pages that say what every field and every rule is for: whole, linked, and made of what is there."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import markdown  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner, Result
from mkdocs.config import load_config

from generator import cli, reference
from generator.explanations import explanations
from generator.lint.rule import ManuscriptRule, Rule, SiteRule, StoryRule
from generator.lint.rules import RULES
from generator.output import outdated, write_outdated
from generator.reference import field_reference, reference_files, rule_reference
from generator.schema import MODELS, raw_schema
from tests.builders import REPOSITORY

PAGES = {"fields": field_reference(), "rules": rule_reference(RULES, explanations())}
RULE = StoryRule("no-buzzwords", "warning", lambda _: iter(()))
PAGE = """\
# no-buzzwords

An answer needs no "synergy".

## Why

Nobody writes it down.

## Instead of

```yaml
title: Synergy
## Write
```

## Write

```yaml
title: A {plan} | <b>
```

## Source

A house rule of this project.
"""


class Outline(HTMLParser):
    """The ids, links and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def rendered(page: str) -> Outline:
    """The page as the site's own Markdown makes it, without the front matter."""
    config = load_config(str(REPOSITORY / "mkdocs.yml"), hooks=[])
    converter = markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    return Outline(converter.convert(page.split("---\n", 2)[2]))


def words(text: str) -> str:
    """Text as it is shown: no code marks, one space."""
    return " ".join(text.replace("`", "").split())


@pytest.mark.parametrize("page", PAGES.values(), ids=list(PAGES))
def test_every_link_leads_somewhere_and_no_markup_is_left(page: str) -> None:
    outline = rendered(page)
    assert [link for link in outline.links if link.startswith("#") and link[1:] not in outline.ids] == []
    assert len(outline.ids) == len(set(outline.ids))
    assert not re.search(r"\{ #|\]\(|\*\*|```", outline.text)


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_is_there_with_its_words(kind: str) -> None:
    text = words(rendered(PAGES["fields"]).text)
    whole = raw_schema(MODELS[kind])  # type: ignore[index]
    for schema in (whole, *whole["$defs"].values()):
        assert words(schema["description"]) in text
        for name, field in schema["properties"].items():
            what = field.get("description") or whole["$defs"][field["$ref"].rpartition("/")[2]]["description"]
            assert f"{name}: {words(what)}" in text


@pytest.mark.parametrize(
    "line",
    [
        "highlights: Its key phrases, copied word for word from the answer. Required: a list of 1 to 5, each "
        "a few words copied from another field, at most 70 characters",
        "quote: The words it is about, copied word for word from the weak answer. Optional: a few words",
        "correct: true if it is right. Required: true or false",
        "kind: choose-one has exactly one right option, choose-many has one or more. "
        "Required: choose-one or choose-many",
        "budget_seconds: The shortest and the longest that a whole answer should take. Required: a list of 2, each a "
        "number of seconds, 1 to 3,600",
        "words_per_minute: The pace of a spoken answer. Required: a whole number, at least 1",
        "levels: An example for each level, by level id. Required: a mapping; under the id of a level, "
        "Reflection answer",
        "quiz: Questions about the scenario. Required: a list of 1 or more, each Quiz item",
        "variants: The same story told for other principles. Optional: a list, each Variant",
        "rule: The rule's name. Required: the name of a rule",
    ],
)
def test_a_field_says_what_may_stand_in_it(line: str) -> None:
    assert line in words(rendered(PAGES["fields"]).text)


def test_a_part_says_where_it_stands() -> None:
    text = words(rendered(PAGES["fields"]).text)
    assert "Stands under situation, task, action, result in Scenario." in text
    assert re.search(r"Stands under waive, in \d+ places\.", text)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_is_there(rule: Rule) -> None:
    assert f"\n- [{rule.name}](#{rule.name}) ({rule.level})" in PAGES["rules"]
    assert f"\n### {rule.name} {{ #{rule.name} }}\n" in PAGES["rules"]


@pytest.mark.parametrize("code", sorted(explanations()))
def test_every_explanation_is_there(code: str) -> None:
    summary = words(explanations()[code].split("\n\n")[1])
    assert f"### {code} {{ #{code} }}" in PAGES["rules"]
    assert re.sub(r"[*_\\]", "", summary) in re.sub(r"[*_\\]", "", words(rendered(PAGES["rules"]).text))


def test_a_rule_s_page_is_there_whole() -> None:
    page = rule_reference([RULE], {RULE.name: PAGE})
    entry = page.partition("### no-buzzwords { #no-buzzwords }\n")[2].partition("## Errors of structure")[0]
    assert entry.startswith('\nAn answer needs no "synergy".\n\nA warning; looks at each scenario.\n\n**Why**\n')
    assert re.findall(r"^\*\*(.+)\*\*$", entry, re.MULTILINE) == ["Why", "Instead of", "Write", "Source"]
    assert "```yaml\ntitle: Synergy\n## Write\n```" in entry
    assert "```yaml\ntitle: A {plan} | <b>\n```" in entry


def test_what_is_no_rule_is_there_in_brief() -> None:
    page = rule_reference([], {"wrong-type": PAGE.replace("no-buzzwords", "wrong-type")})
    entry = page.partition("### wrong-type { #wrong-type }\n")[2]
    assert entry.startswith('\nAn answer needs no "synergy".\n\nNobody writes it down.\n')
    assert "Synergy" not in entry


def test_rules_stand_in_the_order_of_their_names() -> None:
    rules = [StoryRule(name, "warning", RULE.check) for name in ("b-rule", "c-rule", "a-rule")]
    page = rule_reference(rules, {})
    assert re.findall(r"^### (\S+)", page, re.MULTILINE) == ["a-rule", "b-rule", "c-rule"]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (RULE, "A warning; looks at each scenario."),
        (ManuscriptRule("a", "error", lambda _: iter(())), "An error; looks at every file."),
        (SiteRule("a", "off", lambda _: iter(())), "Off unless you switch it on; looks at all scenarios together."),
    ],
)
def test_a_rule_says_how_much_it_counts_and_what_it_looks_at(rule: Rule, said: str) -> None:
    assert f"\n{said}\n" in rule_reference([rule], {})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Use {: .class } or { #id }.", "Use {: .class } or { #id }."),
        ("a | b\n--- | ---\n1 | 2", "a | b --- | --- 1 | 2"),
        ("Not <b>bold</b>, <script> or <!-- this -->.", "Not <b>bold</b>, <script> or <!-- this -->."),
        ("Write `<b>` or `{x}` or `a|b`{.x}.", "Write <b> or {x} or a|b{.x}."),
        ("Two ticks: `` a ` {b} ``.", "Two ticks: a {b}."),
        ("See <https://example.org/a>.", "See https://example.org/a."),
    ],
)
def test_signs_in_a_page_are_shown_as_they_are(text: str, shown: str) -> None:
    outline = rendered(rule_reference([RULE], {RULE.name: PAGE.replace("Nobody writes it down.", text)}))
    assert shown in words(outline.text)
    assert outline.tags.isdisjoint({"b", "script", "table"})


def test_the_examples_name_rules_that_there_are() -> None:
    advice = PAGES["rules"].partition("## Switch or waive")[2].partition("## Rules")[0]
    switched = re.findall(r"^  ([a-z-]+): (?:off|warning|error)$", advice, re.MULTILINE)
    waived = re.findall(r"^ +- rule: (\S+)$", advice, re.MULTILINE)
    assert switched
    assert waived
    assert {*switched, *waived} <= {rule.name for rule in RULES}


def run(*arguments: str, project: Path) -> Result:
    return CliRunner().invoke(cli.main, ["docs", *arguments, "--project", str(project)])


def test_the_pages_of_the_repository_are_up_to_date() -> None:
    ran = run("--check", project=REPOSITORY)
    assert (ran.exit_code, ran.stdout) == (0, "2 files up to date.\n"), "Run highbar docs."


def test_the_command_writes_the_pages_and_then_nothing(site_project: Path) -> None:
    pages = site_project / "content" / "pages"
    ran = run(project=site_project)
    assert ran.exit_code == 0
    assert [line.rpartition("/")[2] for line in ran.stdout.splitlines()] == ["field-reference.md", "rule-reference.md"]
    before = {path: path.stat().st_mtime_ns for path in pages.iterdir()}
    assert run(project=site_project).stdout == "2 files up to date.\n"
    assert run("--check", project=site_project).exit_code == 0
    assert {path: path.stat().st_mtime_ns for path in pages.iterdir()} == before


def test_other_words_for_a_field_make_its_page_out_of_date(site_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(project=site_project)
    fields = reference.field_reference().replace("The story's name.", "The name of the story.")
    monkeypatch.setattr(reference, "field_reference", lambda: fields)
    ran = run("--check", project=site_project)
    assert ran.exit_code == 1
    assert ran.stdout.endswith("content/pages/field-reference.md is out of date.\n")
    assert ran.stdout.count("\n") == 1
    assert ran.stderr == "highbar: Run highbar docs.\n"


def test_another_explanation_makes_the_page_out_of_date(tmp_path: Path) -> None:
    write_outdated(tmp_path, reference_files([RULE], {RULE.name: PAGE}))
    changed = reference_files([RULE], {RULE.name: PAGE.replace("Nobody", "No interviewer")})
    assert outdated(tmp_path, changed) == ["content/pages/rule-reference.md"]


def test_without_a_project_nothing_is_written(tmp_path: Path) -> None:
    ran = run(project=tmp_path)
    assert ran.exit_code == 2
    assert "There is no mkdocs.yml in" in ran.stderr
    assert list(tmp_path.iterdir()) == []
