"""Running commands in this process, on derivations whose outcome is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from mlekl_symbolic.cli import targets
from mlekl_symbolic.cli.app import invoke
from mlekl_symbolic.proof.derivation import Derivation
from mlekl_symbolic.proof.records import Theorem

PREPARED = """\
from mlekl_symbolic.proof.derivation import derivation
from tests.writers import samples


@derivation(title="A title")
def prepared(proof):
    return samples.theorem({outcome})
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def mlekl(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs one command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Ran:
        code = invoke(arguments)
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Writes a file whose derivation has the outcome named, such as ``samples.GAP``."""

    def canned(derivation: Derivation) -> Theorem:
        return derivation.author(None)  # type: ignore[arg-type]

    monkeypatch.setattr(targets, "theorem", canned)

    def make(outcome: str) -> str:
        (tmp_path / "prepared.py").write_text(PREPARED.format(outcome=outcome), encoding="utf-8")
        return "prepared.py"

    return make
