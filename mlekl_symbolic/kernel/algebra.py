"""Elementary algebra: the laws a trace of a ``ring`` or ``linear`` line is made of, and their replay.

A trace leads from one side of an equation to the other, one use of one law at one place at a time,
so that a checker needs no polynomials. Nothing here knows of normal forms; the search
for traces is in `mlekl_symbolic.kernel.microsteps` and is not trusted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from mlekl_symbolic.kernel.lines import CheckError, MicroStep
from mlekl_symbolic.kernel.terms import REAL, App, Bind, Num, SortError, Term, Var

MAX_DIGITS = 400
"""How many characters a computed number may have."""

MAX_EXPONENT = 1_330
"""Greater powers of anything but 0 and 1 are too long anyway."""

_A, _B, _C, _N = Var("a"), Var("b"), Var("c"), Var("n")
_ZERO, _ONE, _MINUS = Num(0), Num(1), Num(-1)


def plus(a: Term, b: Term) -> App:
    """``a + b``."""
    return App("+", (a, b))


def times(a: Term, b: Term) -> App:
    """``a · b``."""
    return App("*", (a, b))


def over(a: Term, b: Term) -> App:
    """``a / b``."""
    return App("/", (a, b))


EQUATIONS: Mapping[str, tuple[Term, Term]] = {
    "add_comm": (plus(_A, _B), plus(_B, _A)),
    "add_assoc": (plus(plus(_A, _B), _C), plus(_A, plus(_B, _C))),
    "add_left_comm": (plus(_A, plus(_B, _C)), plus(_B, plus(_A, _C))),
    "add_zero": (plus(_A, _ZERO), _A),
    "zero_add": (plus(_ZERO, _A), _A),
    "mul_comm": (times(_A, _B), times(_B, _A)),
    "mul_assoc": (times(times(_A, _B), _C), times(_A, times(_B, _C))),
    "mul_left_comm": (times(_A, times(_B, _C)), times(_B, times(_A, _C))),
    "mul_one": (times(_A, _ONE), _A),
    "one_mul": (times(_ONE, _A), _A),
    "mul_zero": (times(_A, _ZERO), _ZERO),
    "zero_mul": (times(_ZERO, _A), _ZERO),
    "mul_add": (times(_A, plus(_B, _C)), plus(times(_A, _B), times(_A, _C))),
    "add_mul": (times(plus(_A, _B), _C), plus(times(_A, _C), times(_B, _C))),
    "neg_eq": (App("neg", (_A,)), times(_MINUS, _A)),
    "sub_eq": (App("-", (_A, _B)), plus(_A, times(_MINUS, _B))),
    "div_eq": (over(_A, _B), times(_A, over(_ONE, _B))),
    "inv_mul": (over(_ONE, times(_A, _B)), times(over(_ONE, _A), over(_ONE, _B))),
    "inv_inv": (over(_ONE, over(_ONE, _A)), _A),
    "pow_zero": (App("^", (_A, _ZERO)), _ONE),
    "pow_one": (App("^", (_A, _ONE)), _A),
    "pow_succ": (App("^", (_A, plus(_N, _ONE))), times(_A, App("^", (_A, _N)))),
    "pow_neg": (App("^", (_A, App("neg", (_N,)))), App("^", (over(_ONE, _A), _N))),
    "delta_symm": (App("delta", (_A, _B)), App("delta", (_B, _A))),
}
"""The laws that are equations between patterns; ``n`` stands for the numeral of a natural number, the
other three variables for any numbers.

They hold for all real numbers because a quotient is total: ``1/0 = 0``. The laws that are not
here, ``numeral`` and ``use``, speak of literals and premises.
"""

FORGETFUL = frozenset({"mul_zero", "zero_mul", "pow_zero", "numeral"})
"""The laws whose right side does not fix the left one; read right to left they name it."""


def numeral(t: Term) -> Term | None:
    """The value of one operation on rational literals; ``1/0`` is 0, as everywhere."""
    match t:
        case App("neg", (Num(x),)):
            out = -x
        case App("+", (Num(x), Num(y))):
            out = x + y
        case App("-", (Num(x), Num(y))):
            out = x - y
        case App("*", (Num(x), Num(y))):
            out = x * y
        case App("/", (Num(x), Num(y))):
            out = x / y if y else y
        case App("^", (Num(x), Num(n))) if 0 <= n <= MAX_EXPONENT and n.denominator == 1:
            out = x**n.numerator
        case _:
            return None
    return Num(out) if _short(out) else None


def _short(x: Fraction) -> bool:
    # Python does not spell numbers that are much longer.
    few = max(x.numerator.bit_length(), x.denominator.bit_length()) <= 4 * MAX_DIGITS
    return few and len(str(x)) <= MAX_DIGITS


LAWS = frozenset(EQUATIONS) | {"numeral"}
"""The names of all laws; beside them ``use0``, ``use1``, … are the premises of the line."""


def premise_number(law: str) -> int | None:
    """The number ``k`` in ``usek``, or None when the law is not a premise."""
    digits = law.removeprefix("use")
    if digits == law or not digits.isascii() or not digits.isdigit() or len(digits) > 6:
        return None
    return int(digits) if str(int(digits)) == digits else None


def _match(pattern: Term, t: Term, found: dict[Term, Term]) -> bool:
    match pattern:
        case Var():
            return found.setdefault(pattern, t) is t and (pattern is not _N or _natural(t))
        case App(head, args):
            return (
                isinstance(t, App)
                and t.head == head
                and len(t.args) == len(args)
                and all(_match(p, a, found) for p, a in zip(args, t.args, strict=True))
            )
    return pattern is t


def _natural(t: Term) -> bool:
    return isinstance(t, Num) and t.value >= 0 and t.value.denominator == 1


def _fill(pattern: Term, found: Mapping[Term, Term]) -> Term:
    match pattern:
        case Var():
            return found[pattern]
        case App(head, args):
            return App(head, tuple(_fill(a, found) for a in args))
    return pattern


def _by_law(t: Term, step: MicroStep, equations: Sequence[tuple[Term, Term]]) -> Term | None:
    """What the law of a step makes of ``t``, as far as that says it; None when it does not apply."""
    if step.law == "numeral":
        return numeral(t) if step.forward else None
    if (k := premise_number(step.law)) is not None:
        if k >= len(equations):
            return None
        left, right = equations[k] if step.forward else equations[k][::-1]
        return right if left is t else None
    if step.law not in EQUATIONS or (step.law in FORGETFUL and not step.forward):
        return None
    left, right = EQUATIONS[step.law] if step.forward else EQUATIONS[step.law][::-1]
    found: dict[Term, Term] = {}
    return _fill(right, found) if _match(left, t, found) else None


def rewritten(t: Term, step: MicroStep, equations: Sequence[tuple[Term, Term]] = ()) -> Term:
    """What one micro-step makes of the subterm it is about.

    Raises
    ------
    CheckError
        When the law does not apply there.
    """
    if step.term is None:
        made = _by_law(t, step, equations)
    else:
        again = _by_law(step.term, step._replace(forward=True), equations)
        made = step.term if again is t and not step.forward else None
    if made is None:
        raise CheckError(f"the law {step.law} does not apply at the path {step.path}")
    return made


def part(t: Term, place: int) -> Term:
    """The argument of ``t`` at ``place``; of a binder, 0 is the domain and 1 the body.

    Raises
    ------
    CheckError
        When there is no such argument.
    """
    match t:
        case App(_, args) if 0 <= place < len(args):
            return args[place]
        case Bind(_, domain, body) if 0 <= place < 2:
            return body if place else domain
    raise CheckError("the path leads nowhere")


def replaced(t: Term, place: int, new: Term) -> Term:
    """``t`` with another argument at ``place``."""
    match t:
        case App(head, args):
            if args[place] is new:
                return t
            return App(head, (*args[:place], new, *args[place + 1 :]), t.sort)
        case Bind(head, domain, body):
            return Bind(head, domain, new) if place else Bind(head, new, body)
    raise AssertionError(t)


def replay(left: Term, steps: Sequence[MicroStep], equations: Sequence[tuple[Term, Term]] = ()) -> Term:
    """The term that the micro-steps make of ``left``, given the premises of the line.

    The term is taken apart only as far as the next step needs, so many steps at one place are cheap.

    Raises
    ------
    CheckError
        When a step does not apply.
    """
    path: list[int] = []
    above: list[Term] = []
    here, binders = left, 0

    def up() -> None:
        nonlocal here, binders
        place, whole = path.pop(), above.pop()
        binders -= isinstance(whole, Bind) and place == 1
        here = replaced(whole, place, here)

    try:
        for step in steps:
            while path != list(step.path[: len(path)]):
                up()
            for place in step.path[len(path) :]:
                path.append(place)
                above.append(here)
                binders += isinstance(here, Bind) and place == 1
                here = part(here, place)
            if here.sort != REAL:
                raise CheckError("the laws of algebra are about numbers")
            here = rewritten(here, step, equations)
            if here.level > binders:
                raise CheckError(f"the law {step.law} leaves a bound variable without its binder")
        while path:
            up()
    except SortError as error:
        raise CheckError(str(error)) from None
    return here
