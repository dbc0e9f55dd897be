"""Immutable records: typed named tuples, without what importing `typing` or `dataclasses` costs.

Either takes longer than to read and check a small certificate.
"""

from __future__ import annotations

from collections import namedtuple

__all__ = ["Record"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple as Record
else:

    class _Made(type):
        """Makes a class with annotated fields one that extends a named tuple of them."""

        def __new__(cls, name, _bases, members):
            fields = members.get("__annotations__", {})
            defaults = [members.pop(f) for f in fields if f in members]
            made = namedtuple(name, fields, defaults=defaults, module=members["__module__"])
            made.__new__.__annotations__ = fields
            return type(name, (made,), {**members, "__slots__": ()})

    Record = type.__new__(_Made, "Record", (), {})
