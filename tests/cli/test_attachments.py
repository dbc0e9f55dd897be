"""A PDF carries its certificate, and `mlekl verify` finds it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from mlekl_symbolic.cli.app import invoke
from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.run import theorem
from mlekl_symbolic.writers.formats import write


@pytest.fixture(scope="module")
def page() -> bytes:
    return write(theorem(library()["cross_entropy"]), "pdf")


def _attached(page: bytes, name: str, content: bytes) -> bytes:
    writer = PdfWriter()
    for p in PdfReader(BytesIO(page)).pages:
        writer.add_page(p)
    if name:
        writer.add_attachment(name, content)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_the_certificate_is_inside_and_checks(
    page: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "proof.pdf"
    path.write_bytes(page)
    assert invoke(["verify", str(path)]) == 0
    assert "cross_entropy:" in capsys.readouterr().out


def test_the_attachment_is_the_certificate_byte_for_byte(page: bytes) -> None:
    inside = next(iter(PdfReader(BytesIO(page)).attachment_list))
    assert inside.name == "cross_entropy.json"
    assert bytes(inside.content) == write(theorem(library()["cross_entropy"]), "json")


def test_a_changed_certificate_does_not_check(
    page: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = write(theorem(library()["cross_entropy"]), "json")
    path = tmp_path / "proof.pdf"
    path.write_bytes(_attached(page, "cross_entropy.json", good.replace(b'"+"', b'"-"', 1)))
    assert invoke(["verify", str(path)]) != 0
    assert str(path) in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"no PDF at all", "no PDF that can be read"),
        (b"%PDF-1.7\n" + b"\x00" * 200, "no PDF that can be read"),
        (b"", "no PDF that can be read"),
    ],
)
def test_what_is_no_pdf_is_refused(
    content: bytes, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "proof.pdf"
    path.write_bytes(content)
    assert invoke(["verify", str(path)]) == 4
    assert says in capsys.readouterr().err


def test_a_pdf_without_a_certificate_is_refused(
    page: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "proof.pdf"
    path.write_bytes(_attached(page, "", b""))
    assert invoke(["verify", str(path)]) == 4
    assert "no certificate attached" in capsys.readouterr().err


def test_a_missing_pdf_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert invoke(["verify", str(tmp_path / "nothing.pdf")]) == 4
    assert "cannot be read" in capsys.readouterr().err
