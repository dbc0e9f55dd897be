"""What an expectation draws, and from which law."""

from __future__ import annotations

from dataclasses import replace

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.roles import DENSITIES
from mlekl_symbolic.readers.latex.uninterpreted.survey import Survey

HIDDEN = s.Name("ω")
"""What an expectation draws that does not say what is drawn."""
Drawn = tuple[tuple[s.Name, ...], tuple[s.Apply, ...]]


def drawn(node: s.Mean, survey: Survey) -> Drawn | None:
    """The letters that an expectation draws and the laws it draws them from; None when that is unclear."""
    if len(node.under) > 1 or (node.under and node.given):
        return None
    if not node.under:
        inside = set(s.walk(node.body))
        weighing = [(x, law) for x, law in survey.weighing if x in inside and not node.given]
        if len(weighing) == 1:
            return (weighing[0][0],), (weighing[0][1],)
        law = survey.compared
        if law is not None and not node.given and all(x in inside for x in law.groups[0]):
            return _points(law)
        # A law that is not named may depend on what the line differentiates by.
        known = (*node.given, *(n for n in survey.differentiated if n not in node.given))
        given = (known,) if known else ()
        unnamed = s.Apply(s.Name("law", "word"), ((HIDDEN,), *given), ("|",) * len(given), span=node.span)
        return (HIDDEN,), (unnamed,)
    under = node.under[0]
    match under:
        case s.Over(variables, _, domain) if domain is not None:
            letters = tuple(v for v in variables if isinstance(v, s.Name))
            source = given_law(letters, domain, survey)
            return None if len(letters) < len(variables) else _from(letters, source)
        case s.Apply():
            return _points(under)
        case s.Factors(factors):
            parts = [f.body for f in factors]
            found = [_points(p) if isinstance(p, s.Apply) else None for p in parts]
            if any(f is None for f in found):
                return None
            return tuple(x for f in found if f for x in f[0]), tuple(
                p for p in parts if isinstance(p, s.Apply)
            )
        case s.Conditional(left, right):
            letters = tuple(x for x in left if isinstance(x, s.Name))
            law = s.Apply(s.Name("law", "word"), (letters, right), ("|",), span=under.span)
            return (letters, (law,)) if letters and len(letters) == len(left) else None
        case s.Name():
            return _by_name(under, node.body, survey)
    return None


def given_law(letters: tuple[s.Name, ...], domain: s.Expression, survey: Survey) -> s.Expression:
    """The law that a name behind ``∼`` stands for: the one law of the letters under that name."""
    law = survey.law(domain) if isinstance(domain, s.Name) else None
    return domain if law is None or law.groups[0] != letters else law


def _from(letters: tuple[s.Name, ...], domain: s.Node) -> Drawn | None:
    if isinstance(domain, s.Name):
        return letters, (s.Apply(domain, (letters,), span=domain.span),)
    if isinstance(domain, s.Apply) and all(x in domain.groups[0] for x in letters):
        return letters, (domain,)
    if isinstance(domain, s.Apply) and [replace(x, indices=()) for x in letters] == [*domain.groups[0]]:
        return letters, (replace(domain, groups=(letters, *domain.groups[1:])),)  # z_i ∼ q(z)
    return None


def _points(law: s.Apply) -> Drawn | None:
    letters = tuple(x for x in law.groups[0] if isinstance(x, s.Name))
    return (letters, (law,)) if letters and len(letters) == len(law.groups[0]) else None


def _fitting(under: s.Name, body: s.Node, survey: Survey) -> s.Apply | None:
    """The one application of a law to letters that occur in a body, in the line or in the document."""
    inside = set(s.walk(body))
    for applications in (survey.applications, survey.elsewhere):
        found = {a for a in applications if a.function == under and set(a.groups[0]) <= inside}
        if len(found) == 1:
            return found.pop()
    return None


def _by_name(under: s.Name, body: s.Node, survey: Survey) -> Drawn | None:
    """The draw of an expectation with one name below it: a law, or what is drawn."""
    if under.letter not in DENSITIES and under not in survey.applied:
        law = survey.draws.get(under)
        if law is not None and (made := _from((under,), law)) is not None:
            return made
        name = s.Name(f"law of {under.letter}", "word")
        return (under,), (s.Apply(name, ((under,),), span=under.span),)
    law = survey.law(under)
    if law is not None:
        return _points(law)
    # An expectation of a constant draws what the others of the line draw from this law.
    alike = {f for m in survey.means if m.under == (under,) and (f := _fitting(under, m.body, survey))}
    fits = _fitting(under, body, survey) or (alike.pop() if len(alike) == 1 else None)
    if fits is not None:
        return _points(fits)
    found = {a for a in survey.applications if a.function == under}
    inside = {n for n in s.walk(body) if isinstance(n, s.Apply)}
    letters = {a.groups[0] for a in inside if not found and a.function.letter in DENSITIES}
    if not found and len(letters) == 1:
        first = letters.pop()
        if len(first) == 1 and isinstance(first[0], s.Name):
            return (first[0],), (s.Apply(under, (first,), span=under.span),)
    if not found:
        return (HIDDEN,), (s.Apply(under, ((HIDDEN,),), span=under.span),)
    return None
