"""A folder of pages that opens from disk: all derivations, what cites what, and all rules.

Main definitions
----------------
`site`
    The files, by their names.
"""

from mlekl_symbolic.writers.site.pages import site

__all__ = ["site"]
