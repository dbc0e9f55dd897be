"""The pages of the site: an index of all derivations, one page for each, and indexes of rules and errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mlekl_symbolic.language import sets
from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.records import Origin, Theorem
from mlekl_symbolic.proof.verdict import verdict
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.claim import stated
from mlekl_symbolic.writers.formats import write
from mlekl_symbolic.writers.html_document import mark_html, plain, running
from mlekl_symbolic.writers.lines import mark_of
from mlekl_symbolic.writers.mathml import broken, flowing
from mlekl_symbolic.writers.page import Figure, Prose
from mlekl_symbolic.writers.prose import begun, calligraphic, worded
from mlekl_symbolic.writers.site.errors import Diagnostic, errors_page
from mlekl_symbolic.writers.site.graph import citation_graph
from mlekl_symbolic.writers.site.rules import rules_page
from mlekl_symbolic.writers.site.shell import searchable
from mlekl_symbolic.writers.typography import typographic

_GRAPH = (
    "A line runs from a result on the left to one on the right that cites it. Results that neither cite "
    "another nor are cited, and the overviews, are not drawn."
)


def site(
    theorems: Sequence[Theorem],
    figures: Callable[[str], Sequence[Figure]] = lambda _: (),
    diagnostics: Sequence[Diagnostic] = (),
) -> dict[str, bytes]:
    """The files of the site by their names.

    Parameters
    ----------
    theorems
        What is shown, in this order.
    figures
        The pictures of a derivation, by its name.
    diagnostics
        The codes for the index of errors.
    """
    pages = {f"{t.name}.html": write(t, "html", figures=tuple(figures(t.name))) for t in theorems}
    lists = {
        "index.html": _index(theorems),
        "rules.html": rules_page(theorems),
        "errors.html": errors_page(diagnostics),
    }
    return pages | {name: page.encode() for name, page in lists.items()}


def _index(theorems: Sequence[Theorem]) -> str:
    links = {t.name: f"{t.name}.html" for t in theorems}
    cites = {t.name: [c for c in t.cites if c in links] for t in theorems if not t.reviews}
    graph = citation_graph(cites, links)
    proved = sum(isinstance(t.outcome, Proved) for t in theorems)
    introduction = (
        f"<p>{len(theorems)} derivations, {proved} of them proved: every line of these has been checked by "
        'the kernel. <a href="#citations">What cites what</a> is drawn at the end.</p>'
    )
    after = f'<h2 id="citations">What cites what</h2>\n<p>{_GRAPH}</p>\n<div class="wide">{graph}</div>'
    overviews_first = sorted(theorems, key=lambda t: not t.reviews)
    return searchable("index.html", introduction, [_entry(t, links) for t in overviews_first], after)


def _summary(theorem: Theorem) -> Prose:
    """The summary with its names set as on the page of the theorem."""
    named = {d.name for d in theorem.declarations if isinstance(d, sets.NamedSet | sets.Alphabet)}
    summary: Prose = calligraphic(worded(theorem.summary), frozenset(named))
    return summary


def _entry(theorem: Theorem, links: Mapping[str, str]) -> str:
    every, formulas = stated(theorem)
    given = [g for g in theorem.hypotheses if g.origin is not Origin.SETTING]
    words = f"<p>{running(begun(every))}</p>" if every else ""
    under = "; ".join(flowing(layout(g.statement)) for g in given)
    cites = ", ".join(
        f'<a href="{plain(links[c])}">{plain(c)}</a>' if c in links else plain(c) for c in theorem.cites
    )
    return (
        f'<article class="entry"><h2>{mark_html(mark_of(theorem.outcome))} '
        f'<a href="{plain(theorem.name)}.html">{plain(typographic(theorem.title))}</a></h2>\n'
        f'<p class="small"><code>{plain(theorem.name)}</code>, {verdict(theorem)}</p>\n'
        f"<p>{running(_summary(theorem))}</p>{words}{''.join(map(broken, formulas))}"
        + (f'<p class="small">Hypotheses: {under}.</p>' if under else "")
        + (f'<p class="small">Cites {cites}.</p>' if cites else "")
        + "</article>\n"
    )
