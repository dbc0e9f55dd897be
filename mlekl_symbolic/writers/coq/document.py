"""A certificate as a Coq file: one lemma for each line, one definition for each step, and the theorem."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from mlekl_symbolic.kernel.certificate import Certificate, theory_of
from mlekl_symbolic.kernel.check import Script
from mlekl_symbolic.kernel.lines import CheckError, Sequent
from mlekl_symbolic.kernel.theory import Axiom, Definition
from mlekl_symbolic.writers.checked import sequents_of
from mlekl_symbolic.writers.coq.cone import cone, inner, merged
from mlekl_symbolic.writers.coq.instance import Instance, NoInstance, instance
from mlekl_symbolic.writers.coq.lines import Lines
from mlekl_symbolic.writers.coq.terms import Inexpressible, Printer, sort

LIBRARY = ("Base", "Ring", "Rules", "Axioms", "Names")
"""The support library's files in the order in which they are compiled."""

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,40}")
GROUPS = 4
"""How many pairs of brackets a term has that gets a name where it is said again."""

HEAD = """\
From Mlekl Require Import Names.
Open Scope R_scope.
"""
"""How every file begins."""


def library() -> Mapping[str, Traversable]:
    """The files of the support library by name."""
    folder = files(__package__) / "library"
    return {name: folder / f"{name}.v" for name in LIBRARY}


@cache
def proved_rules() -> frozenset[str]:
    """The rules of mathematics that the support library proves."""
    source = library()["Axioms"].read_text(encoding="utf-8")
    return frozenset(re.findall(r"^Lemma ax_([a-z][a-z0-9_]*)\b", source, re.MULTILINE))


@dataclass(frozen=True, slots=True)
class CoqFile:
    """A Coq file and what it says.

    Attributes
    ----------
    body
        The file without its beginning.
    theorem
        The name of the theorem in it, or None when the theorem could not be written.
    definitions
        The names of the author's steps in it, in order.
    carried
        The labels of these steps.
    missing
        The other steps, each with the reason.
    why
        Why the theorem could not be written.
    vacuous
        Why no instance of the hypotheses is in the file; empty when there is one.
    lines
        How many lines of the kernel's proof are proved in the file.
    legend
        The variables of the theorem, each with the name it has on the page.
    """

    body: str
    theorem: str | None
    definitions: tuple[str, ...]
    carried: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    why: str
    vacuous: str
    lines: int
    legend: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The whole file."""
        names = "; ".join(f"{variable} is {name}" for variable, name in self.legend)
        return f"{HEAD}\n(* {names}. *)\n{self.body}" if names else f"{HEAD}\n{self.body}"


def coq_file(certificate: Certificate, words: str = "", script: Script | None = None) -> CoqFile:
    """The Coq file of a certificate, which is checked first.

    Parameters
    ----------
    words
        The author's own example of how the hypotheses can be met, where it is none of a small world.
    script
        The lines of the certificate, where the kernel has checked them before.

    Raises
    ------
    CheckError
        When the certificate does not check.
    """
    sequents = _checked(certificate, script)
    found: Instance | None = None
    vacuous = ""
    try:
        found = instance(certificate, words)
        sequents += found.sequents
    except NoInstance as error:
        vacuous = str(error)
    whole = certificate if found is None else found.certificate
    theory = theory_of(whole)
    printer = Printer(dict.fromkeys(theory.definitions, ""))
    out, lost = _declarations(whole, printer)
    lines, same = merged(whole.lines, sequents)
    short = Printer(printer.defined, GROUPS, numbers=printer.numbers)
    writer = Lines(short, lines, sequents, theory.axioms, lost)
    met = tuple(same[k] for k in found.lines) if found else ()
    roots = (same[certificate.theorem], *(same[s.line] for s in certificate.steps), *met)
    wanted = cone(lines, roots)
    writer.inner = inner(lines, wanted, roots, writer.plain)
    _write_lines(writer, wanted, out)
    named: dict[str, str] = {}
    missing = []
    for k, step in enumerate(certificate.steps, start=1):
        if (n := same[step.line]) in writer.failed:
            missing.append((step.label, writer.failed[n]))
        else:
            named[f"step_{k}"] = step.label
            out.append(f"Definition step_{k} := l_{n}.")
    why = writer.failed.get(roots[0], "")
    proofs = [*named, *([] if why else ["theorem"])]
    if not why:
        out.append(_theorem(certificate, roots[0], Lines(printer, lines, sequents, theory.axioms)))
    if found is not None:
        vacuous = next((writer.failed[k] for k in met if k in writer.failed), "")
        if not vacuous and not why:
            out.append(_met(certificate, found, met, printer))
            proofs.append("met")
    if proofs:
        out.append(f"Definition everything := {' '.join(f'(conj {p}' for p in proofs)} I{')' * len(proofs)}.")
    return CoqFile(
        "\n".join((*out, "")), None if why else "theorem", tuple(named), tuple(named.values()),
        tuple(missing), why, vacuous, len(wanted) - len(writer.failed),
        _legend(sequents[roots[0]], certificate, printer),
    )  # fmt: skip


def _checked(certificate: Certificate, script: Script | None) -> tuple[Sequent, ...]:
    sequents = sequents_of(certificate, script)
    named = (certificate.theorem, *(s.line for s in certificate.steps))
    if any(not 0 <= n < len(sequents) for n in named):
        raise CheckError("the theorem or a step names a line that is not there")
    if sequents[certificate.theorem].hypotheses - {h for _, h in certificate.hypotheses}:
        raise CheckError("the theorem rests on a hypothesis that is not listed")
    return sequents


def _write_lines(writer: Lines, wanted: Sequence[int], out: list[str]) -> None:
    """Add the lemmas of some lines; the writer keeps why there is none of some."""
    for n in wanted:
        if n in writer.inner:
            continue
        try:
            lemma = writer.lemma(n)
        except Inexpressible as error:
            writer.failed[n] = str(error)
        else:
            out += [*names(writer.printer), lemma]


def names(printer: Printer) -> list[str]:
    """The names that terms have got since this was asked before."""
    new = [*printer.names]
    printer.names.clear()
    return new


def _legend(theorem: Sequent, certificate: Certificate, printer: Printer) -> tuple[tuple[str, str], ...]:
    """What the variables of the theorem are called; names that are more than a word are left out."""
    found = printer.ordered(theorem.proposition.free.union(*(h.free for _, h in certificate.hypotheses)))
    return tuple((printer.name(v), v.name) for v in found if _WORD.fullmatch(v.name))


def _declarations(certificate: Certificate, printer: Printer) -> tuple[list[str], dict[str, str]]:
    """The definitions and the axioms that can be written, and why the other axioms cannot."""
    out: list[str] = []
    lost: dict[str, str] = {}
    for d in certificate.definitions:
        try:
            out.append(_definition(d, printer))
        except Inexpressible as error:
            printer.defined[d.name] = str(error)
    for a in certificate.axioms:
        if a.name not in proved_rules():
            lost[a.name] = f"the rule {a.name} has no lemma in Coq"
            continue
        try:
            out.append(_axiom(a, printer))
        except Inexpressible as error:
            lost[a.name] = str(error)
    return out, lost


def _definition(d: Definition, printer: Printer) -> str:
    said = printer.parameters(d.parameters)
    body = printer.show(d.body)
    return f"Definition d_{d.name} {said} : {sort(d.body.sort)} := {body}."


def _axiom(a: Axiom, printer: Printer) -> str:
    return f"Definition a_{a.name} : {axiom_statement(a, printer)} := ax_{a.name}."


def axiom_statement(a: Axiom, printer: Printer) -> str:
    """The type of the lemma that proves an axiom."""
    parts = [f"T {printer.show(p)}" for p in (*(p for _, p in a.where), a.conclusion)]
    said = " -> ".join(parts)
    return f"forall {printer.parameters(a.metas)}, {said}" if a.metas else said


def _met(certificate: Certificate, found: Instance, lines: Sequence[int], printer: Printer) -> str:
    """The theorem that the hypotheses hold for some values, which some lines prove."""
    variables = printer.ordered(found.values)
    some = "".join(f"exists {printer.name(v)} : {sort(v.sort)}, " for v in variables)
    said = "".join(f"T {printer.show(h)} /\\ " for _, h in certificate.hypotheses)
    values = "".join(f"(ex_intro _ {printer.show(found.values[v])} " for v in variables)
    proofs = "".join(f"(conj l_{k} " for k in lines)
    end = ")" * (len(variables) + len(lines))
    return f"Theorem met : {some}{said}True.\nProof. exact {values}{proofs}I{end}. Qed."


def _theorem(certificate: Certificate, n: int, writer: Lines) -> str:
    """The theorem, which line ``n`` proves, from all the hypotheses the author states."""
    last = writer.sequents[n]
    every = Sequent(frozenset(h for _, h in certificate.hypotheses), last.proposition)
    said, known, _ = writer.statement(every)
    return f"Theorem theorem {said}.\nProof. exact {writer.use(n, known)}. Qed."
