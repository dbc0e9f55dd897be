"""What a notebook shows, and that the tutorial's cells do what its words say."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mlekl_symbolic import KL, Equal, H, Theorem, begin, log, variables
from mlekl_symbolic.jupyter import HTML, LATEX, PLAIN, bundle, load_ipython_extension
from mlekl_symbolic.language import FiniteSet, MassFunction
from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.run import theorem

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.ipynb"
X = FiniteSet("X")
P, Q = MassFunction("P", X), MassFunction("Q", X)


def test_an_expression_is_a_formula_in_all_three_forms() -> None:
    shown = bundle(KL(P, Q))
    assert shown[HTML].startswith("$")
    assert shown[HTML].endswith("$")
    assert shown[LATEX].count("$$") == 2
    assert shown[PLAIN] == "D_KL(P ‖ Q)"


def test_a_false_line_shows_its_counterexample_and_a_true_one_its_rules() -> None:
    proof = begin("Two lines")
    r = proof.real("r")
    false = proof.calc(log(r**2)).eq(2 * log(r))
    assert "False for" in bundle(false)[HTML]
    assert "it fails at" in bundle(false)[PLAIN]
    true = proof.calc((r + 1) ** 2).eq(r**2 + 2 * r + 1)
    shown = bundle(true)[HTML]
    assert "1 kernel line; rules:" in shown
    assert "False for" not in shown


def test_a_chain_that_fails_is_put_aside_and_the_numbers_begin_anew() -> None:
    proof = begin("Second try")
    a = proof.real("a")
    proof.show(Equal((a + 1) ** 2, a**2 + 2 * a + 1))
    proof.calc((a + 1) ** 2).eq(a**2 + 1)
    right = proof.calc((a + 1) ** 2).eq(a**2 + 2 * a + 1)
    made = proof.qed(right)
    assert isinstance(made.outcome, Proved)
    assert [s.number for s in made.steps] == [1]


def test_a_last_chain_that_fails_is_not_put_aside() -> None:
    proof = begin("No proof")
    (a,) = variables("a")
    a = proof.real("a")
    proof.show(Equal((a + 1) ** 2, a**2 + 1))
    made = proof.qed(proof.calc((a + 1) ** 2).eq(a**2 + 1))
    assert not isinstance(made.outcome, Proved)


def test_a_theorem_shows_its_hypotheses_and_every_step() -> None:
    found: Theorem = theorem(library()["mle_as_kl"])
    shown = bundle(found)
    assert shown[HTML].count("<details>") == len(found.steps) + 2
    assert all(f"{g.label}:" in shown[HTML] for g in found.hypotheses)
    assert "proved" in shown[PLAIN]
    assert f"It rests on {len(found.hypotheses)} hypotheses" in shown[HTML]
    one = bundle(replace(found, hypotheses=(replace(found.hypotheses[0], words="as agreed"),)))[HTML]
    assert "It rests on 1 hypothesis<" in one
    assert "$ (as agreed)</li>" in one


def test_the_extension_teaches_the_notebook_our_objects() -> None:
    interactive = pytest.importorskip("IPython.core.interactiveshell", reason="IPython is not installed")
    shell: Any = interactive.InteractiveShell.instance()
    try:
        load_ipython_extension(shell)
        data, _ = shell.display_formatter.format(H(P))
        assert data[PLAIN] == "H(P)"
        assert data[LATEX] == bundle(H(P))[LATEX]
    finally:
        interactive.InteractiveShell.clear_instance()


def test_the_tutorial_runs_and_prints_what_is_committed() -> None:
    nbformat = pytest.importorskip("nbformat", reason="the notebook extra is not installed")
    nbclient = pytest.importorskip("nbclient", reason="the notebook extra is not installed")
    committed = nbformat.read(TUTORIAL, as_version=4)
    run = nbformat.read(TUTORIAL, as_version=4)
    nbclient.NotebookClient(run, timeout=120, kernel_name="python3").execute()
    for before, after in zip(committed.cells, run.cells, strict=True):
        assert _plain(after) == _plain(before), before.source


def _plain(cell: Any) -> list[str]:
    return [re.sub(r"\s+", " ", o["data"][PLAIN]) for o in cell.get("outputs", []) if "data" in o]
