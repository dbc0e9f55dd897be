"""False statements are refuted by their smallest world; true ones never are."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlekl_symbolic.kernel.terms import App, Num, Term, Var, close_binder
from mlekl_symbolic.language import (
    KL,
    Alphabet,
    ArgMax,
    ArgMin,
    Distinct,
    Equal,
    ForAll,
    H,
    Iff,
    Interval,
    Less,
    LessEqual,
    Member,
    NotEqual,
    Product,
    SameSolutions,
    Sample,
    Sum,
    Tabulated,
    delta,
    log,
    to_kernel,
    variables,
)
from mlekl_symbolic.refute.describe import describe
from mlekl_symbolic.refute.domains import Finite, Table
from mlekl_symbolic.refute.evaluate import Evaluator
from mlekl_symbolic.refute.search import (
    Budget,
    find_counterexample_random,
    holds_everywhere,
    refute,
    trial,
)
from mlekl_symbolic.refute.values import Order, compare
from tests.refute.worlds_for_tests import (
    FINITE,
    MEMBER,
    MODEL,
    SAMPLE,
    SEED,
    SUPPORT,
    THEORY,
    N,
    P,
    Theta,
    X,
    a,
    b,
    distribution,
    i,
    p,
    p_hat,
    positive,
    q,
    terms,
    theta,
    x,
)

Q = P[theta]
ALL = [*SAMPLE, *MODEL, *SUPPORT, *MEMBER]
ZEROS = [*FINITE, *distribution(p), *distribution(q)]
SUPPORTED = [*FINITE, *distribution(p), *positive(q)]
POSITIVE = [*FINITE, *positive(p), *positive(q)]
(t, c, m) = variables("t c m")
MAXIMISERS = ArgMax(Sum(log(P[theta](x[i])), (i, 1, N)), (theta, Theta))
CONSTANT = -1 / N * Sum(log(Q(x[i])), (i, 1, N))

FALSE = {
    "repeated data": (SEED, ALL),
    "log N for the entropy": (to_kernel(Equal(KL(p_hat, Q), CONSTANT - log(N))), ALL),
    "missing 1/N": (to_kernel(Equal(KL(p_hat, Q), -Sum(log(Q(x[i])), (i, 1, N)) - H(p_hat))), ALL),
    "no support": (to_kernel(Equal(KL(p_hat, Q), CONSTANT - H(p_hat))), [*SAMPLE, *MODEL, *MEMBER]),
    "no observations": (
        to_kernel(Equal(Sum(p_hat(a), (a, X)), 1)),
        terms(ForAll(Member(x[i], X), (i, 1, N))),
    ),
    "entropy with a minus": (
        to_kernel(Equal(H(p, q), KL(p, q) - H(p))),
        [*FINITE, *distribution(p), *positive(q)],
    ),
    "entropy of the other": (
        to_kernel(Equal(H(p, q), KL(p, q) + H(q))),
        [*FINITE, *distribution(p), *positive(q)],
    ),
    "symmetry": (to_kernel(Equal(KL(p, q), KL(q, p))), POSITIVE),
    "Gibbs without support": (
        to_kernel(LessEqual(0, KL(p, q))),
        [*FINITE, *distribution(p), *distribution(q)],
    ),
    "Gibbs reversed": (to_kernel(LessEqual(KL(p, q), 0)), POSITIVE),
    "strict Gibbs": (to_kernel(Less(0, KL(p, q))), POSITIVE),
    "Pinsker": (
        to_kernel(LessEqual(Sum(abs(p(a) - q(a)), (a, X)) / 2, KL(p, q) / 2)),
        POSITIVE,
    ),
    "log of a mixture": (
        to_kernel(Equal(log(t * p(a) + (1 - t) * q(a)), t * log(p(a)) + (1 - t) * log(q(a)))),
        [*POSITIVE, *terms(Member(t, Interval.open(0, 1)), Member(a, X))],
    ),
    "minimisers of the likelihood": (
        to_kernel(
            SameSolutions(
                ArgMin(KL(p_hat, P[theta]), (theta, Theta)),
                ArgMin(Sum(log(P[theta](x[i])), (i, 1, N)), (theta, Theta)),
            )
        ),
        [*SAMPLE, *MODEL, *SUPPORT],
    ),
    "reverse divergence": (
        to_kernel(SameSolutions(ArgMin(KL(P[theta], p_hat), (theta, Theta)), MAXIMISERS)),
        [*SAMPLE, *MODEL, *SUPPORT],
    ),
    "the theorem without support": (
        to_kernel(SameSolutions(ArgMin(KL(p_hat, P[theta]), (theta, Theta)), MAXIMISERS)),
        [*SAMPLE, *MODEL],
    ),
    "log of a product": (to_kernel(Equal(log(t * c), log(t) + log(c))), terms(NotEqual(t, 0))),
    "for all": (to_kernel(ForAll(Less(0, p(a)), (a, X))), [*FINITE, *distribution(p)]),
    "iff": (to_kernel(Iff(Equal(t * c, 0), Equal(t, 0))), []),
    "cancelling": (to_kernel(Equal(t * c / t, c)), []),
    "sifting": (to_kernel(Equal(Sum(delta(a, b) * p(a), (a, X)), p(b))), FINITE),
    "an infinite set": (to_kernel(Equal(Sum(delta(a, b) * p(a), (a, X)), p(b))), terms(Member(b, X))),
    "different": (to_kernel(NotEqual(t, c)), []),
}

TRUE = {
    "distinct data": (SEED, [*ALL, *terms(Distinct(x))]),
    "the identity": (to_kernel(Equal(KL(p_hat, Q), CONSTANT - H(p_hat))), ALL),
    "the theorem": (
        to_kernel(SameSolutions(ArgMin(KL(p_hat, P[theta]), (theta, Theta)), MAXIMISERS)),
        [*SAMPLE, *MODEL, *SUPPORT],
    ),
    "one observation at least": (to_kernel(Equal(Sum(p_hat(a), (a, X)), 1)), SAMPLE),
    "cross-entropy": (to_kernel(Equal(H(p, q), KL(p, q) + H(p))), SUPPORTED),
    "Gibbs": (to_kernel(LessEqual(0, KL(p, q))), SUPPORTED),
    "strict Gibbs": (
        to_kernel(Less(0, KL(p, q))),
        [*POSITIVE, *terms(Member(a, X), NotEqual(p(a), q(a)))],
    ),
    "Pinsker": (
        to_kernel(LessEqual((Sum(abs(p(a) - q(a)), (a, X)) / 2) ** 2, KL(p, q) / 2)),
        POSITIVE,
    ),
    "log of a product": (
        to_kernel(Equal(log(Product(p(a), (a, X))), Sum(log(p(a)), (a, X)))),
        [*FINITE, *terms(ForAll(Less(0, p(a)), (a, X)))],
    ),
    "sifting": (
        to_kernel(Equal(Sum(delta(a, b) * p(a), (a, X)), p(b))),
        [*FINITE, *terms(Member(b, X))],
    ),
    "convention": (to_kernel(Equal(t * log(t / t), 0)), []),
}


@pytest.mark.parametrize("name", FALSE)
def test_a_false_statement_is_refuted_by_a_world_in_which_all_hypotheses_hold(name):
    goal, hypotheses = FALSE[name]
    found = refute(goal, hypotheses, THEORY)
    assert found is not None
    evaluator = Evaluator(THEORY)
    assert all(evaluator.holds(h, found.world) for h in hypotheses)
    assert not evaluator.holds(goal, found.world)
    assert not evaluator.holds(found.claim, found.world)


@pytest.mark.parametrize("name", TRUE)
def test_a_true_statement_is_not_refuted_and_was_decided_often(name):
    goal, hypotheses = TRUE[name]
    result = trial(goal, hypotheses, THEORY)
    assert result.counterexample is None
    assert result.evaluated >= 100
    assert find_counterexample_random(goal, hypotheses, THEORY, seed=7, tries=60).evaluated > 10
    assert holds_everywhere(goal, hypotheses, THEORY, worlds=40) > 10


def shown(name, **wanted):
    goal, hypotheses = FALSE[name]
    found = refute(goal, hypotheses, THEORY)
    assert found is not None
    return str(describe(found, **wanted))


def test_the_seed_line_has_the_smallest_witness():
    assert shown("repeated data") == "X = {a}, N = 2, x = (a, a), P_theta(a) = 1: left 0, right -log 2"
    goal, hypotheses = FALSE["repeated data"]
    found = refute(goal, hypotheses, THEORY)
    assert found is not None
    witness = describe(found, {Var("P", "fun2"): "q", Var("theta"): "t"})
    assert witness.values == (("X", "{a}"), ("N", "2"), ("x", "(a, a)"), ("q_t(a)", "1"))
    assert (witness.left_decimal, witness.right_decimal) == ("", "-0.693147")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (
            "missing 1/N",
            "X = {a, b}, N = 2, x = (a, a), P_theta(a) = 1/2, P_theta(b) = 1/2: left log 2, right 2 log 2",
        ),
        ("strict Gibbs", "X = {a}, p(a) = 1, q(a) = 1: left 0, right 0"),
        ("cancelling", "c = 1, t = 0: left 0, right 1"),
        ("sifting", "X = {u}, b = v, p(u) = 1, p(v) = 1: left 0, right 1"),
        ("an infinite set", "X = ℕ, b = v, p(v) = 1: left 0, right 1"),
        ("iff", "c = 0, t = 1: left true, right false"),
        ("for all", "a = u, p(u) = 0: left 0, right 0"),
        ("no observations", "X = {a}, N = 0: left 0, right 1"),
    ],
)
def test_witnesses_show_what_matters(name, wanted):
    assert shown(name) == wanted


def test_sets_of_optimisers_are_printed_with_their_parameters():
    text = shown("minimisers of the likelihood")
    assert text.startswith("Theta = {1, 2}, X = {a, b}, N = 1, x = (a), P_1(a) = ")
    assert text.endswith(": left {1}, right {2}")


def test_letters_of_an_explicit_alphabet_have_their_names():
    animals = Alphabet("X", "cat dog")
    sample = Sample("x", N, animals)
    law = Tabulated("B", animals, (1 - t, t))
    goal = to_kernel(Equal(Sum(log(law(sample[i])), (i, 1, N)), 0))
    hypotheses = terms(
        Member(t, Interval.open(0, 1)), Equal(N, 2), ForAll(Member(sample[i], animals), (i, 1, N))
    )
    found = refute(goal, hypotheses, THEORY)
    assert found is not None
    labels = {Fraction(0): "cat", Fraction(1): "dog"}
    assert str(describe(found, labels=labels)) == "N = 2, t = 1/2, x = (cat, cat): left -2 log 2, right 0"


def test_the_two_sides_of_an_inequality_are_rigorously_ordered():
    found = refute(*FALSE["Pinsker"], THEORY)
    assert found is not None
    assert compare(found.left, found.right) is Order.GREATER


def test_what_is_never_decided_refutes_nothing_and_is_not_counted():
    unit = Interval.open(0, 1)
    goal = to_kernel(SameSolutions(ArgMin(t, (t, unit)), ArgMin(t + 1, (t, unit))))
    result = trial(goal, [], THEORY)
    assert result.counterexample is None
    assert result.evaluated == 0
    with pytest.raises(AssertionError, match="in none of"):
        holds_everywhere(goal, [], THEORY)


def test_an_undefined_constant_refutes_nothing():
    goal = App("=", (App("mystery", (Var("t"),)), Num(0)))
    assert trial(goal, [], THEORY).evaluated == 0


def test_hypotheses_that_cannot_hold_leave_nothing_to_refute():
    contradiction = terms(Less(t, 0), Less(0, t))
    for goal in (Equal(c, 1), Equal(t, 1)):
        result = trial(to_kernel(goal), contradiction, THEORY)
        assert result.counterexample is None
        assert result.evaluated == 0


def test_hypotheses_about_other_things_are_satisfied_too():
    found = refute(to_kernel(Equal(c, 1)), [*FINITE, *positive(p), *terms(Less(2, m))], THEORY)
    assert found is not None
    assert found.world[Var("m")] > 2
    assert str(describe(found)) == "c = 0: left 0, right 1"


def test_the_same_search_gives_the_same_answer():
    goal, hypotheses = FALSE["the theorem without support"]
    first, second = (refute(goal, hypotheses, THEORY, budget=Budget(0, 400, seed=3)) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.world == second.world


def test_a_random_counterexample_is_shrunk():
    goal, hypotheses = FALSE["repeated data"]
    found = refute(goal, hypotheses, THEORY, budget=Budget(0, 50, seed=1))
    assert found is not None
    assert found.world[Var("X", "set")] == Finite((0,))
    assert found.world[Var("N")] == 2
    assert found.world[Var("x", "fun1")] == Table(1, {(1,): 0, (2,): 0})


def test_searching_ends_where_a_term_is_too_heavy():
    indices = [Var(f"k{k}") for k in range(8)]
    heavy: Term = reduce(lambda made, k: App("+", (made, k)), indices, Var("t"))
    for k in indices:
        heavy = close_binder("sum", k, App("range", (Num(1), Num(9))), heavy)
    assert refute(App("=", (heavy, Num(-1))), [], THEORY) is None


letters = st.sampled_from([Var("a"), Var("b")])
leaves = st.one_of(
    st.sampled_from([Var("s"), Var("t")]),
    st.integers(-2, 3).map(Num),
    letters.map(lambda v: App("@", (Var("p", "fun1"), v))),
)


def _grown(inner):
    pairs = st.tuples(inner, inner)
    return st.one_of(
        st.tuples(st.sampled_from("+-*/"), pairs).map(lambda made: App(*made)),
        st.tuples(st.sampled_from(["log", "neg", "abs"]), inner).map(lambda made: App(made[0], (made[1],))),
        inner.map(lambda body: close_binder("sum", Var("a"), Var("X", "set"), body)),
        inner.map(lambda body: close_binder("prod", Var("b"), App("range", (Num(1), Num(2))), body)),
    )


expressions = st.recursive(leaves, _grown, max_leaves=6)


def rearranged(t: Term) -> Term:
    """An expression that is equal to ``t`` everywhere, written differently."""
    match t:
        case App("+" | "*" as head, (one, other)):
            return App(head, (rearranged(other), rearranged(one)))
        case App("-", (one, other)):
            return App("+", (rearranged(one), App("neg", (rearranged(other),))))
        case App("/", (one, other)):
            return App("*", (rearranged(one), App("/", (Num(1), rearranged(other)))))
        case App("neg", (one,)):
            return App("*", (Num(-1), rearranged(one)))
        case App("log", (one,)):
            return App("neg", (App("log", (App("/", (Num(1), rearranged(one))),)),))
    return t


@settings(max_examples=60, deadline=None)
@given(expressions)
def test_a_true_identity_is_never_refuted_and_its_false_neighbour_always(t):
    small = Budget(30, 10)
    closed = close_binder("sum", Var("a"), Var("X", "set"), t)
    for side in (t, closed):
        assert trial(App("=", (side, rearranged(side))), FINITE, THEORY, budget=small).counterexample is None
    shifted = trial(App("=", (t, App("+", (rearranged(t), Num(1))))), FINITE, THEORY, budget=small)
    assert shifted.counterexample is not None or shifted.evaluated == 0


def test_a_term_nested_too_deeply_refutes_nothing():
    deep: Term = Var("t")
    for _ in range(5000):
        deep = App("neg", (deep,))
    assert trial(App("=", (deep, Num(1))), [], THEORY).counterexample is None


def test_of_a_conjunction_the_part_that_fails_is_shown():
    goal = App("and", (to_kernel(Equal(t + c, c + t)), to_kernel(LessEqual(t, c))))
    found = refute(goal, [], THEORY)
    assert found is not None
    assert found.claim is to_kernel(LessEqual(t, c))
    assert str(describe(found)) == "c = 1, t = 2: left 2, right 1"


def test_equal_functions_and_sets_of_solutions_may_be_assumed():
    f, g, over = Var("p", "fun1"), Var("q", "fun1"), Var("X", "set")
    same = App("=", (f, g))
    symmetry = to_kernel(Equal(KL(p, q), 0))
    assert holds_everywhere(symmetry, [*FINITE, *positive(p), *distribution(q), same], THEORY, worlds=400) > 5
    argmin = close_binder("argmin", Var("a"), over, App("@", (f, Var("a"))))
    kept = close_binder("setof", Var("a"), over, App("<", (Num(0), App("@", (f, Var("a"))))))
    found = refute(App("=", (argmin, kept)), FINITE, THEORY)
    assert found is not None
    assert str(describe(found)) == "X = {1}, p(1) = 0: left {1}, right {}"


def test_a_claim_about_membership_or_functions_is_described():
    member = refute(to_kernel(Member(b, X)), [], THEORY)
    assert member is not None
    assert str(describe(member)) == "X = {u}, b = v: left v, right {u}"
    functions = refute(App("=", (Var("p", "fun1"), Var("q", "fun1"))), [], THEORY)
    assert functions is not None
    assert str(describe(functions)) == "p(a) = a, p(b) = a, q(a) = a, q(b) = b"
