"""Symbolic derivations for likelihood and Kullback-Leibler divergence, each line checked.

``from mlekl_symbolic import *`` gives an author the language, `Proof`, `Theorem`, `derivation` and
every rule by its name. Nothing is imported before it is asked for, so that the kernel alone never
brings in SymPy.
"""

from __future__ import annotations

import os
from importlib import import_module

TYPE_CHECKING = False  # not from typing, which would take the kernel longer to import than itself
if TYPE_CHECKING:
    from typing import Any

    from mlekl_symbolic.language import *  # noqa: F403
    from mlekl_symbolic.proof.derivation import derivation as derivation
    from mlekl_symbolic.proof.proof import Proof as Proof
    from mlekl_symbolic.proof.records import Theorem as Theorem
    from mlekl_symbolic.proof.run import begin as begin
    from mlekl_symbolic.rules.algebra import *  # noqa: F403
    from mlekl_symbolic.rules.densities import *  # noqa: F403
    from mlekl_symbolic.rules.derivatives import *  # noqa: F403
    from mlekl_symbolic.rules.exponential import *  # noqa: F403
    from mlekl_symbolic.rules.gaussian import *  # noqa: F403
    from mlekl_symbolic.rules.induction import *  # noqa: F403
    from mlekl_symbolic.rules.information import *  # noqa: F403
    from mlekl_symbolic.rules.integrals import *  # noqa: F403
    from mlekl_symbolic.rules.limits import *  # noqa: F403
    from mlekl_symbolic.rules.logarithms import *  # noqa: F403
    from mlekl_symbolic.rules.optimisation import *  # noqa: F403
    from mlekl_symbolic.rules.order import *  # noqa: F403
    from mlekl_symbolic.rules.powers import *  # noqa: F403
    from mlekl_symbolic.rules.probability import *  # noqa: F403
    from mlekl_symbolic.rules.sets import *  # noqa: F403
    from mlekl_symbolic.rules.sums import *  # noqa: F403

_FOR_AUTHORS = ("Proof", "Theorem", "begin", "derivation")
_FOR_PROGRAMS = ("library", "load_file", "prove", "run")
"""Reached as ``mlekl_symbolic.run`` and so on, but not part of an author's vocabulary."""
_MODULES = frozenset(entry.removesuffix(".py") for entry in os.listdir(os.path.dirname(__file__)))
"""Our own modules, for which ``from mlekl_symbolic import …`` must not look any further."""
_WORDS: dict[str, object] = {}


def _vocabulary() -> dict[str, object]:
    """What a star import gives, by name."""
    if not _WORDS:
        language = vars(import_module("mlekl_symbolic.language"))
        proof = import_module("mlekl_symbolic.proof")
        import_module("mlekl_symbolic.rules")
        book = import_module("mlekl_symbolic.rules.rulebook")
        words = {n: v for n, v in language.items() if not n.startswith("_") and not isinstance(v, type(os))}
        proof_words = {n: getattr(proof, n) for n in _FOR_AUTHORS}
        _WORDS.update({**words, **proof_words, **book.MEANINGS, **book.RULES})
    return _WORDS


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        raise AttributeError(f"module {__name__}.{name} has not been imported")
    if name == "__all__":
        # From here on a star import finds every word without coming back.
        globals().update({n: v for n, v in _vocabulary().items() if n not in _MODULES})
        return globals().setdefault("__all__", sorted(_vocabulary()))
    if name in _FOR_PROGRAMS:
        return getattr(import_module("mlekl_symbolic.proof"), name)
    if not name.startswith("_") and name in (known := _vocabulary()):
        return known[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_vocabulary(), *_FOR_PROGRAMS})
