"""What a document declares decides how its names are read."""

from __future__ import annotations

import pytest

from mlekl_symbolic.readers.latex.diagnostics import ReadError
from mlekl_symbolic.readers.latex.notation import Kind, collect, declarations, from_toml, plain_name, preset
from mlekl_symbolic.readers.latex.reader import read
from mlekl_symbolic.readers.latex.show import shown


def read_as(latex: str, said: str) -> str:
    """A formula under some declarations."""
    notation, problems = collect([(said, (0, 0))])
    assert not problems
    (line,) = read(latex, notation.roles).lines()
    return shown(line.right)


@pytest.mark.parametrize(
    ("latex", "said", "wanted"),
    [
        ("T(a b)", "T: function", "T(a · b)"),
        ("T(a b)", "T: scalar", "T · (a · b)"),
        ("p(1-p)", "p: scalar", "p · (1 - p)"),
        ("p(1-p)", "p: pmf on X", "p(1 - p)"),
        ("x^t", "t: natural", "x^t"),
        ("E x", "E: scalar", "E · x"),
        ("n(a)", "n: function", "n(a)"),
        (r"\phi(2x)", r"\phi: function", "phi(2 · x)"),
    ],
)
def test_declarations_answer_questions(latex: str, said: str, wanted: str) -> None:
    assert read_as(latex, said) == wanted


def test_declarations() -> None:
    p, q, x, big, theta = declarations(
        r"p, q: pmf on X; x_i: a sample of size N on X; P_\theta: model on X over \Theta; "
        r"theta: parameter in Theta"
    )
    assert (p.kind, p.on, q.name) == (Kind.PMF, "X", "q")
    assert (x.name, x.kind, x.size, x.index) == ("x", Kind.SAMPLE, "N", "i")
    assert (big.name, big.kind, big.on, big.parameters) == ("P", Kind.MODEL, "X", "Theta")
    assert theta.parameters == "Theta"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (r"P_{\text{data}}", "P_data"), (r"\hat p", "p_hat"), (r"\theta", "theta"), (r"\mathcal X", "X_cal"),
        ("P_data", "P_data"), (r"\tilde{\mu}", "mu_tilde"),
    ],
)  # fmt: skip
def test_names(written: str, name: str) -> None:
    assert plain_name(written) == name


@pytest.mark.parametrize("said", ["p", "p:", ": pmf", "p: thing", "1x: pmf", "preset: none"])
def test_what_is_no_declaration_is_refused(said: str) -> None:
    with pytest.raises(ReadError, match="E235"):
        declarations(said)


def test_presets_and_files() -> None:
    assert preset("ml").entries["P_data"].kind is Kind.EMPIRICAL
    made = from_toml('preset = "ml"\n[notation]\n"T, S" = "function"\n"p" = "scalar"\n')
    assert made.entries["T"].kind is Kind.FUNCTION
    assert made.entries["p"].kind is Kind.SCALAR
    for text in ("[", "notation = 3", "[notation]\np = 3", 'preset = "x"'):
        with pytest.raises(ReadError, match="E235"):
            from_toml(text)
