"""The table of all terms, so that equal ones are one object; it keeps no term alive."""

from __future__ import annotations

from weakref import ref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TABLE: dict[object, ref[Any]] = {}
_SMALL = 20_000
_LARGEST = [_SMALL]
"""How many entries the table may have before those of terms that are gone are looked for."""


def entered(key: object, made: Any) -> Any:
    """The term that the table holds under a key: ``made``, unless another came first."""
    new = ref(made)
    while (entry := TABLE.setdefault(key, new)) is not new:
        found = entry()
        if found is not None:
            return found
        _forget(key, entry)
    if len(TABLE) > _LARGEST[0]:
        sweep()
    return made


def _forget(key: object, entry: ref[Any]) -> None:
    if TABLE.get(key) is entry:
        del TABLE[key]


def sweep() -> None:
    """Forget the terms that nothing holds any more; the table may then double before the next time.

    An entry holds the parts of its term, which are older: so the youngest are looked at first.
    """
    entries = list(TABLE.items())
    while entries:
        key, entry = entries.pop()
        if entry() is None:
            _forget(key, entry)
    _LARGEST[0] = max(2 * len(TABLE), _SMALL)
