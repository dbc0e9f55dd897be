"""No proved step of the standard derivations is doubted by SymPy or misread by latex2sympy2."""

import pytest

from mlekl_symbolic.oracle import Agrees, Disagrees, NotExpressible, second_opinion
from mlekl_symbolic.oracle.latex_reader import cross_check_theorem
from mlekl_symbolic.proof import library, run
from mlekl_symbolic.proof.outcome import Proved

QUICK = {"categorical", "cross_entropy", "likelihood_of_iid", "mle_as_kl", "seed_gap"}
"""Those whose worlds SymPy settles within a second or two."""


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=() if n in QUICK else pytest.mark.slow) for n in library()]
)
def test_every_step(name: str) -> None:
    theorem = run(library()[name])
    found = second_opinion(theorem)
    read = cross_check_theorem(theorem)
    assert [o.number for o in found] == [o.number for o in read] == [s.number for s in theorem.steps]
    for step, sympys, readers in zip(theorem.steps, found, read, strict=True):
        assert not isinstance(readers.opinion, Disagrees), (step, readers)
        if isinstance(step.outcome, Proved):
            assert isinstance(sympys.opinion, Agrees | NotExpressible), (step, sympys)


def test_the_main_theorem_is_agreed_to_in_full() -> None:
    found = second_opinion(run(library()["mle_as_kl"]))
    assert found
    assert all(isinstance(o.opinion, Agrees) for o in found), found
