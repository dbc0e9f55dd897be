"""Running what a page of the documentation shows.

In the order of the page, in an empty folder with the examples of the project in it: a ``python`` block is
executed and the derivations it declares must be proved; a ``pycon`` block is a doctest; a ``code-block`` with
a caption is a file; a ``console`` block holds commands, each with exactly what it prints, where a line of
``…`` alone stands for any lines. ``python -m tests.docs.snippets PAGE`` runs one page, and with ``--accept``
writes what the commands print into it.
"""

from __future__ import annotations

import difflib
import doctest
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SHOWN = frozenset({"json", "latex", "markdown", "sh", "text", "toml", "yaml"})
"""Languages of blocks that are only shown."""
_FENCE = re.compile(
    r"^(?P<fence>`{3,}|:{3,})(?P<language>.*?)\n(?P<body>.*?)^(?P=fence)$\n?", re.MULTILINE | re.DOTALL
)
_OPTIONS = re.compile(r"\A(?::[\w-]+:.*\n)+\n?")
_ANY = "…"
_TIMES = re.compile(r" in \d+\.\d+s")
"""What pytest says at the end is left out: how long it took."""
NOT_PASSED_ON = ("CI", "BUILD_NUMBER", "FORCE_COLOR", "PYTEST_ADDOPTS")
"""What would make programs print something else than on a reader's terminal."""
_PROGRAMS = {
    "mlekl": [sys.executable, "-m", "mlekl_symbolic.cli"],
    "python": [sys.executable],
    "pytest": [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", "--color=no"],
}


class Differs(AssertionError):
    """A page shows something else than what happens; ``str`` is the whole message."""


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: its language, its text, the name of the file it is, and its place in the page."""

    language: str
    body: str
    caption: str
    line: int
    span: tuple[int, int]


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page; directives that hold no code are left out."""
    for found in _FENCE.finditer(text):
        language, body, start = found["language"].strip(), found["body"], found.start("body")
        if language.startswith("{"):
            directive, _, argument = language[1:].partition("}")
            if directive != "code-block":
                continue
            language = argument.strip()
        options = _OPTIONS.match(body)
        head = options[0] if options else ""
        said = re.search(r"(?m)^:caption: *(.*)$", head)
        caption = said[1].strip() if said else ""
        body, start = body[len(head) :], start + len(head)
        yield Block(language, body, caption, text.count("\n", 0, start) + 1, (start, start + len(body)))


def commands(body: str) -> Iterator[tuple[str, str]]:
    """The commands of a ``console`` block, each with what the page says it prints."""
    parts = re.split(r"^\$ (.*)\n?", body, flags=re.MULTILINE)
    if parts[0].strip():
        raise Differs("a console block begins with a command")
    yield from zip(parts[1::2], parts[2::2], strict=True)


def agrees(shown: str, printed: str) -> bool:
    """Whether what is shown is what was printed, up to lines that are left out."""
    pieces = re.split(rf"^{_ANY}\n", shown.rstrip() + "\n", flags=re.MULTILINE)
    pattern = r"(?:.*\n)*".join(map(re.escape, pieces))
    return re.fullmatch(pattern, printed.rstrip() + "\n") is not None


class Page:
    """One page as it runs: a folder, the names that Python blocks share, and the last exit code."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.path, self.folder = path, folder
        self.names: dict[str, Any] = {"__name__": "__docs__"}
        self.code = 0

    def run(self, block: Block) -> str:
        """The block's text as it should be; an error when it is wrong in a way that nothing printed mends."""
        if block.caption:
            (self.folder / block.caption).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / block.caption).write_text(block.body, encoding="utf-8")
        elif block.language == "python":
            self.execute(block)
        elif block.language == "pycon":
            self.doctest(block)
        elif block.language == "console":
            return "".join(self.command(line, shown) for line, shown in commands(block.body))
        elif block.language not in SHOWN:
            raise Differs(f"{self.path.name}:{block.line}: nobody runs a block of {block.language!r}")
        return block.body

    def execute(self, block: Block) -> None:
        """Execute a block and prove what it declares."""
        # Lines are numbered as in the page, so that messages point there.
        code = compile("\n" * (block.line - 1) + block.body, str(self.path), "exec", dont_inherit=True)
        before = dict(self.names)
        exec(code, self.names)
        from mlekl_symbolic.proof import Derivation, run  # noqa: PLC0415 - a page without Python needs no SymPy
        from mlekl_symbolic.proof.verdict import verdict  # noqa: PLC0415

        for name, made in self.names.items():
            if (
                isinstance(made, Derivation)
                and before.get(name) is not made
                and verdict(run(made)) != "proved"
            ):
                raise Differs(f"{self.path.name}:{block.line}: {name} is {verdict(run(made))}")

    def doctest(self, block: Block) -> None:
        """Run a block of examples with what they print."""
        examples = doctest.DocTestParser().get_doctest(
            block.body, self.names, self.path.name, str(self.path), block.line - 1
        )
        said: list[str] = []
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
        if runner.run(examples, out=said.append, clear_globs=False).failed:
            raise Differs("".join(said))
        self.names.update(examples.globs)

    def command(self, line: str, shown: str) -> str:
        """The command with what it prints: as shown, when that agrees."""
        if line == "echo $?":
            printed = f"{self.code}\n"
        else:
            program, *arguments = shlex.split(line)
            if program not in _PROGRAMS:
                raise Differs(f"{self.path.name}: {program} is not run here; show it in a block of sh")
            environment = {
                **{k: v for k, v in os.environ.items() if k not in NOT_PASSED_ON},
                "NO_COLOR": "1",
                "COLUMNS": "100",
                "TERM": "dumb",
                "PYTHONHASHSEED": "0",
            }
            done = subprocess.run(
                [*_PROGRAMS[program], *arguments], cwd=self.folder, env=environment, encoding="utf-8",
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120,
                check=False,
            )  # fmt: skip
            printed, self.code = _TIMES.sub("", done.stdout), done.returncode
        printed = printed.strip("\n") + "\n" if printed.strip() else ""
        return f"$ {line}\n{shown if agrees(shown, printed) else printed}"


def ran(path: Path) -> str:
    """The text of a page as it should be."""
    text = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "examples").symlink_to(ROOT / "examples")
        page = Page(path, Path(folder))
        new = [(block, page.run(block)) for block in blocks(text)]
    for block, body in reversed(new):
        first, last = block.span
        text = text[:first] + body + text[last:]
    return text


def main(arguments: list[str]) -> int:
    """Run pages; complain about what differs, or accept it."""
    accept = "--accept" in arguments
    code = 0
    for path in map(Path, (a for a in arguments if a != "--accept")):
        try:
            new = ran(path)
        except Differs as error:
            print(f"{path}: {error}")
            code = 1
            continue
        old = path.read_text(encoding="utf-8")
        if accept:
            path.write_text(new, encoding="utf-8")
        elif new != old:
            shown, printed = old.splitlines(), new.splitlines()
            changed = difflib.unified_diff(shown, printed, "shown", "printed", lineterm="", n=1)
            print(f"{path}: commands print something else:\n" + "\n".join(list(changed)[:40]))
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
