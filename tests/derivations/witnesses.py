"""Stated hypotheses without which no small world was found in which the statement fails.

The proof does not go through without them (`tests.derivations.needed`). Most of these statements speak of
limits, densities or many numbers at once, of which worlds are hard to find; the others may be stronger than
the statement needs. A witness that is found, or one that is lost, changes this table.
"""

NO_WITNESS = {
    "bernoulli_boundary": frozenset({"A1"}),
    "bernoulli_theorem": frozenset({"A3"}),
    "bound_of_losses": frozenset({"A1"}),
    "categorical": frozenset({"A1", "A2"}),
    "categorical_by_calculus": frozenset({"A1", "A2"}),
    "consistency_of_the_estimate": frozenset({"A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10"}),
    "consistency_on_a_finite_alphabet": frozenset(
        {"A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10"}
    ),
    "continuous_map_in_probability": frozenset({"A1", "A2", "A3"}),
    "cross_entropy_for_densities": frozenset({"A2", "A3"}),
    "data_processing": frozenset({"A1", "A3"}),
    "dominated_divergence": frozenset({"A1"}),
    "elbo_for_densities": frozenset({"A4"}),
    "excess_divergence": frozenset({"A3", "A5"}),
    "excess_for_a_sample": frozenset({"A2", "A3", "A4", "A5"}),
    "expectation_under_a_density": frozenset({"A1", "A2"}),
    "exponential_entropy": frozenset({"A1", "A2"}),
    "frequencies_converge": frozenset({"A2"}),
    "gaussian_entropy": frozenset({"A1"}),
    "gaussian_least_squares": frozenset({"A1"}),
    "gaussian_score": frozenset({"A1"}),
    "gibbs_for_densities": frozenset({"A2"}),
    "jensen": frozenset({"A1", "A2", "A3", "A4"}),
    "jensen_for_densities": frozenset({"A2", "A3"}),
    "jensen_step": frozenset({"A1", "A2", "A3", "A5"}),
    "log_sum_inequality": frozenset({"A3"}),
    "markov_for_densities": frozenset({"A4"}),
    "mean_log_likelihood": frozenset({"A1", "A2", "A3", "A4", "A5"}),
    "moments_of_continuous_laws": frozenset({"A1", "A2"}),
    "normal_law_has_most_entropy": frozenset({"A1", "A2", "A3"}),
    "normal_laws_with_one_variance": frozenset({"A1"}),
    "probability_of_excess": frozenset({"A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9"}),
    "same_minimisers_for_densities": frozenset({"A2", "A3"}),
    "score_has_mean_zero": frozenset({"A1", "A2"}),
    "sum_in_probability": frozenset({"A1", "A2"}),
    "uniform_convergence": frozenset({"A1", "A2", "A3", "A4"}),
    "variational_inference": frozenset({"A3"}),
    "variational_inference_for_densities": frozenset({"A1", "A3", "A4"}),
    "weak_law": frozenset({"A1", "A2", "A3"}),
}
