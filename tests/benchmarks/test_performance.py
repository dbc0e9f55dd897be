"""The page about performance: goals that are missed are marked, and the pictures say what they show."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.curves import Curve, data, picture, shown
from benchmarks.goals import at_least, at_most, fitting
from benchmarks.performance import curve_words, figure_table, page
from benchmarks.reading import Scores

STEPS = Curve("steps", "A chain of steps, proved", "steps", (10, 20, 40), (0.01, 0.02, 0.08))
WORKERS = Curve("workers", "Documents", "processes", (1, 2), (20.0, 10.0))


def test_goals_that_are_missed_are_marked() -> None:
    made = figure_table([at_most("fast", 0.5, 1, "s"), at_most("slow", 2, 1, "s"), at_least("few", 1, 2, "")])
    assert "| fast | 0.5 s | ≤ 1 s |" in made
    assert "| slow | **2 s** (missed) | ≤ 1 s |" in made
    assert made.count("(missed)") == 2


def test_growth_is_said_in_words() -> None:
    assert STEPS.exponent == pytest.approx(2)
    assert "power 2.00" in curve_words(STEPS)
    assert "2.00 times as fast" in curve_words(WORKERS)
    assert [shown(t) for t in (0.00012, 0.0123, 0.21, 1.26, 126)] == [
        "0.12 ms",
        "12 ms",
        "210 ms",
        "1.3 s",
        "130 s",
    ]


@pytest.mark.parametrize("curve", [STEPS, WORKERS], ids=lambda c: c.name)
def test_a_picture_has_its_title_and_description(curve: Curve) -> None:
    root = ElementTree.fromstring(picture(curve))
    words = [e.text or "" for e in root.iter() if e.tag.endswith(("title", "desc"))]
    assert any(curve.title in w for w in words)
    assert any(shown(curve.seconds[-1]) in w for w in words)


def test_the_page_has_a_picture_for_each_curve() -> None:
    made = page("Measured.", "| a |\n", [], [Scores("ours", 1, 0, 0, 1.0)], [STEPS, WORKERS])
    assert made.count("```{image} _static/growth-") == 2
    assert "# How fast it is" in made


def test_counting_is_measured_at_every_size() -> None:
    found = data((10, 100))
    assert found.sizes == (10, 100)
    assert all(t > 0 for t in found.seconds)


def test_a_fit_is_measured_with_its_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.goals.ROWS", 1000)
    seconds, memory = fitting()
    assert seconds.measured.endswith(" s")
    assert memory.measured.endswith(" MB")


def test_the_pictures_of_the_page_are_there() -> None:
    docs = Path(__file__).parents[2] / "docs"
    text = (docs / "performance.md").read_text(encoding="utf-8")
    names = [row.split("}")[1].strip() for row in text.splitlines() if row.startswith("```{image}")]
    assert len(names) == 6
    assert all((docs / name).exists() for name in names)
