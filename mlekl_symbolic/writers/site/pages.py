"""The pages of the site: an index of all derivations, one page for each, and an index of all rules."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from importlib.resources import files

from mlekl_symbolic.proof.outcome import Proved
from mlekl_symbolic.proof.records import Origin, Theorem
from mlekl_symbolic.proof.verdict import verdict
from mlekl_symbolic.rules.rulebook import RULES, Rule
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.claim import stated
from mlekl_symbolic.writers.formats import write
from mlekl_symbolic.writers.html_document import POLICY, mark_html, plain, running, shell
from mlekl_symbolic.writers.lines import mark_of
from mlekl_symbolic.writers.mathml import displayed, in_line
from mlekl_symbolic.writers.prose import begun
from mlekl_symbolic.writers.site.graph import citation_graph

SEARCH = "search.js"
MATHLIB = "mathlib"


def site(theorems: Sequence[Theorem]) -> dict[str, bytes]:
    """The files of the site by their names.

    Parameters
    ----------
    theorems
        What is shown, in this order.
    """
    pages = {f"{t.name}.html": write(t, "html") for t in theorems}
    pages["index.html"] = _index(theorems).encode()
    pages["rules.html"] = _rules(theorems).encode()
    return pages


def _script() -> tuple[str, str]:
    """The search box's few lines, and a policy that lets exactly them run."""
    code = (files("mlekl_symbolic.writers") / "templates" / SEARCH).read_text("utf-8")
    digest = b64encode(hashlib.sha256(code.encode()).digest()).decode()
    return code, f"{POLICY}; script-src 'sha256-{digest}'"


def _searchable(title: str, introduction: str, entries: Sequence[str], after: str = "") -> str:
    code, policy = _script()
    body = (
        f"<header><h1>{plain(title)}</h1></header>\n{introduction}\n"
        '<p><label for="search">Search</label> <input id="search" type="search" autocomplete="off"> '
        '<span id="found" class="small" role="status"></span></p>\n'
        f'<div id="entries">\n{"".join(entries)}</div>\n{after}\n<script>{code}</script>'
    )
    return shell(title, body, policy)


def _index(theorems: Sequence[Theorem]) -> str:
    links = {t.name: f"{t.name}.html" for t in theorems}
    cites = {t.name: [c for c in t.cites if c in links] for t in theorems if not t.reviews}
    graph = citation_graph(cites, links)
    proved = sum(isinstance(t.outcome, Proved) for t in theorems)
    introduction = (
        f"<p>{len(theorems)} derivations, {proved} of them proved: every line of these has been checked by "
        'the kernel. <a href="rules.html">The rules</a> they rest on are listed apart.</p>'
    )
    after = f'<h2 id="citations">What cites what</h2>\n<div class="wide">{graph}</div>'
    return _searchable("Derivations", introduction, [_entry(t) for t in theorems], after)


def _entry(theorem: Theorem) -> str:
    every, formulas = stated(theorem)
    given = [g for g in theorem.hypotheses if g.origin is not Origin.SETTING]
    words = f"<p>{running(begun(every))}</p>" if every else ""
    under = "; ".join(in_line(layout(g.statement)) for g in given)
    cites = ", ".join(f'<a href="{plain(c)}.html">{plain(c)}</a>' for c in theorem.cites)
    return (
        f'<article class="entry"><h2>{mark_html(mark_of(theorem.outcome))} '
        f'<a href="{plain(theorem.name)}.html">{plain(theorem.title)}</a></h2>\n'
        f'<p class="small"><code>{plain(theorem.name)}</code>, {verdict(theorem)}</p>\n'
        f"<p>{plain(theorem.summary)}</p>{words}{''.join(map(displayed, formulas))}"
        + (f'<p class="small">Hypotheses: {under}.</p>' if under else "")
        + (f'<p class="small">Cites {cites}.</p>' if cites else "")
        + "</article>\n"
    )


def _rules(theorems: Sequence[Theorem]) -> str:
    users: dict[str, list[str]] = {}
    for t in theorems:
        for name in sorted({r for s in t.steps if isinstance(s.outcome, Proved) for r in s.outcome.rules}):
            users.setdefault(name, []).append(t.name)
    introduction = (
        "<p>A rule is taken without proof, for every value of its letters. Each is tried on exact small "
        "worlds in the tests, with and without its conditions. "
        '<a href="index.html">The derivations</a> use them.</p>'
    )
    by_subject = sorted(RULES.values(), key=lambda r: (r.subject, r.name))
    return _searchable("Rules", introduction, [_rule(r, users) for r in by_subject])


def _rule(rule: Rule, users: Mapping[str, Sequence[str]]) -> str:
    conditions = "; ".join(in_line(layout(p)) for _, p in rule.claim.where)
    used = ", ".join(f'<a href="{plain(n)}.html">{plain(n)}</a>' for n in users.get(rule.name, ()))
    lean = f", {MATHLIB} <code>{plain(rule.lean)}</code>" if rule.lean else ""
    return (
        f'<article class="entry" id="{plain(rule.name)}"><h2><code>{plain(rule.name)}</code>: '
        f"{plain(rule.says)}</h2>\n"
        f'<p class="small">{plain(rule.subject)}{lean}</p>\n<p>{plain(rule.statement)}</p>'
        f"{displayed(layout(rule.claim.conclusion))}"
        + (f'<p class="small">Conditions: {conditions}.</p>' if conditions else "")
        + (f'<p class="small">Used in {used}.</p>' if used else '<p class="small">Not used yet.</p>')
        + "</article>\n"
    )
