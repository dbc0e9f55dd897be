"""Certificates: a proof as a file that another process can check from nothing.

A certificate is a JSON array with one record on each line, so that it is both ordinary JSON and
readable line by line: any fault is reported with the number of its line. Terms are numbered in the
order of their records and later records refer to them by number. The format is described in
``docs/certificate-format.md``. Reading a certificate checks its form and nothing else: only
`verify` says that it proves something.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from mlekl_symbolic.kernel.algebra import LAWS, premise_number
from mlekl_symbolic.kernel.check import Script
from mlekl_symbolic.kernel.lines import TRACED, CheckError, Line, MicroStep, Sequent
from mlekl_symbolic.kernel.records import Record
from mlekl_symbolic.kernel.terms import App, Bind, Bound, Num, SortError, Term, Var
from mlekl_symbolic.kernel.theory import Axiom, Definition, Theory, TheoryError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

VERSION = 2
MAX_BYTES = 64 * 2**20
MAX_LINE_BYTES = 2**20
MAX_TERM_SIZE = 200_000
MAX_DEPTH = 400
MAX_DIGITS = 400
_MICRO_STEP = re.compile(
    r"(?P<back>-?)(?P<law>[a-z_]+[0-9]*)@(?P<path>|[0-9]+(?:\.[0-9]+)*)(?::(?P<term>[0-9]+))?"
)
SORTS = frozenset(("real", "set", "prop", *(f"fun{n}" for n in range(1, 100))))


class CertificateError(Exception):
    """A certificate is malformed, truncated, too large or of another version.

    Attributes
    ----------
    line
        The line of the file at fault, counted from 1.
    """

    def __init__(self, why: str, line: int) -> None:
        super().__init__(why)
        self.line = line


class Step(Record):
    """One line of the author's derivation and the kernel line that proves it."""

    label: str
    line: int


class Certificate(Record):
    """A proof with everything needed to check it.

    Attributes
    ----------
    name, title
        What the derivation is called.
    axioms, definitions
        The part of the theory that the proof uses.
    lines
        The proof; the theorem is what the line ``theorem`` proves.
    hypotheses
        The hypotheses the theorem is allowed to rest on, with the author's labels.
    steps
        The author's lines, for those who read the proof.
    """

    name: str
    title: str
    axioms: tuple[Axiom, ...]
    definitions: tuple[Definition, ...]
    lines: tuple[Line, ...]
    theorem: int
    hypotheses: tuple[tuple[str, Term], ...] = ()
    steps: tuple[Step, ...] = ()


class Verified(Record):
    """What a checked certificate proves, and from what; its lines, with what each of them proves."""

    sequent: Sequent
    axioms: tuple[str, ...]
    rules: Mapping[str, int]
    script: Script


def theory_of(certificate: Certificate) -> Theory:
    """The theory a certificate declares, each definition checked.

    Raises
    ------
    TheoryError
        When an axiom or definition is not well formed.
    """
    theory = Theory()
    for d in certificate.definitions:
        theory = theory.define(d)
    return theory.extended(certificate.axioms)


def verify(certificate: Certificate) -> Verified:
    """Check every line and return the theorem.

    Raises
    ------
    CheckError
        When a line does not follow, the theorem rests on a hypothesis that is not listed, or the
        declared theory is not well formed.
    """
    try:
        script = Script(theory_of(certificate))
    except TheoryError as error:
        raise CheckError(str(error)) from None
    rules: dict[str, int] = {}
    for n, line in enumerate(certificate.lines):
        try:
            script.add(line)
        except CheckError as error:
            raise CheckError(f"proof line {n} ({line.rule} {line.name}".rstrip() + f"): {error}") from None
        rules[line.rule] = rules.get(line.rule, 0) + 1
    if not 0 <= certificate.theorem < len(script.sequents):
        raise CheckError("the theorem names a line that is not there")
    if any(not 0 <= s.line < len(script.sequents) for s in certificate.steps):
        raise CheckError("a step names a line that is not there")
    sequent = script.sequents[certificate.theorem]
    if extra := sequent.hypotheses - {h for _, h in certificate.hypotheses}:
        raise CheckError(f"the theorem rests on a hypothesis that is not listed: {min(map(repr, extra))}")
    used = sorted({line.name for line in certificate.lines if line.rule == "axiom"})
    return Verified(sequent, tuple(used), rules, script)


def _records(source: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The records of a certificate with their line numbers."""
    if len(source) > MAX_BYTES:
        raise CertificateError(f"the file is larger than {MAX_BYTES // 2**20} MiB", 1)
    lines = source.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines or lines[0].strip() != "[":
        raise CertificateError("this is not a certificate: the first line must be '['", 1)
    if lines[-1].strip() != "]":
        raise CertificateError("the file is cut short: the last line must be ']'", len(lines))
    for n, raw in enumerate(lines[1:-1], start=2):
        if len(raw) > MAX_LINE_BYTES:
            raise CertificateError("the line is too long", n)
        body, comma = raw.strip(), n < len(lines) - 1
        if body.endswith(",") != comma:
            raise CertificateError("records are separated by commas, one to a line", n)
        try:
            record = _parsed(body.removesuffix(","))
        except ValueError as error:
            raise CertificateError(str(error), n) from None
        yield n, record


def _parsed(text: str) -> dict[str, Any]:
    """One JSON object in which no key is repeated, no number has a fraction and all text is printable."""
    try:
        record = json.loads(text, object_pairs_hook=_Object, parse_constant=_refused, parse_float=_refused)
    except (ValueError, RecursionError):
        raise ValueError("the line is not a JSON record") from None
    if not isinstance(record, dict):
        raise ValueError("a record must be a JSON object")
    stack: list[object] = [record]
    while stack:
        match stack.pop():
            case str(name) if not name.isprintable():
                # It could write over what the checker says.
                raise ValueError("a name has a character that cannot be printed")
            case list(parts):
                stack.extend(parts)
            case _Object() as parts:
                if parts.repeated:
                    raise ValueError("a record has a key twice")
                stack.extend((*parts, *parts.values()))
    return record


class _Object(dict[str, object]):
    """A JSON object that knows whether a key was repeated."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.repeated = len(self) != len(pairs)


def _refused(text: str) -> Any:
    raise ValueError(f"{text} is no integer")


def _only(record: Mapping[str, Any], *known: str) -> None:
    if unknown := set(record) - set(known):
        raise ValueError(f"a record of this kind has no {min(unknown)!r}")


def _lists(record: Mapping[str, Any]) -> bool:
    return all(isinstance(v, list) for k, v in record.items() if k not in ("line", "axiom"))


def _pairs(value: object) -> list[Any]:
    if not isinstance(value, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in value):
        raise ValueError("a list of pairs is needed")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"a name is needed, not {value!r}")
    return value


class _Reader:
    """Rebuilds terms and lines, refusing whatever is not as `write` makes it."""

    __slots__ = ("terms", "depths", "axioms", "definitions", "lines")

    def __init__(self) -> None:
        self.terms: list[Term] = []
        self.depths: list[int] = []
        self.axioms: list[Axiom] = []
        self.definitions: list[Definition] = []
        self.lines: list[Line] = []

    def get(self, number: object) -> Term:
        if type(number) is not int or not 0 <= number < len(self.terms):
            raise ValueError(f"there is no term number {number!r} yet")
        return self.terms[number]

    def var(self, number: object) -> Var:
        t = self.get(number)
        if not isinstance(t, Var):
            raise ValueError("a variable is needed here")
        return t

    def keep(self, t: Term, parts: Iterable[int] = ()) -> None:
        depth = 1 + max((self.depths[p] for p in parts), default=0)
        if t.size > MAX_TERM_SIZE or depth > MAX_DEPTH:
            raise ValueError("the term is too large or too deep")
        self.terms.append(t)
        self.depths.append(depth)

    def read(self, record: dict[str, Any]) -> None:
        if self.lines and record.keys() & {"metas", "parameters"}:
            raise ValueError("definitions and axioms come before the proof lines")
        match record:
            case {"var": _} | {"bound": _} | {"num": _} | {"app": _} | {"bind": _} if len(record) > 1:
                raise ValueError("the record of a term has one key")
            case {"var": [str(name), str(sort)]}:
                self.keep(Var(name, _sort(sort)))
            case {"bound": int(index)} if type(index) is int and 0 <= index < MAX_DEPTH:
                self.keep(Bound(index))
            case {"num": str(value)}:
                self.keep(Num(_number(value)))
            case {"app": [str(head), list(args), str(sort)]}:
                self.keep(App(head, tuple(map(self.get, args)), _sort(sort)), args)
            case {"bind": [str(head), domain, body]}:
                self.keep(Bind(head, self.get(domain), self.get(body)), (domain, body))
            case {"line": str(rule)} if _lists(record):
                self.lines.append(self.line(rule, record))
            case {"axiom": str(name), "metas": list(metas), "where": list(where), "conclusion": end}:
                _only(record, "axiom", "metas", "where", "conclusion")
                conditions = tuple((_text(label), self.get(p)) for label, p in where)
                self.axioms.append(Axiom(name, tuple(map(self.var, metas)), conditions, self.get(end)))
            case {"definition": str(name), "parameters": list(parameters), "body": body}:
                _only(record, "definition", "parameters", "body")
                made = Definition(name, tuple(map(self.var, parameters)), self.get(body))
                self.definitions.append(made)
            case _:
                raise ValueError("the record is of no known kind")

    def line(self, rule: str, record: dict[str, Any]) -> Line:
        known = {"line", "uses", "terms", "axiom", "instance", "path", "variables", "algebra"}
        if unknown := set(record) - known:
            raise ValueError(f"a proof line has no {min(unknown)!r}")
        instance = tuple((self.var(v), self.get(t)) for v, t in record.get("instance", ()))
        algebra = record.get("algebra", ())
        return Line(
            rule,
            _integers(record.get("uses", ())),
            tuple(map(self.get, record.get("terms", ()))),
            _text(record.get("axiom", "")),
            instance,
            _integers(record.get("path", ())),
            tuple(map(self.var, record.get("variables", ()))),
            tuple(map(self.micro_step, algebra)) if algebra or rule in TRACED else None,
        )

    def micro_step(self, written: object) -> MicroStep:
        found = _MICRO_STEP.fullmatch(written) if isinstance(written, str) else None
        if found is None or not (found["law"] in LAWS or premise_number(found["law"]) is not None):
            raise ValueError(f"{written!r} is not a use of a law of algebra")
        path = tuple(map(int, found["path"].split("."))) if found["path"] else ()
        term = None if found["term"] is None else self.get(int(found["term"]))
        return MicroStep(found["law"], path, not found["back"], term)


def _sort(sort: str) -> str:
    if sort not in SORTS:
        raise ValueError(f"there is no sort {sort!r}")
    return sort


def _number(value: str) -> Fraction:
    if len(value) > MAX_DIGITS or not set(value) <= set("-/0123456789"):
        raise ValueError("that is not a rational number")
    number = Fraction(value)
    if str(number) != value:
        raise ValueError(f"the number {value} is not in lowest terms")
    return number


def _integers(values: Iterable[object]) -> tuple[int, ...]:
    out: list[int] = []
    for v in values:
        if type(v) is not int or v < 0:
            raise ValueError("line and argument numbers are natural numbers")
        out.append(v)
    return tuple(out)


def _read_records(records: Iterator[tuple[int, dict[str, Any]]]) -> tuple[_Reader, int, dict[str, Any]]:
    """Read up to the record that names the theorem, or to the end of a library."""
    reader, last = _Reader(), 1
    for n, record in records:
        last = n
        if "theorem" in record:
            if extra := next(records, None):
                raise CertificateError("nothing may follow the theorem", extra[0])
            return reader, n, record
        try:
            reader.read(record)
        except (ValueError, TypeError, KeyError, ZeroDivisionError, SortError, TheoryError) as error:
            raise CertificateError(str(error), n) from None
    return reader, last, {}


def _header(records: Iterator[tuple[int, dict[str, Any]]], kind: str) -> dict[str, Any]:
    n, head = next(records, (1, {}))
    if head.get(kind) != "mlekl":
        raise CertificateError(f"this is not a mlekl {kind}", n)
    found = head.get("version")
    if type(found) is not int or found != VERSION:
        raise CertificateError(
            f"the {kind} has version {found!r} and this program reads version {VERSION}: "
            "make it again with this program, or check it with the program that made it",
            n,
        )
    return head


def read(source: str) -> Certificate:
    """Read a certificate without believing it.

    Raises
    ------
    CertificateError
        When the text is not a well-formed certificate of this version, with the line at fault.
    """
    records = _records(source)
    head = _header(records, "certificate")
    reader, n, end = _read_records(records)
    try:
        if "theorem" not in end:
            raise ValueError("the certificate names no theorem")
        _only(end, "theorem", "hypotheses", "steps")
        _only(head, "certificate", "version", "name", "title")
        return Certificate(
            _text(head.get("name", "")),
            _text(head.get("title", "")),
            tuple(reader.axioms),
            tuple(reader.definitions),
            tuple(reader.lines),
            _integers((end["theorem"],))[0],
            tuple((_text(label), reader.get(h)) for label, h in _pairs(end.get("hypotheses", []))),
            tuple(Step(_text(label), _integers((line,))[0]) for label, line in _pairs(end.get("steps", []))),
        )
    except (ValueError, TypeError) as error:
        raise CertificateError(str(error), n) from None


def read_library(source: str) -> tuple[tuple[Axiom, ...], tuple[Definition, ...]]:
    """Read a list of axioms and definitions.

    Raises
    ------
    CertificateError
        When the text is not a well-formed library of this version.
    """
    records = _records(source)
    _header(records, "library")
    reader, _, _ = _read_records(records)
    return tuple(reader.axioms), tuple(reader.definitions)
