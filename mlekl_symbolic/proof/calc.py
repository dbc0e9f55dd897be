"""Chains: ``proof.calc(a).eq(b).le(c)``, one line and one reason at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

from sympy import Basic

from mlekl_symbolic.language import (
    Equal,
    Greater,
    GreaterEqual,
    Iff,
    LanguageError,
    Less,
    LessEqual,
    Statement,
    as_expression,
    to_kernel,
)
from mlekl_symbolic.language.expressions import Log
from mlekl_symbolic.language.sets import SetExpression
from mlekl_symbolic.proof.outcome import Gap, Outcome, Proved
from mlekl_symbolic.proof.records import Chain, Given, Location, Reason, Step
from mlekl_symbolic.proof.workspace import MIRROR, relation_term
from mlekl_symbolic.rules.rulebook import MEANINGS, RULES, Meaning, Rule
from mlekl_symbolic.search.named import Lemma, Why
from mlekl_symbolic.search.prover import Found

if TYPE_CHECKING:
    from mlekl_symbolic.proof.proof import Proof

STATEMENTS = {
    "=": Equal, "iff": Iff, "<=": LessEqual, "<": Less, ">=": GreaterEqual, ">": Greater,
}  # fmt: skip
SPOKEN = ("derivatives", "optimisation", "information", "probability", "integrals", "sums", "logarithms")
"""The subjects whose rules are named on the page when the author named none."""
BEFORE_DEFINITIONS = ("deriv_eq",)
"""Rules that say more about a step than the definitions it opens."""
FOREMOST = ("sum_delta",)
"""Rules that say more about a step than any other rule it uses."""
BESIDE = ("log_nonpos", "sum_const")
"""Rules that say less about a step than an equation that is supposed."""
MOST_SPOKEN, MOST_SIGNS = 3, 110
"""How many reasons that the search found are named on the page, and how long they are together."""
FLOOR = "mlekl_symbolic.proof."
Because: TypeAlias = "Rule | Meaning | Calc | Known | Given"


class Known:
    """Something established earlier that may be named as a reason: a cited theorem or a gap."""

    def __init__(self, name: str, words: str, line: int | None) -> None:
        self.name, self.words, self.line = name, words, line


class Calc:
    """A chain in the making; every method adds a line and returns the chain."""

    def __init__(self, proof: Proof, start: object, words: str) -> None:
        self._proof = proof
        self._words = words
        self._supposed = proof.workspace.standing
        self.start = checked(proof, start)
        self.last = self.start
        self.relation = "="
        self.steps: list[Step] = []
        self._line: int | None = None

    def eq(self, right: object, *, by: Because | Iterable[Because] = ()) -> Calc:
        """Add ``= right``."""
        return self._step("=", right, by)

    def iff(self, right: Statement, *, by: Because | Iterable[Because] = ()) -> Calc:
        """Add ``⇔ right``, for chains of statements."""
        return self._step("iff", right, by)

    def le(self, right: object, *, by: Because | Iterable[Because] = ()) -> Calc:
        """Add ``≤ right``."""
        return self._step("<=", right, by)

    def lt(self, right: object, *, by: Because | Iterable[Because] = ()) -> Calc:
        """Add ``< right``."""
        return self._step("<", right, by)

    def ge(self, right: object, *, by: Because | Iterable[Because] = ()) -> Calc:
        """Add ``≥ right``."""
        return self._step(">=", right, by)

    def gt(self, right: object, *, by: Because | Iterable[Because] = ()) -> Calc:
        """Add ``> right``."""
        return self._step(">", right, by)

    def gap(self, right: object, reason: str) -> Calc:
        """Add ``= right`` without a proof; it is shown as a gap everywhere.

        Parameters
        ----------
        right
            The next line.
        reason
            Why there is no proof, in words for the page.
        """
        where = caller()
        new = checked(self._proof, right)
        before = self.relation
        self._compose("=", new)
        p = relation_term(to_kernel(self.last), "=", to_kernel(new))
        line = self._proof.leave_open(p, Equal(self.last, new), reason)
        self._record("=", new, (), (), Gap(reason), where)
        self._extend(line, "=", before)
        return self

    def _step(self, relation: str, right: object, by: Because | Iterable[Because]) -> Calc:
        where = caller()
        new = checked(self._proof, right)
        before = self.relation
        self._compose(relation, new)
        named = named_reasons(by)
        whys = [self._proof.why(b) for b in named]
        outcome, found = self._proof.workspace.judge(
            self.last, relation, new, [w for w, _ in whys if w is not None]
        )
        reasons, unused = self._reasons(whys, outcome, found, (self.last, new))
        self._record(relation, new, reasons, unused, outcome, where)
        self._extend(None if found is None else found.line, relation, before)
        return self

    def _reasons(
        self,
        whys: list[tuple[Why | None, Reason]],
        outcome: Outcome,
        found: Found | None,
        sides: tuple[Basic, ...],
    ) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
        """The reasons for the page, those named or else those found, and the idle ones among those named."""
        if found is None:
            return distinct(r for _, r in whys), ()
        used = {id(w) for w in found.used}
        needed = distinct(r for w, r in whys if w is None or id(w) in used)
        unused = tuple(r for r in distinct(r for _, r in whys) if r not in needed)
        if not whys:
            meanings = self._proof.workspace.meanings(found.line)
            needed = spoken(outcome, meanings, self._supposed, sides)
        return needed, unused

    def _extend(self, line: int | None, relation: str, before: str) -> None:
        """Compose the chain so far with the line of its newest step; None leaves it open for good.

        A descending chain is kept as ``last ≤ start``, so its equations are turned round.
        """
        engine, previous = self._proof.workspace.prover.engine, self._line
        if line is None or (previous is None and len(self.steps) > 1):
            self._line = None
        elif previous is None:
            self._line = line
        elif self.relation in MIRROR:
            new = engine.add("symm", line) if relation == "=" else line
            old = engine.add("symm", previous) if before == "=" else previous
            self._line = engine.add("trans", new, old)
        else:
            self._line = engine.add("trans", previous, line)

    def _record(
        self, relation: str, new: Basic, reasons: tuple[Reason, ...], unused: tuple[Reason, ...],
        outcome: Outcome, where: Location,
    ) -> None:  # fmt: skip
        number = self._proof.next_number()
        self.steps.append(Step(number, relation, self.last, new, reasons, unused, outcome, where))
        self.last = new

    def _compose(self, relation: str, new: Basic) -> None:
        """Update the relation of the whole chain, or refuse a pair that does not compose."""
        kinds = {isinstance(self.last, Statement), isinstance(new, Statement), relation == "iff"}
        if len(kinds) != 1:
            raise LanguageError(
                f"{self.last} and {new} cannot be joined by {relation}: statements are joined by .iff(…), "
                "numbers and sets by .eq(…) and the comparisons"
            )
        if relation != "=" and (isinstance(self.last, SetExpression) or isinstance(new, SetExpression)):
            raise LanguageError(f"the sets {self.last} and {new} can only be equal")
        up, down = {"<=", "<"}, {">=", ">"}
        if (relation in up and self.relation in down) or (relation in down and self.relation in up):
            raise LanguageError(
                f"a chain cannot go {self.relation} and then {relation}: nothing follows about its ends"
            )
        if relation in ("iff", "<", ">") or self.relation == "=":
            self.relation = relation if relation != "=" else self.relation

    @property
    def conclusion(self) -> Statement:
        """What the chain shows from end to end."""
        return STATEMENTS[self.relation](self.start, self.last)  # type: ignore[no-any-return]

    def general(self) -> int | None:
        """A line with the conclusion for every value of the variables that are fixed; None if open."""
        return None if self._line is None else self._proof.generalised(self._line)

    @property
    def line(self) -> int | None:
        """The line that proves the conclusion, or None while some step is open."""
        return self._line

    def chain(self) -> Chain:
        """The finished record."""
        outcome: Outcome = next(
            (s.outcome for s in self.steps if not isinstance(s.outcome, Proved)),
            self._proof.workspace.proved(self._line) if self._line is not None else Gap("no step"),
        )
        made = tuple(self.steps)
        return Chain(self._words, self.start, made, self.conclusion, outcome, self._supposed)


class Claimed(Calc):
    """A statement shown as a whole, from earlier results and the hypotheses; it has one line."""

    def __init__(
        self, proof: Proof, statement: Statement, words: str, by: Because | Iterable[Because], where: Location
    ) -> None:
        super().__init__(proof, statement, words)
        named = named_reasons(by)
        whys = [proof.why(b) for b in named]
        outcome, found = proof.workspace.judge_claim(statement, [w for w, _ in whys if w is not None])
        reasons, unused = self._reasons(whys, outcome, found, ())
        self._record("claim", self.start, reasons, unused, outcome, where)
        self._extend(None if found is None else found.line, "claim", "claim")

    @property
    def conclusion(self) -> Statement:
        """The statement."""
        return self.start  # type: ignore[no-any-return]


def named_reasons(by: object) -> list[Because]:
    """The reasons an author gives: one, or a list of them.

    Raises
    ------
    LanguageError
        When it is neither.
    """
    if isinstance(by, Rule | Meaning | Calc | Known | Given):
        return [by]
    if isinstance(by, list | tuple):
        return list(by)
    raise LanguageError(
        f"{by!r} is no reason: name a rule, a definition, an earlier chain, or a list of these"
    )


def chains(by: Because | Iterable[Because]) -> list[Calc | Known]:
    """Earlier results named as reasons, of which nothing else is asked than that they hold."""
    named = named_reasons(by)
    for because in named:
        if not isinstance(because, Calc | Known):
            what = "a hypothesis in force" if isinstance(because, Given) else f"the rule {because.name}"
            raise LanguageError(f"{what} is no chain: name earlier chains that show the hypotheses")
    return named  # type: ignore[return-value]


def caller() -> Location:
    """The author's line: the first frame outside this package's proof floor."""
    frame = sys._getframe(1)
    while frame.f_back is not None and str(frame.f_globals.get("__name__")).startswith(FLOOR):
        frame = frame.f_back
    return Location(frame.f_code.co_filename, frame.f_lineno)


def checked(proof: Proof, value: object) -> Basic:
    """A line of a chain: an expression, a set or a statement whose names are declared."""
    node = value if isinstance(value, SetExpression | Statement) else as_expression(value)
    proof.check_names(node)
    return node


def distinct(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The reasons without those that say the same as an earlier one."""
    found: dict[tuple[str, int | None], Reason] = {}
    for r in reasons:
        found.setdefault((r.words, r.step), r)
    return tuple(found.values())


def spoken(
    outcome: Outcome,
    meanings: tuple[str, ...],
    supposed: tuple[Statement, ...] = (),
    sides: tuple[Basic, ...] = (),
) -> tuple[Reason, ...]:
    """Words for a step whose reasons the search found: definitions, then the weightiest rules."""
    if not isinstance(outcome, Proved):
        return ()
    used = set(supposed) & set(outcome.local)
    beside = all(name in BESIDE for name in outcome.rules)
    if beside and any(isinstance(s, Equal) for s in used):
        return (Reason("supposed", "as supposed"),)
    found = _named(outcome, meanings, sides)
    said: list[Reason] = []
    for reason in found[:MOST_SPOKEN]:
        if not said or sum(len(s.words) for s in (*said, reason)) <= MOST_SIGNS:
            said.append(reason)
    if said:
        return tuple(said)
    if not outcome.rules and used:
        return (Reason("supposed", "as supposed"),)
    return (Reason("algebra", "algebra"),)


def _named(outcome: Proved, meanings: tuple[str, ...], sides: tuple[Basic, ...]) -> list[Reason]:
    """The definitions and rules of a step that are worth a name, the most telling first."""
    rules = [RULES[name] for name in outcome.rules]
    weighty = [r for r in rules if r.subject in SPOKEN and r.axiom.conclusion.head == "="]  # type: ignore[attr-defined]
    if not meanings and _same_logarithms(sides):
        weighty = [r for r in weighty if "log" not in r.name]
    weighty.sort(key=lambda r: (r.name not in FOREMOST, SPOKEN.index(r.subject)))
    found = {r.says: Reason(r.name, r.says) for r in weighty if r.name in BEFORE_DEFINITIONS}
    found |= {MEANINGS[m].says: Reason(m, MEANINGS[m].says) for m in meanings}
    for r in weighty:
        found.setdefault(r.says, Reason(r.name, r.says))
    return [*found.values()]


def _same_logarithms(sides: tuple[Basic, ...]) -> bool:
    """Whether the sides of a step have logarithms and have the same ones, so that no rule for them shows."""
    logarithms = [side.atoms(Log) for side in sides]
    return len(logarithms) > 1 and bool(logarithms[0]) and logarithms[0] == logarithms[1]


def reason(because: Because, lines: int | None) -> tuple[Why | None, Reason]:
    """A named reason for the search and for the page."""
    match because:
        case Rule() | Meaning():
            return because, Reason(because.name, because.says)
        case Known(line=line):
            why = None if line is None else Lemma(because.name, line)
            return why, Reason(because.name, because.words)
        case Given(label=label, words=words):
            assert lines is not None
            return Lemma(label, lines), Reason(label, words or label)
        case Calc():
            last = because.steps[-1].number if because.steps else None
            why = None if lines is None else Lemma(f"({last})", lines)
            return why, Reason(f"({last})", "", last)
    raise LanguageError(f"{because!r} is no reason: name a rule, a definition or an earlier chain")
