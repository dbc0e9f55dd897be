"""What the README shows is what the program does."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from mlekl_symbolic.proof import load_file, run
from mlekl_symbolic.proof.verdict import verdict

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def readme(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script that fills the README."""
    monkeypatch.chdir(ROOT)
    spec = importlib.util.spec_from_file_location("readme", ROOT / "scripts" / "readme.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_readme_is_as_the_program_makes_it(readme: ModuleType) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.filled(text) == text


def test_a_missing_marker_is_an_error(readme: ModuleType) -> None:
    with pytest.raises(ValueError, match="0 places marked failure"):
        readme.filled("")


@pytest.mark.usefixtures("readme")
def test_the_examples_are_proved_and_refuted() -> None:
    verdicts = {p.stem: [verdict(run(d)) for d in load_file(p)] for p in sorted(Path("docs").glob("*_*.py"))}
    assert verdicts == {"false_line": ["refuted"], "my_theorem": ["proved"]}


def test_the_rule_that_contributors_are_shown_is_one() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = text.split("```python\n")[1].split("```")[0]
    assert shown in (ROOT / "mlekl_symbolic" / "rules" / "logarithms.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_file_that_is_linked_to_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = [part.split(")")[0] for part in text.split("](")[1:]]
    assert links
    assert all((ROOT / link).exists() for link in links)
