"""Every notice and every refusal has a formula or a document that causes it."""

from __future__ import annotations

import pytest

from mlekl_symbolic.readers.latex.check import check_latex
from mlekl_symbolic.readers.latex.codes import CODES
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, ReadError
from mlekl_symbolic.readers.latex.documents import read_document
from mlekl_symbolic.readers.latex.elaborate.lines import Elaborator
from mlekl_symbolic.readers.latex.reader import read
from mlekl_symbolic.readers.latex.source import LARGEST_FILE, Source, decode, load

FORMULAS = [
    ("N101", r"\sum_{i=1}^N a_i + b_i"),
    ("N102", r"\log a \cdot b"),
    ("N102", r"\log 2\pi\sigma^2"),
    ("N103", r"log x"),
    ("N103", r"KL(p \| q)"),
    ("N104", r"a + \text{loss}"),
    ("N105", r"a = b \text{ by the rule of Bayes}, c = d"),
    ("N106", r"E_{x \sim p}[f(x)]"),
    ("N107", r"1/N \sum_{i=1}^N a_i"),
    ("N108", r"\mathbb{E}_{p} \log p(x)"),
    ("N109", r"\theta^k"),
    ("N110", r"\theta^{old}"),
    ("N111", r"\hat{y_i}"),
    ("N112", r"a\_i"),
    ("N113", r"\max_\theta f(\theta) - g(\theta)"),
    ("N114", r"\sum_x p(x) + q(x)"),
    ("N115", r"\int_x p(x)"),
    ("N116", r"n \left\{ a + b \right\}"),
    ("N118", r"D_{KL}(p | q)"),
    ("N119", r"a {\it + b}"),
    ("N121", r"T(x)"),
    ("N123", r"a_{cd}"),
    ("N126", r"\sum_i^N a_i"),
    ("N127", r"p(x \lvert y)"),
    ("E201", r"\foo x"),
    ("E202", r"a ? b"),
    ("E202", "x \u0301"),
    ("E203", r"(a"),
    ("E203", r"\left x"),
    ("E204", r"\begin{aligned} a"),
    ("E204", r"\begin{tikzpicture} a \end{tikzpicture}"),
    ("E205", r"\frac{1}"),
    ("E205", r"p()"),
    ("E206", r"T(a b)"),
    ("E206", r"p(1-p)"),
    ("E207", r"\log p(x_i) q(x_i)"),
    ("E208", r"1/2\sigma^2"),
    ("E209", r"\prod_{i=1}^N a_i b"),
    ("E210", r"a_1 + \ldots + a_N"),
    ("E211", r"target + 1"),
    ("E212", r"\theta^t"),
    ("E212", r"N^b"),
    ("E212", r"f^2(x)"),
    ("E213", r"a_{12b4}"),
    ("E214", r"x^\top y"),
    ("E214", r"\begin{pmatrix} a \end{pmatrix}"),
    ("E215", r"\int p(x)"),
    ("E215", r"p(x) \, \mathrm{d}x"),
    ("E216", "(" * 200 + "x" + ")" * 200),
    ("E217", "x" * 30_000),
    ("E220", r"a = \input{other}"),
    ("E221", r""),
    ("E221", r"a = "),
    ("E223", r"x_i_j"),
    ("E224", r"[a, b, c]"),
    ("E225", r"x^10"),
    ("E225", r"N = 1,000"),
    ("E226", r"|x + y"),
    ("E226", r"D(p \| q \| r)"),
    ("E227", r"\lim_{n} a_n"),
    ("E227", r"\stackrel{a}{b}"),
]
DOCUMENTS = [
    ("N117", r"\[ a = b \] \[ = c \]"),
    ("N120", r"\[ \sum_x p(x) = 1 \]"),
    ("N122", r"\[ D_{KL}(p \| q) = D_{KL} \]"),
    ("N124", r"\[ H(p_\theta) = H(p_\theta) + \text{const} \]"),
    ("N125", r"\[ \theta + 0.6 = \theta + 0.6 \]"),
    ("E203", r"\[ a = b"),
    ("E204", r"\begin{align} a = b"),
    ("E218", r"\def\a{\a\a} \[ \a \]"),
    ("E220", r"\input{other}"),
    ("E222", r"\newcommand{\q}[x]{y}"),
    ("E221", r"\[ = c \]"),
    ("E231", r"\[ \mathbb{E}[X] = 1 \]"),
    ("E232", r"\[ \sum_x \sum_x p(x) = 1 \]"),
    ("E233", r"\[ \sqrt{2} = 1 \]"),
    ("E234", r"\[ p = 1 \]"),
    ("E235", "% mlekl: p pmf\n"),
    ("E235", "% mlekl: p: thing\n"),
    ("E236", "% mlekl: p: pmf\n% mlekl: p: scalar\n"),
]
CHECKED = [
    ("E237", r"\[ \log 0 = 0 \]"),
    ("N129", r"\[ \mathbb{E}[f(X)] + 1 = 1 + \mathbb{E}[f(X)] \]"),
    ("N130", r"\[ TV(P, Q) \le \frac12 KL(P \| Q) \]"),
    ("W403", r"\[ p(x, z) = p(x) p(z) \]"),
    ("W404", r"\[ \frac1N \sum_{i=1}^N \log p(x_i) = \mathbb{E}_{x \sim q}[\log p(x)] \]"),
    ("W405", r"\[ \mathbb{E}_{x \sim q}[f(x)] \approx \frac{1}{L} \sum_{l=0}^{L} f(x_l) \]"),
    ("W406", r"\[ \theta^* = \max_\theta L(\theta) \]"),
    ("W407", r"\[ a + b \Rightarrow a - b \]"),
    ("W408", r"\[ c = a + b \] \[ c = a b \]"),
    ("W409", r"\[ u = \frac{a + b}{c} \] \[ v = \frac{a + b}{c} \]"),
    ("W410", r"\[ r_k = \frac{w_k q(x | \theta_k)}{\sum_{j=1}^K w_j q(x | \theta_k)} \]"),
    ("W411", r"\[ L(w) \approx L(v) + \nabla_v L(v)^\top (w - v) + (w - v)^\top A (w - v) \]"),
    ("W412", r"\[ \log \phi(y) = a - \frac{1}{2 \sigma^2 (y - m)^2} \]"),
    ("W413", r"\[ \log 2 = 0.693 \]"),
    ("N141", r"\[ \frac1N \sum_{i=1}^N \log q(x_i) \to -H(p, q) \]"),
    ("N144", r"\[ q(x) = q(x, c=0) + q(x, c=1) \]"),
    ("N143", r"\[ A B = B A \]"),
    ("N142", r"\[ \frac{c}{n} \to 0 \]"),
    ("N140", r"\[ \frac{1}{n} \to 0 \]"),
    ("W420", r"\[ \frac{1}{n} \to 1 \]"),
]
BYTES = [
    ("N128", "é = a".encode("latin-1")),
    ("N128", "a = b".encode("utf-16")),
    ("E219", b"a\0b"),
    ("E219", b"\xc3\x28\x81"),
]


@pytest.mark.parametrize(("code", "latex"), FORMULAS)
def test_formula(code: str, latex: str) -> None:
    reading = read(latex)
    assert code in [d.code for d in reading.diagnostics]
    assert bool(reading.refusals) is code.startswith("E")


@pytest.mark.parametrize(("code", "text"), DOCUMENTS)
def test_document(code: str, text: str) -> None:
    document = read_document(Source("notes.tex", text))
    found: list[Diagnostic] = [*document.problems, *(d for r in document.readings for d in r.diagnostics)]
    found += [d for step in Elaborator(document.notation, document.lines()).steps() for d in step.diagnostics]
    assert code in [d.code for d in found]


@pytest.mark.parametrize(("code", "text"), CHECKED)
def test_checked(code: str, text: str) -> None:
    assert code in [d.code for c in check_latex(text).lines for d in c.step.diagnostics]


@pytest.mark.parametrize(("code", "data"), BYTES)
def test_bytes(code: str, data: bytes) -> None:
    if code.startswith("E"):
        with pytest.raises(ReadError, match=code):
            decode(data)
    else:
        assert [n.code for n in decode(data)[1]] == [code]


def test_a_large_file_is_refused_unopened(tmp_path: pytest.TempPathFactory) -> None:
    path = tmp_path / "large.tex"  # type: ignore[operator]
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(ReadError, match="E217"):
        load(path)


def test_every_code_has_a_case() -> None:
    tested = {code for code, _ in (*FORMULAS, *DOCUMENTS, *CHECKED)} | {code for code, _ in BYTES}
    assert tested == set(CODES)


@pytest.mark.parametrize("name", CODES)
def test_codes_say_what_and_what_to_do(name: str) -> None:
    code = CODES[name]
    assert code.name == name
    assert code.meaning.endswith(".")
    assert code.remedy.endswith(".")
    assert not code.title.endswith(".")
