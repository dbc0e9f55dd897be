"""A surface tree as one line of text with every bracket written, so that an author sees how it was read."""

from __future__ import annotations

from functools import singledispatch

from mlekl_symbolic.readers.latex import surface as s


def shown(node: s.Node | None) -> str:
    """The tree as text.

    Examples
    --------
    >>> from mlekl_symbolic.readers.latex.surface import Call, Name
    >>> shown(Call("log", Name("x", indices=(Name("i"),))))
    'log(x[i])'
    """
    return "…" if node is None else _show(node)


@singledispatch
def _show(node: s.Node) -> str:
    raise TypeError(f"a node of type {type(node).__name__} cannot be shown")


def _list(items: tuple[s.Expression, ...]) -> str:
    return ", ".join(map(_show, items))


def _tight(node: s.Expression) -> str:
    loose = isinstance(
        node, s.Terms | s.Factors | s.Big | s.Integral | s.Optimum | s.Chain | s.Limit | s.Derivative
    )
    return f"({_show(node)})" if loose else _show(node)


@_show.register
def _(node: s.Number) -> str:
    return node.digits


@_show.register
def _(_: s.Infinity) -> str:
    return "∞"


@_show.register
def _(node: s.Name) -> str:
    out = node.letter if node.style in ("", "word") else f"{node.style}:{node.letter}"
    for mark in node.marks:
        out += mark if mark[0] in "_'*^†" else f"_{mark}"
    out += f"[{_list(node.indices)}]" if node.indices else ""
    return out + (f"^({_list(node.upper)})" if node.upper else "")


@_show.register
def _(node: s.Apply) -> str:
    groups = [_list(g) for g in node.groups]
    inside = groups[0] + "".join(f" {b} {g}" for b, g in zip(node.bars, groups[1:], strict=True))
    return f"{_show(node.function)}({inside})"


@_show.register
def _(node: s.Terms) -> str:
    out = ""
    for term in node.terms:
        loose = isinstance(term.body, s.Terms | s.Chain)
        body = f"({_show(term.body)})" if loose else _show(term.body)
        out += f" {term.sign} {body}" if out else f"{term.sign}{body}"
    return out


@_show.register
def _(node: s.Factors) -> str:
    out = ""
    for factor in node.factors:
        joint = {"": " · ", "·": " · ", "×": " · ", "*": " · ", "/": " / "}[factor.by] if out else ""
        out += joint + _tight(factor.body)
    return out


@_show.register
def _(node: s.Fraction) -> str:
    return f"{_tight(node.top)}/{_tight(node.bottom)}"


@_show.register
def _(node: s.Transpose) -> str:
    return f"{_tight(node.body)}^T"


@_show.register
def _(node: s.Matrix) -> str:
    return "[" + "; ".join(map(_list, node.rows)) + "]"


@_show.register
def _(node: s.Scripted) -> str:
    return _tight(node.base) + "".join(p if isinstance(p, str) else f"⟨{_show(p)}⟩" for p in node.script)


@_show.register
def _(node: s.Evaluated) -> str:
    return f"{_tight(node.body)}|({_list(node.at)})"


@_show.register
def _(node: s.Binomial) -> str:
    return f"binomial({_show(node.top)}, {_show(node.bottom)})"


@_show.register
def _(node: s.Power) -> str:
    base = f"({_show(node.base)})" if isinstance(node.base, s.Power | s.Fraction) else _tight(node.base)
    return f"{base}^{_tight(node.exponent)}"


@_show.register
def _(node: s.Root) -> str:
    return f"root({_show(node.body)}{'' if node.degree is None else ', ' + _show(node.degree)})"


@_show.register
def _(node: s.Factorial) -> str:
    return f"{_tight(node.body)}!"


@_show.register
def _(node: s.Call) -> str:
    base = "" if node.base is None else f"[{_show(node.base)}]"
    power = "" if node.power is None else f"^{_tight(node.power)}"
    return f"{node.function}{base}{power}({_show(node.operand)})"


@_show.register
def _(node: s.Over) -> str:
    return _list(node.variables) + ("" if node.domain is None else f" {node.relation} {_show(node.domain)}")


@_show.register
def _(node: s.Between) -> str:
    return f"{_show(node.variable)} = {_show(node.low)}..{_show(node.high)}"


@_show.register
def _(node: s.Where) -> str:
    return _show(node.condition)


@_show.register
def _(node: s.Big) -> str:
    return f"{node.sign}[{shown(node.limits)}] {_tight(node.body)}"


@_show.register
def _(node: s.Integral) -> str:
    ends = (
        [f"{_show(node.low)}..{_show(node.high)}"] if node.low is not None and node.high is not None else []
    )
    ends += [] if node.domain is None else [f"∈ {_show(node.domain)}"]
    return f"∫[{' '.join((_list(node.variables), *ends))}] {_tight(node.body)}"


@_show.register
def _(node: s.Mean) -> str:
    under = f"[{', '.join(map(_show, node.under))}]" if node.under else ""
    return f"E{under}({_show(node.body)}{' | ' + _list(node.given) if node.given else ''})"


@_show.register
def _(node: s.Optimum) -> str:
    return f"{node.kind}[{shown(node.over)}] {_tight(node.body)}"


@_show.register
def _(node: s.Extreme) -> str:
    return f"{node.kind}({_list(node.items)})"


@_show.register
def _(node: s.Limit) -> str:
    return f"{node.kind}[{_show(node.variable)} → {_show(node.towards)}] {_tight(node.body)}"


@_show.register
def _(node: s.Derivative) -> str:
    return f"{node.sign}[{_list(node.variables)}] {_tight(node.body)}"


@_show.register
def _(node: s.Gradient) -> str:
    return f"∇[{_list(node.variables)}] {_tight(node.body)}"


@_show.register
def _(node: s.Absolute) -> str:
    return f"|{_show(node.body)}|"


@_show.register
def _(node: s.Norm) -> str:
    return f"‖{_show(node.body)}‖" + ("" if node.kind is None else f"[{_show(node.kind)}]")


@_show.register
def _(node: s.Indicator) -> str:
    return f"1{{{_show(node.condition)}}}"


@_show.register
def _(node: s.Kronecker) -> str:
    return f"δ[{_show(node.left)}, {_show(node.right)}]"


@_show.register
def _(node: s.Listed) -> str:
    return f"{{{_list(node.items)}}}"


@_show.register
def _(node: s.Such) -> str:
    return f"{{{_show(node.item)} : {_show(node.condition)}}}"


@_show.register
def _(node: s.Tuple) -> str:
    left, right = "[]" if node.bracket == "[" else "()"
    return f"{left}{_list(node.items)}{right}"


@_show.register
def _(node: s.Stretch) -> str:
    low, high = ("" if end is None else _show(end) for end in (node.low, node.high))
    return f"{low}{node.sign}{high}"


@_show.register
def _(node: s.Conditional) -> str:
    return f"{_list(node.left)} | {_list(node.right)}"


@_show.register
def _(node: s.Cases) -> str:
    rows = [
        f"{_show(b.value)} if {'otherwise' if b.condition is None else _show(b.condition)}"
        for b in node.branches
    ]
    return f"cases({'; '.join(rows)})"


@_show.register
def _(node: s.Constant) -> str:
    return node.word


@_show.register
def _(_: s.Dots) -> str:
    return "…"


@_show.register
def _(_: s.Slot) -> str:
    return "·"


@_show.register
def _(node: s.Chain) -> str:
    out = "…" if node.first is None else _show(node.first)
    for link in node.links:
        note = f"[{link.note}]" if link.note else ""
        out += f" {link.relation}{note} {_show(link.side)}"
    return out


@_show.register
def _(node: s.Implication) -> str:
    out = _show(node.parts[0])
    for arrow, part in zip(node.arrows, node.parts[1:], strict=True):
        out += f" {arrow} {_show(part)}"
    return out


@_show.register
def _(node: s.Unreadable) -> str:
    return f"?{node.code}?"
