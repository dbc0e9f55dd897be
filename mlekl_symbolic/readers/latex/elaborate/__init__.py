"""From what was written to typed terms: who is a distribution, a sample, a set, a number."""
