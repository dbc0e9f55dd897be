"""Writing and running derivations.

Main definitions
----------------
`Proof`, `derivation`
    What an author writes with.
`begin`, `run`, `library`, `load_file`
    Running a derivation, and finding those that exist.
`prove`
    One step, without a derivation around it.
"""

from mlekl_symbolic.proof.derivation import Derivation, derivation
from mlekl_symbolic.proof.library import library, load_file
from mlekl_symbolic.proof.proof import Proof
from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.proof.run import begin, prove, run

__all__ = ["Derivation", "Proof", "Theorem", "begin", "derivation", "library", "load_file", "prove", "run"]
