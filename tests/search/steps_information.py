"""True steps about distributions, samples, divergences and likelihoods."""

from __future__ import annotations

from mlekl_symbolic.language import (
    KL,
    CrossEntropy,
    Distinct,
    ForAll,
    H,
    LogLikelihood,
    Product,
    Sum,
    delta,
    log,
    number,
)
from tests.search.world import (
    N,
    P,
    P_data,
    TrueStep,
    X,
    Y,
    a,
    b,
    c,
    f,
    i,
    j,
    p,
    q,
    r,
    s,
    step,
    theta,
    u,
    x,
)

one, zero = number(1), number(0)
q_positive = ForAll(q(a) > 0, (a, X))
p_positive = ForAll(p(a) > 0, (a, X))
r_positive = ForAll(r(a) > 0, (a, Y))
s_positive = ForAll(s(a) > 0, (a, Y))
q_on_data = ForAll(q(x[i]) > 0, (i, 1, N))
mean = Sum(p(b) * f(b), (b, X))
weighted = Sum(p(a) * log(p(a) / q(a)), (a, X))
of_pairs = Sum(p(a) * r(b) * log(p(a) * r(b) / (q(a) * s(b))), (a, X), (b, Y))

STEPS: tuple[TrueStep, ...] = (
    step("the divergence of a distribution from itself", KL(p, p), zero, one, H(p)),
    step("the divergence by its definition", KL(p, q), weighted, KL(q, p), Sum(q(a) * log(p(a) / q(a)), (a, X))),
    step("the divergence is cross-entropy minus entropy", KL(p, q), CrossEntropy(p, q) - H(p),
         CrossEntropy(p, q) + H(p), CrossEntropy(q, p) - H(p), given=(q_positive,)),
    step("the divergence with the quotient turned round", KL(p, q), -Sum(p(a) * log(q(a) / p(a)), (a, X)),
         Sum(p(a) * log(q(a) / p(a)), (a, X)), -Sum(q(a) * log(q(a) / p(a)), (a, X)), given=(q_positive,)),
    step("cross-entropy of a distribution with itself", CrossEntropy(p, p), H(p), -H(p), zero),
    step("entropy with the sign inside", H(p), Sum(p(a) * log(1 / p(a)), (a, X)), Sum(p(a) * log(p(a)), (a, X)),
         Sum(log(1 / p(a)), (a, X))),
    step("a sum of masses", Sum(u * p(a), (a, X)), u, 2 * u, one),
    step("a sum of masses below a sum", Sum(p(a) * Sum(r(b), (b, Y)), (a, X)), one, zero, number(2)),
    step("masses of a pair", Sum(p(a) * r(b), (a, X), (b, Y)), one, number(2), p(a)),
    step("a marginal", Sum(p(a) * r(b) * f(a), (b, Y), (a, X)), Sum(p(c) * f(c), (c, X)),
         Sum(r(c) * f(c), (c, Y)), Sum(f(c), (c, X))),
    step("the mean of a deviation", Sum(p(a) * (f(a) - mean), (a, X)), zero, mean, one),
    step("the variance", Sum(p(a) * f(a) ** 2, (a, X)) - mean**2, Sum(p(a) * (f(a) - mean) ** 2, (a, X)),
         Sum(p(a) * (f(a) - mean), (a, X)), Sum((f(a) - mean) ** 2, (a, X))),
    step("the divergence of pairs is the sum of divergences", of_pairs, KL(p, q) + KL(r, s), KL(p, q) * KL(r, s),
         KL(p, q) - KL(r, s), given=(p_positive, q_positive, r_positive, s_positive)),
    step("the divergence of pairs, masses zero allowed", of_pairs, KL(r, s) + KL(p, q), KL(p, q),
         KL(p, q) + KL(s, r), given=(q_positive, s_positive)),
    step("the divergence with scaled logarithms", Sum(p(a) * log(2 * p(a) / q(a)), (a, X)), log(2) + KL(p, q),
         2 * KL(p, q), KL(p, q), given=(q_positive,)),
    step("the divergence in another base", Sum(p(a) * (log(p(a) / q(a)) / log(2)), (a, X)), KL(p, q) / log(2),
         KL(p, q) * log(2), KL(p, q)),
    step("the empirical masses sum to one", Sum(P_data(a), (a, X)), one, N, 1 / N),
    step("an empirical mean", Sum(P_data(a) * f(a), (a, X)), one / N * Sum(f(x[i]), (i, 1, N)),
         Sum(f(x[i]), (i, 1, N)), one / N * Sum(f(i), (i, 1, N))),
    step("an empirical mean of logs", -Sum(P_data(a) * log(q(a)), (a, X)), -(one / N) * Sum(log(q(x[j])), (j, 1, N)),
         -Sum(log(q(x[j])), (j, 1, N)), one / N * Sum(log(q(x[j])), (j, 1, N))),
    step("cross-entropy of the data", CrossEntropy(P_data, q), -LogLikelihood(q, x) / N, LogLikelihood(q, x) / N,
         -LogLikelihood(q, x)),
    step("the divergence from the data", KL(P_data, q), -H(P_data) - LogLikelihood(q, x) / N,
         H(P_data) - LogLikelihood(q, x) / N, -H(P_data) + LogLikelihood(q, x) / N, given=(q_on_data,)),
    step("a divergence from a member of a model", KL(P_data, P[theta]),
         one / N * Sum(log(P_data(x[i]) / P[theta](x[i])), (i, 1, N)),
         one / N * Sum(log(P_data(x[i]) * P[theta](x[i])), (i, 1, N)),
         Sum(log(P_data(x[i]) / P[theta](x[i])), (i, 1, N)),
         given=(ForAll(P[theta](x[i]) > 0, (i, 1, N)),)),
    step("counts and masses", Sum(delta(a, x[i]), (i, 1, N)), N * P_data(a), P_data(a), N),
    step("likelihood and log-likelihood", log(Product(q(x[i]), (i, 1, N))), LogLikelihood(q, x), LogLikelihood(q, x) / N,
         -LogLikelihood(q, x), given=(q_on_data,)),
    step("the likelihood squared", log(Product(q(x[i]) ** 2, (i, 1, N))), 2 * LogLikelihood(q, x), LogLikelihood(q, x),
         LogLikelihood(q, x) ** 2, given=(q_on_data,)),
    step("the likelihood of two models", log(Product(q(x[i]) / p(x[i]), (i, 1, N))),
         LogLikelihood(q, x) - LogLikelihood(p, x), LogLikelihood(q, x) + LogLikelihood(p, x),
         LogLikelihood(q, x) / LogLikelihood(p, x), given=(q_on_data, ForAll(p(x[i]) > 0, (i, 1, N)))),
    step("the entropy of distinct data", H(P_data), log(N), -log(N), N * log(N), given=(Distinct(x),)),
    step("masses of distinct data", Sum(log(P_data(x[i])), (i, 1, N)), -N * log(N), -log(N), N * log(N),
         given=(Distinct(x),)),
    step("a mixture sums to one", Sum(u * p(a) + (1 - u) * q(a), (a, X)), one, u, 1 - u),
    step("masses are at most one in the mean", Sum(p(a) * q(a), (a, X)) - Sum(q(b) * p(b), (b, X)), zero, one, u),
    step("squared distance", Sum((p(a) - q(a)) ** 2, (a, X)),
         Sum(p(a) ** 2, (a, X)) - 2 * Sum(p(a) * q(a), (a, X)) + Sum(q(a) ** 2, (a, X)),
         Sum(p(a) ** 2, (a, X)) + Sum(q(a) ** 2, (a, X)), Sum(p(a) ** 2, (a, X)) - Sum(q(a) ** 2, (a, X))),
    step("a sum of masses of a model", Sum(P[theta](a) * u, (a, X)), u, one, 2 * u,
         given=()),
)
