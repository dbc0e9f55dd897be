"""Both texts, claim by claim: what holds, what needs more than they say, and what is false."""

from sympy import Basic, Rational

from mlekl_symbolic import *
from mlekl_symbolic.claims import CLAIMS

FIRST, SECOND = "The first text", "The second text"
CHAPTERS = {
    "A01": (
        "“How Maximizing Log Probability is Equivalent to Minimizing KL Divergence”",
        "The first text derives the theorem above in three steps, and then says what follows from it.",
    ),
    "A06": ("The first text, section 2: from the divergence to the likelihood", ""),
    "A20": ("The first text, sections 3 to 6: what follows, an example, and limits", ""),
    "B01": (
        "“Maximum likelihood estimation amounts to minimizing the Kullback-Leibler divergence”",
        "The second text begins with the true distribution in the place of the data, and uses the law of "
        "large numbers to come to the data.",
    ),
    "B10": ("The second text: from the divergence to an expectation", ""),
    "B15": ("The second text: the law of large numbers", ""),
    "B19": ("The second text: from the expectation to the data", ""),
}


@derivation(
    title="Two texts on likelihood and divergence, claim by claim",
    sources=(
        "A tutorial, “How Maximizing Log Probability is Equivalent to Minimizing KL Divergence”.",
        "a post on maximum likelihood, divergence and the law of large numbers, on a sentence of "
        "M. Arjovsky, S. Chintala and L. Bottou, Wasserstein GAN (2017).",
    ),
    spare={
        "S2": "for an N that is no integer, the sums run over the integers up to N",
        "S3": "with no observations all sums over them are 0, and 1/0 counts as 0",
    },
)
def the_two_texts(proof: Proof) -> Theorem:
    """Two texts explain why maximum likelihood is minimum divergence; each of their claims is judged here."""
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
        least, "This is what both texts come to. The formula of each claim stands as its text writes it."
    ).eq(likeliest, by=proof.cite("mle_as_kl"))
    written = {**_of_the_first(X, Theta, x, p, p_data), **_of_the_second(X, Theta, x, p)}
    for claim in CLAIMS:
        if claim.code in CHAPTERS:
            proof.chapter(*CHAPTERS[claim.code])
        proof.review(
            claim.code, claim.says, claim.verdict, claim.sentence,
            written=written.get(claim.code), by=claim.settled_by,
        )  # fmt: skip
    return proof.qed(same)


def _of_the_first(X: FiniteSet, Theta: NamedSet, x: Sample, p: Model, p_data: Empirical) -> dict[str, Basic]:
    """The formulas of the first text."""
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


def _of_the_second(X: FiniteSet, Theta: NamedSet, x: Sample, p: Model) -> dict[str, Basic]:
    """The formulas of the second text; the true parameter is written with an index 0."""
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
