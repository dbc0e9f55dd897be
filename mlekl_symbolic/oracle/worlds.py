"""All small worlds of a derivation: sizes up to three, alphabets of two or three letters, every data set.

What a free variable is follows from where it stands: a letter, an index, a size, a parameter or a
real number. Letters, indices and sizes take every value; the rest are symbols with the signs that the
hypotheses give them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product

from sympy import Basic, Expr, Integer, Rational, Symbol, preorder_traversal

from mlekl_symbolic.language import (
    And,
    Delta,
    Equal,
    FiniteSet,
    Greater,
    GreaterEqual,
    HasDerivative,
    Interval,
    Less,
    LessEqual,
    Mass,
    Member,
    NamedSet,
    Naturals,
    NotEqual,
    Observation,
    Range,
    Reals,
    Sample,
    SetExpression,
    Statement,
)
from mlekl_symbolic.language.distributions import Functional, MassFunction
from mlekl_symbolic.language.expressions import Apply
from mlekl_symbolic.language.probability import Probability
from mlekl_symbolic.oracle.evaluate import elements, generic, is_enumerable, value
from mlekl_symbolic.oracle.opinion import InexpressibleError
from mlekl_symbolic.oracle.statements import truth
from mlekl_symbolic.oracle.world import World

SIZES = (1, 2, 3)
LETTERS = (2, 3)
OUTCOMES = (2, 3, 4)
LARGER = ((4,), (5,), (6,))
MOST, TRIED = 120, 1000
"""No more worlds than `MOST` are looked at, of the smallest `TRIED`."""


@dataclass(frozen=True, slots=True)
class Names:
    """The free names of a derivation by what they stand for.

    Attributes
    ----------
    counts
        Variables that are sizes of samples or ends of ranges.
    individuals
        Letters and indices with the finite sets they are in.
    numbers
        Symbols for all other free variables.
    sets, samples
        The finite sets known by name, and the samples.
    homes
        The sets that the variables are in, as far as hypotheses say so.
    parameters
        The parameter sets known by name only.
    spelling
        The functions whose values are letters, with the alphabet.
    counting
        The functions whose values are ends of ranges.
    laws
        The distributions of random letters.
    """

    counts: tuple[str, ...]
    individuals: Mapping[str, SetExpression]
    numbers: Mapping[str, Expr]
    sets: tuple[FiniteSet, ...]
    samples: tuple[Sample, ...]
    homes: Mapping[str, SetExpression]
    parameters: tuple[str, ...]
    spelling: Mapping[str, SetExpression]
    counting: frozenset[str]
    laws: frozenset[str]


def names_of(lines: Iterable[Basic], givens: Iterable[Statement]) -> Names:
    """What the free names in the lines and hypotheses of a derivation stand for."""
    stated = tuple(part for given in givens for part in _parts(given))
    roots = (*lines, *stated)
    nodes = list(dict.fromkeys(n for root in roots for n in preorder_traversal(root)))
    samples = {n.name: n for n in nodes if isinstance(n, Sample)}
    sizes: set[str] = set()
    for end in (e for n in nodes for e in _ends(n)):
        sizes |= {s.name for s in end.free_symbols}
    members = {s.args[0].name: s.args[1] for s in stated if isinstance(s, Member) and _is_name(s.args[0])}
    homes = {name: home for n in nodes for name, home in _individuals(n) if is_enumerable(home)}
    homes |= {name: of for name, of in members.items() if is_enumerable(of)}
    free = {s.name: s for root in roots for s in root.free_symbols if isinstance(s, Symbol)}
    counts = {n for n in free if n in sizes or isinstance(members.get(n), Naturals)}
    individuals = {
        n: homes[n] for n in sorted(free) if n in homes and n not in counts and not is_late(homes[n])
    }
    signs = _signs(stated)
    numbers = {
        name: _number(symbol, members.get(name), signs.get(name, {}))
        for name, symbol in sorted(free.items())
        if name not in counts and name not in individuals
    }
    sets = sorted({n for n in nodes if isinstance(n, FiniteSet)}, key=lambda s: s.name)
    parameters = sorted({n.name for n in nodes if type(n) is NamedSet})
    return Names(
        tuple(sorted(counts)), individuals, numbers, tuple(sets), tuple(samples.values()), members,
        tuple(parameters), dict(_spelling(nodes)), frozenset(_counting(nodes)), frozenset(_laws(nodes)),
    )  # fmt: skip


def _spelling(nodes: Iterable[Basic]) -> Iterator[tuple[str, SetExpression]]:
    """Functions of which it is said that their values are letters or parameters."""
    for node in nodes:
        match node:
            case Member(args=(Apply() as value, home)) if is_enumerable(home) or type(home) is NamedSet:
                yield value.args[0].name, home
            case Equal(args=(Probability(args=(Equal(args=(Apply() as value, Symbol())), _)), Mass() as law)):
                yield value.args[0].name, law.distribution.over


def _laws(nodes: Iterable[Basic]) -> Iterator[str]:
    """Distributions of which it is said that a random letter has them."""
    for node in nodes:
        match node:
            case Equal(args=(Probability(), Mass(distribution=MassFunction(name=name)))):
                yield name


def _counting(nodes: Iterable[Basic]) -> Iterator[str]:
    return (value.args[0].name for node in nodes for end in _ends(node) for value in end.atoms(Apply))


def is_late(home: SetExpression) -> bool:
    """Whether the elements of a set are known only when functions have their values."""
    return isinstance(home, Range) and bool(home.atoms(Apply))


def _parts(given: Statement) -> Iterator[Statement]:
    """A hypothesis with its conjunctions taken apart."""
    if isinstance(given, And):
        for part in given.args:
            yield from _parts(part)
    else:
        yield given


def _is_name(node: object) -> bool:
    return isinstance(node, Symbol)


def _ends(node: Basic) -> tuple[Basic, ...]:
    """The expressions in a node that must be whole numbers."""
    match node:
        case Sample():
            return (node.size,)
        case Range():
            return node.args  # type: ignore[no-any-return]
        case HasDerivative():
            return ()
    limits = getattr(node, "limits", ())
    return limits[0].args[1:] if limits and len(limits[0].args) == 3 else ()


def _individuals(node: Basic) -> Iterator[tuple[str, SetExpression]]:
    """The variables that stand directly in a place for a letter or an index."""
    match node:
        case Mass(letter=Symbol(name=name)):
            yield name, node.distribution.over
        case Observation(index=Symbol(name=name)):
            yield name, Range(1, node.sample.size)
        case (
            Delta(args=(Symbol(name=name), Observation() as seen))
            | Delta(args=(Observation() as seen, Symbol(name=name)))
        ):
            yield name, seen.sample.over


def _signs(givens: Iterable[Statement]) -> dict[str, dict[str, bool]]:
    """Assumptions of symbols that compare a variable with zero."""
    found: dict[str, dict[str, bool]] = {}
    for given in givens:
        match given:
            case (
                Greater(args=(Symbol(name=n), Rational() as low))
                | Less(args=(Rational() as low, Symbol(name=n)))
            ):
                assumption = "positive" if low >= 0 else ""
            case (
                GreaterEqual(args=(Symbol(name=n), Rational() as low))
                | LessEqual(args=(Rational() as low, Symbol(name=n)))
            ):
                assumption = "positive" if low > 0 else "nonnegative" if low == 0 else ""
            case Less(args=(Symbol(name=n), Rational() as high)):
                assumption = "negative" if high <= 0 else ""
            case NotEqual(args=(Symbol(name=n), Rational() as other)) if other == 0:
                assumption = "nonzero"
            case _:
                continue
        if assumption:
            found.setdefault(n, {})[assumption] = True
    return found


def _number(symbol: Symbol, home: SetExpression | None, signs: Mapping[str, bool]) -> Expr:
    assumed = generic(home, symbol.name)._assumptions_orig if home is not None else {"real": True}
    return Symbol(symbol.name, **{**assumed, **symbol._assumptions_orig, **signs})


def small_worlds(names: Names, givens: Iterable[Statement]) -> Iterator[World]:
    """The worlds in which no hypothesis is false, the smallest first, `MOST` at most.

    Where the hypotheses leave none of the usual sizes, larger samples are tried.
    """
    stated = tuple(givens)
    for sizes in (SIZES, *LARGER):
        found = tuple(islice((w for w in all_worlds(names, stated, sizes) if not _excluded(w, stated)), MOST))
        if found or not names.samples:
            return iter(found)
    return iter(())


def all_worlds(names: Names, givens: Iterable[Statement], sizes: tuple[int, ...] = SIZES) -> Iterator[World]:
    """The first `TRIED` worlds of some sizes in which the letters are as the hypotheses say."""
    about_letters = [s for s in givens if not s.atoms(Mass, Functional, Apply)]
    return (w for w in islice(_all(names, sizes), TRIED) if not _excluded(w, about_letters))


def _excluded(world: World, givens: Iterable[Statement]) -> bool:
    """Whether a hypothesis is certainly false."""
    try:
        return any(truth(s, world, {}) is False for s in givens)
    except InexpressibleError:
        return False


def _all(names: Names, sizes_of_samples: tuple[int, ...]) -> Iterator[World]:
    counted = sorted(
        product(sizes_of_samples, repeat=len(names.counts)), key=lambda sizes: (sum(sizes), sizes)
    )
    outcomes = LETTERS if not names.laws else OUTCOMES
    spelled = set(names.spelling.values())
    for letters in product(*(LETTERS if s in spelled else outcomes for s in names.sets)):
        sizes = {s.name: k for s, k in zip(names.sets, letters, strict=True)}
        for counts in counted:
            chosen = {n: Integer(k) for n, k in zip(names.counts, counts, strict=True)}
            base = World({**names.numbers, **chosen}, sizes, {})
            for filled in _with_data(names.samples, base):
                yield from _with_individuals(names.individuals, filled)


def _with_data(samples: tuple[Sample, ...], base: World) -> Iterator[World]:
    spaces = []
    for sample in samples:
        size = value(sample.size, base)
        if not size.is_Integer:
            raise InexpressibleError(f"the size of {sample} is not known")
        spaces.append(_data(sample, int(size), base))
    for data in product(*spaces):
        yield World(base.names, base.sizes, {s.name: d for s, d in zip(samples, data, strict=True)})


def _data(sample: Sample, size: int, base: World) -> Iterable[tuple[object, ...]]:
    """All data sets of letters; for real observations one, of symbols."""
    if isinstance(sample.over, Reals | Interval):
        return [tuple(generic(sample.over, f"{sample.name}({i})") for i in range(1, size + 1))]
    return product(base.letters(sample.over), repeat=max(size, 0))


def _with_individuals(homes: Mapping[str, SetExpression], base: World) -> Iterator[World]:
    for chosen in product(*(elements(home, base) for home in homes.values())):
        names = {**base.names, **dict(zip(homes, chosen, strict=True))}
        yield World(names, base.sizes, base.data)
