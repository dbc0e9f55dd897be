"""A proof that is written outside a function, as in the cells of a notebook."""

from __future__ import annotations

from mlekl_symbolic.proof.calc import Calc
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.proof import Proof


class Draft(Proof):
    """A proof in which a chain with a line that is not proved is put aside when the next one begins."""

    def calc(self, start: object, words: str = "") -> Calc:
        """Begin a chain; as `Proof.calc`."""
        self._put_aside()
        return super().calc(start, words)

    def _put_aside(self) -> None:
        self._blocks = [b for b in self._blocks if not (isinstance(b, Calc) and _fails(b))]
        self._numbers = sum(len(b.steps) for b in self._blocks if isinstance(b, Calc))


def _fails(chain: Calc) -> bool:
    return any(not isinstance(s.outcome, Proved) for s in chain.steps)
