"""Derivations are found by name and by file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mlekl_symbolic.proof.derivation import Derivation
from mlekl_symbolic.proof.errors import FileError, UnknownDerivation
from mlekl_symbolic.proof.library import Library, library, load_file

ONE = """
from mlekl_symbolic.proof.derivation import derivation


@derivation(title="{name}")
def {name}(proof):
    \"\"\"What {name} shows.\"\"\"
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    for name in ("first", "second"):
        (tmp_path / f"{name}.py").write_text(ONE.format(name=name))
    (tmp_path / "_helpers.py").write_text("raise AssertionError('loaded')")
    (tmp_path / "broken.py").write_text("raise AssertionError('loaded')")
    return Library(tmp_path)


def test_names_come_from_files_and_nothing_is_loaded(shelf: Library) -> None:
    assert list(shelf) == ["broken", "first", "second"]
    assert len(shelf) == 3
    assert "first" in shelf
    assert "_helpers" not in shelf


def test_a_name_loads_its_file_once(shelf: Library) -> None:
    found = shelf["first"]
    assert isinstance(found, Derivation)
    assert (found.name, found.title, found.summary) == ("first", "first", "What first shows.")
    assert shelf["first"] is found


def test_a_broken_file_breaks_only_its_own_name(shelf: Library) -> None:
    assert shelf.find("second").name == "second"
    with pytest.raises(FileError, match="loaded"):
        shelf.find("broken")


@pytest.mark.parametrize(("wrong", "said"), [("frist", "first"), ("secnd", "second"), ("q", "`mlekl list`")])
def test_a_wrong_name_suggests_close_ones(shelf: Library, wrong: str, said: str) -> None:
    with pytest.raises(UnknownDerivation) as caught:
        shelf.find(wrong)
    assert said in caught.value.advice
    with pytest.raises(KeyError):
        shelf[wrong]


def test_a_file_named_unlike_its_derivation(tmp_path: Path) -> None:
    (tmp_path / "third.py").write_text(ONE.format(name="fourth"))
    with pytest.raises(FileError, match=r"the file third\.py defines fourth, not third"):
        Library(tmp_path).find("third")


def test_a_file_gives_its_own_derivations_in_order(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text(
        ONE.format(name="zeta") + ONE.format(name="alpha") + "\nfrom os import path\nagain = zeta\n"
    )
    assert [d.name for d in load_file(path)] == ["zeta", "alpha"]
    assert [d.name for d in load_file(str(path))] == ["zeta", "alpha"]


def test_an_imported_derivation_is_not_the_files_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text("from tests.proof.borrowed import borrowed\n" + ONE.format(name="own"))
    assert [d.name for d in load_file(path)] == ["own"]


def test_loading_sees_an_edit_of_the_same_length(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    for name in ("one", "two"):
        path.write_text(ONE.format(name=name))
        assert [d.name for d in load_file(path)] == [name]


def test_loading_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text(ONE.format(name="own"))
    before = list(sys.path)
    load_file(path)
    assert sys.path == before
    assert "mine" not in sys.modules
    assert [p.name for p in tmp_path.iterdir()] == ["mine.py"]


def test_the_standard_derivations() -> None:
    for name, found in library().items():
        assert found.name == name
        assert found.title
        assert found.summary
        assert found.sources, f"{name} names no source"
