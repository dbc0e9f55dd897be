"""Optima with a sign before them: what is least of ``-f`` is, up to the sign, what is greatest of ``f``."""

from __future__ import annotations

from mlekl_symbolic.readers.latex import surface as s

_OPPOSITE = {"max": "min", "min": "max", "sup": "inf", "inf": "sup"}


def signed_inside(side: s.Expression) -> s.Expression:
    r"""A side with the sign before its only optimum inside: ``-\sup f`` is ``\inf -f``."""
    match side:
        case s.Terms((s.Signed("-", s.Optimum(kind, over, body)),)) if kind in _OPPOSITE:
            inside = s.Terms((s.Signed("-", body, span=body.span),), span=body.span)
            return s.Optimum(_OPPOSITE[kind], over, inside, span=side.span)
    return side
