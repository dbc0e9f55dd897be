"""For every line of every derivation: five changed lines that are false where a file says, and not proved.

The prover is asked about these five with its normal budget, and no more; ``python -m
tests.derivations.accept`` chooses them and finds out where they fail.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from mlekl_symbolic.kernel.terms import Num
from mlekl_symbolic.language import Equal, number, to_kernel
from mlekl_symbolic.proof import library
from tests.derivations.falsity import FromReasons, InWorld, Silent, known_to_be_false, reason, still_false
from tests.derivations.kept import Kept, KeptLine, open_lines, path, read
from tests.derivations.neighbours import (
    WANTED,
    Neighbour,
    Written,
    contrary,
    is_proved,
    neighbours,
    written,
)

OPEN = {Silent.SUPPOSED: 10, Silent.INFINITE: 8, Silent.LIMIT: 4, Silent.INTEGRAL: 3}
"""How many lines have fewer than five neighbours that are known to be false, and why."""
AGAIN = "run python -m tests.derivations.accept {} and look at the difference"


@cache
def lines(name: str) -> tuple[Written, ...]:
    return tuple(written(name))


def found_again(line: Written, kept: KeptLine, advice: str) -> list[Neighbour]:
    """The neighbours that a file names, made from the line itself."""
    changed = neighbours(line)
    moved = any(not _is_at(changed, k) for k in kept.neighbours)
    places = {str(n): n for n in (*changed, *contrary(line))} if moved else {}
    assert not places or all(k.said in places for k in kept.neighbours), f"{line} is changed: {advice}"
    return [changed[k.place] if _is_at(changed, k) else places[k.said] for k in kept.neighbours]


def _is_at(changed: list[Neighbour], kept: Kept) -> bool:
    return kept.place < len(changed) and str(changed[kept.place]) == kept.said


def itself(line: Written) -> Neighbour:
    """The line as it stands."""
    return Neighbour("none", line.left, line.relation, line.right)


@pytest.mark.parametrize("name", library())
def test_every_line(name: str) -> None:
    found, advice = lines(name), AGAIN.format(name)
    assert found
    kept = read(name, found[0].workspace._example)
    assert [k.said for k in kept] == [str(line) for line in found], advice
    for line, known in zip(found, kept, strict=True):
        changed = found_again(line, known, advice)
        assert len(known.neighbours) == WANTED
        shown = [k for k in known.neighbours if k.found is not None]
        assert len({n.goal() for n in changed}) == len(changed)
        why = None if len(shown) == WANTED else reason(line, len(shown))
        assert known.why is why, f"{line}: {advice}"
        for neighbour, k in zip(changed, known.neighbours, strict=True):
            assert not is_proved(line, neighbour), f"FALSE AND PROVED\n{line}\n{neighbour}\n{k.found}"
            assert k.found is None or still_false(line, neighbour, k.found), f"{neighbour} holds: {advice}"
            if isinstance(k.found, FromReasons):
                assert not still_false(line, itself(line), k.found), (
                    f"{line} does not follow from {line.rests}"
                )


def test_few_lines_have_too_few() -> None:
    found = Counter(why for name in library() for why in open_lines(name))
    assert found == OPEN


def test_no_file_is_left_over() -> None:
    assert {p.stem for p in path("").parent.iterdir()} == {*library()}


def test_the_changes_are_of_many_kinds() -> None:
    kinds = {n.kind for line in lines("mle_as_kl") for n in neighbours(line)}
    assert {"sign", "factor", "offset", "operation", "dropped", "range", "law", "relation", "turned"} <= kinds


def test_the_contrary_of_a_line_is_false_where_the_line_is_true() -> None:
    for line in lines("cross_entropy"):
        opposite = contrary(line)
        assert len(opposite) >= WANTED
        for neighbour in opposite:
            found, _ = known_to_be_false(line, neighbour)
            assert found is not None
            assert not still_false(line, itself(line), found)


def test_what_is_true_is_neither_refuted_nor_counted() -> None:
    (line, *_) = lines("cross_entropy")
    same = Neighbour("none", line.left, line.relation, line.right)
    assert is_proved(line, same)
    assert known_to_be_false(line, same)[0] is None


def test_what_is_false_is_refuted_where_it_fails_and_nowhere_else() -> None:
    (line, *_) = lines("cross_entropy")
    same = Neighbour("none", line.left, line.relation, line.right)
    for neighbour in neighbours(line)[:WANTED]:
        found, _ = known_to_be_false(line, neighbour)
        if found is not None:
            assert still_false(line, neighbour, found)
            assert not still_false(line, same, found)
            assert not still_false(line, neighbour, InWorld({}))


def test_a_false_equation_is_refuted() -> None:
    (line, *_) = lines("cross_entropy")
    assert to_kernel(Equal(number(1), number(2))).args == (Num(1), Num(2))
    found, _ = known_to_be_false(line, Neighbour("none", number(1), "=", number(2)))
    assert found is not None
