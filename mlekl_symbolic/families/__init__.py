"""Families of distributions that can be fitted to counted data; one family is one file.

A file declares its family with `mlekl_symbolic.families.fitting.fitted_by`, and it is found by being there.
"""
