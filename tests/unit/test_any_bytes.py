"""Whatever bytes stand in a content file: the check ends, says 0 or 1, and points into the file it names."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator import source
from generator.cli import main
from generator.decode import decode
from generator.fields import MAX_PROSE
from generator.model import Scenario
from generator.reports import FORMATS
from tests.builders import FILES, REPOSITORY, valid_project

BOUND_SECONDS = 10
REFERENCE = "content/scenarios/insist-on-the-highest-standards/silent-webhook-drops.yaml"
ANY_FILE = [*FILES, "content/pages/about.md", "content/scenarios/dive-deep/another.yaml"]
SIGNS = [
    *("\n", "  ", "- ", ": ", "#", '"', "'", "|\n", ">-\n", "{", "}", "[", "]", "&a ", "*a", "!!x ", "---\n", "\t"),
    *("%", "@", "\u2028", "\x00", "\ufeff", "…", "é", "漢字", "<b>", "](", "![", "TODO"),
    *("$8K", "1e9", "0.1%", "8 to ", "two days", "we ", '"we" ', "no numbers", "Dive Deep", "not ", "1:30"),
]  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield valid_project(tmp_path_factory.mktemp("any-bytes"))


def assert_checked(project: Path, file: str, raw: bytes, formats: Sequence[str] = FORMATS) -> None:
    """Check a project with these bytes in one file, and put the file back."""
    path = project / file
    before = path.read_bytes() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    try:
        for form in formats:
            started = time.monotonic()
            ran = CliRunner().invoke(main, ["check", "--project", str(project), "--format", form])
            assert time.monotonic() - started < BOUND_SECONDS
            assert ran.exit_code in {0, 1}, (ran.output, ran.exception)
            assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exception
            if form == "json":
                for problem in json.loads(ran.stdout)["problems"]:
                    assert_inside(problem)
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)


def assert_inside(problem: dict[str, object]) -> None:
    line, column, span = (problem[name] for name in ("line", "column", "span"))
    assert isinstance(line, int)
    assert isinstance(column, int)
    assert isinstance(span, int)
    path = Path(str(problem["file"]))  # as seen from here
    if not path.is_file():
        assert (line, column) == (1, 1)
        return
    lines = source.lines(path.read_bytes())
    assert 1 <= line <= len(lines), problem
    # A position may be the line's end, where something is missing.
    assert 1 <= column <= len(lines[line - 1]) + 1, problem
    assert span >= 1
    assert column + span <= len(lines[line - 1]) + 2, problem


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, bytes]:
    """A valid file with some of its text cut, doubled, moved or typed over."""
    file = draw(st.sampled_from(sorted(FILES)))
    text = FILES[file]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 80)))
        typed = draw(st.one_of(st.sampled_from(SIGNS), st.text(max_size=20), st.just(text[start:end] * 2), st.just("")))
        text = text[:start] + typed + text[end:]
    return file, text.encode("utf-8", errors="surrogatepass")


plain = st.recursive(
    st.one_of(st.text(max_size=30), st.sampled_from(["no", "12:30", "1_000", "0777", "2026-01-01", "~", "", "TODO x"])),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=10), inner, max_size=4)),
    max_leaves=12,
)


@st.composite
def replaced(draw: st.DrawFn) -> tuple[str, bytes]:
    """A valid file in which some value, at any depth, is anything."""
    file = draw(st.sampled_from(sorted(FILES)))
    data = yaml.load(FILES[file], yaml.BaseLoader)
    place = data
    while True:
        steps = list(place) if isinstance(place, dict) else list(range(len(place)))
        step = draw(st.sampled_from(steps))
        below = place[step]
        if not below or isinstance(below, str) or draw(st.booleans()):
            place[step] = draw(plain)
            break
        place = below
    return file, yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode("utf-8", errors="surrogatepass")


quick = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@quick
@given(file=st.sampled_from(ANY_FILE), raw=st.binary(max_size=400))
@example(file="content/framework.yaml", raw=b"")
@example(file="content/framework.yaml", raw=b"\xff\xfe")
@example(file="content/pages/about.md", raw=b"---\n- a\n---\n")
@example(file="content/pages/about.md", raw=b"---\r\ntitle: [\r\n---\r\n")
def test_any_bytes(project: Path, file: str, raw: bytes) -> None:
    assert_checked(project, file, raw)


@quick
@given(file_and_raw=edited())
def test_a_valid_file_edited_by_accident(project: Path, file_and_raw: tuple[str, bytes]) -> None:
    assert_checked(project, *file_and_raw)


@quick
@given(file_and_raw=replaced())
def test_a_valid_file_with_any_value_in_it(project: Path, file_and_raw: tuple[str, bytes]) -> None:
    assert_checked(project, *file_and_raw)


# Words that structure lets pass, so that they reach the rules: no controls, no line ends.
ANY_WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=12)
WORDS = [sign for sign in SIGNS if sign.isprintable()] + ["I", "he said", "under", "from", "to", "never", "You", "."]


@quick
@given(text=st.lists(st.one_of(st.sampled_from(WORDS), ANY_WORDS), max_size=60).map(" ".join))
def test_any_words_in_an_answer(project: Path, text: str) -> None:
    file = "content/scenarios/dive-deep/slow-report.yaml"
    data = yaml.load(FILES[file], yaml.BaseLoader)
    for name in ("situation", "action", "result"):
        data[name]["answer"] = f"I {text}"
        data[name]["coaching"] = f"Say {text}"
    data["weak_answer"]["critique"][0]["point"] = f"It says {text}"
    data["weak_answer"]["bar_raiser"]["thinks"] = f"It has {text}"
    data["quiz"][0]["question"] = f"Which {text[:150]}?"
    raw = yaml.safe_dump(data, allow_unicode=True).encode()
    assert_checked(project, file, raw)
    assert isinstance(parsed := source.parse(file, raw), source.Document)
    assert not isinstance(decode(parsed, Scenario), list), "the rules have something to look at"


LONG = ["word ", "8 to ", "$", "two ", "a", "[", "![", "<a ", "“we ", "*a", "> ", "Dive ", "no ", "- ", "\\", "`"]


@pytest.mark.parametrize("unit", LONG)
def test_fields_as_long_as_they_may_be(project: Path, unit: str) -> None:
    file = "content/scenarios/dive-deep/slow-report.yaml"
    data = yaml.load(FILES[file], yaml.BaseLoader)
    text = f"I {unit * MAX_PROSE}"[:MAX_PROSE].rstrip()
    for name in ("situation", "task", "action", "result"):
        data[name] = {**data[name], "answer": text, "coaching": text, "mistake": text}
    data["weak_answer"] = {**data["weak_answer"], "answer": text, "critique": [{"point": text} for _ in range(6)]}
    data["quiz"] = [
        {
            **{"id": f"q-{number}", "kind": "choose-one", "question": f"{text[:199]}?", "explanation": text},
            "options": [
                {"id": f"o-{option}", "text": text, "correct": str(option == 1).lower(), "why": text}
                for option in range(3)
            ],
        }
        for number in range(6)
    ]
    raw = yaml.safe_dump(data, allow_unicode=True, width=10**9, sort_keys=False).encode()
    assert 500_000 < len(raw) <= source.MAX_BYTES
    assert_checked(project, file, raw, ["json"])
    assert isinstance(parsed := source.parse(file, raw), source.Document)
    assert not isinstance(decode(parsed, Scenario), list), "the rules have something to look at"


LARGE = {
    "one long answer": lambda text: text.replace("added one index", "word " * 190_000),
    "unknown keys": lambda text: text + "".join(f"k{number}: x\n" for number in range(80_000)),
    "list items": lambda text: text.replace("timed every query, one index", "x, " * 300_000),
    "duplicate keys": lambda text: text + "title: x\n" * 100_000,
    "aliases that blow up": lambda text: (
        text + "a0: &a0 x\n" + "".join(f"a{n + 1}: &a{n + 1} [{f'*a{n}, ' * 9}]\n" for n in range(60))
    ),
    "nesting without end": lambda text: text + "deep: " + "[" * 400_000,
    "a quote without end": lambda text: text + 'deep: "' + "x\n" * 400_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_a_file_as_large_as_is_read(project: Path, name: str) -> None:
    file = "content/scenarios/dive-deep/slow-report.yaml"
    raw = LARGE[name](FILES[file]).encode()
    assert 1_000 < len(raw) <= source.MAX_BYTES
    assert_checked(project, file, raw, ["json"])


def test_the_reference_scenario_at_its_limits(tmp_path: Path) -> None:
    """A real scenario with each of its lines cut off in turn."""
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    lines = (REPOSITORY / REFERENCE).read_bytes().splitlines(keepends=True)
    for end in range(0, len(lines), 23):
        assert_checked(tmp_path, REFERENCE, b"".join(lines[:end]))
