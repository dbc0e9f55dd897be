"""The first of two texts, claim by claim: what holds, what needs more than it says, and what is false."""

from sympy import Basic

from mlekl_symbolic import *
from mlekl_symbolic.claims import CLAIMS

CHAPTERS = {
    "A01": (
        "How Maximizing Log Probability is Equivalent to Minimizing KL Divergence",
        "The text derives the theorem above in three steps, and then says what follows from it.",
    ),
    "A06": ("Section 2: from the divergence to the likelihood", ""),
    "A20": ("Sections 3 to 6: what follows, an example, and limits", ""),
}


@derivation(
    title="A text on log probability and divergence, claim by claim",
    sources=("A tutorial, “How Maximizing Log Probability is Equivalent to Minimizing KL Divergence”.",),
    spare={
        "S2": "the sums run over the whole numbers up to N, and N itself is only a factor",
        "S3": "with no observations all sums over them are 0, and 1/0 counts as 0",
    },
)
def the_first_text(proof: Proof) -> Theorem:
    """The first of two texts on maximum likelihood and minimum divergence: this page judges its claims."""
    X = proof.finite_set("X")
    Theta = proof.parameter_set("Theta")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    p = proof.model("P", parameters=Theta, over=X)
    p_data = proof.empirical("P_data", x)
    i, theta = variables("i theta")
    proof.given(ForAll(p[theta](x[i]) > 0, (i, 1, N), (theta, Theta)), "the model excludes no observation")
    least = ArgMin(KL(p_data, p[theta]), (theta, Theta))
    likeliest = ArgMax(Sum(log(p[theta](x[i])), (i, 1, N)), (theta, Theta))
    proof.show(SameSolutions(least, likeliest))
    same = proof.calc(
        least, "This is what the text comes to. The formula of each claim stands as the text writes it."
    ).eq(likeliest, by=proof.cite("mle_as_kl"))
    written = _written(X, Theta, x, p, p_data)
    for claim in CLAIMS:
        if not claim.code.startswith("A"):
            continue
        if claim.code in CHAPTERS:
            proof.chapter(*CHAPTERS[claim.code])
        proof.review(
            claim.code, claim.says, claim.verdict, claim.sentence,
            written=written.get(claim.code), by=claim.settled_by,
        )  # fmt: skip
    return proof.qed(same)


def _written(X: FiniteSet, Theta: NamedSet, x: Sample, p: Model, p_data: Empirical) -> dict[str, Basic]:
    """The formulas of the text."""
    a, i, j, theta, constant = variables("a i j theta c")
    N = x.size
    P, Q = MassFunction("P", X), MassFunction("Q", X)
    q, divergence = p[theta], KL(p_data, p[theta])
    count_i = 1 / N * Sum(delta(a, x[i]), (i, 1, N))
    count_j = 1 / N * Sum(delta(a, x[j]), (j, 1, N))
    total = Sum(log(q(x[i])), (i, 1, N))
    likeliest = ArgMax(total, (theta, Theta))
    loss = -(1 / N * total)
    theorem = SameSolutions(ArgMin(divergence, (theta, Theta)), likeliest)
    return {
        "A02": likeliest,
        "A04": Equal(KL(P, Q), Sum(P(a) * log(P(a) / Q(a)), (a, X))),
        "A05": And(KL(P, Q) >= 0, Iff(Equal(KL(P, Q), 0), ForAll(Equal(P(a), Q(a)), (a, X)))),
        "A06": Equal(p_data(a), 1 / N * Sum(delta(a, x[i]), (i, 1, N))),
        "A09": Equal(divergence, Sum(p_data(a) * log(p_data(a) / q(a)), (a, X))),
        "A10": Equal(divergence, Sum(count_i * log(count_j / q(a)), (a, X))),
        "A12": Equal(divergence, 1 / N * Sum(log((1 / N) / q(x[i])), (i, 1, N))),
        "A13": 1 / N * Sum(log(1) - log(N) - log(q(x[i])), (i, 1, N)),
        "A14": Equal(divergence, loss + constant),
        "A15": SameSolutions(ArgMin(divergence, (theta, Theta)), ArgMin(loss, (theta, Theta))),
        "A16": SameSolutions(ArgMin(loss, (theta, Theta)), likeliest),
        "A19": theorem,
        "A26": Equal(H(p_data, q), divergence + H(p_data)),
    }
