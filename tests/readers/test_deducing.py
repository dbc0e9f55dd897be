"""Lines that follow from others by arithmetic, by solving an equation, or by what is usually meant."""

from __future__ import annotations

import pytest

from mlekl_symbolic.readers.latex.check import Checked, Verdict, check_latex

HOLDS = (Verdict.PROVED, Verdict.ASSUMING)


def last(*lines: str) -> Checked:
    """The verdict on the last of some displays."""
    return check_latex("\n\n".join(f"$$ {line} $$" for line in lines)).lines[-1]


GAP = (r"M(x) - L(\theta, q) = K(a)", r"K(a) = \mathrm{KL}(q(t) \| p(t | x))")
HALVES = (r"D_{JS}(p \| q) = K(a) + K(b)", r"K(a) + K(b) = \frac12 (\log 4 + L(G, D^*))")
COINS = r"\frac{\partial \ell(\theta)}{\partial\theta} = \frac{k}{\theta} - \frac{n-k}{1-\theta} = 0"
SPREAD = r"-\frac{n}{2\sigma^2} + \frac{1}{2 (\sigma^2)^2} \sum_{i=1}^n (x_i - \mu)^2 = 0"
NORMAL_EQUATIONS = r"X^\top X \beta = X^\top y"
STEP = (r"d^\top F d = 1", r"\nabla L(\theta) + \lambda F \delta = 0")
LOGISTIC = r"\frac{\partial y}{\partial z} = \frac{\partial}{\partial z} \left(\frac{1}{1 + e^{-z}}\right)"
SLOPE = r"\frac{1}{1 + e^{-z}} \frac{e^{-z}}{1 + e^{-z}} = y (1 - y)"
JENSEN_SHANNON = r"JSD(p(x) \| q(x)) \geq 0"
TWO_MEANS = r"E_{p(x)}[\log \frac{p(x)}{m(x)}] + E_{q(x)}[\log \frac{q(x)}{m(x)}]"
BEST = r"E_{x \sim p}[\log D^*(x)] + E_{x \sim q}[\log (1 - D^*(x))]"
FIRST = r"E_{x \sim p}[\log \frac{p(x)}{p(x) + q(x)}]"
BOUND = r"L(\theta, q) = \log p(x | \theta) - \mathrm{KL}(q(t) \| p(t | x, \theta))"
RATIO = r"\left(\frac{p(z)}{q(z)}\right)^2"
MEAN = r"E_{x_{0:T} \sim q}"

TRUE = {
    "what several lines add up to": (*GAP, r"L(\theta, q) = M(x) - \mathrm{KL}(q(t) \| p(t | x))"),
    "logarithms of numbers": (*HALVES, r"L(G, D^*) = 2 D_{JS}(p \| q) - 2 \log 2"),
    "a root": (r"\frac{n}{\theta} - s = 0", r"\hat\theta = \frac{n}{s}"),
    "a root of what a derivative is": (
        r"\frac{d\ell}{d\theta} = \frac{n}{\theta} - s", r"\frac{d\ell}{d\theta} = 0",
        r"\theta^* = \frac{n}{s}",
    ),
    "two quotients": (COINS, r"\hat\theta_{MLE} = \frac{k}{n}"),
    "a square": (SPREAD, r"\hat\sigma^2 = \frac{1}{n} \sum_{i=1}^n (x_i - \mu)^2"),
    "the normal equations": (NORMAL_EQUATIONS, r"\hat\beta = (X^\top X)^{-1} X^\top y"),
    "a step": (*STEP, r"\delta^* = -\frac{1}{\lambda} F^{-1} \nabla L(\theta)"),
    "three slopes": (
        r"\frac{\partial H}{\partial t} = \frac{\partial H}{\partial y} \frac{\partial y}{\partial z}"
        r" \frac{\partial z}{\partial t}",
    ),
    "what is differentiated in the place of a name": (LOGISTIC, SLOPE),
    "a divergence of squares": (r"D_{\chi^2}(p(z) \| q(z)) = \int \frac{(p(z) - q(z))^2}{q(z)} dz",),
    "a constant in a logarithm of a mean": (
        r"\log (D_{\chi^2}(p(z | x) \| q(z)) + 1) = -2 \log p(x)"
        r" + \log E_{q(z)}[\left(\frac{p(x, z)}{q(z)}\right)^2]",
    ),
    "a mixture that is not defined": (
        JENSEN_SHANNON, rf"{TWO_MEANS} - 2 \log 2 = 2 D_{{JS}}[p(x) \| q(x)] - \log 4",
    ),
    "the best discriminator": (rf"{BEST} = {FIRST} + E_{{x \sim q}}[\log \frac{{q(x)}}{{p(x) + q(x)}}]",),
    "a likelihood in words": (r"-\frac{1}{N} \sum_{i=1}^N \log P(x_i | t) = \frac{1}{N} \mathrm{NLL}",),
    "a function without its arguments": (
        r"\mathcal{L}(\theta, \phi) = a \theta + b \phi", r"- \mathcal{L} = - a \theta - b \phi",
    ),
    "an arrow left out": (r"P(Z | \vec\theta) = \frac{a}{b}", r"b P(Z | \theta) = a"),
    "the law of what is generated": (
        r"\min_\phi E_{p_\phi(x)}[-\log r(x)] = \min_\phi E_{p(z)}[-\log r(G_\phi(z))]",
    ),
    "a score": (r"E_{x \sim p_\theta}[\nabla_\theta \log p_\theta(x)] = 0",),
    "a score on the right": (r"0 = \sum_x p(x | t) \frac{\partial}{\partial t} \log p(x | t)",),
    "a divergence upside down": (r"\log p(x) \geq - E_{q(z)}[\log \frac{q(z)}{p(z, x)}]",),
    "two letters drawn together": (r"\log p(x) \geq E_{q(z, y)}[\log \frac{p(z, y, x)}{q(z, y)}]",),
    "two letters drawn apart": (
        r"\log p(x) \geq E_{q_z(z) q_y(y)}[\log \frac{p(z, y, x)}{q_z(z) q_y(y)}]",
    ),
    "optimisers of a bound": (
        BOUND, r"\arg\max_q L(\theta, q) = \arg\min_q \mathrm{KL}(q(t) \| p(t | x, \theta))",
    ),
    "optimisers at an earlier value": (
        BOUND.replace(r"\theta", r"\mathbf{w}"),
        r"\arg\max_q L(\mathbf{w}^{old}, q) = \arg\min_q \mathrm{KL}(q(t) \| p(t | x, \mathbf{w}^{old}))",
    ),
    "a constant beside what is optimised": (
        r"F(\theta, r) = Q(\theta) + H(r)", r"\arg\max_\theta F(\theta, r) = \arg\max_\theta Q(\theta)",
    ),
    "sums along a sequence": (
        rf"{MEAN}[\sum_{{t=2}}^T \log q(x_{{t-1}} | x_0) - \sum_{{t=2}}^T \log q(x_t | x_0)]"
        rf" = {MEAN}[\log q(x_1 | x_0) - \log q(x_T | x_0)]",
    ),
    "a Markov chain": (
        rf"{MEAN}[\log q(x_{{1:T}} | x_0)] = {MEAN}[\log \prod_{{t=1}}^T q(x_t | x_{{t-1}})]",
    ),
    "the first member of a sequence": (
        rf"{MEAN}[\log q(x_{{0:T}})] = {MEAN}[\log (q(x_{{1:T}} | x_0) q(x_0))]",
    ),
}  # fmt: skip

FALSE = {
    "a sign in what lines add up to": (
        *GAP, r"L(\theta, q) = M(x) + \mathrm{KL}(q(t) \| p(t | x))",
    ),
    "a number in what lines add up to": (*HALVES, r"L(G, D^*) = 2 D_{JS}(p \| q) - \log 2"),
    "an update is no equation": (r"\theta = \theta - \eta g", r"h = \eta g", r"h = 0"),
    "a product of matrices turned around": (
        r"u^\top A u = 1", r"A B = C + D", r"C = E", r"B A = E + D",
    ),
    "lines that contradict each other": (r"a = b + 1", r"b = a + 1", r"c = a + b", r"c = 7 + a"),
    "no root": (r"\frac{n}{\theta} - s = 0", r"\hat\theta = \frac{s}{n}"),
    "a root of something else": (r"\frac{n}{\theta} - s = 0", r"\hat\phi = \frac{n}{s}"),
    "an identity has no root": (r"\theta + 1 = \theta + 1", r"\hat\theta = 0"),
    "no root of two quotients": (COINS, r"\hat\theta_{MLE} = \frac{n}{k}"),
    "a sum for a mean": (SPREAD, r"\hat\sigma^2 = \sum_{i=1}^n (x_i - \mu)^2"),
    "the normal equations in the wrong order": (
        NORMAL_EQUATIONS, r"\hat\beta = X^\top y (X^\top X)^{-1}",
    ),
    "a step in the wrong order": (*STEP, r"\delta^* = -\frac{1}{\lambda} \nabla L(\theta) F^{-1}"),
    "a step up": (*STEP, r"\delta^* = \frac{1}{\lambda} F^{-1} \nabla L(\theta)"),
    "a slope is missing": (
        r"\frac{\partial H}{\partial t} = \frac{\partial H}{\partial y} \frac{\partial z}{\partial t}",
    ),
    "slopes are not added": (r"\frac{dL}{dw} = \frac{dL}{da} + \frac{da}{dw}",),
    "another way to depend": (
        r"L = a + w", r"\frac{dL}{dw} = \frac{dL}{da} \frac{da}{dw}",
    ),
    "another way to depend through a third": (
        r"b = 3 w", r"L = a b", r"\frac{dL}{dw} = \frac{dL}{da} \frac{da}{dw}",
    ),
    "another argument": (r"L(a, w) = a w", r"\frac{dL}{dw} = \frac{dL}{da} \frac{da}{dw}"),
    "one of many": (
        r"\frac{\partial L}{\partial z_i}"
        r" = \frac{\partial L}{\partial y_i} \frac{\partial y_i}{\partial z_i}",
    ),
    "vectors in between": (
        r"\frac{\partial L}{\partial \mathbf{w}} = \frac{\partial L}{\partial \mathbf{z}}"
        r" \frac{\partial \mathbf{z}}{\partial \mathbf{w}}",
    ),
    "another slope": (LOGISTIC, SLOPE.replace("1 - y", "1 + y")),
    "a name that is something else": (LOGISTIC, "y = 1 + z", SLOPE),
    "a divergence of squares without one": (rf"D_{{\chi^2}}(p(z) \| q(z)) = E_{{q(z)}}[{RATIO}]",),
    "the other law": (rf"D_{{\chi^2}}(p(z) \| q(z)) = E_{{p(z)}}[{RATIO}] - 1",),
    "a divergence turned around": (r"D_{\chi^2}(p(z) \| q(z)) = D_{\chi^2}(q(z) \| p(z))",),
    "twice the divergence": (JENSEN_SHANNON, rf"{TWO_MEANS} = D_{{JS}}[p(x) \| q(x)]"),
    "a mixture of nothing": (rf"{TWO_MEANS} - 2 \log 2 = - \log 4",),
    "a worse discriminator": (rf"{BEST} = {FIRST} + E_{{x \sim q}}[\log \frac{{p(x)}}{{p(x) + q(x)}}]",),
    "a discriminator that is defined": (
        r"D^*(x) = \frac{1}{2} p(x)",
        rf"{BEST} = {FIRST} + E_{{x \sim q}}[\log \frac{{q(x)}}{{p(x) + q(x)}}]",
    ),
    "a likelihood with the wrong sign": (
        r"\frac{1}{N} \sum_{i=1}^N \log P(x_i | t) = \frac{1}{N} \mathrm{NLL}",
    ),
    "a likelihood divided once": (r"- \sum_{i=1}^N \log P(x_i | t) = \frac{1}{N} \mathrm{NLL}",),
    "a function without its arguments and another sign": (
        r"\mathcal{L}(\theta, \phi) = a \theta + b \phi", r"- \mathcal{L} = a \theta - b \phi",
    ),
    "arrows nowhere in the same place": (r"P(Z | \vec\theta) = \frac{a}{b}", r"b Q(Z | \theta) = a"),
    "another generator": (
        r"\min_\phi E_{p_\phi(x)}[-\log r(x)] = \min_\phi E_{p(z)}[-\log r(G_\theta(z))]",
    ),
    "the mean of a law is no generator": (r"E_{q_\phi(z)}[f(z)] = E_{p(x)}[f(\mu_\phi(x))]",),
    "the least and the greatest": (
        r"\min_\phi E_{p_\phi(x)}[-\log r(x)] = \max_\phi E_{p(z)}[-\log r(G_\phi(z))]",
    ),
    "a score under another law": (r"E_{x \sim q}[\nabla_\theta \log p_\theta(x)] = 0",),
    "a weighted score": (r"E_{x \sim p_\theta}[f(x) \nabla_\theta \log p_\theta(x)] = 0",),
    "a squared score": (r"E_{x \sim p_\theta}[(\nabla_\theta \log p_\theta(x))^2] = 0",),
    "a slope that is weighted": (r"E_{x \sim p_\theta}[\nabla_\theta p_\theta(x)] = 0",),
    "a divergence the wrong way up": (r"\log p(x) \geq E_{q(z)}[\log \frac{q(z)}{p(z, x)}]",),
    "a bound from above": (r"\log p(x) \leq E_{q(z, y)}[\log \frac{p(z, y, x)}{q(z, y)}]",),
    "one letter too few": (r"\log p(x) \geq E_{q(z, y)}[\log \frac{p(z, x)}{q(z, y)}]",),
    "one law twice": (r"\log p(x) \geq E_{q(z) q(y)}[\log \frac{p(z, y, x)}{q(z) q(z)}]",),
    "another product": (r"\log p(x) \geq E_{q(z) q(y)}[\log \frac{p(z, y, x)}{q(z, y)}]",),
    "the wrong optimisers": (
        BOUND, r"\arg\max_q L(\theta, q) = \arg\max_q \mathrm{KL}(q(t) \| p(t | x, \theta))",
    ),
    "what is no constant": (
        BOUND, r"\arg\max_\theta L(\theta, q) = \arg\min_\theta \mathrm{KL}(q(t) \| p(t | x, \theta))",
    ),
    "a constant that hides the letter": (
        r"F(\theta) = Q(\theta) + c", r"c = \theta^2",
        r"\arg\max_\theta F(\theta) = \arg\max_\theta Q(\theta)",
    ),
    "a factor of any sign": (
        r"F(\theta) = c Q(\theta)", r"\arg\max_\theta F(\theta) = \arg\max_\theta Q(\theta)",
    ),
    "equal at one value": (
        r"F(\theta^*) = Q(\theta^*) + c", r"\arg\max_\theta F(\theta) = \arg\max_\theta Q(\theta)",
    ),
    "the ends of a sequence swapped": (
        rf"{MEAN}[\sum_{{t=2}}^T \log q(x_{{t-1}} | x_0) - \sum_{{t=2}}^T \log q(x_t | x_0)]"
        rf" = {MEAN}[\log q(x_T | x_0) - \log q(x_1 | x_0)]",
    ),
    "another end of a sequence": (
        rf"{MEAN}[\sum_{{t=2}}^T \log q(x_{{t-1}} | x_0) - \sum_{{t=2}}^T \log q(x_t | x_0)]"
        rf" = {MEAN}[\log q(x_0 | x_0) - \log q(x_T | x_0)]",
    ),
    "a Markov chain with the wrong law": (
        rf"{MEAN}[\log p(x_{{1:T}} | x_0)] = {MEAN}[\log \prod_{{t=1}}^T q(x_t | x_{{t-1}})]",
    ),
    "a Markov chain that begins later": (
        rf"{MEAN}[\log q(x_{{1:T}} | x_0)] = {MEAN}[\log \prod_{{t=2}}^T q(x_t | x_{{t-1}})]",
    ),
    "what a Markov chain does not forget backwards": (
        rf"{MEAN}[\sum_{{t=2}}^T \log q(x_{{t-1}} | x_t, x_0)]"
        rf" = {MEAN}[\sum_{{t=2}}^T \log q(x_{{t-1}} | x_t)]",
    ),
    "the wrong first member": (
        rf"{MEAN}[\log q(x_{{0:T}})] = {MEAN}[\log (q(x_{{1:T}} | x_0) q(x_1))]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_a_line_is_shown(name: str) -> None:
    assert last(*TRUE[name]).verdict in HOLDS


@pytest.mark.parametrize("name", FALSE)
def test_a_false_neighbour_is_not_shown(name: str) -> None:
    made = last(*FALSE[name])
    assert made.verdict not in HOLDS, (made.step.left, made.step.right, made.assumptions)


def test_on_what_the_chain_rule_rests_is_listed() -> None:
    made = last(r"\frac{dL}{dw} = \frac{dL}{da} \frac{da}{dw}")
    assert "Equal(L, L(a))" in map(str, made.assumptions)
    assert any("L is a function of a alone" in d.message for d in made.step.diagnostics)


def test_what_a_root_solves_is_listed() -> None:
    made = last(r"\frac{n}{\theta} - s = 0", r"\hat\theta = \frac{n}{s}")
    assert "Equal(n/theta_hat - s, 0)" in map(str, made.assumptions)


def test_a_line_and_the_one_that_says_what_its_names_stand_for_do_not_rest_on_each_other() -> None:
    text = r"$$ \frac{a + b}{a b} = \frac{s}{a b} $$ $$ s = a + b $$"
    first, second = check_latex(text).lines
    assert first.verdict is Verdict.ASSUMING
    assert second.verdict not in HOLDS
