"""`highbar serve` on a running project: it follows saves, survives bad ones and recovers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.builders import REPOSITORY

PATIENCE_SECONDS = 30


@pytest.fixture
def served(site_project: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of the preview, and the file its output goes to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = tmp_path / "serve.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "generator", "serve", "--address", address],
            cwd=site_project,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield f"http://{address}/", log
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE_SECONDS)


def wait_until(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def fetch(address: str) -> str:
    try:
        with urlopen(address, timeout=PATIENCE_SECONDS) as response:
            text: str = response.read().decode()
            return text
    except (URLError, ConnectionError):
        return ""


def test_a_bad_save_keeps_the_last_good_pages_and_the_next_good_one_shows(
    served: tuple[str, Path], site_project: Path
) -> None:
    address, log = served
    page = f"{address}principles/dive-deep.html"
    wait_until(lambda: "hb-lead" in fetch(page), "the preview starts")
    principle = site_project / "content" / "principles" / "dive-deep.yaml"
    good = principle.read_text(encoding="utf-8")

    principle.write_text(good.replace("short:", "shrt:"), encoding="utf-8")
    wait_until(lambda: "the last good pages are served" in log.read_text(), "the problem is said")
    assert 'unknown-key "shrt" is not a key here. Did you mean "short"?' in log.read_text()
    assert "hb-lead" in fetch(page)

    principle.write_text(good.replace("short: ", "short: Newly written. "), encoding="utf-8")
    wait_until(lambda: "Newly written." in fetch(page), "the good save shows")
    settled = log.read_text().count("Building documentation")
    time.sleep(2)
    assert log.read_text().count("Building documentation") == settled, "writing the pages starts no further build"
    assert "Traceback" not in log.read_text()
