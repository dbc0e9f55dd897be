"""Pages in a real browser: nothing on its console, nothing asked of the network, steps that open."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from mlekl_symbolic.proof import library
from mlekl_symbolic.proof.run import theorem
from mlekl_symbolic.writers.site import site

BROWSER = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), "")
pytestmark = pytest.mark.skipif(not BROWSER, reason="no Chromium is installed")
NAMES = ("mle_as_kl", "seed_gap", "gibbs")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site")
    for name, page in site([theorem(library()[n]) for n in NAMES]).items():
        (made / name).write_bytes(page)
    return made


def _shown(page: Path, profile: Path, *options: str) -> tuple[str, str]:
    """The page as the browser has it in the end, and what it wrote to its log."""
    done = subprocess.run(
        [
            BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
            "--enable-logging=stderr", "--v=0", "--virtual-time-budget=2000", *options, "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    return done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(
    "name", ["mle_as_kl.html", "seed_gap.html", "index.html", "rules.html", "errors.html"]
)
def test_the_console_stays_empty(folder: Path, tmp_path: Path, name: str) -> None:
    shown, log = _shown(folder / name, tmp_path, "--host-resolver-rules=MAP * ~NOTFOUND")
    assert not re.findall(r"CONSOLE.*", log)
    assert shown.count("<math") == (folder / name).read_text("utf-8").count("<math")


def test_the_console_would_show_what_the_policy_forbids(folder: Path, tmp_path: Path) -> None:
    page = folder / "broken.html"
    text = (folder / "gibbs.html").read_text("utf-8")
    page.write_text(text.replace("</main>", "<script>document.title = 'run'</script></main>"), "utf-8")
    shown, log = _shown(page, tmp_path)
    assert "CONSOLE" in log
    assert "<title>run</title>" not in shown
