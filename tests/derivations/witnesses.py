"""Hypotheses that are needed by the proof, but without which no small world refutes the statement."""

NO_WITNESS: dict[str, frozenset[str]] = {}
