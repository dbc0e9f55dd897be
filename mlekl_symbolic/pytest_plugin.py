"""pytest collects derivations: one test for every step, and one for the statement.

The files are those of the ini option ``mlekl_derivations`` (files or folders, beside the ini file)
and any file named on the command line that declares a derivation. A step is addressed as
``mle_as_kl.py::mle_as_kl::1.4``: the fourth step of the first chain.

Documents that others wrote are listed in ``pyproject.toml``, as ``documents = ["notes", "post.md"]`` below
``[tool.mlekl]``, and give one test for every line: ``notes/kl.tex::41:7``.

This module is loaded by every run of pytest where the package is installed, so it imports nothing
heavy; `mlekl_symbolic.pytest_items` is imported when there is something to collect.
"""

from __future__ import annotations

import ast
import tomllib
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path

import pytest

OPTION = "mlekl_derivations"
DOCUMENTS = frozenset({".tex", ".ltx", ".md", ".qmd", ".rmd", ".markdown", ".ipynb"})
_LISTED = pytest.StashKey[tuple[Path, ...]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the ini option."""
    parser.addini(OPTION, "Files or folders of derivations to test, step by step.", type="paths", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Read which documents are listed."""
    config.stash[_LISTED] = _listed(config.rootpath)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a document, or a file of derivations met in a folder."""
    if file_path.suffix in DOCUMENTS and _is_listed(file_path, parent.config):
        documents = import_module("mlekl_symbolic.pytest_documents")
        made: pytest.Collector = documents.DocumentFile.from_parent(parent, path=file_path)
        return made
    if parent.session.isinitpath(file_path) or not _is_wanted(file_path, parent):
        return None
    return _collector(file_path, parent)


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a file of derivations named on the command line, in place of a module of tests."""
    return _collector(module_path, parent) if _is_wanted(module_path, parent) else None


def _collector(path: Path, parent: pytest.Collector) -> pytest.Collector:
    items = import_module("mlekl_symbolic.pytest_items")
    made: pytest.Collector = items.DerivationFile.from_parent(parent, path=path)
    return made


def _is_listed(path: Path, config: pytest.Config) -> bool:
    """Whether a document, or a folder that holds it, is named in ``pyproject.toml``."""
    return any(path == listed or listed in path.parents for listed in config.stash[_LISTED])


def _listed(root: Path) -> tuple[Path, ...]:
    try:
        table = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    except (OSError, ValueError):
        return ()
    names = table.get("tool", {}).get("mlekl", {}).get("documents", [])
    if not isinstance(names, list) or not all(isinstance(n, str) for n in names):
        raise pytest.UsageError("pyproject.toml: documents in [tool.mlekl] is a list of files and folders")
    return tuple(root / name for name in names)


def _is_wanted(path: Path, parent: pytest.Collector) -> bool:
    if path.suffix != ".py" or path.name.startswith("_"):
        return False
    if any(path == p or p in path.parents for p in parent.config.getini(OPTION)):
        return True
    tests = any(fnmatch(path.name, pattern) for pattern in parent.config.getini("python_files"))
    return not tests and parent.session.isinitpath(path) and _declares(path)


def _declares(path: Path) -> bool:
    """Whether a function at the top of the file is decorated with ``@derivation(…)``."""
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return False
    decorators = [d for node in tree.body if isinstance(node, ast.FunctionDef) for d in node.decorator_list]
    return any(
        isinstance(d, ast.Call) and ast.unparse(d.func).rsplit(".", 1)[-1] == "derivation" for d in decorators
    )
