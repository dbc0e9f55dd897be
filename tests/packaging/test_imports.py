"""What an import brings in, and what it must not."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import mlekl_symbolic
from mlekl_symbolic import language
from mlekl_symbolic.rules.rulebook import MEANINGS, RULES

PACKAGE = Path(mlekl_symbolic.__file__).parent


def modules_after(code: str) -> set[str]:
    """The modules loaded once a fresh Python has run ``code``."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "code",
    [
        "import mlekl_symbolic",
        "import mlekl_symbolic.kernel.__main__",
        "import mlekl_symbolic.cli.commands.verify",
        "import mlekl_symbolic.pytest_plugin",
        "from mlekl_symbolic import derivations, kernel",
    ],
)
def test_these_leave_sympy_alone(code: str) -> None:
    loaded = modules_after(code)
    assert "mlekl_symbolic" in loaded
    assert loaded.isdisjoint({"sympy", "mlekl_symbolic.language", "flint", "typst"})


def test_the_replayer_leaves_sympy_alone() -> None:
    script = (
        "import runpy, sys\nsys.argv = ['kernel', 'nowhere.json']\n"
        "try: runpy.run_module('mlekl_symbolic.kernel', run_name='__main__')\n"
        "except SystemExit as exit: assert exit.code == 4"
    )
    assert "sympy" not in modules_after(script)


def test_the_kernel_leaves_alone_what_is_slow_to_import() -> None:
    code = "import sys, mlekl_symbolic.kernel.__main__\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
    )
    loaded = set(done.stdout.split())
    assert {"json", "fractions"} <= loaded
    assert loaded.isdisjoint({"argparse", "dataclasses", "inspect", "pathlib", "typing"})


def test_the_kernel_imports_the_standard_library_only() -> None:
    outside = {m.split(".")[0] for m in modules_after("import mlekl_symbolic.kernel.__main__")}
    plain = {m.split(".")[0] for m in modules_after("pass")}
    assert outside - plain - set(sys.stdlib_module_names) <= {"mlekl_symbolic", "__mp_main__"}


def test_a_star_import_is_an_authors_vocabulary() -> None:
    scope: dict[str, object] = {}
    exec("from mlekl_symbolic import *", scope)
    assert {"Proof", "Theorem", "derivation", "KL", "Sum", "ArgMin", "log", "variables"} <= set(scope)
    assert set(RULES) | set(MEANINGS) <= set(scope)
    assert not [n for n, v in scope.items() if isinstance(v, ModuleType)]


def test_rules_take_no_name_from_the_language() -> None:
    words = {n for n, v in vars(language).items() if not isinstance(v, ModuleType)}
    rules = set(RULES) | set(MEANINGS)
    assert not rules & (words | {"Proof", "Theorem", "derivation"})
    assert not set(RULES) & set(MEANINGS)


def test_no_name_is_hidden_by_a_module() -> None:
    modules = {p.stem for p in PACKAGE.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    assert not modules & set(mlekl_symbolic.__all__)


def test_every_name_resolves() -> None:
    for name in mlekl_symbolic.__all__:
        assert getattr(mlekl_symbolic, name) is not None
        assert name in dir(mlekl_symbolic)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'no_such_rule'"):
        _ = mlekl_symbolic.no_such_rule


def test_type_checkers_see_every_subject() -> None:
    """The static imports of the package name every file of rules."""
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    named = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    subjects = {p.stem for p in (PACKAGE / "rules").glob("*.py")} - {"__init__", "rulebook"}
    assert {f"mlekl_symbolic.rules.{s}" for s in subjects} <= named
