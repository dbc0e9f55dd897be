"""What a derivation that is wrong says: golden messages.

``python -m tests.errors.test_derivation_messages`` writes them again; read the difference.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from mlekl_symbolic.proof import load_file, run
from mlekl_symbolic.proof.errors import DerivationError
from mlekl_symbolic.writers.report import failures
from tests.errors.derivations import CASES, HEAD

GOLDEN = Path(__file__).with_name("golden")


def said(name: str) -> str:
    """The message about a case, for a file in the working directory."""
    path = Path("wrong.py").resolve()
    path.write_text(HEAD + CASES[name], encoding="utf-8")
    try:
        (derivation,) = load_file(path)
        return failures(run(derivation)) + "\n"
    except DerivationError as error:
        return f"{error}\n"


@pytest.mark.parametrize("name", sorted(CASES))
def test_message(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert said(name) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(CASES))
def test_golden_messages_say_where_and_never_show_our_code(name: str) -> None:
    text = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert text.startswith("wrong.py:")
    assert "Traceback" not in text
    assert "It arose in" not in text
    assert all(line == line.rstrip() for line in text.splitlines())


def write_golden() -> None:
    """Write every golden message of this file again."""
    os.chdir(tempfile.mkdtemp())
    for name in CASES:
        (GOLDEN / f"{name}.txt").write_text(said(name), encoding="utf-8")


if __name__ == "__main__":
    write_golden()
