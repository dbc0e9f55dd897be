"""PDF pages, made by Typst, which comes with this package, or by a TeX that is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.errors import EngineError
from mlekl_symbolic.writers.formats import format_of
from mlekl_symbolic.writers.json_document import certificate_bytes
from mlekl_symbolic.writers.page import Document, Figure
from mlekl_symbolic.writers.tex_document import tex_source
from mlekl_symbolic.writers.typst import string
from mlekl_symbolic.writers.typst_document import source_of, typst_source

TIMEOUT = 120.0
"""Seconds after which a TeX is stopped."""
MAX_RUNS = 4
KEPT_PAGES = 10
"""For how many pages Typst keeps what it has made for one."""
_STRICT = ("-interaction=nonstopmode", "-halt-on-error", "-file-line-error")
_COMMANDS: dict[str, tuple[str, ...]] = {
    "latexmk": ("latexmk", "-norc", "-pdf", "-no-shell-escape", *_STRICT, "page.tex"),
    "pdflatex": ("pdflatex", "-no-shell-escape", *_STRICT, "page.tex"),
    "lualatex": ("lualatex", "-no-shell-escape", *_STRICT, "page.tex"),
    "tectonic": ("tectonic", "--untrusted", "page.tex"),
}
_ONE_RUN = ("latexmk", "tectonic")
ENGINES = ("typst", "auto", *_COMMANDS)
"""What ``engine`` may be; ``auto`` tries the TeX programs in this order and then Typst."""


STANDARDS: Final = ("a-3a", "ua-1")
"""PDF/A-3, for archives: all fonts inside, and files may be attached. PDF/UA, for those who cannot see it:
tags, bookmarks, and words for every formula."""
_ATTACH = (
    '\n#pdf.attach({name}, bytes(sys.inputs.certificate), mime-type: "application/json", '
    'relationship: "source", description: "The certificate: mlekl verify checks it")\n'
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a PDF."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class PdfResult:
    """A PDF file.

    Attributes
    ----------
    content
        Its bytes; equal theorems give equal bytes with one version of one engine.
    engine_used
        Which program made it.
    notes
        What was tried before, and why it did not serve.
    """

    content: bytes
    engine_used: str
    notes: tuple[str, ...] = ()


@format_of("pdf", suffix=".pdf", says="a page for people")
def pdf_bytes(theorem: Theorem, engine: str = "typst", figures: Sequence[Figure] = ()) -> bytes:
    """The page of a theorem as PDF, with pictures where some are given."""
    return make_pdf(theorem, engine, figures).content


def make_pdf(theorem: Theorem, engine: str = "typst", figures: Sequence[Figure] = ()) -> PdfResult:
    """The page of a theorem as PDF, and which program made it.

    Parameters
    ----------
    engine
        ``typst``, the name of a TeX program, or ``auto``, which takes the first TeX program that is
        installed and accepts the page, and else Typst. A named engine is never replaced.
    figures
        Pictures; a page made by TeX says in words what they show.

    Raises
    ------
    EngineError
        When the engine is unknown, missing, too slow, or does not accept the page.
    """
    if engine == "typst":
        return PdfResult(_with_typst(source_of(theorem, tuple(figures)), attached(theorem)), "typst")
    document = document_of(theorem, figures)
    if engine == "auto":
        return _first_that_serves(document, attached(theorem))
    if engine not in _COMMANDS:
        raise EngineError(f"there is no engine {engine!r}; there are {', '.join(ENGINES)}")
    return PdfResult(_with_tex(document, engine), engine)


def attached(theorem: Theorem) -> Attachment | None:
    """The certificate that travels in the PDF; None when the theorem is not proved."""
    if theorem.certificate is None:
        return None
    return Attachment(f"{theorem.name}.json", certificate_bytes(theorem).decode())


def _first_that_serves(document: Document, attachment: Attachment | None) -> PdfResult:
    notes: list[str] = []
    for name in _COMMANDS:
        if shutil.which(name) is None:
            continue
        try:
            return PdfResult(_with_tex(document, name), name, tuple(notes))
        except EngineError as error:
            notes.append(str(error))
    if not notes:
        notes.append("no TeX is installed")
    return PdfResult(_with_typst(typst_source(document), attachment), "typst", tuple(notes))


@cache
def _typst() -> Any:
    """The compiler, which reads its fonts once."""
    try:
        import typst  # noqa: PLC0415 - takes a tenth of a second, and only this format needs it
    except ImportError as error:
        raise EngineError(
            "the typst package cannot be imported: install it with pip install 'typst>=0.15,<0.16', "
            "or name a TeX program as the engine"
        ) from error
    return typst.Compiler(ignore_system_fonts=True)


def _forgetful(compiler: Any) -> Any:
    """The compiler without what it has kept of earlier pages.

    It keeps that for ten pages more and goes through all of it after each, although hardly any of it
    serves another page: empty pages in between take an eighth off the time and a third off the memory.
    """
    for _ in range(KEPT_PAGES + 1):
        compiler.compile(b"", format="svg")
    return compiler


def _with_typst(source: str, attachment: Attachment | None) -> bytes:
    compiler, inputs = _forgetful(_typst()), {}
    if attachment is not None:
        inputs = {"certificate": attachment.text}
        source += _ATTACH.format(name=string(attachment.name))
    try:
        return bytes(
            compiler.compile(
                source.encode(), format="pdf", timestamp=0, sys_inputs=inputs, pdf_standards=list(STANDARDS)
            )
        )  # fmt: skip
    except (RuntimeError, ValueError) as error:
        raise EngineError(f"typst did not accept the page: {error}") from error


def _with_tex(document: Document, engine: str) -> bytes:
    if shutil.which(engine) is None:
        raise EngineError(
            f"{engine} is not installed or not on the PATH: install it, or use the engine typst, "
            "which comes with mlekl_symbolic"
        )
    with tempfile.TemporaryDirectory(prefix="mlekl-") as folder:
        page = Path(folder) / "page.tex"
        page.write_text(tex_source(document), encoding="utf-8")
        _run_until_stable(engine, Path(folder), _runner(engine, folder))
        return page.with_suffix(".pdf").read_bytes()


def _run_until_stable(engine: str, folder: Path, run: Callable[[], None]) -> None:
    """Run once, or until the file with the references no longer changes."""
    references = folder / "page.aux"
    for _ in range(MAX_RUNS):
        before = references.read_bytes() if references.exists() else None
        run()
        if engine in _ONE_RUN or references.read_bytes() == before:
            return


def _runner(engine: str, folder: str) -> Callable[[], None]:
    environment = os.environ | {"SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1", "max_print_line": "1000"}

    def run() -> None:
        try:
            done = subprocess.run(
                _COMMANDS[engine], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                timeout=TIMEOUT, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise EngineError(f"{engine} was stopped after {TIMEOUT:.0f} seconds") from error
        if done.returncode:
            raise EngineError(f"{engine} did not accept the page: {_first_error(done.stdout, done.stderr)}")

    return run


def _first_error(*outputs: bytes) -> str:
    lines = [line for out in outputs for line in out.decode("utf-8", "replace").splitlines()]
    wanted = re.compile(r"^(\S*page\.tex:\d+: |! |error: )")
    return next((line for line in lines if wanted.match(line)), lines[-1] if lines else "it said nothing")
