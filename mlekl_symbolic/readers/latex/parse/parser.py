"""The parser of formulas, put together from its parts."""

from __future__ import annotations

from mlekl_symbolic.readers.latex.parse.applications import Applications
from mlekl_symbolic.readers.latex.parse.brackets import Brackets
from mlekl_symbolic.readers.latex.parse.commands import Commands
from mlekl_symbolic.readers.latex.parse.factors import Factors
from mlekl_symbolic.readers.latex.parse.names import Names
from mlekl_symbolic.readers.latex.parse.operators import Operators
from mlekl_symbolic.readers.latex.parse.sums import Sums


class Parser(Sums, Factors, Brackets, Operators, Commands, Names, Applications):
    """Recursive descent over one formula; create one for each."""
