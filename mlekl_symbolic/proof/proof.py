"""What an author holds while writing a derivation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sympy import Basic, Symbol

from mlekl_symbolic.kernel.certificate import Certificate, verify
from mlekl_symbolic.kernel.certificate import Step as CertifiedStep
from mlekl_symbolic.kernel.terms import App, Term, close_binder
from mlekl_symbolic.kernel.theory import constants
from mlekl_symbolic.language import (
    Alphabet,
    ByFormula,
    Distribution,
    Empirical,
    Equal,
    Family,
    Finite,
    FiniteSet,
    ForAll,
    FunctionSymbol,
    Iff,
    LanguageError,
    MassFunction,
    Member,
    Model,
    NamedSet,
    Naturals,
    Relation,
    Sample,
    Sequence,
    Statement,
    Sum,
    Tabulated,
    TabulatedModel,
    Variable,
    to_kernel,
)
from mlekl_symbolic.language.names import check_names
from mlekl_symbolic.language.sets import SetExpression
from mlekl_symbolic.proof.calc import Because, Calc, Claimed, Known, caller, chains, reason
from mlekl_symbolic.proof.citation import cited
from mlekl_symbolic.proof.derivation import Derivation
from mlekl_symbolic.proof.outcome import Gap, Outcome, Proved, Refuted, Unproved
from mlekl_symbolic.proof.records import Block, Choice, Given, Origin, Reason, Remark, Step, Theorem
from mlekl_symbolic.proof.workspace import Workspace
from mlekl_symbolic.search.named import Why
from mlekl_symbolic.search.prover import pruned


class Proof:
    """A derivation in the making: objects, hypotheses, a statement, chains.

    The statement comes first (`show`), then chains (`calc`), and `qed` compares. Everything that
    is proved is checked by the kernel at once; a step that is not proved is recorded as what it
    is and does not stop the derivation.
    """

    def __init__(self, derivation: Derivation, library: Callable[[str], Theorem]) -> None:
        self.derivation = derivation
        self._library = library
        self._cites: list[str] = []
        self._fixed: list[Member] = []
        self.workspace = Workspace()
        self._declared: dict[str, Basic] = {}
        self._statement: Statement | None = None
        self._blocks: list[Calc | Remark | Choice] = []
        self._refutations: list[Step] = []
        self._gaps: list[Gap] = []
        self._numbers = 0

    # Objects ------------------------------------------------------------------------------

    def finite_set(self, name: str) -> FiniteSet:
        """Let ``name`` be a finite set, such as an alphabet."""
        made: FiniteSet = self._declare(FiniteSet(name))
        self._setting(made, Finite(made))
        return made

    def alphabet(self, name: str, letters: str) -> Alphabet:
        """Let ``name`` be the alphabet with the given letters, separated by spaces."""
        made: Alphabet = self._declare(Alphabet(name, letters))
        return made

    def parameter_set(self, name: str) -> NamedSet:
        """Let ``name`` be any set, such as a parameter set."""
        made: NamedSet = self._declare(NamedSet(name))
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

    # Hypotheses ---------------------------------------------------------------------------

    def given(self, statement: Statement, words: str = "") -> Given:
        """Assume a statement; the theorem lists it only if the proof needs it."""
        self.check_names(statement)
        return self.workspace.give(statement, words)

    def fix(self, variable: Symbol, over: SetExpression) -> None:
        """Let ``variable`` be an arbitrary element of ``over`` from here on."""
        if variable.name in self._declared:
            raise LanguageError(f"{variable.name} is declared already and cannot be fixed")
        member = Member(variable, over)
        self.check_names(over)
        self._declared[variable.name] = variable
        self._fixed.append(member)
        self._blocks.append(Choice(member))
        self.workspace.fix(member)

    @contextmanager
    def suppose(self, statement: Statement) -> Iterator[None]:
        """Assume a statement for the chains inside the ``with`` block only.

        Outside, what they show holds under the condition that the statement does.
        """
        self.check_names(statement)
        with self.workspace.supposing(statement):
            yield

    def check_names(self, node: Basic) -> None:
        """Refuse names that are not declared, or bound and free at once."""
        check_names(node, frozenset(self._declared))

    # The argument -------------------------------------------------------------------------

    def show(self, statement: Statement) -> None:
        """State the theorem; `qed` will hold the proof to it."""
        if not isinstance(statement, Statement):
            raise LanguageError(f"{statement!r} is not a statement: write Equal(a, b), a <= b, …")
        self.check_names(statement)
        self._statement = statement

    def calc(self, start: object, words: str = "") -> Calc:
        """Begin a chain at ``start``, after some words for the page."""
        made = Calc(self, start, words)
        self._blocks.append(made)
        return made

    def claim(
        self, statement: Statement, words: str = "", *, by: Because | Iterable[Because] = ()
    ) -> Claimed:
        """Show a statement as a whole: a comparison for all elements, cases joined, a conjunction.

        Parameters
        ----------
        statement
            What is claimed.
        words
            Words for the page before it.
        by
            Earlier chains and rules it follows from.
        """
        self.check_names(statement)
        made = Claimed(self, statement, words, by, caller())
        self._blocks.append(made)
        return made

    def remark(self, words: str) -> None:
        """Words between two chains."""
        self._blocks.append(Remark(words))

    def gap(self, statement: Statement, reason: str) -> Known:
        """Use a statement that is not proved here; it is shown as a gap everywhere.

        The theorem then rests on it like on a hypothesis, and its verdict is that of a gap.
        """
        self.check_names(statement)
        line = self.leave_open(to_kernel(statement), statement, reason)
        return Known(self.workspace.givens[-1].label, reason, line)

    def leave_open(self, p: Term, statement: Statement, reason: str) -> int:
        """A line with a proposition that is assumed for want of a proof, for all fixed variables."""
        if not reason:
            raise LanguageError("a gap needs a reason that the reader can see")
        engine = self.workspace.prover.engine
        fixed = [(v, d) for v, d in self.workspace.fixed if v in p.free]
        general, said = p, statement
        for v, d in reversed(fixed):
            general = close_binder("all", v, d, general)
            said = ForAll(said, (Variable(v.name), self.workspace.read(d)))
        self._gaps.append(Gap(reason))
        self.workspace.give(said, reason, Origin.GAP)
        line = engine.assume(general)
        for v, d in fixed:
            line = engine.add("spec", line, engine.assume(App("in", (v, d))))
        return line

    def cite(self, name: str, *, by: Because | Iterable[Because] = (), **instance: Basic) -> Known:
        """A theorem of the library, by name, for objects of one's own.

        Parameters
        ----------
        name
            The derivation's name.
        by
            Earlier chains that show its hypotheses here, where the givens alone do not.
        instance
            What its declared objects become here; those not named keep their names.

        Raises
        ------
        LanguageError
            When a hypothesis of the theorem does not follow here.
        UnknownDerivation
            When there is no such derivation.
        """
        theorem = self._library(name)
        known = [c.line if isinstance(c, Known) else c.general() for c in chains(by)]
        line = cited(theorem, self.workspace, instance, [n for n in known if n is not None])
        self._cites.append(name)
        return Known(name, f"theorem: {theorem.title}", line)

    def refute(self, claim: Statement) -> Outcome:
        """Show that a claim is false under the hypotheses; the witness goes on the page."""
        self.check_names(claim)
        left, sign, right = _sides(claim)
        outcome, _ = self.workspace.judge(left, sign, right)
        number, supposed = len(self._refutations) + 1, self.workspace.standing
        self._refutations.append(Step(number, sign, left, right, (), (), outcome, caller(), supposed))
        return outcome

    def qed(self, *chains: Calc | Known) -> Theorem:
        """Close the proof: the statement must follow from the chains named, or from all.

        Raises
        ------
        LanguageError
            When nothing was to be shown.
        """
        if self._statement is None:
            raise LanguageError("nothing was to be shown: call proof.show(statement) first")
        used = chains or tuple(b for b in self._blocks if isinstance(b, Calc))
        kept, quantified = self._variables()
        line = self._closing(to_kernel(self._statement), used)
        if line is not None:
            line = self._for_all(line, quantified)
        statement = self._statement
        for member in reversed(quantified):
            statement = ForAll(statement, member.args)
        assert line is None or self.workspace.prover.engine.proposition(line) is to_kernel(statement)
        outcome = self._verdict(line, used)
        certificate = None if line is None else self._certificate(line, kept)
        blocks: tuple[Block, ...] = tuple(
            b.chain() if isinstance(b, Calc) else b
            for b in self._blocks
            if not (isinstance(b, Choice) and b.member in kept)
        )
        labels = set() if line is None else set(self.workspace.labels(line))
        givens = tuple(self.workspace.givens)
        needed = tuple(g for g in givens if g.label in labels) if line is not None else givens
        d = self.derivation
        meanings = () if line is None else self.workspace.meanings(line)
        return Theorem(
            d.name, d.title, d.summary, d.sources, tuple(self._declared.values()), statement,
            givens, needed, blocks, outcome, d.location, certificate, meanings, tuple(self._refutations),
            tuple(self._fixed), tuple(dict.fromkeys(self._cites)),
        )  # fmt: skip

    # What the parts of a derivation ask of the whole ---------------------------------------

    def next_number(self) -> int:
        """The number of the next step."""
        self._numbers += 1
        return self._numbers

    def why(self, because: Because) -> tuple[Why | None, Reason]:
        """A reason named by the author, for the search and for the page."""
        match because:
            case Calc():
                return reason(because, because.general())
            case Given(statement=statement):
                return reason(because, self.workspace.prover.engine.assume(to_kernel(statement)))
        return reason(because, None)

    def generalised(self, line: int) -> int:
        """A line without suppositions, for all values of the fixed variables it mentions."""
        engine = self.workspace.prover.engine
        for supposed in self.workspace.supposed:
            if supposed in engine.sequent(line).hypotheses:
                line = engine.add("discharge", line, terms=(supposed,))
        for variable, domain in reversed(self.workspace.fixed):
            sequent = engine.sequent(line)
            member = App("in", (variable, domain))
            others = sequent.hypotheses - {member}
            mentioned = member in sequent.hypotheses or variable in sequent.proposition.free
            if mentioned and all(variable not in h.free for h in others):
                line = engine.add("gen", line, terms=(domain,), variables=(variable,))
        return line

    def _variables(self) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
        """The fixed variables hypotheses speak of; the others, for all whose values the statement holds."""
        assert self._statement is not None
        kept: set[Term] = set().union(*(to_kernel(g.statement).free for g in self.workspace.givens))
        spoken: set[Term] = set(to_kernel(self._statement).free)
        backwards = list(zip(reversed(self._fixed), reversed(self.workspace.fixed), strict=True))
        for names in (kept, spoken):
            for _, (variable, domain) in backwards:
                if variable in names:
                    names |= domain.free
        held = tuple(m for m, (v, _) in reversed(backwards) if v in kept)
        return held, tuple(m for m, (v, _) in reversed(backwards) if v in spoken - kept)

    def _for_all(self, line: int, members: tuple[Member, ...]) -> int:
        """A line for all values of some fixed variables, the first of them outermost."""
        for member in reversed(members):
            variable, domain = map(to_kernel, member.args)
            line = self.workspace.prover.engine.add("gen", line, terms=(domain,), variables=(variable,))
        return line

    def _closing(self, goal: Term, chains: tuple[Calc | Known, ...]) -> int | None:
        prover = self.workspace.prover
        context = self.workspace.context
        for chain in chains:
            if chain.line is None:
                continue
            general = self.generalised(chain.line)
            for line in (chain.line, general):
                if not self._admitted(line, goal):
                    continue
                if prover.engine.proposition(line) is goal:
                    return line
                context = prover.established(line, context)
        found = prover.condition(goal, context)
        return found if found is not None and self._admitted(found, goal) else None

    def _admitted(self, line: int, goal: Term) -> bool:
        """Whether a line may carry the theorem: it rests on the givens and on what is said of the goal.

        That a fixed variable lies in its set is no hypothesis of a statement that does not speak of
        it: the set may be empty, and then anything would follow.
        """
        rests = self.workspace.prover.engine.sequent(line).hypotheses
        allowed = {to_kernel(g.statement) for g in self.workspace.givens}
        spoken = goal.free.union(*(h.free for h in rests & allowed))
        for variable, domain in reversed(self.workspace.fixed):
            if variable in spoken:
                allowed.add(App("in", (variable, domain)))
                spoken |= domain.free
        return rests <= allowed

    def _verdict(self, line: int | None, chains: tuple[Calc | Known, ...]) -> Outcome:
        steps = [s for c in chains if isinstance(c, Calc) for s in c.steps]
        if line is None:
            for kind in (Refuted, Unproved, Gap):
                for s in steps:
                    if isinstance(s.outcome, kind):
                        return s.outcome
            assert self._statement is not None
            witness = self.workspace.counterexample(to_kernel(self._statement))
            if witness is not None:
                return Refuted(witness)
            return Unproved(suggestions=("the chains do not add up to the statement: compare the two",))
        return self._gaps[0] if self._gaps else self.workspace.proved(line)

    def _certificate(self, line: int, kept: tuple[Member, ...]) -> Certificate:
        """The kernel's proof of the statement and of every proved step, checked once more."""
        engine = self.workspace.prover.engine
        steps = [
            (s.number, s.outcome.line)
            for b in self._blocks
            if isinstance(b, Calc)
            for s in b.steps
            if isinstance(s.outcome, Proved)
        ]
        lines, number = pruned(engine.script.lines, [line, *(n for _, n in steps)])
        terms = [t for x in lines for t in (*x.terms, *(v for _, v in x.instance))]
        used = [engine.theory.axioms[n] for n in dict.fromkeys(x.name for x in lines) if n]
        needed = set(constants(terms + [p for a in used for p in (*dict(a.where).values(), a.conclusion)]))
        definitions = list(engine.theory.definitions.values())
        for d in reversed(definitions):
            if d.name in needed:
                needed |= constants((d.body,))
        given = tuple((g.label, to_kernel(g.statement)) for g in self.workspace.givens)
        fixed = tuple((m.args[0].name, to_kernel(m)) for m in kept)
        made = Certificate(
            self.derivation.name, self.derivation.title, tuple(used),
            tuple(d for d in definitions if d.name in needed), tuple(lines), number[line],
            given + fixed, tuple(CertifiedStep(str(k), number[n]) for k, n in steps),
        )  # fmt: skip
        verify(made)
        return made


def _in_order(name: str, over: Alphabet, masses: Mapping[str, object]) -> tuple[object, ...]:
    letters = [letter.name for letter in over.letters]
    if sorted(masses) != sorted(letters):
        raise LanguageError(f"{name} needs a mass for each of {letters} and has {sorted(masses)}")
    return tuple(masses[k] for k in letters)


def _sums_to_one(p: Distribution, a: Variable, over: SetExpression) -> Equal:
    made: Equal = Equal(Sum(p(a), (a, over)), 1)
    return made


def _sides(claim: Statement) -> tuple[Basic, str, Basic]:
    if isinstance(claim, Relation):
        return claim.lhs, claim.sign, claim.rhs
    if isinstance(claim, Iff):
        return claim.args[0], "iff", claim.args[1]
    raise LanguageError(f"{claim} has no two sides to compare: refute an equation or a comparison")

