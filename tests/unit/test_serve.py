"""`highbar serve` on a running project: it follows saves, survives bad ones and recovers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.preview import fetch, serving, wait_until


@pytest.fixture
def served(site_project: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of the preview, and the file its output goes to."""
    log = tmp_path / "serve.log"
    with serving(site_project, log) as address:
        yield address, log


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_bad_save_keeps_the_last_good_pages_and_the_next_good_one_shows(
    served: tuple[str, Path], site_project: Path
) -> None:
    address, log = served
    page = f"{address}principles/dive-deep.html"
    wait_until(lambda: "hb-lead" in fetch(page), "the preview starts")
    principle = site_project / "content" / "principles" / "dive-deep.yaml"
    good = principle.read_text(encoding="utf-8")

    edit(principle, "short:", "shrt:")
    wait_until(lambda: "the last good pages are served" in log.read_text(), "the problem is said")
    assert 'dive-deep.yaml:3:1: error: "shrt" is not a key here. [unknown-key]' in log.read_text()
    assert 'Did you mean "short"?' in log.read_text()
    assert "hb-lead" in fetch(page)

    principle.write_text(good.replace("short: ", "short: Newly written. "), encoding="utf-8")
    wait_until(lambda: "Newly written." in fetch(page), "the good save shows")
    settled = log.read_text().count("Building documentation")
    time.sleep(2)
    assert log.read_text().count("Building documentation") == settled, "writing the pages starts no further build"
    assert "Traceback" not in log.read_text()


def test_a_save_tells_of_the_saved_file_and_leaves_out_what_was_told_before(
    served: tuple[str, Path], site_project: Path
) -> None:
    address, log = served
    page = f"{address}scenarios/dive-deep/slow-report/index.html"
    wait_until(lambda: "hb-" in fetch(page), "the preview starts")
    first = log.read_text()
    assert "slow-report.yaml" in first
    assert "lost-orders.yaml" in first

    edit(site_project / "content/scenarios/dive-deep/slow-report.yaml", "The slow report", "The late report")
    wait_until(lambda: "The late report" in fetch(page), "the save shows")
    told = log.read_text()[len(first) :]
    assert "slow-report.yaml" in told
    assert "lost-orders.yaml" not in told


def test_pages_that_no_save_touched_stay_in_the_search(served: tuple[str, Path], site_project: Path) -> None:
    address, _ = served
    index = f"{address}search/search_index.json"
    wait_until(lambda: "lost-orders" in fetch(index), "the preview starts")
    edit(site_project / "content/scenarios/dive-deep/slow-report.yaml", "The slow report", "The late report")
    wait_until(lambda: "The late report" in fetch(index), "the save shows")
    assert "lost-orders" in fetch(index)


def test_a_scenario_that_is_taken_away_is_gone(served: tuple[str, Path], site_project: Path) -> None:
    address, _ = served
    page = f"{address}scenarios/ownership/lost-orders/index.html"
    wait_until(lambda: "hb-" in fetch(page), "the preview starts")
    (site_project / "content/scenarios/ownership/lost-orders.yaml").unlink()
    wait_until(lambda: fetch(page) == "", "its page is gone")
    assert "The slow report" in fetch(f"{address}scenarios/dive-deep/slow-report/index.html")


def test_a_change_of_the_configuration_shows_on_every_page(served: tuple[str, Path], site_project: Path) -> None:
    address, _ = served
    page = f"{address}scenarios/ownership/lost-orders/index.html"
    wait_until(lambda: "hb-" in fetch(page), "the preview starts")
    edit(site_project / "mkdocs.yml", "site_name: Highbar", "site_name: Renamed")
    wait_until(lambda: "Renamed" in fetch(page), "the new name shows")
