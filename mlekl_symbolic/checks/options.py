"""What holds for all documents of one run."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from mlekl_symbolic.readers.latex.notation import Notation

SECONDS = 2.0
"""How long one line may take."""
MEGABYTES = 500
"""How much memory a process that checks may hold."""


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are checked.

    Attributes
    ----------
    notation
        What names stand for in all documents unless they declare otherwise.
    seconds
        How long one line may take.
    megabytes
        How much memory may be held; 0 for no limit.
    max_size
        Above how many kernel lines a proved line is a leap; 0 for never.
    follow
        Whether files named by ``\\input`` and ``\\include`` are checked too, inside the document's folder.
    illustrated
        Whether the results hold what an HTML page shows: the text, and formulas as MathML.
    kind
        ``latex`` or ``markdown`` for standard input and files with unknown endings.
    """

    notation: Notation = field(default_factory=Notation)
    seconds: float = SECONDS
    megabytes: int = MEGABYTES
    max_size: int = 0
    follow: bool = False
    illustrated: bool = False
    kind: str = "latex"

    @property
    def fingerprint(self) -> str:
        """The same for two runs exactly when a document gets the same verdicts, limits being kept."""
        said = sorted(map(repr, self.notation.entries.values()))
        return sha256(repr((said, self.max_size, self.follow, self.kind)).encode()).hexdigest()[:16]
