"""Kernels with a bug planted in them, as copies of our own sources with a few words changed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from mlekl_symbolic.kernel.terms import App, Num, Term, Var, close_binder
from mlekl_symbolic.kernel.theory import Axiom, Definition
from mlekl_symbolic.rules.rulebook import RULES
from tests.fuzz.engine import Derive

KERNEL = "mlekl_symbolic.kernel"
COPIED = ("theory", "ring", "decide", "logic", "check")
"""The modules that are copied, lower ones first; terms, lines and errors are shared with the real kernel."""

APART: tuple[tuple[str, str], ...] = (
    ('_put(t, "polynomial", made)', "_SEEN[t] = made"),
    ("= t.polynomial\n", "= _SEEN.get(t)\n"),
    ('_put(t, "canonical", made)', "_MADE[t] = made"),
    ("= t.canonical\n", "= _MADE.get(t)\n"),
    ("_put = object.__setattr__", "_SEEN: dict = {}\n_MADE: dict = {}"),
)
"""The copy of the ring keeps its normal forms to itself: terms would remember wrong ones."""


@dataclass(frozen=True, slots=True)
class Plant:
    """A bug in the kernel.

    Attributes
    ----------
    module
        The module of the kernel it is in.
    old, new
        Words of its source, and what they become.
    kinds
        The inference rules whose lines can show it; all of them when empty.
    """

    module: str
    old: str
    new: str
    kinds: tuple[str, ...] = ()


def _source(name: str) -> str:
    file = import_module(f"{KERNEL}.{name}").__file__
    assert file is not None
    return Path(file).read_text(encoding="utf-8")


def _changed(text: str, changes: Sequence[tuple[str, str]]) -> str:
    for old, new in changes:
        if old not in text:
            raise LookupError(f"the source has changed: it has no {old!r}")
        text = text.replace(old, new)
    return text


@contextmanager
def _named(modules: Mapping[str, ModuleType]) -> Iterator[None]:
    sys.modules.update(modules)
    try:
        yield
    finally:
        for name in modules:
            sys.modules.pop(name, None)


def copied(changes: Mapping[str, Sequence[tuple[str, str]]]) -> dict[str, ModuleType]:
    """A copy of the kernel's modules with some sources changed.

    Raises
    ------
    LookupError
        When a source does not have the words that are to be changed.
    """
    made: dict[str, ModuleType] = {}
    for name in COPIED:
        text = _changed(_source(name), changes.get(name, ()))
        if name == "ring":
            text = _changed(text, APART)
        for other in COPIED:
            text = text.replace(f"{KERNEL}.{other} ", f"copied_kernel_{other} ")
        made[name] = ModuleType(f"copied_kernel_{name}")
        with _named({m.__name__: m for m in made.values()}):
            exec(compile(text, f"<{name} with a bug>", "exec"), made[name].__dict__)
    return made


def kernel(plant: Plant | None = None) -> Derive:
    """The kernel's `derive` with a bug in it, or a faithful copy."""
    changes = {} if plant is None else {plant.module: ((plant.old, plant.new),)}
    derive: Derive = copied(changes)["check"].derive
    return derive


def without(rule: str, *labels: str) -> Axiom:
    """A rule without some of its conditions; without any when none is named."""
    axiom = RULES[rule].axiom
    where = tuple((label, p) for label, p in axiom.where if labels and label not in labels)
    return axiom._replace(where=where)


PLANTS: dict[str, Plant] = {
    "congr keeps no eye on the hypotheses": Plant(
        "logic",
        '_need(all(x not in h.free for h in left), f"a hypothesis mentions the bound variable {x!r}")',
        "left = frozenset(h for h in left if x not in h.free)",
        ("congr", "assume", "ring"),
    ),
    "congr captures a free variable": Plant(
        "logic", '_need(x not in t.free, f"{x!r} is not new")', "", ("congr", "assume", "ring")
    ),
    "congr allows one name for two binders": Plant(
        "logic",
        '_need(len(set(names)) == len(names), "two binders on the path have one name")',
        "",
        ("congr", "assume", "ring"),
    ),
    "congr discharges membership in any set": Plant(
        "logic",
        'left = hypotheses - {App("in", (x, domain))}',
        "left = frozenset(h for h in hypotheses if not (isinstance(h, App) and h.head "
        '== "in" and h.args[0] is x))',
        ("congr", "gen", "assume", "ring"),
    ),
    "gen without the freshness check": Plant(
        "logic",
        "    hypotheses = _discharged(premises[0].hypotheses, x, domain)\n    return "
        'Sequent(hypotheses, close_binder("all"',
        '    hypotheses = premises[0].hypotheses\n    return Sequent(hypotheses, close_binder("all"',
        ("gen", "assume"),
    ),
    "spec does not look at the set": Plant(
        "logic",
        '_need(domain is forall.domain, "the term is not in the set quantified over")',
        "",
        ("matched", "assume", "gen"),
    ),
    "choose lets the witness escape": Plant(
        "logic", '_need(x not in some.free | q.free, f"{x!r} is not new")', "", ("choose",)
    ),
    "inst leaves the hypotheses": Plant(
        "logic",
        "hypotheses = frozenset(substitute(h, by) for h in premises[0].hypotheses)",
        "hypotheses = premises[0].hypotheses",
        ("inst", "assume", "linear"),
    ),
    "linear takes negative multipliers": Plant(
        "logic",
        '_need(c.value > 0 or p.head == "=", "an inequality needs a positive multiplier")',
        "",
        ("linear",),
    ),
    "linear forgets which comparison is strict": Plant(
        "logic", 'strict = strict or p.head == "<"', "strict = True", ("linear",)
    ),
    "linear has slack to give away": Plant(
        "logic", '_need(slack >= 0, "the combination falls short of the goal")', "", ("linear",)
    ),
    "discharge of every hypothesis": Plant(
        "logic",
        'return Sequent(premises[0].hypotheses - {p}, App("imp", (p, premises[0].proposition)))',
        'return Sequent(frozenset(), App("imp", (p, premises[0].proposition)))',
        ("discharge", "logic", "assume"),
    ),
    "mp backwards": Plant(
        "logic",
        '    p, q = _parts(premises[0].proposition, "imp")\n    _need(p is premises[1].proposition',
        '    q, p = _parts(premises[0].proposition, "imp")\n    _need(p is premises[1].proposition',
        ("matched", "discharge", "assume"),
    ),
    "trans composes any two comparisons into a strict one": Plant(
        "logic", '("<=", "<="): "<="', '("<=", "<="): "<"', ("matched",)
    ),
    "ring cancels": Plant(
        "ring",
        "    return tuple((atom, u, d) for atom, (u, d) in sorted(powers.items(), key=lambda i: text(i[0])))",
        "    left = {a: (u - min(u, d), d - min(u, d)) for a, (u, d) in powers.items()}\n"
        "    return tuple((atom, u, d) for atom, (u, d) in sorted(left.items(), "
        "key=lambda i: text(i[0])) if u or d)",
        ("ring",),
    ),
    "ring drops a term": Plant(
        "ring",
        "        _accumulate(out, mono, c if factor == 1 else -c if factor == -1 else factor * c)\n",
        "        _accumulate(out, mono, factor * c if p else Fraction(0))\n",
        ("ring",),
    ),
    "ring inverts a sum term by term": Plant(
        "ring",
        "    lead = p[leading(p)]\n",
        "    return {tuple((a, d, u) for a, u, d in m): 1 / c for m, c in p.items()}\n  "
        "  lead = p[leading(p)]\n",
        ("ring",),
    ),
    "ring loses the sign of a difference": Plant(
        "ring",
        "return add(first, visit(t.args[1]), -1)",
        "return add(first, visit(t.args[1]))",
        ("ring", "linear"),
    ),
    "ring takes 0^0 for 0": Plant("ring", "c**n} if n else ONE", "c**n} if n else {}", ("ring",)),
    "ring orders the ends of a range": Plant(
        "ring",
        'SYMMETRIC = frozenset({"delta"})',
        'SYMMETRIC = frozenset({"delta", "range", "<"})',
        ("ring",),
    ),
    "decide: a range is one too long": Plant(
        "decide",
        'App("in", (Num(a), App("range", (Num(low), Num(high))))):\n            return '
        "a.denominator == 1 and low <= a <= high",
        'App("in", (Num(a), App("range", (Num(low), Num(high))))):\n            return '
        "a.denominator == 1 and low <= a <= high + 1",
        ("decide",),
    ),
    "decide: an open interval has its ends": Plant(
        "decide", "return low < a < high", "return low <= a <= high", ("decide",)
    ),
    "decide: zero is not natural": Plant(
        "decide", "a.denominator == 1 and a >= 0", "a.denominator == 1", ("decide",)
    ),
    "enumerate: the last element is left out": Plant(
        "decide", "range(ceil(low), floor(high) + 1)", "range(ceil(low), floor(high))", ("enumerate",)
    ),
    "enumerate: repeated elements": Plant(
        "decide",
        "len(found) == len(args) == len(set(args)) <= MAX_ELEMENTS",
        "len(found) == len(args)",
        ("enumerate",),
    ),
    "enumerate: an empty product is zero": Plant(
        "logic", '"prod": ("*", Num(1))', '"prod": ("*", Num(0))', ("enumerate",)
    ),
    "axiom without its conditions": Plant(
        "logic", "if substitute(wanted, by) is not got.proposition:", "if False:", ("axiom",)
    ),
    "cases forget a hypothesis": Plant(
        "logic",
        "hypotheses = either.hypotheses | (one.hypotheses - {p}) | (other.hypotheses - {q})",
        "hypotheses = either.hypotheses",
        ("matched", "discharge", "assume"),
    ),
}


def _sum(var: Var, over: Term, body: Term) -> Term:
    return close_binder("sum", var, over, body)


def _dependent_domains() -> Axiom:
    n, i, j, f = Var("n"), Var("i"), Var("j"), Var("f", "fun2")
    one, term = Num(1), App("@", (f, i, j))
    left = _sum(i, App("range", (one, n)), _sum(j, App("range", (one, i)), term))
    right = _sum(j, App("range", (one, n)), _sum(i, App("range", (one, j)), term))
    return Axiom("sum_comm", (n, f), (), App("=", (left, right)))


RULE_PLANTS: dict[str, Axiom] = {
    "log_mul without conditions": without("log_mul"),
    "log_div without a condition on the divisor": without("log_div", "hb"),
    "log_pow for any base": without("log_pow"),
    "exp_log for any number": without("exp_log"),
    "mul_inv_cancel of zero": without("mul_inv_cancel"),
    "sum_delta without membership": without("sum_delta", "ha"),
    "sum_delta over an infinite set": without("sum_delta", "hA"),
    "sum_eq_zero_iff without signs": without("sum_eq_zero_iff", "hf"),
    "argmin_mul_pos without positivity": without("argmin_mul_pos"),
    "argmax_log without positivity": without("argmax_log"),
    "argmin_eq_singleton outside the set": without("argmin_eq_singleton", "hm"),
    "sum_range_succ below the first index": without("sum_range_succ"),
    "card_range of a negative number": without("card_range"),
    "log_le_sub_one of a negative number": without("log_le_sub_one"),
    "sum_comm with dependent domains": _dependent_domains(),
}
"""Rules with a bug: a condition left out, or the wrong statement."""

THEORY_PLANTS: dict[str, tuple[Plant, Definition]] = {
    "a definition with a free variable": (
        Plant("theory", "new.body.free - set(new.parameters)", "False"),
        Definition("c", (), Var("x")),
    ),
    "a definition that mentions itself": (
        Plant("theory", "if new.name in constants((new.body,)):", "if False:"),
        Definition("c", (), App("+", (App("c"), Num(1)))),
    ),
    "a definition of a primitive": (
        Plant("theory", "if new.name in SIGNATURES or", "if"),
        Definition("true", (), App("false")),
    ),
}
"""Theories that take a definition they must not take, with that definition."""
