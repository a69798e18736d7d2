"""The pages that the site has whatever its content: where they lie, and which names they leave to nothing else."""

from __future__ import annotations

SITE_PAGES = {
    "index.md": "home",
    "principles/index.md": "principles",
    "questions.md": "questions",
    "review.md": "review",
    "which-principle.md": "which-principle",
    "cheat-sheets.md": "cheat-sheets",
}
"""Path in the site's Markdown, and the name of the template."""

# Besides those: the theme's page for missing addresses, and a name that MkDocs takes for another index.
RESERVED_PAGES = frozenset(SITE_PAGES) | {"404.md", "README.md"}
"""Paths that no page written by hand and no principle can have."""
