"""Checking a book: lines per second on one core, and how much two processes gain.

The book is generated: thirty chapters with a hundred lines each, of derivations that notes and posts are
made of, under changing names and numbers, true and false lines mixed.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from mlekl_symbolic.checks import DocumentRecord, check_documents

CHAPTERS = 30
LINES = 100
GOAL_RATE = 100
GOAL_GAIN = 1.7

_PASSAGES = (
    r"""
\begin{align}
\arg\max_\theta \prod_{i=1}^N @M_\theta(x_i)
  &= \arg\max_\theta \sum_{i=1}^N \log @M_\theta(x_i) \\
  &= \arg\max_\theta \frac{@n}{N} \sum_{i=1}^N \log @M_\theta(x_i) \\
  &= \arg\min_\theta - \frac{1}{N} \sum_{i=1}^N \log @M_\theta(x_i)
\end{align}
""",
    r"""
\begin{align}
@n D_{\mathrm{KL}}(@p \,\|\, @q)
  &= @n \sum_{z \in \mathcal{X}} @p(z) \log \frac{@p(z)}{@q(z)} \\
  &= @n \sum_{z \in \mathcal{X}} @p(z) \log @p(z) - @n \sum_{z \in \mathcal{X}} @p(z) \log @q(z) \\
  &= @n H(@p, @q) - @n H(@p)
\end{align}
""",
    r"""
\begin{align}
\sum_{z \in \mathcal{X}} @p(z) \left( @k \log @p(z) + @n \log @q(z) \right)
  &= @k \sum_{z \in \mathcal{X}} @p(z) \log @p(z) + @n \sum_{z \in \mathcal{X}} @p(z) \log @q(z) \\
  &= - @k H(@p) - @n H(@p, @q)
\end{align}
""",
    r"""
\begin{align}
\left( @n @k + c \right)^2 - \left( @n @k - c \right)^2
  &= 4 \cdot @n @k c \\
  &= 2 \cdot @n @k c
\end{align}
""",
)
_DECLARED = """\
% mlekl: x_i: sample of size N on X; P_theta, Q_theta, R_theta, G_theta: model on X over Theta
% mlekl: p, f, g, r, q, h, s, w: pmf on X; a, b, d, m, c: scalar
"""


@dataclass(frozen=True, slots=True)
class Read:
    """One run over the book.

    Attributes
    ----------
    workers
        How many processes.
    lines
        How many lines were checked.
    seconds
        How long it took.
    processor
        How many seconds of processors it took, when all of it was done in this process.
    verdicts
        How often each verdict was given.
    """

    workers: int
    lines: int
    seconds: float
    processor: float
    verdicts: Counter[str]

    @property
    def rate(self) -> float:
        """Lines in a second."""
        return self.lines / self.seconds


def chapter(number: int, lines: int = LINES) -> str:
    """One chapter with at least as many lines; no passage occurs in it twice."""
    parts = [_DECLARED]
    count = 0
    for n in itertools.count(number):
        if count >= lines:
            return "\n".join(parts)
        passage = _PASSAGES[n % len(_PASSAGES)]
        names = {"@M": "PQRG"[n // 4 % 4], "@p": "pfgr"[n // 4 % 4], "@q": "qhsw"[n // 16 % 4]}
        names |= {"@k": "abdm"[n // 8 % 4], "@n": str(n + 2)}
        for name, letter in names.items():
            passage = passage.replace(name, letter)
        parts.append(passage)
        count += passage.count("&=")
    raise AssertionError


def write_book(folder: Path, chapters: int = CHAPTERS) -> list[Path]:
    """The files of the book."""
    out = []
    for n in range(chapters):
        out.append(folder / f"chapter_{n:02}.tex")
        out[-1].write_text(chapter(n), encoding="utf-8")
    return out


def timed(paths: Sequence[Path], workers: int) -> Read:
    """One run with so many processes, with the time that starting them takes."""
    started, before = perf_counter(), process_time()
    found: list[DocumentRecord] = list(check_documents(paths, workers=workers))
    seconds, processor = perf_counter() - started, process_time() - before
    verdicts = Counter(line.verdict for record in found for line in record.lines)
    return Read(workers, verdicts.total(), seconds, processor, verdicts)


def measured(chapters: int = CHAPTERS) -> tuple[Read, Read]:
    """The book with one process, and with two."""
    with TemporaryDirectory() as name:
        paths = write_book(Path(name), chapters)
        timed(paths[:1], 1)
        return timed(paths, 1), timed(paths, 2)


def main() -> None:
    """Print the figures."""
    one, two = measured()
    for run in (one, two):
        print(f"{run.workers} processes: {run.lines} lines in {run.seconds:.1f} s: {run.rate:.0f} lines/s")
        print("  " + ", ".join(f"{n} {word}" for word, n in run.verdicts.most_common()))
    gain = one.seconds / two.seconds
    print(f"one process: {one.lines / one.processor:.0f} lines in a second of processor time")
    print(f"goals: {GOAL_RATE} lines/s on one core; two processes {gain:.2f}× one (goal {GOAL_GAIN}×)")


if __name__ == "__main__":
    main()
