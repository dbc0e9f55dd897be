"""What the README shows, made by the program: ``python scripts/readme.py`` writes it again.

The picture is docs/mle_as_kl.png; the texts stand between markers such as ``<!-- failure:begin -->``.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import typst

from mlekl_symbolic.proof import library, load_file, run
from mlekl_symbolic.writers.document import document_of
from mlekl_symbolic.writers.report import failures
from mlekl_symbolic.writers.typst_document import typst_source

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "mle_as_kl.png"
RESOLUTION = 110.0
FRAME = "#set page(foreground: rect(width: 100%, height: 100%, stroke: 1.4pt + luma(190)))\n"


def between(text: str, name: str, new: str) -> str:
    """``text`` with what stands between the markers ``name`` replaced."""
    begin, end = f"<!-- {name}:begin -->\n", f"<!-- {name}:end -->"
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    out, count = pattern.subn(lambda _: begin + new + end, text)
    if count != 1:
        raise ValueError(f"the README has {count} places marked {name}, not one")
    return out


def failure() -> str:
    """What the terminal says about docs/false_line.py."""
    (derivation,) = load_file("docs/false_line.py")
    return f"```\n$ mlekl prove docs/false_line.py\nfalse_line: refuted\n\n{failures(run(derivation))}\n```\n"


def example() -> str:
    """The file docs/my_theorem.py."""
    return f"```python\n{Path('docs/my_theorem.py').read_text(encoding='utf-8')}```\n"


def filled(text: str) -> str:
    """The README with its texts made again."""
    return between(between(text, "failure", failure()), "example", example())


def picture() -> bytes:
    """The first page of the first derivation, in a frame: a white page has no edge on a white one."""
    source = FRAME + typst_source(document_of(run(library()["mle_as_kl"])))
    made = typst.compile(source.encode(), format="png", ppi=RESOLUTION, ignore_system_fonts=True)
    return bytes(made[0] if isinstance(made, list) else made)


if __name__ == "__main__":
    os.chdir(ROOT)
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")
    PICTURE.write_bytes(picture())
