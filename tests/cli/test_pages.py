"""What the pages of `prove` and `site` may have besides the derivation."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from mlekl_symbolic.writers import docx_document
from tests.cli.conftest import Run

CHANGED = """\
from mlekl_symbolic import *


@derivation(title="The divergence is cross-entropy minus entropy")
def changed(proof: Proof) -> Theorem:
    X = proof.finite_set("X")
    p = proof.distribution("p", over=X)
    q = proof.distribution("q", over=X)
    (a,) = variables("a")
    proof.given(ForAll(q(a) > 0, (a, X)), "q excludes nothing")
    proof.show(Equal(KL(p, q), CrossEntropy(p, q) - H(p)))
    return proof.qed(proof.calc(KL(p, q)).eq(CrossEntropy(p, q) - H(p)))
"""


@pytest.mark.parametrize("to", [(), ("--to", "tex"), ("--to", " TEX ,txt")])
def test_a_fragment_in_place_of_a_whole_file(mlekl: Run, to: tuple[str, ...]) -> None:
    ran = mlekl("prove", "cross_entropy", "--fragment", *to)
    assert (ran.code, ran.err) == (0, "")
    written = {p.name for p in Path("output").iterdir()}
    assert written == {"cross_entropy.fragment.tex", *(["cross_entropy.txt"] if "txt" in str(to) else [])}
    assert b"documentclass" not in Path("output/cross_entropy.fragment.tex").read_bytes()


def test_a_second_opinion_on_a_file_of_ones_own(mlekl: Run) -> None:
    Path("changed.py").write_text(CHANGED, "utf-8")
    for options, words in (((), "SymPy was not asked"), (("--second-opinion",), "SymPy finds the same in")):
        assert mlekl("prove", "./changed.py", "--to", "html", *options).code == 0
        assert words in Path("output/changed.html").read_text("utf-8")


def test_the_second_opinion_on_a_standard_derivation_is_known(mlekl: Run) -> None:
    assert mlekl("prove", "cross_entropy", "--to", "html").code == 0
    page = Path("output/cross_entropy.html").read_text("utf-8")
    assert "SymPy finds the same in" in page
    assert "not asked" not in page


def test_a_missing_pandoc(mlekl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(docx_document, "find_spec", lambda _: None)
    ran = mlekl("prove", "cross_entropy", "--to", "txt,docx")
    assert ran.code == 4
    assert "docx needs pandoc" in ran.err
    assert not Path("output").exists()


def test_a_site(mlekl: Run) -> None:
    ran = mlekl("site", "gibbs", "categorical", "--out", "pages")
    assert ran.code == 0
    names = {p.name for p in Path("pages").iterdir()}
    assert names == {"gibbs.html", "categorical.html", "index.html", "rules.html", "errors.html"}
    page = Path("pages/categorical.html").read_text("utf-8")
    pictures = re.findall("<figure>", page)
    assert len(pictures) == (0 if "pages have no pictures" in ran.err else 1)
    assert len(page.encode()) <= 150_000
    assert 'id="V503"' in Path("pages/errors.html").read_text("utf-8")
