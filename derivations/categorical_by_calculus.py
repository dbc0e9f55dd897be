"""Sixty per cent cats once more: by the sign of a derivative instead of Gibbs' inequality."""

from sympy import Rational

from mlekl_symbolic import *


@derivation(
    title="Sixty per cent cats, by calculus",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), section 2.6.",),
    claims=("A28",),
    unshown={"A1 A2": "either of the two follows from the other"},
)
def categorical_by_calculus(proof: Proof) -> Theorem:
    """The divergence from data with 60% cats falls up to the parameter 3/5 and rises after it."""
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
    divergence = KL(p_data, q[theta])
    slope = (theta - best) / (theta * (1 - theta))
    derivative = ForAll(Equal(Derivative(divergence, theta), slope), (theta, unit))
    proof.show(And(derivative, Equal(ArgMin(divergence, (theta, unit)), Singleton(best))))

    proof.fix(theta, unit)
    proof.calc(divergence, "Written out, the divergence is a function of one number.").eq(
        cats * log(cats / theta) + dogs * log(dogs / (1 - theta))
    )
    differentiated = (
        proof.calc(Derivative(divergence, theta), "Its derivative has the sign of the numerator.")
        .eq(-cats / theta + dogs / (1 - theta), by=deriv_eq)
        .eq(slope)
    )
    with proof.suppose(theta < best):
        falling = (
            proof.calc(Derivative(divergence, theta), "Before 3/5 the divergence falls.")
            .eq(slope, by=differentiated)
            .lt(0)
        )
    with proof.suppose(theta > best):
        rising = (
            proof.calc(Derivative(divergence, theta), "Beyond 3/5 it rises.")
            .eq(slope, by=differentiated)
            .gt(0)
        )
    least = proof.calc(ArgMin(divergence, (theta, unit)), "So it is least at 3/5 and nowhere else.").eq(
        Singleton(best), by=[argmin_eq_singleton_of_deriv, falling, rising]
    )
    return proof.qed(differentiated, least)
