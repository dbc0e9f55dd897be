"""Who is who: the objects that the names of a document stand for, created when first met."""

from __future__ import annotations

from typing import NoReturn

from sympy import Basic

from mlekl_symbolic.language import (
    Distribution,
    Empirical,
    FiniteSet,
    FunctionSymbol,
    LanguageError,
    MassFunction,
    Model,
    NamedSet,
    Reals,
    Sample,
    SetExpression,
    Variable,
)
from mlekl_symbolic.proof.objects import Objects
from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, ReadError, Span
from mlekl_symbolic.readers.latex.elaborate.usage import (
    EMPIRICAL_MARKS,
    Usage,
    is_distribution,
    is_parameter,
)
from mlekl_symbolic.readers.latex.notation import Declared, Kind, Notation
from mlekl_symbolic.readers.latex.roles import DENSITIES, key

MAIN_SET = "X"


def variable_name(name: s.Name) -> str:
    """How a name without indices is called in the language."""
    out = key(s.Name(name.letter, name.style, tuple(m for m in name.marks if m not in ("*", "'"))))
    out += "_star" * name.marks.count("*")
    return out + "'" * name.marks.count("'")


def shown_set(over: object) -> str:
    """A set as a notice names it."""
    return "ℝ" if isinstance(over, Reals) else str(over)


class Cast:
    """The objects of a document.

    Attributes
    ----------
    home
        Where they are declared, with the facts that belong to them.
    notices
        What was inferred, each once.
    here
        Where the line stands that is being translated.
    """

    def __init__(self, notation: Notation, usage: Usage) -> None:
        self.notation = notation
        self.usage = usage
        self.home = Objects()
        self.notices: list[Diagnostic] = []
        self.here: Span = (0, 0)
        self._made: dict[str, Basic] = {}

    def refuse(self, code: str, message: str, node: s.Node, hint: str = "") -> NoReturn:
        """Refuse a part of a formula."""
        raise self.refusal(code, message, node, hint)

    def refusal(self, code: str, message: str, node: s.Node, hint: str = "") -> ReadError:
        """The error that refuses a part of a formula."""
        return ReadError(code, message, node.span, hint)

    def infer(self, code: str, message: str, span: Span) -> None:
        """Note what was inferred, once."""
        if all(n.message != message for n in self.notices):
            self.notices.append(Diagnostic(code, message, span))

    def declared(self, name: s.Name) -> Declared | None:
        """What a name was declared as."""
        return self.notation.of(key(name)) or self.notation.of(name.letter)

    # Sets.

    def named_set(self, name: str, *, finite: bool) -> SetExpression:
        """The set of a name."""
        called = f"set {name}"
        if called not in self._made:
            self._made[called] = self.home.finite_set(name) if finite else self.home.parameter_set(name)
        made = self._made[called]
        assert isinstance(made, FiniteSet | NamedSet)
        return made

    def alphabet(self, letter: str) -> SetExpression:
        """The set that the points called ``letter`` come from."""
        if self.is_continuous(letter):
            return self._region()
        if letter.lower() in self.usage.together:
            return self.named_set(letter.upper(), finite=True)
        stated = [d.on for d in self.notation.entries.values() if d.kind in (Kind.PMF, Kind.MODEL) and d.on]
        return self.named_set(stated[0].removesuffix("_cal") if stated else MAIN_SET, finite=True)

    def is_continuous(self, letter: str) -> bool:
        """Whether the document integrates over the points called ``letter``."""
        return letter.lower() in self.usage.integrated

    def _region(self) -> SetExpression:
        """The set of reals that the document integrates over."""
        name = self.usage.region
        if not name:
            return Reals()
        if f"region {name}" not in self._made:
            self._made[f"region {name}"] = self.home.region(name)
        made = self._made[f"region {name}"]
        assert isinstance(made, NamedSet)
        return made

    def parameters(self, letter: str) -> SetExpression:
        """The set that a parameter comes from."""
        declared = self.notation.of(letter)
        given = declared.parameters if declared is not None else ""
        return self.named_set(given or letter[:1].upper() + letter[1:], finite=False)

    # Samples and distributions.

    def sample(self, letter: str, node: s.Node) -> Sample:
        """The sample whose observations are called ``letter``."""
        called = f"sample {letter}"
        if called not in self._made:
            declared = self.notation.of(letter)
            size = (
                declared.size
                if declared is not None and declared.kind is Kind.SAMPLE
                else self._size(letter, node)
            )
            over = self.alphabet(letter)
            self._made[called] = self.home.sample(letter, size=self.natural(size), over=over)
            if declared is None:
                self.infer("N121", f"{letter} is a sample of size {size} on {shown_set(over)}", node.span)
        made = self._made[called]
        assert isinstance(made, Sample)
        return made

    def _size(self, letter: str, node: s.Node) -> str:
        ends = [
            self.usage.ranges[i][1]
            for i in sorted(self.usage.indexed.get(letter, ()))
            if i in self.usage.ranges
        ]
        names = {variable_name(e) for e in ends if isinstance(e, s.Name)}
        if len(names) != 1:
            self.refuse("E231", f"how many observations {letter} are there?", node,
                        f"Declare `% mlekl: {letter}_i: sample of size N`.")  # fmt: skip
        return names.pop()

    def natural(self, name: str) -> Variable:
        """A natural number."""
        called = f"number {name}"
        if called not in self._made:
            self._made[called] = self.home.natural(name)
            if self.notation.of(name) is None:
                self.infer("N121", f"{name} is a natural number and not zero", self.here)
        made = self._made[called]
        assert isinstance(made, Variable)
        return made

    def is_distribution(self, name: s.Name) -> bool:
        """Whether a name stands for a distribution or a family."""
        return is_distribution(name, self.notation, self.usage)

    def is_empirical(self, name: s.Name) -> bool:
        """Whether a name is the empirical distribution of the sample."""
        declared = self.notation.of(key(name))
        if declared is not None:
            return declared.kind is Kind.EMPIRICAL
        return bool(EMPIRICAL_MARKS & set(name.marks)) and bool(self._samples())

    def _samples(self) -> list[str]:
        stated = [d.name for d in self.notation.entries.values() if d.kind is Kind.SAMPLE]
        return stated or sorted(self.usage.indexed)

    def empirical(self, name: s.Name) -> Empirical:
        """The empirical distribution of a name."""
        called = variable_name(name)
        if called not in self._made:
            declared = self.notation.of(key(name))
            of = declared.on if declared is not None else ""
            letters = [of] if of else self._samples()
            if len(letters) != 1:
                self.refuse("E231", f"which sample is {called} the empirical distribution of?", name,
                            f"Declare `% mlekl: {called}: empirical of x`.")  # fmt: skip
            self._made[called] = self.home.empirical(called, self.sample(letters[0], name))
            if declared is None:
                self.infer(
                    "N121", f"{called} is the empirical distribution of the sample {letters[0]}", name.span
                )
        made = self._made[called]
        assert isinstance(made, Empirical)
        return made

    def mass_function(self, called: str, over: SetExpression, node: s.Name) -> MassFunction:
        """A distribution known by its name."""
        if called not in self._made:
            declare = self.home.distribution if isinstance(over, FiniteSet) else self.home.density
            self._made[called] = self._declare(called, declare(called, over=over), node)
        made = self._made[called]
        if not isinstance(made, MassFunction):
            self.refuse("E234", f"{called} is used as a distribution and as something else", node)
        if made.over != over:
            self.refuse("E234", f"{called} is used on {shown_set(made.over)} and on {shown_set(over)}", node)
        return made

    def model(self, called: str, parameters: SetExpression, over: SetExpression, node: s.Name) -> Model:
        """A family of distributions."""
        if called not in self._made:
            declare = self.home.model if isinstance(over, FiniteSet) else self.home.densities
            made = declare(called, parameters=parameters, over=over)
            self._made[called] = self._declare(called, made, node)
        found = self._made[called]
        if not isinstance(found, Model):
            self.refuse("E234", f"{called} is used with a parameter and without one", node)
        if (found.parameters, found.over) != (parameters, over):
            self.refuse("E234", f"{called} is used on {shown_set(found.over)} and on {shown_set(over)}", node)
        return found

    def _declare(self, called: str, made: Basic, node: s.Name) -> Basic:
        if self.declared(node) is None:
            kind = "a family of distributions" if isinstance(made, Model) else "a distribution"
            over = made.over if isinstance(made, Model | Distribution) else ""
            what = "finite set" if isinstance(over, FiniteSet) else "set of reals"
            self.infer("N121", f"{called} is {kind} on the {what} {shown_set(over)}", node.span)
        letters = sorted(self.usage.points.get(key(node), ()))
        if len(letters) > 1 and key(node) in DENSITIES:
            same = " and ".join(f"{called}({x})" for x in letters)
            self.infer("N121", f"{same} are one distribution", node.span)
        return made

    def function(self, called: str, arity: int, node: s.Node) -> FunctionSymbol:
        """A real function."""
        if called not in self._made:
            try:
                self._made[called] = self.home.function(called, arity=arity)
            except LanguageError as error:
                self.refuse("E236", str(error), node)
        made = self._made[called]
        if not isinstance(made, FunctionSymbol) or made.arity != arity:
            self.refuse("E234", f"{called} is used in two ways", node)
        return made

    def real(self, called: str) -> Variable:
        """A number."""
        declared = self.notation.of(called)
        if declared is not None and declared.kind is Kind.NATURAL:
            return self.natural(called)
        stated = {d.size for d in self.notation.entries.values()}
        if f"number {called}" in self._made or called in self.usage.sizes | stated:
            return self.natural(called)
        if called not in self._made:
            self._made[called] = self.home.real(called)
        made = self._made[called]
        if not isinstance(made, Variable):
            raise LanguageError(f"{called} is used as a number and as something else")
        return made

    def is_parameter(self, letter: str) -> bool:
        """Whether a letter is a parameter of a family."""
        declared = self.notation.of(letter)
        return is_parameter(letter) or (declared is not None and bool(declared.parameters))
