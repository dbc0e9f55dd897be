"""Runs docs/tutorial.ipynb and writes what its cells show into it: ``python scripts/tutorial.py``."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

TUTORIAL = Path(__file__).resolve().parent.parent / "docs" / "tutorial.ipynb"


def main() -> int:
    """Execute the notebook and keep its outputs, without times."""
    notebook = nbformat.read(TUTORIAL, as_version=4)
    metadata = dict(notebook.metadata)
    NotebookClient(notebook, timeout=120, kernel_name="python3", record_timing=False).execute()
    notebook.metadata.clear()
    notebook.metadata.update(metadata)
    nbformat.write(notebook, TUTORIAL)
    return 0


if __name__ == "__main__":
    sys.exit(main())
