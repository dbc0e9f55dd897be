"""Fits of counted data: proved for every table of counts, and only what is true of it."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from mlekl_symbolic.families.counts import Counts, decimal, printed
from mlekl_symbolic.families.fitting import FitError, families, family, fitted_by
from mlekl_symbolic.kernel.certificate import read, verify
from mlekl_symbolic.proof.proof import Proof
from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.proof.run import run
from mlekl_symbolic.proof.verdict import PROVED, verdict
from mlekl_symbolic.writers.formats import write
from mlekl_symbolic.writers.unicode import one_line


def counted(**numbers: int) -> Counts:
    """Counts of a column called pet."""
    return Counts.of("pet", "pets.csv", numbers)


def fitted(name: str, counts: Counts) -> Theorem:
    """The derivation of a fit, run."""
    return run(family(name).derivation(counts))


def test_the_families_are_found() -> None:
    assert list(families()) == ["bernoulli", "categorical"]
    assert all(f.says for f in families().values())


@pytest.mark.parametrize(
    "numbers",
    [
        (1,),
        (7,),
        (1, 1),
        (3, 2),
        (600_123, 399_877),
        (1, 10**12),
        (1, 1, 1),
        (5, 3, 2, 1),
        tuple(range(1, 13)),
    ],
)
def test_categorical(numbers: tuple[int, ...]) -> None:
    theorem = fitted("categorical", counted(**{f"l{k}": n for k, n in enumerate(numbers)}))
    assert verdict(theorem) == PROVED
    assert [g.label for g in theorem.hypotheses if g.label.startswith("A")] == [
        f"A{k}" for k in range(1, len(numbers) + 2)
    ]


@pytest.mark.parametrize("numbers", [(1, 1), (3, 2), (600_123, 399_877), (1, 10**12)])
def test_bernoulli(numbers: tuple[int, int]) -> None:
    theorem = fitted("bernoulli", counted(yes=numbers[0], no=numbers[1]))
    assert verdict(theorem) == PROVED
    best = Fraction(max(numbers), sum(numbers))
    assert f"{{{best}}}" in one_line(theorem.statement)


def test_the_most_letters() -> None:
    most = family("categorical").letters[1]
    theorem = fitted("categorical", counted(**{f"l{k}": 10**6 // (k + 2) + k for k in range(most)}))
    assert verdict(theorem) == PROVED


def test_the_certificate_is_checked_from_nothing() -> None:
    theorem = fitted("categorical", counted(cat=3, dog=2))
    verify(read(write(theorem, "json").decode()))


@pytest.mark.parametrize(
    ("name", "declared"), [("categorical", "tabulated"), ("bernoulli", "tabulated_model")]
)
def test_an_estimate_with_the_letters_exchanged_is_not_proved(
    name: str, declared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours: Callable[..., Any] = getattr(Proof, declared)

    def exchanged(proof: Proof, *names: str, masses: dict[str, object], **more: Any) -> Any:
        backwards = dict(zip(masses, reversed(masses.values()), strict=True))
        return ours(proof, *names, masses=backwards, **more)

    monkeypatch.setattr(Proof, declared, exchanged)
    assert verdict(fitted(name, counted(cat=3, dog=2))) != PROVED


@pytest.mark.parametrize("name", ["New York", "50%", "a_b#c$d\\e{f}", "é~^&<", "猫", "“x”", "beta", "None"])
@pytest.mark.parametrize("format_name", ["txt", "tex", "typ", "html", "pdf", "json"])
def test_names_that_formats_treat_as_their_own(name: str, format_name: str) -> None:
    theorem = fitted("categorical", Counts.of("Σ pet_50%", "my_data.csv", {name: 2, "dog": 1}))
    assert verdict(theorem) == PROVED
    assert write(theorem, format_name)


def test_names_of_derivations_are_names_of_files() -> None:
    assert family("categorical").derivation(Counts.of("a/../b c", "t", {"x": 1})).name == "fit_a_b_c"
    assert family("categorical").derivation(Counts.of("猫", "t", {"x": 1})).name == "fit"


@pytest.mark.parametrize(
    ("name", "numbers", "said"),
    [
        ("bernoulli", {"cat": 5}, "holds only the value 'cat', and the family bernoulli needs 2"),
        ("bernoulli", {"cat": 5, "dog": 1, "fish": 1}, "holds 3 different values"),
        ("categorical", {f"l{k}": 1 for k in range(31)}, "holds 31 different values"),
    ],
)
def test_counts_that_do_not_suit(name: str, numbers: dict[str, int], said: str) -> None:
    with pytest.raises(FitError, match=said):
        family(name).derivation(counted(**numbers))


def test_an_unknown_family() -> None:
    with pytest.raises(FitError, match="there is no family 'bernouli': did you mean bernoulli"):
        family("bernouli")
    with pytest.raises(FitError, match="there are bernoulli, categorical"):
        family("xyz")


def test_a_family_is_declared_once() -> None:
    with pytest.raises(ValueError, match="two families called categorical"):
        fitted_by("categorical", letters=(1, 2), says="again")(lambda _proof, _counts: None)  # type: ignore[arg-type, return-value]


def test_counts() -> None:
    counts = Counts.of("pet", "pets.csv", {"dog": 2, "cat": 3, "ant": 2})
    assert counts.letters == ("cat", "ant", "dog")
    assert counts.frequencies == (Fraction(3, 7), Fraction(2, 7), Fraction(2, 7))
    assert math.isclose(counts.entropy, -sum(float(f) * math.log(f) for f in counts.frequencies))
    assert math.isclose(counts.log_likelihood, -7 * counts.entropy)
    assert counted(cat=9).entropy == 0


@pytest.mark.parametrize(
    ("letters", "numbers"), [((), ()), (("a", "a"), (1, 1)), (("a",), (0,)), (("a",), (1, 2))]
)
def test_counts_that_are_none(letters: tuple[str, ...], numbers: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="counts need"):
        Counts("pet", "pets.csv", letters, numbers)


def test_decimals() -> None:
    assert [decimal(v) for v in (0.5, -1.25, 1 / 3, -0.0, 1e-9, -1046590.4)] == [
        "0.5", "−1.25", "0.333333", "0", "1e−09", "−1046590",
    ]  # fmt: skip


def test_printed() -> None:
    assert [printed(v) for v in ("cat", "New York", "a, b", "{a}")] == ["cat", "New York", "“a, b”", "“{a}”"]


def test_many_letters_are_listed_in_words_that_can_be_broken() -> None:
    few = write(fitted("categorical", counted(cat=3, dog=2)), "txt").decode()
    many = write(fitted("categorical", counted(**{f"breed_{k}": k + 1 for k in range(9)})), "txt").decode()
    assert "𝒳 = {‘cat’, ‘dog’} be an alphabet" in few
    assert "𝒳 be the alphabet of the letters ‘breed_8’" in many


def test_rows_left_out_are_told_on_the_page() -> None:
    told = write(fitted("categorical", Counts.of("pet", "t.csv", {"cat": 1}, left_out=3)), "txt").decode()
    assert "3 rows without a value were left out." in " ".join(told.split())
    assert "left out" not in write(fitted("categorical", counted(cat=1)), "txt").decode()
