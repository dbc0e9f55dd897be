"""LaTeX text chosen by atheris: what reaches parts of the reader that have not run yet is changed further."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import Random
from types import ModuleType

WATCHED = ("mlekl_symbolic.readers", "mlekl_symbolic.checks")
LONGEST = 2000


def installed() -> bool:
    """Whether atheris is there; it is an extra, and has no wheels for every system."""
    return find_spec("atheris") is not None


def _instrumented() -> ModuleType:
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=list(WATCHED)):
        import_module("benchmarks.fuzz.kinds")
    return atheris


def run(seed: int, seconds: float, folder: Path, failures: Path) -> None:
    """Read texts for some time; libFuzzer ends the process."""
    atheris = _instrumented()
    worker, texts = import_module("benchmarks.fuzz.worker"), import_module("tests.fuzz.texts")
    session = worker.prepared("guided", (), folder, failures)
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for n, text in enumerate(texts.corpus()):
        (corpus / f"{n:04}").write_text(text, encoding="utf-8")

    def change(data: bytes, most: int, number: int) -> bytes:
        source = Random(number)
        if source.random() < 0.3:
            return bytes(atheris.Mutate(data, most))
        return texts.mutated(data.decode("utf-8", "replace"), source).encode()[:most]

    options = (f"-seed={seed % 2**31 + 1}", f"-max_total_time={int(seconds)}", f"-max_len={LONGEST}")
    quiet = (
        f"-artifact_prefix={folder}/",
        "-timeout=100000",
        "-rss_limit_mb=0",
        "-verbosity=0",
        "-print_final_stats=0",
    )
    atheris.Setup([sys.argv[0], str(corpus), *options, *quiet], session.attempt, custom_mutator=change)
    atheris.Fuzz()
