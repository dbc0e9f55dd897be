"""pytest collects the documents that ``pyproject.toml`` lists."""

from __future__ import annotations

import pytest

import mlekl_symbolic.pytest_documents  # noqa: F401 - or every run of pytest below would import SymPy again

TRUE = "$$ (a + b)^2 = a^2 + 2 a b + b^2 $$\n"
FALSE = "$$ (a + b)^2 = a^2 + b^2 $$\n"


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder that lists ``notes`` and ``post.md``."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTEST_PLUGINS", "mlekl_symbolic.pytest_plugin")
    pytester.makepyprojecttoml('[tool.pytest.ini_options]\n[tool.mlekl]\ndocuments = ["notes", "post.md"]\n')
    (pytester.path / "notes" / "deep").mkdir(parents=True)
    return pytester


def put(pytester: pytest.Pytester, name: str, text: str) -> None:
    (pytester.path / name).write_text(text, "utf-8")


def test_one_test_for_each_line_and_one_for_the_rest(run: pytest.Pytester) -> None:
    put(run, "notes/deep/a.tex", TRUE + FALSE)
    put(run, "post.md", TRUE)
    put(run, "other.md", FALSE)
    result = run.runpytest_inprocess("-v")
    result.assert_outcomes(passed=4, failed=1)
    result.stdout.fnmatch_lines(
        [
            "notes/deep/a.tex::1:4 PASSED*",
            "notes/deep/a.tex::2:4 FAILED*",
            "notes/deep/a.tex::document PASSED*",
            "post.md::1:4 PASSED*",
            "post.md::document PASSED*",
        ]
    )
    result.stdout.fnmatch_lines(["*a.tex:2:4: V503 refuted", "*it fails at*"])
    assert "Traceback" not in result.stdout.str()


def test_what_cannot_be_read_fails(run: pytest.Pytester) -> None:
    put(run, "post.md", TRUE + "$$ T(a b) = 1 $$\n")
    (run.path / "notes" / "x.tex").write_bytes(b"\0")
    run.runpytest_inprocess().assert_outcomes(passed=2, failed=2)


def test_the_notation_beside_the_document_is_used(run: pytest.Pytester) -> None:
    put(run, "post.md", "$$ T(a b) + 1 = 1 + T(a b) $$\n")
    put(run, "mlekl.toml", '[notation]\nT = "function"\n')
    run.runpytest_inprocess().assert_outcomes(passed=2)
    put(run, "mlekl.toml", "[notation\n")
    result = run.runpytest_inprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*notation: *"])


def test_nothing_is_listed(run: pytest.Pytester) -> None:
    put(run, "post.md", FALSE)
    run.makepyprojecttoml("[tool.pytest.ini_options]\n")
    run.runpytest_inprocess().assert_outcomes()


def test_a_list_that_is_none(run: pytest.Pytester) -> None:
    put(run, "post.md", FALSE)
    run.makepyprojecttoml('[tool.pytest.ini_options]\n[tool.mlekl]\ndocuments = "post.md"\n')
    result = run.runpytest_inprocess()
    result.stderr.fnmatch_lines(["*documents in ?tool.mlekl? is a list*"])
