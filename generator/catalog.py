"""What a page's scripts know of all quiz items: names, revisions and kinds, and where they can be answered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.items import KINDS, Item
from generator.model import Principle


@dataclass(frozen=True, slots=True)
class Group:
    """Items that share the first part of their keys, and a page."""

    id: str
    title: str
    page: str
    """Where they can be answered, as a path in the site."""
    items: Sequence[Item]
    is_scenario: bool = True


def catalog_json(principles: Sequence[Principle], groups: Iterable[Group], link: Callable[[str], str]) -> Markup:
    """The catalog as JSON for a script element of a page.

    An item is a list: its key without the group's id, its revision, its kind and its principle by their places in the
    lists of those, and its former keys if it has any.

    Args:
        principles: those that items are about, in their order.
        groups: the items.
        link: from a path in the site to the address that leads there from the page.
    """
    place = {principle.id: number for number, principle in enumerate(principles)}
    kinds = {kind.id: number for number, kind in enumerate(KINDS)}
    catalog = {
        "kinds": [{"id": kind.id, "label": kind.label} for kind in KINDS],
        "principles": [{"id": principle.id, "name": principle.name} for principle in principles],
        "groups": [
            {
                "id": group.id,
                "title": group.title,
                "url": link(group.page),
                "scenario": group.is_scenario,
                "items": [
                    [
                        item.key.removeprefix(f"{group.id}/"),
                        item.rev,
                        kinds[item.kind.id],
                        place[item.principle],
                        *([item.aliases] if item.aliases else []),
                    ]
                    for item in group.items
                ],
            }
            for group in groups
        ],
    }
    text = json.dumps(catalog, ensure_ascii=False, separators=(",", ":"))
    # In a script element, nothing but an end tag or a comment could be taken for HTML.
    return Markup(text.replace("<", "\\u003c"))
