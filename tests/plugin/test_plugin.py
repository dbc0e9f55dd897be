"""The pytest plugin, run by pytest on files of its own."""

from __future__ import annotations

from importlib.metadata import entry_points

import pytest

import mlekl_symbolic.pytest_items  # or every run of pytest below would import SymPy again
import mlekl_symbolic.pytest_plugin

TRUE = """
from mlekl_symbolic import *

@derivation(title="A square")
def square(proof: Proof) -> Theorem:
    b = proof.real("b")
    left, right = (b + 1) ** 2, b**2 + 2 * b + 1
    proof.show(Equal(left, right))
    chain = proof.calc(left).eq((b + 1) * (b + 1)).eq(right)
    return proof.qed(chain)
"""
FALSE = TRUE.replace("def square", "def false_square").replace("b**2 + 2 * b + 1", "b**2 + 1")
BROKEN = TRUE.replace("proof.real(", "proof.reel(")


@pytest.fixture(autouse=True)
def _this_plugin_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading every installed plugin again takes most of a second for each run of pytest."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTEST_PLUGINS", "mlekl_symbolic.pytest_plugin")


@pytest.fixture
def run(pytester: pytest.Pytester) -> pytest.Pytester:
    """A folder whose ini file asks for ``proofs``."""
    pytester.makeini("[pytest]\nmlekl_derivations = proofs\n")
    pytester.mkdir("proofs")
    return pytester


def put(pytester: pytest.Pytester, name: str, text: str) -> None:
    path = pytester.path / name
    path.write_text(text, encoding="utf-8")


def test_one_test_for_each_step_and_the_statement(run: pytest.Pytester) -> None:
    put(run, "proofs/square.py", TRUE)
    result = run.runpytest_inprocess("-v")
    result.assert_outcomes(passed=3)
    result.stdout.fnmatch_lines(
        [
            "proofs/square.py::square::1.1 PASSED*",
            "proofs/square.py::square::1.2 PASSED*",
            "proofs/square.py::square::statement PASSED*",
        ]
    )


def test_one_step_alone(run: pytest.Pytester) -> None:
    put(run, "proofs/square.py", TRUE)
    run.runpytest_inprocess("proofs/square.py::square::1.2").assert_outcomes(passed=1)


def test_a_false_step_says_what_the_terminal_says(run: pytest.Pytester) -> None:
    put(run, "proofs/false_square.py", FALSE)
    result = run.runpytest_inprocess()
    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(
        ["*false_square 1.2*", "*proofs/false_square.py:9: step 2 is false", "*it fails at*b = *"]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*pytest_items.py*")


def test_an_authors_mistake_is_one_error_with_the_line(run: pytest.Pytester) -> None:
    put(run, "proofs/square.py", BROKEN)
    result = run.runpytest_inprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*square.py:6: *has no attribute 'reel'*", "> 6 |*", "*Did you mean real*"])


def test_a_file_named_on_the_command_line(pytester: pytest.Pytester) -> None:
    put(pytester, "square.py", TRUE)
    pytester.runpytest_inprocess("square.py").assert_outcomes(passed=3)
    pytester.runpytest_inprocess().assert_outcomes()


def test_other_files_are_left_to_pytest(run: pytest.Pytester) -> None:
    put(run, "proofs/_helpers.py", "raise AssertionError")
    put(run, "square.py", TRUE)
    put(run, "plain.py", "text = '@derivation'\ndef test_plain(): pass\n")
    put(run, "test_mixed.py", TRUE + "\ndef test_mixed():\n    assert square.name == 'square'\n")
    run.runpytest_inprocess().assert_outcomes(passed=1)
    run.runpytest_inprocess("plain.py").assert_outcomes(passed=1)
    run.runpytest_inprocess("test_mixed.py").assert_outcomes(passed=1)


def test_the_plugin_is_found_by_pytest() -> None:
    (found,) = (p for p in entry_points(group="pytest11") if p.name == "mlekl")
    assert found.load() is mlekl_symbolic.pytest_plugin


def test_a_line_shown_to_be_false_is_a_test_too(run: pytest.Pytester) -> None:
    refuting = TRUE.replace("    proof.show(", "    proof.refute(Equal(left, b**2 + 1))\n    proof.show(")
    put(run, "proofs/square.py", refuting)
    result = run.runpytest_inprocess("-v")
    result.assert_outcomes(passed=4)
    result.stdout.fnmatch_lines(["proofs/square.py::square::false.1 PASSED*"])
    put(run, "proofs/square.py", refuting.replace("left, b**2 + 1", "left, right"))
    result = run.runpytest_inprocess()
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["*the line said to be false is true*"])


def test_a_file_that_does_not_load_is_one_error(run: pytest.Pytester) -> None:
    put(run, "proofs/square.py", "from mlekl_symbolic import *\nx = (\n")
    result = run.runpytest_inprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*square.py:2: this is not Python: *"])


def test_a_statement_that_does_not_follow_from_good_steps(run: pytest.Pytester) -> None:
    put(run, "proofs/square.py", TRUE.replace("proof.show(Equal(left, right))", "proof.show(Equal(left, b))"))
    result = run.runpytest_inprocess()
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["*the statement is false*"])
