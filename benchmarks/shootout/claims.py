"""The claims: what they say, whether they are true, and how they are put to tools that read text.

Nothing but the standard library is used here, as the tools run in environments of their own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """Something to be accepted or not.

    Attributes
    ----------
    name
        What is claimed, for the table.
    truth
        ``true`` or ``false``.
    left, relation, right
        The claim in LaTeX.
    declared
        What our checker is told about its names, as a document would tell it.
    maxima
        Both sides in Maxima's language; empty when the claim cannot be put to it.
    remark
        Why it is true or false, and how it is put where that is not obvious.
    """

    name: str
    truth: str
    left: str
    right: str
    declared: str = ""
    relation: str = "="
    maxima: tuple[str, str] | None = None
    remark: str = ""

    @property
    def true(self) -> bool:
        """Whether it is true."""
        return self.truth == "true"


TRUE = (
    Claim(
        "a constant leaves a sum", "true", r"\sum_{i=1}^N c f(i)", r"c \sum_{i=1}^N f(i)",
        "f: function; c, N: scalar", maxima=("sum(c*f(i),i,1,N)", "c*sum(f(i),i,1,N)"),
    ),
    Claim(
        "linearity", "true", r"\sum_{i=1}^N (f(i) + g(i))", r"\sum_{i=1}^N f(i) + \sum_{i=1}^N g(i)",
        "f, g: function; N: scalar", maxima=("sum(f(i)+g(i),i,1,N)", "sum(f(i),i,1,N)+sum(g(i),i,1,N)"),
    ),
    Claim(
        "renamed index", "true", r"\sum_{i=1}^N f(i)", r"\sum_{k=1}^N f(k)", "f: function; N: scalar",
        maxima=("sum(f(i),i,1,N)", "sum(f(k),k,1,N)"),
    ),
    Claim(
        "shifted index", "true", r"\sum_{i=1}^N f(i)", r"\sum_{i=2}^{N+1} f(i-1)", "f: function; N: scalar",
        maxima=("sum(f(i),i,1,N)", "sum(f(i-1),i,2,N+1)"),
    ),
    Claim(
        "exchanged sums", "true", r"\sum_{i=1}^N \sum_{j=1}^M h(i, j)", r"\sum_{j=1}^M \sum_{i=1}^N h(i, j)",
        "h: function; N, M: scalar",
        maxima=("sum(sum(h(i,j),j,1,M),i,1,N)", "sum(sum(h(i,j),i,1,N),j,1,M)"),
    ),
    Claim(
        "sifting with a swapped delta", "true",
        r"\sum_{m=1}^N g(m) \sum_{i=1}^N \delta_{m i} f(i)", r"\sum_{m=1}^N g(m) f(m)",
        "f, g: function; N: scalar", maxima=("sum(kron_delta(m,i)*f(i),i,1,N)", "f(m)"),
        remark="m is a whole number from 1 to N; in LaTeX an outer sum says so",
    ),
    Claim(
        "logarithm of a product", "true", r"\log \left( \prod_{i=1}^N f(i) \right)",
        r"\sum_{i=1}^N \log f(i)", "f: function; N: scalar",
        maxima=("log(product(f(i),i,1,N))", "sum(log(f(i)),i,1,N)"),
        remark="f is positive, where a tool can be told so",
    ),
    Claim(
        "square of a sum", "true", r"\left( \sum_{i=1}^N f(i) \right)^2",
        r"\sum_{i=1}^N \sum_{j=1}^N f(i) f(j)", "f: function; N: scalar",
        maxima=("sum(f(i),i,1,N)^2", "sum(sum(f(i)*f(j),j,1,N),i,1,N)"),
    ),
    Claim(
        "the central delta step", "true",
        r"\sum_{a \in \mathcal{X}} \frac{1}{N} \sum_{i=1}^N \delta_{a, x_i} \log q(a)",
        r"\frac{1}{N} \sum_{i=1}^N \log q(x_i)", "x_i: sample of size N on X; q: pmf on X",
        maxima=("sum(sum(kron_delta(a,x[i]),i,1,N)/N*log(q(a)),a,1,K)", "sum(log(q(x[i])),i,1,N)/N"),
        remark="the alphabet is 1, …, K where a tool has no finite sets",
    ),
)  # fmt: skip
FALSE = (
    Claim(
        "different limits", "false", r"\sum_{i=1}^N f(i)", r"\sum_{i=1}^{N+1} f(i)", "f: function; N: scalar",
        maxima=("sum(f(i),i,1,N)", "sum(f(i),i,1,N+1)"), remark="the ninth sum law: one term more",
    ),
    Claim(
        "a sum is N times its term", "false", r"\sum_{i=1}^N x_i", "N x_i", "x_i: sequence; N: scalar",
        maxima=("sum(x[i],i,1,N)", "N*x[i]"), remark="only when all terms are equal",
    ),
    Claim(
        "log r² = 2 log r for real r", "false", r"\log(r^2)", r"2 \log r", "r: scalar",
        maxima=("log(r^2)", "2*log(r)"),
        remark="r = −1; true for r > 0, and whoever says that it is assumed accepts nothing false",
    ),
    Claim(
        "from ab = ac follows b = c", "false", "ab = ac", "b = c", "a, b, c: scalar", relation="⟹",
        maxima=("a*b=a*c", "b=c"), remark="a = 0; put to SymPy and Maxima as solving the first for b",
    ),
    Claim(
        "N n = n²", "false", "N n", "n^2", "N, n: scalar", maxima=("N*n", "n^2"),
        remark="two names, not one",
    ),
    Claim(
        "a/a = 1 for every a", "false", r"\frac{a}{a}", "1", "a: scalar", maxima=("a/a", "1"),
        remark="a = 0; whoever says that a ≠ 0 is assumed accepts nothing false",
    ),
    Claim(
        "log(a + b) = log a + log b", "false", r"\log(a+b)", r"\log a + \log b", "a, b: scalar",
        maxima=("log(a+b)", "log(a)+log(b)"), remark="a = b = 1",
    ),
    Claim(
        "H(X, Y) + 10⁻⁹ H(X) ≤ H(X) + H(Y), independent", "false",
        r"-\frac14\log\frac18 - \frac34\log\frac38 + 0.000000001 \log 2",
        r"\log 2 - \frac14 \log\frac14 - \frac34 \log\frac34", "", relation=r"\le",
        maxima=(
            "-1/4*log(1/8)-3/4*log(3/8)+log(2)/10^9", "log(2)-1/4*log(1/4)-3/4*log(3/4)"
        ),
        remark="a fair coin X and Y ∼ Bernoulli(1/4); put as an equation where only equations can be put",
    ),
    Claim(
        "sifting that captures a bound index", "false",
        r"\sum_{a=1}^K \delta_{a k} \sum_{k=1}^N g(a, k)", r"\sum_{k=1}^N g(k, k)",
        "g: function; K, N, k: scalar",
        maxima=("sum(kron_delta(a,k)*sum(g(a,k),k,1,N),a,1,K)", "sum(g(k,k),k,1,N)"),
        remark="the k of the delta is not the k of the inner sum",
    ),
    Claim(
        "Σ δ(a k, 0) over k = 0..5 is 1", "false", r"\sum_{k=0}^5 \delta_{a k, 0}", "1", "a: scalar",
        maxima=("sum(kron_delta(a*k,0),k,0,5)", "1"), remark="a = 0 gives 6",
    ),
    Claim(
        "D_KL = (1/N) Σ log((1/N)/P(x_i))", "false",
        r"\sum_{a \in \mathcal{X}} \hat p(a) \log \frac{\hat p(a)}{q(a)}",
        r"\frac{1}{N} \sum_{i=1}^N \log \frac{1/N}{q(x_i)}",
        r"x_i: sample of size N on X; q: pmf on X; \hat p: empirical distribution of x",
        maxima=(
            "sum(phat(a)*log(phat(a)/q(a)),a,1,2)", "(log((1/2)/q(x[1]))+log((1/2)/q(x[2])))/2"
        ),
        remark="two equal observations; put concretely as N = 2, two letters, where a tool has no samples",
    ),
    Claim(
        "0.333333 = 1/3", "false", "0.333333", r"\frac{1}{3}", maxima=("0.333333", "1/3"),
        remark="a rounded number",
    ),
    Claim(
        "Jensen the wrong way round", "false", r"\frac12 \log a + \frac12 \log b",
        r"\log \left( \frac{a}{2} + \frac{b}{2} \right)", "a, b: positive scalar", relation=r"\ge",
        maxima=("log(a)/2+log(b)/2", "log(a/2+b/2)"),
        remark="a = 1, b = 3; put as an equation where only equations can be put",
    ),
)  # fmt: skip
ELSEWHERE = (
    Claim(
        "1 + … + N = N(N + 1)/2", "true", r"\sum_{i=1}^N i", r"\frac{N (N+1)}{2}", "N: scalar",
        maxima=("sum(i,i,1,N)", "N*(N+1)/2"),
    ),
    Claim(
        "sin² + cos² = 1", "true", r"\sin(x)^2 + \cos(x)^2", "1", "x: scalar",
        maxima=("sin(x)^2+cos(x)^2", "1"),
    ),
    Claim(
        "an integral of a square", "true", r"\int_0^1 x^2 \, dx", r"\frac{1}{3}",
        maxima=("integrate(x^2,x,0,1)", "1/3"),
    ),
    Claim("√8 = 2 √2", "true", r"\sqrt{8}", r"2 \sqrt{2}", maxima=("sqrt(8)", "2*sqrt(2)")),
    Claim(
        "the sum of all binomial coefficients", "true", r"\sum_{k=0}^n \binom{n}{k}", "2^n", "n: scalar",
        maxima=("sum(binomial(n,k),k,0,n)", "2^n"),
    ),
    Claim(
        "the sum of all inverse squares", "true", r"\sum_{k=1}^\infty \frac{1}{k^2}", r"\frac{\pi^2}{6}",
        maxima=("sum(1/k^2,k,1,inf)", "%pi^2/6"),
    ),
)  # fmt: skip
"""True claims of ordinary algebra and calculus, which is not what this project is about."""
CLAIMS = (*TRUE, *FALSE, *ELSEWHERE)

ACCEPTS, REJECTS, UNDECIDED = "accepts", "rejects", "undecided"
ASSUMING, REFUSED, FAILED, NOT_PUT = "accepts, saying what it assumes", "refuses to read", "fails", "—"
