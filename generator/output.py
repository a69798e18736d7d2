"""The only writer: pages to files, and a finished site into its place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write changed on disk."""

    written: int
    removed: int


NO_CHANGES = Changes(0, 0)


def write_files(folder: Path, texts: Mapping[str, str]) -> Changes:
    """Make a folder hold exactly these files, named from it.

    A file is touched only if its bytes change, so that a watcher sees no more than what changed. All other files are
    removed, and folders that become empty; names that start with a dot are left alone.
    """
    existing = _visible_files(folder)
    folders = {path.parent for path in existing}
    wanted = {folder / name: text for name, text in texts.items()}
    written = 0
    for path, text in wanted.items():
        data = text.encode()
        if path in existing and path.read_bytes() == data:
            continue
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        path.write_bytes(data)
        written += 1
    stale = existing - wanted.keys()
    for path in stale:
        path.unlink()
        _remove_empty(path.parent, folder)
    return Changes(written, len(stale))


def write_new_file(path: Path, text: str) -> None:
    """Write a file that is not there yet, and make its folder.

    Raises:
        FileExistsError: there is something of this name; it is left as it was.
        OSError: the file can't be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def outdated(root: Path, files: Mapping[str, str]) -> list[str]:
    """Which of these files, named from `root`, are not there or hold another text. Line ends don't count."""
    return [name for name, text in files.items() if _text_bytes(root / name) != text.encode()]


def write_outdated(root: Path, files: Mapping[str, str]) -> list[str]:
    """Write those of these files that are outdated, each at once and whole; return their names."""
    names = outdated(root, files)
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}-new")
        try:
            unfinished.write_bytes(files[name].encode())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    return names


def _text_bytes(path: Path) -> bytes | None:
    """The bytes of a file as they are without a checkout that turns line ends; None if there is no such file."""
    try:
        return path.read_bytes().replace(b"\r\n", b"\n")
    except FileNotFoundError:
        return None


def replace_folder(new: Path, current: Path) -> None:
    """Put a finished folder in the place of another; if that fails, the other one stays.

    Raises:
        OSError: a folder can't be moved; `current` is then as it was.
    """
    previous = _previous(current)
    _remove(previous)
    if current.exists():
        current.rename(previous)
    try:
        new.rename(current)
    except OSError:
        recover_folder(current)
        raise
    _remove(previous)


def recover_folder(current: Path) -> None:
    """Undo a `replace_folder` that was cut off halfway."""
    previous = _previous(current)
    if previous.exists() and not current.exists():
        previous.rename(current)


def _remove(folder: Path) -> None:
    """Remove a folder, or a link to one, if it is there."""
    if folder.is_symlink():
        folder.unlink()
    else:
        shutil.rmtree(folder, ignore_errors=True)


def _previous(current: Path) -> Path:
    return current.with_name(f".{current.name}-previous")


def _visible_files(folder: Path) -> set[Path]:
    """All files below a folder but those with a name, or in a folder with a name, that starts with a dot."""
    found: set[Path] = set()
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.update(Path(root, name) for name in files if not name.startswith("."))
    return found


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
