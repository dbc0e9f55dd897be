"""SymPy agrees with true steps on every small world and with none of their false neighbours."""

import pytest
from sympy import Basic, Rational

from mlekl_symbolic.language import (
    KL,
    Alphabet,
    And,
    ArgMax,
    ArgMin,
    Cardinality,
    Converges,
    CrossEntropy,
    Distinct,
    Equal,
    Expectation,
    Family,
    Finite,
    ForAll,
    FunctionSymbol,
    H,
    Implies,
    Integers,
    Interval,
    LogLikelihood,
    MassFunction,
    Member,
    Naturals,
    Not,
    NotEqual,
    Probability,
    Product,
    Range,
    Reals,
    SameSolutions,
    Sample,
    Singleton,
    Statement,
    Sum,
    Tabulated,
    TabulatedModel,
    Variance,
    delta,
    exp,
    log,
    number,
    variables,
)
from mlekl_symbolic.oracle import Agrees, Disagrees, NotExpressible, Opinion, opinion, second_opinion
from tests.language.objects import f
from tests.oracle.derivations import (
    LINES,
    PROBLEMS,
    SUPPORT,
    N,
    Theta,
    X,
    a,
    chain,
    data,
    i,
    j,
    log_likelihood,
    mle_as_kl,
    q,
    theorem,
    theta,
    x,
)

b, c, n, m, t = variables("b c n m t")
p, r = MassFunction("p", X), MassFunction("r", X)
unit = Interval.open(0, 1)
g = FunctionSymbol("g")
tosses = Sample("y", N, Alphabet("C", "tail head"))
likelihood = Product(t ** tosses[i] * (1 - t) ** (1 - tosses[i]), (i, 1, N))
bernoulli = Sum(tosses[i] * log(t) + (1 - tosses[i]) * log(1 - t), (i, 1, N))


def test_every_step_of_the_main_theorem_is_found_true() -> None:
    found = second_opinion(mle_as_kl)
    assert [o.number for o in found] == list(range(1, 11))
    assert all(o.opinion == Agrees(53) for o in found), found


FALSE_LINES = [
    H(data) - 1 / N * log_likelihood,
    -H(data) + 1 / N * log_likelihood,
    -H(data) - log_likelihood,
    -H(data) - 1 / N * Sum(log(q(x[1])), (i, 1, N)),
    KL(q, data),
    -H(data) - 1 / N * Sum(q(x[i]), (i, 1, N)),
    -H(data) - 1 / (N + 1) * log_likelihood,
]


@pytest.mark.parametrize("wrong", FALSE_LINES, ids=str)
def test_every_false_neighbour_is_refuted_in_its_own_step(wrong: Basic) -> None:
    found = second_opinion(theorem(chain((*LINES, wrong))))
    assert all(isinstance(o.opinion, Agrees) for o in found[:-1])
    assert isinstance(found[-1].opinion, Disagrees)
    assert "N = " in found[-1].opinion.world


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [
        (CrossEntropy(p, r), H(p) + KL(p, r)),
        (Sum(p(a), (a, X)), number(1)),
        (Sum(data(a), (a, X)), number(1)),
        (LogLikelihood(q, x), log_likelihood),
        (LogLikelihood(q, x), log(Product(q(x[i]), (i, 1, N)))),
        (-Sum(data(a) * log(q(a)), (a, X)), -1 / N * log_likelihood),
        (log(p(a) * r(a)), log(p(a)) + log(r(a))),
        (Sum(delta(a, x[j]), (a, X)), number(1)),
        (Sum(delta(a, b), (a, X)), number(1)),
        (Cardinality(X), Sum(1, (a, X))),
        (Sum(f(a) * delta(a, x[i]), (a, X)), f(x[i])),
        (Sum(c * f(a), (a, X)), c * Sum(f(a), (a, X))),
        (exp(Sum(log(p(a)), (a, X))), Product(p(a), (a, X))),
        (log(number(6)), log(number(2)) + log(number(3))),
        (KL(data, data), number(0)),
        (log(number(0)), number(0)),
        (number(1) / 2 - number(1) / 2, number(0)),
        (Sum(f(a), (a, Singleton(1, 2, 1))), f(1) + f(2)),
        (abs(p(a)), p(a)),
    ],
    ids=str,
)
def test_true_equations(lhs: Basic, rhs: Basic) -> None:
    givens = [Member(b, X)] if b in lhs.free_symbols else []
    assert isinstance(opinion("=", lhs, rhs, givens), Agrees)


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [
        (CrossEntropy(p, r), H(r) + KL(p, r)),
        (KL(p, r), KL(r, p)),
        (KL(p, r), -KL(p, r)),
        (Sum(p(a), (a, X)), number(2)),
        (Sum(p(a) ** 2, (a, X)), number(1)),
        (LogLikelihood(q, x), 1 / N * log_likelihood),
        (log(p(a) + r(a)), log(p(a)) + log(r(a))),
        (Cardinality(X), number(2)),
        (Sum(f(a), (a, X)), f(1)),
        (log(number(6)), log(number(2)) * log(number(3))),
        (c + b, c - b),
        (KL(data, q), number(0)),
    ],
    ids=str,
)
def test_false_equations(lhs: Basic, rhs: Basic) -> None:
    assert isinstance(opinion("=", lhs, rhs), Disagrees)


def test_hypotheses_restrict_the_worlds() -> None:
    hits = Sum(delta(x[j], x[i]), (i, 1, N))
    assert opinion("=", hits, number(1), [Distinct(x)]) == Agrees(39)
    assert isinstance(opinion("=", hits, number(1)), Disagrees)
    assert isinstance(opinion("=", hits, N, [Distinct(x)]), Disagrees)
    assert opinion("=", hits, hits, [Distinct(x), N > 1]) == Agrees(34)
    assert isinstance(opinion("=", hits, hits, [N > 9]), NotExpressible)


def test_a_hypothesis_that_does_not_hold_everywhere_is_no_licence_to_refute() -> None:
    assert isinstance(opinion("=", b, c), Disagrees)
    assert isinstance(opinion("=", b, c, [Equal(b, c)]), Agrees)
    assert isinstance(opinion("=", b, 2 * c, [Equal(b, c)]), Disagrees)
    assert isinstance(opinion("=", b, c, [Equal(b**4 + b, c**3)]), Disagrees | NotExpressible)
    assert isinstance(opinion("<=", b, c, [b < c]), Agrees)
    assert isinstance(opinion("<=", c, b, [b < c]), Disagrees)


@pytest.mark.parametrize(
    ("relation", "lhs", "rhs", "givens"),
    [
        (">=", KL(p, r), number(0), []),
        (">", c**2 + 1, number(0), []),
        ("<=", log(c), c - 1, [c > 0]),
        ("<=", H(p), log(Cardinality(X)), []),
        ("<", number(1), number(2), []),
        ("<=", data(a), number(1), []),
        ("<=", p(a), number(1), []),
    ],
    ids=str,
)
def test_inequalities(relation: str, lhs: Basic, rhs: Basic, givens: list[Statement]) -> None:
    flipped = {"<=": ">", ">=": "<", "<": ">=", ">": "<="}
    assert isinstance(opinion(relation, lhs, rhs, givens), Agrees)
    assert isinstance(opinion(flipped[relation], lhs, rhs, givens), Disagrees)


def test_what_was_seen_at_points_only_says_so() -> None:
    assert opinion(">=", KL(p, r), number(0)) == Agrees(2, 10)
    assert opinion("<=", number(1), number(2)) == Agrees(1)


def argmin(body: Basic) -> ArgMin:
    return ArgMin(body, (theta, Theta))


def argmax(body: Basic) -> ArgMax:
    return ArgMax(body, (theta, Theta))


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [
        (PROBLEMS[0], PROBLEMS[-1]),
        (argmin(KL(data, q)), argmin(CrossEntropy(data, q))),
        (argmax(Product(q(x[i]), (i, 1, N))), argmax(log_likelihood)),
        (argmax(log_likelihood), argmax(3 * log_likelihood + N)),
        (argmin(f(theta)), argmin(2 * f(theta) + 1)),
        (argmin(f(theta)), argmax(-f(theta))),
        (argmin(exp(f(theta))), argmin(f(theta))),
        (argmin(c), argmax(c)),
        (ArgMax(f(j), (j, Range(1, 3))), ArgMin(-f(j), (j, Range(1, 3)))),
    ],
    ids=str,
)
def test_same_solutions(lhs: Basic, rhs: Basic) -> None:
    assert isinstance(opinion("=", lhs, rhs, [SUPPORT]), Agrees)


def test_a_real_parameter_is_looked_at_where_it_is_allowed_to_be() -> None:
    assert opinion("=", ArgMax(likelihood, (t, unit)), ArgMax(bernoulli, (t, unit))) == Agrees(14, 55)
    assert opinion("=", log(likelihood), bernoulli, [Member(t, unit)]) == Agrees(14)
    assert isinstance(opinion("=", log(likelihood), 2 * bernoulli, [Member(t, unit)]), Disagrees)


@pytest.mark.parametrize(
    ("lhs", "rhs"),
    [
        (PROBLEMS[0], argmin(log_likelihood)),
        (argmin(KL(data, q)), argmax(CrossEntropy(data, q))),
        (argmax(log_likelihood), argmax(log_likelihood + Sum(q(x[i]), (i, 1, N)))),
        (argmax(log_likelihood), argmax(Sum(q(x[i]), (i, 1, N)))),
        (argmin(KL(data, q)), argmin(KL(q, p))),
        (argmin(f(theta)), argmin(-f(theta))),
        (argmin(f(theta)), argmin(f(theta) ** 2)),
        (argmin(c), argmin(f(theta))),
    ],
    ids=str,
)
def test_different_solutions(lhs: Basic, rhs: Basic) -> None:
    assert isinstance(opinion("=", lhs, rhs, [SUPPORT]), Disagrees)


score = Equal(n / t - m / (1 - t), 0)
POSITIVE = [Member(t, unit), n > 0, m > 0]


@pytest.mark.parametrize(
    ("lhs", "rhs", "givens"),
    [
        (Equal(2 * b, 4), Equal(b, 2), []),
        (score, Equal(t, n / (n + m)), POSITIVE),
        (Equal(b**2, 4), Equal(b, 2), [b > 0]),
        (2 * b > 4, b > 2, []),
        (b < c, -c < -b, []),
        (KL(p, r) < 1, CrossEntropy(p, r) < 1 + H(p), []),
        (NotEqual(b, c), NotEqual(2 * c, 2 * b), []),
        (Distinct(x), ForAll(Implies(Equal(x[i], x[j]), Equal(i, j)), (j, 1, N), (i, 1, N)), []),
        (Not(Distinct(x)), Not(And(Distinct(x), Distinct(x))), []),
        (Member(b, Interval.closed(0, 1)), And(b >= 0, b <= 1), []),
        (Member(a, X), Finite(X), [Member(a, X)]),
        (Member(N, Naturals()), Member(N, Integers()), []),
        (Member(c, Reals()), Equal(c, c), []),
        (Member(theta, Theta), p(a) > 0, [Member(theta, Theta)]),
    ],
    ids=str,
)
def test_equivalent_statements(lhs: Statement, rhs: Statement, givens: list[Statement]) -> None:
    assert isinstance(opinion("iff", lhs, rhs, givens), Agrees)


@pytest.mark.parametrize(
    ("lhs", "rhs", "givens"),
    [
        (Equal(2 * b, 4), Equal(b, 3), []),
        (score, Equal(t, m / (n + m)), POSITIVE),
        (Equal(b**2, 4), Equal(b, 2), []),
        (2 * b > 4, b < 2, []),
        (b < c, c < b, []),
        (Distinct(x), Equal(N, 1), []),
        (Distinct(x), Not(Distinct(x)), []),
        (Member(b, Interval.closed(0, 1)), b >= 0, []),
        (ForAll(p(a) > 0, (a, X)), ForAll(p(a) > 1, (a, X)), []),
    ],
    ids=str,
)
def test_different_statements(lhs: Statement, rhs: Statement, givens: list[Statement]) -> None:
    found = opinion("iff", lhs, rhs, givens)
    assert isinstance(found, Disagrees), found


@pytest.mark.parametrize(
    ("relation", "lhs", "rhs", "reason"),
    [
        ("<=", argmin(f(theta)), argmin(f(theta)), "cannot compare"),
        ("=", argmin(f(theta)), ArgMin(f(t), (t, unit)), "drawn at numbers only"),
        ("=", ArgMin(exp(t) - 2 * t, (t, unit)), ArgMax(t * log(t), (t, unit)), "derivative"),
        ("=", x[N + 1], number(0), "outside the sample"),
        ("=", Sum(f(t), (t, unit)), number(0), "not a finite alphabet"),
        ("~", b, c, "cannot compare"),
    ],
    ids=str,
)
def test_what_cannot_be_told_is_said(relation: str, lhs: Basic, rhs: Basic, reason: str) -> None:
    found = opinion(relation, lhs, rhs)
    assert isinstance(found, NotExpressible)
    assert reason in found.reason


def test_explicit_alphabets_and_masses() -> None:
    pets = Alphabet("Pets", "cat dog")
    coin = Tabulated("coin", pets, (Rational(1, 4), Rational(3, 4)))
    sure = Tabulated("sure", pets, (0, 1))
    expected = number(2) * log(number(2)) - number(3) / 4 * log(number(3))
    assert isinstance(opinion("=", H(coin), expected), Agrees)
    assert isinstance(opinion("=", H(coin), expected + 1), Disagrees)
    assert isinstance(opinion("=", H(sure), number(0)), Agrees)
    assert isinstance(opinion("=", KL(sure, coin), log(number(4) / 3)), Agrees)
    assert isinstance(opinion("=", KL(sure, coin), log(number(3) / 4)), Disagrees)


def test_a_family_with_masses() -> None:
    family = TabulatedModel("B", unit, tosses.over, t, (1 - t, t))
    inside = [Member(b, unit)]
    found = LogLikelihood(family[b], tosses)
    assert opinion("=", found, log(likelihood.subs(t, b)), inside) == Agrees(14)
    assert opinion("=", found, bernoulli.subs(t, b), inside) == Agrees(14)
    assert isinstance(opinion("=", found, bernoulli.subs(t, 1 - b), inside), Disagrees)


@pytest.mark.parametrize("given", [Agrees(1), Disagrees("", ""), NotExpressible("")])
def test_an_opinion_is_no_truth_value(given: Opinion) -> None:
    with pytest.raises(TypeError, match="an opinion is not a truth value"):
        bool(given)


def test_a_theorem_without_worlds_says_so_for_every_step() -> None:
    halves = Sample("z", N / 2, X)
    found = second_opinion(theorem(chain((log(b), c, b)), givens=[Distinct(halves)]))
    assert [o.number for o in found] == [1, 2]
    assert all("the size of z is not known" in str(o.opinion) for o in found)


@pytest.mark.parametrize(
    ("relation", "lhs", "rhs"),
    [
        ("=", argmin(f(theta)), Singleton(c)),
        ("=", delta(b, c), number(0)),
        ("iff", SameSolutions(argmin(f(theta)), argmax(f(theta))), b < c),
        ("=", ArgMax(t * (1 - t), (t, unit)), Singleton(Rational(1, 3))),
        ("=", ArgMax(n * log(t) + m * log(1 - t), (t, unit)), Singleton(n / (2 * n + m))),
        ("claim", Member(Rational(1, 3), ArgMax(t * (1 - t), (t, unit))), c),
        ("claim", ForAll(t * (1 - t) < Rational(1, 4), (t, unit)), c),
        ("=", Expectation(g(a) ** 2, (a, p)), Expectation(g(a), (a, p)) ** 2),
        ("=", Variance(g(a), (a, p)), Expectation(g(a) ** 2, (a, p))),
        ("<=", Probability(g(a) >= c, (a, p)), Expectation(g(a), (a, p))),
        ("claim", Converges(c + 1 / n, (n, 0)), c),
    ],
    ids=str,
)
def test_exact_worlds_find_the_difference(relation: str, lhs: Basic, rhs: Basic) -> None:
    givens = [n > 0, m > 0] if relation == "=" else []
    assert isinstance(opinion(relation, lhs, lhs if relation == "claim" else rhs, givens), Disagrees)


@pytest.mark.parametrize(
    ("relation", "lhs", "rhs"),
    [
        ("=", ArgMin(t**2, (t, unit)), ArgMax(t**2, (t, unit))),
        ("=", ArgMax(t * (1 - t), (t, unit)), Singleton(Rational(1, 2))),
        ("=", ArgMax(n * log(t) + m * log(1 - t), (t, unit)), Singleton(n / (n + m))),
        ("claim", Member(Rational(1, 2), ArgMax(t * (1 - t), (t, unit))), c),
        ("claim", ForAll(t * (1 - t) <= Rational(1, 4), (t, unit)), c),
        ("=", Variance(g(a), (a, p)), Expectation(g(a) ** 2, (a, p)) - Expectation(g(a), (a, p)) ** 2),
        ("<=", c**2 * Probability(g(a) >= c, (a, p)), Expectation(g(a) ** 2, (a, p))),
        ("claim", Converges(c / n, (n, 0)), c),
    ],
    ids=str,
)
def test_exact_worlds_agree(relation: str, lhs: Basic, rhs: Basic) -> None:
    givens = [n > 0, m > 0] if relation == "=" else [c > 0]
    assert isinstance(opinion(relation, lhs, lhs if relation == "claim" else rhs, givens), Agrees)


def test_an_equation_with_a_cause_is_solved() -> None:
    mean, spread = Expectation(g(a), (a, p)), Variance(g(a), (a, p))
    moments = [Equal(mean, b), Equal(spread, c**2), c > 0]
    assert isinstance(opinion("=", Expectation(g(a) ** 2, (a, p)), b**2 + c**2, moments), Agrees)
    assert isinstance(opinion("=", Expectation(g(a) ** 2, (a, p)), b**2 - c**2, moments), Disagrees)
    assert isinstance(opinion("=", Expectation(g(a) ** 2, (a, p)), b + c**2, moments), Disagrees)


def test_uncorrelated_variables_are_found() -> None:
    u = Family("u", 2)
    first, second = u[1](a) - b, u[2](a) - b
    givens = [
        ForAll(Equal(Expectation(u[i](a), (a, p)), b), (i, 1, 2)),
        Equal(Expectation(first * second, (a, p)), 0),
        ForAll(Equal(Variance(u[i](a), (a, p)), c**2), (i, 1, 2)),
    ]
    both = Variance(u[1](a) + u[2](a), (a, p))
    assert isinstance(opinion("=", both, 2 * c**2, givens), Agrees)
    assert isinstance(opinion("=", both, 4 * c**2, givens), Disagrees)


def test_a_bounded_number_is_chosen_between_its_bounds() -> None:
    givens = [ForAll(p(a) >= b, (a, X)), b > 0]
    assert isinstance(opinion("<=", -log(p(a)), 1 / b - 1, givens), Agrees)
    assert isinstance(opinion("<=", -log(p(a)), 1 / b - 2, givens), Disagrees)
