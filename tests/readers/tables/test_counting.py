"""Columns of tables are counted exactly, and what is no such column is refused with advice."""

from __future__ import annotations

import importlib
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from mlekl_symbolic.families.counts import Counts
from mlekl_symbolic.readers.tables import arrow
from mlekl_symbolic.readers.tables.counting import MOST, Missing, count
from mlekl_symbolic.readers.tables.csv import Separator
from mlekl_symbolic.readers.tables.errors import TableError

pytest.importorskip("pyarrow", reason="the extra `data` is not installed")

PETS = "id,pet\n1,cat\n2,dog\n3,cat\n"
File = Callable[..., Path]


@pytest.fixture
def file(tmp_path: Path) -> File:
    """Writes a file and returns its path."""

    def make(content: str | bytes, name: str = "pets.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


def numbers(counts: Counts) -> dict[str, int]:
    return dict(zip(counts.letters, counts.numbers, strict=True))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PETS, {"cat": 2, "dog": 1}),
        (PETS.replace("\n", "\r\n"), {"cat": 2, "dog": 1}),
        ("\ufeff" + PETS, {"cat": 2, "dog": 1}),
        ("pet\n1\n01\n1.0\n", {"1": 1, "01": 1, "1.0": 1}),
        ("pet\ntrue\nTrue\nNA\nnull\n", {"true": 1, "True": 1, "NA": 1, "null": 1}),
        ('pet,x\n"a, b",1\n"a ""b""",2\n"two\nlines",3\n', {"a, b": 1, 'a "b"': 1, "two\nlines": 1}),
        ("pet\nchat\nété\n猫\n", {"chat": 1, "été": 1, "猫": 1}),
        ("pet\n cat\n", {" cat": 1}),
        ('"id","pet"\n1,cat\n', {"cat": 1}),
    ],
)
def test_csv(file: File, content: str, expected: dict[str, int]) -> None:
    assert numbers(count(file(content), "pet")) == expected


def test_other_separators(file: File) -> None:
    assert numbers(count(file(PETS.replace(",", "\t"), "pets.tsv"), "pet")) == {"cat": 2, "dog": 1}
    path = file(PETS.replace(",", ";"))
    assert numbers(count(path, "pet", separator=Separator.semicolon)) == {"cat": 2, "dog": 1}
    with pytest.raises(TableError, match="seem to be separated by a semicolon: say --separator semicolon"):
        count(path, "pet")


def test_counts_are_ordered_and_named(file: File) -> None:
    counts = count(file("pet\ndog\ncat\nant\ndog\n"), "pet")
    assert (counts.column, counts.source, counts.letters) == ("pet", "pets.csv", ("dog", "ant", "cat"))


def test_missing_values(file: File) -> None:
    path = file('id,pet\n1,cat\n2,\n3,dog\n4,""\n')
    with pytest.raises(TableError, match=r"2 of 4 rows have no value in the column 'pet': .*--missing drop"):
        count(path, "pet")
    counts = count(path, "pet", missing=Missing.drop)
    assert (numbers(counts), counts.left_out) == ({"cat": 1, "dog": 1}, 2)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "the file is empty: it needs a first row"),
        ("\n\n", "the file is empty: it needs a first row"),
        ("id,pet\n", "there is nothing to count: it has no rows"),
        ("id,pet\n1,\n2,\n", "2 of 2 rows have no value"),
        ("id,pets\n1,cat\n", "there is no column 'pet': did you mean 'pets'. the columns are 'id', 'pets'"),
        ("id,Pet\n1,cat\n", "did you mean 'Pet'"),
        ("id,x\n1,cat\n", "there is no column 'pet': the columns are 'id', 'x'"),
        ("pet,pet\ncat,dog\n", "2 columns are called 'pet'"),
        ("id,pet\n1,cat\n2\n", "its rows do not have equally many cells"),
        ("id,pet\n1,cat,x\n", "its rows do not have equally many cells"),
        ("pet\n" + "".join(f"{k}\n" for k in range(MOST + 1)), f"more than {MOST} different values"),
        ("pet\n" + "x" * 41, "of 41 signs"),
        ("pet\ncat\ncat \n", "look alike when printed"),
        ("pet\n猫\nU+732B\n", "look alike when printed"),
        ('pet\n"cat\n' + "dog\n" * 40_000, "close a quotation mark that was left open"),
        ('pet,x\n"cat\n' + "dog\n" * 800_000 + '",1\n', "a row is too long"),
        (b"pet\ncaf\xe9\n", "not text in UTF-8"),
        (b"caf\xe9,pet\n1,cat\n", "not text in UTF-8"),
        ("pet\ncat\n".encode("utf-16"), "text in UTF-16: save it as UTF-8"),
        (b"PK\x03\x04abc", "an archive or a spreadsheet: export the sheet as CSV"),
        (b"\x1f\x8b\x08abc", "compressed: unpack it first"),
        (b"\x7fELF\x00\x00", "it is no text"),
        (b"PAR1 and then nothing", "cannot be read as a table"),
    ],
)
def test_what_is_refused(file: File, content: str | bytes, said: str) -> None:
    with pytest.raises(TableError, match=said) as caught:
        count(file(content), "pet")
    assert "pets.csv: " in str(caught.value)


def test_files_that_cannot_be_read(tmp_path: Path, file: File) -> None:
    with pytest.raises(TableError, match="cannot be read: No such file or directory"):
        count(tmp_path / "nowhere.csv", "pet")
    with pytest.raises(TableError, match="cannot be read: Is a directory"):
        count(tmp_path, "pet")
    path = file(PETS)
    path.chmod(0)
    if not os.access(path, os.R_OK):
        with pytest.raises(TableError, match="cannot be read: Permission denied"):
            count(path, "pet")


def test_an_empty_row_of_a_single_column_is_a_missing_value(file: File) -> None:
    assert numbers(count(file("id,pet\n1,cat\n\n2,dog\n\n"), "pet")) == {"cat": 1, "dog": 1}
    with pytest.raises(TableError, match="1 of 3 rows have no value"):
        count(file("pet\ncat\n\ndog\n"), "pet")


def test_a_pipe_is_not_read_twice(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(TableError, match="is a pipe or a device"):
        count(tmp_path / "pipe.csv", "pet")


def parquet(path: Path, column: list[object], kind: str = "") -> Path:
    """A Parquet file with one column."""
    pyarrow, writer = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    array = pyarrow.array(column, type=kind or None)
    writer.write_table(pyarrow.table({"pet": array}), path, row_group_size=2)
    return path


def test_parquet(tmp_path: Path) -> None:
    path = parquet(tmp_path / "pets.parquet", ["cat", "dog", "cat"])
    assert numbers(count(path, "pet")) == {"cat": 2, "dog": 1}
    assert numbers(count(parquet(path, [1, 2, 2]), "pet")) == {"1": 1, "2": 2}
    assert numbers(count(parquet(path, [True, False, True]), "pet")) == {"true": 2, "false": 1}
    path = parquet(path, ["cat", None, "dog", None])
    with pytest.raises(TableError, match="2 of 4 rows have no value"):
        count(path, "pet")
    assert count(path, "pet", missing=Missing.drop).left_out == 2
    with pytest.raises(TableError, match="there is no column 'pets': did you mean 'pet'"):
        count(path, "pets")


def test_parquet_of_categories(tmp_path: Path) -> None:
    pyarrow, writer = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    path = tmp_path / "pets.parquet"
    writer.write_table(pyarrow.table({"pet": pyarrow.array(["cat", "dog", "cat"]).dictionary_encode()}), path)
    assert numbers(count(path, "pet")) == {"cat": 2, "dog": 1}


@pytest.mark.parametrize(("column", "kind"), [([0.5, 1.5], "double"), ([[1], [2]], "list<[a-z]+: int64>")])
def test_parquet_of_no_categories(tmp_path: Path, column: list[object], kind: str) -> None:
    with pytest.raises(TableError, match=f"holds values of type {kind}, not categories"):
        count(parquet(tmp_path / "pets.parquet", column), "pet")


def test_memory_is_flat(tmp_path: Path) -> None:
    """Counting a file takes much less memory than the file is long."""
    pool = importlib.import_module("pyarrow").default_memory_pool()
    path = tmp_path / "long.csv"
    path.write_text("id,pet\n" + "12345678,cat\n12345679,dog\n" * 2_000_000)
    before = pool.max_memory()
    tracemalloc.start()
    assert count(path, "pet").total == 4_000_000
    peak = pool.max_memory() - before + tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < path.stat().st_size / 2


def test_a_missing_library_is_said_plainly(file: File, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(arrow, "import_module", refuse)
    with pytest.raises(TableError, match=r"needs pyarrow, .* pip install '\.\[data\]'"):
        count(file(PETS), "pet")
