"""The second of two texts, claim by claim: what holds, what needs more than it says, and what is false."""

from sympy import Basic, Rational

from mlekl_symbolic import *
from mlekl_symbolic.claims import CLAIMS

CHAPTERS = {
    "B01": (
        "Maximum likelihood estimation amounts to minimising the divergence “asymptotically”",
        "The text begins with the true distribution in the place of the data, and uses the law of "
        "large numbers to come to the data.",
    ),
    "B10": ("From the divergence to an expectation", ""),
    "B15": ("The law of large numbers", ""),
    "B19": ("From the expectation to the data", ""),
}


@derivation(
    title="A text on likelihood, divergence and large numbers, claim by claim",
    sources=(
        "A post on maximum likelihood, divergence and the law of large numbers, on a sentence of "
        "M. Arjovsky, S. Chintala and L. Bottou, Wasserstein GAN (2017).",
    ),
    spare={
        "S2": "the sums run over the whole numbers up to N, and N itself is only a factor",
        "S3": "with no observations all sums over them are 0, and 1/0 counts as 0",
    },
)
def the_second_text(proof: Proof) -> Theorem:
    """The second of two texts on maximum likelihood and minimum divergence: this page judges its claims."""
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
    written = _written(X, Theta, x, p)
    for claim in CLAIMS:
        if not claim.code.startswith("B"):
            continue
        if claim.code in CHAPTERS:
            proof.chapter(*CHAPTERS[claim.code])
        proof.review(
            claim.code, claim.says, claim.verdict, claim.sentence,
            written=written.get(claim.code), by=claim.settled_by,
        )  # fmt: skip
    return proof.qed(same)


def _written(X: FiniteSet, Theta: NamedSet, x: Sample, p: Model) -> dict[str, Basic]:
    """The formulas of the text; the true parameter is written with an index 0."""
    a, i, w, n, theta, true, k, epsilon = variables("a i omega n theta theta_0 k epsilon")
    mu, sigma = variables("mu sigma")
    N, half = x.size, Rational(1, 2)
    P, Q, M = (MassFunction(name, X) for name in "PQM")
    Omega = FiniteSet("Omega")
    outcomes = (w, MassFunction("P", Omega))
    Y, draws = FunctionSymbol("X", 1), Family("X", 2)
    mean = 1 / n * Sum(draws[i](w), (i, 1, n))
    q, truth = p[theta], p[true]
    space, draw = (theta, Theta), (a, truth)
    likelihood = Product(q(x[i]), (i, 1, N))
    return {
        "B02": ArgMax(likelihood, space),
        "B04": Equal(KL(P, Q), Expectation(log(P(a) / Q(a)), (a, P))),
        "B06": NotEqual(KL(P, Q), KL(Q, P)),
        "B07": half * KL(P, M) + half * KL(M, P),
        "B10": ArgMin(KL(truth, q), space),
        "B11": ArgMin(Expectation(log(truth(a) / q(a)), draw), space),
        "B12": ArgMin(Expectation(log(truth(a)) - log(q(a)), draw), space),
        "B13": ArgMin(Expectation(-log(q(a)), draw), space),
        "B14": ArgMax(Expectation(log(q(a)), draw), space),
        "B16": Probability(abs(mean - mu) >= epsilon, outcomes) <= sigma**2 / (n * epsilon**2),
        "B17": Probability(abs(Y(w) - mu) >= k * sigma**2, outcomes) <= 1 / k**2,
        "B21": ArgMax(Sum(log(q(x[i])), (i, 1, N)), space),
        "B22": ArgMax(log(likelihood), space),
        "B23": ArgMax(likelihood, space),
    }
