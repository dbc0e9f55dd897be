"""What a proof is written in: hypotheses by label, a prover, and the judging of single steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction

from sympy import Basic

from mlekl_symbolic.kernel.show import show
from mlekl_symbolic.kernel.terms import App, Bind, Term, Var, bound_name, fresh, open_binder, substitute
from mlekl_symbolic.language import (
    Alphabet,
    Distribution,
    Empirical,
    Member,
    Model,
    NamedSet,
    Relation,
    Sample,
    Statement,
    to_kernel,
)
from mlekl_symbolic.language.back import Vocabulary, from_kernel
from mlekl_symbolic.language.errors import LanguageError
from mlekl_symbolic.proof.differences import difference
from mlekl_symbolic.proof.outcome import Outcome, Proved, Refuted, Unproved
from mlekl_symbolic.proof.records import Given, Origin
from mlekl_symbolic.refute.describe import describe
from mlekl_symbolic.refute.domains import World
from mlekl_symbolic.refute.model import broken, model
from mlekl_symbolic.refute.search import Budget, refute
from mlekl_symbolic.refute.values import Unknown
from mlekl_symbolic.refute.witness import Witness
from mlekl_symbolic.rules.rulebook import MEANINGS, theory
from mlekl_symbolic.search.engine import Context
from mlekl_symbolic.search.named import Why
from mlekl_symbolic.search.prover import Found, Prover

DECLARED = (NamedSet, Sample, Model, Distribution)
MIRROR = {">=": "<=", ">": "<"}
MOST_TRIED = 6
"""How many conditions are tried as what a false step lacks."""
SIGNS = {"=": "=", "iff": "=", "<=": "<=", "<": "<", ">=": "<=", ">": "<"}
"""The relations of a step and the kernel's relation, which only ever points upwards."""


_DECLARING: dict[type[Basic], bool] = {}


def _declares(kind: type[Basic]) -> bool:
    """Whether nodes of a type may stand for declared objects; it is looked up for each node of a step."""
    return _DECLARING.setdefault(kind, issubclass(kind, DECLARED))


def relation_term(left: Term, relation: str, right: Term) -> App:
    """The proposition ``left relation right`` as the kernel has it."""
    if relation in MIRROR:
        left, right = right, left
    return App(SIGNS[relation], (left, right))


def _comparisons(statement: Basic) -> list[tuple[Term, bool]]:
    """The comparisons in a statement as the kernel has them, and whether it has exchanged their sides."""
    if isinstance(statement, Relation):
        return [(to_kernel(statement), statement.sign in MIRROR)]
    return [c for a in statement.args if isinstance(a, Statement) for c in _comparisons(a)]


def _oriented(witness: Witness, claim: Term, written: Sequence[tuple[Term, bool]]) -> Witness:
    """The witness with its sides as they were written; without them where that cannot be told."""
    if isinstance(claim, App) and claim.head == "not":
        claim = claim.args[0]
    same = {exchanged for term, exchanged in written if term is claim}
    # A bound variable is renamed where its name is taken.
    alike = {exchanged for term, exchanged in written if _nameless(term) is _nameless(claim)}
    found = same or alike or {exchanged for _, exchanged in written}
    if len(found) == 2:
        return replace(witness, left="", right="", left_decimal="", right_decimal="")
    return witness.turned() if True in found else witness


def _nameless(t: Term) -> Term:
    return substitute(t, {v: Var("", v.sort) for v in t.free})


class Workspace:
    """Hypotheses, declared objects and a prover that works under them."""

    def __init__(self) -> None:
        self.prover = Prover(theory())
        self.givens: list[Given] = []
        self.hypotheses: list[Term] = []
        self.fixed: list[tuple[Var, Term]] = []
        self.objects: dict[Var, Basic] = {}
        self.distributions: list[Distribution] = []
        self.example: Witness | None = None
        self._example: World | None = None
        self.supposed: list[Term] = []
        self.standing: tuple[Statement, ...] = ()
        self._local: dict[Term, Statement] = {}
        self._context = Context(())

    @property
    def context(self) -> Context:
        """The hypotheses in force: all givens so far and the variables that are fixed."""
        return self._context

    def give(
        self, statement: Statement, words: str, origin: Origin = Origin.STATED, about: str = ""
    ) -> Given:
        """Add a hypothesis under the next label of its origin."""
        made = self._labelled(statement, words, origin, about)
        self._context = self._context.child(self.hypotheses[-1])
        return made

    def give_all(self, statements: Sequence[Statement]) -> None:
        """Add several hypotheses at once, in no words."""
        for statement in statements:
            self._labelled(statement)
        self._context = self._context.child(*self.hypotheses[len(self.hypotheses) - len(statements) :])

    def _labelled(
        self, statement: Statement, words: str = "", origin: Origin = Origin.STATED, about: str = ""
    ) -> Given:
        count = [g.origin for g in self.givens].count(origin)
        made = Given(f"{origin.value}{count + 1}", statement, words, origin, about)
        self.givens.append(made)
        self.hypotheses.append(to_kernel(statement))
        return made

    def fix(self, member: Member) -> None:
        """Let a variable be an arbitrary element of a set from here on."""
        variable, domain = map(to_kernel, member.args)
        assert isinstance(variable, Var)
        self.fixed.append((variable, domain))
        self._local[to_kernel(member)] = member
        self._context = self._context.child(to_kernel(member))

    @contextmanager
    def supposing(self, statement: Statement) -> Iterator[None]:
        """Add a hypothesis without a label inside a ``with`` block."""
        outside, supposed, standing = self._context, to_kernel(statement), self.standing
        self.supposed.append(supposed)
        self.standing = (*standing, statement)
        self._local[supposed] = statement
        self._context = outside.child(supposed)
        try:
            yield
        finally:
            self._context, self.standing = outside, standing

    def introduce(self, declared: Basic) -> None:
        """Remember what a name stands for, so that kernel terms can be read back."""
        if isinstance(declared, Distribution):
            self.distributions.append(declared)
        if isinstance(declared, Model):
            self.objects[Var(declared.name, "fun2")] = declared
        elif isinstance(term := to_kernel(declared), Var):
            self.objects[term] = declared
        else:
            self.objects[Var(declared.name, "§")] = declared

    def meet(self, *nodes: Basic) -> None:
        """`introduce` everything with a name that occurs in some node."""
        stack = [*reversed(nodes)]
        while stack:
            part = stack.pop()
            if args := part.args:
                stack += reversed(args)
            if (declares := _DECLARING.get(type(part))) is None:
                declares = _declares(type(part))
            if not (declares and hasattr(part, "name")):
                continue
            if part not in self.objects.values() and part not in self.distributions:
                self.introduce(part)

    @property
    def vocabulary(self) -> Vocabulary:
        """What the free names of kernel terms stand for here."""
        empirical = {to_kernel(d.sample): d for d in self.distributions if isinstance(d, Empirical)}
        return Vocabulary(self.objects, empirical)

    def read(self, t: Term) -> Basic:
        """A kernel term as the author would write it."""
        return from_kernel(t, self.vocabulary)

    def labels(self, line: int) -> tuple[str, ...]:
        """The labels of the hypotheses a line rests on."""
        used = self.prover.engine.sequent(line).hypotheses
        return tuple(g.label for g, p in zip(self.givens, self.hypotheses, strict=True) if p in used)

    def proved(self, line: int) -> Proved:
        """The verdict on something a line proves."""
        lines = self.prover.engine.script.lines
        behind = self.prover.behind(line)
        rules = tuple(dict.fromkeys(lines[k].name for k in sorted(behind) if lines[k].rule == "axiom"))
        used = self.prover.engine.sequent(line).hypotheses.difference(self.hypotheses)
        local = tuple(s for p, s in self._local.items() if p in used)
        return Proved(line, len(behind), rules, self.labels(line), local)

    def meanings(self, line: int) -> tuple[str, ...]:
        """The names of the definitions a line rests on."""
        lines = self.prover.engine.script.lines
        heads = {
            t.head
            for k in self.prover.behind(line)
            if lines[k].rule == "define"
            for t in lines[k].terms
            if isinstance(t, App)
        }
        return tuple(m.name for m in MEANINGS.values() if m.definition.name in heads)

    def judge(
        self, left: Basic, relation: str, right: Basic, whys: Sequence[Why] = ()
    ) -> tuple[Outcome, Found | None]:
        """The verdict on ``left relation right``, and the proof when there is one."""
        a, b = to_kernel(left), to_kernel(right)
        goal = relation_term(a, relation, b)
        found = self.prover.step(goal.args[0], goal.head, goal.args[1], whys, self.context)
        if found is not None and self._in_force(found.line):
            return self.proved(found.line), found
        lacking = tuple(self.prover.facts.missing)
        missing = self._said(lacking, goal)
        gap = self.difference(a, b)
        counterexample = self.counterexample(goal, [(goal, relation in MIRROR)])
        if counterexample is not None:
            return Refuted(counterexample, gap, self._said(self._remedy(goal, lacking), goal)), None
        found = self.prover.once(goal.args[0], goal.head, goal.args[1], self.context)
        if found is not None and self._in_force(found.line):
            return self.proved(found.line), found
        return Unproved(missing, gap, self._suggestions(missing, whys)), None

    def _in_force(self, line: int) -> bool:
        """Whether a line rests only on hypotheses that are in force here."""
        return self.prover.engine.sequent(line).hypotheses <= set(self.context.facts)

    def judge_claim(self, statement: Statement, whys: Sequence[Why] = ()) -> tuple[Outcome, Found | None]:
        """The verdict on a statement as a whole, and the proof when there is one."""
        goal = to_kernel(statement)
        self.prover.begin(self.context)
        found = self.prover.claim(goal, whys, self.context)
        if found is not None and self._in_force(found.line):
            return self.proved(found.line), found
        missing = self._said(tuple(self.prover.facts.missing), goal)
        counterexample = self.against(statement)
        if counterexample is not None:
            return Refuted(counterexample), None
        return Unproved(missing, None, self._suggestions(missing, whys)), None

    def instance(self) -> Witness | None:
        """A small world in which all givens hold; None when none was found."""
        if self.example is not None:
            return self.example
        return model(self.hypotheses, self.prover.engine.theory, self._letters())

    def check_example(self, world: World, witness: Witness) -> None:
        """Keep an author's example, once every given has been found to hold in it.

        Raises
        ------
        LanguageError
            When a given does not hold there, or cannot be decided.
        """
        try:
            wrong = broken(self.hypotheses, self.prover.engine.theory, world)
        except (Unknown, KeyError) as error:
            raise LanguageError(f"the example leaves it open whether the hypotheses hold: {error}") from None
        if wrong is not None:
            label = self.givens[self.hypotheses.index(wrong)].label
            raise LanguageError(f"the hypothesis {label} does not hold in the example {witness}")
        self.example, self._example = witness, world

    def check_instance(self, by: Mapping[Var, Term], words: str, whys: Sequence[Why]) -> None:
        """Keep an instance of the objects, once every given has been proved for it.

        Raises
        ------
        LanguageError
            When a given is not proved for it.
        """
        for given in self.givens:
            goal = substitute(to_kernel(given.statement), by)
            if not self._proves(goal, whys):
                raise LanguageError(f"the hypothesis {given.label} is not proved for {words}: {show(goal)}")
        self.example = Witness((), "", "", words=words)

    def _proves(self, goal: Term, whys: Sequence[Why]) -> bool:
        """Whether a statement is proved without hypotheses, as a whole or for any values of its variables."""
        context, opened = Context(()), goal
        while True:
            self.prover.begin(context)
            found = self.prover.claim(opened, whys, context) or self.prover.claim(opened, (), context)
            if found is not None:
                return self.prover.engine.sequent(found.line).hypotheses <= {*context.facts}
            if not (isinstance(opened, Bind) and opened.head == "all"):
                return False
            variable = fresh(bound_name(opened), goal.free | context.variables)
            context = context.child(App("in", (variable, opened.domain)))
            opened = open_binder(opened, variable)

    def _letters(self) -> dict[Fraction, str]:
        """The names of the letters of the explicit alphabets, by their codes."""
        return {
            Fraction(letter.code): letter.name
            for d in self.objects.values()
            if isinstance(d, Alphabet)
            for letter in d.letters
        }

    def against(self, statement: Statement) -> Witness | None:
        """A witness against a statement under the hypotheses, or None."""
        return self.counterexample(to_kernel(statement), _comparisons(statement))

    def counterexample(self, goal: Term, written: Sequence[tuple[Term, bool]]) -> Witness | None:
        """A witness against a proposition under the hypotheses, or None.

        Parameters
        ----------
        written
            The comparisons in it, and whether their sides were written the other way round.
        """
        theory = self.prover.engine.theory
        found = refute(goal, self.context.facts, theory, budget=Budget(), known=self._example)
        if found is None:
            return None
        witness = describe(found, {}, self._letters())
        return _oriented(witness, found.claim, written)

    def difference(self, a: Term, b: Term) -> Basic | None:
        """What ``b`` has that ``a`` has not, in normal form."""
        known = list(self.distributions)
        return difference(self.prover, a, b, self.context, known, self.vocabulary)

    def _remedy(self, goal: App, lacking: Sequence[Term]) -> tuple[Term, ...]:
        """One condition, or as many as it takes, with which the search would prove a false step."""
        tried = lacking[:MOST_TRIED]
        for chosen in (*((condition,) for condition in tried), tuple(tried)):
            context = self.context
            for condition in chosen:
                context = context.child(condition)
            if chosen and self.prover.step(goal.args[0], goal.head, goal.args[1], (), context) is not None:
                return chosen
        return ()

    def _said(self, conditions: Sequence[Term], about: Term) -> tuple[Basic, ...]:
        """Conditions as the author would write them, as far as they speak of what the author does."""
        out: list[Basic] = []
        known = set(self.objects).union(about.free, *(f.free for f in self.context.facts))
        for goal in conditions:
            if not goal.free <= known:
                continue
            try:
                out.append(from_kernel(goal, self.vocabulary))
            except LanguageError:
                continue
        return tuple(out[:3])

    def _suggestions(self, missing: Sequence[Basic], whys: Sequence[Why]) -> tuple[str, ...]:
        out = []
        if missing:
            out.append("if the conditions above hold, state them with proof.given(…) before this step")
        if whys:
            out.append("leave out by=… to let the search use every rule, or split the step in two")
        else:
            out.append("split the step in two, or name the rule it rests on with by=…")
        return tuple(out)
