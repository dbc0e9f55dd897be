"""Files with one mistake each, and what the author reads about it.

The text of a case is the file; its golden message is ``golden/NAME.txt``, with ``FILE`` for the path.
"""

FILES = {
    "syntax": """\
from mlekl_symbolic import *

@derivation(title="A title")
def syntax(proof: Proof) -> Theorem
    return proof
""",
    "unknown_name": """\
from sympy import log

q = logg(2)
""",
    "import_from": """\
from sympy import Intergal
""",
    "attribute": """\
import sympy

sympy.Symbool("x")
""",
    "missing_import": """\
import a_module_that_is_not_there
""",
    "empty": """\
x = 1
""",
    "leaves": """\
import sys

sys.exit("enough")
""",
    "inside_a_function": """\
def half(n):
    return n // 0


half(3)
""",
    "not_text": "x = 'a\x00b'\n",
    "indentation": """\
def f():
    x = 1
      y = 2
""",
}
