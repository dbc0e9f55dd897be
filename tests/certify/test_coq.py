"""Coq itself re-checks what it is given, and refuses what is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mlekl_symbolic.cli.app import invoke
from mlekl_symbolic.writers.coq import coq_file
from mlekl_symbolic.writers.coq.program import ALLOWED, CoqError, recheck
from tests.certify.conftest import OUTPUT, certificate

SHORT = ("likelihood_of_iid", "cross_entropy", "gibbs", "mle_as_kl", "kl_as_expectation")


def test_short_derivations_are_rechecked(coq):
    files = [coq_file(certificate(name)) for name in SHORT]
    assert recheck(files, coq) <= ALLOWED


def test_a_wrong_theorem_is_not(coq):
    made = coq_file(certificate("likelihood_of_iid"))
    wrong = replace(made, body=made.body.replace("Theorem theorem", "Theorem theorem (extra : False)"))
    with pytest.raises(CoqError, match="does not accept"):
        recheck([replace(made, body=made.body.replace("(prod ", "(sum "))], coq)
    assert recheck([wrong], coq) <= ALLOWED


def test_one_bad_file_of_several_is_found(coq):
    good, bad = (coq_file(certificate(n)) for n in ("likelihood_of_iid", "cross_entropy"))
    with pytest.raises(CoqError):
        recheck([good, replace(bad, body=bad.body.replace("trans_ee", "trans_el"))], coq)


def test_coq_is_stopped(coq):
    with pytest.raises(CoqError, match="stopped after"):
        recheck([coq_file(certificate("mle_as_kl"))], coq, timeout=0.05)


def test_the_command_reports_what_is_rechecked(coq, capsys):
    code = invoke(
        ["certify", *(str(OUTPUT / f"{n}.json") for n in ("cross_entropy", "markov_for_densities"))]
    )
    said = capsys.readouterr().out
    assert code == 2
    assert f"cross_entropy.json: re-checked by Coq {coq.version}: the theorem and 4 steps" in said
    assert "the theorem is not re-checked: integrals" in said
    assert said.endswith(f"1 of 2 derivations re-checked whole by Coq {coq.version}.\n")


def test_without_coq_nothing_is_said_to_be_rechecked(capsys, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert invoke(["certify", str(OUTPUT / "cross_entropy.json")]) == 4
    said = capsys.readouterr()
    assert "re-checked by" not in said.out + said.err
    assert "apt-get install coq" in said.err
