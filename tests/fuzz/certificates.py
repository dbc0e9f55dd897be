"""Certificates that are nearly right: what the kernel takes of them must be true in small worlds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from mlekl_symbolic.kernel import certificate as reader
from mlekl_symbolic.kernel.__main__ import foreign
from mlekl_symbolic.kernel.certificate import Certificate, CertificateError, Verified
from mlekl_symbolic.kernel.lines import CheckError, Sequent
from mlekl_symbolic.kernel.theory import Theory, TheoryError
from mlekl_symbolic.kernel.traces import with_algebra
from mlekl_symbolic.kernel.writing import write
from mlekl_symbolic.refute.search import Counterexample
from mlekl_symbolic.rules.rulebook import theory
from tests.fuzz.engine import BUDGET, MAX_SIZE, certificates, judged

STRANGE: tuple[Any, ...] = (
    -1, 0, 1, 2, 10**9, 10**30, True, None, 1.5, "", "x", "a" * 5000, "\u202e", "\n", [], {}, [[]], "real",
    "fun1", "fun99999", "set", "prop", "1/0", "-0", "2/4", "9" * 500, "1e400", "log", "sum", "false",
)  # fmt: skip
GLYPHS = tuple('[]{}",:-0123456789\\\n\r\x00 ')
RULES = (
    "ring",
    "axiom",
    "inst",
    "gen",
    "spec",
    "trans",
    "mp",
    "assume",
    "discharge",
    "congr",
    "linear",
    "decide",
)


@cache
def texts(*names: str) -> tuple[str, ...]:
    """The certificates of derivations, as they are written."""
    return tuple(write(with_algebra(made)) for made in certificates(*names))


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(theory().axioms))


def _spots(value: Any) -> list[tuple[Any, Any]]:
    """Every container with every key or index in it."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [spot for key in keys for spot in ((value, key), *_spots(value[key]))]


def _other(value: Any, source: Random) -> Any:
    """Something else in the place of a value, mostly of the same kind."""
    if source.random() < 0.1:
        return source.choice(STRANGE)
    match value:
        case bool():
            return not value
        case int():
            return source.choice((value + 1, value - 1, -value, source.randrange(max(value, 1)), value + 7))
        case str() if value.lstrip("-").replace("/", "").isdigit():
            return source.choice(("0", "1", "-1", "2", "1/2", "1/0", value.lstrip("-"), f"-{value}"))
        case str():
            swaps = {
                "<": "<=",
                "<=": "<",
                "+": "-",
                "-": "+",
                "*": "/",
                "sum": "prod",
                "argmin": "argmax",
                "all": "ex",
            }
            return swaps.get(value) or source.choice((*RULES, *_names()))
        case list() if value:
            n = source.randrange(len(value))
            return source.choice(
                (value[:n] + value[n + 1 :], [*value, value[n]], value[::-1], value[n:] + value[:n])
            )
    return source.choice(STRANGE)


def _record(records: list[Any], source: Random) -> None:
    """Change one record, or which records there are."""
    n = source.randrange(len(records))
    match source.randrange(24):
        case 0:
            del records[n]
        case 1:
            records.insert(source.randrange(len(records)), records[n])
        case 2:
            m = source.randrange(len(records))
            records[n], records[m] = records[m], records[n]
        case 3 | 13 | 14:
            ends = [
                r
                for r in records
                if isinstance(r, dict) and ("theorem" in r or "definition" in r or "axiom" in r)
            ]
            _value(source.choice(ends or records), source)
        case 4 | 15 | 16 if isinstance(records[-1], dict) and isinstance(records[-1].get("hypotheses"), list):
            left = records[-1]["hypotheses"]
            del left[source.randrange(len(left) + 1) :]
        case 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12:
            lines = [r for r in records if isinstance(r, dict) and "line" in r]
            _value(source.choice(lines or records), source)
        case _:
            _value(records[n], source)


def _value(record: Any, source: Random) -> None:
    spots = _spots(record)
    if not spots:
        return
    holder, key = source.choice(spots)
    if isinstance(holder, dict) and source.random() < 0.05:
        holder[str(source.choice(STRANGE))] = holder.pop(key)
    else:
        holder[key] = _other(holder[key], source)


def _sources(records: list[Any], source: Random) -> None:
    """Change an axiom or a definition, and let the theorem be what a line makes of it alone."""
    terms = [r for r in records if _is_term(r)]
    made = [r for r in records if isinstance(r, dict) and r.keys() & {"metas", "parameters"}]
    lines = [r for r in records if isinstance(r, dict) and r.get("line") in ("axiom", "define")]
    if not made or not lines:
        return
    chosen = source.choice(made)
    if "where" in chosen and source.random() < 0.5:
        chosen["where"].clear()
    else:
        _value(source.choice(_parts(terms, chosen.get("body", chosen.get("conclusion")))), source)
    named = [r for r in lines if r.get("axiom", "") == chosen.get("axiom", "")]
    alone = {k: v for k, v in source.choice(named or lines).items() if k != "uses"}
    records[-1:] = [alone, {"theorem": 0, "hypotheses": [], "steps": []}]
    records[:] = [r for r in records if "line" not in r or r is alone]


def _parts(terms: Sequence[Any], number: int) -> list[Any]:
    """The records of a term and of all that it is made of."""
    found: dict[int, Any] = {}
    waiting = [number]
    while waiting:
        n = waiting.pop()
        if n in found:
            continue
        found[n] = terms[n]
        match terms[n]:
            case {"app": [_, list(args), _]}:
                waiting += args
            case {"bind": [_, domain, body]}:
                waiting += domain, body
    return list(found.values())


def _is_term(record: Any) -> bool:
    return isinstance(record, dict) and bool(record.keys() & {"var", "bound", "num", "app", "bind"})


def _spelt(text: str, source: Random) -> str:
    """A text with characters changed, so that it need not be JSON any more."""
    if source.random() < 0.1:
        places = [n + 1 for n, glyph in enumerate(text) if glyph == ","]
        n = source.choice(places or [0])
        return text[:n] + source.choice('[{"9') * 20_000 + text[n:]
    for _ in range(source.choice((1, 1, 3))):
        n = source.randrange(len(text))
        cut = n + source.choice((0, 0, 1, 1, 5, 400))
        text = text[:n] + source.choice(GLYPHS) * source.choice((0, 1, 1, 1, 3, 5000)) + text[cut:]
    return text


def mutated(text: str, source: Random) -> str:
    """A certificate with one thing changed, or a few."""
    if source.random() < 0.12:
        return _spelt(text, source)
    records = json.loads(text)
    if source.random() < 0.2:
        _sources(records, source)
        return _text(records)
    for _ in range(source.choice((1, 1, 1, 1, 2, 3))):
        if records:
            _record(records, source)
    return _text(records)


def _text(records: Sequence[Any]) -> str:
    lines = (json.dumps(r, ensure_ascii=False, separators=(",", ":")) for r in records)
    return "[\n" + ",\n".join(lines) + "\n]\n"


@dataclass(frozen=True, slots=True)
class Replayer:
    """What is tried: the three questions that ``python -m mlekl_symbolic.kernel`` asks of a file."""

    read: Callable[[str], Certificate] = reader.read
    verify: Callable[[Certificate], Verified] = reader.verify
    foreign: Callable[[Certificate], Sequence[str]] = foreign


@dataclass(slots=True)
class CertificateTally:
    """What became of certificates.

    Attributes
    ----------
    counts
        How many were unreadable, did not check, rested on axioms of their own, proved the theorem they proved
        before the change, or proved something else that holds in small worlds or could not be decided there.
    false
        What was proved from the library and has a counterexample.
    """

    counts: Counter[str] = field(default_factory=Counter)
    false: list[str] = field(default_factory=list)


class CertificateFuzz:
    """Puts changed certificates to a replayer."""

    def __init__(self, replayer: Replayer | None = None) -> None:
        self.replayer = replayer or Replayer()
        self.tally = CertificateTally()
        self._verdicts: dict[Sequent, Counterexample | int] = {}

    def judge(self, text: str, before: Sequent | None = None) -> None:
        """Replay one certificate; ``before`` is what it proved before it was changed."""
        self.tally.counts[self._word(text, before)] += 1

    def _word(self, text: str, before: Sequent | None) -> str:
        try:
            certificate = self.replayer.read(text)
        except CertificateError:
            return "unreadable"
        try:
            verified = self.replayer.verify(certificate)
        except CheckError:
            return "does not check"
        if self.replayer.foreign(certificate):
            return "rests on axioms of its own"
        listed = frozenset(h for _, h in certificate.hypotheses)
        claimed = Sequent(verified.sequent.hypotheses & listed, verified.sequent.proposition)
        if claimed == before:
            return "the same theorem"
        if max(p.size for p in (claimed.proposition, *claimed.hypotheses)) > MAX_SIZE:
            return "another theorem, undecided"
        verdict = self._verdicts.get(claimed)
        if verdict is None:
            verdict = self._verdicts[claimed] = judged(claimed, _meanings(certificate), BUDGET)
        if isinstance(verdict, Counterexample):
            world = {v.name: x for v, x in verdict.world.items()}
            self.tally.false.append(
                f"{sorted(map(repr, claimed.hypotheses))} |- {claimed.proposition!r} fails in {world}"
            )
            return "FALSE"
        return "another theorem, true in worlds" if verdict else "another theorem, undecided"


def _meanings(certificate: Certificate) -> Theory:
    """The library with what the certificate defines for itself."""
    known = theory()
    for d in certificate.definitions:
        if d.name not in known.definitions:
            try:
                known = known.define(d)
            except TheoryError:
                continue
    return known


@cache
def proved(text: str) -> Sequent:
    """What an unchanged certificate proves."""
    return reader.verify(reader.read(text)).sequent


def sequents(text: str, source: Random, count: int, replayer: Replayer | None = None) -> CertificateTally:
    """Put ``count`` changes of one certificate to a replayer."""
    fuzz = CertificateFuzz(replayer)
    for _ in range(count):
        fuzz.judge(mutated(text, source), proved(text))
    return fuzz.tally
