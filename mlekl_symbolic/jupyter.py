"""How expressions, steps, chains and theorems look in a notebook.

``%load_ext mlekl_symbolic.jupyter`` makes a cell that ends with one of them show it: as HTML with
``$…$`` formulas and steps that open, which also survives a notebook that is not trusted, and as LaTeX
and plain text for tools that show those.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from sympy import Basic

from mlekl_symbolic.language import SetExpression, Statement
from mlekl_symbolic.language.distributions import Distribution
from mlekl_symbolic.language.expressions import Expression
from mlekl_symbolic.proof.calc import Calc
from mlekl_symbolic.proof.outcome import Proved, Refuted, Unproved
from mlekl_symbolic.proof.records import Chain, Step, Theorem
from mlekl_symbolic.proof.verdict import verdict
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.latex import latex
from mlekl_symbolic.writers.layout import Relation
from mlekl_symbolic.writers.lines import CLAIM, SIGNS, because, line, mark_of
from mlekl_symbolic.writers.page import Code, Formula, Judged, Mark, Prose, StepLink, Verdict
from mlekl_symbolic.writers.report import compact, failure
from mlekl_symbolic.writers.unicode import one_line

Bundle = Mapping[str, str]
_COLOURS = {Mark.CHECKED: "#1a6b2f", Mark.REFUTED: "#a61b1b", Mark.GAP: "#8a5200", Mark.UNPROVED: "#8a5200"}
HTML, LATEX, PLAIN = "text/html", "text/latex", "text/plain"


def bundle(shown: Expression | Statement | SetExpression | Step | Calc | Theorem) -> Bundle:
    """What a notebook shows for an object, by media type."""
    match shown:
        case Theorem():
            return _theorem(shown)
        case Calc():
            return _chain(shown.chain())
        case Step():
            return {HTML: _step(shown), LATEX: f"$${_relation(shown)}$$", PLAIN: _plain_step(shown)}
        case _:
            return _formula(shown)


def load_ipython_extension(shell: Any) -> None:
    """Called by ``%load_ext mlekl_symbolic.jupyter``.

    Parameters
    ----------
    shell
        The notebook's ``InteractiveShell``.
    """
    formatter = shell.display_formatter.mimebundle_formatter
    show: Callable[..., Bundle] = lambda shown, include=None, exclude=None: bundle(shown)  # noqa: E731, ARG005
    for kind in (Expression, Statement, SetExpression, Distribution, Step, Calc, Theorem):
        formatter.for_type(kind, show)


def _formula(node: Basic) -> Bundle:
    source = latex(layout(node))
    return {HTML: f"$\\displaystyle {source}$", LATEX: f"$$\n{source}\n$$", PLAIN: one_line(node)}


def _mark(mark: Mark) -> str:
    return f'<span style="color:{_COLOURS[mark]};font-weight:600">{escape(mark.value)}</span>'


def _relation(step: Step) -> str:
    right = latex(layout(step.rhs))
    if step.relation == CLAIM:
        return right
    return f"{latex(layout(step.lhs))} {latex(Relation(SIGNS[step.relation])).strip()} {right}"


def _after(step: Step) -> str:
    """The relation and the right side, for a line below the start of a chain."""
    right = latex(layout(step.rhs))
    return right if step.relation == CLAIM else f"{latex(Relation(SIGNS[step.relation])).strip()} {right}"


def _words(prose: Prose) -> str:
    out = []
    for part in prose:
        match part:
            case str():
                out.append(escape(part))
            case Formula(node):
                out.append(f"${latex(node)}$")
            case StepLink(label):
                out.append(f"({escape(label)})")
            case Code(name):
                out.append(f"<code>{escape(name)}</code>")
            case Verdict(mark):
                out.append(escape(mark.value))
            case Judged(judgement):
                out.append(escape(judgement.value))
    return "".join(out)


def _counted(n: int, one: str, many: str = "") -> str:
    return f"1 {one}" if n == 1 else f"{n} {many or one + 's'}"


def _bracketed(words: str) -> str:
    return f" ({escape(words)})" if words else ""


def _step(step: Step) -> str:
    mark = mark_of(step.outcome)
    why = ", ".join(_words(because(r)) for r in step.reasons)
    head = f"{_mark(mark)} ({step.number}) $\\displaystyle {_after(step)}$" + (
        f" <i>{why}</i>" if why else ""
    )
    notes = "".join(f'<div style="color:{_COLOURS[mark]}">{_words(n)}</div>' for n in line(step).notes)
    inside = ""
    if isinstance(step.outcome, Proved):
        rules = ", ".join(f"<code>{escape(r)}</code>" for r in step.outcome.rules) or "algebra only"
        rests = ", ".join(step.outcome.givens)
        inside = f"{_counted(step.outcome.size, 'kernel line')}; rules: {rules}" + (
            f"; rests on {rests}" if rests else ""
        )
    more = f'<div style="margin-left:2em;opacity:.8">{inside}</div>' if inside else ""
    return f"<details><summary>{head}</summary>{more}</details>{notes}"


def _plain_step(step: Step) -> str:
    if isinstance(step.outcome, Refuted | Unproved):
        return failure(step)
    sign = SIGNS[step.relation]
    left = f"{one_line(step.lhs)} {sign} " if sign else ""
    return f"{mark_of(step.outcome).value} ({step.number})  {left}{one_line(step.rhs)}"


def _chain(chain: Chain) -> Bundle:
    words = f"<p>{escape(chain.words)}</p>" if chain.words else ""
    whole = any(s.relation == CLAIM for s in chain.steps)
    start = "" if whole else f"$\\displaystyle {latex(layout(chain.start))}$"
    rows = [r" \\ ".join([latex(layout(chain.start)), *(f"&{_after(s)}" for s in chain.steps)])]
    plain = "\n".join(_plain_step(s) for s in chain.steps)
    return {
        HTML: words + start + "".join(map(_step, chain.steps)),
        LATEX: "\\begin{align*}\n" + "".join(rows) + "\n\\end{align*}",
        PLAIN: plain or one_line(chain.start),
    }


def _theorem(theorem: Theorem) -> Bundle:
    mark = mark_of(theorem.outcome)
    source = latex(layout(theorem.statement))
    given = "".join(
        f"<li>{escape(g.label)}: ${latex(layout(g.statement))}${_bracketed(g.words)}</li>"
        for g in theorem.hypotheses
    )
    count = _counted(len(theorem.hypotheses), "hypothesis", "hypotheses")
    rests = f"<details><summary>It rests on {count}</summary><ul>{given}</ul></details>"
    chains = "".join(_chain(c)[HTML] for c in theorem.chains)
    steps = _counted(len(theorem.steps), "step")
    return {
        HTML: (
            f"<p><b>{escape(theorem.title)}</b> {_mark(mark)} {verdict(theorem)}</p>\n$$\n{source}\n$$\n"
            + (rests if given else "")
            + f"<details><summary>The derivation, {steps}</summary>{chains}</details>"
        ),
        LATEX: f"$$\n{source}\n$$",
        PLAIN: compact(theorem),
    }
