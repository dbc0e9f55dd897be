"""Writing kernel lines: a script that grows, equations that compose, contexts that remember.

An `Equation` is a kernel line that proves ``left = right``, or no line at all where ring arithmetic
is enough. A `Context` is a set of hypotheses in force at a place below some binders, with what
has already been found out there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mlekl_symbolic.kernel.check import Script
from mlekl_symbolic.kernel.lines import CheckError, Line, Sequent
from mlekl_symbolic.kernel.ring import TooLarge, canonical, polynomial
from mlekl_symbolic.kernel.terms import (
    REAL,
    App,
    Bind,
    Term,
    Var,
    abstract,
    bound_name,
    fresh,
    open_binder,
)
from mlekl_symbolic.kernel.theory import Theory

__all__ = ["CheckError", "Context", "Engine", "Equation", "Opened"]


class Core(NamedTuple):
    """What a line proves: ``left = right``."""

    left: Term
    right: Term
    line: int


class Equation:
    """``left = right``: by ring arithmetic alone, or by a line between two uses of ring arithmetic.

    The lines for ring arithmetic are only written when `line` is asked for, so that many uses in a
    row, and uses deeper and deeper inside a term, cost one line.

    Attributes
    ----------
    left, right
        The two sides.
    core
        What the line in the middle proves; None when ring arithmetic is enough.
    """

    __slots__ = ("_line", "_script", "core", "left", "right")

    def __init__(
        self, left: Term, right: Term, script: Script | None = None, core: Core | None = None
    ) -> None:
        self.left, self.right, self.core = left, right, core
        self._script = script
        self._line: int | None = None

    @property
    def changes(self) -> bool:
        """Whether the two sides are different terms."""
        return self.left is not self.right

    @property
    def line(self) -> int | None:
        """A line that proves it; None when both sides are the same term and nothing is used."""
        if self._line is None and self._script is not None:
            self._line = self._written(self._script, self.core, self.left, self.right)
        return self._line

    def premise(self) -> int | None:
        """A line that proves it, but for ring arithmetic on the right side."""
        if self.core is None or self._script is None:
            return self.line
        return self._written(self._script, self.core, self.left, self.core.right)

    @staticmethod
    def _written(script: Script, core: Core | None, left: Term, right: Term) -> int:
        if core is None:
            return script.add(Line("ring", terms=(left, right)))
        line = core.line
        if core.left is not left:
            line = script.add(Line("trans", (script.add(Line("ring", terms=(left, core.left))), line)))
        if core.right is not right:
            line = script.add(Line("trans", (line, script.add(Line("ring", terms=(core.right, right))))))
        return line


def agree(a: Term, b: Term) -> bool:
    """Whether ring arithmetic gives both terms one normal form."""
    if a is b:
        return True
    try:
        if a.sort == b.sort == REAL and (a.canonical is None or b.canonical is None):
            return polynomial(a) == polynomial(b)
        return canonical(a) is canonical(b)
    except (TooLarge, RecursionError):
        return False


@dataclass(slots=True, eq=False)
class Context:
    """Hypotheses in force, and a memory of what was tried under them.

    A bare context does not rewrite by its hypotheses: that is how their own sides are normalised. In
    a general one a sum over an explicit list is treated like any other and not written out. Both are
    variants of a plain context and share with it what does not depend on normal forms.

    Attributes
    ----------
    plain
        Of a variant, the context with the same hypotheses that is neither bare nor general.
    failed
        Goals that were tried in vain, with how deep the search went.
    hopeless
        Goals that were tried in vain on the way to a normal form.
    barren
        Goals that were tried in vain and that no normal form had a part in.
    """

    facts: tuple[Term, ...]
    parent: Context | None = None
    bare: bool = False
    general: bool = False
    plain: Context | None = None
    proved: dict[Term, int] = field(default_factory=dict)
    barren: dict[Term, int] = field(default_factory=dict)
    failed: dict[Term, int] = field(default_factory=dict)
    hopeless: dict[Term, int] = field(default_factory=dict)
    children: dict[tuple[Term, ...], Context] = field(default_factory=dict)
    variants: dict[tuple[bool, bool], Context] = field(default_factory=dict)
    normal: dict[Term, Equation] = field(default_factory=dict)
    open: set[Term] = field(default_factory=set)
    opened: dict[Bind, Opened] = field(default_factory=dict)
    derived: dict[str, object] = field(default_factory=dict)
    mentioned: frozenset[Var] | None = None

    def child(self, *facts: Term) -> Context:
        """The context with more hypotheses; the same object each time."""
        new = tuple([f for f in facts if f not in self.facts])
        if not new:
            return self
        if self.plain is not None:
            return self.plain.child(*new)._variant(bare=self.bare, general=self.general)
        if new not in self.children:
            self.children[new] = Context((*self.facts, *dict.fromkeys(new)), self, self.bare, self.general)
        return self.children[new]

    def without_rewriting(self) -> Context:
        """The bare context with the same hypotheses."""
        return self._variant(bare=True, general=False)

    def without_writing_out(self) -> Context:
        """The general context with the same hypotheses."""
        return self._variant(bare=False, general=True)

    def _variant(self, *, bare: bool, general: bool) -> Context:
        plain = self.plain or self
        if (bare, general) not in plain.variants:
            parent = plain.parent and plain.parent._variant(bare=bare, general=general)
            made = Context(plain.facts, parent, bare, general, plain, plain.proved, plain.barren)
            plain.variants[bare, general] = made
        return plain.variants[bare, general]

    @property
    def variables(self) -> frozenset[Var]:
        """The variables that occur in the hypotheses."""
        if self.mentioned is None:
            self.mentioned = frozenset().union(*[f.free for f in self.facts])
        return self.mentioned


class Opened(NamedTuple):
    """A binder with its variable made free: the variable, the body and the context inside."""

    variable: Var
    body: Term
    context: Context


def rebuilt(whole: Term, path: tuple[int, ...], old: Term, new: Term, variables: tuple[Var, ...]) -> Term:
    """A term with another one at a path, below binders opened with the given names.

    Raises
    ------
    CheckError
        When it is not ``old`` that stands there.
    """
    if not path:
        if whole is not old:
            raise CheckError("the term at the path is not the left side")
        return new
    step, rest = path[0], path[1:]
    match whole:
        case App(head, args) if 0 <= step < len(args):
            inner = rebuilt(args[step], rest, old, new, variables)
            return App(head, (*args[:step], inner, *args[step + 1 :]), whole.sort)
        case Bind(head, domain, body) if step == 0:
            return Bind(head, rebuilt(domain, rest, old, new, variables), body)
        case Bind(head, domain, _) if step == 1 and variables and variables[0] not in whole.free:
            x = variables[0]
            inner = rebuilt(open_binder(whole, x), rest, old, new, variables[1:])
            return Bind(head, domain, abstract(inner, x))
    raise CheckError("the path leads nowhere")


class Engine:
    """A script with the steps everyone needs; every line is checked as it is added."""

    def __init__(self, theory: Theory) -> None:
        self.script = Script(theory)
        self._assumed: dict[Term, int] = {}
        self._unfolded: dict[Term, Equation] = {}
        self._defined: dict[Term, bool] = {}

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
        return Equation(p.args[0], p.args[1], self.script, Core(p.args[0], p.args[1], line))

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
        known = [e for e in using if e.core is not None]
        if not known:
            return self._pure(left, right)
        if len(known) == 1 and known[0].left is left and agree(known[0].right, right):
            return Equation(left, right, self.script, known[0].core)
        uses = [line for e in known if (line := e.premise()) is not None]
        return self.equation(self.add("ring", *uses, terms=(left, right)))

    def _pure(self, left: Term, right: Term) -> Equation:
        """``left = right`` by ring arithmetic alone."""
        if left is right:
            return Equation(left, right)
        if left.level or right.level or left.sort != right.sort or not agree(left, right):
            raise CheckError("the two sides have different normal forms")
        return Equation(left, right, self.script)

    def symm(self, e: Equation) -> Equation:
        """``right = left``."""
        if (core := e.core) is None:
            return self._pure(e.right, e.left)
        turned = Core(core.right, core.left, self.add("symm", core.line))
        return Equation(e.right, e.left, self.script, turned)

    def then(self, *equations: Equation) -> Equation:
        """The composition of equations that meet end to end.

        Raises
        ------
        CheckError
            When they do not meet.
        """
        out = equations[0]
        for e in equations[1:]:
            if out.right is not e.left:
                raise CheckError("the middle terms differ")
            if e.left is e.right:
                continue
            out = e if out.left is out.right else self._joined(out, e)
        return out

    def _joined(self, one: Equation, other: Equation) -> Equation:
        if one.core is None or other.core is None:
            core = one.core or other.core
            if core is None:
                return self._pure(one.left, other.right)
            return Equation(one.left, other.right, self.script, core)
        line, (left, middle, _) = one.core.line, one.core
        if middle is not other.core.left:
            between = self.add("ring", terms=(middle, other.core.left))
            line = self.add("trans", line, between)
        core = Core(left, other.core.right, self.add("trans", line, other.core.line))
        return Equation(one.left, other.right, self.script, core)

    def at(
        self, whole: Term, path: tuple[int, ...], e: Equation, variables: tuple[Var, ...] = ()
    ) -> Equation:
        """``whole = whole with e used at path``; ``variables`` name the binders crossed.

        Raises
        ------
        CheckError
            When the left side of the equation is not there.
        """
        if e.core is None and not e.changes:
            return Equation(whole, whole)
        if not path and whole is e.left:
            return e
        core = e.core
        if core is not None and core.left is e.left and core.right is e.right:
            return self._congruent(whole, path, core.line, variables)
        after = rebuilt(whole, path, e.left, e.right, variables)
        if core is None:
            if agree(whole, after):
                return self._pure(whole, after)
            return self._congruent(whole, path, e.line, variables)
        before = rebuilt(whole, path, e.left, core.left, variables)
        middle = self._congruent(before, path, core.line, variables)
        if agree(whole, before) and agree(middle.right, after):
            return Equation(whole, after, self.script, middle.core)
        return self._congruent(whole, path, e.line, variables)

    def _congruent(
        self, whole: Term, path: tuple[int, ...], line: int | None, variables: tuple[Var, ...]
    ) -> Equation:
        assert line is not None
        return self.equation(self.add("congr", line, terms=(whole,), path=path, variables=variables))

    def below(self, binder: Bind, opened: Opened, e: Equation) -> Equation:
        """The binder with its opened body rewritten."""
        return self.at(binder, (1,), e, (opened.variable,))

    def args(self, t: App, equations: Sequence[Equation]) -> Equation:
        """``t`` with each argument rewritten by its equation."""
        out = Equation(t, t)
        for n, e in enumerate(equations):
            if e.changes:
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

    def defined(self, t: Term) -> bool:
        """Whether a defined constant occurs in a term."""
        found = self._defined.get(t)
        if found is None:
            if isinstance(t, App):
                inside = [a for a in t.args if isinstance(a, App | Bind)]
                found = t.head in self.theory.definitions or any(map(self.defined, inside))
            else:
                found = isinstance(t, Bind) and (self.defined(t.domain) or self.defined(t.body))
            self._defined[t] = found
        return found

    def open(self, binder: Bind, context: Context) -> Opened:
        """Name the variable of a binder afresh and assume that it lies in the domain."""
        if (known := context.opened.get(binder)) is not None:
            return known
        x = fresh(bound_name(binder), binder.free | context.variables)
        inside = context
        if binder.head != "lam":
            inside = context.child(App("in", (x, binder.domain)))
        made = context.opened[binder] = Opened(x, open_binder(binder, x), inside)
        return made

    def transport(self, line: int, e: Equation) -> int:
        """From a line that proves ``e.left`` (a proposition) one that proves ``e.right``."""
        return line if e.line is None else self.add("eq_mp", e.line, line)

    def canonical(self, t: Term) -> Equation:
        """``t`` equals its ring normal form."""
        return self.ring(t, canonical(t))
