"""Writing certificates: the text that `mlekl_symbolic.kernel.certificate.read` reads again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache

from mlekl_symbolic.kernel.certificate import VERSION, Certificate
from mlekl_symbolic.kernel.lines import Line, MicroStep
from mlekl_symbolic.kernel.terms import App, Bind, Bound, Num, Term, Var
from mlekl_symbolic.kernel.theory import Axiom, Definition

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_quoted = lru_cache(maxsize=1024)(_json)


def _numbers(numbers: Iterable[int]) -> str:
    """A list of whole numbers in JSON, of which a file has so many that the encoder is slow."""
    return f"[{','.join(map(str, numbers))}]"


class _Writer:
    """Numbers terms as they are first met."""

    def __init__(self, head: object, definitions: Iterable[Definition], axioms: Iterable[Axiom]) -> None:
        self.records = [_json(head)]
        self.numbers: dict[Term, int] = {}
        for d in definitions:
            self.definition(d)
        for a in axioms:
            self.axiom(a)

    def term(self, t: Term) -> int:
        if t in self.numbers:
            return self.numbers[t]
        match t:
            case App(head, args):
                numbers = ",".join([str(self.term(a)) for a in args])
                record = f'{{"app":[{_quoted(head)},[{numbers}],{_quoted(t.sort)}]}}'
            case Var(name):
                record = _json({"var": [name, t.sort]})
            case Bound(index):
                record = _json({"bound": index})
            case Num(value):
                record = _json({"num": str(value)})
            case Bind(head, domain, body):
                record = _json({"bind": [head, self.term(domain), self.term(body)]})
            case _:
                raise AssertionError(t)
        self.records.append(record)
        self.numbers[t] = len(self.numbers)
        return self.numbers[t]

    def axiom(self, a: Axiom) -> None:
        metas = [self.term(m) for m in a.metas]
        where = [[label, self.term(p)] for label, p in a.where]
        conclusion = self.term(a.conclusion)
        record = {"axiom": a.name, "metas": metas, "where": where, "conclusion": conclusion}
        self.records.append(_json(record))

    def definition(self, d: Definition) -> None:
        parameters = [self.term(p) for p in d.parameters]
        body = self.term(d.body)
        self.records.append(_json({"definition": d.name, "parameters": parameters, "body": body}))

    def line(self, line: Line) -> None:
        keys = [f'"line":{_quoted(line.rule)}']
        if line.uses:
            keys.append(f'"uses":{_numbers(line.uses)}')
        if line.terms:
            keys.append(f'"terms":{_numbers(map(self.term, line.terms))}')
        if line.name:
            keys.append(f'"axiom":{_quoted(line.name)}')
        if line.instance:
            pairs = [f"[{self.term(v)},{self.term(t)}]" for v, t in line.instance]
            keys.append(f'"instance":[{",".join(pairs)}]')
        if line.path:
            keys.append(f'"path":{_numbers(line.path)}')
        if line.variables:
            keys.append(f'"variables":{_numbers(map(self.term, line.variables))}')
        if line.algebra:
            keys.append(f'"algebra":{_json([self.micro_step(s) for s in line.algebra])}')
        self.records.append(f"{{{','.join(keys)}}}")

    def text(self) -> str:
        return "[\n" + ",\n".join(self.records) + "\n]\n"

    def micro_step(self, step: MicroStep) -> str:
        made = "" if step.term is None else f":{self.term(step.term)}"
        return f"{'' if step.forward else '-'}{step.law}@{'.'.join(map(str, step.path))}{made}"


def write(certificate: Certificate) -> str:
    """The text of a certificate; equal certificates give equal texts.

    Only what `mlekl_symbolic.kernel.traces.with_algebra` makes of one checks when it is read again.
    """
    head = {"certificate": "mlekl", "version": VERSION, "name": certificate.name, "title": certificate.title}
    w = _Writer(head, certificate.definitions, certificate.axioms)
    for line in certificate.lines:
        w.line(line)
    hypotheses = [[label, w.term(h)] for label, h in certificate.hypotheses]
    steps = [[s.label, s.line] for s in certificate.steps]
    w.records.append(_json({"theorem": certificate.theorem, "hypotheses": hypotheses, "steps": steps}))
    return w.text()


def write_library(axioms: Iterable[Axiom], definitions: Iterable[Definition]) -> str:
    """The text of a list of axioms and definitions, in the certificate format without a proof."""
    return _Writer({"library": "mlekl", "version": VERSION}, definitions, axioms).text()
