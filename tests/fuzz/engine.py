"""Fuzzing the kernel: whatever nearly right line it accepts must be true in small worlds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from random import Random

from mlekl_symbolic.kernel import check
from mlekl_symbolic.kernel.certificate import Certificate, theory_of
from mlekl_symbolic.kernel.lines import CheckError, Line, Sequent
from mlekl_symbolic.kernel.theory import Theory
from mlekl_symbolic.proof import library, run
from mlekl_symbolic.proof.derivation import Derivation
from mlekl_symbolic.proof.errors import DerivationError
from mlekl_symbolic.refute.search import Budget, Counterexample, trial
from mlekl_symbolic.rules.rulebook import theory
from tests.fuzz.lines import Place, made_up, varied

Derive = Callable[[Line, Sequence[Sequent], Theory], Sequent]
FEW = ("categorical", "cross_entropy", "gibbs", "likelihood_of_iid", "mle_as_kl", "seed_gap")
"""The derivations that a short run starts from; a long one starts from all."""

POOL = 250
"""How many accepted lines of the fuzzer are kept as premises for more."""
MAX_SIZE = 400
BUDGET = Budget(simple=25, random=10, steps=15_000)


@dataclass(frozen=True, slots=True)
class Bug:
    """A line the kernel accepts although what it proves is false."""

    line: Line
    sequent: Sequent
    counterexample: Counterexample

    def __str__(self) -> str:
        world = {v.name: x for v, x in self.counterexample.world.items()}
        hypotheses = ", ".join(sorted(map(repr, self.sequent.hypotheses)))
        proved = f"{hypotheses} |- {self.sequent.proposition!r}"
        return f"{self.line.rule} {self.line.name}: {proved} fails in {world}"


@dataclass(slots=True)
class Tally:
    """What became of the lines tried.

    Attributes
    ----------
    tried, accepted
        Lines put to the kernel, and those it took.
    known
        Accepted lines that prove what was seen before.
    true
        Accepted lines that hold in every small world in which they could be decided, and in one at least.
    undecided
        Accepted lines that could be decided in no world.
    false
        Accepted lines with a counterexample: soundness bugs.
    rules
        Accepted lines by inference rule.
    """

    tried: int = 0
    accepted: int = 0
    known: int = 0
    true: int = 0
    undecided: int = 0
    false: list[Bug] = field(default_factory=list)
    rules: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return (
            f"tried {self.tried}, accepted {self.accepted}: {self.known} seen before, "
            f"{self.true} true in worlds, {self.undecided} undecided, FALSE {len(self.false)}"
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof to start from: its lines, what they prove, and the theory."""

    lines: tuple[Line, ...]
    sequents: tuple[Sequent, ...]
    theory: Theory


def chosen(names: Sequence[str]) -> list[Derivation]:
    """The derivations of these names, or all of them when there are none."""
    return [derivation for name, derivation in library().items() if name in names or not names]


@cache
def certificates(*names: str) -> tuple[Certificate, ...]:
    """The certificates of derivations of the library; those that cannot be run fail in other tests."""
    out: list[Certificate] = []
    for derivation in chosen(names):
        with suppress(DerivationError):
            made = run(derivation).certificate
            out += [] if made is None else [made]
    return tuple(out)


def proofs(made: Sequence[Certificate]) -> list[Proof]:
    """The proofs in certificates, replayed."""
    return [Proof(c.lines, tuple(check.check(c.lines, theory_of(c))), theory_of(c)) for c in made]


def judged(sequent: Sequent, known: Theory, budget: Budget) -> Counterexample | int:
    """A counterexample to a sequent, or the number of worlds in which it was decided."""
    hypotheses = sorted(sequent.hypotheses, key=repr)
    result = trial(sequent.proposition, hypotheses, known, budget=budget)
    return result.counterexample if result.counterexample is not None else result.evaluated


class LineFuzz:
    """Puts changed and made-up lines to a kernel.

    Parameters
    ----------
    start
        Real proofs, whose lines are changed and serve as premises.
    derive
        The kernel: ours, or one with a bug planted in it.
    kinds
        Which inference rules to try; all of them when empty.
    seed
        Fixes everything.
    """

    def __init__(
        self, start: Sequence[Proof], derive: Derive = check.derive, kinds: Sequence[str] = (), seed: int = 0
    ) -> None:
        self.start = [p for p in start if p.lines]
        self.derive = derive
        self.kinds = tuple(kinds)
        self.source = Random(seed)
        self.meanings = theory()
        self.pools: list[list[Sequent]] = [[] for _ in self.start]
        self.verdicts: dict[Sequent, Counterexample | int] = {}
        self.tally = Tally()

    def run(self, count: int, *, most: int = 1) -> Tally:
        """Try ``count`` lines, or until ``most`` bugs have been found."""
        while self.tally.tried < count:
            self._try()
            if len(self.tally.false) >= most:
                break
        return self.tally

    def _line(self, proof: Proof, place: Place) -> Line | None:
        source = self.source
        if source.random() < 0.5:
            return made_up(place, source, self.kinds)
        options = [x for x in proof.lines if not self.kinds or x.rule in self.kinds]
        return varied(source.choice(options), place, source) if options else None

    def _try(self) -> None:
        number = self.source.randrange(len(self.start))
        proof, pool = self.start[number], self.pools[number]
        done = [*proof.sequents, *pool]
        line = self._line(proof, Place(done, proof.theory))
        if line is None:
            return
        self.tally.tried += 1
        try:
            sequent = self.derive(line, done, proof.theory)
        except CheckError:
            return
        self.tally.accepted += 1
        self.tally.rules[line.rule] += 1
        if sequent in done or sequent in self.verdicts:
            self.tally.known += 1
            return
        if max(p.size for p in (sequent.proposition, *sequent.hypotheses)) > MAX_SIZE:
            self.tally.undecided += 1
            return
        verdict = self.verdicts[sequent] = judged(sequent, self.meanings, BUDGET)
        match verdict:
            case Counterexample():
                self.tally.false.append(Bug(line, sequent, verdict))
                return
            case 0:
                self.tally.undecided += 1
            case _:
                self.tally.true += 1
        if len(pool) < POOL:
            pool.append(sequent)
        else:
            pool[self.source.randrange(POOL)] = sequent
