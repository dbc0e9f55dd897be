"""Sixty per cent cats: both problems have the solution 0.6, and no other, by two roads."""

from sympy import Rational

from mlekl_symbolic import *


@derivation(
    title="Sixty per cent cats",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), section 2.6.",),
    claims=("A28",),
    unshown={"A1 A2": "either of the two follows from the other"},
    spare={
        "S1": "by A1 and A2 the number N is a sum of two counts",
        "S3": "A1 and A2 together count all observations",
    },
)
def categorical(proof: Proof) -> Theorem:
    """With 60% cats and 40% dogs in the data, least divergence and maximum likelihood both have the one
    solution 3/5.
    """
    X = proof.alphabet("X", "cat dog")
    cat, dog = X.letters
    unit = Interval.open(0, 1)
    theta, i = variables("theta i")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    p_data = proof.empirical("P_data", x)
    q = proof.tabulated_model(
        "Q", parameters=unit, over=X, parameter=theta, masses={"cat": theta, "dog": 1 - theta}
    )
    cats, dogs, best = Rational(3, 5), Rational(2, 5), Rational(3, 5)
    proof.given(Equal(Sum(delta(cat, x[i]), (i, 1, N)), cats * N), "60% of the observations are cats")
    proof.given(Equal(Sum(delta(dog, x[i]), (i, 1, N)), dogs * N), "40% of the observations are dogs")
    proof.example(N=5, x=("cat", "cat", "cat", "dog", "dog"))
    divergences = ArgMin(KL(p_data, q[theta]), (theta, unit))
    likelihoods = ArgMax(Sum(log(q[theta](x[i])), (i, 1, N)), (theta, unit))
    proof.show(And(Equal(divergences, Singleton(best)), Equal(likelihoods, Singleton(best))))

    proof.fix(theta, unit)
    with proof.suppose(NotEqual(theta, best)):
        strict = (
            proof.calc(KL(p_data, q[best]), "The tangent of the logarithm lies above it:")
            .eq(0)
            .lt(
                cats * log(cats / theta) + dogs * log(dogs / (1 - theta)),
                by=[log_lt_sub_one(t=theta / cats), log_lt_sub_one(t=(1 - theta) / dogs)],
            )
            .eq(KL(p_data, q[theta]))
        )
    least = proof.calc(divergences, "So 3/5 beats every other parameter.").eq(
        Singleton(best), by=[argmin_eq_singleton, strict]
    )
    theorem = proof.cite("mle_as_kl", X=X, Theta=unit, P=q)
    same = (
        proof.calc(likelihoods, "Maximum likelihood has the same solutions.")
        .eq(divergences, by=theorem)
        .eq(Singleton(best), by=least)
    )

    calculus = proof.cite("categorical_by_calculus")
    proof.calc(Derivative(KL(p_data, q[theta]), theta), "The same by calculus, without that inequality:").eq(
        (theta - best) / (theta * (1 - theta)), by=calculus
    )
    again = proof.calc(divergences, "This is negative before 3/5 and positive after it, so once more").eq(
        Singleton(best), by=calculus
    )
    return proof.qed(least, same, again)
