"""What the programs of all tools share: each claim gets some time, and one line of JSON."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from contextlib import suppress
from time import perf_counter
from types import FrameType

from benchmarks.shootout.claims import CLAIMS, FAILED, Claim

SECONDS = 30


class TooLong(BaseException):
    """A tool has had its time for a claim."""


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise TooLong


def report(tools: dict[str, Callable[[Claim], str]], version: str) -> None:
    """Put all claims to some tools and print what they say, and how long they took."""
    print(json.dumps({"version": version}), flush=True)
    signal.signal(signal.SIGALRM, _ring)
    for claim in CLAIMS:
        for name, judge in tools.items():
            started = perf_counter()
            verdict = f"no verdict in {SECONDS} s"
            with suppress(TooLong):
                signal.alarm(SECONDS)
                try:
                    verdict = judge(claim)
                except Exception as error:  # the errors of six programs have no common class
                    verdict = f"{FAILED}: {type(error).__name__}"
                finally:
                    signal.alarm(0)
            seconds = perf_counter() - started
            print(
                json.dumps({"claim": claim.name, "tool": name, "verdict": verdict, "seconds": seconds}),
                flush=True,
            )
