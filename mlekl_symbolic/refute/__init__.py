"""Exact evaluation in small worlds, and counterexamples found there; untrusted by proofs."""
