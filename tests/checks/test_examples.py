"""The demonstrations: in each text the false line is found, and no false line is called proved."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlekl_symbolic.checks import DocumentRecord, check_path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
VERDICTS = {
    "likelihood_and_divergence.md": ["V501", "V501", "V503"],
    "likelihood_and_divergence_repaired.md": ["V501", "V501", "V502", "V502"],
    "two_misprints.md": ["V501", "V503", "V506", "V506", "V503"],
    "flipped_sign.tex": ["V501", "V503"],
    "chebyshev.tex": ["V503"],
}


@pytest.fixture(scope="module", params=VERDICTS)
def found(request: pytest.FixtureRequest) -> tuple[str, DocumentRecord]:
    """An example with its record."""
    return request.param, check_path(EXAMPLES / request.param)


def test_every_line_has_its_verdict(found: tuple[str, DocumentRecord]) -> None:
    name, record = found
    assert [line.code for line in record.lines] == VERDICTS[name]
    assert record.problems == ()


def test_every_refutation_shows_its_world(found: tuple[str, DocumentRecord]) -> None:
    for line in found[1].lines:
        assert (line.counterexample is not None) == (line.code == "V503")
        assert bool(line.size) == (line.code in ("V501", "V502"))
        assert bool(line.assumptions) or line.code != "V502"


def test_all_examples_are_tested() -> None:
    assert {p.name for p in EXAMPLES.iterdir() if p.suffix in (".md", ".tex")} == set(VERDICTS)


def test_distinct_data_are_a_warning_and_no_pass() -> None:
    line = check_path(EXAMPLES / "likelihood_and_divergence.md").lines[-1]
    assert [m.code for m in line.messages] == ["W401"]
    assert line.missing == ("x_1, …, x_N are pairwise distinct",)


REPAIRS = {
    "flipped_sign.tex": (r"+ \KL{q}{p}", r"- \KL{q}{p}"),
    "chebyshev.tex": (r"\frac{1}{\epsilon}", r"\frac{1}{\epsilon^2}"),
    "two_misprints.md": (
        r"""\frac{1}{2} \sum_{x} \frac{1}{2} \left( p(x) + q(x) \right)
    \log \frac{\frac{1}{2} \left( p(x) + q(x) \right)}{q(x)}""",
        r"\frac{1}{2} \sum_{x} q(x) \log \frac{q(x)}{\frac{1}{2} \left( p(x) + q(x) \right)}",
    ),
}


@pytest.mark.parametrize("name", REPAIRS)
def test_the_repaired_line_is_not_refuted(name: str, tmp_path: Path) -> None:
    wrong, right = REPAIRS[name]
    text = (EXAMPLES / name).read_text("utf-8")
    assert text.count(wrong) == 1
    (tmp_path / name).write_text(text.replace(wrong, right), "utf-8")
    before, after = check_path(EXAMPLES / name).lines, check_path(tmp_path / name).lines
    (changed,) = (
        n for n, (a, b) in enumerate(zip(before, after, strict=True))
        if a.code != b.code and a.source != b.source
    )  # fmt: skip
    assert before[changed].code == "V503"
    assert after[changed].code in ("V501", "V502", "V504")
