"""The rules of mathematics, one subject to a file.

Importing this package files every rule of every subject in `rulebook.RULES`; a new subject is a
new file, found without editing a list.
"""

from importlib import import_module
from pkgutil import iter_modules

for _module in sorted(m.name for m in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")
