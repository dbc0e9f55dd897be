"""The kernel and the second checker agree, on good certificates, bad ones and changed ones."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from mlekl_symbolic import replay
from mlekl_symbolic.kernel.__main__ import main
from mlekl_symbolic.kernel.certificate import Certificate
from mlekl_symbolic.kernel.lines import CheckError, Line, MicroStep
from mlekl_symbolic.kernel.terms import App, Term, Var, lam
from mlekl_symbolic.kernel.traces import with_algebra
from mlekl_symbolic.kernel.writing import write
from tests.kernel.bad_certificates import FOLDER, LARGEST, LINEAR, UNSEEMLY, bad, file_name, proof
from tests.kernel.mutated_certificates import by_the_kernel, by_the_other, difference, mutants
from tests.kernel.scripts import A, assume, at, eq, every, f, num, op, refl, total, x, y
from tests.kernel.test_attacks import NEIGHBOURS

ROOT = Path(__file__).resolve().parents[2]
GOOD = sorted((ROOT / "output").glob("*.json"), key=lambda p: p.stat().st_size)
BAD = sorted(FOLDER.glob("*/*.json"))


@pytest.mark.parametrize("path", GOOD[:60:6], ids=lambda p: p.stem)
def test_both_accept_what_is_committed(path):
    assert by_the_kernel(path.read_text(encoding="utf-8")) == by_the_other(path.read_text(encoding="utf-8"))
    assert by_the_other(path.read_text(encoding="utf-8"))[0] == 0


def test_there_are_many_bad_ones_and_the_folder_has_all_that_are_not_large():
    assert len(BAD) > 200
    wanted = {file_name(name, code): text for code, name, text in bad() if len(text) <= LARGEST}
    found = {f"{p.parent.name}/{p.name}": p.read_bytes().decode() for p in BAD}
    assert found == wanted, "run python -m tests.kernel.bad_certificates"


def alike(one: int, other: int) -> bool:
    """Whether two exit codes say the same: a checker may find what is malformed only while it checks."""
    return one == other or {one, other} == {2, 4}


@pytest.mark.parametrize("path", BAD, ids=lambda p: p.stem)
def test_both_refuse_a_bad_one_with_its_code(path):
    text = path.read_bytes().decode()
    if path.parent.name == "unseemly":
        assert by_the_kernel(text)[0] == 4
        assert not difference(text)[1]
    else:
        assert by_the_kernel(text)[0] == int(path.parent.name)
        assert alike(by_the_other(text)[0], int(path.parent.name))


def test_both_refuse_large_ones():
    for code, name, text in bad():
        if len(text) > LARGEST:
            assert by_the_kernel(text)[0] == code
            assert name in UNSEEMLY or alike(by_the_other(text)[0], code), name


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_both_accept_what_is_nearly_bad(name):
    lines, _ = NEIGHBOURS[name]
    if not {"axiom", "define"} & {a.rule for a in lines}:
        text = written(proof(*lines, axioms=(), definitions=()))
        assert by_the_kernel(text) == by_the_other(text)
        assert by_the_kernel(text)[0] == 0


def written(made: Certificate) -> str:
    """The text of a certificate, with its traces."""
    return write(with_algebra(made))


@pytest.mark.parametrize("made", LINEAR.values(), ids=LINEAR)
def test_no_combination_that_polynomials_refuse_has_a_trace(made):
    """Each of them lacks something else than the trace, which polynomials see as well."""
    bare = made._replace(lines=tuple(line._replace(algebra=None) for line in made.lines))
    try:
        full = with_algebra(bare)
    except CheckError:
        return
    assert by_the_kernel(write(full)) == by_the_other(write(full))
    assert by_the_kernel(write(full))[0] == 3


BELOW = proof(
    assume(op("<", x, y)),
    assume(eq(y, Var("z"))),
    Line(
        "linear", (0, 1), (op("<", op("*", num(2), x), op("+", op("+", y, Var("z")), num(1))), num(2), num(1))
    ),
    axioms=(),
    definitions=(),
)


def test_both_follow_the_trace_of_a_combination_to_its_end():
    full = with_algebra(BELOW)
    assert by_the_kernel(write(full)) == by_the_other(write(full))
    assert by_the_kernel(write(full))[0] == 0
    steps = full.lines[2].algebra
    looped = (MicroStep("one_mul", (), forward=False), MicroStep("one_mul"))
    for trace, code in (
        (steps[:-1], 2),
        (steps[1:], 2),
        ((), 2),
        ((*looped, *steps), 0),
        ((*steps, *looped), 0),
    ):
        lines = (*full.lines[:2], full.lines[2]._replace(algebra=trace))
        text = write(full._replace(lines=lines))
        assert (by_the_kernel(text)[0], by_the_other(text)[0]) == (code, code)


def test_both_agree_on_changed_certificates():
    codes = set()
    for kind, text in mutants(120, seed=7):
        code, found = difference(text)
        assert not found, f"{kind}: {found}"
        codes.add(code)
    assert {0, 2, 4} <= codes


REDEX = at(lam((x,), op("+", x, y)), num(2))
Z = Var("z")
SUM, GAP = op("+", x, num(1)), op("-", x, y)
LOG = App("log", (op("+", y, x),))


def replacing(t: Term, v: Var, by: Term) -> tuple[Line, ...]:
    """``t = t`` with a variable replaced."""
    return refl(t), Line("inst", (0,), instance=((v, by),))


@pytest.mark.parametrize(
    "lines",
    [
        replacing(REDEX, y, num(1)),
        replacing(REDEX, Z, num(1)),
        replacing(every(x, A, eq(at(f, at(f, x)), x)), f, lam((y,), op("*", y, y))),
        replacing(every(x, A, eq(at(f, x), x)), f, lam((y,), total(Z, A, op("*", op("*", y, Z), x)))),
        (assume(eq(LOG, num(0))), Line("ring", (0,), (LOG, num(0)))),
        (Line("ring", terms=(op("^", SUM, num(-2)), op("^", op("/", num(1), SUM), num(2)))),),
        (Line("ring", terms=(op("/", x, op("/", num(2), GAP)), op("/", op("*", x, GAP), num(2)))),),
    ],
)
def test_both_make_the_same_of_replacing_and_arithmetic(lines):
    text = written(proof(*lines, axioms=(), definitions=()))
    assert by_the_kernel(text) == by_the_other(text)
    assert by_the_kernel(text)[0] == 0


def nested(n: int) -> Term:
    """``f(f(… f(x)))``."""
    t: Term = x
    for _ in range(n):
        t = at(f, t)
    return t


def test_a_few_lines_that_would_make_a_term_without_end_are_refused(tmp_path, capsys):
    double = lam((y,), total(Z, A, op("+", y, y)))
    lines = (assume(every(x, A, eq(nested(60), x))), Line("inst", (0,), instance=((f, double),)))
    path = tmp_path / "bomb.json"
    path.write_text(write(proof(*lines)), encoding="utf-8")
    assert main([str(path)]) == replay.replay(path) == 2
    assert "nodes" in capsys.readouterr().err


def test_terms_as_deep_as_may_be_are_managed(tmp_path, capsys):
    deep: Term = x
    for _ in range(397):
        deep = App("neg", (deep,))
    same = App("neg", (App("neg", (deep,)),))
    path = tmp_path / "deep.json"
    last = (0,) * 397
    steps = (
        MicroStep("neg_eq", last),
        MicroStep("neg_eq", (*last, 1)),
        MicroStep("mul_assoc", last, forward=False),
        MicroStep("numeral", (*last, 0)),
        MicroStep("one_mul", last),
    )
    made = proof(Line("ring", terms=(same, deep), algebra=steps), axioms=(), definitions=())
    path.write_text(write(made), encoding="utf-8")
    assert main([str(path)]) == replay.replay(path) == 0
    assert len(capsys.readouterr().out) > 397


def test_the_second_checker_is_one_file_on_its_own(tmp_path):
    source = Path(replay.__file__).read_text(encoding="utf-8")
    used = set(re.findall(r"^\s*(?:from|import) ([\w.]+)", source, re.MULTILINE))
    standard = {"collections", "fractions", "functools", "json", "math", "pathlib", "re", "sys", "types"}
    assert used <= standard
    assert len(source.splitlines()) <= 300
    assert max(map(len, source.splitlines())) <= 120
    (tmp_path / "kernel").mkdir()
    (tmp_path / "replay.py").write_text(source, encoding="utf-8")
    (tmp_path / "kernel" / "library.json").write_bytes(replay.LIBRARY.read_bytes())
    wrong = FOLDER / "2" / "no-proof.json"
    for files, code in ((GOOD[:1], 0), ([GOOD[0], wrong], 2), ([GOOD[0], tmp_path / "absent"], 4), ([], 4)):
        command = [sys.executable, "-I", str(tmp_path / "replay.py"), *map(str, files)]
        assert subprocess.run(command, capture_output=True, check=False).returncode == code
