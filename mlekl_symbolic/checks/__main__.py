"""``python -m mlekl_symbolic.checks`` checks one document for another process: pickles in and out."""

from __future__ import annotations

import pickle
import sys

from mlekl_symbolic.checks.one import check_path


def main() -> None:
    """Read a path and options from standard input, and write the results to standard output."""
    path, options = pickle.load(sys.stdin.buffer)
    pickle.dump(check_path(path, options), sys.stdout.buffer)


if __name__ == "__main__":
    main()
