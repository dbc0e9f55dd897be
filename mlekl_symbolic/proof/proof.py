"""What an author holds while writing a derivation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from sympy import Basic, Symbol

from mlekl_symbolic.kernel.certificate import Certificate
from mlekl_symbolic.kernel.check import Script
from mlekl_symbolic.kernel.terms import App, Term, close_binder
from mlekl_symbolic.language import (
    ForAll,
    Iff,
    LanguageError,
    Member,
    Relation,
    Statement,
    Variable,
    to_kernel,
)
from mlekl_symbolic.language.sets import SetExpression
from mlekl_symbolic.proof.calc import Because, Calc, Claimed, Known, caller, chains, named_reasons, reason
from mlekl_symbolic.proof.certify import certified
from mlekl_symbolic.proof.citation import cited, replacement
from mlekl_symbolic.proof.derivation import Derivation
from mlekl_symbolic.proof.examples import example
from mlekl_symbolic.proof.objects import Objects
from mlekl_symbolic.proof.outcome import Gap, Outcome, Proved, Refuted, Unproved
from mlekl_symbolic.proof.records import (
    Block,
    Chapter,
    Choice,
    Given,
    Judgement,
    Origin,
    Reason,
    Remark,
    Review,
    Step,
    Theorem,
)
from mlekl_symbolic.search.named import Why


class Proof(Objects):
    """A derivation in the making: objects, hypotheses, a statement, chains.

    The statement comes first (`show`), then chains (`calc`), and `qed` compares. Everything that
    is proved is checked by the kernel at once; a step that is not proved is recorded as what it
    is and does not stop the derivation.
    """

    def __init__(self, derivation: Derivation, library: Callable[[str], Theorem]) -> None:
        super().__init__()
        self.derivation = derivation
        self._library = library
        self._cites: list[str] = []
        self._fixed: list[Member] = []
        self._statement: Statement | None = None
        self._blocks: list[Calc | Remark | Choice | Chapter | Review] = []
        self._refutations: list[Step] = []
        self._gaps: list[Gap] = []
        self._numbers = 0

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

    def chapter(self, title: str, words: str = "") -> None:
        """Begin a part of a text that is read claim by claim."""
        self._blocks.append(Chapter(title, words))

    def review(
        self,
        code: str,
        says: str,
        judgement: Judgement,
        sentence: str,
        *,
        written: Basic | None = None,
        by: Iterable[str] = (),
    ) -> None:
        """Judge a claim that a text makes; theorems of the library are named that settle it.

        Parameters
        ----------
        code, says
            A label for the claim, and what the text says, in words.
        judgement, sentence
            What is to be said of it, and why.
        written
            The formula as the text writes it; it is printed and not checked.
        by
            The derivations that settle it, by name; the page counts as proved only when they are.

        Raises
        ------
        UnknownDerivation
            When there is no such derivation.
        """
        theorems = tuple(map(self._library, by))
        self._cites.extend(t.name for t in theorems)
        self._blocks.append(Review(code, says, judgement, sentence, written, theorems))

    def gap(self, statement: Statement, reason: str) -> Known:
        """Use a statement that is not proved here; it is shown as a gap everywhere.

        The theorem then rests on it like on a hypothesis, and its verdict is that of a gap.
        """
        self.check_names(statement)
        line = self.leave_open(to_kernel(statement), statement, reason)
        given = self.workspace.givens[-1] = replace(self.workspace.givens[-1], location=caller())
        return Known(given.label, f"the gap {given.label}", line)

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

    def example(self, **values: object) -> None:
        """Values for the declared objects under which all hypotheses so far hold, checked exactly.

        Needed only where no small world shows by itself that the hypotheses can be met.

        Raises
        ------
        LanguageError
            When a hypothesis does not hold there.
        """
        self.workspace.check_example(*example(self._declared, values))

    def instance(self, words: str, *, by: Because | Iterable[Because] = (), **objects: Basic) -> None:
        """Objects for which the kernel proves all hypotheses so far, where no small world can be tried.

        That is so when a hypothesis speaks of infinitely many numbers.

        Parameters
        ----------
        words
            What they are, for the page: ``for example with …``.
        by
            Rules that the hypotheses follow from, where the search does not find them by itself.
        objects
            What each declared object is; a fixed variable keeps its name.

        Raises
        ------
        LanguageError
            When a hypothesis is not proved for them.
        """
        made = replacement(self.derivation.name, self._declared, objects)
        whys = [why for why, _ in map(self.why, named_reasons(by)) if why is not None]
        self.workspace.check_instance(made, words, whys)

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
        certificate, script = (None, None) if line is None else self._certificate(line, kept)
        instance = self.workspace.instance()
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
            tuple(self._fixed), tuple(dict.fromkeys(self._cites)), instance,
            d.claims, d.unshown, d.spare, script,
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
        kept: set[Term] = set().union(*(p.free for p in self.workspace.hypotheses))
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
        allowed = set(self.workspace.hypotheses)
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
            witness = self.workspace.against(self._statement)
            if witness is not None:
                return Refuted(witness)
            return Unproved(suggestions=("the chains do not add up to the statement: compare the two",))
        return self._gaps[0] if self._gaps else self.workspace.proved(line)

    def _certificate(self, line: int, kept: tuple[Member, ...]) -> tuple[Certificate, Script]:
        steps = (s for b in self._blocks if isinstance(b, Calc) for s in b.steps)
        proved = [(s.number, s.outcome.line) for s in steps if isinstance(s.outcome, Proved)]
        labels = [g.label for g in self.workspace.givens]
        given = list(zip(labels, self.workspace.hypotheses, strict=True))
        fixed = [(m.args[0].name, to_kernel(m)) for m in kept]
        return certified(self.derivation, self.workspace.prover.engine, line, proved, given + fixed)


def _sides(claim: Statement) -> tuple[Basic, str, Basic]:
    if isinstance(claim, Relation):
        return claim.lhs, claim.sign, claim.rhs
    if isinstance(claim, Iff):
        return claim.args[0], "iff", claim.args[1]
    raise LanguageError(f"{claim} has no two sides to compare: refute an equation or a comparison")
