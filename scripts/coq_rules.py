"""Writes the statements in the Coq library anew: ``python scripts/coq_rules.py``, after a rule was changed.

Each lemma ``ax_NAME`` of ``Axioms.v`` states what the kernel's library states under that name. Proofs are
kept as they are; rules without a lemma are listed. ``mlekl certify likelihood_of_iid`` compiles the library.
"""

from __future__ import annotations

import re
from pathlib import Path

from mlekl_symbolic.kernel.certificate import read_library
from mlekl_symbolic.kernel.terms import Var
from mlekl_symbolic.writers.coq.document import axiom_statement
from mlekl_symbolic.writers.coq.terms import Inexpressible, Printer

PACKAGE = Path(__file__).resolve().parents[1] / "mlekl_symbolic"
LEMMAS = PACKAGE / "writers" / "coq" / "library" / "Axioms.v"


class Named(Printer):
    """Writes variables as they are called."""

    def name(self, v: Var) -> str:
        """The variable's own name."""
        return v.name


def statements() -> dict[str, str]:
    """The statement of each rule that Coq can be told."""
    axioms, definitions = read_library((PACKAGE / "kernel" / "library.json").read_text(encoding="utf-8"))
    printer = Named(dict.fromkeys((d.name for d in definitions), ""))
    out = {}
    for a in axioms:
        try:
            out[a.name] = axiom_statement(a, printer)
        except Inexpressible as error:
            print(f"{a.name}: {error}")
    return out


if __name__ == "__main__":
    known = statements()
    source = LEMMAS.read_text(encoding="utf-8")
    lemma = re.compile(r"^Lemma ax_(\w+) : .*\.$", re.MULTILINE)
    written = set(lemma.findall(source))
    for name in sorted(known.keys() - written):
        print(f"{name}: no lemma yet:\nLemma ax_{name} : {known[name]}.")
    for name in sorted(written - known.keys()):
        print(f"{name}: no such rule any more, take its lemma out")
    LEMMAS.write_text(
        lemma.sub(lambda m: f"Lemma ax_{m[1]} : {known[m[1]]}." if m[1] in known else m[0], source), "utf-8"
    )
