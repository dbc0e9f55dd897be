"""Look for something false that can be proved: ``python -m benchmarks.fuzz --lines 100000 --steps 2000``.

Proof lines of all derivations are changed, and others are made up; whatever the kernel accepts must
hold in small worlds. Then authors' steps are changed; whatever is proved must hold in small worlds. The exit
code is 1 when something false was accepted.
"""

from __future__ import annotations

import argparse
import sys
from time import perf_counter

from tests.fuzz.engine import LineFuzz, certificates, proofs
from tests.fuzz.steps import StepFuzz, steps


def lines(count: int, seed: int, names: list[str]) -> int:
    """Fuzz the kernel with ``count`` lines and return the number of false ones it accepted."""
    began = perf_counter()
    tally = LineFuzz(proofs(certificates(*names)), seed=seed).run(count, most=20)
    print(f"lines: {tally} ({perf_counter() - began:.0f} s)")
    print("  accepted by rule: " + ", ".join(f"{rule} {n}" for rule, n in tally.rules.most_common()))
    for bug in tally.false:
        print(f"  FALSE {bug}")
    return len(tally.false)


def author_steps(count: int, seed: int, names: list[str]) -> int:
    """Fuzz the search with ``count`` steps and return the number of false ones that were proved."""
    began = perf_counter()
    tally = StepFuzz(steps(*names), seed).run(count)
    print(f"steps: {tally} ({perf_counter() - began:.0f} s)")
    for crash in tally.crashed:
        print(f"  crashed {crash}")
    for bug in tally.false:
        print(f"  FALSE {bug}")
    return len(tally.false)


def main(arguments: list[str]) -> int:
    """Run both and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "derivations", nargs="*", help="the derivations to start from; all when none is named"
    )
    chosen = parser.parse_args(arguments)
    false = lines(chosen.lines, chosen.seed, chosen.derivations) if chosen.lines else 0
    false += author_steps(chosen.steps, chosen.seed, chosen.derivations) if chosen.steps else 0
    return 1 if false else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
