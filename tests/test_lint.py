"""Every rule of the content lint finds what it is for, where it stands, and leaves good content alone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.checking import check
from generator.explanations import explanations
from generator.lint.rule import SiteRule
from generator.lint.rules import RULES
from generator.problems import Problem
from tests.builders import REPOSITORY
from tests.test_invalid import rest_of

# A case is tests/lint/<rule>/<what it shows>.yaml: top-level keys of the reference scenario, which fills in the rest.
# Comments at its top say:
#   expect: line:column, and a part of the message or hint; one line for each problem of that rule, sorted; none if the
#     rule has nothing to say
#   file: where the case goes, if not in the reference scenario's place; then the reference scenario stands beside it
#   without: top-level keys that it lacks
# Positions count from the case's own first line. Problems of other rules don't matter; errors of structure do.
CASES = Path(__file__).parent / "lint"
NAMES = [path.relative_to(CASES).with_suffix("").as_posix() for path in sorted(CASES.rglob("*.yaml"))]
REFERENCE = "content/scenarios/insist-on-the-highest-standards/silent-webhook-drops.yaml"
# Rules about how a file is written, which is lost when it is read; their examples are whole top-level keys.
ABOUT_WRITING = {"text-cut-off", "uneven-indentation"}
RULE_NAMES = [rule.name for rule in RULES]


def project_with(folder: Path, file: str, text: str) -> Path:
    """The real framework, principles and reference scenario, and one more file or another text in one."""
    shutil.copytree(REPOSITORY / "content", folder / "content", ignore=shutil.ignore_patterns("pages", "scenarios"))
    for name, content in {REFERENCE: (REPOSITORY / REFERENCE).read_text(encoding="utf-8"), file: text}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
    return folder


def problems_of(project: Path, rule: str) -> list[Problem]:
    """What a rule says of a project in which nothing else keeps it from looking."""
    problems = check(project).problems
    assert [str(problem) for problem in problems if problem.code not in RULE_NAMES] == []
    return [problem for problem in problems if problem.code == rule]


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_says_what_the_case_expects(tmp_path: Path, name: str) -> None:
    case = (CASES / f"{name}.yaml").read_text(encoding="utf-8")
    header = dict(re.findall(r"^# (file|without): (.+)$", case, re.MULTILINE))
    expected = [line.split(" ", 1) for line in re.findall(r"^# expect: (.+)$", case, re.MULTILINE)]
    reference = (REPOSITORY / REFERENCE).read_text(encoding="utf-8")
    text = case + rest_of(reference, case, header.get("without", "").split())
    file = header.get("file", REFERENCE)

    problems = problems_of(project_with(tmp_path, file, text), name.split("/", maxsplit=1)[0])

    assert [(problem.file, f"{problem.line}:{problem.column}") for problem in problems] == [
        (file, place) for place, _ in expected
    ]
    for problem, (_, part) in zip(problems, expected, strict=True):
        assert part in f"{problem.message} {problem.hint}"


@pytest.mark.parametrize("rule", RULE_NAMES)
def test_a_rule_has_a_case_each_way(rule: str) -> None:
    cases = [path.read_text(encoding="utf-8") for path in (CASES / rule).glob("*.yaml")]
    found = {bool(re.search(r"^# expect: ", case, re.MULTILINE)) for case in cases}
    assert found == {True, False}


# A rule about all scenarios together can't be shown in one.
@pytest.mark.parametrize("rule", [rule.name for rule in RULES if not isinstance(rule, SiteRule)])
def test_the_examples_of_a_rule_do_what_its_page_says(tmp_path: Path, rule: str) -> None:
    written = examples(explanations()[rule])
    if rule in ABOUT_WRITING:
        reference_text = (REPOSITORY / REFERENCE).read_text(encoding="utf-8")
        for name, example, found in zip(("bad", "good"), written, (True, False), strict=True):
            text = example + rest_of(reference_text, example, [])
            problems = problems_of(project_with(tmp_path / name, REFERENCE, text), rule)
            assert bool(problems) is found, (example, problems)
        return
    bad, good = (yaml.load(example, yaml.BaseLoader) for example in written)
    reference = yaml.load((REPOSITORY / REFERENCE).read_text(encoding="utf-8"), yaml.BaseLoader)
    bases = {"bad": without(reference, bad, good), "good": reference}
    for name, example, found in (("bad", bad, True), ("good", good, False)):
        text = yaml.safe_dump(merged(bases[name], example), allow_unicode=True, sort_keys=False)
        problems = problems_of(project_with(tmp_path / name, REFERENCE, text), rule)
        assert bool(problems) is found, (example, problems)


def examples(page: str) -> tuple[str, str]:
    """The YAML of a page's bad and of its good example."""
    pattern = r"^## Instead of\n\n```yaml\n(.*?)^```\n\n^## Write\n\n```yaml\n(.*?)^```$"
    found = re.search(pattern, page, re.MULTILINE | re.DOTALL)
    assert found, "no examples"
    return found[1], found[2]


def merged(base: Any, example: Any) -> Any:
    """The base with what an example says put in: keys by name, items of a list by number."""
    if isinstance(base, dict) and isinstance(example, dict):
        return {**base, **{key: merged(base.get(key), value) for key, value in example.items()}}
    if isinstance(base, list) and isinstance(example, list):
        return [merged(old, new) for old, new in zip(base, example, strict=False)] + [
            *base[len(example) :],
            *example[len(base) :],
        ]
    return example


def without(base: Any, bad: Any, good: Any) -> Any:
    """The base without the keys that the good example has and the bad one lacks."""
    if not all(isinstance(each, dict) for each in (base, bad, good)):
        return base
    return {
        key: without(value, bad.get(key), good.get(key)) for key, value in base.items() if key in bad or key not in good
    }
