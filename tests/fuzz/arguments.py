"""Command lines that nobody should give, among files that nobody should have."""

from __future__ import annotations

import io
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from mlekl_symbolic.cli.app import command_names, invoke
from tests.fuzz.certificates import mutated as mutated_certificate
from tests.fuzz.certificates import texts
from tests.fuzz.texts import PIECES, document

EXITS = frozenset(range(5))
"""The exit codes that are documented."""

OPTIONS: dict[str, tuple[str, ...]] = {
    "prove": ("--to", "--out", "--engine", "--pictures", "--json"),
    "check": (
        "--notation", "--kind", "--follow", "--max-size", "--select", "--ignore", "--json", "--sarif",
        "--html",
        "--out", "--resume", "--workers", "--executor", "--time-limit", "--memory",
    ),
    "verify": (),
    "explain": (),
    "fit": ("--column", "--family", "--missing", "--separator", "--to", "--out", "--engine", "--json"),
    "plot": ("--to", "--out"),
    "site": ("--out",),
    "new": (),
    "list": ("--json",),
}  # fmt: skip
"""The options of each command; those that take all derivations at once are left out, for their time."""

FILES = (
    "good.py", "false.py", "syntax.py", "raises.py", "exits.py", "nothing.py", "latin.py", "good.tex",
    "bad.tex", "odd.md", "odd.ipynb", "cert.json", "odd.json", "deep.json", "data.csv", "odd.csv",
    "empty.csv", "wide.csv", "fake.parquet", "fake.pdf", "binary", "empty", "folder", "folder.py",
    "folder.tex", "loop", "dangling", "locked", "locked/x", "no such file", "odd.toml",
    "name with spaces.tex", "-dash.tex", "naïve.tex", "a" * 300, "x/../good.tex", ".", "null",
    "zero", "full", "results.jsonl",
)  # fmt: skip
WORDS = (
    "mle_as_kl", "gibbs", "markov", "elbo", "categorical", "mle_as_k1", "", " ", "-", "--", "---", "-x",
    "--no-such", "--help", "--version", "0", "1", "-1", "1.4", "99.99", "1e400", "nan", "inf", "9" * 400,
    "pdf", "tex", "txt", "json", "html", "typst", "pdf,tex", "pdf,,", "docx", "svg", "auto", "latexmk",
    "latex", "markdown", "V503", "E", "E203,N", "N125", "*.tex", "**", "[", "?", "pet", "col umn",
    "bernoulli", "error", "drop", "comma", "tab", ";", "dask://", "dask://127.0.0.1:1", "ray://", "\u202e",
    "é", "\udcff", "%s", "{}", "$(x)", "`x`", "\\", "a\nb", "😀",
)  # fmt: skip

NEARLY = tuple(
    tuple(words.split())
    for words in (
        "prove good.py --to txt --out made",
        "prove good.py false.py --json",
        "prove mle_as_kl --to tex,json",
        "prove gibbs --to txt --out locked",
        "prove false.py --to html --out made",
        "explain good.py 1",
        "explain E203",
        "explain markov 1.1",
        "verify cert.json",
        "verify cert.json odd.json fake.pdf",
        "check good.tex --workers 1",
        "check bad.tex odd.md --json --workers 1",
        "check folder --follow --workers 1",
        "check - --kind markdown",
        "check bad.tex --html page.html --workers 1",
        "check good.tex --out results.jsonl --resume --workers 1",
        "check odd.ipynb --sarif --workers 1",
        "check good.tex --select V503 --ignore N --workers 1",
        "fit data.csv --column pet --family categorical --to txt",
        "fit odd.csv --column pet --family categorical --json",
        "fit data.csv --column n --family bernoulli --missing drop",
        "fit wide.csv --column pet --family categorical",
        "plot categorical --to svg --out made",
        "site good.py --out made",
        "new my_name",
        "list --json",
        "new good",
    )
)
"""Command lines that are right, or nearly."""

_GOOD = """\
from mlekl_symbolic import *

@derivation(title="A square")
def square(proof):
    a, b = proof.real("a"), proof.real("b")
    proof.show(Equal((a + b) * (a - b), {right}))
    made = proof.calc((a + b) * (a - b)).eq({right})
    return proof.qed(made)
"""


@dataclass(frozen=True, slots=True)
class Call:
    """A command line, what stands on standard input, and from which number the odd files are made."""

    arguments: tuple[str, ...]
    stdin: bytes
    files: int

    def to_json(self) -> str:
        """As text from which `from_json` makes it again."""
        return json.dumps([list(self.arguments), self.stdin.hex(), self.files])

    @classmethod
    def from_json(cls, text: str) -> Call:
        """The call that was written."""
        arguments, stdin, files = json.loads(text)
        return cls(tuple(arguments), bytes.fromhex(stdin), files)


def write_files(folder: Path, source: Random) -> None:
    """The odd files, some of them different each time."""
    make: dict[str, str | bytes] = {
        "good.py": _GOOD.format(right="a**2 - b**2"),
        "false.py": _GOOD.format(right="a**2 + b**2"),
        "syntax.py": source.choice(("def (", "\0", "x = 'é", "if 1:\n", "(" * 300)),
        "raises.py": source.choice(
            ("1/0", "raise Exception('\\x1b[2J')", "import nowhere", "raise KeyError")
        ),
        "exits.py": source.choice(("import sys; sys.exit(7)", "raise SystemExit", "raise SystemExit('no')")),
        "nothing.py": "x = 1\n",
        "latin.py": "x = 'é'".encode("latin-1"),
        "good.tex": "\\[ 1 + 1 = 2 \\]\n",
        "bad.tex": document(source)[1],
        "odd.md": document(source)[1],
        "odd.ipynb": source.choice(("{}", "[]", '{"cells": 1}', '{"cells": [1]}', "{", "null", "\ufeff{}")),
        "name with spaces.tex": document(source)[1],
        "-dash.tex": "\\[ 1 = 2 \\]",
        "naïve.tex": "\\[ 1 = 2 \\]",
        "cert.json": texts("markov")[0],
        "odd.json": mutated_certificate(texts("markov")[0], source),
        "deep.json": "[" * 100_000,
        "data.csv": "pet,n\ncat,1\ndog,2\ncat,3\n",
        "odd.csv": source.choice(
            (
                "pet\n\n\n",
                'pet\n"cat',
                "pet,pet\na,b\n",
                "pet\n" + "x" * 200_000,
                "\0",
                "pet\ncat,dog\n",
                "\ufeffpet\ncat\n",
            )
        ),
        "empty.csv": "",
        "wide.csv": "pet," * 5000 + "\n" + "1," * 5000,
        "fake.parquet": b"PAR1" + source.randbytes(200) + b"PAR1",
        "fake.pdf": b"%PDF-1.7\n" + source.randbytes(300),
        "binary": source.randbytes(500),
        "empty": b"",
        "odd.toml": source.choice(
            ("[", "a = 1", "[mlekl]\nx = 1", '[names]\np = "pmf"', "\0", 'p = "pmf on X"')
        ),
        "results.jsonl": source.choice(("", "{", '{"schema": 99}\n', "null\n", "[]\n" * 3)),
    }
    for name, content in make.items():
        (folder / name).write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    for name in ("folder", "folder.py", "folder.tex", "locked", "x"):
        (folder / name).mkdir()
    (folder / "locked").chmod(0o500)
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "folder" / "again").symlink_to(folder)
    (folder / "dangling").symlink_to("nowhere")
    for name in ("null", "zero", "full"):
        (folder / name).symlink_to(f"/dev/{name}")


def _word(source: Random) -> str:
    """A word; none is a path to outside of the folder, where a command could write."""
    match source.randrange(10):
        case 0 | 1:
            return source.choice(WORDS)
        case 2:
            return source.choice(PIECES).lstrip("/")
        case 3:
            return "".join(
                chr(source.choice((32, 45, 46, 97, 0x7F, 0x1B, 0x1F600))) for _ in range(source.randrange(9))
            )
    return source.choice(FILES)


def drawn(source: Random) -> Call:
    """A command line: one that is right with a word changed or put in, or a command with some words."""
    if source.random() < 0.5:
        arguments = list(source.choice(NEARLY))
        for _ in range(source.choice((0, 1, 1, 1, 2))):
            n = source.randrange(1, len(arguments) + 1)
            arguments[n : n + source.choice((0, 1, 1))] = [_word(source)]
    else:
        arguments = _made_up(source)
    if arguments[0] == "site" or (arguments[0] == "check" and "--workers" not in arguments):
        # A process pool, or a site of all derivations, takes seconds.
        arguments += ["good.py"] if arguments[0] == "site" else ["--workers", "1"]
    stdin = document(source)[1] if source.random() < 0.2 else b""
    return Call(tuple(arguments), stdin, source.randrange(2**32))


def _made_up(source: Random) -> list[str]:
    usual = source.choice((*command_names(), "check", "fit", "verify", "prove"))
    command = usual if source.random() < 0.97 else _word(source)
    arguments = [command]
    options = OPTIONS.get(command, ("--out", "--json"))
    for _ in range(source.choice((0, 1, 1, 2, 3, 6))):
        if options and source.random() < 0.6:
            arguments.append(source.choice(options))
            if source.random() < 0.75:
                arguments.append(_word(source))
        else:
            arguments.append(_word(source))
    return arguments


@contextmanager
def _inside(folder: Path, stdin: bytes) -> Iterator[io.StringIO]:
    """Run in a folder, with everything that is printed kept."""
    before, given, path = Path.cwd(), sys.stdin, list(sys.path)
    said = io.StringIO()
    os.chdir(folder)
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    try:
        with redirect_stdout(said), redirect_stderr(said):
            yield said
    finally:
        os.chdir(before)
        sys.stdin, sys.path[:] = given, path


def judged(call: Call, run: Callable[[Sequence[str]], int] = invoke) -> tuple[int, str]:
    """Run a command line among odd files: its exit code, and what is wrong with how it ended."""
    with TemporaryDirectory() as name:
        folder = Path(name, "deep", "inside")
        folder.mkdir(parents=True)
        write_files(folder, Random(call.files))
        with _inside(folder, call.stdin) as said:
            try:
                code = run(call.arguments)
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                return -1, "".join(traceback.format_exception(error))[-3000:]
    if code not in EXITS:
        return -1, f"the exit code is {code!r}"
    return code, "a traceback is printed" if "Traceback (most recent" in said.getvalue() else ""
