"""Symbolic derivations for likelihood and Kullback-Leibler divergence, each line checked.

``from mlekl_symbolic import *`` gives an author the language, `Proof`, `Theorem`, `derivation` and
every rule by its name. Nothing is imported before it is asked for, so that the kernel alone never
brings in SymPy.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mlekl_symbolic.language import *  # noqa: F403
    from mlekl_symbolic.proof.derivation import derivation as derivation
    from mlekl_symbolic.proof.proof import Proof as Proof
    from mlekl_symbolic.proof.records import Theorem as Theorem
    from mlekl_symbolic.rules.algebra import *  # noqa: F403
    from mlekl_symbolic.rules.information import *  # noqa: F403
    from mlekl_symbolic.rules.logarithms import *  # noqa: F403
    from mlekl_symbolic.rules.optimisation import *  # noqa: F403
    from mlekl_symbolic.rules.order import *  # noqa: F403
    from mlekl_symbolic.rules.sets import *  # noqa: F403
    from mlekl_symbolic.rules.sums import *  # noqa: F403

_FOR_AUTHORS = ("Proof", "Theorem", "derivation")
_FOR_PROGRAMS = ("library", "load_file", "prove", "run")
"""Reached as ``mlekl_symbolic.run`` and so on, but not part of an author's vocabulary."""


def _language() -> dict[str, object]:
    members = vars(import_module("mlekl_symbolic.language"))
    return {n: v for n, v in members.items() if not n.startswith("_") and not isinstance(v, ModuleType)}


def _rules() -> dict[str, object]:
    import_module("mlekl_symbolic.rules")
    book = import_module("mlekl_symbolic.rules.rulebook")
    return {**book.MEANINGS, **book.RULES}


def __getattr__(name: str) -> Any:
    if name == "__all__":
        return sorted({*_language(), *_FOR_AUTHORS, *_rules()})
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name in _FOR_AUTHORS or name in _FOR_PROGRAMS:
        return getattr(import_module("mlekl_symbolic.proof"), name)
    for names in (_language, _rules):
        if name in (known := names()):
            return known[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__getattr__("__all__"), *_FOR_PROGRAMS})
