"""The steps of the library on which SymPy has no opinion, and why: all of them."""

from mlekl_symbolic.oracle import Silence

LIMIT, INFINITE, DENSITY = Silence.LIMIT, Silence.INFINITE, Silence.DENSITY
UNMET, NO_WORLD = Silence.UNMET, Silence.NO_WORLD

SILENT = {
    "argmax_limit_exchange": {INFINITE: {3, 4, 9, 14}, LIMIT: {5, 6}},
    "bernoulli_boundary": {UNMET: {7}},
    "consistency_of_the_estimate": {LIMIT: {1, 13}, NO_WORLD: {*range(2, 13)}},
    "consistency_on_a_finite_alphabet": {LIMIT: {11}},
    "continuous_map_in_probability": {NO_WORLD: {*range(1, 9)}, LIMIT: {9}},
    "cross_entropy_for_densities": {DENSITY: {1, 2, 3, 4}},
    "elbo_for_densities": {DENSITY: {*range(1, 13)}},
    "empirical_against_a_density": {DENSITY: {1, 2, 3, 4, 5, 6, 8, 9, 10}},
    "estimate_from_seven": {UNMET: {3, 4, 9}},
    "excess_divergence": {UNMET: {17}},
    "expectation_under_a_density": {DENSITY: {*range(1, 9)}},
    "gibbs_for_densities": {DENSITY: {*range(1, 17)}},
    "jensen": {INFINITE: {23}},
    "jensen_for_densities": {DENSITY: {*range(1, 16)}},
    "jensen_for_log": {UNMET: {1, 2, 3}},
    "jensen_step": {NO_WORLD: {1, 6, 7, 8}},
    "log_sum_inequality": {UNMET: {9}},
    "kl_as_expectation": {DENSITY: {3, 4}},
    "markov_for_densities": {DENSITY: {*range(1, 13)}},
    "mean_log_likelihood": {LIMIT: {13}},
    "misspecified": {UNMET: {14}},
    "normal_law_has_most_entropy": {DENSITY: {*range(3, 12)}},
    "probability_of_excess": {UNMET: {6}},
    "reverse_kl_differs": {UNMET: {13}},
    "same_minimisers_for_densities": {DENSITY: {*range(1, 7)}},
    "sum_in_probability": {INFINITE: {12}, LIMIT: {16, 17}},
    "uniform_convergence": {LIMIT: {11, 12}},
    "variational_inference_for_densities": {DENSITY: {1, 2, 3}},
    "weak_law": {LIMIT: {4}},
}
"""By derivation: the numbers of the steps, by the reason."""
