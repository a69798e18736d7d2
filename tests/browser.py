"""The Chromium that the browser tests drive: found, or installed by `python -m tests.browser`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_MAC_APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)

# Headless, and without the background traffic that a test with the network off would report as errors.
LAUNCH_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    """The path of an installed Chromium, or None. The variable CHROMIUM names one directly."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    for name in _NAMES:
        if path := shutil.which(name):
            return path
    return next((path for path in (*_MAC_APPLICATIONS, _playwright_path()) if path and Path(path).exists()), None)


def install() -> None:
    """Install one: Debian's package where we are root on Debian, Playwright's download elsewhere."""
    if _is_root_on_debian():
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "--quiet"], check=True, env=environment)
        subprocess.run(
            ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"],
            check=True,
            env=environment,
        )
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def _playwright_path() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _is_root_on_debian() -> bool:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


if __name__ == "__main__":
    if find() is None:
        print("Installing Chromium for the browser tests ...")
        install()
    found = find()
    if found is None:
        sys.exit("No Chromium was found after installing one. Set CHROMIUM to the path of yours.")
    print(f"The browser tests use {found}.")
