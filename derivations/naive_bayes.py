"""Independent observations and independent features are two assumptions."""

from sympy import Rational

from mlekl_symbolic import *


@derivation(
    title="The likelihood of naive Bayes",
    sources=("C. M. Bishop, Pattern Recognition and Machine Learning (2006), section 8.2.2.",),
    claims=("B03",),
)
def naive_bayes(proof: Proof) -> Theorem:
    """Two products, one over observations and one over features, make a double sum of logarithms."""
    N, d = proof.natural("N"), proof.natural("d")
    Y = proof.finite_set("Y")
    y = proof.sample("y", size=N, over=Y)
    x = proof.function("x", arity=2)
    g, p = proof.function("g"), proof.function("p", arity=3)
    pairs = proof.alphabet("V", "neither first second both")
    neither, first, second, _ = pairs.letters
    i, j = variables("i j")
    given_class = proof.given(
        ForAll(Equal(g(i), Product(p(j, x(i, j), y[i]), (j, 1, d))), (i, 1, N)),
        "features are independent given the class",
    )
    proof.given(
        ForAll(p(j, x(i, j), y[i]) > 0, (j, 1, d), (i, 1, N)), "the model excludes no observed feature"
    )
    twins = proof.tabulated(
        "T", over=pairs,
        masses={"neither": Rational(1, 2), "first": 0, "second": 0, "both": Rational(1, 2)},
    )  # fmt: skip
    terms = Sum(log(p(j, x(i, j), y[i])), (j, 1, d), (i, 1, N))
    neither_first, neither_second = twins(neither) + twins(second), twins(neither) + twins(first)
    proof.show(
        And(
            Equal(log(Product(g(i), (i, 1, N))), terms),
            NotEqual(twins(neither), neither_first * neither_second),
        )
    )

    proof.remark(
        "Here g(i) is the mass of the features of observation i given its class y_i, and p(j, v, c) the "
        "mass of the value v of feature j given the class c. That observations are independent makes the "
        "likelihood a product over i; that features are independent makes each factor a product over j."
    )
    factors = (
        proof.calc(log(Product(g(i), (i, 1, N))), "Insert the second product into the first.")
        .eq(log(Product(p(j, x(i, j), y[i]), (j, 1, d), (i, 1, N))), by=given_class)
        .eq(Sum(log(Product(p(j, x(i, j), y[i]), (j, 1, d))), (i, 1, N)), by=log_prod)
        .eq(terms, by=log_prod)
    )
    proof.remark(
        "Independent observations need not have independent features. Let T be the law of two features that "
        "always agree."
    )
    proof.refute(Equal(twins(neither), neither_first * neither_second))
    together = proof.calc(twins(neither), "Neither feature is present half of the time.").eq(Rational(1, 2))
    apart = proof.calc(neither_first * neither_second, "Independent features would give a quarter.").eq(
        Rational(1, 4)
    )
    dependent = proof.claim(
        NotEqual(twins(neither), neither_first * neither_second), "So they depend.", by=[together, apart]
    )
    return proof.qed(factors, dependent)
