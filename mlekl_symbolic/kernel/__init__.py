"""The trusted kernel: terms, the inference rules and the certificate format.

It imports the standard library only, knows no SymPy, and nothing outside it is trusted.
"""
