"""The codes of what small worlds and slips that are easily made say of a line."""

from __future__ import annotations

from typing import Final

ROWS: Final = (
    (
        "N130", "tried in small worlds",
        "Parts of the line have no counterpart in the language of proofs. The line was computed exactly for "
        "laws on a few letters and for a few observations, with integrals as sums, and it is false there.",
        "Nothing has to be done.",
    ),
    (
        "W403", "not true in general",
        "In the small world shown the line does not hold. It may state a condition, or say what a name "
        "stands for; if the text states neither, it is false.",
        "State the condition, or write := where a name is introduced.",
    ),
    (
        "W404", "mean of observations and expectation",
        "One side is a mean over observations and the other an expectation. They differ for almost all "
        "samples, and agree only in the limit.",
        r"Write `\approx`, or `\lim_{n \to \infty}` with the kind of convergence.",
    ),
    (
        "W405", "number of terms",
        "A mean divides by another number than that of its terms, or stands where their sum is meant.",
        "Let the sum begin at 1, or divide by the number of terms.",
    ),
    (
        "W406", "value and place of an optimum",
        "The place of an optimum is set equal to the value that is reached there, or the other way round.",
        r"Write `\arg\max` or `\arg\min`.",
    ),
    (
        "W407", "arrow between quantities",
        "An implication holds between statements, and one side of this one is a quantity.",
        "Write both statements, or the relation between the quantities.",
    ),
    (
        "W408", "two values for one name",
        "Two lines say what one name stands for, and what they say differs in a small world.",
        "Use two names, or look for the mistake in one of the lines.",
    ),
    (
        "W409", "one right side for two names",
        "Two names are set equal to the same formula, as happens when a line is copied.",
        "Look whether the formula is meant for both.",
    ),
    (
        "W410", "normalised by another sum",
        "A fraction divides one term by the sum of all such terms, and a factor of the sum does not change "
        "with its index, so that it cancels against the top.",
        "Look at the indices of the top and of the bottom.",
    ),
    (
        "W411", "second term of an expansion",
        "An expansion has terms of first and second order, and the second is not halved.",
        r"Write `\frac12` before the quadratic form.",
    ),
    (
        "W412", "exponent of a normal law",
        "In a normal law the square of the distance from the mean is divided by the variance; here the "
        "square is missing or stands in the denominator.",
        r"Write `\frac{(x - \mu)^2}{2 \sigma^2}`.",
    ),
    (
        "W413", "rounded number",
        "The two sides agree as far as the digits go that are written, and are not equal.",
        r"Write `\approx`.",
    ),
    (
        "W420", "another limit",
        "The sequence was proved to tend to the limit that the warning names, and it was not proved that "
        "this is the limit of the line.",
        "Look at the limit.",
    ),
)  # fmt: skip
"""A code, a title, what it means and what to do about it."""
