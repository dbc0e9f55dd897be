"""Derivations written out by hand as records, so that the printers are tested alone."""

from __future__ import annotations

from sympy import Rational

from mlekl_symbolic.language.binders import ArgMax, ArgMin, Sum
from mlekl_symbolic.language.distributions import KL, Empirical, H, Model, Sample
from mlekl_symbolic.language.expressions import delta, log, variables
from mlekl_symbolic.language.relations import Distinct, Equal, ForAll, SameSolutions
from mlekl_symbolic.language.sets import FiniteSet, NamedSet
from mlekl_symbolic.proof.outcome import Gap, Outcome, Proved, Refuted, Unproved
from mlekl_symbolic.proof.records import Chain, Given, Location, Reason, Remark, Step, Theorem
from mlekl_symbolic.refute.witness import Witness

HERE = Location("derivation.py", 1)
X, THETA = FiniteSet("X"), NamedSet("Theta")
N, a, i, theta = variables("N a i theta")
x = Sample("x", N, X)
p = Model("P", THETA, X)
p_hat = Empirical("P_data", x)
q = p[theta]
LIKELIHOOD = Sum(log(q(x[i])), (i, 1, N))
SUPPORT = Given("A1", ForAll(q(x[i]) > 0, (i, 1, N), (theta, THETA)), "the model excludes no observation")
IDLE = Given("A2", Distinct(x))
WITNESS = Witness((("N", "2"), ("x", "(a, a)")), "0", "-log 2", "", "-0.693147")


def steps(first: int, start: object, *rows: tuple[object, str, Outcome]) -> tuple[Step, ...]:
    """A chain's steps from its right sides, words and outcomes."""
    out, left = [], start
    for n, (right, words, outcome) in enumerate(rows, first):
        out.append(Step(n, "=", left, right, (Reason("rule", words),), (), outcome, HERE))  # type: ignore[arg-type]
        left = right
    return tuple(out)


def theorem(outcome: Outcome | None = None) -> Theorem:
    """Maximum likelihood is the minimum of the divergence, with any outcome in its fifth step."""
    inner = Sum(delta(a, x[i]), (i, 1, N))
    fifth = Proved(30, 12, ("sum_comm", "mul_sum", "sum_delta")) if outcome is None else outcome
    one = steps(
        1,
        KL(p_hat, q),
        (Sum(p_hat(a) * log(p_hat(a) / q(a)), (a, X)), "definition of the divergence", Proved(3, 1, ("kl",))),
        (
            -H(p_hat) - Sum(p_hat(a) * log(q(a)), (a, X)),
            "logarithm of a quotient",
            Proved(12, 9, ("mul_log_div", "sum_sub", "entropy"), ("A1",)),
        ),
        (
            -H(p_hat) - Sum(1 / N * inner * log(q(a)), (a, X)),
            "definition of the empirical distribution",
            Proved(20, 3, ("empirical",)),
        ),
        (
            -H(p_hat) - 1 / N * Sum(Sum(delta(a, x[i]) * log(q(a)), (a, X)), (i, 1, N)),
            "exchange of finite sums",
            Proved(25, 5, ("sum_comm", "mul_sum")),
        ),
        (-H(p_hat) - 1 / N * LIKELIHOOD, "each observation is counted once", fifth),
    )
    least = ArgMin(KL(p_hat, q), (theta, THETA))
    most = ArgMax(LIKELIHOOD, (theta, THETA))
    two = steps(
        6,
        least,
        (
            ArgMin(-H(p_hat) - 1 / N * LIKELIHOOD, (theta, THETA)),
            "by (5), for every parameter",
            Proved(34, 4),
        ),
        (ArgMin(-1 / N * LIKELIHOOD, (theta, THETA)), "the entropy is free of the parameter", Proved(40, 4)),
        (most, "a negative factor turns the order around", Proved(44, 4, ("argmin_neg_scale",))),
    )
    statement = SameSolutions(least, most)
    whole = fifth if not isinstance(fifth, Proved) else Proved(44, 44, (), ("A1",))
    false = Step(
        1, "=", log(1 / N * inner), log(Rational(1) / N), (), (),
        Refuted(WITNESS, -log(inner)), HERE,
    )  # fmt: skip
    return Theorem(
        "mle_as_kl",
        "Maximum likelihood minimises the divergence from the data",
        "Both problems have the same solutions, whatever the model family.",
        ("I. Goodfellow, Y. Bengio and A. Courville, Deep Learning (2016), section 5.5",),
        (X, THETA, N, x, p, p_hat),
        statement,
        (SUPPORT, IDLE),
        (SUPPORT,),
        (
            Chain(
                "Starting from the definition,", KL(p_hat, q), one, Equal(KL(p_hat, q), one[-1].rhs), fifth
            ),
            Remark("The entropy of the data does not depend on the parameter."),
            Chain("Hence", least, two, statement, Proved(44, 4)),
        ),
        whole,
        HERE,
        definitions=("kl", "entropy", "empirical"),
        instance=Witness((("N", "1"), ("x", "(a)")), "", ""),
        refutations=(false,),
    )


GAP = Gap("a strong law is not available here")
UNPROVED = Unproved(
    (q(a) > 0,), -log(q(a)), ("name the reason with by=", "give the condition as a hypothesis")
)
REFUTED = Refuted(WITNESS, log(N))
HOSTILE = (
    "a_b",
    "50%",
    "#1",
    "$x$",
    "back\\slash",
    "{brace}",
    'quo"te',
    "<b>",
    "R&D",
    "new\nline",
    "数",
    "é",
    "~^",
    "",
    "`;(",
)
"""Names and words that would be commands in some format, or that the fonts do not have."""


def long_theorem() -> Theorem:
    """A page with formulas, reasons and words wider than a line."""
    b, c = variables("first_quantity second_quantity")
    wide = log(q(a)) + log(b + c) - 2 * log(q(x[i]) / (q(a) + b)) + H(p_hat) * KL(p_hat, q)
    wider = wide + wide - Sum(wide + wide, (a, X)) * (1 / N) + wide
    tower = log(Sum(wide + wider, (a, X)))
    reason = "a reason that goes on for much longer than there is room beside any formula on the page"
    made = steps(
        1, wide, (wider, reason, Proved(1, 1, tuple(f"a_rule_with_a_long_name_{n}" for n in range(12)))),
        (tower, "why not", GAP), (b, reason, UNPROVED), (wide, "", REFUTED),
    )  # fmt: skip
    return Theorem(
        "long", "A title that is a good deal longer than one line of the page could ever be made to hold", "",
        (), (X, N), Equal(wider, wide), (), (), (Chain("", wide, made, Equal(wide, wide), REFUTED),),
        REFUTED, HERE, definitions=("distinct",),
    )  # fmt: skip


def hostile_theorem() -> Theorem:
    """A page in which every name and every word is hostile."""
    names = variables("a")[:0] + tuple(type(a)(n) for n in HOSTILE if n)
    total = names[0] + names[1]
    for name in names[2:]:
        total = total + name
    words = " ".join(HOSTILE)
    one = steps(1, total, (total, words, Proved(1, 1, HOSTILE[:3])), (total, words, Gap(words)))
    given = Given("A1", names[0] > 0, words)
    return Theorem(
        words, words, words, (words,), (FiniteSet("R&D"), FiniteSet("X_%")),
        Equal(total, total), (given,), (given,),
        (Chain(words, total, one, Equal(total, total), one[1].outcome), Remark(words)), one[1].outcome, HERE,
    )  # fmt: skip
