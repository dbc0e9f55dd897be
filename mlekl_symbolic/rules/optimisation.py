"""What may be done to an objective without moving its set of optimisers."""

from mlekl_symbolic.language import (
    And,
    ArgMax,
    ArgMin,
    Equal,
    ForAll,
    Implies,
    Less,
    LessEqual,
    Member,
    NotEqual,
    Singleton,
    log,
    variables,
)
from mlekl_symbolic.rules.rulebook import Claim, Collection, Function, Real, claim, rule

(t,) = variables("t")


@rule(says="a term free of the variable moves no minimiser")
def argmin_add_const(c: Real, f: Function, A: Collection) -> Claim:
    """argmin (f + c) = argmin f, for c free of the variable."""
    return claim(Equal(ArgMin(f(t) + c, (t, A)), ArgMin(f(t), (t, A))))


@rule(says="a term free of the variable moves no maximiser")
def argmax_add_const(c: Real, f: Function, A: Collection) -> Claim:
    """argmax (f + c) = argmax f, for c free of the variable."""
    return claim(Equal(ArgMax(f(t) + c, (t, A)), ArgMax(f(t), (t, A))))


@rule(says="a constant moves no optimum, and a minus sign turns min into max")
def argmin_const_sub(c: Real, f: Function, A: Collection) -> Claim:
    """argmin (c - f) = argmax f, for c free of the variable."""
    return claim(Equal(ArgMin(c - f(t), (t, A)), ArgMax(f(t), (t, A))))


@rule(says="minimising the opposite is maximising")
def argmin_neg(f: Function, A: Collection) -> Claim:
    """argmin (-f) = argmax f."""
    return claim(Equal(ArgMin(-f(t), (t, A)), ArgMax(f(t), (t, A))))


@rule(says="maximising the opposite is minimising")
def argmax_neg(f: Function, A: Collection) -> Claim:
    """argmax (-f) = argmin f."""
    return claim(Equal(ArgMax(-f(t), (t, A)), ArgMin(f(t), (t, A))))


@rule(says="a positive factor moves no minimiser")
def argmin_mul_pos(c: Real, f: Function, A: Collection) -> Claim:
    """argmin (c f) = argmin f, for positive c free of the variable."""
    return claim(Equal(ArgMin(c * f(t), (t, A)), ArgMin(f(t), (t, A))), hc=Less(0, c))


@rule(says="a positive factor moves no maximiser")
def argmax_mul_pos(c: Real, f: Function, A: Collection) -> Claim:
    """argmax (c f) = argmax f, for positive c free of the variable."""
    return claim(Equal(ArgMax(c * f(t), (t, A)), ArgMax(f(t), (t, A))), hc=Less(0, c))


@rule(says="the logarithm is strictly increasing, so it moves no maximiser")
def argmax_log(f: Function, A: Collection) -> Claim:
    """argmax f = argmax log f, for f positive on A."""
    return claim(Equal(ArgMax(f(t), (t, A)), ArgMax(log(f(t)), (t, A))), hf=ForAll(Less(0, f(t)), (t, A)))


@rule(says="the logarithm is strictly increasing, so it moves no minimiser")
def argmin_log(f: Function, A: Collection) -> Claim:
    """argmin f = argmin log f, for f positive on A."""
    return claim(Equal(ArgMin(f(t), (t, A)), ArgMin(log(f(t)), (t, A))), hf=ForAll(Less(0, f(t)), (t, A)))


@rule(says="a point that beats all others is the only minimiser")
def argmin_eq_singleton(f: Function, A: Collection, m: Real) -> Claim:
    """argmin f = {m}, when m lies in A and f(m) < f(t) for every other t in A."""
    return claim(
        Equal(ArgMin(f(t), (t, A)), Singleton(m)),
        hm=Member(m, A),
        hf=ForAll(Implies(NotEqual(t, m), Less(f(m), f(t))), (t, A)),
    )


@rule(says="a point that beats all others is the only maximiser")
def argmax_eq_singleton(f: Function, A: Collection, m: Real) -> Claim:
    """argmax f = {m}, when m lies in A and f(t) < f(m) for every other t in A."""
    return claim(
        Equal(ArgMax(f(t), (t, A)), Singleton(m)),
        hm=Member(m, A),
        hf=ForAll(Implies(NotEqual(t, m), Less(f(t), f(m))), (t, A)),
    )


@rule(says="what it means to be a minimiser", lean="isMinOn_iff")
def mem_argmin(f: Function, A: Collection, m: Real) -> Claim:
    """m is a minimiser of f on A exactly when it lies in A and f(m) ≤ f(t) for every t in A."""
    return claim(
        Equal(
            Member(m, ArgMin(f(t), (t, A))),
            And(Member(m, A), ForAll(LessEqual(f(m), f(t)), (t, A))),
        )
    )


@rule(says="what it means to be a maximiser", lean="isMaxOn_iff")
def mem_argmax(f: Function, A: Collection, m: Real) -> Claim:
    """m is a maximiser of f on A exactly when it lies in A and f(t) ≤ f(m) for every t in A."""
    return claim(
        Equal(
            Member(m, ArgMax(f(t), (t, A))),
            And(Member(m, A), ForAll(LessEqual(f(t), f(m)), (t, A))),
        )
    )
