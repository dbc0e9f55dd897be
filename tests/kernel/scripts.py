"""Short ways to write kernel terms and lines."""

from __future__ import annotations

from mlekl_symbolic.kernel.check import Script
from mlekl_symbolic.kernel.lines import Line, Sequent
from mlekl_symbolic.kernel.terms import App, Num, Term, Var, close_binder
from mlekl_symbolic.kernel.theory import Axiom, Definition, Theory

s, t, x, y, z = (Var(name) for name in "stxyz")
f, g = Var("f", "fun1"), Var("g", "fun1")
h = Var("h", "fun2")
A, B = Var("A", "set"), Var("B", "set")
p, q, r = (Var(name, "prop") for name in "pqr")
TRUE, FALSE = App("true"), App("false")
REALS = App("reals")


def num(value: int) -> Num:
    """A whole number."""
    return Num(value)


def eq(a: Term, b: Term) -> App:
    """``a = b``."""
    return App("=", (a, b))


def lt(a: Term, b: Term) -> App:
    """``a < b``."""
    return App("<", (a, b))


def le(a: Term, b: Term) -> App:
    """``a ≤ b``."""
    return App("<=", (a, b))


def member(a: Term, over: Term) -> App:
    """``a ∈ over``."""
    return App("in", (a, over))


def no(a: Term) -> App:
    """``¬a``."""
    return App("not", (a,))


def op(sign: str, a: Term, b: Term) -> App:
    """``a sign b``."""
    return App(sign, (a, b))


def at(function: Term, *args: Term) -> App:
    """``function(args)``, not reduced."""
    return App("@", (function, *args))


def span(low: int, high: int) -> App:
    """The integers from ``low`` to ``high``."""
    return App("range", (Num(low), Num(high)))


def total(var: Var, over: Term, body: Term) -> Term:
    """``Σ_{var ∈ over} body``."""
    return close_binder("sum", var, over, body)


def every(var: Var, over: Term, body: Term) -> Term:
    """``∀ var ∈ over, body``."""
    return close_binder("all", var, over, body)


def some(var: Var, over: Term, body: Term) -> Term:
    """``∃ var ∈ over, body``."""
    return close_binder("ex", var, over, body)


ANTISYMMETRY = Axiom("range_le", (x, s, t), (("hx", member(x, App("range", (s, t)))),), le(x, t))
LOWER = Axiom("le_of_range", (x, s, t), (("hx", member(x, App("range", (s, t)))),), le(s, x))
NOT_SELF = Axiom("ne_of_lt", (s, t), (("h", lt(s, t)),), no(eq(s, t)))
THEORY = Theory().define(Definition("double", (s,), op("+", s, s))).extended((ANTISYMMETRY, LOWER, NOT_SELF))
"""One definition and three true rules."""


def proved(*lines: Line, theory: Theory = THEORY) -> Sequent:
    """What the last line proves."""
    script = Script(theory)
    for line in lines:
        script.add(line)
    return script.sequents[-1]


def assume(a: Term) -> Line:
    """``a ⊢ a``."""
    return Line("assume", terms=(a,))


def refl(a: Term) -> Line:
    """``⊢ a = a``."""
    return Line("refl", terms=(a,))
