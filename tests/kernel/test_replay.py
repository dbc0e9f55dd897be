"""The checker as a program of its own: what it says and its exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mlekl_symbolic.kernel.__main__ import FAILED, FOREIGN, LIBRARY, PROVED, UNREADABLE, main
from mlekl_symbolic.kernel.certificate import Certificate, read_library, verify
from mlekl_symbolic.kernel.lines import Line
from mlekl_symbolic.kernel.terms import App, Num, Var, lam
from mlekl_symbolic.kernel.theory import Axiom, Definition
from mlekl_symbolic.kernel.traces import with_algebra
from mlekl_symbolic.kernel.writing import write, write_library
from mlekl_symbolic.proof import library, run
from mlekl_symbolic.rules.rulebook import theory
from tests.kernel.scripts import A, eq, f, num, op, p, refl, s, x, y
from tests.kernel.test_certificate import certificate

ROOT = Path(__file__).resolve().parents[2]
BARE = run(library()["mle_as_kl"]).certificate
assert BARE is not None
THEOREM = with_algebra(BARE)


def replayed(*files: Path) -> subprocess.CompletedProcess[str]:
    """What another process makes of the files."""
    command = [sys.executable, "-I", "-c", "import sys; sys.path.insert(0, sys.argv.pop(1)); import runpy; "
               "runpy.run_module('mlekl_symbolic.kernel', run_name='__main__', alter_sys=False)"]  # fmt: skip
    return subprocess.run(
        [*command, str(ROOT), *map(str, files)], capture_output=True, text=True, check=False
    )


def kept(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def good(tmp_path):
    return kept(tmp_path / "good.json", write(THEOREM))


def test_a_proof_checks_in_another_process_the_same_way_every_time(good):
    command = [sys.executable, "-m", "mlekl_symbolic.kernel", str(good)]
    first, second = (
        subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False) for _ in range(2)
    )
    assert first.returncode == PROVED, first.stderr
    assert (first.stdout, first.stderr) == (second.stdout, second.stderr)
    assert first.stdout.startswith("mle_as_kl: argmin {")
    assert f"{len(THEOREM.lines)} lines checked" in first.stdout


def test_the_checker_needs_nothing_but_the_standard_library(good):
    probe = (
        "import sys; sys.path.insert(0, sys.argv[1]); from mlekl_symbolic.kernel.__main__ import main; "
        "code = main(sys.argv[2:]); assert not {'sympy', 'flint'} & set(sys.modules); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-I", "-c", probe, str(ROOT), str(good)], check=False)
    assert done.returncode == PROVED


def test_assertions_switched_off_change_nothing(tmp_path, good):
    bad = kept(tmp_path / "bad.json", write(THEOREM._replace(hypotheses=())))
    for file, code in ((good, PROVED), (bad, FAILED)):
        command = [sys.executable, "-O", "-m", "mlekl_symbolic.kernel", str(file)]
        assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == code


def test_a_file_without_traces_is_2(tmp_path, capsys):
    assert main([str(kept(tmp_path / "bare.json", write(BARE)))]) == FAILED
    assert "the micro-steps do not lead to the right side" in capsys.readouterr().err


def test_a_line_that_does_not_follow_is_2(tmp_path, capsys):
    lines = list(THEOREM.lines)
    place = next(n for n, line in enumerate(lines) if line.rule == "ring")
    lines[place] = lines[place]._replace(terms=(lines[place].terms[0], Num(7)), uses=())
    bad = kept(tmp_path / "bad.json", write(THEOREM._replace(lines=tuple(lines))))
    assert main([str(bad)]) == FAILED
    assert f"proof line {place} (ring)" in capsys.readouterr().err


def test_a_hypothesis_that_is_not_listed_is_2(tmp_path, capsys):
    needed = verify(THEOREM).sequent.hypotheses
    fewer = tuple(pair for pair in THEOREM.hypotheses if pair[1] is not min(needed, key=repr))
    bad = kept(tmp_path / "bad.json", write(THEOREM._replace(hypotheses=fewer)))
    assert main([str(bad)]) == FAILED
    bad = kept(tmp_path / "bad.json", write(THEOREM._replace(hypotheses=())))
    assert main([str(bad)]) == FAILED
    assert "not listed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("axioms", "definitions", "named"),
    [
        ((Axiom("everything", (p,), (), p),), (), "axiom everything"),
        ((Axiom("log_one", (), (), eq(num(0), num(1))),), (), "axiom log_one"),
        ((), (Definition("kl", (A,), num(0)),), "definition kl"),
        ((), (Definition("entropy", (), num(0)),), "definition entropy"),
    ],
)
def test_an_axiom_or_a_meaning_that_is_not_the_librarys_is_3(tmp_path, capsys, axioms, definitions, named):
    lines = (
        *(Line("axiom", name=a.name, instance=tuple((m, App("false")) for m in a.metas)) for a in axioms),
    )
    made = certificate(
        axioms=axioms, definitions=definitions, lines=lines or (refl(x),), theorem=0, hypotheses=(), steps=()
    )
    assert main([str(kept(tmp_path / "foreign.json", write(made)))]) == FOREIGN
    assert f"NOT IN THE LIBRARY: {named}" in capsys.readouterr().out


def test_a_name_that_only_axioms_give_a_meaning_to_cannot_be_defined(tmp_path, capsys):
    """Otherwise ``deriv`` is 5 by definition and 1 by the library's axioms, and 5 = 1 is proved."""
    axioms, definitions = (
        {each.name: each for each in some} for some in read_library(Path(LIBRARY).read_text(encoding="utf-8"))
    )
    identity, five = lam((y,), y), Definition("deriv", (f, x), num(5))
    lines = (
        Line("axiom", name="has_deriv_id", instance=((x, num(1)),)),
        Line("axiom", (0,), name="deriv_eq", instance=((f, identity), (x, num(1)), (Var("d"), num(1)))),
        Line("define", terms=(App("deriv", (identity, num(1))),)),
        Line("symm", (2,)),
        Line("trans", (3, 1)),
    )
    used = (axioms["has_deriv_id"], axioms["deriv_eq"])
    made = Certificate("f", "", used, (five, definitions["has_derivative"]), lines, 4)
    assert verify(made).sequent.proposition is eq(num(5), num(1))
    assert main([str(kept(tmp_path / "five.json", write(made)))]) == FOREIGN
    assert "NOT IN THE LIBRARY: definition deriv" in capsys.readouterr().out
    honest = made._replace(definitions=made.definitions[1:], lines=lines[:2], theorem=1)
    assert main([str(kept(tmp_path / "one.json", write(honest)))]) == PROVED


def test_a_new_definition_is_spelled_out(tmp_path, capsys):
    mine = Definition("double", (s,), op("+", s, s))
    made = certificate(axioms=(), definitions=(mine,), lines=(refl(x),), theorem=0, hypotheses=(), steps=())
    assert main([str(kept(tmp_path / "mine.json", write(made)))]) == PROVED
    assert "where double(s) stands for s + s" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text", ["", "[", "[]", "[\n]\n", "nonsense", '[\n{"certificate":"mlekl"}\n]', "\ufeff[\n]"]
)
def test_what_is_no_certificate_is_4(tmp_path, capsys, text):
    assert main([str(kept(tmp_path / "odd.json", text))]) == UNREADABLE
    assert "odd.json:" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_4(tmp_path, capsys):
    (tmp_path / "latin.json").write_bytes(b"[\n\xff\n]")
    for name in ("absent.json", "latin.json", "."):
        assert main([str(tmp_path / name)]) == UNREADABLE
    assert main([]) == UNREADABLE
    assert "usage" in capsys.readouterr().err


def test_the_worst_of_several_files_counts(tmp_path, good):
    bad = kept(tmp_path / "bad.json", write(THEOREM._replace(hypotheses=())))
    odd = kept(tmp_path / "odd.json", "nonsense")
    assert replayed(good, good).returncode == PROVED
    assert replayed(bad, good).returncode == FAILED
    done = replayed(good, bad, odd)
    assert done.returncode == UNREADABLE
    assert "does not check" in done.stderr


def test_the_library_file_is_what_the_rules_say():
    known = theory()
    wanted = write_library(known.axioms.values(), known.definitions.values())
    assert Path(LIBRARY).read_text(encoding="utf-8") == wanted, "run python scripts/library.py"
    assert read_library(wanted) == (tuple(known.axioms.values()), tuple(known.definitions.values()))
