"""The only writer: what it touches on disk, and what it leaves alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.output import Changes, outdated, recover_folder, replace_folder, write_files, write_outdated

LONG_AGO = 1_000_000_000


def make(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (LONG_AGO, LONG_AGO))
    return folder


def files_in(folder: Path) -> dict[str, str]:
    """Path and text of every file in a folder; an empty folder with a slash behind it."""
    return {
        path.relative_to(folder).as_posix() + ("/" if path.is_dir() else ""): "" if path.is_dir() else path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() or not any(path.iterdir())
    }


def touched(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.stat().st_mtime != LONG_AGO
    )


def test_pages_are_written_where_nothing_was(tmp_path: Path) -> None:
    pages = {"index.md": "Home", "a/b/c.md": "Deep"}
    assert write_files(tmp_path / "new" / "docs", pages) == Changes(written=2, removed=0)
    assert files_in(tmp_path / "new" / "docs") == pages


def test_text_is_written_as_utf_8_with_its_line_ends_as_they_are(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.md": "é\n€\n"})
    assert (tmp_path / "a.md").read_bytes() == b"\xc3\xa9\n\xe2\x82\xac\n"


def test_only_a_file_whose_bytes_change_is_touched(tmp_path: Path) -> None:
    make(tmp_path, {"same.md": "a", "sub/same.md": "b", "other.md": "c"})
    assert write_files(tmp_path, {"same.md": "a", "sub/same.md": "b", "other.md": "C"}) == Changes(1, 0)
    assert touched(tmp_path) == ["other.md"]


def test_writing_the_same_pages_again_changes_nothing(tmp_path: Path) -> None:
    pages = {"a.md": "a", "b/c.md": "c"}
    make(tmp_path, pages)
    assert write_files(tmp_path, pages) == Changes(0, 0)
    assert touched(tmp_path) == []


def test_what_is_no_page_any_more_is_removed_with_the_folders_that_become_empty(tmp_path: Path) -> None:
    make(
        tmp_path,
        {"a.md": "a", "old.md": "", "gone/deep/x.md": "", "gone/deep/y.md": "", "kept/z.md": "", "kept/a.md": ""},
    )
    assert write_files(tmp_path, {"a.md": "a", "kept/a.md": ""}) == Changes(written=0, removed=4)
    assert files_in(tmp_path) == {"a.md": "a", "kept/a.md": ""}


def test_the_folder_itself_stays_even_when_it_becomes_empty(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    make(folder, {"a.md": "a"})
    write_files(folder, {})
    assert folder.is_dir()
    assert files_in(folder) == {}


def test_names_that_start_with_a_dot_are_left_alone(tmp_path: Path) -> None:
    make(tmp_path, {".gitkeep": "", ".cache/x.md": "x", "sub/.keep": "", "sub/old.md": ""})
    write_files(tmp_path, {"a.md": "a"})
    assert files_in(tmp_path) == {".cache/x.md": "x", ".gitkeep": "", "a.md": "a", "sub/.keep": ""}


def test_outdated_is_what_is_missing_or_holds_another_text(tmp_path: Path) -> None:
    make(tmp_path, {"same.md": "a\n", "sub/other.md": "b\n", "besides.md": ""})
    files = {"same.md": "a\n", "sub/other.md": "B\n", "new/deep.md": "c\n"}
    assert outdated(tmp_path, files) == ["sub/other.md", "new/deep.md"]
    assert touched(tmp_path) == []


def test_line_ends_that_a_checkout_turned_are_not_outdated(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"a\r\nb\r\n")
    assert outdated(tmp_path, {"a.md": "a\nb\n"}) == []


def test_only_what_is_outdated_is_written_and_nothing_is_removed(tmp_path: Path) -> None:
    make(tmp_path, {"same.md": "a", "sub/other.md": "b", "besides.md": "x"})
    files = {"same.md": "a", "sub/other.md": "\u00e9", "new/deep.md": "c"}
    assert write_outdated(tmp_path, files) == ["sub/other.md", "new/deep.md"]
    assert files_in(tmp_path) == {**files, "besides.md": "x"}
    assert touched(tmp_path) == ["new/deep.md", "sub/other.md"]
    assert write_outdated(tmp_path, files) == []


def test_a_file_that_cannot_be_replaced_leaves_nothing_half_written(tmp_path: Path) -> None:
    make(tmp_path, {"a.md/b.md": "b"})
    with pytest.raises(OSError):
        write_outdated(tmp_path, {"a.md": "a"})
    assert files_in(tmp_path) == {"a.md/b.md": "b"}


def test_a_finished_folder_takes_the_place_of_the_last_one(tmp_path: Path) -> None:
    make(tmp_path, {"new/index.html": "new", "site/index.html": "old", "site/gone.html": "old"})
    replace_folder(tmp_path / "new", tmp_path / "site")
    assert files_in(tmp_path) == {"site/index.html": "new"}


def test_a_finished_folder_takes_its_place_where_none_was(tmp_path: Path) -> None:
    make(tmp_path, {"new/index.html": "new"})
    replace_folder(tmp_path / "new", tmp_path / "site")
    assert files_in(tmp_path) == {"site/index.html": "new"}


def test_a_folder_that_cannot_be_moved_leaves_the_last_one_as_it_was(tmp_path: Path) -> None:
    make(tmp_path, {"site/index.html": "old"})
    with pytest.raises(FileNotFoundError):
        replace_folder(tmp_path / "new", tmp_path / "site")
    assert files_in(tmp_path) == {"site/index.html": "old"}
    assert touched(tmp_path) == []


def test_what_an_earlier_replacement_left_behind_does_not_get_in_the_way(tmp_path: Path) -> None:
    make(tmp_path, {"new/index.html": "new", "site/index.html": "old", ".site-previous/index.html": "older"})
    replace_folder(tmp_path / "new", tmp_path / "site")
    assert files_in(tmp_path) == {"site/index.html": "new"}


def test_a_replacement_that_was_cut_off_halfway_is_undone(tmp_path: Path) -> None:
    make(tmp_path, {".site-previous/index.html": "old"})
    recover_folder(tmp_path / "site")
    assert files_in(tmp_path) == {"site/index.html": "old"}


def test_there_is_nothing_to_undo_where_the_site_stands(tmp_path: Path) -> None:
    make(tmp_path, {".site-previous/index.html": "old", "site/index.html": "new"})
    recover_folder(tmp_path / "site")
    assert files_in(tmp_path)["site/index.html"] == "new"


def test_there_is_nothing_to_undo_before_the_first_build(tmp_path: Path) -> None:
    recover_folder(tmp_path / "site")
    assert files_in(tmp_path) == {}
