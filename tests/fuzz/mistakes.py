"""Mistakes in statements and in powers: what is not a change of one number, name or sign."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sympy import Basic

from mlekl_symbolic.language import (
    And,
    Converges,
    Equal,
    Exists,
    ForAll,
    Greater,
    GreaterEqual,
    Iff,
    Implies,
    LanguageError,
    Less,
    LessEqual,
    Not,
    NotEqual,
)
from mlekl_symbolic.language.expressions import Exp, Log, Power
from mlekl_symbolic.language.probability import Indicator
from mlekl_symbolic.language.relations import Relation, Statement

COMPARED: dict[type, tuple[type, ...]] = {
    Equal: (NotEqual, Less, Greater), NotEqual: (Equal,), Less: (GreaterEqual, Equal), LessEqual: (Greater,),
    Greater: (LessEqual, Equal), GreaterEqual: (Less,),
}  # fmt: skip
"""What the sign of a comparison is mistaken for."""


def mistakes(node: Basic) -> Iterator[tuple[str, object]]:
    """Changes of a statement or a power, at its root, each with what kind of mistake it is."""
    for kind, made in _proposed(node):
        try:
            yield kind, made()
        except (LanguageError, TypeError, AttributeError):
            continue


def _proposed(node: Basic) -> Iterator[tuple[str, Callable[[], object]]]:
    match node:
        case Power(args=(base, exponent)):
            yield from (("exponent", lambda: base ** (exponent + 1)), ("exponent", lambda: base**-exponent))
        case Log(args=(inner,)):
            yield "constant", lambda: Log(1 + inner)
        case Exp(args=(inner,)):
            yield "sign", lambda: Exp(-inner)
        case Indicator(args=(event,)):
            yield "negated", lambda: Indicator(Not(event))
        case Converges(args=(body, towards)):
            yield "constant", lambda: Converges(body, (towards.args[0], towards.args[1] + 1))
        case Relation(args=(left, right)):
            yield from (("compared", _made(other, left, right)) for other in COMPARED.get(type(node), ()))
            yield "turned round", lambda: type(node)(right, left)
        case Implies(args=(premise, conclusion)):
            yield from (("converse", lambda: Implies(conclusion, premise)), ("dropped", lambda: conclusion))
        case And(args=parts):
            yield from (("dropped", _made(And, *parts[:k], *parts[k + 1 :])) for k in range(len(parts)))
        case Iff(args=(one, other)):
            yield from (("dropped", lambda: one), ("dropped", lambda: other))
        case ForAll() | Exists():
            turned = Exists if isinstance(node, ForAll) else ForAll
            yield "quantifier", lambda: turned(*node.args)
        case Not(args=(inner,)):
            yield "negated", lambda: inner
    if isinstance(node, Statement) and not isinstance(node, Not | Relation):
        yield "negated", lambda: Not(node)


def _made(kind: type, *parts: Basic) -> Callable[[], object]:
    return lambda: kind(*parts)
