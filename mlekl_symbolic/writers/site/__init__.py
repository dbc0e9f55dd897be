"""A folder of pages that opens from disk: all derivations, what cites what, all rules, all errors.

Main definitions
----------------
`site`
    The files, by their names.
"""

from mlekl_symbolic.writers.site.errors import Diagnostic
from mlekl_symbolic.writers.site.pages import site

__all__ = ["Diagnostic", "site"]
