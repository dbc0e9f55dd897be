"""A sample, a model and an expression of every kind, for the tests of the language."""

from mlekl_symbolic.language import (
    KL,
    Abs,
    Alphabet,
    And,
    ArgMax,
    ArgMin,
    Cardinality,
    Converges,
    CrossEntropy,
    Distinct,
    Empirical,
    Equal,
    Exists,
    Expectation,
    Family,
    Finite,
    FiniteSet,
    ForAll,
    FunctionSymbol,
    H,
    Iff,
    Implies,
    Indicator,
    Integers,
    Interval,
    LogLikelihood,
    MapsTo,
    MassFunction,
    Member,
    Model,
    NamedSet,
    Naturals,
    Not,
    NotEqual,
    Probability,
    Product,
    Proposition,
    Range,
    Reals,
    SameSolutions,
    Sample,
    Sequence,
    Singleton,
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

a, i, j, k, N, theta, c = variables("a i j k N theta c")
X, Theta = FiniteSet("X"), NamedSet("Theta")
pets = Alphabet("Pets", "cat dog")
cat, dog = pets.letters
x = Sample("x", N, X)
P = Model("P", Theta, X)
p, q = MassFunction("p", X), MassFunction("q", X)
data = Empirical("P_data", x)
coin = Tabulated("coin", pets, (number(1) / 3, 1 - number(1) / 3))
bias = TabulatedModel("B", Interval.open(0, 1), pets, theta, (theta, 1 - theta))
f = FunctionSymbol("f")
score = Sum(log(P[theta](x[i])), (i, 1, N))

EXPRESSIONS = {
    "a + c": a + c,
    "a - (c - i)": a - (c - i),
    "a - c - i": a - c - i,
    "-(a*c)": -(a * c),
    "-a*c": (-a) * c,
    "a*(-c)": a * (-c),
    "1/N*Sum(log(P[theta](x[i])), (i, 1, N))": 1 / N * score,
    "a/(c*i)": a / (c * i),
    "a/c*i": a / c * i,
    "a*(c/i)": a * (c / i),
    "(a + c)**2": (a + c) ** 2,
    "(-a)**2": (-a) ** 2,
    "-a**2": -(a**2),
    "(-2)**a": number(-2) ** a,
    "Rational(1, 2)*a": number(1) / 2 * a,
    "exp(-a)": exp(-a),
    "Abs(a)": Abs(a),
    "delta(a, x[i])": delta(a, x[i]),
    "f(a)": f(a),
    "p(a)*log(p(a)/q(a))": p(a) * log(p(a) / q(a)),
    "Product(q(x[i]), (i, 1, N))": Product(q(x[i]), (i, 1, N)),
    "Sum(p(a), (a, X))": Sum(p(a), (a, X)),
    "Sum(Sum(f(i), (i, 1, 2)), (j, 1, N))": Sum(f(i), (i, 1, 2), (j, 1, N)),
    "coin(cat)": coin(cat),
    "B[c](dog)": bias[c](dog),
    "KL(P_data, P[theta])": KL(data, P[theta]),
    "H(p)": H(p),
    "H(p, q)": CrossEntropy(p, q),
    "LogLikelihood(q, x)": LogLikelihood(q, x),
    "Cardinality(X)": Cardinality(X),
    "-H(P_data) - 1/N*Sum(log(P[theta](x[i])), (i, 1, N))": -H(data) - 1 / N * score,
}
STATEMENTS = {
    "a < c": a < c,
    "a <= c - i": a <= c - i,
    "a > 0": a > 0,
    "a >= c": a >= c,
    "Equal(a, c)": Equal(a, c),
    "NotEqual(a, 0)": NotEqual(a, 0),
    "Member(a, X)": Member(a, X),
    "Finite(X)": Finite(X),
    "Distinct(x)": Distinct(x),
    "ForAll(p(a) > 0, (a, X))": ForAll(p(a) > 0, (a, X)),
    "And(a < c, c < i)": And(a < c, c < i),
    "Implies(a < c, Not(c < a))": Implies(a < c, Not(c < a)),
    "Iff(a < c, c > a)": Iff(a < c, c > a),
    "SameSolutions(ArgMin(f(theta), (theta, Theta)), ArgMax(f(theta), (theta, Theta)))": SameSolutions(
        ArgMin(f(theta), (theta, Theta)), ArgMax(f(theta), (theta, Theta))
    ),
}
SETS = {
    "X": X,
    "Theta": Theta,
    "Pets": pets,
    "Range(1, N)": Range(1, N),
    "Singleton(1, a)": Singleton(1, a),
    "Interval.open(0, 1)": Interval.open(0, 1),
    "Interval.closed(0, a)": Interval.closed(0, a),
    "Interval.above(0)": Interval.above(0),
    "Naturals()": Naturals(),
    "Integers()": Integers(),
    "Reals()": Reals(),
}
NAMED = {
    "B": bias,
    "B[theta]": bias[theta],
    "B[c]": bias[c],
    "p": p,
    "P": P,
    "P[theta]": P[theta],
    "x": x,
    "P_data": data,
    "coin": coin,
    "f": f,
    "cat": cat,
}
(b,) = variables("b")
Z, spaces = Family("Z", 3), Sequence("S", N, Range(1, f(N)))
RANDOM = {
    "Expectation(f(b), (b, p))": Expectation(f(b), (b, p)),
    "Variance(f(b), (b, P[theta]))": Variance(f(b), (b, P[theta])),
    "Probability(f(b) >= 1, (b, p))": Probability(f(b) >= 1, (b, p)),
    "Expectation(Z[N, 2](b), (b, S[N]))": Expectation(Z[N, 2](b), (b, spaces[N])),
    "Indicator(a < 1)": Indicator(a < 1),
    "Converges(f(b), (b, 0))": Converges(f(b), (b, 0)),
    "Exists(a < b, (b, X))": Exists(a < b, (b, X)),
    "MapsTo(f(b), (b, X))": MapsTo(f(b), (b, X)),
    "E": Proposition("E"),
    "Z": Z,
    "Z[N]": Z[N],
    "Z[N, 2]": Z[N, 2],
    "S": spaces,
    "S[2]": spaces[2],
}
EVERYTHING = {**EXPRESSIONS, **STATEMENTS, **SETS, **NAMED, **RANDOM}
