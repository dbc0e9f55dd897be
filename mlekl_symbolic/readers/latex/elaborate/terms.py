"""Surface expressions as terms of the language."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import sympy
from sympy import Basic

from mlekl_symbolic.language import (
    KL,
    Abs,
    ArgMax,
    ArgMin,
    Cardinality,
    CrossEntropy,
    Delta,
    Distribution,
    Divide,
    Entropy,
    Equal,
    Exp,
    Expectation,
    FiniteSet,
    Greater,
    GreaterEqual,
    Indicator,
    Integral,
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
    SetExpression,
    Statement,
    Sum,
    Times,
    Variable,
    as_expression,
    number,
)
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.elaborate.cast import shown_set, variable_name
from mlekl_symbolic.readers.latex.elaborate.members import Bound, Members
from mlekl_symbolic.readers.latex.elaborate.usage import (
    ENTROPIES,
    is_functional,
    is_jensen_shannon,
    is_law_inside,
)
from mlekl_symbolic.readers.latex.notation import Kind
from mlekl_symbolic.readers.latex.roles import is_divergence, key
from mlekl_symbolic.readers.latex.scope import free_letters
from mlekl_symbolic.readers.latex.vectors import (
    OF_MATRICES,
    has_inverse,
    is_matrix,
    read_as_numbers,
)


class Terms(Members):
    """What the parts of formulas mean."""

    # Numbers.

    def expression(self, node: s.Node, bound: Bound) -> Any:  # noqa: C901 - one case for each node
        """A node as a number of the language."""
        match node:
            case s.Number(digits):
                return self._number(node, digits)
            case s.Name():
                return self._name(node, bound)
            case s.Apply():
                return self._apply(node, bound)
            case s.Terms(terms):
                return self._terms(terms, bound)
            case s.Factors(factors):
                self._check_vectors([f.body for f in factors], node)
                return self._factors(factors, bound)
            case s.Fraction(top, bottom):
                self._check_vectors([bottom, bottom], node)
                return Divide(self.expression(top, bound), self.expression(bottom, bound))
            case s.Power(base, exponent):
                self._check_vectors([base, base], node)
                return Power(self.expression(base, bound), self.expression(exponent, bound))
            case s.Call():
                return self._call(node, bound)
            case s.Absolute(body):
                return self._absolute(body, bound)
            case s.Big():
                return self._big(node, bound)
            case s.Integral():
                return self._integral(node, bound)
            case s.Mean():
                return self._mean(node, bound)
            case s.Kronecker(left, right):
                return Delta(self.expression(left, bound), self.expression(right, bound))
            case s.Indicator(condition):
                return Indicator(self.statement(condition, bound))
        raise self.refusal("E233", "the checker has no notion for this part of the formula", node)

    def _check_vectors(self, factors: list[s.Expression], node: s.Node) -> None:
        """Refuse a product of two vectors or matrices, which depends on their order."""
        if sum(is_matrix(f, frozenset()) for f in factors) > 1:
            self.refuse("E214", "bold letters are multiplied as numbers here", node)
        if several := read_as_numbers(factors, lambda n: self.declared(n) is not None):
            said = ", ".join(sorted({variable_name(n) for n in several}))
            self.infer("N143", f"capital letters are read as numbers: {said}", node.span)
        if has_inverse(factors):
            self.refuse("E214", "these look like matrices, and letters are multiplied as numbers here", node)

    def _check_no_matrix(self, name: s.Name) -> None:
        if name.letter in OF_MATRICES:
            self.refuse("E214", f"{name.letter} takes a matrix, and letters are numbers here", name)

    def _number(self, node: s.Node, digits: str) -> Any:
        if "." in digits:
            self.infer("N125", f"{digits} is read as {Fraction(digits)}", node.span)
        return number(Fraction(digits))

    def _terms(self, terms: tuple[s.Signed, ...], bound: Bound) -> Any:
        out: Any = None
        for term in terms:
            body = self.expression(term.body, bound)
            if out is None:
                out = Negative(body) if term.sign == "-" else body
            else:
                out = (Minus if term.sign == "-" else Plus)(out, body)
        return out

    def _factors(self, factors: tuple[s.Joined, ...], bound: Bound) -> Any:
        out: Any = None
        for factor in factors:
            body = self.expression(factor.body, bound)
            out = body if out is None else (Divide if factor.by == "/" else Times)(out, body)
        return out

    def _call(self, node: s.Call, bound: Bound) -> Any:
        operand = self.expression(node.operand, bound)
        if node.function not in ("log", "exp"):
            self.refuse("E233", f"the checker does not know {node.function}", node)
        made: Any = Log(operand) if node.function == "log" else Exp(operand)
        if node.base is not None:
            made = Divide(made, Log(self.expression(node.base, bound)))
        return made if node.power is None else Power(made, self.expression(node.power, bound))

    def _absolute(self, body: s.Expression, bound: Bound) -> Any:
        if isinstance(body, s.Name) and body.style in ("cal", "scr"):
            return Cardinality(self.set_of(body))
        return Abs(self.expression(body, bound))

    # Names.

    def _name(self, node: s.Name, bound: Bound) -> Any:
        self._check_no_matrix(node)
        called = variable_name(node)
        if is_divergence(node):
            return self._bare_divergence(node)
        if self.at is not None and self.is_distribution(node):
            return self.distribution(node, bound)(self.at)
        if node.indices or node.upper:
            return self._indexed(node, bound)
        if called in bound:
            return bound[called]
        if self.is_distribution(node):
            self.refuse("E234", f"the distribution {called} stands where a number is needed", node)
        if node.style in ("cal", "scr", "bb"):
            self.refuse("E234", f"the set {called} stands where a number is needed", node)
        return self._free(called, node, bound)

    def _free(self, called: str, node: s.Name, bound: Bound) -> Any:
        declared = self.declared(node)
        if declared is not None and declared.kind is Kind.SAMPLE:
            return self.point(called, node, bound)
        if declared is not None and declared.kind in (Kind.SCALAR, Kind.NATURAL) and not declared.parameters:
            return self.real(called)
        if node.letter.lower() in self.usage.letters:
            return self.point(called, node, bound)
        if called in ("pi", "e") and declared is None and called not in self.usage.variable:
            return Pi() if called == "pi" else Exp(1)
        if node.letter in self.usage.parameters | self.usage.optimised or (declared and declared.parameters):
            variable = Variable(called)
            self.free[called] = (variable, self.parameters(node.letter))
            return variable
        return self.real(called)

    def _indexed(self, node: s.Name, bound: Bound) -> Any:
        indices = (*node.indices, *node.upper)
        stem = s.Name(node.letter, node.style, node.marks, span=node.span)
        declared = self.declared(stem)
        is_sample = declared is not None and declared.kind is Kind.SAMPLE
        labels = [i for i in indices if isinstance(i, s.Name) and self.is_distribution(i)]
        if labels and len(labels) == len(indices):
            return self.real("_".join((variable_name(stem), *map(variable_name, labels))))
        if len(indices) == 1 and (is_sample or node.letter in self.usage.indexed):
            return self.sample(node.letter, node)[self.expression(indices[0], bound)]
        if all(isinstance(i, s.Number) for i in indices):
            digits = "_".join(i.digits for i in indices if isinstance(i, s.Number))
            return self.real(f"{variable_name(stem)}_{digits}")
        function = self.function(variable_name(stem), len(indices), node)
        return function(*(self.expression(i, bound) for i in indices))

    def _bare_divergence(self, node: s.Name) -> Any:
        if len(self.divergences) != 1:
            before = "several were" if self.divergences else "none was"
            self.refuse("E231", f"this divergence has no arguments, and {before} written out before", node)
        ((p, q),) = self.divergences
        self.infer("N122", f"a divergence without arguments is that of {p} from {q}", node.span)
        return KL(p, q)

    # Applications.

    def _apply(self, node: s.Apply, bound: Bound) -> Any:
        name = node.function
        if is_functional(name):
            return self._functional(node, bound)
        if name.letter == "delta" and len(node.groups) == 1:
            return self._delta(node, bound)
        if self.is_distribution(name):
            return self.mass_of(node, bound)
        self._check_no_matrix(name)
        if node.bars:
            self.refuse("E231", f"what is {variable_name(name)} with a bar in its argument?", node)
        arguments = [self.expression(a, bound) for a in (*name.indices, *node.groups[0])]
        stem = s.Name(name.letter, name.style, name.marks)
        return self.function(variable_name(stem), len(arguments), node)(*arguments)

    def _delta(self, node: s.Apply, bound: Bound) -> Any:
        inside = node.groups[0]
        if len(inside) == 2:
            return Delta(*(self.expression(a, bound) for a in inside))
        match inside[0]:
            case s.Terms((s.Signed("", left), s.Signed("-", right))):
                return Delta(self.expression(left, bound), self.expression(right, bound))
            case s.Chain(s.Node() as left, (s.Link("=", right),)):
                return Delta(self.expression(left, bound), self.expression(right, bound))
        raise self.refusal("E233", "a delta is read of a difference of two points", node)

    def _functional(self, node: s.Apply, bound: Bound) -> Any:
        if self.usage.has_base:
            self.refuse("E231", "logarithms of the document have a base: in which unit is this?", node)
        if is_divergence(node.function):
            at = len(node.groups[0]) if len(node.groups) == 1 else 1
            items = [i for g in node.groups for i in g]
            if len(items) != 2 or at > 2:
                self.refuse("E234", "a divergence has two distributions", node)
            p, q = (self.distribution(i, bound) for i in items)
            self.divergences.setdefault((p, q))
            return self._same_set(KL, (p, q), node)
        if is_jensen_shannon(node.function):
            return self._jensen_shannon(node, bound)
        items = [i for g in node.groups for i in g]
        if node.function.letter in ENTROPIES and not node.bars and len(items) in (1, 2):
            made = tuple(self.distribution(i, bound) for i in items)
            return self._same_set(Entropy if len(made) == 1 else CrossEntropy, made, node)
        raise self.refusal("E233", "this entropy is none that the checker knows", node)

    def _jensen_shannon(self, node: s.Apply, bound: Bound) -> Any:
        """The Jensen-Shannon divergence, as what it stands for."""
        items = [i for g in node.groups for i in g]
        if len(items) != 2:
            self.refuse("E234", "a divergence has two distributions", node)
        half = s.Fraction(s.Number("1"), s.Number("2"))
        both = s.Terms(tuple(s.Signed("+" if n else "", i) for n, i in enumerate(items)), span=node.span)
        middle = self.distribution(s.Factors((s.Joined("", half), s.Joined("", both)), span=node.span), bound)
        p, q = (self.distribution(i, bound) for i in items)
        weight = self.expression(half, bound)
        first, second = (self._same_set(KL, (d, middle), node) for d in (p, q))
        return Plus(Times(weight, first), Times(weight, second))

    def _same_set(self, kind: type, made: tuple[Distribution, ...], node: s.Node) -> Any:
        if len({d.over for d in made}) != 1:
            self.refuse("E234", "these distributions live on different sets", node)
        return kind(*made)

    # Operators.

    def _big(self, node: s.Big, bound: Bound) -> Any:
        kind = {"∑": Sum, "∏": Product}.get(node.sign)
        if kind is None or node.limits is None:
            self.refuse("E233", "this operator is not in the language", node)
        match node.limits:
            case s.Between(variable, low, high):
                ends = (self.expression(low, bound), self._end(high, bound))
                letter, inner = self._bind(variable, bound)
                return kind(self.expression(node.body, inner), (letter, *ends))
            case s.Over(variables, relation, domain) if relation in ("", "∈"):
                return self._over(kind, node, variables, domain, bound)
        raise self.refusal("E233", "a sum over a condition is not checked", node)

    def _end(self, node: s.Expression, bound: Bound) -> Any:
        """The upper end of a range, which is a natural number unless it is bound."""
        if isinstance(node, s.Name) and not node.indices and variable_name(node) not in bound:
            return self.natural(variable_name(node))
        return self.expression(node, bound)

    def _over(
        self,
        kind: Any,
        node: s.Big,
        variables: tuple[s.Expression, ...],
        domain: s.Expression | None,
        bound: Bound,
    ) -> Any:
        inner = bound
        limits = []
        for variable in variables:
            over = self.domain(variable, domain, node.body)
            if not isinstance(over, FiniteSet | Range):
                self.refuse("E234", f"a sum over {shown_set(over)} is not finite", node)
            letter, inner = self._bind(variable, inner)
            limits.append((letter, over))
        made = self.expression(node.body, inner)
        for letter, over in reversed(limits):
            ends = over.args if isinstance(over, Range) else (over,)
            made = kind(made, (letter, *ends))
        return made

    def _integral(self, node: s.Integral, bound: Bound) -> Any:
        if len(node.variables) != 1 or isinstance(node.domain, s.Over):
            self.refuse("E233", "integrals over several variables are not checked yet", node)
        letter, inner = self._bind(node.variables[0], bound)
        body = self.expression(node.body, inner)
        if node.low is None or node.high is None:
            return Integral(body, (letter, self.alphabet(letter.name)))
        low, high = (self._limit(end, bound) for end in (node.low, node.high))
        return Integral(body, (letter, low, high))

    def _limit(self, node: s.Expression, bound: Bound) -> Any:
        """An end of an integral, which may be infinite."""
        match node:
            case s.Infinity():
                return sympy.oo
            case s.Terms((s.Signed("-", s.Infinity()),)):
                return -sympy.oo
        return self.expression(node, bound)

    def domain(
        self, variable: s.Expression, stated: s.Expression | None, body: s.Expression
    ) -> SetExpression:
        """The set that a bound variable ranges over: as stated, or as its use says."""
        if not isinstance(variable, s.Name) or variable.indices:
            self.refuse("E233", "a bound variable is a plain name", variable)
        if stated is not None:
            return self.set_of(stated)
        samples = [
            n.letter for n in s.walk(body)
            if isinstance(n, s.Name) and any(i in (*n.indices, *n.upper) for i in (variable,))
            and (n.letter in self.usage.indexed or self._is_sample(n))
        ]  # fmt: skip
        if samples:
            sample = self.sample(samples[0], variable)
            self.infer("N120", f"{variable.letter} runs over the observations {samples[0]}", variable.span)
            return Range(1, sample.size)  # type: ignore[no-any-return]
        if self.is_parameter(variable.letter):
            return self.parameters(variable.letter)
        over = self.alphabet(variable.letter)
        kind = "finite set" if isinstance(over, FiniteSet) else "set"
        self.infer("N120", f"{variable.letter} runs over the {kind} {shown_set(over)}", variable.span)
        return over

    def _is_sample(self, name: s.Name) -> bool:
        declared = self.declared(name)
        return declared is not None and declared.kind is Kind.SAMPLE

    def set_of(self, node: s.Expression) -> SetExpression:
        """A node as a set."""
        if not isinstance(node, s.Name) or node.indices:
            self.refuse("E233", "this set is not in the language", node)
        if node.letter == self.usage.region:
            return self._region()
        parameter = node.letter in ("Theta", "Phi", "Psi", "Lambda")
        return self.named_set(node.letter, finite=not parameter)

    def _bind(self, node: s.Expression, bound: Bound) -> tuple[Variable, Bound]:
        if not isinstance(node, s.Name) or node.indices:
            self.refuse("E233", "a bound variable is a plain name", node)
        called = variable_name(node)
        if called in bound:
            self.refuse("E232", f"{called} is bound twice", node)
        variable = Variable(called)
        return variable, {**bound, called: variable}

    def _mean(self, node: s.Mean, bound: Bound) -> Any:
        if node.given or len(node.under) > 1:
            self.refuse("E233", "conditional and joint expectations are not checked yet", node)
        if not node.under:
            self.refuse("E231", "the expectation does not say under which distribution", node,
                        r"Write \mathbb{E}_{x \sim p}[…].")  # fmt: skip
        under = node.under[0]
        if isinstance(under, s.Over):
            if len(under.variables) != 1 or under.domain is None:
                self.refuse("E233", "joint expectations are not checked yet", node)
            variable, source = under.variables[0], under.domain
            self._check_drawn(variable, node, bound)
        else:
            variable, source = self._drawn(node, under, bound), under
        if isinstance(source, s.Name):
            p = self.member(source, [], variable, bound)
        else:
            p = self.distribution(source, bound)
        letter, inner = self._bind(variable, bound)
        return Expectation(self.expression(node.body, inner), (letter, p))

    def _check_drawn(self, variable: s.Expression, node: s.Mean, bound: Bound) -> None:
        """Refuse a body that has what is drawn only in another case or font."""
        inside = {n for n in s.walk(node.body) if isinstance(n, s.Name) and n.style in ("", "bf", "vec")}
        if not isinstance(variable, s.Name) or variable in inside:
            return
        bare = replace(variable, letter=variable.letter.lower(), style="")
        alike = (n for n in inside if replace(n, letter=n.letter.lower(), style="") == bare)
        other = next((variable_name(n) for n in alike if variable_name(n) not in bound), None)
        if other is not None:
            called = variable_name(variable)
            self.refuse("E232", f"{called} is bound and {other} is free: are they one variable?", node)

    def _drawn(self, node: s.Mean, under: s.Expression, bound: Bound) -> s.Expression:
        """The variable of an expectation that names only its distribution."""
        if isinstance(under, s.Apply) and len(under.groups[0]) == 1:
            return under.groups[0][0]
        own = self.usage.first.get(key(under), set()) if isinstance(under, s.Name) else set()
        inside = [x for x in free_letters(node.body) if x not in bound]
        letters = sorted(x for x in inside if x.lower() in own)
        if len(letters) != 1:
            letters = sorted(x for x in inside if x.lower() in self.usage.letters)
        if len(letters) != 1:
            self.refuse(
                "E231", "the expectation does not say what is drawn", node, r"Write \mathbb{E}_{x \sim p}[…]."
            )
        self.infer("N120", f"the expectation is over {letters[0]}", node.span)
        return s.Name(letters[0], span=node.span)

    def optimum(self, node: s.Optimum, bound: Bound) -> SetExpression:
        """The set of optimisers."""
        kind = {"argmax": ArgMax, "argmin": ArgMin}.get(node.kind)
        if kind is None or not isinstance(node.over, s.Over) or len(node.over.variables) != 1:
            self.refuse("E233", "this optimum is not in the language", node)
        variable = node.over.variables[0]
        if isinstance(variable, s.Name) and is_law_inside(variable, node.body):
            self.refuse("E233", "an optimum over a distribution is not in the language", node)
        if isinstance(variable, s.Name) and node.over.domain is None:
            over = self.parameters(variable.letter)
        else:
            over = self.domain(variable, node.over.domain, node.body)
        letter, inner = self._bind(variable, bound)
        made: Any = kind(self.expression(node.body, inner), (letter, over))
        assert isinstance(made, SetExpression)
        return made

    # Statements.

    def statement(self, node: s.Expression, bound: Bound) -> Statement:
        """A chain of one link as a statement."""
        if isinstance(node, s.Chain) and len(node.links) == 1 and node.first is not None:
            sign = node.links[0].relation
            if sign in _STATEMENTS:
                left, right = self.expression(node.first, bound), self.expression(node.links[0].side, bound)
                made: Statement = _STATEMENTS[sign](left, right)
                return made
        raise self.refusal("E233", "this statement is not in the language", node)

    def side(self, node: s.Expression) -> Basic:
        """One side of a line: a number or a set of optimisers."""
        if isinstance(node, s.Optimum):
            return self.optimum(node, {})
        made: Basic = as_expression(self.expression(node, {}))
        return made


_STATEMENTS: dict[str, Any] = {
    "=": Equal, "≠": NotEqual, "<": Less, "≤": LessEqual, ">": Greater, "≥": GreaterEqual,
}  # fmt: skip
