"""What the names of a document stand for: declared in comments or in ``mlekl.toml``, or by a preset.

A declaration is a list of names, a colon, and a kind::

    % mlekl: p, q: pmf on X; x_i: sample of size N; P_theta: model on X over Theta; T: function
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from mlekl_symbolic.readers.latex.diagnostics import Diagnostic, ReadError, Span
from mlekl_symbolic.readers.latex.roles import Role, Roles


class Kind(Enum):
    """What a name can be declared as."""

    PMF = "pmf"
    MODEL = "model"
    SAMPLE = "sample"
    EMPIRICAL = "empirical"
    FUNCTION = "function"
    SCALAR = "scalar"
    NATURAL = "natural"
    SET = "set"


_WORDS = {
    "pmf": Kind.PMF, "distribution": Kind.PMF, "mass function": Kind.PMF, "density": Kind.PMF,
    "model": Kind.MODEL, "family": Kind.MODEL, "sample": Kind.SAMPLE, "data": Kind.SAMPLE,
    "empirical": Kind.EMPIRICAL, "empirical distribution": Kind.EMPIRICAL, "function": Kind.FUNCTION,
    "scalar": Kind.SCALAR, "real": Kind.SCALAR, "number": Kind.SCALAR, "constant": Kind.SCALAR,
    "parameter": Kind.SCALAR, "natural": Kind.NATURAL, "integer": Kind.NATURAL, "set": Kind.SET,
    "finite set": Kind.SET, "alphabet": Kind.SET,
}  # fmt: skip
_CLAUSES = re.compile(r"\b(on|over|in|of size|size|of)\s+(\S+)")
_NAME = re.compile(r"[A-Za-z]+(?:_[A-Za-z0-9]+)*'*")


@dataclass(frozen=True, slots=True)
class Declared:
    """What one name stands for.

    Attributes
    ----------
    name
        The name, without an index: ``x`` for ``x_i``.
    kind
        What it is.
    on
        The set it lives on, or the sample it is made of.
    size
        The size of a sample.
    parameters
        The set of parameters of a model, or the set that a number comes from.
    index
        The index it was declared with: ``i`` for ``x_i``.
    span
        Where it was declared.
    """

    name: str
    kind: Kind
    on: str = ""
    size: str = ""
    parameters: str = ""
    index: str = ""
    span: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Notation:
    """The declared names of a document.

    Attributes
    ----------
    entries
        What each name stands for.
    """

    entries: Mapping[str, Declared] = field(default_factory=dict)

    @property
    def roles(self) -> Roles:
        """How the declared names behave before a bracket."""
        applied = (Kind.PMF, Kind.MODEL, Kind.EMPIRICAL, Kind.FUNCTION)
        known = {n: Role.FUNCTION if d.kind in applied else Role.SCALAR for n, d in self.entries.items()}
        return Roles(known)

    def of(self, name: str) -> Declared | None:
        """What a name was declared as, or None."""
        return self.entries.get(name)

    def updated(self, more: Iterable[Declared]) -> Notation:
        """The notation with further declarations, which win over those of a preset."""
        return Notation({**self.entries, **{d.name: d for d in more}})


def plain_name(text: str) -> str:
    r"""A name as a declaration writes it, in the spelling of `mlekl_symbolic.readers.latex.roles.key`.

    Examples
    --------
    >>> plain_name(r"P_{\text{data}}"), plain_name(r"\hat{p}"), plain_name(r"\mathcal{X}")
    ('P_data', 'p_hat', 'X_cal')
    """
    out = re.sub(r"\\(?:text|mathrm|operatorname)\s*\{([^{}]*)\}", r"\1", text.strip())
    out = re.sub(r"\\(hat|tilde|bar)\s*\{?\\?([A-Za-z]+)\}?", r"\2_\1", out)
    out = re.sub(r"\\mathcal\s*\{?([A-Za-z]+)\}?", r"\1_cal", out)
    out = re.sub(r"\^\{?\((\w+)\)\}?", r"_\1", out)
    return re.sub(r"[\\{}$\s]", "", out)


def declarations(text: str, span: Span = (0, 0)) -> list[Declared]:
    """What a line of declarations says.

    Raises
    ------
    ReadError
        With code E235, when a part of it is not understood.
    """
    out: list[Declared] = []
    for part in re.split(r"[;\n]", text):
        if part.strip(" .%"):
            out.extend(_declaration(part.strip(" .%"), span))
    return out


def _declaration(part: str, span: Span) -> list[Declared]:
    names, colon, said = part.partition(":")
    if not colon or not said.strip():
        raise ReadError("E235", f"{part!r} is no declaration", span)
    if names.strip() == "preset":
        return list(preset(said.strip(), span).entries.values())
    kind, clauses = _kind(said.strip(), span)
    made = [_declared(plain_name(n), kind, clauses, span) for n in names.split(",") if n.strip()]
    if not made:
        raise ReadError("E235", f"{part!r} names nothing", span)
    return made


def _kind(said: str, span: Span) -> tuple[Kind, dict[str, str]]:
    clauses = {m[1]: plain_name(m[2]) for m in _CLAUSES.finditer(said)}
    rest = re.sub(r"^(?:a|an|the)\s+", "", _CLAUSES.sub("", said).strip().lower())
    word = rest if rest in _WORDS else rest.rstrip("s")
    if word not in _WORDS:
        kinds = ", ".join(k.value for k in Kind)
        raise ReadError("E235", f"there is no kind called {rest!r}; the kinds are {kinds}", span)
    return _WORDS[word], clauses


def _declared(name: str, kind: Kind, clauses: dict[str, str], span: Span) -> Declared:
    if not _NAME.fullmatch(name):
        raise ReadError("E235", f"{name!r} is no name", span)
    index = ""
    if kind in (Kind.SAMPLE, Kind.MODEL) and "_" in name:
        name, _, index = name.partition("_")
    if kind is Kind.EMPIRICAL:
        return Declared(name, kind, on=clauses.get("of", ""), span=span)
    size = clauses.get("of size", clauses.get("size", ""))
    on = clauses.get("on", "" if kind is Kind.MODEL else clauses.get("over", ""))
    parameters = clauses.get("in", clauses.get("over", "") if kind is Kind.MODEL else "")
    return Declared(name, kind, on, size, parameters, index, span)


_PRESETS = {
    "ml": "p, q, P, Q: pmf on X; x_i: sample of size N on X; P_data, p_data, P_hat, p_hat: empirical of x; "
    "theta: parameter in Theta; N, n: natural",
    "statproof": "p, q, P, Q: pmf on X; N, n: natural",
    "information": "p, q, r: pmf on X; n: natural",
}


def preset(name: str, span: Span = (0, 0)) -> Notation:
    """One of the ready-made notations: ``ml``, ``statproof``, ``information``.

    Raises
    ------
    ReadError
        With code E235, when there is none of the name.
    """
    if name not in _PRESETS:
        raise ReadError("E235", f"there is no preset {name!r}; there are {', '.join(_PRESETS)}", span)
    return Notation().updated(declarations(_PRESETS[name], span))


def from_toml(text: str) -> Notation:
    """The notation in a ``mlekl.toml``: a table ``[notation]`` and, before it, ``preset = "…"``.

    Raises
    ------
    ReadError
        With code E235, when it is no such file.
    """
    try:
        table: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReadError("E235", f"mlekl.toml cannot be read: {error}", (0, 0)) from error
    start = preset(str(table["preset"])) if "preset" in table else Notation()
    entries = table.get("notation", {})
    if not isinstance(entries, dict) or not all(isinstance(v, str) for v in entries.values()):
        raise ReadError("E235", "[notation] is no table of texts", (0, 0))
    return start.updated(
        d for names, said in entries.items() for d in _declaration(f"{names}: {said}", (0, 0))
    )


def collect(
    found: Iterable[tuple[str, Span]], start: Notation | None = None
) -> tuple[Notation, tuple[Diagnostic, ...]]:
    """The notation of a document from its declarations, and what is wrong with them.

    Parameters
    ----------
    found
        The declarations and where they stand.
    start
        What holds unless declared otherwise, such as a preset.
    """
    base = Notation() if start is None else start
    made: dict[str, Declared] = {}
    problems: list[Diagnostic] = []
    for text, span in found:
        try:
            for one in declarations(text, span):
                before = made.get(one.name)
                if before is not None and (before.kind, before.on, before.size) != (
                    one.kind,
                    one.on,
                    one.size,
                ):
                    raise ReadError(
                        "E236", f"{one.name} is a {before.kind.value} and a {one.kind.value}", span
                    )
                made[one.name] = one
        except ReadError as error:
            problems.append(error.diagnostic)
    return base.updated(made.values()), tuple(problems)
