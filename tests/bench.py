"""`make bench`: speed and size as ratios measured in one run, on generated content of 100 and 1,000 scenarios.

Times are processor seconds in user mode, the least of some runs: other work on the machine disturbs them least, and the
kernel's part, which is the file system's, varies several-fold from run to run. The generator's own time is that of
`generate`: reading, checking, rendering and writing, compiling the templates included, but without starting Python and
importing modules; the process as a whole is in the table beside it. The stock build is a whole `mkdocs build`. The exit
code is 1 if a figure is over its limit.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml

from generator.scripts import bundle
from tests.generated_content import REPOSITORY, make_project
from tests.preview import fetch, serving, wait_until

WORK = REPOSITORY / "build" / "bench"
SMALL, LARGE = 100, 1000
_TIME_GENERATE = """
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from generator.build import Project, generate
start = getrusage(RUSAGE_SELF).ru_utime
assert generate(Project(Path("."))).library
print(getrusage(RUSAGE_SELF).ru_utime - start)
"""
KB, MB, GB = 1000, 1000**2, 1000**3


@dataclass(frozen=True)
class Cost:
    """What a process took."""

    seconds: float
    """Processor time in user mode."""
    peak_bytes: int


@dataclass(frozen=True)
class Measures:
    """What is measured for one size of content."""

    generator_seconds: float
    generator_process: Cost
    stock: Cost
    whole: Cost
    check: Cost
    site_bytes: int
    largest_walkthrough: int


@dataclass(frozen=True)
class Feedback:
    """How long an author waits after a save while `highbar serve` runs, in seconds by the clock."""

    problem: float
    """Until a mistake is named in the terminal."""
    page: float
    """Until the page shows what was written."""


@dataclass(frozen=True)
class Claim:
    """A measured figure against its limit."""

    what: str
    figure: float
    limit: float
    form: str

    @property
    def holds(self) -> bool:
        """Whether the figure is within the limit."""
        return self.figure <= self.limit


def main() -> int:
    """Measure, print a table, and say by the exit code whether every claim holds."""
    small, large = measure(SMALL, runs=9), measure(LARGE, runs=2)
    feedback = measure_feedback(WORK / str(SMALL), saves=5)
    print(f"\n{'':34}{SMALL:>10,}{LARGE:>12,} scenarios")
    for label, values in (
        ("generator alone, s", [f"{each.generator_seconds:.2f}" for each in (small, large)]),
        ("its process as a whole, s", [f"{each.generator_process.seconds:.2f}" for each in (small, large)]),
        ("stock build of its Markdown, s", [f"{each.stock.seconds:.2f}" for each in (small, large)]),
        ("whole build, s", [f"{each.whole.seconds:.2f}" for each in (small, large)]),
        ("check, s", [f"{each.check.seconds:.2f}" for each in (small, large)]),
        ("peak memory, MB", [f"{each.whole.peak_bytes / MB:.0f}" for each in (small, large)]),
        ("site, MB", [f"{each.site_bytes / MB:.1f}" for each in (small, large)]),
        ("largest walkthrough, KB", [f"{each.largest_walkthrough / KB:.1f}" for each in (small, large)]),
    ):
        print(f"{label:34}{values[0]:>10}{values[1]:>12}")
    claims = [
        Claim(f"generator / stock build, {SMALL:,}", small.generator_seconds / small.stock.seconds, 0.10, "{:.1%}"),
        Claim(f"generator / stock build, {LARGE:,}", large.generator_seconds / large.stock.seconds, 0.10, "{:.1%}"),
        Claim("check, growth", large.check.seconds / small.check.seconds, 11, "{:.1f}x"),
        Claim(f"save to problem, {SMALL:,}, s", feedback.problem, 2, "{:.1f}"),
        Claim("whole build, growth", large.whole.seconds / small.whole.seconds, 11, "{:.1f}x"),
        Claim("site size, growth", large.site_bytes / small.site_bytes, 11, "{:.1f}x"),
        Claim("walkthrough HTML, KB", large.largest_walkthrough / KB, 60, "{:.1f}"),
        Claim("own CSS and JavaScript, KB gzipped", gzipped(".css", ".js") / KB, 25, "{:.1f}"),
        Claim("own JavaScript, KB gzipped", gzipped(".js") / KB, 20, "{:.1f}"),
        Claim("peak memory, GB", large.whole.peak_bytes / GB, 1, "{:.2f}"),
    ]
    print(f"{'save to page, s':34}{feedback.page:>10.2f}")
    print()
    for claim in claims:
        verdict = "" if claim.holds else "  OVER"
        print(f"{claim.what:38}{claim.form.format(claim.figure):>8}   limit {claim.form.format(claim.limit)}{verdict}")
    return 0 if all(claim.holds for claim in claims) else 1


def measure(scenarios: int, runs: int) -> Measures:
    """Build generated content of this size, in steps and as a whole."""
    print(f"Measuring {scenarios:,} scenarios ...", flush=True)
    project = make_project(WORK / str(scenarios), scenarios)
    generate = ["-m", "generator", "build", "--markdown-only"]
    stock = ["-m", "mkdocs", "build", "--quiet", "--config-file", str(_stock_config(project))]
    whole = ["-m", "generator", "build"]
    check = ["-m", "generator", "check"]
    site = project / "site"
    return Measures(
        generator_seconds=min(_own_seconds(project) for _ in range(runs)),
        generator_process=_least(_run(generate, project) for _ in range(runs)),
        stock=_least(_run(stock, project) for _ in range(runs)),
        whole=_least(_run(whole, project) for _ in range(runs)),
        check=_least(_run(check, project) for _ in range(runs)),
        site_bytes=sum(path.stat().st_size for path in site.rglob("*") if path.is_file()),
        largest_walkthrough=max(path.stat().st_size for path in site.glob("scenarios/*/*/index.html")),
    )


def measure_feedback(project: Path, saves: int) -> Feedback:
    """Save a mistake in one scenario, then a good text, this many times; return the longest waits."""
    print("Measuring the preview ...", flush=True)
    scenario = sorted(project.glob("content/scenarios/*/*.yaml"))[0]
    page = scenario.relative_to(project / "content").with_suffix("").as_posix() + "/index.html"
    good = scenario.read_text(encoding="utf-8")
    log = project / "serve.log"
    problems, pages = [], []
    with serving(project, log) as address:

        def is_told(mistake: str) -> bool:
            return f'"{mistake}" is not a key here' in log.read_text(encoding="utf-8")

        def is_shown(words: str) -> bool:
            return words in fetch(address + page)

        wait_until(partial(is_shown, "hb-"), "the preview starts")
        for number in range(saves):
            _save(scenario, good.replace("title:", f"title{number}:"))
            problems.append(wait_until(partial(is_told, f"title{number}"), "the mistake is told"))
            _save(scenario, good.replace("title: ", f"title: Number {number}, "))
            pages.append(wait_until(partial(is_shown, f"Number {number}, "), "the title is shown"))
    scenario.write_text(good, encoding="utf-8")
    return Feedback(max(problems), max(pages))


def _save(path: Path, text: str) -> None:
    """Write a file as an author does who has read what the last save led to."""
    time.sleep(2)
    path.write_text(text, encoding="utf-8")


def gzipped(*suffixes: str) -> int:
    """The bytes of our own assets of these types together, each file gzipped."""
    assets = [path.read_bytes() for path in (REPOSITORY / "overrides" / "assets").iterdir() if path.suffix in suffixes]
    scripts = [bundle().encode()] if ".js" in suffixes else []
    return sum(len(gzip.compress(data)) for data in (*assets, *scripts))


def _stock_config(project: Path) -> Path:
    """The same Markdown with the same extensions and plugins, without anything of ours."""
    text = (project / "mkdocs.yml").read_text(encoding="utf-8").replace('!ENV [SITE_URL, ""]', '""')
    config = yaml.safe_load(text)
    for key in ("hooks", "extra", "extra_css", "extra_javascript"):
        del config[key]
    for key in ("custom_dir", "favicon"):
        del config["theme"][key]
    config["site_dir"] = "site-stock"
    path = project / "mkdocs-stock.yml"
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    return path


def _own_seconds(project: Path) -> float:
    """The user time of `generate`, in a process of its own that writes all pages."""
    shutil.rmtree(project / "build" / "docs")
    (project / "build" / "docs").mkdir()
    finished = subprocess.run(
        [sys.executable, "-c", _TIME_GENERATE], cwd=project, capture_output=True, text=True, check=True
    )
    return float(finished.stdout)


def _run(arguments: list[str], project: Path) -> Cost:
    """Run a Python command in a project and account for it.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen([sys.executable, *arguments], cwd=project, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), arguments)
    # Linux counts the peak in KiB, macOS in bytes.
    return Cost(usage.ru_utime, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def _least(costs: Iterable[Cost]) -> Cost:
    return min(costs, key=lambda cost: cost.seconds)


if __name__ == "__main__":
    sys.exit(main())
