"""PDFs and certificates that are larger inside than outside, or are not what they seem."""

from __future__ import annotations

import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from mlekl_symbolic import replay
from mlekl_symbolic.cli import attachments
from mlekl_symbolic.cli.app import invoke
from mlekl_symbolic.kernel import __main__ as kernel

ROOT = Path(__file__).resolve().parents[2]
GOOD = (ROOT / "output" / "gibbs.json").read_bytes()
MEGABYTE = 2**20
HEADER = '{"certificate":"mlekl","version":2}'


def pdf(*attached: tuple[str, bytes]) -> PdfWriter:
    """A blank page with files attached."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for name, content in attached:
        writer.add_attachment(name, content)
    return writer


def kept(path: Path, writer: PdfWriter) -> Path:
    with path.open("wb") as stream:
        writer.write(stream)
    return path


def stream_of(writer: PdfWriter) -> object:
    """The stream of the one attached file."""
    return next(o for o in writer._objects if getattr(o, "get", lambda _: None)("/Type") == "/EmbeddedFile")


def packed(content: bytes, times: int) -> tuple[bytes, list[NameObject]]:
    """Zeros, compressed so often."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return content, [NameObject("/FlateDecode")] * times


def bomb(path: Path, size: int, times: int, said: int) -> Path:
    """A small PDF with a certificate that unfolds to ``size`` bytes and says it has ``said``."""
    writer = pdf(("x.json", b"x"))
    stream = stream_of(writer)
    stream._data, filters = packed(b"\0" * size, times)
    stream[NameObject("/Filter")] = ArrayObject(filters)
    stream[NameObject("/Params")] = DictionaryObject({NameObject("/Size"): NumberObject(said)})
    return kept(path, writer)


def limited(megabytes: int, *files: Path) -> subprocess.CompletedProcess[str]:
    """`mlekl verify` with so much memory."""
    program = (
        "import resource, sys; n = int(sys.argv[1]) << 20; resource.setrlimit(resource.RLIMIT_DATA, (n, n)); "
        "from mlekl_symbolic.cli.app import invoke; sys.exit(invoke(['verify', *sys.argv[2:]]))"
    )
    command = [sys.executable, "-c", program, str(megabytes), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)


@pytest.mark.parametrize("times", [1, 2])
def test_a_bomb_in_a_pdf_is_refused_in_little_memory(tmp_path, times):
    path = bomb(tmp_path / "bomb.pdf", 300 * MEGABYTE, times, said=10)
    assert path.stat().st_size < MEGABYTE
    ran = limited(600, path)
    assert ran.returncode == 4, ran.stderr[-500:]
    assert "Traceback" not in ran.stderr
    assert len(ran.stderr.splitlines()) <= 3


def test_an_attachment_over_the_limit_is_refused(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(attachments, "MAX_BYTES", 1000)
    path = kept(tmp_path / "large.pdf", pdf(("x.json", b"x" * 1001)))
    assert invoke(["verify", str(path)]) == 4
    assert "larger than" in capsys.readouterr().err


def test_a_pdf_over_the_limit_is_not_opened(tmp_path, capsys):
    path = tmp_path / "large.pdf"
    with path.open("wb") as stream:
        stream.truncate(attachments.MOST_BYTES + 1)
    assert invoke(["verify", str(path)]) == 4
    assert "larger than" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["../../x.json", "/etc/x.json", "x\x1b[2J.json", "a\nb.json", "‮x.json"])
def test_the_name_of_an_attachment_is_only_shown(tmp_path, capsys, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    path = kept(
        tmp_path / "odd.pdf",
        pdf(
            (name, GOOD),
        ),
    )
    assert invoke(["verify", str(path)]) == 0
    bad = kept(tmp_path / "bad.pdf", pdf((name, b"[\n]\n")))
    assert invoke(["verify", str(bad)]) == 4
    said = capsys.readouterr()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.pdf", "odd.pdf"]
    assert "\x1b" not in said.err + said.out
    assert "\u202e" not in said.err + said.out
    assert len(said.err.strip().splitlines()) == 1


def test_two_certificates_in_one_pdf_are_refused(tmp_path, capsys):
    path = kept(tmp_path / "two.pdf", pdf(("a.json", GOOD), ("b.json", GOOD)))
    assert invoke(["verify", str(path)]) == 4
    assert "2 files" in capsys.readouterr().err


def test_a_pdf_cut_anywhere_is_refused_or_whole(tmp_path, capsys):
    out = BytesIO()
    pdf(("x.json", GOOD)).write(out)
    whole = out.getvalue()
    assert len(PdfReader(BytesIO(whole)).pages) == 1
    path = tmp_path / "cut.pdf"
    for end in range(0, len(whole), len(whole) // 12):
        path.write_bytes(whole[:end])
        assert invoke(["verify", str(path)]) in (0, 4)
    assert "Traceback" not in capsys.readouterr().err


def text(*rows: str) -> str:
    return "[\n" + ",\n".join((HEADER, *rows)) + "\n]\n"


VAR = '{"var":["x","real"]}'
HOSTILE = {
    "deep brackets": text('{"var":' + "[" * 200_000 + "]" * 200_000 + "}", '{"theorem":0}'),
    "deep objects": text('{"a":' * 50_000 + "1" + "}" * 50_000, '{"theorem":0}'),
    "an integer of many digits": text('{"bound":' + "9" * 100_000 + "}", '{"theorem":0}'),
    "a numeral of many digits": text('{"num":"' + "9" * 100_000 + '"}', '{"theorem":0}'),
    "digits that are not ASCII": text('{"num":"٣"}', '{"theorem":0}'),
    "NaN": text('{"theorem":NaN}'),
    "infinity": text('{"theorem":-Infinity}'),
    "a number with a point": text('{"theorem":1.0}'),
    "an exponent": text('{"theorem":1e3}'),
    "a key twice": text('{"theorem":0,"theorem":1}'),
    "a key twice, once escaped": text('{"theorem":0,"\\u0074heorem":1}'),
    "a null character": text('{"var":["\\u0000","real"]}', '{"theorem":0}'),
    "a lone surrogate": text('{"var":["\\udc80","real"]}', '{"theorem":0}'),
    "the writing turned round": text('{"var":["\\u202ex","real"]}', '{"theorem":0}'),
    "a comment": text("// x", '{"theorem":0}'),
    "another array": text('["theorem",0]'),
    "a very wide term": text(
        VAR, '{"app":["finset",[' + ",".join(["0"] * 250_000) + '],"set"]}', '{"theorem":0}'
    ),
    "an index far out": text('{"bound":99999999}', '{"theorem":0}'),
    "a sort of very many": text('{"var":["x","fun100"]}', '{"theorem":0}'),
}


def second(files: list[str]) -> int:
    """The second checker."""
    return replay.replay(Path(files[0]))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_certificate_is_refused_by_both_in_one_line(tmp_path, capsys, name):
    path = tmp_path / "x.json"
    path.write_text(HOSTILE[name], encoding="utf-8")
    for main in (kernel.main, second, lambda files: invoke(["verify", *files])):
        # The second checker takes record by record, and may find out only while it checks.
        assert main([str(path)]) in ((2, 4) if main is second else (4,))
        said = capsys.readouterr()
        assert said.out == ""
        assert len(said.err.splitlines()) == 1
        assert len(said.err) < 600
        assert "\x00" not in said.err
        assert "\u202e" not in said.err


def test_a_certificate_over_the_limit_is_not_opened(tmp_path, capsys):
    path = tmp_path / "large.json"
    with path.open("wb") as stream:
        stream.truncate(64 * MEGABYTE + 1)
    assert kernel.main([str(path)]) == replay.replay(path) == 4
    assert capsys.readouterr().err.count("64 MiB") == 2
