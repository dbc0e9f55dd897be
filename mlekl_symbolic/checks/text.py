"""Results as text: what a terminal says. Lines end without spaces and nothing is wrapped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from unicodedata import category

from mlekl_symbolic.checks.records import VERDICTS, DocumentRecord, LineRecord, Message
from mlekl_symbolic.writers.typography import with_minus

LONGEST_DIFFERENCE = 100
"""How many characters of a difference still help."""
_STEERING = frozenset({"Cc", "Cf", "Cs", "Co"})


def line_report(line: LineRecord) -> str:
    """One line: where it is, the verdict, the source with carets, the reading back, and what was found."""
    size = f" ({line.size} kernel {'line' if line.size == 1 else 'lines'})" if line.size else ""
    head = f"{line.region.place}: {line.code} {line.verdict}{size}"
    parts = [_indented(line.excerpt)]
    if line.right:
        parts.append(_indented(_sides(line)))
    elif line.reading:
        parts.append(_indented(f"read as  {line.reading}"))
    parts.append(_indented("\n".join(f"{name:<14}{said}" for name, said in findings(line))))
    parts.extend(_message(m, line) for m in line.messages)
    return _trimmed("\n".join((head, *filter(None, parts))))


def document_report(record: DocumentRecord, everything: DocumentRecord | None = None) -> str:
    """What is said of a document after its lines: problems, questions, the counts, the first bad line.

    Parameters
    ----------
    record
        What is reported of the document.
    everything
        All of it, when that is more.
    """
    whole = everything or record
    parts = [f"{m.region.place}: {m.code} {m.text}\n{_indented(m.remedy)}" for m in record.problems]
    if record.questions:
        asked = chain.from_iterable((f"{m.text}", f"  {m.remedy}") for m in record.questions)
        parts.append("Questions about the notation:\n" + _indented("\n".join(asked)))
    parts.append(f"{whole.path}: {summary(whole.counts, len(whole.lines))}")
    if whole.first_bad is not None:
        parts[-1] += f" The first line that is false: {whole.first_bad.region.place}."
    return _trimmed("\n".join(parts))


def summary(counts: Mapping[str, int], lines: int) -> str:
    """The verdicts in numbers."""
    if not lines:
        return "no derivation found." if not counts else "nothing could be checked."
    said = ", ".join(f"{counts[code]} {word}" for code, word in VERDICTS.items() if counts.get(code))
    return f"{lines} {'line' if lines == 1 else 'lines'}: {said}."


def _sides(line: LineRecord) -> str:
    gap = " " * len(line.relation)
    return f"{gap} {line.left}\n{line.relation} {line.right}"


def findings(line: LineRecord) -> Iterator[tuple[str, str]]:
    """What was found out about a line besides its verdict: what it is called, and what it is."""
    found = line.counterexample
    if found is not None:
        yield "it fails at", ", ".join(f"{name} = {with_minus(value)}" for name, value in found.values)
        if found.left:
            yield "left there", _value(found.left, found.left_decimal)
            yield "right there", _value(found.right, found.right_decimal)
    if line.difference and len(line.difference) <= LONGEST_DIFFERENCE:
        yield "right − left", line.difference
    for words in line.assumptions:
        yield "assuming" if found is None else "holds there", words
    for words in line.missing:
        yield "true if", words


def _value(exact: str, decimal: str) -> str:
    return with_minus(f"{exact} ≈ {decimal}" if decimal else exact)


def _message(message: Message, line: LineRecord) -> str:
    rows = [f"{message.code}  {message.text}"]
    if message.code.startswith("E"):
        if message.excerpt and message.excerpt != line.excerpt:
            rows.append(_indented(message.excerpt))
        rows.append(f"      {message.remedy}")
    return _indented("\n".join(rows))


def _indented(text: str) -> str:
    return "\n".join(f"  {row}" for row in text.split("\n")) if text else ""


def _trimmed(text: str) -> str:
    """Text for a terminal: no trailing spaces, and no sign of a document that would steer the terminal."""
    shown = "".join(
        "\N{REPLACEMENT CHARACTER}" if c != "\n" and category(c) in _STEERING else c for c in text
    )
    return "\n".join(row.rstrip() for row in shown.split("\n"))
