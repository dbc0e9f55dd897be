"""``mlekl fit TABLE --column NAME``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from mlekl_symbolic.cli.commands.prove import Engine
from mlekl_symbolic.cli.console import complain, say, say_verdict
from mlekl_symbolic.cli.exits import OF_VERDICT, BadInput
from mlekl_symbolic.cli.pages import Request, put
from mlekl_symbolic.cli.record import record
from mlekl_symbolic.cli.targets import prove
from mlekl_symbolic.families.counts import Counts, decimal
from mlekl_symbolic.families.fitting import FitError, family
from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.proof.verdict import PROVED, verdict
from mlekl_symbolic.readers.tables.counting import Missing, count
from mlekl_symbolic.readers.tables.csv import Separator
from mlekl_symbolic.readers.tables.errors import TableError
from mlekl_symbolic.writers.boxes import columns as width_of
from mlekl_symbolic.writers.boxes import padded
from mlekl_symbolic.writers.report import compact, failures

BLANKS = ("na", "n/a", "nan", "null", "none", "nil", "missing", "unknown", "-", "?")
"""Values that may have been meant for none."""


def run(
    table: Annotated[Path, typer.Argument(metavar="TABLE", help="A CSV or Parquet file.")],
    column: Annotated[str, typer.Option("--column", metavar="NAME", help="The column to fit.")],
    to_family: Annotated[
        str, typer.Option("--family", metavar="FAMILY", help="What to fit: categorical or bernoulli.")
    ] = "categorical",
    missing: Annotated[
        Missing, typer.Option(help="Rows without a value are an error, or left out.")
    ] = Missing.refuse,
    separator: Annotated[
        Separator, typer.Option(help="What stands between the cells of a CSV file.")
    ] = Separator.auto,
    to: Annotated[
        str, typer.Option(metavar="FORMATS", help="Formats to write, such as pdf,tex,txt,html,json.")
    ] = "",
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write to.")] = Path("output"),
    engine: Annotated[Engine, typer.Option(help="What makes the PDF.")] = Engine.typst,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> int:
    """Count a column of your own data and prove what its maximum likelihood estimate is.

    The proof is about your relative frequencies, exact and checked by the kernel. Reading needs the
    extra `data`: pip install '.[data]' in a copy of the project.

    Exit codes: 0 proved, 1 refuted, 2 not proved, 4 bad input.
    """
    request = Request.parse(to, out, engine)
    try:
        kind = family(to_family)
        counts = count(table, column, missing=missing, separator=separator)
        derivation = kind.derivation(counts)
    except (FitError, TableError) as error:
        raise BadInput(str(error)) from None
    theorem = prove(derivation)
    found = verdict(theorem)
    written = put(theorem, request)
    if as_json:
        print(json.dumps(record(theorem, written) | {"data": _data(counts)}, ensure_ascii=False))
        return OF_VERDICT[found]
    say_verdict(_head(theorem, counts), found)
    for letter in counts.letters:
        if letter.casefold() in BLANKS:
            taken = f"note: the value {letter!r} is counted like any other"
            complain(f"{taken}; if it stands for no value, empty its cells")
    say("\n" + _table(counts) + "\n")
    say("".join(f"  {p}\n" for p in written).rstrip() if written else _rest(theorem))
    return OF_VERDICT[found]


def _head(theorem: Theorem, counts: Counts) -> str:
    left_out = f"; rows without a value, left out: {counts.left_out}" if counts.left_out else ""
    what = f"{counts.source}, column {counts.column}: {counts.total} values{left_out}"
    return f"{theorem.name}: {verdict(theorem)}\n{what}"


def _rest(theorem: Theorem) -> str:
    return compact(theorem).partition("\n")[2].lstrip() if verdict(theorem) == PROVED else failures(theorem)


def _table(counts: Counts) -> str:
    """The values with their counts, their exact and decimal relative frequencies, and the optimum."""
    rows = [("value", "count", "estimate", "")]
    for letter, n, f in zip(counts.letters, counts.numbers, counts.frequencies, strict=True):
        rows.append((letter, str(n), str(f), decimal(float(f))))
    widths = [max(width_of(row[k]) for row in rows) for k in range(4)]
    lines = [
        f"  {padded(a, widths[0])}  {b:>{widths[1]}}  {c:>{widths[2]}}  {d}".rstrip() for a, b, c, d in rows
    ]
    optimum = (
        ("entropy of the data", f"{decimal(counts.entropy)} nats"),
        ("divergence at the estimate", "0"),
        ("highest log-likelihood", decimal(counts.log_likelihood)),
    )
    return "\n".join((*lines, "", *(f"  {what:<26}  {value}" for what, value in optimum)))


def _data(counts: Counts) -> dict[str, Any]:
    return {
        "source": counts.source,
        "column": counts.column,
        "total": counts.total,
        "left_out": counts.left_out,
        "counts": dict(zip(counts.letters, counts.numbers, strict=True)),
        "frequencies": {a: str(f) for a, f in zip(counts.letters, counts.frequencies, strict=True)},
        "entropy": counts.entropy,
        "log_likelihood": counts.log_likelihood,
    }
