"""``mlekl verify CERTIFICATE…``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mlekl_symbolic.cli.attachments import certificate_in
from mlekl_symbolic.kernel.__main__ import replay, replay_bytes


def run(
    certificates: Annotated[
        list[Path],
        typer.Argument(metavar="CERTIFICATE…", help="Certificates (.json), or PDFs with one inside."),
    ],
) -> int:
    """Check certificates from nothing, with the kernel alone.

    Exit codes: 0 all check, 2 a line does not check, 3 a rule is not the library's, 4 unreadable.
    """
    return max(map(_one, certificates))


def _one(path: Path) -> int:
    if path.suffix.lower() != ".pdf":
        return replay(path)
    name, content = certificate_in(path)
    return replay_bytes(f"{path}: {name}", content)
