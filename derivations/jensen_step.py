"""One more point in Jensen's inequality."""

from mlekl_symbolic import *


@derivation(
    title="One more point in Jensen's inequality",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), theorem 2.6.2.",),
    unshown={"A1 A2 A3 A5": "it would take a larger example than those that were tried"},
)
def jensen_step(proof: Proof) -> Theorem:
    """If Jensen's inequality holds for some points, it holds with one point more.

    The sums so far are A of points, G of values and W of weights; the new point is x with the weight w.
    """
    S, g = proof.parameter_set("S"), proof.function("g")
    A, G, W, w, x = (proof.real(name) for name in ("A", "G", "W", "w", "x"))
    t, a, b = variables("t a b")
    unit = Interval.closed(0, 1)
    between = t * a + (1 - t) * b
    inside = proof.given(ForAll(Member(between, S), (t, unit), (b, S), (a, S)), "S is convex")
    below = proof.given(
        ForAll(g(between) <= t * g(a) + (1 - t) * g(b), (t, unit), (b, S), (a, S)), "g is convex on S"
    )
    proof.given(And(W > 0, w > 0), "the weights are positive")
    proof.given(And(Member(A / W, S), g(A / W) <= G / W), "the claim holds for the points so far")
    proof.given(Member(x, S), "the new point lies in S")
    proof.instance(
        "points that are zero, weights one and the function zero",
        S=Reals(), g=MapsTo(0, (a, Reals())), A=number(0), G=number(0), W=number(1), w=number(1), x=number(0),
    )  # fmt: skip
    mean, values = (A + w * x) / (W + w), (G + w * g(x)) / (W + w)
    proof.show(And(Member(mean, S), g(mean) <= values))

    share = W / (W + w)
    mixture = share * (A / W) + (1 - share) * x
    part = proof.claim(Member(share, unit), "The share of the weights so far is at most one.", by=mem_icc)
    point = proof.calc(mean, "The new mean lies between the old one and the new point,").eq(mixture)
    member = proof.claim(Member(mixture, S), "which is in S,", by=[inside, part])
    same = proof.calc(Member(mean, S), "so it lies in S too.").iff(Member(mixture, S), by=point)
    new = proof.claim(Member(mean, S), by=[same, member])
    bound = (
        proof.calc(g(mean), "There g lies below its chord.")
        .eq(g(mixture), by=point)
        .le(share * g(A / W) + (1 - share) * g(x), by=[below, part])
        .le(share * (G / W) + (1 - share) * g(x), by=mul_le_mul_left(c=share, a=g(A / W), b=G / W))
        .eq(values)
    )
    return proof.qed(new, bound)
