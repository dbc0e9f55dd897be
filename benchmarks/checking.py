"""Checking a book: lines per second on one core, and how much two processes gain.

The book is generated: thirty chapters with a hundred lines each, of derivations that notes and posts are
made of, under names of their own, true and false lines mixed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from mlekl_symbolic.checks import DocumentRecord, check_documents

CHAPTERS = 30
LINES = 100
GOAL_RATE = 100
GOAL_GAIN = 1.7

_PASSAGES = (
    r"""
\begin{align}
\arg\max_\theta \prod_{i=1}^N P_\theta(x_i)
  &= \arg\max_\theta \sum_{i=1}^N \log P_\theta(x_i) \\
  &= \arg\max_\theta \frac{1}{N} \sum_{i=1}^N \log P_\theta(x_i) \\
  &= \arg\min_\theta - \frac{1}{N} \sum_{i=1}^N \log P_\theta(x_i)
\end{align}
""",
    r"""
\begin{align}
D_{\mathrm{KL}}(@p \,\|\, @q)
  &= \sum_{z \in \mathcal{X}} @p(z) \log \frac{@p(z)}{@q(z)} \\
  &= \sum_{z \in \mathcal{X}} @p(z) \log @p(z) - \sum_{z \in \mathcal{X}} @p(z) \log @q(z) \\
  &= H(@p, @q) - H(@p)
\end{align}
""",
    r"""
\begin{align}
\sum_{z \in \mathcal{X}} @p(z) \left( @k \log @p(z) + @k \log @q(z) \right)
  &= @k \sum_{z \in \mathcal{X}} @p(z) \log @p(z) + @k \sum_{z \in \mathcal{X}} @p(z) \log @q(z) \\
  &= - @k H(@p) - @k H(@p, @q)
\end{align}
""",
    r"""
\begin{align}
\left( @k + c \right)^2 - \left( @k - c \right)^2
  &= 4 @k c \\
  &= 2 @k c
\end{align}
""",
)


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
    verdicts
        How often each verdict was given.
    """

    workers: int
    lines: int
    seconds: float
    verdicts: Counter[str]

    @property
    def rate(self) -> float:
        """Lines in a second."""
        return self.lines / self.seconds


def chapter(number: int, lines: int = LINES) -> str:
    """One chapter with at least as many lines."""
    letters = [(p, q, k) for p in "pfgr" for q in "qhsw" for k in "abdm"]
    p, q, k = letters[number % len(letters)]
    parts = [
        "% mlekl: P_theta: model on X over Theta; x_i: sample of size N on X",
        f"% mlekl: {p}, {q}: pmf on X; {k}, c: scalar",
        "\\section{Chapter}",
    ]
    count = 0
    while count < lines:
        passage = _PASSAGES[(number + len(parts)) % len(_PASSAGES)]
        parts.append(passage.replace("@p", p).replace("@q", q).replace("@k", k))
        count += passage.count("&=")
    return "\n".join(parts)


def write_book(folder: Path, chapters: int = CHAPTERS) -> list[Path]:
    """The files of the book."""
    out = []
    for n in range(chapters):
        out.append(folder / f"chapter_{n:02}.tex")
        out[-1].write_text(chapter(n), encoding="utf-8")
    return out


def timed(paths: Sequence[Path], workers: int) -> Read:
    """One run with so many processes, which are started before time is taken by a first chapter of theirs."""
    started = perf_counter()
    found: list[DocumentRecord] = list(check_documents(paths, workers=workers))
    seconds = perf_counter() - started
    verdicts = Counter(line.verdict for record in found for line in record.lines)
    return Read(workers, verdicts.total(), seconds, verdicts)


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
    print(f"goals: {GOAL_RATE} lines/s on one core; two processes {gain:.2f}× one (goal {GOAL_GAIN}×)")


if __name__ == "__main__":
    main()
