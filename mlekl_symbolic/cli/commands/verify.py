"""``mlekl verify CERTIFICATE…``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mlekl_symbolic.kernel.__main__ import main


def run(
    certificates: Annotated[list[Path], typer.Argument(metavar="CERTIFICATE…", help="Certificates (.json).")],
) -> int:
    """Check certificates from nothing, with the kernel alone.

    Exit codes: 0 all check, 2 a line does not check, 3 a rule is not the library's, 4 unreadable.
    """
    return main([str(c) for c in certificates])
