"""The reference is made from the registries, whole and always the same; the site builds without a warning."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest

from mlekl_symbolic.checks.codes import ALL
from mlekl_symbolic.claims import CLAIMS
from mlekl_symbolic.cli.app import command_names
from mlekl_symbolic.families.fitting import families
from mlekl_symbolic.pictures.gallery import pictures
from mlekl_symbolic.proof import library
from mlekl_symbolic.rules.rulebook import MEANINGS, RULES
from mlekl_symbolic.writers.formats import formats
from tests.docs.snippets import DOCS, ROOT

EXTENSION = DOCS / "_ext" / "mlekl_reference.py"
PAGES = sorted(p for p in DOCS.rglob("*.md") if "_build" not in p.parts)


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    """The extension of Sphinx that makes the reference."""
    spec = importlib.util.spec_from_file_location("mlekl_reference", EXTENSION)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


NAMES = {
    "claims": [c.code for c in CLAIMS],
    "codes": list(ALL),
    "commands": [f"`mlekl {name}`" for name in command_names()],
    "definitions": [f"## `{name}`" for name in MEANINGS],
    "derivations": [f"## `{name}`" for name in library()],
    "families": [f"| `{name}` |" for name in families()],
    "formats": [f"| `{name}` |" for name in formats()],
    "pictures": [f"| `{name}` |" for name in pictures()],
    "rules": [f"### `{name}`" for name in RULES],
}


@pytest.mark.parametrize("part", NAMES)
def test_a_part_has_every_entry_once(part: str, reference: ModuleType) -> None:
    lines = reference.part(part).splitlines()
    heads = [line for line in lines if line.startswith(("#", "| `"))]
    for name in NAMES[part]:
        assert sum(re.search(rf"{re.escape(name)}(?!\w)", head) is not None for head in heads) == 1, name


def test_rules_are_told_with_their_conditions_and_their_name_in_mathlib(reference: ModuleType) -> None:
    text = reference.part("rules")
    entry = text[text.index("### `log_div`") : text.index("### `log_div_self`")]
    assert "Real.log_div" in entry
    assert entry.count("<li>") == 2
    assert "In words: log(a/b) = log a − log b, for positive a and b." in entry


def test_every_part_is_asked_for_by_some_page_and_an_unknown_one_is_an_error(reference: ModuleType) -> None:
    asked = set(
        re.findall(r"^<!-- mlekl: ([\w-]+) -->$", "\n".join(map(Path.read_text, PAGES)), re.MULTILINE)
    )
    assert asked == set(reference.PARTS)
    with pytest.raises(ValueError, match="there is no part 'nothing'"):
        reference.filled("<!-- mlekl: nothing -->\n")


def test_words_are_no_markup(reference: ModuleType) -> None:
    assert reference.md("a_b *c* `d` <e> [f] $g$") == r"a\_b \*c\* \`d\` \<e\> \[f\] \$g\$"


def test_words_of_a_docstring_have_code_titles_and_options(reference: ModuleType) -> None:
    assert reference._running("``a_b``, `c*d` and *Deep Learning* (a * b)") == (
        r"`a_b`, `c*d` and *Deep Learning* (a \* b)"
    )
    assert reference._running("Allow more with --time-limit.") == "Allow more with `--time-limit`."


def test_no_entry_shows_its_markup(reference: ModuleType) -> None:
    for part in reference.PARTS:
        text = re.sub(r"`[^`\n]*`", "", reference.part(part))
        assert r"\`" not in text, part
        assert " --" not in text.replace("|---", ""), part


def test_a_rule_without_words_is_not_told_twice(reference: ModuleType) -> None:
    text = reference.part("rules")
    entry = text[text.index("### `delta_comm`") : text.index("### `delta_mul_eq`")]
    assert "In words" not in entry
    assert not reference._is_formula("log(a/b) = log a - log b, for positive a and b.")
    assert reference._is_formula("argmin (-f) = argmax f.")


def test_the_reference_is_the_same_in_every_process() -> None:
    code = "import mlekl_reference as m; print('\\n'.join(map(m.part, m.PARTS)))"
    made = set()
    for seed in ("1", "2"):
        environment = {
            **os.environ,
            "PYTHONPATH": str(EXTENSION.parent),
            "PYTHONHASHSEED": seed,
            "PYTHONUTF8": "1",
        }
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True
        )
        made.add(sha256(done.stdout).hexdigest())
    assert len(made) == 1


def test_the_readme_names_every_command_and_format() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [c for c in command_names() if f"`mlekl {c}" not in text]
    assert missing == []
    assert [f for f in formats() if f"`{f}`" not in text] == []


def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    for module in ("sphinx", "myst_parser", "furo"):
        pytest.importorskip(module)
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-n", "-E", "-b", "html",
         "-d", str(tmp_path / "doctrees"), str(DOCS), str(tmp_path / "html")],
        encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    pages = {p.relative_to(tmp_path / "html").with_suffix(".md") for p in (tmp_path / "html").rglob("*.html")}
    assert {p.relative_to(DOCS) for p in PAGES} - pages <= {Path("check-codes.md")}
    for page in (tmp_path / "html").rglob("*.html"):
        loaded = re.findall(
            r"<(?:script|link|img)[^>]+(?:src|href)=\"(https?:[^\"]+)", page.read_text(encoding="utf-8")
        )
        assert loaded == [], f"{page.name} needs the network"
