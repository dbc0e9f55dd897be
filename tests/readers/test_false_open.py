"""The 46 false steps as LaTeX: none is proved, and those that the reader understands are refuted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mlekl_symbolic.readers.latex.check import Verdict, check_latex

STEPS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "data" / "false_open.json").read_text("utf-8")
)["steps"]
BEFORE = {
    "fs01": "% mlekl: x_i: sample of size N on X; P_hat: empirical of x\n\n",
    "fs02": "% mlekl: x_i: sample of size N on X; P_hat: empirical of x\n\n",
    "fs11": r"\[ V(G, D^*) := E_{x \sim p_r}\left[\log \frac{p_r(x)}{p_r(x) + p_g(x)}\right] "
    r"+ E_{x \sim p_g}\left[\log \frac{p_g(x)}{p_r(x) + p_g(x)}\right] \]",
    "fs15": r"\[ H_{\log p(x|\theta)} := \nabla_\theta \nabla_\theta \log p(x|\theta) \] "
    r"\[ F := E_{p(x|\theta)}[\nabla_\theta \log p(x|\theta) \, \nabla_\theta \log p(x|\theta)^T] \]",
    "fs16": "% mlekl: p: model on X over Theta; theta, theta_0: parameter\n\n",
    "fs23": "% mlekl: p, u: pmf on X\n\n" + r"\[ u(x) := \frac{1}{|\mathcal{X}|} \]",
    "fs33": r"\[ \hat y := \frac{1}{1 + e^{-\theta_0 - \theta_1 x_1}} \]",
    "fs35": r"\[ H(\mathrm{Bin}(n, p)) := -\sum_{k=0}^n \binom{n}{k} p^k (1 - p)^{n-k} "
    r"\log\left(\binom{n}{k} p^k (1 - p)^{n-k}\right) \] "
    r"\[ H_{bern}(p) := -p \log p - (1 - p) \log(1 - p) \]",
}
"""What the text around a step says: what its names are, in a declaration or a definition."""
OPEN = {
    "fs15b": "neither expectation nor law of its right side is said",
    "fs25a": "the Gamma function",
    "fs25b": "the Gamma function",
    "fs35a": "an expectation without brackets before a binomial coefficient",
}
"""Why a step is not refuted."""


def verdict(step: dict[str, str], name: str) -> Verdict:
    """The verdict on a step, after what its text says."""
    line = rf"\[ {step['lhs']} {step['rel']} {step['rhs']} \]"
    found = check_latex(f"{BEFORE.get(name[:4], '')}\n{line}\n")
    return [c.verdict for c in found.lines if c.step.line.relation][-1]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step["id"])
def test_the_mutant_is_refuted(step: dict[str, Any]) -> None:
    found = verdict(step["mutated"], str(step["id"]))
    expected = Verdict.UNREADABLE if step["id"] in OPEN else Verdict.REFUTED
    assert found is expected


@pytest.mark.parametrize("step", STEPS[::2], ids=lambda step: step["original_id"])
def test_the_original_is_never_refuted(step: dict[str, Any]) -> None:
    assert verdict(step["original"], str(step["id"])) is not Verdict.REFUTED


def test_most_are_refuted() -> None:
    assert len(STEPS) == 46
    assert len(OPEN) / len(STEPS) < 0.1
