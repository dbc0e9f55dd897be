"""Cross-entropy loss, negative log-likelihood and divergence from the data, as PyTorch computes them.

    python examples/torch_equivalence.py

The three losses have the same gradient and the same optimum on real tensors. What PyTorch computes
agrees with the formulas that the derivations `cross_entropy_loss` and `divergence_from_data` are
about, lowered to SymPy. Needs the extra ``torch``: pip install '.[torch]'.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from math import fsum
from typing import Any

import sympy

from mlekl_symbolic.language import KL, Alphabet, CrossEntropy, Entropy, Tabulated, exp, lower, variables
from mlekl_symbolic.proof.library import library
from mlekl_symbolic.proof.run import theorem
from mlekl_symbolic.proof.verdict import verdict

LETTERS = "cat dog fish"
DATA = (0, 0, 1, 0, 2, 1, 0, 2, 0, 1)
"""Ten observations by the numbers of their letters: five cats, three dogs, two fish."""
LOGITS = (0.3, -1.2, 0.7)
THEOREMS = ("cross_entropy_loss", "divergence_from_data", "softmax_gradient")
LOSSES = ("cross-entropy loss", "negative log-likelihood", "divergence from the data")


@dataclass(frozen=True, slots=True)
class Result:
    """One loss at some logits: its value, its gradient, and the distribution where descent ends."""

    value: float
    gradient: tuple[float, ...]
    optimum: tuple[float, ...]


def frequencies(data: Sequence[int] = DATA) -> tuple[sympy.Rational, ...]:
    """The relative frequencies of the data."""
    return tuple(sympy.Rational(data.count(k), len(data)) for k in range(len(LETTERS.split())))


def losses(torch: Any, data: Sequence[int] = DATA) -> dict[str, Callable[[Any], Any]]:
    """The three losses as functions of a tensor of logits, each as a user of PyTorch writes it."""
    functional = torch.nn.functional
    targets = torch.tensor(data)
    counts = torch.bincount(targets, minlength=len(LETTERS.split()))
    empirical = counts.to(torch.float64) / len(data)

    def cross_entropy(logits: Any) -> Any:
        return functional.cross_entropy(logits.expand(len(data), -1), targets)

    def likelihood(logits: Any) -> Any:
        return -torch.distributions.Categorical(logits=logits).log_prob(targets).mean()

    def divergence(logits: Any) -> Any:
        return functional.kl_div(functional.log_softmax(logits, dim=0), empirical, reduction="sum")

    return dict(zip(LOSSES, (cross_entropy, likelihood, divergence), strict=True))


def with_torch(torch: Any, logits: Sequence[float] = LOGITS, data: Sequence[int] = DATA) -> dict[str, Result]:
    """What PyTorch finds for each loss."""
    found = {}
    for name, loss in losses(torch, data).items():
        at = torch.tensor(logits, dtype=torch.float64, requires_grad=True)
        value = loss(at)
        (gradient,) = torch.autograd.grad(value, at)
        optimum = torch.softmax(_descended(torch, loss, logits), dim=0)
        found[name] = Result(value.item(), tuple(gradient.tolist()), tuple(optimum.tolist()))
    return found


def _descended(torch: Any, loss: Callable[[Any], Any], logits: Sequence[float]) -> Any:
    """The logits at which descent on a loss ends."""
    at = torch.tensor(logits, dtype=torch.float64, requires_grad=True)
    search = {"max_iter": 200, "tolerance_grad": 1e-12, "tolerance_change": 1e-18}
    optimiser = torch.optim.LBFGS([at], **search, line_search_fn="strong_wolfe")

    def closure() -> Any:
        optimiser.zero_grad()
        value = loss(at)
        value.backward()
        return value

    optimiser.step(closure)
    return at.detach()


def with_formulas(logits: Sequence[float] = LOGITS, data: Sequence[int] = DATA) -> dict[str, Result]:
    """The same from the formulas of the derivations: exact derivatives, and the frequencies themselves."""
    u = variables("u v w")
    total = exp(u[0]) + exp(u[1]) + exp(u[2])
    letters = Alphabet("X", LETTERS)
    observed = Tabulated("P_data", letters, frequencies(data))
    model = Tabulated("Q", letters, tuple(exp(k) / total for k in u))
    symbols = tuple(map(lower, u))
    cross_entropy, divergence = lower(CrossEntropy(observed, model)), lower(KL(observed, model))
    optimum = tuple(map(float, frequencies(data)))
    found = {}
    for name, formula in zip(LOSSES, (cross_entropy, cross_entropy, divergence), strict=True):
        slopes = [sympy.diff(formula, k) for k in symbols]
        value, *gradient = (float(sympy.lambdify(symbols, f, "math")(*logits)) for f in (formula, *slopes))
        found[name] = Result(value, tuple(gradient), optimum)
    return found


def entropy(data: Sequence[int] = DATA) -> float:
    """The entropy of the data: the constant between cross-entropy and divergence."""
    return float(lower(Entropy(Tabulated("P_data", Alphabet("X", LETTERS), frequencies(data)))))


def apart(one: Result, other: Result) -> float:
    """The largest difference between two results."""
    pairs = zip((one.value, *one.gradient), (other.value, *other.gradient), strict=True)
    return max(abs(a - b) for a, b in pairs)


def main() -> int:
    """Print the comparison; 0 when everything agrees."""
    try:
        torch = import_module("torch")
    except ImportError:
        print("this example needs PyTorch: pip install '.[torch]' in a copy of the project", file=sys.stderr)
        return 1
    for name in THEOREMS:
        print(f"{name}: {verdict(theorem(library().find(name)))}")
    computed, expected = with_torch(torch), with_formulas()
    print(
        f"\nfrequencies {', '.join(map(str, frequencies()))}; at the logits {', '.join(map(str, LOGITS))}:\n"
    )
    for name, result in computed.items():
        gradient = ", ".join(f"{g:+.6f}" for g in result.gradient)
        optimum = ", ".join(f"{q:.6f}" for q in result.optimum)
        print(f"{name:<24}  value {result.value:.6f}  gradient ({gradient})  optimum ({optimum})")
    worst = max(apart(computed[name], expected[name]) for name in LOSSES)
    constant = computed[LOSSES[0]].value - computed[LOSSES[2]].value
    print(f"\nlargest distance from the formulas of the derivations: {worst:.1e}")
    print(f"cross-entropy less divergence: {constant:.6f}; entropy of the data: {entropy():.6f}")
    return 0 if fsum((worst, abs(constant - entropy()))) < 1e-9 else 1


if __name__ == "__main__":
    sys.exit(main())
