"""Results as SARIF 2.1.0, which tools for reviewing code show beside the text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from mlekl_symbolic.checks.codes import ALL, kind
from mlekl_symbolic.checks.records import DocumentRecord, LineRecord, Message, Region
from mlekl_symbolic.checks.selection import Selection

SCHEMA_ADDRESS = "https://json.schemastore.org/sarif-2.1.0.json"
QUIET = frozenset({"V501", "V506"})
"""The verdicts that give nobody anything to look at."""


def sarif(records: Sequence[DocumentRecord], chosen: Selection, version: str) -> str:
    """The results on some documents as one SARIF log with one run.

    Parameters
    ----------
    records
        The results.
    chosen
        Which codes are wanted.
    version
        The version of this program.
    """
    results = [r for record in records for r in _results(record, chosen)]
    used = sorted({r["ruleId"] for r in results})
    for result in results:
        result["ruleIndex"] = used.index(result["ruleId"])
    driver = {"name": "mlekl", "semanticVersion": version, "rules": [_rule(code) for code in used]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SCHEMA_ADDRESS, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _level(code: str) -> str:
    if code == "V503" or code.startswith("E3"):
        return "error"
    if code.startswith(("E", "W")):
        return "warning"
    return "note"


def _rule(code: str) -> dict[str, Any]:
    entry = ALL[code]
    return {
        "id": code,
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": entry.meaning},
        "help": {"text": entry.remedy},
        "defaultConfiguration": {"level": _level(code)},
        "properties": {"tags": [kind(code)]},
    }


def _results(record: DocumentRecord, chosen: Selection) -> Iterator[dict[str, Any]]:
    for problem in record.problems:
        if chosen.wants(problem.code):
            yield _result(problem.code, _said(problem), problem.region, problem.text)
    for line in record.lines:
        # What cannot be read is told by the diagnostics that say why.
        told = line.code not in QUIET and not (line.code == "V505" and line.messages)
        if told and chosen.wants(line.code):
            yield _result(line.code, _verdict(line), line.region, line.source)
        for message in line.messages:
            if chosen.wants(message.code):
                yield _result(message.code, _said(message), message.region, line.source)


def _said(message: Message) -> str:
    return f"{message.text}. {message.remedy}"


def _verdict(line: LineRecord) -> str:
    parts = [f"{line.verdict}: {line.left} {line.relation} {line.right}".strip()]
    found = line.counterexample
    if found is not None:
        parts.append("fails at " + ", ".join(f"{name} = {value}" for name, value in found.values))
        parts += [f"left {found.left}, right {found.right}"] if found.left else []
    parts += [f"assuming {', '.join(line.assumptions)}"] if line.assumptions else []
    return "; ".join(parts)


def _result(code: str, text: str, where: Region, content: str) -> dict[str, Any]:
    named = f"{code}\0{where.path}\0{' '.join(content.split())}".encode(errors="replace")
    stamp = sha256(named).hexdigest()[:16]
    return {
        "ruleId": code,
        "level": _level(code),
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(where)}],
        "partialFingerprints": {"content/v1": stamp},
    }


def _location(where: Region) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(where.path.replace("\\", "/"))}}
    if where.cell:
        # Lines are counted in the cell, and a notebook's own lines are those of its JSON.
        place["properties"] = {"cell": where.cell, "line": where.line, "column": where.column}
        return place
    end = max((where.end_line, where.end_column), (where.line, where.column))
    place["region"] = {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": end[0],
        "endColumn": end[1],
    }
    return place
