"""A running `highbar serve` to test and measure with."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.builders import REPOSITORY

PATIENCE_SECONDS = 30


@contextmanager
def serving(project: Path, log: Path) -> Iterator[str]:
    """Serve a project on a free port while in the block; what the command prints goes to `log`.

    Yields:
        The preview's address.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "generator", "serve", "--address", address],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield f"http://{address}/"
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE_SECONDS)


def wait_until(holds: Callable[[], bool], what: str) -> float:
    """Wait for something to come true; return the seconds it took, to a hundredth.

    Raises:
        AssertionError: it did not.
    """
    started = time.monotonic()
    while not holds():
        assert time.monotonic() < started + PATIENCE_SECONDS, what
        time.sleep(0.01)
    return time.monotonic() - started


def fetch(address: str) -> str:
    """What is served at an address; nothing if there is nothing, or no server yet."""
    try:
        with urlopen(address, timeout=PATIENCE_SECONDS) as response:
            text: str = response.read().decode()
            return text
    except (URLError, ConnectionError):
        return ""
