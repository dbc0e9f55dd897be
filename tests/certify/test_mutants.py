"""Lemmas with one thing changed: Coq refuses every one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from mlekl_symbolic.kernel.certificate import theory_of
from mlekl_symbolic.kernel.check import check, derive
from mlekl_symbolic.kernel.lines import CheckError, Line, Sequent
from mlekl_symbolic.kernel.terms import App, Bind, Num, SortError, Term
from mlekl_symbolic.kernel.theory import Theory
from mlekl_symbolic.writers.coq import coq_file, program
from mlekl_symbolic.writers.coq.document import GROUPS, names
from mlekl_symbolic.writers.coq.lines import Lines
from mlekl_symbolic.writers.coq.program import CoqError, recheck
from mlekl_symbolic.writers.coq.terms import Inexpressible, Printer
from tests.certify.conftest import certificate

NAMES = ("likelihood_of_iid", "cross_entropy", "gibbs", "mle_as_kl", "chebyshev", "bernoulli_boundary")
SWAPS = {
    "+": "-", "-": "*", "*": "+", "/": "*", "<": "<=", "<=": "<", "and": "or", "or": "and", "log": "exp",
    "exp": "log", "=": "=",
}  # fmt: skip
BINDERS = {"sum": "prod", "prod": "sum", "argmin": "argmax", "argmax": "argmin", "all": "ex", "ex": "all"}


JUSTIFIED = frozenset({"axiom", "spec", "mp", "eq_mp", "conj", "left", "right", "cases", "linear"})
"""Rules that no other justification of the same statement may satisfy, unlike a chain of equations."""


def changed(t: Term) -> Iterator[Term]:
    """``t`` with one node changed."""
    match t:
        case Num(value):
            yield Num(value + 1)
        case Bind(head, domain, body):
            if head in BINDERS:
                yield Bind(BINDERS[head], domain, body)
            yield from (Bind(head, domain, b) for b in changed(body))
        case App(head, args):
            if head in ("<", "<=", "-", "/") and args[0] is not args[1]:
                yield App(head, args[::-1])
            if SWAPS.get(head, head) != head:
                yield App(SWAPS[head], args)
            if head == "neg":
                yield args[0]
            for place, a in enumerate(args):
                yield from (App(head, (*args[:place], b, *args[place + 1 :]), t.sort) for b in changed(a))


def other_hypotheses(given: frozenset[Term], n: int) -> Iterator[frozenset[Term]]:
    """Hypotheses of which one is changed, or is not there."""
    for h in sorted(given, key=repr)[n % 2 :: 2]:
        yield given - {h}
        yield from ((given - {h}) | {new} for new in list(changed(h))[n % 7 :: 7])


def other_lines(line: Line, n: int, theory: Theory) -> Iterator[Line]:
    """``line`` with one thing changed in what proves it."""
    for place in range(len(line.uses)):
        for other in {max(line.uses[place] - 1, 0), n - 1} - {line.uses[place]}:
            yield line._replace(uses=(*line.uses[:place], other, *line.uses[place + 1 :]))
    if len(line.uses) == 2:
        yield line._replace(uses=line.uses[::-1])
    for place, (v, t) in enumerate(line.instance):
        for new in list(changed(t))[:2]:
            yield line._replace(instance=(*line.instance[:place], (v, new), *line.instance[place + 1 :]))
    if line.rule == "axiom":
        metas = theory.axioms[line.name].metas
        for a in theory.axioms.values():
            if a.name != line.name and a.metas == metas and len(a.where) == len(line.uses):
                yield line._replace(name=a.name)
    yield from (line._replace(rule=r) for r in ("symm", "left", "mp") if r != line.rule and line.uses)


def proves(line: Line, done: Sequence[Sequent], theory: Theory) -> Sequent | None:
    try:
        return derive(line, done, theory)
    except (CheckError, SortError, KeyError, IndexError):
        return None


def mutants(name: str) -> tuple[str, int, int]:
    """A file in which every mutant must fail, how many it has, and how many could not be written at all."""
    made = certificate(name)
    theory = theory_of(made)
    sequents = check(made.lines, theory)
    whole = coq_file(made).body
    out = [whole[: whole.index("\nDefinition l_") + 1]]
    printer = Printer(dict.fromkeys(theory.definitions, ""), GROUPS)
    for d in made.definitions:
        printer.ordered(d.parameters)
    asked = refused = 0
    lines = list(made.lines)
    writer = Lines(printer, lines, sequents, theory.axioms)
    for n, line in enumerate(made.lines):
        lemma = writer.lemma(n)
        out += [*names(printer), lemma]
        right = sequents[n]
        tries: list[tuple[Line, Sequent]] = [
            (line, Sequent(right.hypotheses, p)) for p in list(changed(right.proposition))[n % 5 :: 11]
        ]
        tries += [(line, Sequent(h, right.proposition)) for h in other_hypotheses(right.hypotheses, n)]
        if line.rule in JUSTIFIED:
            others = [x for x in other_lines(line, n, theory) if proves(x, sequents[:n], theory) != right]
            tries += [(x, right) for x in others[n % 3 :: 3]]
        for mutant, sequent in tries:
            lines[n], sequents[n] = mutant, sequent
            try:
                text = writer.lemma(n)
            except (Inexpressible, KeyError, IndexError, ValueError, TypeError, AttributeError):
                refused += 1
            else:
                asked += 1
                out += [*names(printer), re.sub(r"^Definition l_\d+", f"Fail Definition m_{asked}", text)]
        lines[n], sequents[n] = line, right
    return "\n".join((*out, "")), asked, refused


def test_every_mutant_is_refused(coq, monkeypatch):
    made = [mutants(name) for name in NAMES]
    assert sum(asked for _, asked, _ in made) >= 1_000
    assert sum(refused for _, _, refused in made) >= 100
    monkeypatch.setattr(program, "only_closed_proofs", len)
    empty = replace(coq_file(certificate("likelihood_of_iid")), theorem=None)
    closing = "Definition everything := I.\n"
    recheck([replace(empty, body=text + closing) for text, _, _ in made], coq)


def test_the_harness_would_see_a_mutant_that_is_accepted(coq, monkeypatch):
    monkeypatch.setattr(program, "only_closed_proofs", len)
    made = coq_file(certificate("likelihood_of_iid"))
    right = re.sub(
        r"\nDefinition l_(\d+) ",
        r"\nFail Definition m_\1 ",
        made.body,
        count=1,
    )
    with pytest.raises(CoqError, match="has not failed"):
        recheck([replace(made, body=right)], coq)
