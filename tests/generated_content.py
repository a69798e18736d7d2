"""Content of any size for benchmarks: the reference scenario with other nouns, under other principles and levels."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
_REFERENCE = REPOSITORY / "content/scenarios/insist-on-the-highest-standards/silent-webhook-drops.yaml"
_LEVELS = ("sde1", "sde2", "senior")
# Words of the reference scenario, and what may stand for them: of like length, so that files and pages keep their size.
_NOUNS = {
    "webhook": ("payment", "mailbox", "invoice", "catalog", "session", "booking"),
    "Platform": ("Shipping", "Identity", "Ordering", "Accounts", "Security", "Research"),
    "merchant": ("customer", "operator", "reseller", "supplier", "reviewer", "engineer"),
    "template": ("baseline", "standard", "pipeline", "playbook", "contract", "guidance"),
    "deliveries": ("operations", "settlement", "migrations", "recordings", "calculated", "dispatches"),
    "retry": ("batch", "merge", "cache", "index", "query", "patch"),
}


def make_project(folder: Path, scenarios: int) -> Path:
    """Make a project with this many scenarios, on the real configuration, theme and principles.

    Returns:
        The folder.
    """
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "build" / "docs").mkdir(parents=True)
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    for name in ("generator", "overrides"):
        (folder / name).symlink_to(REPOSITORY / name)
    shutil.copytree(REPOSITORY / "content", folder / "content", ignore=shutil.ignore_patterns("scenarios"))
    reference = _REFERENCE.read_text(encoding="utf-8")
    # The reference scenario has variants for three principles, so it can't be told under those.
    taken = set(re.findall(r"^  - principle: (\S+)", reference, flags=re.MULTILINE))
    principles = sorted(path.stem for path in (folder / "content/principles").glob("*.yaml") if path.stem not in taken)
    chance = random.Random(0)
    for number in range(scenarios):
        principle = principles[number % len(principles)]
        path = folder / "content/scenarios" / principle / f"scenario-{number:04}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        level = _LEVELS[number // len(principles) % len(_LEVELS)]
        path.write_text(_retold(reference, path.stem, principle, level, chance), encoding="utf-8")
    return folder


def _retold(reference: str, scenario: str, principle: str, level: str, chance: random.Random) -> str:
    text = reference
    for noun, others in _NOUNS.items():
        text = text.replace(noun, chance.choice(others))
    for key, value in (("id", scenario), ("principle", principle), ("level", level)):
        text = re.sub(rf"^{key}: .*", f"{key}: {value}", text, count=1, flags=re.MULTILINE)
    return text
