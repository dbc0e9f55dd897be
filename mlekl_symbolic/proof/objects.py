"""The objects of a derivation: sets, numbers, samples, models, distributions and what is known of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Basic, Symbol

from mlekl_symbolic.language import (
    Alphabet,
    ByFormula,
    Density,
    DensityModel,
    Distribution,
    Empirical,
    Equal,
    Family,
    Finite,
    FiniteSet,
    ForAll,
    FunctionSymbol,
    Integral,
    LanguageError,
    Letter,
    MassFunction,
    Member,
    Model,
    NamedSet,
    Naturals,
    Region,
    Sample,
    Sequence,
    Statement,
    Sum,
    Tabulated,
    TabulatedModel,
    Variable,
)
from mlekl_symbolic.language.names import check_names
from mlekl_symbolic.language.sets import SetExpression
from mlekl_symbolic.proof.records import Origin
from mlekl_symbolic.proof.workspace import Workspace


class Objects:
    """What an author declares; each declaration brings the facts that belong to it."""

    def __init__(self) -> None:
        self.workspace = Workspace()
        self._declared: dict[str, Basic] = {}

    def finite_set(self, name: str) -> FiniteSet:
        """Let ``name`` be a finite set, such as an alphabet."""
        made: FiniteSet = self._declare(FiniteSet(name))
        self._setting(made, Finite(made))
        return made

    def alphabet(self, name: str, letters: str | tuple[str, ...]) -> Alphabet:
        """Let ``name`` be the alphabet with the given letters, separated by spaces, or one by one."""
        apart = letters if isinstance(letters, str) else tuple(map(Letter, letters, range(len(letters))))
        made: Alphabet = self._declare(Alphabet(name, apart))
        return made

    def parameter_set(self, name: str) -> NamedSet:
        """Let ``name`` be any set, such as a parameter set."""
        made: NamedSet = self._declare(NamedSet(name))
        return made

    def region(self, name: str) -> Region:
        """Let ``name`` be any set of reals, such as one that densities live on."""
        made: Region = self._declare(Region(name))
        return made

    def natural(self, name: str) -> Variable:
        """Let ``name`` be a natural number of at least one."""
        made: Variable = self._declare(Variable(name))
        self._setting(made, Member(made, Naturals()), made > 0)
        return made

    def real(self, name: str) -> Variable:
        """Let ``name`` be a real number."""
        made: Variable = self._declare(Variable(name))
        return made

    def function(self, name: str, *, arity: int = 1) -> FunctionSymbol:
        """Let ``name`` be a real function, such as a prior density, of one or more variables."""
        made: FunctionSymbol = self._declare(FunctionSymbol(name, arity))
        return made

    def sample(self, name: str, *, size: object, over: SetExpression) -> Sample:
        """Let ``name`` be observations ``name[1], …, name[size]`` in the set ``over``."""
        made: Sample = self._declare(Sample(name, size, over))
        i = self._bound("i", "j", "k")
        self._setting(made, ForAll(Member(made[i], over), (i, 1, made.size)))
        return made

    def model(self, name: str, *, parameters: SetExpression, over: SetExpression) -> Model:
        """Let ``name[theta]`` be a distribution on ``over`` for every ``theta`` in ``parameters``."""
        made: Model = self._declare(Model(name, parameters, over))
        t, a = self._bound("theta", "t", "eta"), self._bound("a", "b", "c")
        nonnegative = ForAll(made[t](a) >= 0, (a, over), (t, parameters))
        self._setting(made, nonnegative, ForAll(_sums_to_one(made[t], a, over), (t, parameters)))
        return made

    def distribution(self, name: str, *, over: SetExpression) -> MassFunction:
        """Let ``name`` be a distribution on ``over``."""
        made: MassFunction = self._declare(MassFunction(name, over))
        a = self._bound("a", "b", "c")
        self._setting(made, ForAll(made(a) >= 0, (a, over)), _sums_to_one(made, a, over))
        return made

    def density(self, name: str, *, over: SetExpression) -> Density:
        """Let ``name`` be the density of a law on a set of reals; its integral is one."""
        made: Density = self._declare(Density(name, over))
        x = self._bound("x", "y", "z")
        self._setting(made, ForAll(made(x) >= 0, (x, over)), Equal(Integral(made(x), (x, over)), 1))
        return made

    def densities(self, name: str, *, parameters: SetExpression, over: SetExpression) -> DensityModel:
        """Let ``name[theta]`` be the density of a law on ``over`` for every ``theta`` in ``parameters``."""
        made: DensityModel = self._declare(DensityModel(name, parameters, over))
        t, x = self._bound("theta", "t", "eta"), self._bound("x", "y", "z")
        nonnegative = ForAll(made[t](x) >= 0, (x, over), (t, parameters))
        one = ForAll(Equal(Integral(made[t](x), (x, over)), 1), (t, parameters))
        self._setting(made, nonnegative, one)
        return made

    def tabulated(self, name: str, *, over: Alphabet, masses: Mapping[str, object]) -> Tabulated:
        """Let ``name`` be the distribution with the given masses of the letters of ``over``.

        Raises
        ------
        LanguageError
            When a letter has no mass or a mass has no letter.
        """
        made: Tabulated = self._declare(Tabulated(name, over, _in_order(name, over, masses)))
        return made

    def tabulated_model(
        self, name: str, *, parameters: SetExpression, over: Alphabet, parameter: Symbol,
        masses: Mapping[str, object],
    ) -> TabulatedModel:  # fmt: skip
        """Let ``name[t]`` be the distribution with the given masses, for ``t`` in ``parameters``.

        The masses are expressions of ``parameter``, which stands for ``t``.

        Raises
        ------
        LanguageError
            When a letter has no mass or a mass has no letter.
        """
        in_order = _in_order(name, over, masses)
        made: TabulatedModel = self._declare(TabulatedModel(name, parameters, over, parameter, in_order))
        return made

    def random_variable(self, name: str) -> FunctionSymbol:
        """Let ``name`` be a real function of outcomes: write ``X(w)``."""
        made: FunctionSymbol = self._declare(FunctionSymbol(name))
        return made

    def random_variables(self, name: str, *, indices: int = 1) -> Family:
        """Let ``name`` be random variables with indices: write ``X[i](w)``."""
        made: Family = self._declare(Family(name, indices + 1))
        return made

    def by_formula(self, name: str, letter: object, mass: object) -> ByFormula:
        """Let ``name`` be the distribution with the given mass at each letter.

        Parameters
        ----------
        name
            Its name.
        letter
            The letter with its alphabet, such as ``(a, X)``.
        mass
            An expression of the letter. That the masses are nonnegative and sum to one is shown
            where it is needed.
        """
        made: ByFormula = self._declare(ByFormula(name, letter, mass))
        self.check_names(made)
        return made

    def distributions(self, name: str, *, index: Symbol, over: SetExpression) -> Sequence:
        """Let ``name[n]`` be a distribution for every natural number, on a set that may depend on it.

        Parameters
        ----------
        index
            The variable that stands for the number in ``over``.
        over
            The set of outcomes, such as ``Range(1, M(n))``.
        """
        made: Sequence = self._declare(Sequence(name, index, over))
        a = self._bound("a", "b", "c")
        member = made[index]
        numbers = (index, Naturals())
        signs = ForAll(member(a) >= 0, (a, over), numbers)
        self._setting(made, signs, ForAll(_sums_to_one(member, a, over), numbers))
        return made

    def empirical(self, name: str, sample: Sample) -> Empirical:
        """Let ``name`` be the empirical distribution of a sample."""
        made: Empirical = self._declare(Empirical(name, sample))
        return made

    def check_names(self, node: Basic) -> None:
        """Refuse names that are not declared, or bound and free at once."""
        check_names(node, frozenset(self._declared))

    def _declare(self, made: Any) -> Any:
        if made.name in self._declared:
            raise LanguageError(f"{made.name} is declared twice: give one of them another name")
        self._declared[made.name] = made
        self.workspace.introduce(made)
        return made

    def _setting(self, made: Any, *facts: Statement) -> None:
        for fact in facts:
            self.workspace.give(fact, "", Origin.SETTING, made.name)

    def _bound(self, *names: str) -> Variable:
        return Variable(next((n for n in names if n not in self._declared), names[0] + "_"))


def _in_order(name: str, over: Alphabet, masses: Mapping[str, object]) -> tuple[object, ...]:
    letters = [letter.name for letter in over.letters]
    if sorted(masses) != sorted(letters):
        raise LanguageError(f"{name} needs a mass for each of {letters} and has {sorted(masses)}")
    return tuple(masses[k] for k in letters)


def _sums_to_one(p: Distribution, a: Variable, over: SetExpression) -> Equal:
    made: Equal = Equal(Sum(p(a), (a, over)), 1)
    return made
