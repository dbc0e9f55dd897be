"""Lines for which fewer than five false neighbours are found, because no world tells; none is proved."""

FEW: dict[str, frozenset[int]] = {}
