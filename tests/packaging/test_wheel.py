"""What is in the wheel, and that it works without the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked, as an installer would, away from the checkout."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def python(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with ``site`` in place of the checkout."""
    setup = (
        f"import sys; sys.path[:] = [{str(site)!r}, *(p for p in sys.path if p not in ('', {str(ROOT)!r}))]; "
    )
    return subprocess.run(
        [sys.executable, "-c", setup + arguments[0], *arguments[1:]], cwd=site, capture_output=True, text=True
    )


def test_only_one_package_is_installed(wheel: Path) -> None:
    tops = {n.split("/")[0] for n in names(wheel)}
    assert {t for t in tops if not t.endswith(".dist-info")} == {"mlekl_symbolic"}


def test_every_module_and_data_file_is_in_the_wheel(wheel: Path) -> None:
    package = ROOT / "mlekl_symbolic"
    files = (p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    assert {p.relative_to(ROOT).as_posix() for p in files} <= names(wheel)


def test_every_derivation_is_in_the_wheel(wheel: Path) -> None:
    files = {f"mlekl_symbolic/derivations/{p.name}" for p in (ROOT / "derivations").glob("*.py")}
    assert files
    assert files <= names(wheel)


def test_nothing_else_is_in_the_wheel(wheel: Path) -> None:
    kinds = {Path(n).suffix for n in names(wheel) if n.startswith("mlekl_symbolic/")}
    assert kinds <= {
        ".py", ".typed", ".json", ".txt", ".typ", ".tex", ".css", ".js", ".woff2", ".ttf", ".otf", ".v",
        ".md",
    }  # fmt: skip


def test_the_wheel_lists_its_own_derivations(installed: Path) -> None:
    code = "from mlekl_symbolic.proof.library import library; print(library().folder, *library(), sep='\\n')"
    done = python(installed, code)
    folder, *found = done.stdout.split()
    assert Path(folder) == installed / "mlekl_symbolic" / "derivations", done.stderr
    assert sorted(found) == sorted(p.stem for p in (ROOT / "derivations").glob("[!_]*.py"))


def test_the_wheel_proves_a_derivation(installed: Path) -> None:
    code = "import sys; from mlekl_symbolic.cli.app import invoke; sys.exit(invoke(sys.argv[1:]))"
    done = python(installed, code, "prove", "mle_as_kl", "--to", "txt", "--out", "made")
    assert done.returncode == 0, done.stderr
    assert (installed / "made" / "mle_as_kl.txt").stat().st_size > 500
