"""Kernel terms as one line of plain text, for messages and for the replayer's report."""

from __future__ import annotations

from functools import lru_cache

from mlekl_symbolic.kernel.terms import App, Bind, Bound, Num, Term, Var, bound_name, open_binder

_INFIX = {
    "imp": (" → ", 1), "or": (" ∨ ", 2), "and": (" ∧ ", 3), "=": (" = ", 4), "<": (" < ", 4),
    "<=": (" ≤ ", 4), "in": (" ∈ ", 4), "+": (" + ", 5), "-": (" − ", 5), "*": ("·", 6), "/": ("/", 6),
    "^": ("^", 8),
}  # fmt: skip
_LEFT_TIGHT = {"imp", "^", "=", "<", "<=", "in"}
_RIGHT_TIGHT = {"-", "/", "*", *_LEFT_TIGHT}
"""Where the left, the right part is put in brackets when it is made with the same sign."""
_BINDERS = {
    "sum": "Σ", "prod": "Π", "argmin": "argmin ", "argmax": "argmax ", "all": "∀", "ex": "∃",
    "integral": "∫", "integrable": "integrable ", "ae": "almost all ",
}  # fmt: skip
_CONSTANTS = {"naturals": "ℕ", "integers": "ℤ", "reals": "ℝ", "pi": "π", "true": "true", "false": "false"}
_BRACKETS = {
    "ioo": ("(", ")"), "icc": ("[", "]"), "ioi": ("(", ", ∞)"), "finset": ("{", "}"), "ind": ("1[", "]"),
    "not": ("¬(", ")"),
}  # fmt: skip
_MARKS = str.maketrans("", "", "'′″")


def show(t: Term) -> str:
    """``t`` in plain notation, with the bound names its author gave where they are free."""
    return _show(t, 0)


@lru_cache(maxsize=8192)
def _show(t: Term, outer: int) -> str:
    match t:
        case Var(name):
            return _quoted(name)
        case Bound(index):
            return f"#{index}"
        case Num(value):
            tight = 6 if value.denominator != 1 else 5 if value < 0 else 9
            return _fenced(str(value), tight, outer)
        case Bind():
            return _binder(t, outer)
        case App(head, args):
            return _application(head, args, outer)
    raise AssertionError(t)


def _fenced(s: str, tight: int, outer: int) -> str:
    return f"({s})" if tight < outer else s


def _application(head: str, args: tuple[Term, ...], outer: int) -> str:
    # No part may be shown twice: the time would double with every level.
    if head in _INFIX and len(args) == 2:
        sign, tight = _INFIX[head]
        left, right = tight + (head in _LEFT_TIGHT), tight + (head in _RIGHT_TIGHT)
        return _fenced(_show(args[0], left) + sign + _show(args[1], right), tight, outer)
    match head:
        case "neg":
            return _fenced(f"−{_show(args[0], 6)}", 5, outer)
        case "not" if isinstance(args[0], App) and args[0].head == "=":
            return _fenced(" ≠ ".join(_show(a, 5) for a in args[0].args), 4, outer)
        case "@":
            return f"{_show(args[0], 9)}({_listed(args[1:])})"
        case "range":
            return f"{_show(args[0], 5)}..{_show(args[1], 5)}"
    if not args and head != "finset":
        return _CONSTANTS.get(head) or _quoted(head)
    before, after = _BRACKETS.get(head) or (f"{_quoted(head)}(", ")")
    return f"{before}{_listed(args)}{after}"


def _listed(args: tuple[Term, ...]) -> str:
    return ", ".join(_show(a, 0) for a in args)


def _quoted(name: str) -> str:
    """A name, in quotation marks when it could be read as a formula."""
    return name if name.translate(_MARKS).isidentifier() else f"‘{name}’"


def _binder(t: Bind, outer: int) -> str:
    taken = {v.name for v in t.free}
    name = bound_name(t)
    while name in taken:
        name += "′"
    body = open_binder(t, Var(name))
    if t.head == "lam":
        return _fenced(f"{name} ↦ {_show(body, 1)}", 0, outer)
    domain = _show(t.domain, 5)
    if t.head == "setof":
        return f"{{{name} ∈ {domain} | {_show(body, 0)}}}"
    if t.head in ("all", "ex", "ae"):
        return _fenced(f"{_BINDERS[t.head]}{name}∈{domain}, {_show(body, 1)}", 1, outer)
    sign = _BINDERS[t.head]
    return _fenced(f"{sign}{{{name}∈{domain}}} {_show(body, 6)}", 5, outer)
