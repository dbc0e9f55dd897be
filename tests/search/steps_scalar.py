"""True steps about numbers, logarithms and deltas."""

from __future__ import annotations

from mlekl_symbolic.language import NotEqual, delta, exp, log, number
from tests.search.world import TrueStep, a, b, c, d, i, step, u, v, w, x, z

one = number(1)
ab_positive = (a > 0, b > 0)

STEPS: tuple[TrueStep, ...] = (
    step("factors in another order", u * v * w, w * (u * v), w * (u + v), u * v),
    step("subtraction is addition of the opposite", u - (v - w), u + w - v, u - v - w, u + v - w),
    step("signs leave quotients", -u / -v, u / v, -(u / v), u * v),
    step("quotient of quotients", (u / v) / (w / z), (u * z) / (v * w), (u * w) / (v * z), u * z / v),
    step("nested quotients", one / (one / u), u, 1 / u, u * u),
    step("quotient within a quotient", u / (v / (w / z)), u * w / (v * z), u * v / (w * z), u * z / (v * w)),
    step("square of a sum", (u + v) ** 2, u**2 + 2 * u * v + v**2, u**2 + v**2, u**2 + u * v + v**2),
    step("difference of squares", (u - v) * (u + v), u**2 - v**2, u**2 + v**2, (u - v) ** 2),
    step(
        "cube of a difference",
        (u - v) ** 3,
        u**3 - 3 * u**2 * v + 3 * u * v**2 - v**3,
        u**3 - v**3,
        u**3 - 3 * u**2 * v + 3 * u * v**2 + v**3,
    ),
    step("cancel", u / v * v, u, v, u / v, given=(NotEqual(v, 0),)),
    step("cancel in a sum", (u * v + w * v) / v, u + w, u + w * v, u * w, given=(NotEqual(v, 0),)),
    step("cancel a sum", (u * (v + w)) / (v + w), u, v + w, u * v, given=(v > 0, w > 0)),
    step(
        "expand a fraction", u / v, (u * w) / (v * w), (u + w) / (v + w), u * w / v, given=(NotEqual(w, 0),)
    ),
    step(
        "common denominator",
        u / v + w / z,
        (u * z + w * v) / (v * z),
        (u + w) / (v + z),
        (u * z + w * v) / (v + z),
        given=(NotEqual(v, 0), NotEqual(z, 0)),
    ),
    step(
        "common denominator, one of two known",
        one / (1 + u) + u / (1 + u),
        number(1),
        u,
        1 + u,
        given=(u > 0,),
    ),
    step("negative powers", u**-2 * v, v / u**2, v / u, u**2 * v),
    step("powers of quotients", (u / v) ** 3, u**3 / v**3, u**3 / v, u**3 * v**3),
    step(
        "log of a product", log(a * b), log(a) + log(b), log(a) * log(b), log(a) - log(b), given=ab_positive
    ),
    step(
        "log of a quotient", log(a / b), log(a) - log(b), log(a) / log(b), log(b) - log(a), given=ab_positive
    ),
    step(
        "log of a product of numbers that are not negative",
        log(a * b),
        log(b) + log(a),
        log(b) - log(a),
        log(a),
        given=(a >= 0, b >= 0, NotEqual(a, 0), NotEqual(b, 0)),
    ),
    step(
        "log of a power",
        log(a**3 / b),
        3 * log(a) - log(b),
        log(a) ** 3 - log(b),
        3 * log(a) + log(b),
        given=ab_positive,
    ),
    step("log of a negative power", log(a**-2), -2 * log(a), 2 * log(a), log(a) ** -2, given=(a > 0,)),
    step("log of a real power", log(a**u), u * log(a), log(a) ** u, a * log(u), given=(a > 0,)),
    step("log of six", log(6), log(2) + log(3), log(5), log(2) * log(3)),
    step(
        "log of a fraction",
        log(number(8) / 9),
        3 * log(2) - 2 * log(3),
        3 * log(2) + 2 * log(3),
        log(8) / log(9),
    ),
    step("log of one", log(one) + u, u, u + 1, one),
    step("log of an inverse", log(1 / u), -log(u), log(u), 1 / log(u)),
    step(
        "log of a nested quotient",
        log((a / b) / (c / d)),
        log(a) - log(b) - log(c) + log(d),
        log(a) - log(b) - log(c) - log(d),
        log(a) - log(b) + log(c) - log(d),
        given=(*ab_positive, c > 0, d > 0),
    ),
    step(
        "logs joined",
        2 * log(a) - log(b) + log(c),
        log(a**2 * c / b),
        log(a**2 / (b * c)),
        log(2 * a * c / b),
        given=(*ab_positive, c > 0),
    ),
    step(
        "log of a common factor",
        log(a * c + b * c),
        log(a + b) + log(c),
        log(a) + log(b) + log(c),
        log(a + b) * log(c),
        given=(*ab_positive, c > 0),
    ),
    step(
        "log of a number times",
        log(6 * a),
        log(2) + log(3) + log(a),
        6 * log(a),
        log(5) + log(a),
        given=(a > 0,),
    ),
    step(
        "weighted log",
        u * log(u / v),
        u * log(u) - u * log(v),
        u * log(v) - u * log(u),
        log(u) - log(v),
        given=(u >= 0, v > 0),
    ),
    step(
        "weighted log of a product",
        u * log(u * v),
        u * log(v) + u * log(u),
        u * log(v),
        log(u) + log(v),
        given=(u >= 0, v > 0),
    ),
    step(
        "weighted log, turned round",
        u * log(v / u),
        u * log(v) - u * log(u),
        u * log(u) - u * log(v),
        log(v) - log(u),
        given=(u >= 0, v > 0),
    ),
    step(
        "log with two weights",
        u * v * log(u * v),
        u * v * (log(u) + log(v)),
        u * log(v) + v * log(u),
        u * v * log(u) * log(v),
        given=(u >= 0, v >= 0),
    ),
    step(
        "fractions over a sum", u / (v + w) + (v + w - u) / (w + v), number(1), u, v + w, given=(v > 0, w > 0)
    ),
    step(
        "three denominators",
        1 / (u * (1 + u)),
        1 / u - 1 / (1 + u),
        1 / u + 1 / (1 + u),
        1 / (1 + u),
        given=(u > 0,),
    ),
    step("exponential of a log", exp(log(a) + log(b)), a * b, a + b, a / b, given=ab_positive),
    step("exponential of a sum", exp(u - v), exp(u) / exp(v), exp(u) - exp(v), exp(v) / exp(u)),
    step("log of an exponential", log(exp(u) * exp(v)), u + v, u * v, u - v),
    step(
        "log of an exponential, weighted",
        log(a * exp(-u)),
        log(a) - u,
        log(a) + u,
        -u * log(a),
        given=(a > 0,),
    ),
    step("delta is symmetric", delta(a, b) * u, u * delta(b, a), u * delta(a, c), delta(a, b)),
    step("delta of equals", delta(a, a), one, number(0), a),
    step("delta is idempotent", delta(a, b) ** 2, delta(b, a), 2 * delta(a, b), one),
    step("exchange beside a delta", delta(a, b) * a, delta(b, a) * b, a, delta(a, b) * c),
    step("a delta with observations", delta(a, x[i]) * log(a), log(x[i]) * delta(x[i], a), log(x[i]), log(a)),
    step("deltas in a row", delta(a, b) * delta(b, c), delta(a, b) * delta(a, c), delta(a, c), delta(a, b)),
)
