"""The claims of the two texts, in the order of the texts, and what became of each.

A stands for the first text and B for the second. What a text says is told in our words, and the
verdict is ours; the derivations named prove the claim, or refute it and prove what is right instead.
"""

from __future__ import annotations

from dataclasses import dataclass

from mlekl_symbolic.proof.records import Judgement


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of one of the texts.

    Attributes
    ----------
    code
        ``A01`` to ``A33`` and ``B01`` to ``B25``, with ``B18b``.
    text
        The part of the text in which it stands.
    says
        What the text says there.
    verdict
        Whether that is so.
    settled_by
        The derivations that prove or refute it, the most important first; none if it is no mathematics.
    sentence
        What is true instead, or under which conditions it is true, or why it is no mathematics.
    """

    code: str
    text: str
    says: str
    verdict: Judgement
    settled_by: tuple[str, ...]
    sentence: str


_T, _C, _I, _F, _P = Judgement

CLAIMS: tuple[Claim, ...] = (
    Claim(
        "A01", "title", "Maximising log probability is equivalent to minimising KL divergence.", _T,
        ("mle_as_kl",),
        "Both problems have the same solutions, when the divergence is that from the data to the model.",
    ),
    Claim(
        "A02", "1 (A)", "The estimate is the maximiser of the log-likelihood.", _I,
        ("bernoulli_boundary", "likelihood_of_iid", "gaussian_least_squares", "only_successes"),
        "The maximisers are a set: it may be empty, as after successes only, and two coins may tie.",
    ),
    Claim(
        "A03", "1 (B)", "D(P‖Q) measures how far Q diverges from P.", _I,
        ("kl_as_expectation", "kl_not_symmetric"),
        "It is the expectation of log(P/Q) under P; which law stands first matters.",
    ),
    Claim(
        "A04", "1 (B)", "D(P‖Q) is the sum of P log(P/Q) over all letters.", _C,
        ("support", "gibbs", "infinite_divergence_from_data"),
        "Terms with P = 0 count as zero, and a term with P > 0 and Q = 0 makes the divergence +∞.",
    ),
    Claim(
        "A05", "1 (B)", "The divergence is nonnegative, and zero only for P = Q.", _T,
        ("gibbs", "gibbs_for_densities"),
        "Both must be distributions: the proof uses that P and Q each sum to one.",
    ),
    Claim(
        "A06", "2, step 1", "The distribution of the data is the empirical distribution.", _I,
        ("frequencies_converge",),
        "Truth and relative frequencies are two objects; the second approaches the first in probability.",
    ),
    Claim(
        "A07", "2, step 1", "The δ in the empirical distribution is the Dirac delta function.", _F,
        ("empirical_against_a_density", "divergence_from_data"),
        "It is the indicator of equality; against a density the empirical law has divergence +∞.",
    ),
    Claim(
        "A08", "2, step 2", "The model should match the data, so this divergence is minimised.", _P,
        (),
        "This chooses an objective; a choice is neither true nor false.",
    ),
    Claim(
        "A09", "2, step 2", "The divergence from the data is a sum over letters.", _T,
        ("divergence_from_data",),
        "Only the letters observed contribute, and they are finite in number.",
    ),
    Claim(
        "A10", "2, step 2", "The empirical masses may be inserted twice, with two indices.", _T,
        ("mle_as_kl",),
        "The two indices of summation are different, as they must be.",
    ),
    Claim(
        "A11", "2, step 2", "Only the letters observed survive the sum.", _T,
        ("mle_as_kl", "divergence_from_data"),
        "A sum of δ(a, b) f(a) over all letters a is f(b).",
    ),
    Claim(
        "A12", "2, step 2", "Each observation has the empirical mass 1/N.", _F,
        ("seed_gap",),
        "It has 1/N times its multiplicity; the printed line holds exactly when no observation repeats.",
    ),
    Claim(
        "A13", "2, step 2", "The logarithm of the quotient is a difference of logarithms.", _T,
        ("divergence_from_data",),
        "The model must give mass to every observation.",
    ),
    Claim(
        "A14", "2, step 2", "The divergence is the mean negative log-likelihood plus a constant.", _C,
        ("divergence_from_data", "entropy_of_data"),
        "The constant is minus the entropy of the data, which is −log N only if no observation repeats.",
    ),
    Claim(
        "A15", "2, step 3", "Minimising one is minimising the other.", _T,
        ("mle_as_kl",),
        "The constant is finite and free of θ, so the minimisers are the same.",
    ),
    Claim(
        "A16", "2, step 3", "Minimising −f/N is maximising f.", _T,
        ("mle_as_kl", "likelihood_chain"),
        "The solutions are the same for N ≥ 1; the values are not.",
    ),
    Claim(
        "A17", "2, step 3", "The one objective is the same as the other.", _I,
        ("objectives_differ",),
        "Objectives may differ and still have the same solutions, and only the latter is claimed here.",
    ),
    Claim(
        "A18", "2, step 3", "All this holds for any data.", _C,
        ("support", "mle_for_every_family", "infinite_divergence_from_data"),
        "A member that misses an observation has divergence +∞ and log-likelihood −∞: last in both orders.",
    ),
    Claim(
        "A19", "2, step 3", "The minimisers of the divergence are the maximisers of the log-likelihood.", _T,
        ("mle_as_kl", "mle_for_every_family"),
        "For every family, with repeated observations, without independence, smoothness or a true parameter.",
    ),
    Claim(
        "A20", "3", "Maximum likelihood makes the mass of each observation large.", _I,
        ("single_masses_shrink",),
        "Their product is largest; a single mass may be larger for another parameter.",
    ),
    Claim(
        "A21", "4, 1", "Maximum likelihood assumes that the data represent the truth perfectly.", _F,
        ("same_frequencies_same_estimates", "mle_as_kl"),
        "Nothing is assumed: the theorem holds for all data; the estimate depends on frequencies only.",
    ),
    Claim(
        "A22", "4, 1", "With few or biased data the estimate may overfit.", _P,
        (),
        "Overfitting is not defined there; it is advice from experience.",
    ),
    Claim(
        "A23", "4, 2", "Pure maximum likelihood may be overconfident.", _P,
        (),
        "Confidence is not defined there; that estimates may lie at the boundary is shown under A02.",
    ),
    Claim(
        "A24", "4, 2", "A prior is equivalent to a penalty on the divergence.", _C,
        ("map_as_penalised_kl", "gaussian_prior_is_ridge"),
        "The penalty is −(1/N) times the log-prior, which must be positive; without the 1/N it is false.",
    ),
    Claim(
        "A25", "4, 2", "Variational inference minimises a divergence to the true posterior.", _T,
        ("variational_inference", "elbo", "elbo_for_densities", "variational_inference_for_densities"),
        "The approximation stands first; the log-evidence is the lower bound plus this divergence.",
    ),
    Claim(
        "A26", "4, 3", "Cross-entropy is divergence plus entropy.", _T,
        ("cross_entropy", "cross_entropy_for_densities"),
        "The entropy is finite here, as it is on every finite alphabet.",
    ),
    Claim(
        "A27", "4, 3", "Minimising cross-entropy is approximately minimising the divergence.", _I,
        ("same_minimisers", "same_minimisers_for_densities"),
        "Not approximately: the minimisers are exactly the same.",
    ),
    Claim(
        "A28", "5", "With 60% cats both methods give θ = 0.6.", _T,
        ("categorical", "categorical_by_calculus"),
        "It is the only solution of both; the observations repeat, so A12 fails in this very example.",
    ),
    Claim(
        "A29", "6", "Both problems differ when the family cannot fit the data.", _F,
        ("misspecified", "mle_as_kl"),
        "They have the same solutions for every family; only the least divergence is then positive.",
    ),
    Claim(
        "A30", "6", "They differ for another divergence, such as the reverse one.", _T,
        ("reverse_kl_differs",),
        "For some families and data; an exact example is given.",
    ),
    Claim(
        "A31", "6", "That reverse divergence is the one of variational inference.", _I,
        ("variational_inference", "reverse_kl_differs"),
        "The posterior stands second there, and not the distribution of the data.",
    ),
    Claim(
        "A32", "summary", "Maximum likelihood is minimum divergence from the data.", _T,
        ("mle_as_kl",),
        "This is the theorem again.",
    ),
    Claim(
        "A33", "summary", "Therefore neural networks are trained with the cross-entropy loss.", _I,
        ("conditional_likelihood", "cross_entropy_loss"),
        "For conditional models: the loss is a mean divergence plus the entropy of y given x.",
    ),
    Claim(
        "B01", "introduction", "Asymptotically, maximum likelihood amounts to minimising the divergence.", _C,
        ("consistency_on_a_finite_alphabet", "consistency_of_the_estimate"),
        "For independent letters, in probability: as close as every member that excludes no letter.",
    ),
    Claim(
        "B02", "(1)", "The estimate is the maximiser of the likelihood of the sample.", _T,
        ("likelihood_of_iid", "bernoulli_boundary"),
        "The maximisers are a set, as under A02 of the first text.",
    ),
    Claim(
        "B03", "(1)", "That observations are iid is the assumption behind naive Bayes.", _F,
        ("naive_bayes",),
        "Naive Bayes takes the features as independent given the class, which is another assumption.",
    ),
    Claim(
        "B04", "(2)", "The divergence is an expectation, written as an integral.", _C,
        ("kl_as_expectation", "gibbs_for_densities", "gaussian_divergence"),
        "For densities, the first of which vanishes wherever the second does; otherwise it is +∞.",
    ),
    Claim(
        "B05", "(2)", "P may be the posterior and Q the prior.", _T,
        ("information_gain",),
        "Averaged over the data this divergence is the mutual information.",
    ),
    Claim(
        "B06", "(2)", "The divergence is no distance, as D(P‖Q) ≠ D(Q‖P).", _I,
        ("kl_not_symmetric", "triangle_inequality_fails", "normal_laws_with_one_variance"),
        "They differ for some P and Q and agree for others; the triangle inequality fails too.",
    ),
    Claim(
        "B07", "(3)", "The Jensen-Shannon divergence is the mean of D(P‖M) and D(M‖P).", _F,
        ("jensen_shannon",),
        "The second term must be D(Q‖M); the printed mean is not symmetric.",
    ),
    Claim(
        "B08", "(3)", "The Jensen-Shannon divergence is symmetric.", _C,
        ("jensen_shannon",),
        "True for the right definition, and false for the one printed.",
    ),
    Claim(
        "B09", "(3)", "It averages the two divergences D(P‖Q) and D(Q‖P).", _I,
        ("jensen_shannon",),
        "That is half of Jeffreys' divergence, another quantity.",
    ),
    Claim(
        "B10", "(4)", "The parameter sought is the one with the least divergence from the truth.", _T,
        ("well_specified",),
        "For a true parameter in the family these are the parameters with the true distribution.",
    ),
    Claim(
        "B11", "(4)", "The divergence may be unfolded by its definition.", _T,
        ("kl_projection",),
        "The truth must be absolutely continuous with respect to the model.",
    ),
    Claim(
        "B12", "(4)", "The logarithm of the quotient splits inside the expectation.", _T,
        ("kl_projection",),
        "The model must give mass wherever the truth does.",
    ),
    Claim(
        "B13", "(5)", "The term without θ may be omitted.", _C,
        ("kl_projection", "cross_entropy_for_densities", "same_minimisers_for_densities"),
        "It must be finite, as it is on every finite alphabet.",
    ),
    Claim(
        "B14", "(5)", "A minus sign turns the minimum into a maximum.", _T,
        ("kl_projection", "same_minimisers_for_densities"),
        "The solutions are the same.",
    ),
    Claim(
        "B15", "(6)", "The mean of n draws tends to the expectation.", _I,
        ("weak_law",),
        "In probability, for uncorrelated draws with a common mean and variance; not for every outcome.",
    ),
    Claim(
        "B16", "(7)", "The mean is ε or more from μ with probability at most σ²/(nε²).", _T,
        ("chebyshev_for_the_mean", "variance_of_mean"),
        "For uncorrelated draws with the mean μ and the variance σ², and ε > 0.",
    ),
    Claim(
        "B17", "(8)", "A deviation of kσ² or more has probability at most 1/k².", _F,
        ("chebyshev_in_deviations", "markov_for_densities"),
        "The deviation must be kσ; an exact example refutes the printed line.",
    ),
    Claim(
        "B18", "(8)", "Equation (8) of the text gives (7), and with it the law of large numbers.", _C,
        ("chebyshev_for_the_mean", "weak_law"),
        "True for the corrected (8), and what follows is the weak law.",
    ),
    Claim(
        "B18b", "(8)", "Only a certain fraction of the samples can be far from the mean.", _I,
        ("chebyshev_for_a_sample",),
        "Chebyshev bounds a probability; for a sample it holds with the mean and variance of the sample.",
    ),
    Claim(
        "B19", "(9)", "The expectation is the limit of the mean log-likelihood.", _I,
        ("mean_log_likelihood", "argmax_limit_exchange"),
        "For each fixed θ, in probability, for independent observations; not for all θ at once.",
    ),
    Claim(
        "B20", "(9)", "The maximiser of the limit is the maximiser for the sample.", _F,
        (
            "argmax_limit_exchange", "estimate_from_seven", "uniform_convergence",
            "consistency_on_a_finite_alphabet", "probability_of_excess", "excess_divergence",
            "consistency_of_the_estimate",
        ),
        "Limit and arg max do not commute; but the divergence of the estimate tends to the least one.",
    ),
    Claim(
        "B21", "(9)", "The factor 1/n may be omitted, and the sum written as one log-likelihood.", _T,
        ("likelihood_chain",),
        "For a fixed n, as the observations are independent given θ.",
    ),
    Claim(
        "B22", "(9)", "The logarithm may be omitted.", _T,
        ("likelihood_chain", "likelihood_of_iid"),
        "It is strictly increasing, and the likelihood is positive.",
    ),
    Claim(
        "B23", "(9)", "What is left is the estimate of maximum likelihood.", _T,
        ("likelihood_chain",),
        "By the definition in equation (1) of the text.",
    ),
    Claim(
        "B24", "conclusion", "Minimising the divergence amounts to finding the estimate.", _I,
        ("mle_as_kl", "consistency_on_a_finite_alphabet"),
        "Exactly so for the divergence from the data; for that from the truth only in the limit.",
    ),
    Claim(
        "B25", "conclusion", "The distance between truth and approximation is minimised.", _I,
        ("triangle_inequality_fails", "kl_not_symmetric"),
        "The divergence is no distance: it is not symmetric and fails the triangle inequality.",
    ),
)  # fmt: skip
"""All claims, in the order of the texts."""
