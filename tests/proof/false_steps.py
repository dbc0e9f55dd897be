"""The steps of ``tests/data/false_open.json`` in the engine's words, true ones beside their two mutants.

A case is a function of a `Proof` that declares the objects and assumes what the original needs, and
returns the original with its reasons and the two mutants. Steps about the Gamma function, binomial
coefficients and square roots cannot be written; they are listed in `NOT_WRITTEN`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from sympy import Rational

from mlekl_symbolic import *
from mlekl_symbolic.language import Statement

HALF = Rational(1, 2)
CASES: dict[str, Callable[[Any], Case]] = {}
NOT_WRITTEN = {
    "fs25": "the Gamma function and its logarithmic derivative",
    "fs29": "the square root",
    "fs35": "binomial coefficients",
}


class Case(NamedTuple):
    """An original with its reasons, and its mutants ``a`` and ``b``."""

    original: Statement
    a: Statement
    b: Statement
    by: tuple[Any, ...] = ()
    through: tuple[Any, ...] = ()
    """What stands between the two sides of the original, each with its reasons."""


def case(make: Callable[[Any], Case]) -> Callable[[Any], Case]:
    """Declare a case; its name is that of the step."""
    CASES[make.__name__] = make
    return make


def _data(proof: Any) -> tuple[Any, ...]:
    X = proof.finite_set("X")
    N = proof.natural("N")
    x = proof.sample("x", size=N, over=X)
    q = proof.distribution("Q", over=X)
    a, i, j = variables("a i j")
    proof.given(ForAll(q(x[i]) > 0, (i, 1, N)))
    return X, N, x, q, proof.empirical("P_data", x), a, i, j


@case
def fs01(proof: Any) -> Case:
    _, N, x, q, p_data, _, i, _ = _data(proof)
    total = Sum(log(q(x[i])), (i, 1, N))
    left = KL(p_data, q)
    return Case(
        Equal(left, -(1 / N) * total - H(p_data)),
        Equal(left, -(1 / N) * total - log(N)),
        Equal(left, -total - H(p_data)),
    )


@case
def fs02(proof: Any) -> Case:
    X, N, x, q, p_data, a, i, j = _data(proof)
    share = 1 / N * Sum(delta(a, x[i]), (i, 1, N))
    count = Sum(delta(a, x[j]), (j, 1, N))
    left = KL(p_data, q)
    return Case(
        Equal(left, Sum(share * log(1 / N * count / q(a)), (a, X))),
        Equal(left, Sum(share * log(count / q(a)), (a, X))),
        Equal(left, Sum(share * log(q(a) / (1 / N * count)), (a, X))),
    )


@case
def fs03(proof: Any) -> Case:
    _, _, _, q, p_data, _, _, _ = _data(proof)
    left = H(p_data, q)
    return Case(
        Equal(left, KL(p_data, q) + H(p_data)),
        Equal(left, KL(p_data, q) - H(p_data)),
        Equal(left, KL(p_data, q) + H(q)),
    )


@case
def fs04(proof: Any) -> Case:
    X = proof.finite_set("X")
    Theta = proof.parameter_set("Theta")
    truth = proof.distribution("P", over=X)
    q = proof.model("Q", parameters=Theta, over=X)
    a, theta = variables("a theta")
    member, draw, space = q[theta], (a, truth), (theta, Theta)
    left = ArgMin(Expectation(log(truth(a)) - log(member(a)), draw), space)
    return Case(
        SameSolutions(left, ArgMin(Expectation(-log(member(a)), draw), space)),
        SameSolutions(left, ArgMin(Expectation(log(member(a)), draw), space)),
        SameSolutions(left, ArgMin(Expectation(-log(member(a)), (a, member)), space)),
    )


@case
def fs05(proof: Any) -> Case:
    Omega = proof.finite_set("Omega")
    P = proof.distribution("P", over=Omega)
    n = proof.natural("n")
    X = proof.random_variables("X")
    mu, sigma, epsilon = proof.real("mu"), proof.real("sigma"), proof.real("epsilon")
    w, i, j = variables("omega i j")
    draw = (w, P)
    proof.given(epsilon > 0)
    proof.given(ForAll(Equal(Expectation(X[i](w), draw), mu), (i, 1, n)))
    proof.given(ForAll(Equal(Variance(X[i](w), draw), sigma**2), (i, 1, n)))
    covariance = Expectation((X[i](w) - mu) * (X[j](w) - mu), draw)
    proof.given(ForAll(Implies(NotEqual(i, j), Equal(covariance, 0)), (j, 1, n), (i, 1, n)))
    signs = {(k, o): HALF if o >> (k - 1) & 1 else -HALF for k in (1, 2) for o in range(4)}
    proof.example(
        Omega=4, P=dict.fromkeys(range(4), Rational(1, 4)), n=2, X=signs, mu=0, sigma=HALF, epsilon=HALF
    )
    far = Probability(abs(1 / n * Sum(X[i](w), (i, 1, n)) - mu) >= epsilon, draw)
    return Case(
        far <= sigma**2 / (n * epsilon**2),
        far <= sigma**2 / (n * epsilon),
        far <= sigma**2 / (n**2 * epsilon**2),
        (proof.cite("chebyshev_for_the_mean"),),
    )


def _pair(proof: Any, *names: str) -> tuple[Any, ...]:
    """Some distributions on one finite set that give mass to every letter."""
    X = proof.finite_set("X")
    a = Variable("a")
    made = [proof.distribution(name, over=X) for name in names]
    for p in made:
        proof.given(ForAll(p(a) > 0, (a, X)))
    return (X, a, *made)


@case
def fs06(proof: Any) -> Case:
    X, a, p, q = _pair(proof, "P", "Q")
    left = Sum(q(a) * -log(p(a) / q(a)), (a, X))
    right = -log(Sum(q(a) * (p(a) / q(a)), (a, X)))
    return Case(left >= right, left <= right, Equal(left, right), (proof.cite("gibbs", P=q, Q=p),))


@case
def fs10(proof: Any) -> Case:
    Z = proof.finite_set("Z")
    z, y = variables("z y")
    q, prior, posterior = (proof.distribution(n, over=Z) for n in ("Q", "P_z", "P_post"))
    likelihood = proof.function("L")
    evidence = Sum(prior(y) * likelihood(y), (y, Z))
    proof.given(ForAll(q(z) > 0, (z, Z)))
    proof.given(ForAll(prior(z) > 0, (z, Z)))
    proof.given(ForAll(likelihood(z) > 0, (z, Z)))
    proof.given(evidence > 0)
    proof.given(ForAll(Equal(posterior(z), prior(z) * likelihood(z) / evidence), (z, Z)))
    left, expected = KL(q, posterior), Expectation(log(likelihood(z)), (z, q))
    return Case(
        Equal(left, log(evidence) + KL(q, prior) - expected),
        Equal(left, -log(evidence) + KL(q, prior) - expected),
        Equal(left, log(evidence) + KL(q, prior) + expected),
    )


@case
def fs11(proof: Any) -> Case:
    X, a, p, q = _pair(proof, "P", "Q")
    m = proof.by_formula("M", (a, X), HALF * (p(a) + q(a)))
    value = Sum(p(a) * log(p(a) / (p(a) + q(a))), (a, X)) + Sum(q(a) * log(q(a) / (p(a) + q(a))), (a, X))
    jsd = HALF * KL(p, m) + HALF * KL(q, m)
    return Case(
        Equal(value, 2 * jsd - 2 * log(2)), Equal(value, 2 * jsd - log(2)), Equal(value, jsd - 2 * log(2))
    )


@case
def fs12(proof: Any) -> Case:
    a, b = proof.real("a"), proof.real("b")
    d = Variable("D")
    proof.given(a > 0)
    proof.given(b > 0)
    best = ArgMax(a * log(d) + b * log(1 - d), (d, Interval.open(0, 1)))
    return Case(
        Equal(best, Singleton(a / (a + b))),
        Equal(best, Singleton(b / (a + b))),
        Equal(best, Singleton(a / b)),
        (proof.cite("weighted_log_mode"),),
    )


@case
def fs15(proof: Any) -> Case:
    s, r, t = variables("s r t")
    proof.fix(t, Interval.open(0, 1))

    def mean(of_one: Any, of_zero: Any) -> Any:
        return t * of_one + (1 - t) * of_zero

    def slope(f: Any) -> Any:
        return Derivative(f, (s, t))

    curvature = mean(*(Derivative(Derivative(f, (s, r)), (r, t)) for f in (log(s), log(1 - s))))
    information = mean(slope(log(s)) ** 2, slope(log(1 - s)) ** 2)
    return Case(
        Equal(curvature, -information),
        Equal(curvature, information),
        Equal(curvature, -mean(slope(s) ** 2, slope(1 - s) ** 2)),
    )


@case
def fs16(proof: Any) -> Case:
    t, true = proof.real("t"), proof.real("t_0")
    for number in (t, true):
        proof.given(number > 0)
        proof.given(number < 1)
    s = Variable("s")
    scores = Derivative(log(s), (s, t)), Derivative(log(1 - s), (s, t))
    return Case(
        Equal(t * scores[0] + (1 - t) * scores[1], 0),
        Equal(true * scores[0] + (1 - true) * scores[1], 0),
        Equal(scores[0] + scores[1], 0),
    )


@case
def fs27(proof: Any) -> Case:
    K = proof.finite_set("K")
    y, o, j = proof.distribution("Y", over=K), proof.function("o"), proof.real("j")
    k, t = variables("k t")
    proof.given(Member(j, K))
    along = Sum(exp(o(k) + t * delta(k, j)), (k, K))
    loss = log(along) - Sum(y(k) * (o(k) + t * delta(k, j)), (k, K))
    softmax = exp(o(j)) / Sum(exp(o(k)), (k, K))
    left = Derivative(loss, (t, 0))
    return Case(
        Equal(left, softmax - y(j)),
        Equal(left, y(j) - softmax),
        Equal(left, y(j) * (softmax - 1)),
        (proof.cite("softmax_gradient", z=o),),
    )


@case
def fs33(proof: Any) -> Case:
    w, x, y = (proof.real(n) for n in "wxy")
    s = Variable("s")

    def guess(weight: Any) -> Any:
        return 1 / (1 + exp(-(weight * x)))

    loss = -(y * log(guess(s))) - (1 - y) * log(1 - guess(s))
    left = Derivative(loss, (s, w))
    right = (guess(w) - y) * x
    return Case(
        Equal(left, right), Equal(left, (y - guess(w)) * x), Equal(left, right * guess(w) * (1 - guess(w)))
    )


@case
def fs17(proof: Any) -> Case:
    V, U = proof.finite_set("V"), proof.finite_set("U")
    q, p = proof.distribution("Q", over=V), proof.distribution("P", over=V)
    w, k = proof.model("W", parameters=V, over=U), proof.model("K", parameters=V, over=U)
    v, u, t = variables("v u t")
    for m in (q, p):
        proof.given(ForAll(m(v) > 0, (v, V)))
    for m in (w, k):
        proof.given(ForAll(m[v](u) > 0, (u, U), (v, V)))
    pair, other = q(v) * w[v](u), p(v) * k[v](u)
    left = Sum(pair * log(pair / other), (u, U), (v, V))
    first = Sum(q(t) * w[t](u), (t, V))
    second = Sum(p(t) * k[t](u), (t, V))
    return Case(
        Equal(left, KL(q, p) + Sum(q(v) * KL(w[v], k[v]), (v, V))),
        Equal(left, KL(q, p) + Sum(p(v) * KL(w[v], k[v]), (v, V))),
        Equal(left, KL(q, p) + Sum(first * log(first / second), (u, U))),
        (proof.cite("chain_rule_kl", X=V, Y=U, P=q, Q=p, W=w, V=k),),
    )


@case
def fs19(proof: Any) -> Case:
    X, Y, Z = (proof.finite_set(n) for n in "XYZ")
    p = proof.distribution("P", over=X)
    w, k = proof.model("W", parameters=X, over=Y), proof.model("K", parameters=Y, over=Z)
    x, y, z, t, s, v = variables("x y z t s v")

    def information(first: Any, channel: Callable[[Any, Any], Any], A: Any, B: Any) -> Any:
        of_b = Sum(first(t) * channel(t, z), (t, A))
        return Sum(first(x) * channel(x, z) * log(channel(x, z) / of_b), (z, B), (x, A))

    def through(a: Any, c: Any) -> Any:
        return Sum(w[a](v) * k[v](c), (v, Y))

    xz = information(p, through, X, Z)
    xy = information(p, lambda a, c: w[a](c), X, Y)
    middle = Sum(p(s) * w[s](y), (s, X))
    received = Sum(p(s) * through(s, z), (s, X))
    yz = Sum(middle * k[y](z) * log(k[y](z) / received), (z, Z), (y, Y))
    return Case(xz <= xy, xz >= xy, xz <= yz - xy)


@case
def fs22(proof: Any) -> Case:
    X, a, p1, p2, q1, q2 = _pair(proof, "P_1", "P_2", "Q_1", "Q_2")
    weight = proof.real("lambda")
    proof.given(weight > 0)
    proof.given(weight < 1)
    p, q = (weight * s(a) + (1 - weight) * t(a) for s, t in ((p1, p2), (q1, q2)))
    left = Sum(p * log(p / q), (a, X))
    return Case(
        left <= weight * KL(p1, q1) + (1 - weight) * KL(p2, q2),
        left >= weight * KL(p1, q1) + (1 - weight) * KL(p2, q2),
        left <= weight**2 * KL(p1, q1) + (1 - weight) ** 2 * KL(p2, q2),
        (proof.cite("convexity_of_divergence"),),
    )


@case
def fs23(proof: Any) -> Case:
    X, a, p = _pair(proof, "P")
    size = Cardinality(X)
    proof.given(size > 0)
    u = proof.by_formula("U", (a, X), 1 / size)
    return Case(
        Equal(H(p), log(size) - KL(p, u)),
        Equal(H(p), log(size) + KL(p, u)),
        Equal(H(p), log(size) - KL(u, p)),
    )


@case
def fs32(proof: Any) -> Case:
    Z = proof.finite_set("Z")
    joint, q = proof.function("p_x"), proof.distribution("Q", over=Z)
    y, z = variables("y z")
    proof.given(ForAll(q(z) > 0, (z, Z)))
    proof.given(ForAll(joint(z) > 0, (z, Z)))
    evidence = Sum(joint(y), (y, Z))
    possible = proof.claim(
        evidence > 0, by=[sum_pos(f=MapsTo(joint(y), (y, Z))), proof.cite("nonempty_alphabet", X=Z, P=q)]
    )
    second = Expectation((joint(z) / q(z)) ** 2, (z, q))
    left, ratio = log(evidence), joint(z) / q(z)
    proof.fix(z, Z)
    square = proof.claim(q(z) * (ratio - evidence) ** 2 >= 0)
    spread = (
        proof.calc(second - evidence**2)
        .eq(Sum(q(z) * (ratio - evidence) ** 2, (z, Z)), by=expectation)
        .ge(0, by=[sum_nonneg, square])
    )
    return Case(
        left <= HALF * log(second),
        left <= log(second),
        left >= HALF * log(second),
        (log_le_log(a=evidence**2, b=second), spread, possible),
        ((HALF * log(evidence**2), [log_pow, possible]),),
    )


@case
def fs34(proof: Any) -> Case:
    X, a, p, q1, q2 = _pair(proof, "P", "Q_1", "Q_2")
    weight = proof.real("lambda")
    proof.given(weight > 0)
    proof.given(weight < 1)
    left = -Sum(p(a) * log(weight * q1(a) + (1 - weight) * q2(a)), (a, X))
    right = weight * H(p, q1) + (1 - weight) * H(p, q2)
    return Case(left <= right, Equal(left, right), left >= right)


@case
def fs37(proof: Any) -> Case:
    T = proof.natural("T")
    q = proof.function("q")
    t = Variable("t")
    proof.given(ForAll(q(t) > 0, (t, 1, T)))
    before = proof.claim(ForAll(q(t - 1) > 0, (t, 2, T)))
    left = Sum(log(q(t - 1) / q(t)), (t, 2, T))
    return Case(
        Equal(left, log(q(1)) - log(q(T))),
        Equal(left, log(q(T)) - log(q(1))),
        Equal(left, log(q(2)) - log(q(T))),
        through=(
            (Sum(log(q(t - 1)) - log(q(t)), (t, 2, T)), [log_div, before]),
            (-Sum(log(q(t)) - log(q(t - 1)), (t, 2, T)), []),
            (-(log(q(T)) - log(q(1))), sum_range_sub(f=MapsTo(log(q(t)), (t, Reals())))),
        ),
    )
