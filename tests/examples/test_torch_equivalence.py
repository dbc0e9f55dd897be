"""The three losses of the PyTorch companion are one, up to a constant, and those of the derivations."""

from __future__ import annotations

import importlib.util
import math
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOGITS = [(0.3, -1.2, 0.7), (0.0, 0.0, 0.0), (5.0, -5.0, 1.0), (-2.5, 0.25, 3.0)]
DATA = [(0, 0, 1, 0, 2, 1, 0, 2, 0, 1), (0, 1, 2), (2, 2, 2, 1, 0, 2), (0,) * 90 + (1,) * 9 + (2,)]


@pytest.fixture(scope="module")
def example() -> ModuleType:
    """The file of the example."""
    spec = importlib.util.spec_from_file_location(
        "torch_equivalence", ROOT / "examples" / "torch_equivalence.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    importlib.import_module("sys").modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def torch() -> Iterator[Any]:
    """PyTorch; it warns while it is imported without NumPy."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield pytest.importorskip("torch", reason="the extra `torch` is not installed")


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("logits", LOGITS)
def test_one_gradient(
    example: ModuleType, torch: Any, logits: tuple[float, ...], data: tuple[int, ...]
) -> None:
    found = example.with_torch(torch, logits, data)
    cross_entropy, likelihood, divergence = (found[name] for name in example.LOSSES)
    assert cross_entropy.value == pytest.approx(likelihood.value, abs=1e-12)
    assert cross_entropy.value - divergence.value == pytest.approx(example.entropy(data), abs=1e-12)
    assert cross_entropy.gradient == pytest.approx(likelihood.gradient, abs=1e-12)
    assert cross_entropy.gradient == pytest.approx(divergence.gradient, abs=1e-12)


@pytest.mark.parametrize("data", DATA)
def test_one_optimum(example: ModuleType, torch: Any, data: tuple[int, ...]) -> None:
    for result in example.with_torch(torch, LOGITS[0], data).values():
        assert result.optimum == pytest.approx(tuple(map(float, example.frequencies(data))), abs=1e-6)


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("logits", LOGITS)
def test_the_numbers_are_those_of_the_derivations(
    example: ModuleType, torch: Any, logits: tuple[float, ...], data: tuple[int, ...]
) -> None:
    computed, expected = example.with_torch(torch, logits, data), example.with_formulas(logits, data)
    for name in example.LOSSES:
        assert example.apart(computed[name], expected[name]) < 1e-10


def test_the_formulas_give_frequencies_less_chances(example: ModuleType) -> None:
    """Without PyTorch: the gradient is softmax less frequencies, and another loss has another."""
    found = example.with_formulas(LOGITS[0])
    weights = [math.exp(u) for u in LOGITS[0]]
    for name in example.LOSSES:
        gradient = [w / sum(weights) - float(p) for w, p in zip(weights, example.frequencies(), strict=True)]
        assert found[name].gradient == pytest.approx(gradient, abs=1e-12)
    other = example.with_formulas(LOGITS[0], (0, 1, 2))
    assert example.apart(found[example.LOSSES[0]], other[example.LOSSES[0]]) > 0.01


def test_the_comparison_is_printed(
    example: ModuleType, torch: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert torch is not None
    assert example.main() == 0
    said = capsys.readouterr().out
    for name in example.THEOREMS:
        assert f"{name}: proved" in said
    assert "entropy of the data: 1.029653" in said


def test_a_missing_library_is_said_plainly(
    example: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(example, "import_module", refuse)
    assert example.main() == 1
    assert "pip install '.[torch]'" in capsys.readouterr().err
