"""A counterexample, written as a person would state it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import groupby, pairwise
from operator import itemgetter
from string import ascii_lowercase

from mlekl_symbolic.kernel.terms import App, Var
from mlekl_symbolic.refute.domains import (
    INTEGERS,
    NATURALS,
    REALS,
    Finite,
    Interval,
    Rule,
    Steps,
    Table,
    Value,
)
from mlekl_symbolic.refute.roles import Role
from mlekl_symbolic.refute.search import Counterexample
from mlekl_symbolic.refute.values import ClosedForm, Number, decimal, show
from mlekl_symbolic.refute.witness import Witness

LETTERS = (ascii_lowercase, "uvwxyz", "rstuvwxyz")
"""Names for letters; a claim about a letter called ``a`` takes the second, to say ``a = u``."""


def describe(
    found: Counterexample,
    names: Mapping[Var, str] | None = None,
    labels: Mapping[Fraction, str] | None = None,
) -> Witness:
    """The witness of a counterexample, with only the values that matter to the claim.

    Parameters
    ----------
    found
        The counterexample.
    names
        What the author calls the variables, where it is not their name in the kernel.
    labels
        What the author calls the letters of an explicit alphabet, by their number.
    """
    return _Writer(found, names or {}, labels or {}).witness()


class _Writer:
    def __init__(
        self, found: Counterexample, names: Mapping[Var, str], labels: Mapping[Fraction, str]
    ) -> None:
        self.found = found
        self.names = names
        self.labels = labels
        self.roles = found.roles
        self.implicit = self._implicit()
        individuals = {self._name(v) for v in found.claim.free if v.sort == "real"}
        self.letters = next((s for s in LETTERS if individuals.isdisjoint(s[:4])), LETTERS[0])

    def witness(self) -> Witness:
        left, right = self._sides()
        return Witness(
            tuple(self._values()),
            left,
            right,
            _decimal(self.found.left) if left else "",
            _decimal(self.found.right) if right else "",
        )

    def _implicit(self) -> dict[tuple[Role, Value], Var]:
        """Parameters that are known by their name alone, because no other parameter occurs."""
        seen: dict[Role, set[Value]] = {}
        owners: dict[Role, Var] = {}
        for f, keys in self.found.asked.items():
            if self.roles.indexed(f):
                seen.setdefault(self.roles.heading(f), set()).update(k[0] for k in keys)
        for v in self.found.claim.free:
            if v.sort == "real":
                role = self.roles.of(v)
                seen.setdefault(role, set()).add(self.found.world[v])
                owners.setdefault(role, v)
        return {
            (role, value): owners[role]
            for role, values in seen.items()
            for value in values
            if len(values) == 1 and role in owners and self.roles.parameter(role) and not role.numeric
        }

    def _values(self) -> Iterator[tuple[str, str]]:
        wanted = self.found.claim.free
        for v in sorted(wanted, key=self._reading_order):
            value = self.found.world[v]
            if isinstance(value, Table):
                yield from self._table(v, value)
            elif isinstance(value, Steps):
                yield from self._steps(v, value)
            elif v.sort == "real":
                if self.implicit.get((self.roles.of(v), value)) is not v:
                    yield self._name(v), self._value(value, self.roles.of(v))
            else:
                yield self._name(v), self._value(value, self.roles.of(v))

    def _reading_order(self, v: Var) -> tuple[int, bool, str]:
        kind = {"set": 0, "real": 1}.get(v.sort, 2)
        return (kind, self.roles.of(v).numeric == (kind > 1), v.name)

    def _table(self, f: Var, table: Table) -> Iterator[tuple[str, str]]:
        result = self.roles.of(f)
        whole = isinstance(self.found.left, Table | Rule)
        keys = sorted(table.entries if whole else self.found.asked.get(f, ()), key=_place)
        if self._sequence(f) and all(k in table.entries for k in keys) and keys:
            items = ", ".join(
                self._value(table.entries[(n,)], result) for n in range(1, len(table.entries) + 1)
            )
            yield self._name(f), f"({items})"
            return
        for key in keys:
            yield self._applied(f, key), self._value(table.at(key), result)

    def _steps(self, f: Var, steps: Steps) -> Iterator[tuple[str, str]]:
        roles = [r.root() for r in self.roles.signature(f).arguments]
        for key, row in steps.rows:
            owner = self.implicit.get((roles[0], key[0])) if key else None
            marks = [self._value(k, r) for k, r in zip(key, roles, strict=False)]
            name = "_".join((self._name(f), *([self._name(owner)] if owner else marks)))
            *inside, rest = row
            values = []
            for y, same in groupby(zip(inside, pairwise(steps.breaks), strict=True), key=itemgetter(0)):
                ends = [e for _, e in same]
                if y != rest:
                    values.append(f"{show(y)} on [{ends[0][0]}, {ends[-1][1]})")
            yield f"{name}(x)", " and ".join((*values, f"{show(rest)} elsewhere")) if values else show(rest)

    def _sequence(self, f: Var) -> bool:
        """Whether a function is a sample: letters given at ``1, 2, …, N``."""
        table = self.found.world[f]
        assert isinstance(table, Table)
        heading = self.roles.heading(f)
        over_range = any(isinstance(s, App) and s.head == "range" for s in heading.sets)
        return (
            over_range
            and not self.roles.of(f).numeric
            and set(table.entries) == {(n,) for n in range(1, len(table.entries) + 1)}
        )

    def _applied(self, f: Var, key: tuple[Number, ...]) -> str:
        roles = [r.root() for r in self.roles.signature(f).arguments]
        parts = [self._value(k, r) for k, r in zip(key, roles, strict=True)]
        if not self.roles.indexed(f):
            return f"{self._name(f)}({', '.join(parts)})"
        owner = self.implicit.get((roles[0], key[0]))
        head = self._name(owner) if owner else parts[0]
        return f"{self._name(f)}_{head}({', '.join(parts[1:])})"

    def _name(self, v: Var) -> str:
        return self.names.get(v, v.name)

    def _value(self, value: Value, role: Role) -> str:
        match value:
            case bool():
                return "true" if value else "false"
            case int() | Fraction():
                return self._individual(value, role)
            case ClosedForm():
                return show(value)
            case Finite(elements):
                return "{" + ", ".join(self._value(e, role) for e in elements) + "}"
        return _infinite(value)

    def _individual(self, value: int | Fraction, role: Role) -> str:
        if role.numeric:
            return str(value)
        label = self.labels.get(Fraction(value))
        if label is not None and role.sets and not self.roles.parameter(role):
            return label
        explicit = role.literals or any(isinstance(s, App) and s.head == "finset" for s in role.sets)
        if explicit or self.roles.parameter(role):
            return str(value)
        return self.letters[int(value)] if value in range(len(self.letters)) else f"another letter ({value})"

    def _sides(self) -> tuple[str, str]:
        found = self.found
        if found.left is None or found.right is None:
            return "", ""
        claim = found.claim
        if isinstance(claim, App) and claim.head == "not":
            claim = claim.args[0]
        assert isinstance(claim, App)
        a, b = claim.args
        match claim.head:
            case "in":
                role = self.roles.individual(a).merge(self.roles.elements(b))
            case "=" if a.sort == "real":
                role = self.roles.individual(a).merge(self.roles.individual(b))
            case "=" if a.sort == "set":
                role = self.roles.elements(a)
            case "=" if a.sort != "prop":
                return "", ""
            case _:
                role = Role(numeric=True)
        return self._value(found.left, role), self._value(found.right, role)


def _place(key: tuple[Number, ...]) -> list[tuple[bool, int | Fraction, str]]:
    """The order in which the values of a function are listed."""
    return [(True, 0, show(k)) if isinstance(k, ClosedForm) else (False, k, "") for k in key]


def _infinite(value: Value) -> str:
    known = {REALS: "ℝ", NATURALS: "ℕ", INTEGERS: "ℤ"}
    if value in known:
        return known[value]
    if isinstance(value, Interval):
        low, high = ("∞" if e is None else show(e) for e in (value.low, value.high))
        return f"[{low}, {high}]" if value.closed else f"({low}, {high})"
    return "an infinite set"


def _decimal(value: Value | None) -> str:
    return decimal(value) if isinstance(value, ClosedForm) else ""
