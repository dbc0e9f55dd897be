"""A derivation for another file to import."""

from mlekl_symbolic.proof.derivation import derivation


@derivation(title="Borrowed")
def borrowed(proof):  # type: ignore[no-untyped-def]
    """Nothing."""
