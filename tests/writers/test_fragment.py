"""Fragments: LaTeX that goes into another paper, several of them into one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.run import theorem
from mlekl_symbolic.writers.formats import write
from mlekl_symbolic.writers.tex_fragment import NEEDS
from tests.writers import samples

PAPER = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern}
\usepackage{%s}
%s
\begin{document}
%s
\end{document}
"""
TEX = os.environ.get("MLEKL_TEX") == "1"
NAMES = tuple(library()) if TEX else ("mle_as_kl", "seed_gap", "jensen", "bernoulli_score")
"""With MLEKL_TEX=1 every derivation is compiled, in one paper."""


def test_it_has_no_preamble_and_says_what_it_needs() -> None:
    text = write(samples.theorem(), "fragment").decode()
    assert not re.search(r"\\(documentclass|usepackage|begin\{document\})", re.sub("(?m)^%.*$", "", text))
    (needs,) = re.findall(r"^%   \\usepackage\{(.*)\}$", text, re.M)
    assert tuple(needs.split(",")) == NEEDS
    assert text.startswith("% ")


def test_labels_carry_the_name() -> None:
    text = write(theorem(library()["mle_as_kl"]), "fragment").decode()
    labels = re.findall(r"\\label\{([^}]*)\}", text)
    links = re.findall(r"\\mlstepof\{(\w+:[^}]*)\}", text)
    assert labels
    assert links
    assert all(label.startswith("mle_as_kl:") for label in labels)
    assert set(links) <= set(labels)
    assert r"\mlstep{" not in text


def test_it_begins_with_its_title_and_is_silent_on_claims_of_other_texts() -> None:
    text = write(theorem(library()["mle_as_kl"]), "fragment").decode()
    assert r"\noindent\textbf{Maximum likelihood minimises the divergence from the data.}" in text
    assert "settled here" not in text


def test_what_is_not_checked_is_marked_in_a_fragment_too() -> None:
    text = write(samples.theorem(samples.GAP), "fragment").decode()
    assert text.count(r"\mlgap") > 1
    assert "not yet a proof" in text


def test_a_title_cannot_end_the_comment() -> None:
    first, *_ = write(samples.hostile_theorem(), "fragment").decode().splitlines()
    assert first.startswith("% ")
    assert "line" in first


def _log(folder: Path, paper: str) -> str:
    (folder / "paper.tex").write_text(paper, "utf-8")
    command = ["latexmk", "-norc", "-pdf", "-interaction=nonstopmode", "-halt-on-error", "paper.tex"]
    if shutil.which("latexmk") is None:
        command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex"]
        subprocess.run(command, cwd=folder, capture_output=True, check=True)
    environment = os.environ | {"max_print_line": "1000"}
    subprocess.run(command, cwd=folder, capture_output=True, check=True, env=environment)
    return (folder / "paper.log").read_text("utf-8", "replace")


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
@pytest.mark.parametrize("more", [r"\usepackage[draft]{hyperref}", ""] if TEX else [""])
def test_fragments_go_into_one_paper(tmp_path: Path, more: str) -> None:
    for name in NAMES:
        (tmp_path / f"{name}.tex").write_bytes(write(theorem(library()[name]), "fragment"))
    inputs = "\n".join(rf"\section{{{n.replace('_', ' ')}}}\input{{{n}.tex}}" for n in NAMES)
    refers = r"\typeout{step \getrefnumber{mle_as_kl:6}!}By \ref{mle_as_kl:6} and \eqref{mle_as_kl:6}."
    more += r"\usepackage{refcount}"
    log = _log(tmp_path, PAPER % (",".join(NEEDS), more, f"{refers}\n{inputs}\n{refers}"))
    assert log.count("step 6!") == 2
    assert [w for w in re.findall(r"Overfull \\[hv]box \(([\d.]+)pt", log) if float(w) > 2] == []
    assert not re.search(r"undefined|multiply.defined|Missing character", log)
