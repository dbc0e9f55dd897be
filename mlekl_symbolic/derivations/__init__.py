"""The standard derivations, one theorem per file.

A wheel carries the files in this package. In a checkout, and in an editable install, they are the
top-level folder ``derivations`` and this package finds them there.
"""

from pathlib import Path

_here = Path(__file__).resolve().parent
_checkout = _here.parent.parent / "derivations"

if not any(path.name != "__init__.py" for path in _here.glob("*.py")) and _checkout.is_dir():
    __path__ = [str(_checkout)]
