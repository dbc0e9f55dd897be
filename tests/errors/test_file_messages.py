"""A mistake in an author's file is one framed message that names the author's line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mlekl_symbolic.proof.errors import DerivationError, FileError
from mlekl_symbolic.proof.library import load_file
from tests.errors.files import FILES

GOLDEN = Path(__file__).with_name("golden")


@pytest.mark.parametrize("name", sorted(FILES))
def test_message(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.py"
    path.write_text(FILES[name], encoding="utf-8")
    with pytest.raises(FileError) as caught:
        load_file(path)
    said = str(caught.value).replace(str(path), "FILE")
    assert said + "\n" == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_every_golden_message_belongs_to_a_case() -> None:
    cases = {p.stem for p in GOLDEN.glob("*.txt")}
    assert set(FILES) <= cases


LINES = {
    "syntax": 4,
    "unknown_name": 3,
    "leaves": 3,
    "inside_a_function": 2,
    "indentation": 3,
    "attribute": 3,
}


@pytest.mark.parametrize("name", sorted(LINES))
def test_location_is_the_authors_line(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.py"
    path.write_text(FILES[name], encoding="utf-8")
    with pytest.raises(DerivationError) as caught:
        load_file(path)
    assert caught.value.location is not None
    assert (caught.value.location.file, caught.value.location.line) == (str(path), LINES[name])


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be read: No such file"):
        load_file(tmp_path / "nowhere.py")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be read: Is a directory"):
        load_file(tmp_path)


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "latin.py"
    path.write_bytes("x = 'é'\n".encode("latin-1"))
    with pytest.raises(FileError, match="this is not Python"):
        load_file(path)


def test_a_file_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "unknown_name.py"
    path.write_text(FILES["unknown_name"])
    before, modules = list(sys.path), set(sys.modules)
    with pytest.raises(FileError):
        load_file(path)
    assert sys.path == before
    assert set(sys.modules) == modules
    assert [p.name for p in tmp_path.iterdir()] == ["unknown_name.py"]
