"""The trusted kernel: terms, the inference rules and the certificate format.

It imports the standard library only, knows no SymPy, and nothing outside it is trusted.
A certificate is often checked by a process of its own, so what is slow to import is left out: `typing` is for
type checkers only.
"""
