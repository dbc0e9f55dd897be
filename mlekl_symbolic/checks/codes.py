"""All codes of a check in one place: those of the reader, and those of verdicts, warnings and limits.

``N…`` are notices, ``E2…`` what cannot be read, ``E3…`` what keeps a document or a line from being checked,
``V…`` verdicts and ``W…`` warnings. A code never changes its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

from mlekl_symbolic.readers.latex.check import Verdict
from mlekl_symbolic.readers.latex.codes import CODES, Code

TIME, MEMORY, FAULT, UNOPENED, LOST = "E301", "E302", "E303", "E304", "E305"
DOUBTFUL, LEAP = "W401", "W402"

OF_VERDICT: Final[Mapping[Verdict, str]] = {
    Verdict.PROVED: "V501",
    Verdict.ASSUMING: "V502",
    Verdict.REFUTED: "V503",
    Verdict.UNDECIDED: "V504",
    Verdict.UNREADABLE: "V505",
    Verdict.DEFINITION: "V506",
}
"""The code of each verdict."""

_TABLE = (
    (
        TIME, "time limit",
        "Reading the document, or checking the line, took longer than it may. Nothing is claimed about what "
        "was not reached.",
        "Split the line into smaller steps, or allow more with --time-limit.",
    ),
    (
        MEMORY, "memory limit",
        "Reading the document, or checking the line, needed more memory than it may. Nothing is claimed "
        "about what was not reached.",
        "Split the line or the document, or allow more with --memory.",
    ),
    (
        FAULT, "fault of the checker",
        "The checker failed on this line or document in a way that is its own fault. Nothing is claimed "
        "about it, and the other lines are checked.",
        "Report it with the line.",
    ),
    (
        UNOPENED, "cannot be opened",
        "The file does not exist, is a folder, or may not be read.",
        "Look at the path and at its permissions.",
    ),
    (
        LOST, "process ended",
        "The process that checked the document was ended from outside or crashed, alone with this document.",
        "Check the document by itself; if it happens again, report it.",
    ),
    (
        DOUBTFUL, "true only under an assumption that is not granted",
        "The line follows when the observations of a sample are pairwise distinct, and not without. Data "
        "repeat, so it does not pass.",
        "Write the mass function of the data, such as `\\hat{p}(x_i)`, in place of 1/N.",
    ),
    (
        LEAP, "leap",
        "The line is proved, and more kernel lines stand behind it than --max-size allows.",
        "Put steps in between.",
    ),
    (
        "V501", "proved",
        "The line follows from the line before for all values of its names; the kernel has checked a proof.",
        "Nothing has to be done.",
    ),
    (
        "V502", "proved assuming",
        "The line follows under conditions that are listed: those that the text puts on numbers, and side "
        "conditions that it does not state.",
        "Look whether they are meant, and state those that the text leaves out.",
    ),
    (
        "V503", "refuted",
        "The line is false: in the small world shown, everything assumed holds and the line does not.",
        "Change a side, or state the condition that excludes the world.",
    ),
    (
        "V504", "undecided",
        "Neither a proof nor a counterexample was found. The line is counted neither as true nor as false.",
        "Put a smaller step before it.",
    ),
    (
        "V505", "unreadable",
        "The line was not read, or not understood, and nothing is claimed about it. What stands in the way "
        "is listed.",
        "Do what the diagnostics of the line say.",
    ),
    (
        "V506", "definition",
        "The line introduces a name and claims nothing.",
        "Nothing has to be done.",
    ),
)  # fmt: skip

ALL: Final[Mapping[str, Code]] = {**CODES, **{row[0]: Code(*row) for row in _TABLE}}
"""Every code by its name."""
_KINDS = {
    "N": "notice", "E2": "cannot be read", "E3": "cannot be checked", "V": "verdict", "W": "warning",
}  # fmt: skip


def kind(name: str) -> str:
    """What sort of code it is: a notice, a refusal, a limit, a verdict or a warning."""
    return next(said for start, said in _KINDS.items() if name.startswith(start))


def is_code(text: str) -> bool:
    """Whether a text has the form of a code."""
    return len(text) == 4 and text[0].upper() in "NEVW" and text[1:].isdecimal()


def page(name: str) -> str:
    """The page of a code, as plain text.

    Raises
    ------
    KeyError
        When there is no such code; its argument is the whole message.
    """
    known = ALL.get(name.upper())
    if known is None:
        close = ", ".join(get_close_matches(name.upper(), ALL, n=3)) or "N101, E201, V501"
        raise KeyError(f"there is no code {name}; there are {close} and others")
    return (
        f"{known.name}  {known.title}  ({kind(known.name)})\n\n{known.meaning}\n\nWhat to do: {known.remedy}"
    )
