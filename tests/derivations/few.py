"""Lines of which fewer than five false neighbours are found, because no world tells them apart.

Among them are the lines under a supposition that is to be contradicted: from it everything follows, so
that no neighbour of theirs is false. None of their neighbours that is false may be proved either.
"""

FEW = {
    "argmax_limit_exchange": frozenset({4, 5, 6}),
    "bernoulli_boundary": frozenset({6, 7, 8}),
    "bernoulli_theorem": frozenset({13}),
    "beta_bernoulli_mode": frozenset({3, 4}),
    "boole_inequality": frozenset({10}),
    "categorical": frozenset({4, 5, 7}),
    "categorical_by_calculus": frozenset({6, 8}),
    "chain_rule_kl": frozenset({2}),
    "chebyshev": frozenset({1}),
    "chebyshev_for_a_sample": frozenset({4}),
    "chebyshev_for_the_mean": frozenset({2, 3}),
    "chebyshev_in_deviations": frozenset({1, 2}),
    "consistency_of_the_estimate": frozenset({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}),
    "consistency_on_a_finite_alphabet": frozenset({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}),
    "continuous_map_in_probability": frozenset({1, 2, 3, 4, 5, 6, 7, 8, 9}),
    "dominated_divergence": frozenset({5}),
    "elbo_for_densities": frozenset({2, 6}),
    "empirical_against_a_density": frozenset({1, 2, 8, 9, 10}),
    "entropy_bounds": frozenset({5}),
    "estimate_from_seven": frozenset({3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}),
    "excess_divergence": frozenset({16, 17, 19, 21, 23, 24, 29}),
    "excess_for_a_sample": frozenset({2}),
    "exponential_entropy": frozenset({1, 2, 3, 4, 5, 6}),
    "frequencies_converge": frozenset({10}),
    "gaussian_deviation": frozenset({11}),
    "gaussian_divergence": frozenset({3, 4, 5}),
    "gaussian_entropy": frozenset({2, 3, 4}),
    "gaussian_least_squares": frozenset({4, 5}),
    "gaussian_prior_is_ridge": frozenset({2, 6, 7, 8}),
    "gibbs_for_densities": frozenset({8, 10, 14, 15}),
    "infinite_divergence_from_data": frozenset({2}),
    "information_gain": frozenset({7, 8, 9, 10, 11, 14, 15, 16, 17}),
    "jensen": frozenset(
        {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24}
    ),
    "jensen_for_densities": frozenset({2, 3, 4, 5}),
    "jensen_for_log": frozenset({1, 2, 3, 4, 5}),
    "jensen_shannon": frozenset({11}),
}
