"""The parts of a line: what has a meaning gets it, and the rest stands for any number or function."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import sympy

from mlekl_symbolic.language import (
    Abs,
    ArgMax,
    ArgMin,
    Delta,
    Divide,
    Equal,
    Exp,
    ForAll,
    Gaussian,
    Greater,
    GreaterEqual,
    Indicator,
    Integral,
    Interval,
    LanguageError,
    Less,
    LessEqual,
    Log,
    Minus,
    Negative,
    NotEqual,
    Pi,
    Plus,
    Power,
    Product,
    Range,
    Reals,
    SetExpression,
    Statement,
    Sum,
    Times,
    as_expression,
    number,
)
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.alphabet import GREEK
from mlekl_symbolic.readers.latex.diagnostics import ReadError
from mlekl_symbolic.readers.latex.elaborate.usage import is_functional
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.derivatives import Derivatives
from mlekl_symbolic.readers.latex.uninterpreted.draws import HIDDEN, drawn
from mlekl_symbolic.readers.latex.uninterpreted.functionals import averaged
from mlekl_symbolic.readers.latex.uninterpreted.information import is_information
from mlekl_symbolic.readers.latex.uninterpreted.keys import Bound, Held, holders, names, skeleton
from mlekl_symbolic.readers.latex.uninterpreted.laws import CONTINUOUS, limit
from mlekl_symbolic.readers.latex.uninterpreted.normal import bell, is_spread, named
from mlekl_symbolic.readers.latex.uninterpreted.survey import Survey, own_names
from mlekl_symbolic.readers.latex.vectors import is_matrix, read_as_numbers

_COMPARED: dict[str, Any] = {
    "=": Equal, "≠": NotEqual, "<": Less, "≤": LessEqual, ">": Greater, "≥": GreaterEqual,
}  # fmt: skip
_OPTIMA: dict[str, Any] = {"argmax": ArgMax, "argmin": ArgMin}
_BIG: dict[str, Any] = {"∑": Sum, "∏": Product}


class Terms(Derivatives):
    """Gives the parts of one line their meaning."""

    def __init__(self, survey: Survey) -> None:
        super().__init__(survey)
        self.parts: dict[str, None] = {}
        self.reserve(survey.names)

    def expression(self, node: s.Node, bound: Bound) -> Any:
        """A node as a number; what has no meaning here stands for any number or function."""
        try:
            return self.meant(node, bound)
        except (ReadError, LanguageError):
            return self.unknown(node, bound)

    def side(self, node: s.Expression, bound: Bound) -> Any:
        """A side of a line: a number, or a set of optimisers."""
        if not isinstance(node, s.Optimum) or node.kind not in _OPTIMA:
            return as_expression(self.expression(node, bound))
        if not isinstance(node.over, s.Over) or node.over.relation not in ("", "∈"):
            self.refuse(node)
        letters = node.over.variables
        over = self.parameters(letters)
        held, inner = self.bind_parameter(letters[0], over, [node.body], bound)
        for letter in letters[1:]:
            _, more = self.bind(letter, over, [node.body], inner)
            inner = {n: h if n in inner else Held(held.variable, over, whole=False) for n, h in more.items()}
        if len(letters) > 1:
            inner = {
                n: replace(h, whole=False) if h.variable == held.variable else h for n, h in inner.items()
            }
        return _OPTIMA[node.kind](as_expression(self.expression(node.body, inner)), (held.variable, over))

    def parameters(self, letters: Sequence[s.Expression]) -> SetExpression:
        """The set of what is optimised over."""
        return self.any_set("×".join(shown(x).upper() for x in letters))

    def facts(self, left: s.Expression, right: s.Expression, bound: Bound) -> list[Statement]:
        """An equation that the document states, as it stands and for all arguments on its left side."""
        out: list[Statement] = [Equal(self.expression(left, bound), self.expression(right, bound))]
        out += self.normalised(left, right, bound)
        groups = left.groups if isinstance(left, s.Apply) and self.is_of_all(left, right) else ()
        ways = [(*groups[:1],), groups, (*groups, self.drawn_behind(left))]
        if indices := self._indices(left):
            ways += [(indices,), (indices, *groups[:1]), (indices, *groups)]
        for arguments in dict.fromkeys(ways):
            made = self._fact_about([i for g in arguments for i in g], left, right, bound)
            if made is not None and made not in out:
                out.append(made)
        return out

    def _indices(self, left: s.Expression) -> tuple[s.Name, ...]:
        """The indices of the head of a side over which the line goes: what is said of one is said of all."""
        head = left.function if isinstance(left, s.Apply) else left
        found = (
            [n for i in (*head.indices, *head.upper) for n in names(i)] if isinstance(head, s.Name) else []
        )
        points = [i for g in left.groups for i in g] if isinstance(left, s.Apply) else []
        found += [
            n for p in points if isinstance(p, s.Name) for i in (*p.indices, *p.upper) for n in names(i)
        ]
        return tuple(dict.fromkeys(n for n in found if n in self.survey.ranges))

    def _fact_about(
        self, arguments: Sequence[s.Expression], left: s.Expression, right: s.Expression, bound: Bound
    ) -> Statement | None:
        """An equation for all values of some of the arguments on its left side."""
        inner = dict(bound)
        held_all: list[Held] = []
        for name in arguments:
            if isinstance(name, s.Name) and name not in inner and self.is_any(name):
                parameter = name.letter in GREEK
                over = self.parameters([name]) if parameter else self._values(name)
                binder = self.bind_parameter if parameter else self.bind
                held, made = binder(name, over, [left, right], inner)
                inner = dict(made)
                held_all.append(held)
        if not held_all:
            return None
        one, other = self.expression(left, inner), self.expression(right, inner)
        claim: Statement = ForAll(Equal(one, other), *(limit(h.variable, h.over) for h in held_all))
        return claim

    def _values(self, name: s.Name) -> SetExpression:
        """What a letter runs through: a range if the line has one for it."""
        if name not in self.survey.ranges:
            return self.set_of(name)
        low, high = self.survey.ranges[name]
        made: SetExpression = Range(self.expression(low, {}), self._end(high, {}))
        return made

    def unknown(self, node: s.Node, bound: Bound) -> Any:
        """A node as an unknown number, or an unknown function of the bound variables in it."""
        if isinstance(node, s.Unreadable | s.Infinity):
            raise ReadError("E233", "this is no quantity", node.span)
        used = holders(node, bound)
        if isinstance(node, s.Name) and not used and is_spread(node) and node not in self.free:
            self.signed.append(self.real(node) > 0)
        key = skeleton(node, bound, lettered=False)
        if not isinstance(node, s.Name):
            self.parts.setdefault(shown(node))
        if not used:
            return self.real(key)
        return self.function(key, len(used))(*used)

    def meant(self, node: s.Node, bound: Bound) -> Any:  # noqa: C901 - one case for each node
        """A node as a number of the language; raises where it has no meaning."""
        match node:
            case s.Number(digits):
                return number(Fraction(digits))
            case s.Name():
                return self._name(node, bound)
            case s.Apply():
                return self._apply(node, bound)
            case s.Terms(terms):
                return self._terms(terms, bound)
            case s.Factors(factors):
                return self._factors(node, factors, bound)
            case s.Fraction(top, bottom):
                if self.matrix(bottom):
                    self.refuse(node)
                return Divide(self.expression(top, bound), self.expression(bottom, bound))
            case s.Power(base, exponent):
                return self._power(node, base, exponent, bound)
            case s.Root(body, None) if not self.matrix(body):
                return Exp(Divide(Log(self.expression(body, bound)), number(2)))
            case s.Call(function, operand, base, power) if function in ("log", "exp", "ln"):
                return self._call(node, function, operand, base, power, bound)
            case s.Absolute(body) if not self.matrix(body) and not _is_set(body):
                return Abs(self.expression(body, bound))
            case s.Big(sign, limits, body) if sign in _BIG and limits is not None:
                return self._big(node, _BIG[sign], limits, body, bound)
            case s.Integral():
                return self._integral(node, bound)
            case s.Mean():
                return self._mean(node, bound)
            case s.Derivative() | s.Gradient():
                return self.derivative(node, bound)
            case s.Evaluated(body, (s.Chain(s.Name() as variable, (link,)),)) if link.relation == "=":
                return self.evaluated(node, body, variable, link.side, bound)
            case s.Kronecker(left, right):
                return Delta(self.expression(left, bound), self.expression(right, bound))
            case s.Indicator(s.Chain(s.Node() as first, (link,))) if link.relation in _COMPARED:
                return Indicator(
                    _COMPARED[link.relation](self.expression(first, bound), self.expression(link.side, bound))
                )
        raise self.refusal(node)

    def matrix(self, node: s.Node) -> bool:
        """Whether a part may be a vector or a matrix, so that the order of factors matters."""
        return is_matrix(node, self.survey.matrices)

    # Arithmetic.

    def _name(self, node: s.Name, bound: Bound) -> Any:
        held = bound.get(node)
        if held is not None and held.whole:
            return held.variable
        plain = not (node.indices or node.upper or node.marks or node.style)
        if held is None and plain and node.letter in ("pi", "e") and node.letter not in self.survey.varying:
            return Pi() if node.letter == "pi" else Exp(1)
        if held is None and node in self.survey.sizes:
            return self.natural(node)
        raise self.refusal(node)

    def _terms(self, terms: Sequence[s.Signed], bound: Bound) -> Any:
        out: Any = None
        for term in terms:
            body = self.expression(term.body, bound)
            if out is None:
                out = Negative(body) if term.sign == "-" else body
            else:
                out = (Minus if term.sign == "-" else Plus)(out, body)
        return out

    def _factors(self, node: s.Factors, factors: Sequence[s.Joined], bound: Bound) -> Any:
        """A product; the factors whose order matters stay together as one unknown part."""
        ordered = [f for f in factors if self.matrix(f.body)]
        if any(f.by == "/" for f in ordered):
            self.refuse(node)
        out: Any = None
        found = None if ordered else bell(factors)
        if found is not None:
            out = self._bell(found.point, found.mean, found.deviation, bound)
            factors = [f for n, f in enumerate(factors) if n not in found.places]
        if len(ordered) > 1:
            whole = tuple(s.Joined("", f.body) for f in ordered)
            out = self.unknown(s.Factors(whole, span=node.span), bound)
            factors = [f for f in factors if f not in ordered]
        if several := read_as_numbers([f.body for f in factors], bound.__contains__):
            names = ", ".join(sorted(map(shown, several)))
            self.infer(f"capital letters are read as numbers: {names}", node.span, "N143")
        for factor in factors:
            body = self.expression(factor.body, bound)
            out = body if out is None else (Divide if factor.by == "/" else Times)(out, body)
        return out

    def _bell(self, point: s.Expression, mean: s.Expression, deviation: s.Expression, bound: Bound) -> Any:
        """A normal density, whose deviation is positive."""
        where, middle, width = (self.expression(x, bound) for x in (point, mean, deviation))
        spread = self._spread(width)
        self.signed += [spread] if spread not in self.signed else []
        return Gaussian(middle, width)(where)

    def _spread(self, deviation: Any) -> Statement:
        """That the deviation of a normal law is positive."""
        claim: Statement = deviation > 0
        limits = [limit(v, over) for v, over in self.over.items() if v in claim.free_symbols]
        return ForAll(claim, *limits) if limits else claim

    def _power(self, node: s.Node, base: s.Expression, exponent: s.Expression, bound: Bound) -> Any:
        if self.matrix(base) or self.matrix(exponent):
            self.refuse(node)
        below, above = self.expression(base, bound), self.expression(exponent, bound)
        if isinstance(above, Negative) and isinstance(above.args[0], sympy.Integer):
            above = number(-int(above.args[0]))
        if isinstance(above, sympy.Integer):
            return Power(below, above) if above >= 0 else Divide(number(1), Power(below, -above))
        self.infer(f"{shown(node)} has a positive base", node.span)
        return Exp(Times(above, Log(below)))

    def _call(
        self, node: s.Call, function: str, operand: s.Expression, base: s.Expression | None,
        power: s.Expression | None, bound: Bound,
    ) -> Any:  # fmt: skip
        if self.matrix(operand):
            self.refuse(node)
        inner = self.expression(operand, bound)
        made: Any = Exp(inner) if function == "exp" else Log(inner)
        if base is not None:
            made = Divide(made, Log(self.expression(base, bound)))
        return made if power is None else Power(made, self.expression(power, bound))

    # Applications.

    def _apply(self, node: s.Apply, bound: Bound) -> Any:
        if is_information(node):
            if len(self.survey.bases) > 1:
                self.refuse(node)
            return self.meant(self.information(node), bound)
        if is_functional(node.function) or self.is_differential(node):
            return self.functional(node, bound)
        if any(isinstance(i, s.Slot | s.Dots) for g in node.groups for i in g):
            self.refuse(node)
        if (parts := named(node)) is not None and not any(map(self.matrix, parts)):
            return self._bell(*parts, bound)
        if self.is_law(node.function):
            return self.mass(node, bound)
        if node.function in bound:
            self.refuse(node)
        if node.bars or any(self.matrix(i) or self._is_function(i) for i in node.groups[0]):
            self.refuse(node)
        if node.function.indices or node.function.upper:
            self.refuse(node)
        head = s.Apply(node.function, (tuple(s.Name("·") for _ in node.groups[0]),))
        arguments = [self.expression(i, bound) for i in node.groups[0]]
        return self.function(head, len(arguments))(*arguments)

    def _is_function(self, node: s.Node) -> bool:
        return isinstance(node, s.Name) and node in self.survey.applied

    # Sums and integrals.

    def bind(
        self, name: s.Expression, over: SetExpression, body: Iterable[s.Node], bound: Bound
    ) -> tuple[Held, Bound]:
        """A bound variable, on which everything depends that stands under the same letter."""
        if not isinstance(name, s.Name):
            self.refuse(name)
        outside = {self.free[n] for n, h in bound.items() if n in self.free and h.variable != self.free[n]}
        if over.free_symbols & outside:  # The end of an integral is another letter than the bound one.
            self.refuse(name)
        held = Held(self.bound_variable(name), over, whole=True)
        self.over[held.variable] = over
        inner = {n: h for n, h in bound.items() if n != name}
        body = list(body)
        found, behind = [n for part in body for n in names(part)], self.behind(body, name)
        for other in found:
            alike = other.letter.lower() == name.letter.lower() and other not in self.survey.sizes
            alike = alike or other in behind
            if alike and other != name and other not in inner:
                inner[other] = Held(held.variable, over, whole=False)
        swapped = s.Name(name.letter.swapcase(), name.style, name.marks, name.indices, name.upper)
        if (
            name not in found
            and swapped in found
            and swapped not in bound
            and swapped not in self.survey.sizes
        ):
            self.infer(f"{shown(swapped)} and {shown(name)} are one variable", name.span)
            inner[swapped] = held
        inner[name] = held
        return held, inner

    def _big(self, node: s.Big, kind: Any, limits: s.Limits, body: s.Expression, bound: Bound) -> Any:
        match limits:
            case s.Between(variable, low, high):
                ends = self.expression(low, bound), self._end(high, bound)
                held, inner = self.bind(variable, Range(*ends), [body], bound)
                return kind(self.expression(body, inner), limit(held.variable, held.over))
            case s.Over(variables, relation, _) if relation in ("", "∈"):
                held_all: list[Held] = []
                inner = bound
                for variable in variables:
                    over = self._summed(variable, limits, bound)
                    if isinstance(over, CONTINUOUS):
                        self.refuse(node)
                    held, inner = self.bind(variable, over, [body], inner)
                    held_all.append(held)
                made = self.expression(body, inner)
                for held in reversed(held_all):
                    made = kind(made, limit(held.variable, held.over))
                return made
        raise self.refusal(node)

    def _end(self, node: s.Expression, bound: Bound) -> Any:
        if isinstance(node, s.Name) and node not in bound:
            return self.natural(node)
        return self.expression(node, bound)

    def _summed(self, variable: s.Expression, limits: s.Over, bound: Bound) -> SetExpression:
        """The set of a sum: a range when the line says so elsewhere, else a finite set."""
        if not isinstance(variable, s.Name):
            self.refuse(variable)
        if limits.domain is None and variable in self.survey.ranges:
            low, high = self.survey.ranges[variable]
            made: SetExpression = Range(self.expression(low, bound), self._end(high, bound))
            return made
        if limits.domain is not None and holders(limits.domain, bound):
            self.refuse(limits)
        if limits.domain is not None and self.survey.is_part(variable, limits.domain):
            return self.part(variable, limits.domain)
        return self.set_of(variable)

    def set_of(self, name: s.Name) -> SetExpression:
        """The set that a letter comes from: the same one wherever the letter stands."""
        letter = name.letter.lower()
        if letter in self.survey.integrated:
            return self.region_of(letter, name)
        alike = {x for x in self.survey.integrated if x not in self.survey.apart}
        apart = letter in self.survey.apart or letter in self.survey.summed
        if not apart and len(alike) == 1 and name != HIDDEN:
            return self.region_of(alike.pop(), name)
        called = letter.upper() if letter in self.survey.apart or name == HIDDEN else "X"
        self.infer(f"{shown(name)} runs over a finite set", name.span, "N120")
        return self.finite_set(called)

    def region_of(self, letter: str, name: s.Name) -> SetExpression:
        """The set of reals over which the line integrates what has a letter."""
        low, high, domain = self.survey.integrated[letter]
        if low is not None and high is not None:
            first, last = self._limit(low), self._limit(high)
            if last == sympy.oo:
                if first != -sympy.oo and name not in self.survey.nested:
                    self.infer(f"{shown(name)} lies above {first}", name.span, "N120")
                made: SetExpression = Reals() if first == -sympy.oo else Interval.above(first)
                return made
            if first == -sympy.oo or first == sympy.oo or last == -sympy.oo:
                self.refuse(name)
            self.infer(f"{shown(name)} lies between {first} and {last}", name.span, "N120")
            return Interval.open(first, last)
        if isinstance(domain, s.Name) and domain.style != "bb":
            return self.region(shown(domain))
        self.infer(f"{shown(name)} is integrated over the reals", name.span, "N120")
        return Reals()

    def _limit(self, node: s.Expression) -> Any:
        match node:
            case s.Infinity() | s.Terms((s.Signed("+", s.Infinity()),)):
                return sympy.oo
            case s.Terms((s.Signed("-", s.Infinity()),)):
                return -sympy.oo
        return self.expression(node, {})

    def _integral(self, node: s.Integral, bound: Bound) -> Any:
        if not node.variables:
            self.refuse(node)
        held_all = []
        inner = bound
        for variable in node.variables:
            if not isinstance(variable, s.Name):
                self.refuse(node)
            one = len(node.variables) == 1
            ends = (node.low, node.high, node.domain) if one else (None, None, None)
            if self.survey.integrated.get(variable.letter.lower()) != ends:
                self.refuse(node)
            held, inner = self.bind(
                variable, self.region_of(variable.letter.lower(), variable), [node.body], inner
            )
            held_all.append(held)
        made = self.expression(node.body, inner)
        for held in held_all:
            made = Integral(made, (held.variable, held.over))
        return made

    # Expectations and divergences.

    def _mean(self, node: s.Mean, bound: Bound) -> Any:
        found = drawn(node, self.survey)
        if found is None:
            self.refuse(node)
        letters, law = found
        if not node.under and letters != (HIDDEN,):
            self.infer(f"what is drawn without a law is drawn from {shown(law[0])}", node.span)
        for under in node.under:
            if isinstance(under, s.Over) and isinstance(under.domain, s.Name) and law[0].bars:
                self.infer(f"{shown(under.domain)} is {shown(law[0])}", node.span)
        held_all: list[Held] = []
        inner = bound
        for letter in letters:
            held, inner = self.bind(letter, self.set_of(letter), [node.body, *law], inner)
            held_all.append(held)
        if letters == (HIDDEN,):
            random = self.survey.random(node.body)
            if random is None:
                self.refuse(node)
            self.infer("random: " + ", ".join(map(shown, random)), node.span)
            if any(self.is_of_random(n) for n in own_names(node.body) if n not in random):
                self.refuse(node)
            inner = {
                **inner,
                **{n: Held(held_all[0].variable, held_all[0].over, whole=False) for n in random},
            }
        weights = [self.mass(part, inner) for part in law if isinstance(part, s.Apply)]
        body = self.expression(node.body, inner)
        return averaged(body, weights, held_all)


def _is_set(node: s.Node) -> bool:
    return isinstance(node, s.Name) and node.style in ("cal", "scr", "bb")
