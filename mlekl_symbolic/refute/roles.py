"""What the variables of a statement are for: letters, parameters, indices, numbers.

Every individual of the kernel is a real number. To build a world a person would recognise, it is
inferred which numbers a statement only ever compares and looks up (letters of an alphabet) and
which it computes with. A wrong inference costs a counterexample, never soundness.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mlekl_symbolic.kernel.terms import App, Bind, Bound, Num, Term, Var

_INFINITE = frozenset(("ioo", "icc", "ioi", "naturals", "integers", "reals"))


@dataclass(slots=True, eq=False)
class Role:
    """A kind of individuals: everything that is compared with each other.

    Attributes
    ----------
    sets
        Sets of such individuals, free of bound variables.
    variables
        Free variables that stand for one.
    literals
        Numbers that stand for one.
    numeric
        Whether the statement computes with them.
    counts
        Whether one is an end of a range.
    optimised, summed, integrated
        Whether an argmin or argmax, a sum or product, or an integral ranges over them.
    """

    sets: list[Term] = field(default_factory=list)
    variables: list[Var] = field(default_factory=list)
    literals: list[Num] = field(default_factory=list)
    numeric: bool = False
    counts: bool = False
    optimised: bool = False
    summed: bool = False
    integrated: bool = False
    _link: Role | None = None

    def root(self) -> Role:
        """The role that stands for all roles found to be the same."""
        here = self
        while here._link is not None:
            here = here._link
        return here

    def merge(self, other: Role) -> Role:
        """Make the two roles one."""
        a, b = self.root(), other.root()
        if a is not b:
            b._link = a
            a.sets += [s for s in b.sets if s not in a.sets]
            a.variables += [v for v in b.variables if v not in a.variables]
            a.literals += [n for n in b.literals if n not in a.literals]
            a.numeric |= b.numeric
            a.counts |= b.counts
            a.optimised |= b.optimised
            a.summed |= b.summed
            a.integrated |= b.integrated
        return a


@dataclass(frozen=True, slots=True)
class Signature:
    """The roles of a function's arguments and of its values."""

    arguments: tuple[Role, ...]
    result: Role

    def merge(self, other: Signature) -> None:
        """Make the two signatures one."""
        for a, b in zip(self.arguments, other.arguments, strict=True):
            a.merge(b)
        self.result.merge(other.result)


@dataclass(slots=True)
class Roles:
    """The roles in some statements, in which definitions are unfolded."""

    individuals: dict[Var, Role] = field(default_factory=dict)
    functions: dict[Var, Signature] = field(default_factory=dict)

    def of(self, var: Var) -> Role:
        """The role of a variable, of the elements of a set variable, or of a function's values."""
        if var.sort.startswith("fun"):
            return self.signature(var).result.root()
        if var not in self.individuals:
            self.individuals[var] = Role()
        return self.individuals[var].root()

    def signature(self, var: Var) -> Signature:
        """The roles of a function variable."""
        if var not in self.functions:
            arity = int(var.sort[3:])
            self.functions[var] = Signature(tuple(Role() for _ in range(arity)), Role())
        return self.functions[var]

    def parameter(self, role: Role) -> bool:
        """Whether individuals in this role are parameters, not letters."""
        return role.optimised or any(self.indexed(f) and role is self.heading(f) for f in self.functions)

    def indexed(self, function: Var) -> bool:
        """Whether the first argument of a function is a parameter: one that is never summed over."""
        arguments = self.signature(function).arguments
        if len(arguments) != 2:
            return False
        head, letter = (a.root() for a in arguments)
        return head is not letter and not head.summed

    def heading(self, function: Var) -> Role:
        """The role of a function's first argument."""
        return self.signature(function).arguments[0].root()

    def elements(self, t: Term) -> Role:
        """The role of the elements of a set that occurs in the statements."""
        return self._elements(t, []).root()

    def individual(self, t: Term) -> Role:
        """The role of a real-valued term that occurs in the statements."""
        return self._individual(t, []).root()

    def read(self, statement: Term) -> None:
        """Take a proposition into account."""
        self._proposition(statement, [])

    def _proposition(self, t: Term, bound: list[Role]) -> None:
        match t:
            case App("=", (a, b)):
                self._equation(a, b, bound)
            case App("in", (a, d)):
                self._individual(a, bound).merge(self._elements(d, bound))
            case App("finite", (d,)):
                self._elements(d, bound)
            case Var():
                self.of(t)
            case App("<" | "<=", args):
                self._computed(args, bound)
            case App("differentiable" | "has_derivative", (f, *numbers)):
                self._differentiated(f, numbers, bound)
            case App(_, args):
                for a in args:
                    self._proposition(a, bound)
            case Bind("all" | "ex", domain, body):
                self._proposition(body, [*bound, self._elements(domain, bound)])
            case Bind("ae", domain, body):
                self._proposition(body, [*bound, self._integrated(domain, bound)])
            case Bind("integrable", domain, body):
                self._computed((body,), [*bound, self._integrated(domain, bound)])
            case _:
                raise AssertionError(t)

    def _integrated(self, domain: Term, bound: list[Role]) -> Role:
        role = self._elements(domain, bound)
        role.integrated = role.summed = True
        return role

    def _equation(self, a: Term, b: Term, bound: list[Role]) -> None:
        match a.sort:
            case "prop":
                self._proposition(a, bound)
                self._proposition(b, bound)
            case "set":
                self._elements(a, bound).merge(self._elements(b, bound))
            case "real":
                self._individual(a, bound).merge(self._individual(b, bound))
            case _:
                self._function(a, bound).merge(self._function(b, bound))

    def _computed(self, terms: Iterable[Term], bound: list[Role]) -> Role:
        for t in terms:
            self._individual(t, bound).numeric = True
        return Role(numeric=True)

    def _individual(self, t: Term, bound: list[Role]) -> Role:
        match t:
            case Var():
                role = self.of(t)
                if t not in role.variables:
                    role.variables.append(t)
                return role
            case Bound(index):
                return bound[-1 - index].root()
            case Num():
                return Role(literals=[t])
            case App(head, args):
                return self._application(head, args, bound)
            case Bind("integral", domain, body):
                self._computed((body,), [*bound, self._integrated(domain, bound)])
            case Bind(_, domain, body):
                role = self._elements(domain, bound)
                role.summed = True
                self._computed((body,), [*bound, role])
        return Role(numeric=True)

    def _application(self, head: str, args: tuple[Term, ...], bound: list[Role]) -> Role:
        match head, args:
            case "@", (f, *keys):
                signature = self._function(f, bound)
                for role, key in zip(signature.arguments, keys, strict=True):
                    role.merge(self._individual(key, bound))
                return signature.result.root()
            case "delta", (a, b):
                self._individual(a, bound).merge(self._individual(b, bound))
            case "ind", (p,):
                self._proposition(p, bound)
            case "deriv", (f, x):
                self._differentiated(f, [x], bound)
            case "card", (d,):
                self._elements(d, bound)
            case _:
                self._computed(args, bound)
        return Role(numeric=True)

    def _differentiated(self, f: Term, numbers: list[Term], bound: list[Role]) -> None:
        for argument in self._function(f, bound).arguments:
            argument.numeric = True
        self._computed(numbers, bound)

    def _elements(self, t: Term, bound: list[Role]) -> Role:
        match t:
            case Var():
                role = self.of(t)
            case App("range", (low, high)):
                for end in (low, high):
                    self._individual(end, bound).counts = True
                role = self._computed((low, high), bound)
            case App("finset", args):
                role = Role()
                for a in args:
                    role = role.merge(self._individual(a, bound))
            case App(head, args) if head in _INFINITE:
                role = self._computed(args, bound)
            case Bind("setof", domain, body):
                role = self._elements(domain, bound)
                self._proposition(body, [*bound, role])
                return role.root()
            case Bind("argmin" | "argmax", domain, body):
                role = self._elements(domain, bound)
                role.optimised = True
                self._computed((body,), [*bound, role])
                return role.root()
            case _:
                return Role(numeric=True)
        if t.level == 0 and t not in role.sets:
            role.sets.append(t)
        return role

    def _function(self, t: Term, bound: list[Role]) -> Signature:
        if isinstance(t, Var):
            return self.signature(t)
        arguments: list[Role] = []
        while isinstance(t, Bind) and t.head == "lam":
            arguments.append(Role())
            t = t.body
        if t.sort != "real":
            inner = self._function(t, [*bound, *arguments])
            return Signature((*arguments, *inner.arguments), inner.result)
        return Signature(tuple(arguments), self._individual(t, [*bound, *arguments]))


@dataclass(frozen=True, slots=True)
class Facts:
    """What hypotheses say about function variables, in the forms that guide the choice of values."""

    positive: frozenset[Var]
    nonnegative: frozenset[Var]
    masses: dict[Var, Term]
    """Over which set the values sum or integrate to 1, in the last argument."""


def facts(hypotheses: Sequence[Term]) -> Facts:
    """Read off signs and sums below any number of universal quantifiers."""
    positive: set[Var] = set()
    nonnegative: set[Var] = set()
    masses: dict[Var, Term] = {}
    for h in hypotheses:
        while isinstance(h, Bind) and h.head == "all":
            h = h.body
        match h:
            case App("<", (Num(zero), App("@", (Var() as f, *_)))) if zero == 0:
                positive.add(f)
            case App("<=", (Num(zero), App("@", (Var() as f, *_)))) if zero == 0:
                nonnegative.add(f)
            case App("=", (Bind("sum" | "integral", domain, App("@", (Var() as f, *_))), Num(one))):
                if domain.level == 0 and one == 1:
                    masses[f] = domain
    return Facts(frozenset(positive), frozenset(positive | nonnegative), masses)
