"""``mlekl plot`` as a user meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mlekl_symbolic.pictures import drawing
from mlekl_symbolic.pictures.gallery import pictures
from tests.cli.conftest import Run


def test_without_a_name_pictures_are_listed(mlekl: Run) -> None:
    ran = mlekl("plot")
    assert (ran.code, ran.err) == (0, "")
    assert [line.split()[0] for line in ran.out.splitlines()] == list(pictures())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("two_bumps", "--all"), "but not both"),
        (("two_bump",), "did you mean two_bumps?"),
        (("two_bumps", "--to", "sgv"), "cannot be written as 'sgv': did you mean svg?"),
        (("two_bumps", "--to", "xyz"), "there are svg, pdf, png"),
        (("two_bumps", "--to", ","), "say what to write"),
    ],
)
def test_bad_input(mlekl: Run, arguments: tuple[str, ...], said: str) -> None:
    ran = mlekl("plot", *arguments)
    assert (ran.code, ran.out) == (4, "")
    assert said in ran.err


def test_pictures_of_a_derivation(mlekl: Run) -> None:
    pytest.importorskip("matplotlib", reason="the extra `plots` is not installed")
    ran = mlekl("plot", "categorical", "two_bumps", "two_bumps", "--to", "svg,pdf", "--out", "a/b")
    assert (ran.code, ran.err) == (0, "")
    made = {f"{n}.{e}" for n in ("common_optimum", "two_bumps") for e in ("svg", "pdf")}
    assert {p.name for p in Path("a/b").iterdir()} == made
    assert len(ran.out.splitlines()) == 4


def test_the_folder_is_a_file(mlekl: Run) -> None:
    pytest.importorskip("matplotlib", reason="the extra `plots` is not installed")
    Path("taken").write_text("")
    ran = mlekl("plot", "common_optimum", "--out", "taken")
    assert ran.code == 4
    assert "taken: cannot be written to" in ran.err


def test_pages_with_pictures(mlekl: Run) -> None:
    pytest.importorskip("matplotlib", reason="the extra `plots` is not installed")
    wanted = ("prove", "categorical", "--to", "html,txt,json")
    assert mlekl(*wanted, "--out", "plain").code == 0
    assert mlekl(*wanted, "--out", "pictured", "--pictures").code == 0
    plain, pictured = (
        {p.suffix: p.read_text(encoding="utf-8") for p in Path(folder).iterdir()}
        for folder in ("plain", "pictured")
    )
    assert "<svg" not in plain[".html"]
    assert "<svg" in pictured[".html"]
    assert "Picture: Maximum likelihood" in pictured[".txt"]
    assert plain[".json"] == pictured[".json"]


def test_pages_with_pictures_need_the_library(mlekl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> object:
        raise ImportError(name)

    drawing.inline_svg.cache_clear()
    monkeypatch.setattr(drawing, "import_module", refuse)
    ran = mlekl("prove", "categorical", "--to", "html", "--pictures")
    assert ran.code == 4
    assert "pip install '.[plots]'" in ran.err
    assert not Path("output").exists()
