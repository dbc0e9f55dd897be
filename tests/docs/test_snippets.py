"""The code that the documentation shows does what the documentation says; what runs it can fail."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.docs.snippets import DOCS, ROOT, SHOWN, Differs, agrees, blocks, commands, ran

PAGES = sorted(p for p in DOCS.rglob("*.md") if "_build" not in p.parts)
NEEDS = {"add-a-picture": ("matplotlib",), "use-your-own-data": ("matplotlib", "pyarrow")}
"""What a page needs that is in an extra."""
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(DOCS).as_posix())
def test_the_code_of_a_page_runs(page: Path) -> None:
    for module in NEEDS.get(page.stem, ()):
        if find_spec(module) is None:
            pytest.skip(f"{page.stem} needs {module}")
    if all(b.language in SHOWN and not b.caption for b in blocks(page.read_text(encoding="utf-8"))):
        return
    # A process of its own: a page may declare rules and formats, which would stay in this one.
    done = subprocess.run(
        [sys.executable, "-m", "tests.docs.snippets", str(page)],
        cwd=ROOT, env=ENVIRONMENT, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_every_how_to_has_code_that_runs() -> None:
    for page in (DOCS / "how-to").glob("*.md"):
        languages = {b.language for b in blocks(page.read_text(encoding="utf-8"))}
        assert page.stem == "index" or languages - SHOWN, page


PROVED = '''```python
from mlekl_symbolic import *


@derivation(title="A square")
def square(proof: Proof) -> Theorem:
    """Of a sum."""
    a = proof.real("a")
    proof.show(Equal((a + 1) ** 2, a**2 + 2 * a + 1))
    return proof.qed(proof.calc((a + 1) ** 2).eq(a**2 + 2 * a + 1))
```
'''


def test_a_page_that_is_right_stays_as_it_is(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    console = "```console\n$ python -c 'print(1); print(2)'\n…\n2\n$ echo $?\n0\n```\n"
    page.write_text(f"{PROVED}\n{console}", encoding="utf-8")
    assert ran(page) == page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (PROVED.replace("+ 2 * a", "+ 3 * a"), "square is refuted"),
        ("```pycon\n>>> 1 + 1\n3\n```\n", "Expected"),
        ("```prolog\nx.\n```\n", "nobody runs a block of 'prolog'"),
        ("```\nx\n```\n", "nobody runs a block of ''"),
        ("```{code-block} prolog\nx.\n```\n", "nobody runs"),
        ("```console\n$ rm x\n```\n", "rm is not run here"),
        ("```console\nx\n$ echo $?\n```\n", "begins with a command"),
    ],
)
def test_what_is_wrong_is_found(text: str, message: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    with pytest.raises(Differs, match=message):
        ran(page)


@pytest.mark.parametrize("shown", ["1\n", "1\n3\n", "…\n1\n", "2\n1\n", "1\n2\n…\n3\n", ""])
def test_other_output_is_not_accepted(shown: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"```console\n$ python -c 'print(1); print(2)'\n{shown}```\n", encoding="utf-8")
    assert "\n1\n2\n```" in ran(page) != page.read_text(encoding="utf-8")


def test_lines_may_be_left_out_only_where_it_says_so() -> None:
    assert agrees("a\n…\nd", "a\nb\nc\nd\n")
    assert agrees("…\n", "a\n")
    assert not agrees("a\nd", "a\nb\nd\n")
    assert not agrees("a\n…\nd", "a\nb\n")
    assert not agrees("a…\n", "ab\n")


def test_blocks_are_found_with_their_captions_and_lines() -> None:
    text = "x\n\n```{code-block} python\n:caption: a.py\n:linenos:\n\ny = 1\n```\n\n```{image} z\n```\n"
    (only,) = blocks(text)
    assert (only.language, only.caption, only.body, only.line) == ("python", "a.py", "y = 1\n", 7)
    assert text[slice(*only.span)] == "y = 1\n"
    assert list(commands("$ a\nb\n\n$ c\n")) == [("a", "b\n\n"), ("c", "")]
