"""How a scenario's parts share the time, and how the whole fits each level's budget."""

from __future__ import annotations

from dataclasses import dataclass

from generator.fields import Budget
from generator.model import SECTION_IDS, Framework, Level, Scenario, SectionId, SectionKind
from generator.speech import clock


@dataclass(frozen=True, slots=True)
class Share:
    """One section's part of the time."""

    kind: SectionKind
    seconds: int
    """The section's target."""


@dataclass(frozen=True, slots=True)
class LevelFit:
    """How the target times fit what a level allows."""

    level: Level
    budget: Budget
    sentence: str
    """What the targets add up to and what that means at this level, for the reader."""


@dataclass(frozen=True, slots=True)
class TimePlan:
    """The time of a whole answer."""

    shares: tuple[Share, ...]
    """One for each section, in the order they are told."""
    total: int
    """The sum of the targets, in seconds."""
    fits: tuple[LevelFit, ...]
    """One for each level, from junior to senior."""
    own_fit: LevelFit
    """The one for the level that the scenario is written for."""


def target_seconds(framework: Framework, scenario: Scenario, section_id: SectionId) -> int:
    """The target of one section: the scenario's own, or else the framework's."""
    return scenario.section(section_id).target_seconds or framework.section(section_id).target_seconds


def budget(scenario: Scenario, level: Level) -> Budget:
    """The time for a whole answer at a level: the scenario's own, or else the framework's."""
    guide = scenario.levels.get(level.id)
    return (guide.budget_seconds if guide else None) or level.budget_seconds


def time_plan(framework: Framework, scenario: Scenario) -> TimePlan:
    """Work out the time plan of a scenario."""
    shares = tuple(
        Share(framework.section(section_id), target_seconds(framework, scenario, section_id))
        for section_id in SECTION_IDS
    )
    total = sum(share.seconds for share in shares)
    longest = max(shares, key=lambda share: share.seconds)
    fits = tuple(
        LevelFit(level, allowed, _sentence(total, level, allowed, longest))
        for level in framework.levels
        for allowed in [budget(scenario, level)]
    )
    own_fit = next(fit for fit in fits if fit.level.id == scenario.level)
    return TimePlan(shares, total, fits, own_fit)


def _sentence(total: int, level: Level, allowed: Budget, longest: Share) -> str:
    asked = f"{level.label}'s {clock(allowed.shortest)} to {clock(allowed.longest)}"
    if total > allowed.longest:
        over = clock(total - allowed.longest)
        return f"The targets add up to {clock(total)}, {over} over {asked}: cut most of that from {longest.kind.label}."
    if total < allowed.shortest:
        under = clock(allowed.shortest - total)
        return f"The targets add up to {clock(total)}, {under} under {asked}: there is room for more detail."
    spare = allowed.longest - total
    return f"The targets add up to {clock(total)}, which fits {asked} with {clock(spare)} to spare."
