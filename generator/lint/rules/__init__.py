"""The rules of the content lint, one to a module; a module in this folder that has a `RULE` is a rule."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from generator.lint.rule import Rule

RULES: tuple[Rule, ...] = tuple(import_module(f"{__name__}.{module.name}").RULE for module in iter_modules(__path__))
"""All rules, by name."""
