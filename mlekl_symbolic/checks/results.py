"""A file of results that grows: one JSON object for each line of a document, then one for the document.

The objects of one document are appended by a single write, so that whatever ends the program leaves whole
documents, and at most one broken one at the end, which `Results.resumed` takes away.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from mlekl_symbolic.checks.options import Options
from mlekl_symbolic.checks.records import SCHEMA, DocumentRecord

PIECE = 2**20


def as_json(record: DocumentRecord) -> list[str]:
    """The objects of one document, each as one line of JSON."""
    objects = [line.to_json() for line in record.lines]
    return [json.dumps(o, ensure_ascii=False) for o in (*objects, record.to_json())]


@dataclass(slots=True)
class Results:
    """A file of results.

    Attributes
    ----------
    path
        Where it is.
    done
        The counts of the documents in it, by path, digest and options.
    """

    path: Path
    done: dict[tuple[str, str, str], Mapping[str, int]] = field(default_factory=dict)

    @classmethod
    def resumed(cls, path: Path) -> Results:
        """A file of results with what is in it; what follows its last whole document is cut off.

        Raises
        ------
        OSError
            When it cannot be read or written.
        ValueError
            When it holds something else.
        """
        made = cls(path)
        if not path.exists():
            return made
        whole = 0
        with path.open("rb") as stream:
            for n, row in enumerate(stream, 1):
                if not row.endswith(b"\n"):
                    break
                try:
                    found = json.loads(row)
                    if found["schema"] != SCHEMA or found["kind"] not in ("line", "document"):
                        raise ValueError
                    if found["kind"] == "document":
                        made.done[found["path"], found["sha256"], found["options"]] = found["counts"]
                        whole = stream.tell() if stream.seekable() else whole
                except (ValueError, KeyError, TypeError):
                    raise ValueError(f"{path}:{n}: this is no result of mlekl check") from None
        if whole < path.stat().st_size:
            os.truncate(path, whole)
        return made

    def add(self, record: DocumentRecord) -> None:
        """Append the results on one document."""
        # A byte of a path that is no text comes as half a surrogate pair, which JSON writes in its own way.
        data = ("\n".join(as_json(record)) + "\n").encode(errors="backslashreplace")
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            while data:
                data = data[os.write(handle, data) :]
        finally:
            os.close(handle)

    def counts(self, path: str, options: Options) -> Mapping[str, int] | None:
        """The counts of a document whose results are there, unless it has changed since."""
        if not self.done:
            return None
        try:
            return self.done.get((path, _digest(Path(path)), options.fingerprint))
        except OSError:
            return None


def _digest(path: Path) -> str:
    found = sha256()
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            found.update(piece)
    return found.hexdigest()
