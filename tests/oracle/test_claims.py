"""Second opinions on statements shown as a whole, and on lines under suppositions."""

from sympy import Integer

from mlekl_symbolic.language import Distinct, Equal, ForAll, Implies, MassFunction, delta, log
from mlekl_symbolic.language.binders import Sum
from mlekl_symbolic.oracle import Agrees, Disagrees, NotExpressible, Silence, opinion, second_opinion
from mlekl_symbolic.proof.records import Chain, Theorem
from tests.oracle.derivations import N, X, a, chain, i, j, theorem, x

MASS = MassFunction("R", X)
COUNT = Sum(delta(x[i], x[j]), (j, 1, N))


def test_a_true_claim_is_agreed_to() -> None:
    claim = ForAll(COUNT >= 1, (i, 1, N))
    assert isinstance(opinion("claim", claim, claim), Agrees)


def test_a_false_claim_is_doubted() -> None:
    claim = ForAll(Equal(COUNT, 1), (i, 1, N))
    assert isinstance(opinion("claim", claim, claim), Disagrees)
    assert isinstance(opinion("claim", claim, claim, [Distinct(x)]), Agrees)
    assert isinstance(opinion("claim", MASS(a) >= 1, MASS(a) >= 1), Disagrees)


def test_a_claim_that_no_point_decides_is_not_agreed_to() -> None:
    claim = Implies(Equal(MASS(a), 2), Equal(log(MASS(a)), 0))
    assert not isinstance(opinion("claim", claim, claim), Disagrees)


def _under(*supposed: object) -> Theorem:
    made = chain((COUNT, Integer(1)))
    inside = Chain("", made.start, made.steps, made.conclusion, made.outcome, supposed)  # type: ignore[arg-type]
    return theorem(inside, givens=())


def test_a_supposition_counts_for_its_chain() -> None:
    (doubted,) = second_opinion(_under())
    assert isinstance(doubted.opinion, Disagrees)
    (agreed,) = second_opinion(_under(Distinct(x)))
    assert isinstance(agreed.opinion, Agrees)


def test_a_supposition_that_holds_nowhere_is_no_agreement() -> None:
    (found,) = second_opinion(_under(Equal(MASS(a), 2)))
    assert isinstance(found.opinion, NotExpressible)
    assert found.opinion.kind is Silence.UNMET


def test_a_supposition_about_a_letter_without_mass_has_worlds() -> None:
    (found,) = second_opinion(_under(Equal(MASS(a), 0)))
    assert isinstance(found.opinion, Disagrees)
