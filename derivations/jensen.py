"""Jensen's inequality for a convex function, by induction on the number of points."""

from typing import Any

from mlekl_symbolic import *


@derivation(
    title="Jensen's inequality",
    sources=("T. M. Cover and J. A. Thomas, Elements of Information Theory (2006), theorem 2.6.2.",),
    unshown={"A1 A2 A3 A4": "it would take a larger example than those that were tried"},
)
def jensen(proof: Proof) -> Theorem:
    """A convex function of a weighted mean is at most the weighted mean of its values.

    The points and weights are the first n + 1 of two sequences. Weights of zero can be left out.
    """
    S, g, w, x = proof.parameter_set("S"), *(proof.function(name) for name in ("g", "w", "x"))
    n, i, t, a, b = variables("n i t a b")
    unit, between = Interval.closed(0, 1), t * a + (1 - t) * b
    proof.given(ForAll(Member(between, S), (t, unit), (b, S), (a, S)), "S is convex")
    chord = t * g(a) + (1 - t) * g(b)
    proof.given(ForAll(g(between) <= chord, (t, unit), (b, S), (a, S)), "g is convex on S")
    proof.given(ForAll(w(i) > 0, (i, Naturals())), "the weights are positive")
    proof.given(ForAll(Member(x(i), S), (i, Naturals())), "the points lie in S")
    proof.instance(
        "points that are zero, weights one and the function zero",
        S=Reals(), g=MapsTo(0, (a, Reals())), w=MapsTo(1, (i, Reals())), x=MapsTo(0, (i, Reals())),
    )  # fmt: skip

    def sums(n: Any) -> tuple[Any, Any, Any]:
        return Sum(w(i), (i, 1, n)), Sum(w(i) * x(i), (i, 1, n)), Sum(w(i) * g(x(i)), (i, 1, n))

    def holds(n: Any) -> Any:
        weights, points, values = sums(n)
        return And(Member(points / weights, S), g(points / weights) <= values / weights)

    numbers, new, one = (n, Naturals()), n + 1 + 1, number(1)
    proof.show(ForAll(holds(n + 1), numbers))

    weight, point, value = sums(one)
    first = proof.calc(point / weight, "The mean of one point is the point,").eq(x(1))
    inside = proof.calc(Member(point / weight, S), "so it lies in S exactly when the point does,").iff(
        Member(x(1), S), by=first
    )
    alike = (
        proof.calc(g(point / weight), "and both sides are equal there.")
        .eq(g(x(1)), by=first)
        .eq(value / weight)
    )
    start = proof.claim(holds(one), "For one point, then,", by=[inside, alike])
    started = proof.claim(Equal(Indicator(holds(one)), 1), "which is to say", by=[ind_eq_one, start])

    proof.fix(n, Naturals())
    after = proof.claim(
        And(Member(n + 1, Naturals()), Member(new, Naturals())),
        "The next two numbers are natural too.",
        by=natural_add,
    )
    (weights, points, values), longer = sums(n + 1), sums(new)
    further = (w(new), w(new) * x(new), w(new) * g(x(new)))
    more = [
        proof.calc(total, words).eq(part + term, by=sum_range_succ)
        for total, part, term, words in zip(
            longer, (weights, points, values), further,
            ("One point more adds a term to the weights,", "to the points", "and to the values."),
            strict=True,
        )
    ]  # fmt: skip
    so_far = proof.claim(Sum(w(i), (i, 1, n)) >= 0, "No sum of weights is negative,", by=sum_nonneg)
    positive = (
        proof.calc(weights, "and with a point it is positive.")
        .eq(Sum(w(i), (i, 1, n)) + w(n + 1), by=sum_range_succ)
        .gt(0, by=so_far)
    )
    with proof.suppose(holds(n + 1)):
        step = proof.cite(
            "jensen_step", A=points, G=values, W=weights, w=w(new), x=x(new), by=[positive, after]
        )
        mean = (points + w(new) * x(new)) / (weights + w(new))
        means = proof.calc(longer[1] / longer[0], "The mean of one point more is this,").eq(mean, by=more[:2])
        member = proof.calc(Member(longer[1] / longer[0], S), "which lies in S exactly when this does,").iff(
            Member(mean, S), by=means
        )
        bound = (
            proof.calc(g(longer[1] / longer[0]), "and there the bound holds,")
            .eq(g(mean), by=means)
            .le((values + w(new) * g(x(new))) / (weights + w(new)), by=step)
            .eq(longer[2] / longer[0], by=[more[0], more[2]])
        )
        carried = proof.claim(holds(new), "so the claim carries over.", by=[step, member, bound])
    with proof.suppose(Equal(Indicator(holds(n + 1)), 1)):
        before = proof.claim(holds(n + 1), "Then the claim holds,", by=ind_eq_one)
        again = proof.claim(holds(new), "so it holds with one point more,", by=[carried, before])
        indicated = proof.claim(
            Equal(Indicator(holds(new)), 1), "and its indicator is one.", by=[ind_eq_one, again]
        )
    always = proof.claim(
        ForAll(Equal(Indicator(holds(n + 1)), 1), numbers),
        "By induction,",
        by=[induction(f=MapsTo(Indicator(holds(n + 1)), numbers)), started, indicated],
    )
    return proof.qed(proof.claim(holds(n + 1), "So the claim always holds.", by=[ind_eq_one, always]))
