"""The lines of a document as steps between typed terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sympy import Basic

from mlekl_symbolic.language import (
    FiniteSet,
    LanguageError,
    Member,
    Minus,
    SolutionSet,
    Times,
    Variable,
    as_expression,
    check_names,
)
from mlekl_symbolic.language.sets import SetExpression
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.depending import alone, hidden_in, is_particular, related
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, ReadError
from mlekl_symbolic.readers.latex.elaborate.cast import variable_name
from mlekl_symbolic.readers.latex.elaborate.limits import is_limit, read_limit
from mlekl_symbolic.readers.latex.elaborate.members import Bound
from mlekl_symbolic.readers.latex.elaborate.terms import Terms
from mlekl_symbolic.readers.latex.elaborate.usage import is_functional, usage_of
from mlekl_symbolic.readers.latex.notation import Notation
from mlekl_symbolic.readers.latex.reading import Line, Status
from mlekl_symbolic.readers.latex.uninterpreted.outcomes import numbered

RELATIONS = {"=": "=", "≔": "=", "≡": "=", "≤": "<=", "<": "<", "≥": ">=", ">": ">", "∝": "="}
"""The relations that can be checked."""


@dataclass(frozen=True, slots=True)
class Step:
    """A line with its meaning.

    Attributes
    ----------
    line
        The line.
    left, right
        The two sides; None when the line could not be understood, or makes no claim.
    relation
        The relation, as the prover calls it.
    fixed
        The free variables with the sets they come from.
    defines
        The name that the line introduces, or nothing.
    diagnostics
        All notices and refusals: those of the line, and those of its meaning.
    index
        What grows without bound, when the line says to what a sequence tends.
    """

    line: Line
    left: Basic | None
    relation: str
    right: Basic | None
    fixed: tuple[Member, ...]
    defines: str
    diagnostics: tuple[Diagnostic, ...]
    index: Variable | None = None

    @property
    def refusals(self) -> tuple[Diagnostic, ...]:
        """Why it cannot be checked."""
        return tuple(d for d in self.diagnostics if d.is_refusal)


@dataclass(frozen=True, slots=True)
class Definition:
    """What a line says that a name stands for.

    Attributes
    ----------
    parameters
        The variables that stand for its arguments.
    body
        What it stands for.
    free
        The variables that it depends on without naming them, with their sets.
    """

    parameters: tuple[Variable, ...]
    body: Any
    free: Mapping[str, tuple[Variable, SetExpression]]


class Elaborator(Terms):
    """Gives the lines of one document their meaning, in order; definitions are remembered."""

    def __init__(self, notation: Notation, lines: Iterable[Line]) -> None:
        self.lines = list(lines)
        self.trees = tuple(t for line in self.lines for t in (line.left, line.right) if t is not None)
        super().__init__(notation, usage_of(self.trees, notation))
        self.free = {}
        self.laws = {}
        self.rules = []
        self.priors = {}
        self.mixtures = {}
        self.weights = set()
        self.divergences = {}
        self.definitions: dict[str, Definition] = {}
        self.mentioned: set[str] = set()
        self.hidden = hidden_in(self.lines)

    def steps(self) -> list[Step]:
        """The steps of the document."""
        out = []
        for line in self.lines:
            out.append(self._step(line))
            for tree in (line.left, line.right):
                if tree is not None:
                    self.mentioned |= {variable_name(n) for n in s.walk(tree) if isinstance(n, s.Name)}
        self.settle()
        return out

    def _step(self, line: Line) -> Step:
        self.free, self.here = {}, line.span
        known = len(self.notices)
        if line.status is Status.REFUSED or line.left is None:
            return Step(line, None, "", None, (), "", line.diagnostics)
        index = None
        try:
            if is_limit(line):
                (left, right, index), defines = read_limit(self, line, self.lines), ""
                if index.name in self.definitions:
                    raise ReadError("E232", f"{index} has a value in a line before", line.span)
            else:
                left, right, defines = self._sides(line)
        except ReadError as error:
            return self._refused(line, known, error.diagnostic)
        except LanguageError as error:
            return self._refused(line, known, Diagnostic("E234", str(error), line.span))
        except (ValueError, OverflowError, RecursionError) as error:
            return self._refused(
                line, known, Diagnostic("E217", f"too large to be understood: {error}", line.span)
            )
        fixed = tuple(Member(*pair) for pair in self.free.values())
        said = (*line.diagnostics, *self.notices[known:])
        relation = RELATIONS[line.relation] if index is None else "→"
        return Step(line, left, relation, right, fixed, defines, said, index)

    def _refused(self, line: Line, known: int, why: Diagnostic) -> Step:
        return Step(line, None, "", None, (), "", (*line.diagnostics, *self.notices[known:], why))

    def _sides(self, line: Line) -> tuple[Basic, Basic, str]:
        assert line.left is not None
        if line.relation not in RELATIONS:
            raise ReadError("E233", f"lines with {line.relation or 'no relation'} are not checked", line.span)
        if line.relation == "∝":
            return *self._proportional(line), ""
        if has_constant(line.left) or has_constant(line.right):
            return *self._up_to_constant(line), ""
        defines = self._defined(line)
        if defines:
            return self._define(line, defines)
        outcome = numbered(line.left, line.right)
        if outcome is not None and self.declared(replace(outcome, indices=())) is None:
            raise ReadError("E231", "are these all outcomes, or is this a sample?", outcome.span)
        left, right = self.side(line.left), self.side(line.right)
        if isinstance(left, Variable) and isinstance(right, SolutionSet):
            return left, right, left.name
        if isinstance(left, SolutionSet) is not isinstance(right, SolutionSet):
            raise ReadError("E234", "a set of optimisers and a number cannot be compared", line.span)
        for side in (left, right):
            try:
                check_names(side)
            except LanguageError as error:
                raise ReadError("E232", str(error), line.span) from error
        return left, right, ""

    def _up_to_constant(self, line: Line) -> tuple[Basic, Basic]:
        """``A = B + const``: the difference of A and B is the same for all values of the parameters."""
        assert line.left is not None
        if RELATIONS[line.relation] != "=":
            raise ReadError("E233", "a constant in an inequality is not checked", line.span)
        parts = [_without_constant(side) for side in (line.left, line.right)]
        left, right = (as_expression(self.expression(part, {})) for part in parts)
        difference = Minus(left, right)
        moved = {
            v: Variable(f"{v.name}'") for v, over in self.free.values() if not isinstance(over, FiniteSet)
        }
        if not moved:
            raise ReadError("E233", "a constant, and no parameter on which it could depend", line.span)
        self.infer("N124", "the constant does not depend on " + ", ".join(v.name for v in moved), line.span)
        for variable, other in moved.items():
            self.free[other.name] = (other, self.free[variable.name][1])
        return difference, difference.xreplace(moved)

    def _proportional(self, line: Line) -> tuple[Basic, Basic]:
        """``A ∝ B``: their ratio is the same for all values of what A is a law of, or of the parameters."""
        assert line.left is not None
        left, right = (as_expression(self.expression(side, {})) for side in (line.left, line.right))
        varying = {v for v, over in self.free.values() if not isinstance(over, FiniteSet)}
        if isinstance(line.left, s.Apply) and self.is_distribution(line.left.function):
            called = {variable_name(n) for n in line.left.groups[0] if isinstance(n, s.Name)}
            varying = {v for name, (v, _) in self.free.items() if name in called}
        moved = {v: Variable(f"{v.name}'") for v in sorted(varying, key=str)}
        if not moved:
            raise ReadError("E233", "a factor, and nothing on which it could depend", line.span)
        self.infer("N124", "the factor does not depend on " + ", ".join(v.name for v in moved), line.span)
        for variable, other in moved.items():
            self.free[other.name] = (other, self.free[variable.name][1])
        return Times(left, right.xreplace(moved)), Times(left.xreplace(moved), right)

    def _defined(self, line: Line) -> str:
        """The name that a line introduces: undeclared, new, and alone on the left."""
        head = line.left.function if isinstance(line.left, s.Apply) else line.left
        if not isinstance(head, s.Name) or RELATIONS[line.relation] != "=" or head.indices:
            return ""
        called = variable_name(head)
        plain = isinstance(line.left, s.Name) or (
            isinstance(line.left, s.Apply) and not line.left.bars
            and all(isinstance(a, s.Name) and not a.indices for a in line.left.groups[0])
            and (line.relation == "≔" or not any(is_particular(a) for a in line.left.groups[0]))
        )  # fmt: skip
        new = called not in self.mentioned and self.declared(head) is None
        inside = any(isinstance(n, s.Name) and variable_name(n) == called for n in s.walk(line.right))
        meant = is_functional(head) or self.is_distribution(head) or self.is_parameter(head.letter)
        point = head.letter.lower() in self.usage.letters
        if isinstance(line.left, s.Apply) and line.relation == "=" and line.right == s.Number("0"):
            return ""  # It may say where a function is zero.
        if isinstance(line.left, s.Apply) and any(_is_more(a, line.right) for a in line.left.groups[0]):
            return ""
        return called if plain and new and not inside and not meant and not point else ""

    def _define(self, line: Line, called: str) -> tuple[Basic, Basic, str]:
        parameters: tuple[Variable, ...] = ()
        bound: Bound = {}
        if isinstance(line.left, s.Apply):
            names = [variable_name(a) for a in line.left.groups[0] if isinstance(a, s.Name)]
            parameters = tuple(map(Variable, names))
            bound = dict(zip(names, parameters, strict=True))
        if isinstance(line.right, s.Optimum):
            right: Any = self.optimum(line.right, bound)
            return Variable(called), right, called
        right = as_expression(self.expression(line.right, bound))
        self.definitions[called] = Definition(parameters, right, dict(self.free))
        return Variable(called), right, called

    def expression(self, node: s.Node, bound: Bound) -> Any:
        """A node as a number; a name that the document has defined is what it stands for."""
        head = node.function if isinstance(node, s.Apply) else node
        if isinstance(head, s.Name) and variable_name(head) in bound:
            return super().expression(node, bound)
        if isinstance(head, s.Name) and not head.indices and variable_name(head) in self.definitions:
            return self._expanded(node, self.definitions[variable_name(head)], bound)
        if isinstance(head, s.Name):
            behind = self.hidden.get(head, frozenset())
            if head is node:
                behind |= self.hidden.get(alone(head), frozenset())
                behind |= self.hidden.get(related(head), frozenset())
            cases = (replace(n, letter=n.letter.swapcase()) for n in behind)
            caught = {variable_name(n) for n in (*behind, *cases)} & bound.keys()
            if caught:
                self.refuse(
                    "E232", f"what this stands for depends on {min(caught)}, which is bound here", node
                )
        return super().expression(node, bound)

    def _expanded(self, node: s.Node, definition: Definition, bound: Bound) -> Any:
        """What a defined name stands for, at its arguments."""
        arguments = node.groups[0] if isinstance(node, s.Apply) else ()
        if len(arguments) != len(definition.parameters):
            self.refuse("E234", f"this was defined with {len(definition.parameters)} arguments", node)
        hidden = definition.free.keys() & bound.keys()
        if hidden:
            self.refuse("E232", f"what this stands for depends on {min(hidden)}, which is bound here", node)
        self.free.update(definition.free)
        values = [self.expression(a, bound) for a in arguments]
        return definition.body.xreplace(dict(zip(definition.parameters, values, strict=True)))


def _is_more(argument: s.Node, body: s.Node) -> bool:
    """Whether an argument is more than a number: a law of the body, or something with entries in it."""
    if not isinstance(argument, s.Name):
        return False
    plain = replace(argument, indices=())
    entries = (n for n in s.walk(body) if isinstance(n, s.Name) and n.indices)
    return argument in _laws_in(body) or any(replace(n, indices=()) == plain for n in entries)


def _laws_in(node: s.Node) -> set[s.Node]:
    """What is applied to something in a side, drawn from, or compared by a divergence."""
    out: set[s.Node] = set()
    for part in s.walk(node):
        match part:
            case s.Apply(function, groups):
                out |= {function, *(i for g in groups if is_functional(function) for i in g)}
            case s.Mean():
                out |= {*part.under, *(u.domain for u in part.under if isinstance(u, s.Over) and u.domain)}
    return out


def has_constant(node: s.Expression) -> bool:
    """Whether some term of a side is only called constant."""
    return any(isinstance(n, s.Constant) for n in s.walk(node))


def _without_constant(node: s.Expression) -> s.Expression:
    """A side without its terms that are only called constant.

    Raises
    ------
    ReadError
        When a constant stands anywhere else.
    """
    kept = node
    if isinstance(node, s.Constant):
        kept = s.Number("0", span=node.span)
    elif isinstance(node, s.Terms):
        terms = tuple(t for t in node.terms if not isinstance(t.body, s.Constant))
        kept = s.Terms(terms, span=node.span) if terms else s.Number("0", span=node.span)
    if has_constant(kept):
        raise ReadError("E233", "a constant is read only where it is added", node.span)
    return kept
