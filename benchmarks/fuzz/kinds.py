"""What is fuzzed: for each kind, how a case is drawn and how what comes of it is judged."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from random import Random

from benchmarks.fuzz.judged import Judged, Kind
from mlekl_symbolic.checks.texts import Texts, documents
from mlekl_symbolic.readers.latex.check import prepared
from mlekl_symbolic.readers.latex.diagnostics import ReadError
from mlekl_symbolic.readers.latex.notation import Notation
from mlekl_symbolic.readers.latex.reader import read
from mlekl_symbolic.readers.latex.source import texts as sources
from tests.fuzz import arguments, certificates, texts
from tests.fuzz.engine import FEW, LineFuzz, Proof, proofs
from tests.fuzz.steps import Given, StepFuzz, steps


@dataclass(frozen=True, slots=True)
class Lines:
    """Proof lines put to the kernel; a case is a batch, as accepted lines serve as premises for more."""

    names: tuple[str, ...]
    unit: str = "proof lines"
    seconds: float = 120
    batch: int = 1000

    def draw(self, source: Random) -> bytes:
        """The seed and the size of a batch."""
        return json.dumps([source.randrange(2**40), self.batch, self.names]).encode()

    def judge(self, case: bytes) -> Judged:
        """Put a batch to the kernel; what it accepts must hold in small worlds."""
        seed, batch, names = json.loads(case)
        tally = LineFuzz(_proofs(tuple(names)), seed=seed).run(batch, most=5)
        counts = {
            "tried": tally.tried, "refused": tally.tried - tally.accepted, "seen before": tally.known,
            "true in worlds": tally.true, "undecided": tally.undecided,
        }  # fmt: skip
        return Judged(Counter(counts), tuple(map(str, tally.false)))


@dataclass(frozen=True, slots=True)
class Steps:
    """Authors' steps put to the search."""

    names: tuple[str, ...]
    unit: str = "author's steps"
    seconds: float = 120
    batch: int = 5

    def draw(self, source: Random) -> bytes:
        """The seed and the number of steps."""
        return json.dumps([source.randrange(2**40), self.batch, self.names]).encode()

    def judge(self, case: bytes) -> Judged:
        """Put changed steps to the search; what is proved must hold in small worlds."""
        seed, batch, names = json.loads(case)
        tally = StepFuzz(_steps(tuple(names)), seed).run(batch)
        counts = {
            "tried": tally.tried, "proved and true in worlds": tally.proved_true, "refuted": tally.refuted,
            "proved and undecided in worlds": tally.proved_undecided, "not proved": tally.unproved,
        }  # fmt: skip
        return Judged(Counter(counts), tuple(map(str, tally.false)), tuple(tally.crashed))


@cache
def _proofs(names: tuple[str, ...]) -> list[Proof]:
    return proofs(certificates.certificates(*names))


@cache
def _steps(names: tuple[str, ...]) -> list[Given]:
    return steps(*names)


@dataclass(frozen=True, slots=True)
class Latex:
    """Documents: equations whose meaning is known, and real documents with changes."""

    unit: str = "documents"
    seconds: float = 120

    def draw(self, source: Random) -> bytes:
        """The seed of equations, or the name and the bytes of a document."""
        if source.random() < 0.5:
            return b"equations\n" + str(source.randrange(2**40)).encode()
        name, data = texts.document(source)
        return name.encode() + b"\n" + data

    def judge(self, case: bytes) -> Judged:
        """Check a document; nothing false may be called proved, and no fault may be met."""
        name, data = case.split(b"\n", 1)
        if name == b"equations":
            source = Random(int(data))
            tally = texts.judged_equations(texts.equations(source), source)
        else:
            tally = texts.judged(name.decode(), data)
        return Judged(Counter({"tried": 1, **tally.counts}), tuple(tally.false), tuple(tally.crashed))


@dataclass(frozen=True, slots=True)
class Guided:
    """LaTeX text that is only read; atheris chooses it by what of the reader has not run yet."""

    unit: str = "texts read"
    seconds: float = 60

    def draw(self, source: Random) -> bytes:
        """A document."""
        return texts.document(source)[1]

    def judge(self, case: bytes) -> Judged:
        """Read a text as a formula and as a document."""
        counts = Counter({"tried": 1})
        counts["refused formulas"] += bool(read(case.decode("utf-8", "replace")).refusals)
        try:
            for found in documents(Texts(tuple(sources("a.tex", case))), Notation()):
                counts["lines"] += len(prepared(found)[1])
        except ReadError:
            counts["refused documents"] += 1
        return Judged(counts)


@dataclass(slots=True)
class Certificates:
    """Certificates put to the kernel."""

    names: tuple[str, ...]
    unit: str = "certificates"
    seconds: float = 60
    fuzz: certificates.CertificateFuzz = field(default_factory=certificates.CertificateFuzz)

    def draw(self, source: Random) -> bytes:
        """Which certificate it was, and its changed text."""
        made = certificates.texts(*self.names)
        number = source.randrange(len(made))
        text = certificates.mutated(made[number], source).encode("utf-8", "surrogatepass")
        return json.dumps([number, self.names]).encode() + b"\n" + text

    def judge(self, case: bytes) -> Judged:
        """Replay a certificate; what it proves must be what it proved before, or hold in small worlds."""
        head, text = case.split(b"\n", 1)
        number, names = json.loads(head)
        before = certificates.proved(certificates.texts(*names)[number])
        self.fuzz.tally = certificates.CertificateTally()
        self.fuzz.judge(text.decode("utf-8", "surrogatepass"), before)
        tally = self.fuzz.tally
        return Judged(Counter({"tried": 1, **tally.counts}), tuple(tally.false))


@dataclass(frozen=True, slots=True)
class Arguments:
    """Command lines."""

    unit: str = "command lines"
    seconds: float = 120

    def draw(self, source: Random) -> bytes:
        """A command line, what is on standard input, and which files there are."""
        return arguments.drawn(source).to_json().encode("utf-8", "surrogatepass")

    def judge(self, case: bytes) -> Judged:
        """Run a command line; it must end with an exit code that is documented, and no traceback."""
        code, wrong = arguments.judged(arguments.Call.from_json(case.decode("utf-8", "surrogatepass")))
        counts = Counter({"tried": 1, f"exit code {code}": 1})
        return Judged(counts, (), (wrong,) if wrong else ())


NAMES = ("lines", "steps", "latex", "guided", "certificates", "arguments")


def kind(name: str, names: tuple[str, ...] = FEW) -> Kind:
    """The kind of this name, which starts from these derivations."""
    match name:
        case "lines":
            return Lines(names)
        case "steps":
            return Steps(names)
        case "latex":
            return Latex()
        case "guided":
            return Guided()
        case "certificates":
            return Certificates(names)
        case "arguments":
            return Arguments()
    raise ValueError(f"there is no kind {name!r}: there are {', '.join(NAMES)}")
