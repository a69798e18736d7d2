"""What the scripts of a page get to know of the quiz: all of it, and as nothing but JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.catalog import Group, catalog_json
from generator.items import KIND, KINDS, Item, KindId
from generator.model import Principle
from generator.templating import link_from

FIELDS: dict[str, Any] = {
    **{"short": "Look.", "meaning": "Look.", "is_not": "Guessing.", "listen_for": ["Looked."]},
    **{"red_flags": ["Guessed."], "prompts": ["Why?"]},
}


def principle(name: str, shown: str = "") -> Principle:
    return Principle.model_validate({**FIELDS, "id": name, "name": shown or name})


def item(key: str, kind: KindId = "choose-one", of: str = "ownership", aliases: tuple[str, ...] = ()) -> Item:
    return Item(KIND[kind], key, "0123abcd", aliases, of, Markup(), Markup())


PRINCIPLES = [principle("dive-deep", "Dive Deep"), principle("ownership", "Ownership")]
GROUPS = [
    Group(
        "slow-report",
        "The slow report",
        "scenarios/dive-deep/slow-report/quiz.html",
        [
            item("slow-report/first-step"),
            item("slow-report/phrase/action", "complete-the-phrase", "dive-deep", ("late-report/phrase/action",)),
        ],
    ),
    Group(
        "which-principle",
        "Which principle?",
        "which-principle.html",
        [item("which-principle/principle/ownership", "which-principle")],
        is_scenario=False,
    ),
]


def read(*groups: Group, page: str = "index.md") -> Any:
    return json.loads(catalog_json(PRINCIPLES, groups, link_from(page)))


def test_it_says_what_each_item_is_called_and_is_about() -> None:
    catalog = read(*GROUPS)
    items = {
        f"{group['id']}/{key}": (rev, catalog["kinds"][kind]["id"], catalog["principles"][about]["name"], *aliases)
        for group in catalog["groups"]
        for key, rev, kind, about, *aliases in group["items"]
    }
    assert items == {
        "slow-report/first-step": ("0123abcd", "choose-one", "Ownership"),
        "slow-report/phrase/action": ("0123abcd", "complete-the-phrase", "Dive Deep", ["late-report/phrase/action"]),
        "which-principle/principle/ownership": ("0123abcd", "which-principle", "Ownership"),
    }


def test_it_has_every_kind_and_says_which_groups_are_scenarios() -> None:
    catalog = read(*GROUPS)
    assert [kind["label"] for kind in catalog["kinds"]] == [kind.label for kind in KINDS]
    assert [(group["title"], group["scenario"]) for group in catalog["groups"]] == [
        ("The slow report", True),
        ("Which principle?", False),
    ]


@pytest.mark.parametrize(
    ("page", "addresses"),
    [
        ("index.md", ["scenarios/dive-deep/slow-report/quiz.html", "which-principle.html"]),
        ("principles/dive-deep.md", ["../scenarios/dive-deep/slow-report/quiz.html", "../which-principle.html"]),
        ("scenarios/dive-deep/slow-report/quiz.md", ["quiz.html", "../../../which-principle.html"]),
    ],
)
def test_its_addresses_lead_from_the_page_that_it_stands_on(page: str, addresses: list[str]) -> None:
    assert [group["url"] for group in read(*GROUPS, page=page)["groups"]] == addresses


def test_a_scenario_may_have_the_name_of_the_drill() -> None:
    twin = Group("which-principle", "A story", "a.html", [item("which-principle/principle")])
    assert [group["items"][0][0] for group in read(twin, GROUPS[1])["groups"]] == ["principle", "principle/ownership"]


hostile = st.text(st.sampled_from("</>!-scriptSCRIPT&;\"'\\ \n\u2028\u2029\x00]") | st.characters(), max_size=40)


@given(hostile, hostile)
@example("</script><script>alert(1)</script>", "<!-- <script>")
@example('"}]; alert(1) //', "\u2028\\u003c\\")
@example("&lt;/script&gt;", "]]>")
def test_whatever_is_in_a_title_it_is_read_as_it_was_and_opens_nothing(title: str, name: str) -> None:
    about = PRINCIPLES[1].model_copy(update={"name": name})
    text = catalog_json([about], [Group("a", title, f"{title}.html", [item("a/b")])], link_from("index.md"))
    assert "<" not in text
    catalog = json.loads(text)
    assert catalog["principles"] == [{"id": "ownership", "name": name}]
    assert catalog["groups"] == [
        {"id": "a", "title": title, "url": f"{title}.html", "scenario": True, "items": [["b", "0123abcd", 0, 0]]}
    ]
