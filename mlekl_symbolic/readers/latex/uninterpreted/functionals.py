"""Divergences and entropies of laws, written out with letters for what they are laws of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from mlekl_symbolic.language import (
    KL,
    Distribution,
    Divide,
    Expectation,
    FiniteSet,
    Log,
    Negative,
    Plus,
    SetExpression,
    Times,
    number,
)
from mlekl_symbolic.language.distributions import Mass
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import ReadError
from mlekl_symbolic.readers.latex.elaborate.usage import ENTROPIES, is_jensen_shannon
from mlekl_symbolic.readers.latex.roles import DENSITIES, is_divergence
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.uninterpreted.information import written_out
from mlekl_symbolic.readers.latex.uninterpreted.keys import Bound, Held, bare_names, mixture
from mlekl_symbolic.readers.latex.uninterpreted.laws import Laws, total
from mlekl_symbolic.readers.latex.uninterpreted.survey import Survey


class Functionals(Laws, ABC):
    """What takes laws as its arguments.

    Attributes
    ----------
    survey
        What is known of the letters of the line.
    """

    def __init__(self, survey: Survey) -> None:
        super().__init__(survey.joint)
        self.survey = survey

    @abstractmethod
    def expression(self, node: s.Node, bound: Bound) -> Any:
        """A node as a number; what has no meaning here stands for any number or function."""

    @abstractmethod
    def bind(
        self, name: s.Expression, over: SetExpression, body: Iterable[s.Node], bound: Bound
    ) -> tuple[Held, Bound]:
        """A bound variable, on which everything depends that stands under the same letter."""

    @abstractmethod
    def set_of(self, name: s.Name) -> SetExpression:
        """The set that a letter comes from: the same one wherever the letter stands."""

    def refuse(self, node: s.Node) -> NoReturn:
        """Say that a node has no meaning here."""
        raise self.refusal(node)

    def refusal(self, node: s.Node) -> ReadError:
        """The error that says so."""
        return ReadError("E233", "this part has no meaning here", node.span)

    def is_law(self, name: s.Name) -> bool:
        """Whether a name stands for masses or densities."""
        return (name.letter in DENSITIES and name.style in ("", "cal", "bb")) or name in self.survey.drawn

    def functional(self, node: s.Apply, bound: Bound) -> Any:
        """A divergence or an entropy of laws, written out with a letter for what they are laws of."""
        items = [i for g in node.groups for i in g]
        if len(self.survey.bases) > 1 or len(items) not in (1, 2):
            self.refuse(node)
        if is_jensen_shannon(node.function):
            return self._jensen_shannon(node, items, bound)
        divergence = is_divergence(node.function)
        entropy = node.function.letter in ENTROPIES or self.is_differential(node)
        if not divergence and ("|" in node.bars or not entropy):
            self.refuse(node)
        if divergence and len(items) != 2:
            self.refuse(node)
        letters = self._letters(items)
        laws = [self._as_law(i, letters) for i in items]
        if letters is None or any(x in bound for x in letters):
            self.refuse(node)
        held_all = []
        inner = bound
        order = {x: n for n, x in enumerate(self.survey.nested)}
        for letter in sorted(letters, key=lambda x: -order.get(x, 0)):
            held, inner = self.bind(letter, self.set_of(letter), laws, inner)
            held_all.append(held)
        masses = [
            self.mass(law, inner) if isinstance(law, s.Apply) else self.expression(law, inner) for law in laws
        ]
        if divergence:
            p, q = (m.distribution if isinstance(m, Mass) else None for m in masses)
            finite = isinstance(held_all[0].over, FiniteSet) and len(held_all) == 1
            if p is not None and q is not None and finite and p.over == q.over and self.base is None:
                return KL(p, q)
            return averaged(self._logarithm(Divide(*masses)), masses[:1], held_all)
        return Negative(averaged(self._logarithm(masses[-1]), masses[:1], held_all))

    def information(self, node: s.Apply) -> s.Expression:
        """An entropy or information of random variables, written out with the law of their values."""
        law = self.survey.mass
        items = [i for g in node.groups for i in g]
        if len(items) == 1 and (own := self.survey.law_of(items[0])) is not None:
            law = own
            self.infer(f"{shown(law)} is the law of {shown(items[0])}", node.span, "N121")
        return written_out(node, law, self.survey.integrated, self.base, self.survey.inside)

    @property
    def base(self) -> s.Expression | None:
        """The base of the logarithms in entropies and divergences; None is the natural one."""
        return next(iter(self.survey.bases), None)

    def _logarithm(self, value: Any) -> Any:
        return Log(value) if self.base is None else Divide(Log(value), Log(self.expression(self.base, {})))

    def is_differential(self, node: s.Apply) -> bool:
        """Whether an application is the differential entropy of a law."""
        items = [i for g in node.groups for i in g]
        name = node.function
        one = len(items) == 1 and isinstance(items[0], s.Apply) and self.is_law(items[0].function)
        upright = name.style in ("word", "text") or self.survey.has_differential_entropy
        return name.letter == "h" and upright and one

    def _jensen_shannon(self, node: s.Apply, items: Sequence[s.Expression], bound: Bound) -> Any:
        """The Jensen-Shannon divergence, as what it stands for."""
        if len(items) != 2:
            self.refuse(node)
        half = s.Fraction(s.Number("1"), s.Number("2"))
        both = s.Terms(tuple(s.Signed("+" if n else "", i) for n, i in enumerate(items)))
        middle = s.Factors((s.Joined("", half), s.Joined("", both)), span=node.span)
        name = s.Name("KL", "word", span=node.span)
        parts = [self.functional(s.Apply(name, ((i,), (middle,)), ("‖",)), bound) for i in items]
        return Divide(Plus(*parts), number(2))

    def _letters(self, items: Sequence[s.Expression]) -> tuple[s.Name, ...] | None:
        """The letters of what some laws are laws of: as written, or as the line or the document has them."""
        written = [n for i in items for n in s.walk(i) if isinstance(n, s.Apply) and self.is_law(n.function)]
        if written:
            points = written[0].groups[0]
        else:
            heads = [n for i in items for n in s.walk(i) if isinstance(n, s.Name)]
            found = [law for h in heads for law in (self.survey.law(h), self._lower(h)) if law is not None]
            points = found[0].groups[0] if found else (s.Name("x"),)
        letters = tuple(x for x in points if isinstance(x, s.Name))
        return letters if letters and len(letters) == len(points) else None

    def _lower(self, name: s.Name) -> s.Apply | None:
        """The density of a distribution that is named by a capital letter."""
        if name.letter not in ("P", "Q") or any(a.function == name for a in self.survey.elsewhere):
            return None
        lower = s.Name(name.letter.lower(), "", name.marks, name.indices, name.upper)
        return self.survey.law(lower) or self.survey.joint_law(lower)

    def _as_law(self, node: s.Expression, letters: tuple[s.Name, ...] | None) -> s.Expression:
        """A law, or a mixture of laws, with the letters of what it is the law of."""
        if letters is None:
            self.refuse(node)
        match node:
            case s.Apply() if self.is_law(node.function):
                return node
            case s.Name():
                made = self.survey.law(node) or self._lower(node)
                if made is not None and made.groups[0] != letters:
                    made = None
                if made is None and any(a.function == node for a in self.survey.applications):
                    self.refuse(node)
                if made is None:
                    return s.Apply(node, (letters,), span=node.span)
                self.infer(f"{shown(node)} is {shown(made)}", node.span)
                return made
            case s.Terms() | s.Factors() | s.Fraction():
                laws = {n for n in bare_names(node) if self._is_named_law(n)}
                return mixture(node, {n: self._as_law(n, letters) for n in laws})
        raise self.refusal(node)

    def _is_named_law(self, name: s.Name) -> bool:
        return self.is_law(name) or name in self.survey.applied


def averaged(body: Any, weights: Sequence[Any], held_all: Sequence[Held]) -> Any:
    """The mean of a body over bound variables with given masses."""
    if len(weights) == 1 and len(held_all) == 1 and isinstance(weights[0], Mass):
        law = weights[0].distribution
        if isinstance(held_all[0].over, FiniteSet) and isinstance(law, Distribution):
            return Expectation(body, (held_all[0].variable, law))
    made = body
    for weight in reversed(weights):
        made = Times(weight, made)
    for held in reversed(held_all):
        made = total(made, held)
    return made
