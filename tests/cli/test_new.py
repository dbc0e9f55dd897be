"""``mlekl new`` writes a file that proves as it stands, and never over another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("given", ["my_theorem", "my_theorem.py"])
def test_the_template_is_proved(mlekl: Run, given: str) -> None:
    ran = mlekl("new", given)
    assert (ran.code, ran.err) == (0, "")
    assert "mlekl prove my_theorem.py" in ran.out
    proved = mlekl("prove", "my_theorem.py")
    assert proved.code == 0, proved.out + proved.err
    assert proved.out.startswith("my_theorem: proved\n")


def test_the_template_is_commented_and_names_only_itself(mlekl: Run) -> None:
    mlekl("new", "my_theorem")
    text = Path("my_theorem.py").read_text(encoding="utf-8")
    assert text.count("#") >= 4
    assert "NAME" not in text
    assert "def my_theorem(proof: Proof) -> Theorem:" in text


def test_a_file_is_never_overwritten(mlekl: Run) -> None:
    Path("mine.py").write_text("precious")
    ran = mlekl("new", "mine")
    assert ran.code == 4
    assert "exists already and is left as it is" in ran.err
    assert Path("mine.py").read_text() == "precious"
