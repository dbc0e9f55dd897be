"""Parts of the reference that are made from the registries while Sphinx builds.

A page asks for one with a comment on a line of its own, such as ``<!-- mlekl: rules -->``; what stands there
in its place is Markdown, the same for the same program. Nothing that is made is kept in a file.
"""

from __future__ import annotations

import inspect
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from docutils import nodes
from sympy import Basic

import mlekl_symbolic.rules as _rules
from mlekl_symbolic import writers
from mlekl_symbolic.checks.codes import ALL, kind
from mlekl_symbolic.claims import CLAIMS
from mlekl_symbolic.cli.app import PROGRAM, build, command_names
from mlekl_symbolic.cli.exits import OF_VERDICT
from mlekl_symbolic.families.fitting import families
from mlekl_symbolic.language import Statement
from mlekl_symbolic.pictures.gallery import pictures
from mlekl_symbolic.proof.library import library
from mlekl_symbolic.rules.rulebook import MEANINGS, RULES, Meaning, Rule
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.formats import formats
from mlekl_symbolic.writers.mathml import displayed, in_line
from mlekl_symbolic.writers.typography import with_minus

_REQUEST = re.compile(r"^<!-- mlekl: ([\w-]+) -->$", re.MULTILINE)
_COLON = "\ue000"
_SHARED = re.compile(r"^:ivar (?:\w+, )+\w+(?=:)")
_AND = ",\u200b"
_BEFORE_NAPOLEON, _AFTER_NAPOLEON = 400, 600
_MARKED = re.compile(r"``(.+?)``|`(.+?)`|(?<!\w)\*(\w[^*]*)\*(?!\w)|(?<!\S)(--\w[\w-]*)")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~])")

Made = Iterable[str]
"""Blocks of Markdown, which blank lines will separate."""


def md(words: str) -> str:
    """Words in which Markdown reads no mark-up."""
    return _SPECIAL.sub(r"\\\1", words)


def _running(words: str) -> str:
    """A docstring's words: what stands in backticks and options are code, titles in asterisks are slanted."""
    parts = _MARKED.split(words)
    out = [md(parts[0])]
    for double, single, title, option, after in zip(*(parts[n::5] for n in range(1, 6)), strict=True):
        out.append(f"*{md(title)}*" if title else f"`{double or single or option}`")
        out.append(md(after))
    return " ".join("".join(out).split())


def _formula(node: Basic) -> str:
    return f'<div class="formula">{displayed(layout(node))}</div>'


def _conditions(where: Iterable[tuple[str, Basic]]) -> Iterator[str]:
    shown = [f"<code>{escape(label)}</code>: {in_line(layout(p))}" for label, p in where]
    if shown:
        items = "".join(f"<li>{one}</li>" for one in shown)
        word = "Condition" if len(shown) == 1 else "Conditions"
        yield f'<div class="conditions"><p>{word}</p><ul>{items}</ul></div>'


def _lean(name: str) -> str:
    return f" mathlib: `{name}`." if name else ""


def _rule(rule: Rule) -> Made:
    yield f"({_anchor('rule', rule.name)})=\n### `{rule.name}`"
    yield f"{_sentence(rule.says)}{_lean(rule.lean)}"
    yield _formula(rule.claim.conclusion)
    yield from _conditions(rule.claim.where)
    if not _is_formula(rule.statement):
        yield f"In words: {md(with_minus(rule.statement))}"


def _is_formula(statement: str) -> bool:
    """Whether a rule's sentence has no word, so that it says nothing that its formula does not show."""
    return not re.search(r"\b(?!(?:log|exp|argmin|argmax)\b)[a-z]{2,}", statement)


def rules() -> Made:
    """Every rule, by subject."""
    subjects = sorted({r.subject for r in RULES.values()})
    yield f"{len(RULES)} rules about {len(subjects)} subjects."
    for subject in subjects:
        module = import_module(f"{_rules.__name__}.{subject}")
        yield f"## {subject.capitalize()}"
        yield from map(_running, (inspect.getdoc(module) or "").split("\n\n"))
        for name in sorted(r.name for r in RULES.values() if r.subject == subject):
            yield from _rule(RULES[name])


def _sentence(words: str) -> str:
    return md(words[:1].upper() + words[1:]) + "."


def _anchor(sort: str, name: str) -> str:
    return f"{sort}-{name.replace('_', '-')}"


def _defined(meaning: Meaning) -> Made:
    yield f"({_anchor('definition', meaning.name)})=\n## `{meaning.name}`"
    also = f" The name `{meaning.like}` in a reason covers it too." if meaning.like else ""
    yield f"{_sentence(meaning.says)}{_lean(meaning.lean)}{also}"
    left, right = in_line(layout(meaning.left), style="true"), in_line(layout(meaning.right), style="true")
    verb = "means" if isinstance(meaning.left, Statement) else "is"
    yield f'<div class="formula defined"><span>{left}<i>{verb}</i></span><span>{right}</span></div>'


def definitions() -> Made:
    """Every definition."""
    yield f"{len(MEANINGS)} definitions."
    for name in sorted(MEANINGS):
        yield from _defined(MEANINGS[name])


def derivations() -> Made:
    """Every standard derivation with its title, summary, sources and the claims it settles."""
    shelf = library()
    yield f"{len(shelf)} derivations."
    for name, found in shelf.items():
        yield f"({_anchor('derivation', name)})=\n## `{name}`"
        yield f"**{md(found.title)}**"
        if found.summary:
            yield _running(found.summary)
        if found.claims:
            yield "Settles " + ", ".join(f"[{c}](#claim-{c.lower()})" for c in found.claims) + "."
        if found.sources:
            yield "Sources: " + "; ".join(_running(s).rstrip(".") for s in found.sources) + "."


def claims() -> Made:
    """Every claim of the two texts, its verdict, and where it is settled."""
    known = library()
    for n, claim in enumerate(CLAIMS):
        if n == 0 or claim.code[0] != CLAIMS[n - 1].code[0]:
            yield f"## Text {claim.code[0]}"
        yield f"(claim-{claim.code.lower()})=\n### {claim.code}: {md(claim.verdict.value)}"
        part = "part " if claim.text[0].isdigit() else ""
        yield f"*{md(claim.says)}* ({part}{md(claim.text)})"
        yield md(claim.sentence)
        links = [f"[`{d}`](#{_anchor('derivation', d)})" for d in claim.settled_by if d in known]
        if links:
            yield "Settled by " + ", ".join(links) + "."


def format_table() -> Made:
    """Every output format."""
    rows = [f"| `{f.name}` | `{f.suffix}` | {_running(f.says)} |" for f in formats().values()]
    yield "\n".join(("| format | file | what it is |", "|---|---|---|", *rows))


def family_table() -> Made:
    """Every family that data can be fitted to."""
    rows = [f"| `{f.name}` | {md(f.says)} | {_letters(f.letters)} |" for f in families().values()]
    yield "\n".join(("| family | what it is | different values |", "|---|---|---|", *rows))


def _letters(bounds: tuple[int, int]) -> str:
    low, high = bounds
    return str(low) if low == high else f"{low} to {high}"


def picture_table() -> Made:
    """Every picture."""
    rows = [
        f"| `{p.name}` | {md(p.title)} | "
        + ", ".join(f"[`{d}`](#{_anchor('derivation', d)})" for d in p.shows)
        + " |"
        for p in pictures().values()
    ]
    yield "\n".join(("| picture | what it shows | belongs to |", "|---|---|---|", *rows))


def commands() -> Made:
    """Every command with its arguments and options, as ``--help`` has them."""
    group: Any = typer.main.get_command(build(command_names()))
    for name in command_names():
        command = group.commands[name]
        context = command.make_context(name, [], resilient_parsing=True)
        usage = " ".join(command.collect_usage_pieces(context))
        yield f"({_anchor('command', name)})=\n## `{PROGRAM} {name}`"
        yield f"```text\n{PROGRAM} {name} {usage}\n```"
        yield from (_running(" ".join(part.split())) for part in (command.help or "").split("\n\n"))
        rows = [r for p in command.params if (r := p.get_help_record(context)) and "--help" not in r[0]]
        if rows:
            table = (f"| `{_option(left)}` | {_running(right)} |" for left, right in rows)
            yield "\n".join(("| argument or option | what it does |", "|---|---|", *table))


def _option(left: str) -> str:
    """How an option is written, for a table; what type of Python its value becomes is no one's concern."""
    left = re.sub(r" <(?:int|float) range>", " N", left)
    return re.sub(r" <[\w\[\]]+>", "", left).replace("|", r"\|")


def codes() -> Made:
    """Every code of ``mlekl check``."""
    last = ""
    for name, code in sorted(ALL.items(), key=lambda item: (kind(item[0]), item[0])):
        if kind(name) != last:
            last = kind(name)
            yield f"## {last.capitalize()}"
        yield f"(code-{name.lower()})=\n### {name}: {md(code.title)}"
        yield _running(code.meaning)
        yield f"What to do: {_running(code.remedy)}"


_EXITS = {
    "proved": "every line is proved, and the statement follows from them",
    "refuted": "some line is false: a counterexample was found",
    "unproved": "some line is neither proved nor refuted; it is not counted as true",
    "gaps": "everything is proved up to gaps that the author declares",
}


def exit_codes() -> Made:
    """The exit codes of commands that prove."""
    known = sorted(OF_VERDICT.items(), key=lambda entry: entry[1])
    rows = [f"| {code} | {word} | {_EXITS[word]} |" for word, code in known]
    last = "| 4 | bad input | an unknown name, a file that cannot be read or written, a wrong option |"
    yield "\n".join(("| code | verdict | when |", "|---|---|---|", *rows, last))


PARTS: dict[str, Callable[[], Made]] = {
    "claims": claims,
    "codes": codes,
    "commands": commands,
    "definitions": definitions,
    "derivations": derivations,
    "exit-codes": exit_codes,
    "families": family_table,
    "formats": format_table,
    "pictures": picture_table,
    "rules": rules,
}
"""What a page can ask for."""


def part(name: str) -> str:
    """One part of the reference, as Markdown.

    Raises
    ------
    ValueError
        When there is no such part.
    """
    if name not in PARTS:
        raise ValueError(f"there is no part {name!r} of the reference; there are {', '.join(PARTS)}")
    return "\n\n".join(PARTS[name]())


def filled(text: str) -> str:
    """A page with what it asks for."""
    return _REQUEST.sub(lambda m: part(m[1]), text)


def _on_read(app: Any, docname: str, source: list[str]) -> None:  # noqa: ARG001
    source[0] = filled(source[0])


def _with_licence(app: Any, error: Exception | None) -> None:
    if error is None:
        licence = Path(writers.__path__[0]) / "fonts" / "LICENSE-STIX.txt"
        shutil.copyfile(licence, Path(app.outdir) / "_static" / licence.name)


def _hide_colon(app: Any, what: str, name: str, shown: Any, options: Any, lines: list[str]) -> None:  # noqa: ARG001
    """Napoleon takes what stands before a colon in the first line for a type; here it is words."""
    if what in ("attribute", "property", "data") and lines:
        lines[0] = lines[0].replace(":", _COLON)


def _show_colon(app: Any, what: str, name: str, shown: Any, options: Any, lines: list[str]) -> None:  # noqa: ARG001
    """Put colons back, and keep attributes together that share a description: a space would begin a type."""
    lines[:] = [_SHARED.sub(lambda m: m[0].replace(", ", _AND), line.replace(_COLON, ":")) for line in lines]


def _spaced(app: Any, tree: Any, docname: str) -> None:  # noqa: ARG001
    """Give names that share a description their spaces."""
    for text in tuple(tree.findall(nodes.Text)):
        if _AND[-1] in text:
            text.parent.replace(text, nodes.Text(text.replace(_AND[-1], " ")))


def setup(app: Any) -> dict[str, object]:
    """Called by Sphinx."""
    app.connect("source-read", _on_read)
    app.connect("autodoc-process-docstring", _hide_colon, priority=_BEFORE_NAPOLEON)
    app.connect("autodoc-process-docstring", _show_colon, priority=_AFTER_NAPOLEON)
    app.connect("doctree-resolved", _spaced)
    app.connect("build-finished", _with_licence)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
