"""SymPy as a second opinion: every step on small worlds, every printed formula read back."""

from mlekl_symbolic.oracle.opinion import Agrees, Disagrees, NotExpressible, Opinion, Silence, StepOpinion
from mlekl_symbolic.oracle.steps import opinion, second_opinion

__all__ = [
    "Agrees",
    "Disagrees",
    "NotExpressible",
    "Opinion",
    "Silence",
    "StepOpinion",
    "opinion",
    "second_opinion",
]
