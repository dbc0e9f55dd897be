"""Certificates carry a trace for each line of arithmetic, and what is no trace is not read."""

from __future__ import annotations

from functools import cache

import pytest

from mlekl_symbolic.kernel.certificate import Certificate, CertificateError, read, verify
from mlekl_symbolic.kernel.lines import CheckError, Line, MicroStep
from mlekl_symbolic.kernel.terms import App, Num, Term, Var
from mlekl_symbolic.kernel.traces import with_algebra
from mlekl_symbolic.kernel.writing import write
from mlekl_symbolic.proof import library, run

A, B = Var("a"), Var("b")
NOTHING: Term = App("*", (Num(0), B))


@cache
def proved(name: str) -> Certificate:
    certificate = run(library()[name]).certificate
    if certificate is None:
        pytest.skip(f"{name} is not proved")
    return certificate


@pytest.mark.parametrize("name", sorted(library()))
def test_every_line_of_arithmetic_of_the_derivations_has_a_trace(name: str) -> None:
    bare = proved(name)
    full = with_algebra(bare)
    assert verify(full)._replace(script=None) == verify(bare)._replace(script=None)
    assert with_algebra(full) == full
    for line in full.lines:
        if line.rule == "ring":
            assert line.algebra or line.terms[0] is line.terms[1]
        else:
            assert (line.algebra is None) == (line.rule != "linear")
    assert read(write(full)) == full
    assert len(write(full)) < 4 * len(write(bare))


def test_without_traces_a_file_does_not_check() -> None:
    bare = proved("mle_as_kl")
    verify(bare)
    with pytest.raises(CheckError, match="do not lead"):
        verify(read(write(bare)))


def one_line(algebra: str) -> str:
    line = Line(
        "ring",
        terms=(App("+", (A, NOTHING)), A),
        algebra=(MicroStep("zero_mul", (1,)), MicroStep("add_zero")),
    )
    written = write(Certificate("t", "T", (), (), (line,), 0))
    assert '"algebra":["zero_mul@1","add_zero@"]' in written
    return written.replace('["zero_mul@1","add_zero@"]', algebra)


def test_a_trace_in_a_certificate_is_checked() -> None:
    verify(read(one_line('["zero_mul@1","add_zero@"]')))
    verify(read(one_line('["add_comm@","mul_comm@0","mul_zero@0","zero_add@"]')))
    back = read(one_line('["zero_mul@1","-zero_mul@1:3","zero_mul@1","add_zero@"]'))
    assert back.lines[0].algebra[1] == MicroStep("zero_mul", (1,), forward=False, term=NOTHING)
    verify(back)
    for wrong in ('["add_zero@","zero_mul@1"]', '["zero_mul@1"]', '["add_comm@"]', '["use0@"]'):
        with pytest.raises(CheckError):
            verify(read(one_line(wrong)))


@pytest.mark.parametrize(
    "algebra",
    [
        '["add_comm"]', '["add_comm@x"]', '["add_comm@1."]', '["add_comm@-1"]', '["+add_comm@"]',
        '["add_comm@1.1:"]', '["-zero_mul@1:99"]', '["use@"]', '["use01@"]', "[1]", "[null]", "1",
        '["add_comm@1\\n"]', '["add_comm@٣"]',
    ],
)  # fmt: skip
def test_what_is_not_a_trace_is_not_read(algebra: str) -> None:
    with pytest.raises(CertificateError):
        read(one_line(algebra))
