"""Every outcome has its exit code, and nothing good is overwritten by what is not proved."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mlekl_symbolic.cli.exits import BAD_INPUT, GAPS, PROVED, REFUTED, UNPROVED, worst
from tests.cli.conftest import Run

OUTCOMES = [
    ("", PROVED, "proved"),
    ("samples.REFUTED", REFUTED, "refuted"),
    ("samples.UNPROVED", UNPROVED, "unproved"),
    ("samples.GAP", GAPS, "gaps"),
]


@pytest.mark.parametrize(("outcome", "code", "word"), OUTCOMES)
def test_code_and_verdict(
    mlekl: Run, prepared: Callable[[str], str], outcome: str, code: int, word: str
) -> None:
    ran = mlekl("prove", prepared(outcome))
    assert ran.code == code
    assert ran.out.startswith(f"mle_as_kl: {word}\n")


@pytest.mark.parametrize(("outcome", "code", "word"), OUTCOMES)
def test_json(mlekl: Run, prepared: Callable[[str], str], outcome: str, code: int, word: str) -> None:
    ran = mlekl("prove", prepared(outcome), "--json")
    found = json.loads(ran.out)
    assert (ran.code, found["verdict"]) == (code, word)
    assert [s["label"] for s in found["steps"]] == ["1.1", "1.2", "1.3", "1.4", "1.5", "2.1", "2.2", "2.3"]
    assert found["steps"][4]["outcome"]["verdict"] == word
    assert bool(found["message"]) == (code != PROVED)


@pytest.mark.parametrize(("outcome", "code", "word"), OUTCOMES[1:])
def test_a_good_page_is_never_overwritten(
    mlekl: Run, prepared: Callable[[str], str], outcome: str, code: int, word: str
) -> None:
    assert mlekl("prove", prepared(""), "--to", "tex").code == PROVED
    good = Path("output/mle_as_kl.tex").read_bytes()
    ran = mlekl("prove", prepared(outcome), "--to", "tex,json")
    assert ran.code == code
    assert word in ran.out
    assert Path("output/mle_as_kl.tex").read_bytes() == good
    assert {p.name for p in Path("output").iterdir()} == {"mle_as_kl.tex", "mle_as_kl.draft.tex"}
    assert Path("output/mle_as_kl.draft.tex").read_bytes() != good


def test_a_refuted_step_says_all(mlekl: Run, prepared: Callable[[str], str]) -> None:
    said = mlekl("prove", prepared("samples.REFUTED")).out
    for part in ("step 5 is false", "derivation.py:1", "N = 2, x = (a, a)", "−log 2", "right − left  log N"):
        assert part in said
    assert said.isascii() is False
    assert "\x1b" not in said


def test_the_worst_code_wins() -> None:
    assert worst([]) == PROVED
    assert worst([PROVED, GAPS]) == GAPS
    assert worst([GAPS, UNPROVED]) == UNPROVED
    assert worst([REFUTED, UNPROVED]) == REFUTED
    assert worst([REFUTED, BAD_INPUT]) == BAD_INPUT


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), ""),
        (("proof",), "No such command 'proof'"),
        (("prove",), "name the derivations to prove, or say --all"),
        (("prove", "mle_as_kl", "--all"), "name the derivations to prove, or say --all"),
        (("prove", "no_such_thing"), "there is no derivation called 'no_such_thing'"),
        (("prove", "mle_as_lk"), "Did you mean mle_as_kl"),
        (("prove", "nowhere.py"), "nowhere.py: the file cannot be read: No such file or directory"),
        (("prove", "mle_as_kl", "--to", "pfd"), "there is no format 'pfd': did you mean pdf?"),
        (("prove", "mle_as_kl", "--engine", "word"), "'word'"),
        (("prove", "mle_as_kl", "--no-such-option"), "--no-such-option"),
        (("verify",), "CERTIFICATE"),
        (("verify", "nowhere.json"), "nowhere.json: cannot be read"),
        (("explain", "mle_as_kl"), "STEP"),
        (("explain", "no_such_thing", "1"), "there is no derivation called 'no_such_thing'"),
        (("new",), "NAME"),
        (("new", "two words"), "cannot be the name of a derivation"),
        (("new", "class"), "cannot be the name of a derivation"),
        (("new", "nowhere/there"), "cannot be written: No such file or directory"),
    ],
)
def test_bad_input(mlekl: Run, arguments: tuple[str, ...], said: str) -> None:
    ran = mlekl(*arguments)
    assert ran.code == BAD_INPUT
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_the_output_folder_is_a_file(mlekl: Run, prepared: Callable[[str], str], tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    ran = mlekl("prove", prepared(""), "--to", "tex", "--out", "taken")
    assert (ran.code, ran.err) == (BAD_INPUT, "mlekl: taken is a file, not a folder to write to\n")


def test_the_output_folder_is_below_a_file(
    mlekl: Run, prepared: Callable[[str], str], tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("")
    ran = mlekl("prove", prepared(""), "--to", "tex", "--out", "taken/below")
    assert ran.code == BAD_INPUT
    assert ran.err.startswith("taken/below: cannot be written to: ")


def test_a_broken_file_is_a_json_object_too(mlekl: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("x = (")
    ran = mlekl("prove", "broken.py", "--json")
    assert ran.code == BAD_INPUT
    assert "broken.py:1" in ran.err


def test_version_and_help(mlekl: Run) -> None:
    assert mlekl("--version").out.startswith("mlekl ")
    ran = mlekl("--help")
    assert ran.code == 0
    for command in ("list", "prove", "verify", "explain", "new"):
        assert command in ran.out


def test_gaps_show_the_whole_derivation_and_the_gap(mlekl: Run, prepared: Callable[[str], str]) -> None:
    said = mlekl("prove", prepared("samples.GAP")).out
    assert "(5)  GAP: a strong law is not available here" in said
    assert "step 5 is left open" in said


@pytest.mark.parametrize(("outcome", "code", "word"), OUTCOMES[1:])
def test_explain_a_step_that_is_not_proved(
    mlekl: Run, prepared: Callable[[str], str], outcome: str, code: int, word: str
) -> None:
    ran = mlekl("explain", prepared(outcome), "5")
    assert ran.code == code
    assert "step 5 is" in ran.out
    assert word


def test_explain_without_a_certificate(mlekl: Run, prepared: Callable[[str], str]) -> None:
    ran = mlekl("explain", prepared("samples.GAP"), "1")
    assert (ran.code, ran.err) == (
        BAD_INPUT,
        "mlekl: mle_as_kl is not proved, so there is no certificate to show\n",
    )


def test_explain_a_file_of_several(mlekl: Run, tmp_path: Path) -> None:
    one = (
        'from mlekl_symbolic.proof.derivation import derivation\n@derivation(title="T")\ndef {}(proof): ...\n'
    )
    (tmp_path / "two.py").write_text(one.format("first") + one.format("second"))
    ran = mlekl("explain", "two.py", "1")
    assert (ran.code, ran.err) == (BAD_INPUT, "mlekl: two.py holds several derivations: first, second\n")


def test_two_derivations_of_one_name(mlekl: Run, prepared: Callable[[str], str]) -> None:
    path = prepared("")
    ran = mlekl("prove", path, f"./{path}")
    assert ran.code == BAD_INPUT
    assert "two of these derivations are called 'prepared'" in ran.err


def test_an_author_who_forgets_to_return(mlekl: Run, tmp_path: Path) -> None:
    text = 'from mlekl_symbolic import *\n@derivation(title="T")\ndef short(proof: Proof): ...\n'
    (tmp_path / "short.py").write_text(text)
    ran = mlekl("prove", "short.py", "--json")
    assert ran.code == BAD_INPUT
    assert json.loads(ran.out)["verdict"] == "error"
    assert "return proof.qed(…)" in json.loads(ran.out)["message"]
    assert "return proof.qed(…)" in mlekl("prove", "short.py").err
