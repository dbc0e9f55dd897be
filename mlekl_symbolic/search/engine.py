"""Writing kernel lines: a script that grows, equations that compose, contexts that remember.

An `Equation` is a kernel line that proves ``left = right``, or no line at all when both sides are
the same term. A `Context` is a set of hypotheses in force at a place below some binders, with what
has already been found out there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mlekl_symbolic.kernel.check import Script
from mlekl_symbolic.kernel.lines import CheckError, Line, Sequent
from mlekl_symbolic.kernel.ring import canonical
from mlekl_symbolic.kernel.terms import App, Bind, Term, Var, bound_name, fresh, open_binder
from mlekl_symbolic.kernel.theory import Theory

__all__ = ["CheckError", "Context", "Engine", "Equation", "Opened"]


class Equation(NamedTuple):
    """``left = right``, proved by a line of the script; no line means the same term."""

    left: Term
    right: Term
    line: int | None = None

    @property
    def changes(self) -> bool:
        """Whether the two sides are different terms."""
        return self.left is not self.right


@dataclass(slots=True, eq=False)
class Context:
    """Hypotheses in force, and a memory of what was tried under them.

    A bare context does not rewrite by its hypotheses: that is how their own sides are normalised. In
    a general one a sum over an explicit list is treated like any other and not written out.
    """

    facts: tuple[Term, ...]
    parent: Context | None = None
    bare: bool = False
    general: bool = False
    children: dict[Term, Context] = field(default_factory=dict)
    normal: dict[Term, Equation] = field(default_factory=dict)
    proved: dict[Term, int] = field(default_factory=dict)
    failed: dict[Term, int] = field(default_factory=dict)
    open: set[Term] = field(default_factory=set)
    derived: dict[str, object] = field(default_factory=dict)

    def child(self, fact: Term) -> Context:
        """The context with one more hypothesis; the same object each time."""
        if fact in self.facts:
            return self
        if fact not in self.children:
            self.children[fact] = Context((*self.facts, fact), self, self.bare, self.general)
        return self.children[fact]

    @property
    def variables(self) -> frozenset[Var]:
        """The variables that occur in the hypotheses."""
        return frozenset().union(*(f.free for f in self.facts))


class Opened(NamedTuple):
    """A binder with its variable made free: the variable, the body and the context inside."""

    variable: Var
    body: Term
    context: Context


class Engine:
    """A script with the steps everyone needs; every line is checked as it is added."""

    def __init__(self, theory: Theory) -> None:
        self.script = Script(theory)
        self._assumed: dict[Term, int] = {}
        self._unfolded: dict[Term, Equation] = {}

    @property
    def theory(self) -> Theory:
        """The axioms and definitions in force."""
        return self.script.theory

    def sequent(self, line: int) -> Sequent:
        """What a line proves."""
        return self.script.sequents[line]

    def proposition(self, line: int) -> Term:
        """What a line proves, without its hypotheses."""
        return self.script.sequents[line].proposition

    def add(self, rule: str, *uses: int, terms: tuple[Term, ...] = (), **more: object) -> int:
        """Append a line and return its number."""
        return self.script.add(Line(rule, uses, terms, **more))  # type: ignore[arg-type]

    def assume(self, p: Term) -> int:
        """The line ``p ⊢ p``."""
        if p not in self._assumed:
            self._assumed[p] = self.add("assume", terms=(p,))
        return self._assumed[p]

    def know(self, p: Term, line: int) -> None:
        """Let `assume` answer with a line that proves ``p`` already."""
        self._assumed[p] = line

    def rule(self, name: str, instance: Mapping[str, Term], uses: Sequence[int] = ()) -> int:
        """An instance of an axiom, with its side conditions already proved."""
        metas = {m.name: m for m in self.theory.axioms[name].metas}
        by = tuple((metas[k], v) for k, v in instance.items())
        return self.script.add(Line("axiom", tuple(uses), name=name, instance=by))

    def equation(self, line: int) -> Equation:
        """A line that proves an equation, as one."""
        p = self.proposition(line)
        assert isinstance(p, App)
        assert p.head == "="
        return Equation(p.args[0], p.args[1], line)

    def by_rule(self, name: str, instance: Mapping[str, Term], uses: Sequence[int] = ()) -> Equation:
        """`rule`, for a rule whose conclusion is an equation."""
        return self.equation(self.rule(name, instance, uses))

    def ring(self, left: Term, right: Term, using: Sequence[Equation] = ()) -> Equation:
        """``left = right`` by ring arithmetic, reading the equations in ``using``.

        Raises
        ------
        CheckError
            When ring arithmetic does not show it.
        """
        uses = tuple(e.line for e in using if e.line is not None)
        if left is right:
            return Equation(left, right)
        return self.equation(self.add("ring", *uses, terms=(left, right)))

    def symm(self, e: Equation) -> Equation:
        """``right = left``."""
        return e if e.line is None else self.equation(self.add("symm", e.line))

    def then(self, *equations: Equation) -> Equation:
        """The composition of equations that meet end to end."""
        out = equations[0]
        for e in equations[1:]:
            if e.line is None:
                continue
            out = e if out.line is None else self.equation(self.add("trans", out.line, e.line))
        return out

    def at(
        self, whole: Term, path: tuple[int, ...], e: Equation, variables: tuple[Var, ...] = ()
    ) -> Equation:
        """``whole = whole with e used at path``; ``variables`` name the binders crossed."""
        if e.line is None:
            return Equation(whole, whole)
        line = self.add("congr", e.line, terms=(whole,), path=path, variables=variables)
        return self.equation(line)

    def below(self, binder: Bind, opened: Opened, e: Equation) -> Equation:
        """The binder with its opened body rewritten."""
        return self.at(binder, (1,), e, (opened.variable,))

    def args(self, t: App, equations: Sequence[Equation]) -> Equation:
        """``t`` with each argument rewritten by its equation."""
        out = Equation(t, t)
        for n, e in enumerate(equations):
            if e.line is not None:
                out = self.then(out, self.at(out.right, (n,), e))
        return out

    def unfold(self, t: Term) -> Equation | None:
        """The definition of the head of ``t``, or None when it is not a defined constant."""
        if t not in self._unfolded:
            body = self.theory.unfold(t)
            if body is None:
                return None
            self._unfolded[t] = self.equation(self.add("define", terms=(t,)))
        return self._unfolded[t]

    def open(self, binder: Bind, context: Context) -> Opened:
        """Name the variable of a binder afresh and assume that it lies in the domain."""
        x = fresh(bound_name(binder), binder.free | context.variables)
        inside = context
        if binder.head != "lam":
            inside = context.child(App("in", (x, binder.domain)))
        return Opened(x, open_binder(binder, x), inside)

    def transport(self, line: int, e: Equation) -> int:
        """From a line that proves ``e.left`` (a proposition) one that proves ``e.right``."""
        return line if e.line is None else self.add("eq_mp", e.line, line)

    def canonical(self, t: Term) -> Equation:
        """``t`` equals its ring normal form."""
        return self.ring(t, canonical(t))
