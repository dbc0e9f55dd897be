"""Formats are found, not listed; files are replaced whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mlekl_symbolic.kernel.certificate import Certificate, read, verify
from mlekl_symbolic.kernel.lines import Line
from mlekl_symbolic.kernel.terms import App, Num, Var
from mlekl_symbolic.writers.errors import WriterError
from mlekl_symbolic.writers.files import replace_file
from mlekl_symbolic.writers.formats import format_of, formats, write
from tests.writers.samples import theorem


def test_the_formats_are_found() -> None:
    found = formats()
    assert {"json", "pdf", "tex", "txt", "typ"} <= set(found)
    assert all(f.name == name and f.suffix.startswith(".") and f.says for name, f in found.items())


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(WriterError, match=r"there is no format 'doc'; there are .*pdf"):
        write(theorem(), "doc")


def test_a_format_is_declared_once() -> None:
    formats()
    with pytest.raises(ValueError, match="two formats called tex"):
        format_of("tex", suffix=".tex", says="again")(lambda _: b"")


@pytest.mark.parametrize("name", ["tex", "typ", "txt"])
def test_text_formats_end_in_a_newline_and_do_not_change(name: str) -> None:
    first = write(theorem(), name)
    assert first.endswith(b"\n")
    assert first == write(theorem(), name)


def test_what_is_not_proved_has_no_certificate() -> None:
    with pytest.raises(WriterError, match="mle_as_kl has no certificate"):
        write(theorem(), "json")


def test_a_certificate_is_written_as_the_kernel_reads_it() -> None:
    certificate = Certificate("mle_as_kl", "A title", (), (), (), 0)
    written = write(replace(theorem(), certificate=certificate), "json")
    assert read(written.decode()).name == "mle_as_kl"


def test_a_certificate_that_no_checker_would_take_is_not_written() -> None:
    """Its micro-steps would be too many; the page without it can still be printed."""
    a = Var("a")
    power = App("^", (a, Num(400)))
    half = App("^", (a, Num(200)))
    line = Line("ring", terms=(power, App("*", (half, half))))
    proved = replace(theorem(), certificate=Certificate("mle_as_kl", "A title", (), (), (line,), 0))
    verify(proved.certificate)
    for name in ("json", "pdf"):
        with pytest.raises(WriterError, match=r"cannot be written: proof line 0 \(ring\): .* too large"):
            write(proved, name)


def test_a_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "page.txt"
    replace_file(target, b"old")
    replace_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["page.txt"]


def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "page.txt"
    replace_file(target, b"old")

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="no space left"):
        replace_file(target, b"new")
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["page.txt"]


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        replace_file(tmp_path / "nowhere" / "page.txt", b"")
