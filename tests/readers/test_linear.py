"""Lines with vectors and matrices: what is proved holds in every way of reading the letters."""

from __future__ import annotations

import pytest

from mlekl_symbolic.readers.latex.check import Checked, Verdict, check_latex

PROVED, ASSUMING = Verdict.PROVED, Verdict.ASSUMING


def last(*lines: str) -> Checked:
    """The verdict on the last of several lines."""
    return check_latex("\n\n".join(f"$$ {latex} $$" for latex in lines)).lines[-1]


TRUE = {
    "a trace of two": r"\mathrm{tr}(A B) = \mathrm{tr}(B A)",
    "a trace of three, turned": r"\mathrm{tr}(A B C) = \mathrm{tr}(C A B)",
    "a trace of a sum": r"\mathrm{tr}(A + 2 B) = \mathrm{tr}(A) + 2 \, \mathrm{tr}(B)",
    "a trace of a transpose": r"\mathrm{tr}(A^\top B) = \mathrm{tr}(B^\top A)",
    "a transposed product": r"(A B)^\top = B^\top A^\top",
    "a bilinear form": r"u^\top A v = v^\top A^\top u",
    "a quadratic form as a trace": r"u^\top A u = \mathrm{tr}(A u u^\top)",
    "a distance": r"\lVert u - v \rVert^2 = \lVert u \rVert^2 - 2 u^\top v + \lVert v \rVert^2",
    "a norm with its index": r"\|u + v\|_2^2 = \|u\|_2^2 + 2 u^\top v + \|v\|_2^2",
    "bold letters": r"\mathbf{w}^\top \mathbf{x} = \mathbf{x}^\top \mathbf{w}",
    "an inner product with a dot": (
        r"\vec{w} \cdot (\vec{x} + \vec{z})"
        r" = \vec{w} \cdot \vec{x} + \vec{w} \cdot \vec{z}"
    ),
    "an identity matrix": r"\mathrm{tr}(I_m) = m",
    "a diagonal matrix": r"u^\top \mathrm{diag}(a) u = a^\top \mathrm{diag}(u) u",
    "a sum over observations": (
        r"\sum_{i=1}^n (z_i - c)^\top (z_i - c)"
        r" = \sum_{i=1}^n z_i^\top z_i - 2 c^\top \sum_{i=1}^n z_i + n c^\top c"
    ),
    "an expectation of a quadratic form": (
        r"\mathbb{E}[(x-\mu)^\top \Omega (x-\mu)] = \mathrm{tr}(\Omega \mathbb{E}[(x-\mu) (x-\mu)^\top])"
    ),
    "an expectation of a distance": (
        r"\mathbb{E}[\|x - \mu\|^2] = \mathbb{E}[\|x\|^2] - 2 \mu^\top \mathbb{E}[x] + \|\mu\|^2"
    ),
    "a gradient of a linear form": r"\nabla_v \, v^\top a = a",
    "a gradient of a quadratic form": r"\nabla_v \, v^\top A v = (A + A^\top) v",
    "a gradient by a matrix": r"\nabla_W \|y - W x\|^2 = -2 (y - W x) x^\top",
    "least squares": r"\frac{\partial}{\partial \beta} \|y - X \beta\|^2 = -2 X^\top (y - X \beta)",
    "a gradient along a direction": r"\nabla_\theta f(\theta)^\top d = d^\top \nabla_\theta f(\theta)",
    "an outer product of vectors that are functions": (
        r"v^\top s(\theta) s(\theta)^\top v = (v^\top s(\theta))^2"
    ),
    "a product of written matrices": (
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix} \begin{pmatrix} u \\ v \end{pmatrix}"
        r" = \begin{pmatrix} a u + b v \\ c u + d v \end{pmatrix}"
    ),
    "a written matrix, transposed": (
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}^\top = \begin{pmatrix} a & c \\ b & d \end{pmatrix}"
    ),
    "a written determinant": r"\left| \begin{pmatrix} a & b \\ c & d \end{pmatrix} \right| = a d - b c",
    "a trace of a written matrix": r"\mathrm{tr} \begin{pmatrix} a & b \\ c & d \end{pmatrix} = a + d",
    "a trace without brackets": r"\operatorname{tr} A^\top = \operatorname{tr} A",
    "a sum of squares": r"\|u\|_2^2 + 2 \|v\|^2 = u^\top u + 2 v^\top v",
}
ASSUMED = {
    "an inverse": (r"A^{-1} A B = B", "invertible"),
    "an inverse of a product": (r"(A B)^{-1} = B^{-1} A^{-1}", "invertible"),
    "an inverse of a Gram matrix": (r"(X^\top X)^{-1} X^\top X \beta = \beta", "invertible"),
    "a trace of an inverse": (r"\mathrm{tr}(\Omega^{-1} \Omega) = \mathrm{tr}(I_m)", "invertible"),
    "a square": (
        r"(u - c)^\top \Sigma^{-1} (u - c)"
        r" = u^\top \Sigma^{-1} u - 2 c^\top \Sigma^{-1} u + c^\top \Sigma^{-1} c",
        "symmetric",
    ),
    "a gradient with a symmetric matrix": (r"\nabla_v \frac{1}{2} v^\top \Sigma v = \Sigma v", "symmetric"),
    "a gradient of a distance": (
        r"\frac{\partial}{\partial c} (u - c)^\top \Sigma^{-1} (u - c) = -2 \Sigma^{-1} (u - c)", "symmetric",
    ),
    "a logarithm of a determinant": (r"\log |\Sigma^{-1}| = - \log |\Sigma|", "invertible"),
    "Jacobi's formula": (
        r"\frac{\mathrm{d}}{\mathrm{d}\Sigma} \log |\Sigma| = (\Sigma^{-1})^\top", "invertible",
    ),
    "the derivative of an inverse": (
        r"\frac{\mathrm{d}}{\mathrm{d}\Sigma} \mathrm{tr}(\Sigma^{-1} A) = -(\Sigma^{-1} A \Sigma^{-1})^\top",
        "invertible",
    ),
    "a normal density": (
        r"\mathcal{N}(x; m, \Sigma) = \frac{1}{(2\pi)^{d/2} |\Sigma|^{1/2}}"
        r" \exp\left(-\frac{1}{2} (x-m)^\top \Sigma^{-1} (x-m)\right)",
        "positive",
    ),
    "its logarithm": (
        r"\log \mathcal{N}(x; m, \Sigma) = -\frac{d}{2} \log(2\pi) - \frac{1}{2} \log|\Sigma|"
        r" - \frac{1}{2} (x-m)^\top \Sigma^{-1} (x-m)",
        "positive",
    ),
    "its gradient": (r"\nabla_x \log \mathcal{N}(x; m, \Sigma) = -\Sigma^{-1} (x-m)", "symmetric"),
    "an integral of a form": (
        r"\int p(x) x^\top A x \, dx = \mathrm{tr}\left( A \int p(x) x x^\top \, dx \right)", "integrable",
    ),
}  # fmt: skip
_SIGNS = {
    "positive": "|Sigma| > 0",
    "invertible": "delta",
    "symmetric": "Equal(Sigma",
    "integrable": "Integrable",
}


@pytest.mark.parametrize("latex", TRUE.values(), ids=TRUE)
def test_it_is_proved(latex: str) -> None:
    found = last(latex)
    assert found.verdict is PROVED, found.step.diagnostics


@pytest.mark.parametrize(("latex", "condition"), ASSUMED.values(), ids=ASSUMED)
def test_it_is_proved_with_the_condition_that_it_needs(latex: str, condition: str) -> None:
    found = last(latex)
    assert found.verdict is ASSUMING, found.step.diagnostics
    assert any(_SIGNS[condition] in str(a) for a in found.assumptions)


FALSE = {
    "a trace of three, swapped": r"\mathrm{tr}(A B C) = \mathrm{tr}(A C B)",
    "a trace of a product": r"\mathrm{tr}(A B) = \mathrm{tr}(A) \mathrm{tr}(B)",
    "a trace of a square": r"\mathrm{tr}(A^2) = \mathrm{tr}(A)^2",
    "a trace without its transpose": r"\mathrm{tr}(A^\top B) = \mathrm{tr}(A B)",
    "a trace of the identity": r"\mathrm{tr}(I_m) = 1",
    "bold matrices": r"\mathbf{A} \mathbf{B} = \mathbf{B} \mathbf{A}",
    "a Gram matrix": r"A A^\top = A^\top A",
    "blocks": r"\Sigma_{12} \Sigma_{22}^{-1} = \Sigma_{22}^{-1} \Sigma_{12}",
    "transposes in the old order": r"(A B)^\top = A^\top B^\top",
    "no symmetry": r"u^\top A v = v^\top A u",
    "a symmetric matrix": r"A^\top = A",
    "conjugation": r"A^{-1} B A = B",
    "an inverse on the wrong side": r"A B^{-1} = B^{-1} A",
    "an inverse of a sum": r"(A + B)^{-1} = A^{-1} + B^{-1}",
    "inverses in the old order": r"(A B)^{-1} = A^{-1} B^{-1}",
    "an inverse of a form": r"u^\top A^{-1} u = (u^\top A u)^{-1}",
    "an outer and an inner product": r"u u^\top = u^\top u",
    "two rows": r"u^\top v^\top = v^\top u^\top",
    "a trace that is a matrix": r"\mathrm{tr}(u v^\top) = u v^\top",
    "a norm of a sum": r"\|u + v\|^2 = \|u\|^2 + \|v\|^2",
    "a norm with a wrong sign": r"\|u - v\|^2 = \|u\|^2 - 2 u^\top v - \|v\|^2",
    "a norm of a multiple": r"\|c u\|^2 = c \|u\|^2",
    "a norm of an image": r"\|A u\|^2 = \|A\|^2 \|u\|^2",
    "another norm": r"\|u\|_1^2 = u^\top u",
    "a norm of a matrix": r"\|A\|^2 = \mathrm{tr}(A^\top A)",
    "Cauchy and Schwarz as an equation": r"(u^\top v)^2 = u^\top u \, v^\top v",
    "a determinant of a sum": r"|\Sigma + \Lambda| = |\Sigma| + |\Lambda|",
    "a determinant of a multiple": r"|c \Sigma| = c |\Sigma|",
    "a determinant of an inverse": r"\log |\Sigma^{-1}| = \log |\Sigma|",
    "a form without the inverse": r"(u-c)^\top \Sigma^{-1} (u-c) = (u-c)^\top \Sigma (u-c)",
    "a square without symmetry": r"(u-c)^\top A (u-c) = u^\top A u - 2 c^\top A u + c^\top A c",
    "a square with one mixed term": (
        r"(u-c)^\top \Sigma^{-1} (u-c) = u^\top \Sigma^{-1} u - c^\top \Sigma^{-1} u + c^\top \Sigma^{-1} c"
    ),
    "a form of an expectation": r"\mathbb{E}[x^\top A x] = \mathbb{E}[x]^\top A \mathbb{E}[x]",
    "a second moment": r"\mathbb{E}[(x-\mu)(x-\mu)^\top] = \mathbb{E}[x x^\top] - \mu \mu^\top",
    "an inner product for an outer one": (
        r"\mathbb{E}[(x-\mu)^\top (x-\mu)]"
        r" = \mathbb{E}[(x-\mu)(x-\mu)^\top]"
    ),
    "an outer product of sums": (
        r"\sum_{i=1}^n z_i z_i^\top = \left(\sum_{i=1}^n z_i\right) \left(\sum_{i=1}^n z_i\right)^\top"
    ),
    "an integral of a product": (
        r"\int p(x) x^\top A x \, dx = \left(\int p(x) x \, dx\right)^\top A \int p(x) x \, dx"
    ),
    "a gradient without symmetry": r"\nabla_v \, v^\top A v = 2 A v",
    "a gradient that is a row": r"\frac{\partial}{\partial u} u^\top A v = v^\top A",
    "a gradient with a wrong sign": (
        r"\frac{\partial}{\partial c} (u-c)^\top \Sigma^{-1} (u-c) = 2 \Sigma^{-1} (u-c)"
    ),
    "a gradient with the matrix turned": (
        r"\frac{\partial}{\partial \beta} \|y - X \beta\|^2"
        r" = -2 X (y - X \beta)"
    ),
    "a gradient by a matrix, turned": r"\nabla_W \|y - W x\|^2 = -2 x (y - W x)^\top",
    "a determinant taken as constant": r"\frac{\mathrm{d}}{\mathrm{d}\Sigma} \log |\Sigma| = 0",
    "Jacobi's formula with the determinant": (
        r"\frac{\mathrm{d}}{\mathrm{d}\Sigma} \log |\Sigma| = |\Sigma| (\Sigma^{-1})^\top"
    ),
    "the derivative of an inverse with a wrong sign": (
        r"\frac{\mathrm{d}}{\mathrm{d}\Sigma} \mathrm{tr}(\Sigma^{-1} A) = (\Sigma^{-1} A \Sigma^{-1})^\top"
    ),
    "an expectation whose law may vary": r"\nabla_\theta \mathbb{E}[x^\top \theta] = \mathbb{E}[x]",
    "a score of scores": (
        r"\nabla_\theta p(x \mid \theta) \nabla_\theta p(x \mid \theta)^\top"
        r" = \nabla_\theta p(x \mid \theta)^\top \nabla_\theta p(x \mid \theta)"
    ),
    "a mean of scores": (
        r"\mathbb{E}[\nabla_\theta \log p(x \mid \theta) \nabla_\theta \log p(x \mid \theta)^\top]"
        r""
        r" = \mathbb{E}[\nabla_\theta \log p(x \mid \theta)]"
        r" \mathbb{E}[\nabla_\theta \log p(x \mid \theta)]^\top"
    ),
    "a vector that is a function as a number": r"\mathrm{diag}(s(\theta)) v = v^\top s(\theta) v",
    "a bold one": r"\mathbf{1}^\top u = u",
    "a diagonal matrix for its vector": r"\mathrm{diag}(u) v = u v",
    "a product place by place": r"u \odot v = u^\top v",
    "a product of written matrices, turned": (
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix} \begin{pmatrix} u \\ v \end{pmatrix}"
        r" = \begin{pmatrix} a u + c v \\ b u + d v \end{pmatrix}"
    ),
    "a written matrix as its transpose": (
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}^\top = \begin{pmatrix} a & b \\ c & d \end{pmatrix}"
    ),
    "a row for a column": r"\begin{pmatrix} a \\ b \end{pmatrix} = \begin{pmatrix} a & b \end{pmatrix}",
    "a permanent": r"\left| \begin{pmatrix} a & b \\ c & d \end{pmatrix} \right| = a d + b c",
    "a square, entry by entry": (
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}^2"
        r" = \begin{pmatrix} a^2 & b^2 \\ c^2 & d^2 \end{pmatrix}"
    ),
    "a trace of a product without brackets": (
        r"\operatorname{tr} A B"
        r" = \operatorname{tr} A \operatorname{tr} B"
    ),
    "a normal density without its half": (
        r"\log \mathcal{N}(x; m, \Sigma) = -\frac{d}{2} \log(2\pi) - \log|\Sigma|"
        r" - \frac{1}{2} (x-m)^\top \Sigma^{-1} (x-m)"
    ),
    "a normal density with the covariance for its inverse": (
        r"\log \mathcal{N}(x; m, \Sigma) = -\frac{d}{2} \log(2\pi) - \frac{1}{2} \log|\Sigma|"
        r" - \frac{1}{2} (x-m)^\top \Sigma (x-m)"
    ),
    "a normal density of two sizes": (
        r"\log \mathcal{N}(x; m, \Sigma) = -\frac{d k}{2} \log(2\pi) - \frac{1}{2} \log|\Sigma|"
        r" - \frac{1}{2} (x-m)^\top \Sigma^{-1} (x-m)"
    ),
    "a gradient with the sign of the other argument": (
        r"\nabla_x \log \mathcal{N}(x; m, \Sigma) = \Sigma^{-1} (x-m)"
    ),
    "an outer product of other signs": r"u \otimes v = v \otimes u",
}
CHAINS = {
    "a letter that stands for something with the variable": (r"z = A w", r"\nabla_w z^\top w = z"),
    "T as a number": (r"\sum_{t=1}^T u_t = T u", r"u^T v = v^T u + T"),
    "normal equations with the matrix left out": (
        r"X^\top X \beta = X^\top y",
        r"\beta = (X^\top X)^{-1} X y",
    ),
    "normal equations that are solved at once": (r"X^\top X \beta = X^\top y", r"X \beta = y"),
    "a factor on the other side": (r"A^\top u = v", r"u = A^{-1} v"),
    "a matrix that is another": (r"M = A^\top A", r"\mathrm{tr}(M) = \mathrm{tr}(A)"),
}


@pytest.mark.parametrize("latex", FALSE.values(), ids=FALSE)
def test_it_is_not_proved(latex: str) -> None:
    assert last(latex).verdict not in (PROVED, ASSUMING)


@pytest.mark.parametrize("lines", CHAINS.values(), ids=CHAINS)
def test_it_does_not_follow(lines: tuple[str, ...]) -> None:
    assert last(*lines).verdict not in (PROVED, ASSUMING)


def test_a_line_rests_on_the_one_before() -> None:
    found = last(r"0_m = \Omega^{-1} u - \Omega^{-1} v", r"0_m = \Omega^{-1} (u - v)")
    assert found.verdict is ASSUMING


def test_normal_equations_are_solved() -> None:
    found = last(r"X^\top X \beta = X^\top y", r"\beta = (X^\top X)^{-1} X^\top y")
    assert found.verdict is ASSUMING


def test_a_density_that_is_said_before() -> None:
    found = last(
        r"p(y) = \mathcal{N}(y; m, V)",
        r"\log p(y) = -\frac{k}{2} \log(2\pi) - \frac{1}{2} \log|V| - \frac{1}{2} (y-m)^\top V^{-1} (y-m)",
    )
    assert found.verdict is ASSUMING
    assert any("V is a matrix of size k × k" in d.message for d in found.step.diagnostics)


def test_the_reading_says_what_is_a_vector_and_what_a_matrix() -> None:
    found = last(r"u^\top A v = v^\top A^\top u")
    assert any("A is a matrix" in d.message for d in found.step.diagnostics)
    assert any("u is a vector" in d.message for d in found.step.diagnostics)


def test_a_symmetric_matrix_is_said_to_be_one() -> None:
    found = last(r"u^\top \Sigma v = v^\top \Sigma u")
    assert found.verdict is ASSUMING
    assert [str(a) for a in found.assumptions] == [
        "ForAll(ForAll(Equal(Sigma(k, l), Sigma(l, k)), (k, D)), (l, D))"
    ]
