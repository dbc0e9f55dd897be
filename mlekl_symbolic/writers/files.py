"""Files that are replaced whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

PERMISSIONS = 0o644


def replace_file(path: str | os.PathLike[str], content: bytes) -> None:
    """Put ``content`` at ``path``: a reader sees the old file or the new one, never a part.

    Raises
    ------
    OSError
        When the folder does not exist or cannot be written to; nothing is left behind then.
    """
    target = Path(path)
    if target.exists() and not target.is_file():
        # A device or a pipe is written to: /dev/null must stay what it is.
        target.write_bytes(content)
        return
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(PERMISSIONS)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
