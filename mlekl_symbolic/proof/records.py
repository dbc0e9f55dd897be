"""What a finished derivation consists of: the page is printed from these records alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from sympy import Basic

from mlekl_symbolic.kernel.certificate import Certificate
from mlekl_symbolic.kernel.check import Script
from mlekl_symbolic.language import Member, Statement
from mlekl_symbolic.proof.outcome import Outcome
from mlekl_symbolic.refute.witness import Witness


@dataclass(frozen=True, slots=True)
class Location:
    """Where in the author's file a line stands."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Origin(Enum):
    """Where a hypothesis comes from; the value is the letter its label begins with."""

    SETTING = "S"
    """It comes with the declaration of an object, such as that masses sum to one."""
    STATED = "A"
    """The author states it with ``proof.given``."""
    GAP = "G"
    """It is assumed for want of a proof."""


@dataclass(frozen=True, slots=True)
class Given:
    """A hypothesis.

    Attributes
    ----------
    label
        ``S1``, …, ``A1``, … or ``G1``, …, the same in every format.
    statement
        What is assumed.
    words
        The same in the author's words; may be empty.
    origin
        Where it comes from.
    about
        The name of the declared object it comes with; empty unless the origin is the setting.
    location
        Where a gap is that is a statement of its own; one in a chain has the place of its step.
    """

    label: str
    statement: Statement
    words: str = ""
    origin: Origin = Origin.STATED
    about: str = ""
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a step follows: words for the page and the name of a rule, lemma or chain."""

    name: str
    words: str
    step: int | None = None
    """The number of an earlier step that is the reason, when it is one."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line ``lhs R rhs`` of a chain; ``lhs`` is the right side of the step before.

    Attributes
    ----------
    number
        The step's number, the same in every format; 1, 2, … through the whole derivation.
    relation
        ``=``, ``<=``, ``<``, ``>=``, ``>`` or ``iff``; ``claim`` for a statement shown as a whole,
        which is then both ``lhs`` and ``rhs``.
    reasons
        What the author named, or what the search found when nothing was named.
    unused
        Reasons the author named that the proof did not need.
    supposed
        The suppositions that a line shown to be false stands under; those of a step are its chain's.
    """

    number: int
    relation: str
    lhs: Basic
    rhs: Basic
    reasons: tuple[Reason, ...]
    unused: tuple[Reason, ...]
    outcome: Outcome
    location: Location
    supposed: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps that compose: ``start R … R end``, after some words.

    Attributes
    ----------
    conclusion
        What the chain shows from end to end, as long as ``supposed`` holds.
    supposed
        The suppositions it was written under, the outermost first.
    """

    words: str
    start: Basic
    steps: tuple[Step, ...]
    conclusion: Statement
    outcome: Outcome
    supposed: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Words between chains."""

    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Let a variable be any element of a set, from here on."""

    member: Member


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a text that is read claim by claim.

    Attributes
    ----------
    title, words
        Its title, and what is said below it; the words may be empty.
    """

    title: str
    words: str = ""


class Judgement(Enum):
    """What is to be said of a claim that a text makes; the value is how it is printed."""

    TRUE = "true"
    CONDITIONAL = "true under conditions"
    IMPRECISE = "imprecise, repaired"
    FALSE = "false, repaired"
    PROSE = "not mathematics"


@dataclass(frozen=True, slots=True)
class Review:
    """A claim that a text makes, and what became of it.

    Attributes
    ----------
    code
        Its label, such as ``A12``.
    says
        What the text claims, in words.
    written
        The formula as the text writes it, which nothing has checked; None when there is none.
    sentence
        Why the judgement is what it is.
    theorems
        Those that settle it, each with its own hypotheses; the false lines they show are witnesses.
    """

    code: str
    says: str
    judgement: Judgement
    sentence: str
    written: Basic | None = None
    theorems: tuple[Theorem, ...] = ()


Block: TypeAlias = "Chain | Remark | Choice | Chapter | Review"


@dataclass(frozen=True, slots=True)
class Theorem:
    """A finished derivation.

    Attributes
    ----------
    name, title, summary
        The function's name, its title and the first paragraph of its docstring.
    sources
        Where the mathematics comes from.
    declarations
        The objects the author declared, in order: sets, numbers, samples, models, distributions.
    statement
        What was to be shown, for every value of the fixed variables it mentions.
    givens
        All hypotheses; ``hypotheses`` are those the statement rests on and ``unused`` the rest.
    blocks
        The chains, the remarks and the choices of variables, in order.
    outcome
        The verdict on the statement.
    certificate
        The kernel's proof; None unless the statement is proved.
    """

    name: str
    title: str
    summary: str
    sources: tuple[str, ...]
    declarations: tuple[Basic, ...]
    statement: Statement
    givens: tuple[Given, ...]
    hypotheses: tuple[Given, ...]
    blocks: tuple[Block, ...]
    outcome: Outcome
    location: Location
    certificate: Certificate | None = None
    definitions: tuple[str, ...] = ()
    """The names of the definitions used: ``kl``, ``entropy``, ``empirical``, …"""
    refutations: tuple[Step, ...] = field(default=())
    """Lines the author shows to be false (``proof.refute``), each with its outcome."""

    fixed: tuple[Member, ...] = ()
    """The variables that stand for arbitrary elements of sets, as the author fixed them."""
    cites: tuple[str, ...] = ()
    """The derivations whose theorems are used, by name."""
    instance: Witness | None = None
    """A small world in which all hypotheses hold; None when none was found, so that they may clash."""
    claims: tuple[str, ...] = ()
    """The codes of the claims of the two texts that it settles, as in `mlekl_symbolic.claims`."""
    unshown: tuple[tuple[str, str], ...] = ()
    """Labels of hypotheses of which no example shows that they are needed, each with the reason."""
    spare: tuple[tuple[str, str], ...] = ()
    """Labels of hypotheses that the proof uses and the statement holds without, each with the reason."""
    script: Script | None = field(default=None, repr=False, compare=False)
    """The lines of the certificate with what each proves, for theorems that cite this one."""

    def __hash__(self) -> int:
        # What is kept of a theorem is looked up often, and a whole proof is long.
        return hash((self.name, self.title, len(self.blocks)))

    @property
    def unused(self) -> tuple[Given, ...]:
        """Declared hypotheses the proof does not need."""
        return tuple(g for g in self.givens if g not in self.hypotheses)

    @property
    def chains(self) -> tuple[Chain, ...]:
        """The chains alone."""
        return tuple(b for b in self.blocks if isinstance(b, Chain))

    @property
    def reviews(self) -> tuple[Review, ...]:
        """The claims of other texts it judges, in order."""
        return tuple(b for b in self.blocks if isinstance(b, Review))

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps of all chains, in order."""
        return tuple(s for c in self.chains for s in c.steps)
