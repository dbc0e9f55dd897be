"""Lines about random variables: entropies and the chain rule, masses of events, independent observations."""

from __future__ import annotations

import pytest

from mlekl_symbolic.readers.latex.check import Checked, Verdict, check_latex

SHOWN = (Verdict.PROVED, Verdict.ASSUMING)


def line(latex: str) -> Checked:
    """The verdict on the last line of a text."""
    return check_latex(f"$$ {latex} $$").lines[-1]


def said(made: Checked) -> set[str]:
    """What was taken for granted in a line."""
    return {d.message for d in made.step.diagnostics}


ENTROPIES = (
    r"\mathrm{h}(U) + \mathrm{h}(V|U) = \mathrm{h}(V) + \mathrm{h}(U|V)",
    r"I(U;V|W) = H(V|W) - H(V|U,W)",
    r"I(U,V;W) - I(V;W) = I(U;W|V)",
    r"I(U;V) = I(V;U)",
    r"\mathrm{I}(U,V) - \mathrm{h}(U) = -\mathrm{h}(U|V)",
    r"I(u,v) = H(V) - H(v|u)",
    r"\sum_{t=1}^{T} H(C_t|C_{1:t-1}) - \sum_{t=1}^{T} H(C_t|C_{1:t-1}, S) "
    r"= \sum_{t=1}^{T} I(C_t; S|C_{1:t-1})",
    r"H(C_t|C_{1:t-1}) + H(C_{1:t-1}|S) = H(C_{1:t}) - H(C_{1:t-1}) + H(C_{1:t-1}, S) - H(S)",
)
NO_ENTROPIES = (
    r"\mathrm{h}(U) + \mathrm{h}(V|U) = \mathrm{h}(V) + \mathrm{h}(V|U)",
    r"I(U;V|W) = H(V|W) - H(U|V,W)",
    r"I(U,V;W) = I(U;W) + I(V;W)",
    r"I(U;V|W) = I(U;V)",
    r"\mathrm{I}(U,V) = \mathrm{h}(U|V) - \mathrm{h}(V)",
    r"I(U;V) = H(V) - H(v|u)",
    r"H(u|v) = \sum_v p(v) H(u|v) + H(v|u) - H(v|u)",
    r"H(C_{1:t}) = H(C_t|C_{1:t-2}) + H(C_{1:t-2}|S) - H(C_{1:t-2}|S)",
    r"H(C_t|C_{1:t-1}) + H(S|C_t) = H(C_{1:t}) - H(C_{1:t-1}) + H(S)",
    r"H(U|V) = H(U,V) + H(V) + H(W|V) - H(W|V)",
    r"\mathrm{h}(U|V) + H(V) = \mathrm{h}(U) + H(V|W)",
    r"I(A,B) + I(B,C) = I(A,C)",
)


@pytest.mark.parametrize("latex", ENTROPIES)
def test_what_the_chain_rule_says(latex: str) -> None:
    assert line(latex).verdict in SHOWN


@pytest.mark.parametrize("latex", NO_ENTROPIES)
def test_what_the_chain_rule_does_not_say(latex: str) -> None:
    assert line(latex).verdict not in SHOWN


def test_the_chain_rules_are_listed() -> None:
    made = line(r"\mathrm{I}(U,V) + \mathrm{h}(V|U) = \mathrm{h}(V)")
    assert made.verdict is Verdict.ASSUMING
    assert {str(a) for a in made.assumptions} == {
        "Equal(I(U, V), h(U) + h(V) - h(U, V))",
        "Equal(h(V | U), h(U, V) - h(U))",
    }


def test_a_line_that_is_a_chain_rule_is_not_shown_by_it() -> None:
    made = line(r"I(U;V|W) = H(U,W) + H(V,W) - H(U,V,W) - H(W)")
    assert made.verdict not in SHOWN


EVENTS = (
    r"q(x) = q(x, c=0) + q(x, c=1)",
    r"q(c=1|x) + q(c=0|x) = 1",
    r"\frac{q(x, c=1)}{q(x, c=0) + q(x, c=1)} = q(c=1|x)",
    r"\sum_{k=1}^{K} p(x, c=k) = p(x)",
    r"\sum_{k=1}^{K} p(c=k|x) \log p(x) = \log p(x)",
    r"p(c=k|x) = \frac{p(c=k) p(x|c=k)}{\sum_{l=1}^{K} p(c=l) p(x|c=l)}",
    r"p(z|x) = \frac{p(x|z) p(z)}{\sum_{z'} p(x|z') p(z')}",
    r"\sum_{i=1}^{n} \log p(x_i) = \sum_{i=1}^{n} \log \sum_{k=1}^{K} p(x_i, c_i=k)",
    r"\log p(x_i|\theta) = \log \sum_{k=1}^{K} p(x_i, c_{ik}=1|\theta)",
)
NO_EVENTS = (
    r"q(x) = q(x|c=0) + q(x|c=1)",
    r"q(x) = q(x, c=1) + q(x, c=2)",
    r"q(x) = q(x, c=0) + q(x, c=1) + q(x, c=2)",
    r"q(x) = q(x, c=0) + q(x, d=1)",
    r"q(c=1|x) + q(c=0|y) = 1",
    r"q(x|c=1) + q(x|c=0) = 1",
    r"q(x, c=1) = q(x) q(c=1)",
    r"\sum_{k=2}^{K} p(x, c=k) = p(x)",
    r"\sum_{k=1}^{K-1} p(x, c=k) = p(x)",
    r"\sum_{k=1}^{K} p(x|c=k) = p(x)",
    r"\sum_{k=1}^{K} p(x|c=k) = 1",
    r"\sum_{k=1}^{K} p(x_k, c=k) = p(x_k)",
    r"\sum_{k=1}^{K} p(x_k, c=k) = p(x)",
    r"\sum_{k=1}^{K} p(x, c=k|\theta) = p(x)",
    r"\sum_{k=1}^{K} p(c=k) p(x|c=k, \theta_k) = p(x|\theta_k)",
    r"\sum_{i=1}^{n} p(c_i=k) = 1",
    r"\log p(x) = \sum_{k=1}^{K} \log p(x, c=k)",
    r"p(c=k|x) = \frac{p(x|c=k)}{\sum_{l=1}^{K} p(x|c=l)}",
    r"p(c=k|x) = \frac{p(c=k) p(x|c=k)}{\sum_{l=1}^{K} p(x|c=l)}",
    r"p(z|x) = \frac{p(x|z) p(x)}{\sum_{z'} p(x|z') p(z')}",
)


@pytest.mark.parametrize("latex", EVENTS)
def test_masses_of_events(latex: str) -> None:
    assert line(latex).verdict in SHOWN


@pytest.mark.parametrize("latex", NO_EVENTS)
def test_what_masses_of_events_are_not(latex: str) -> None:
    assert line(latex).verdict not in SHOWN


def test_the_values_of_a_variable_are_said() -> None:
    assert "c takes the values 1, …, K and no others" in said(line(r"\sum_{k=1}^{K} p(x, c=k) = p(x)"))
    assert "c is 0 or 1" in said(line(r"q(x) = q(x, c=0) + q(x, c=1)"))


@pytest.mark.parametrize("latex", [r"P(X = 0) + P(X = 1) = 1", r"q(c=0 | x) = 1 - q(c=1 | x)"])
def test_which_values_a_variable_takes_is_an_assumption(latex: str) -> None:
    assert line(latex).verdict is Verdict.ASSUMING


def test_an_event_for_every_index_is_no_reason_to_call_a_line_false() -> None:
    jensen = r"\log \sum_{k=1}^{K} q(c=k) \frac{p(x, c=k)}{q(c=k)}"
    made = line(jensen + r" \ge \sum_{k=1}^{K} q(c=k) \log \frac{p(x, c=k)}{q(c=k)}")
    assert made.verdict is not Verdict.REFUTED
    wrong = line(r"\sum_{k=1}^{K} p(x, c=k) = 2 p(x)")
    assert wrong.verdict is Verdict.REFUTED or any(d.code == "W403" for d in wrong.step.diagnostics)


INDEPENDENT = (
    r"\log p(X|\phi) = \sum_{i=1}^{n} \log p(x_i|\phi)",
    r"\log p(\mathcal{D}|\phi) = \sum_{j=1}^{m} \log p(x_j|\phi)",
    r"\arg\max_\phi p(X|\phi) = \arg\max_\phi \prod_i p(x_i|\phi)",
    r"\log p(y|X, w) = \sum_{i=1}^{n} \log p(y_i|x_i, w)",
    r"\log p(X, Z|\phi) = \sum_{i=1}^{n} \log p(x_i, z_i|\phi)",
)
DEPENDENT = (
    r"p(X|\phi) = \prod_{i=1}^{n} p(x_i|\phi)",
    r"\log p(X|\phi) = \sum_{i=1}^{n} p(x_i|\phi)",
    r"\log p(X|\phi) = \frac{1}{n} \sum_{i=1}^{n} \log p(x_i|\phi)",
    r"\log p(X|\phi) = \sum_{i=2}^{n} \log p(x_i|\phi)",
    r"\log p(X|\phi) = \sum_{i=1}^{n-1} \log p(x_i|\phi)",
    r"\log p(X|\phi) = \sum_{i=1}^{n} \log p(x_i|\psi)",
    r"\log p(X|\phi) = \sum_{i=1}^{n} \log p(x_i)",
    r"\log p(X|\phi) = \sum_{i=1}^{n} \log q(x_i|\phi)",
    r"\log p(X|\phi) = \sum_{i=1}^{n} \log p(y_i|\phi)",
    r"\log p(X|\phi) = \sum_{i=1}^{n} \log p(x_i|x_{i-1}, \phi)",
    r"\log p(y|X, w) = \sum_{i=1}^{n} \log p(x_i|y_i, w)",
    r"\log p(X, Z|\phi) = \sum_{i=1}^{n} \log p(x_i|z_i, \phi)",
    r"\log p(x_1|\phi) = \sum_{i=1}^{n} \log p(x_i|\phi)",
    r"\log p(X|X) = \sum_{i=1}^{n} \log p(x_i|x_i)",
    r"\log p(X, z|\phi) = \sum_{i=1}^{n} \log p(x_i, z|\phi)",
    r"\log p(X, z|\phi) = \log p(z|\phi) + \sum_{i=1}^{n} \log p(x_i|z_i, \phi)",
)
PRIORS = (
    r"\log p_\phi(x, z) - \log p_\phi(x|z) = \log p(z)",
    r"\int r(z|x) \log \frac{p_\phi(x, z)}{p_\phi(x|z)} \, dz = \int r(z|x) \log p(z) \, dz",
)
NO_PRIORS = (
    r"p_\phi(x, z) = p_\phi(x|z) p(z)",
    r"\log p_\phi(x, z) - \log p_\phi(x|z) = \log p(x)",
    r"\log p_\phi(x, z) - \log p_\phi(x|z) = \log r(z)",
    r"\log p_\phi(x, z) - \log p_\psi(x|z) = \log p(z)",
    r"\log p_\phi(x, z) - \log p_\phi(x|z) = \log p_\phi(z) + \log p(z) - \log p(x)",
    r"\log p_\phi(x|z) - \log p_\phi(x, z) = \log p(z)",
)


@pytest.mark.parametrize("latex", [*INDEPENDENT, *PRIORS])
def test_what_a_model_says_is_assumed(latex: str) -> None:
    assert line(latex).verdict is Verdict.ASSUMING


@pytest.mark.parametrize("latex", [*DEPENDENT, *NO_PRIORS])
def test_what_a_model_does_not_say(latex: str) -> None:
    assert line(latex).verdict not in SHOWN


def test_independence_is_listed() -> None:
    made = line(INDEPENDENT[0])
    assert any("Product" in str(a) and str(a).startswith("Equal(log(p(X | phi))") for a in made.assumptions)


TWICE = (
    r"\iint p(u, v) \log \frac{p(u, v)}{p(u) p(v)} \, du \, dv"
    r" = \iint p(u, v) \log p(u, v) \, du \, dv - \int p(u) \log p(u) \, du - \int p(v) \log p(v) \, dv",
    r"\iint p(u, v) \log p(v) \, dv \, du = \int p(v) \log p(v) \, dv",
    r"\int \int p(u|v) p(v) \log \frac{p(u|v) p(v)}{r(v)} \, du \, dv"
    r" = \int \int p(u|v) p(v) \log p(u|v) \, du \, dv"
    r" + \int \int p(u|v) p(v) \log \frac{p(v)}{r(v)} \, du \, dv",
)
NOT_TWICE = (
    r"\iint p(u, v) \log p(v) \, dv \, du = \int p(u) \log p(u) \, du",
    r"\iint p(u, v) \log p(u, v) \, dv \, du = \int p(u) \log p(u) \, du + \int p(v) \log p(v) \, dv",
    r"\iint p(u, v) g(u, v) \, dv \, du = \int p(v) g(u, v) \, dv",
    r"\iint r(u, v) \log p(v) \, dv \, du = \int p(v) \log p(v) \, dv",
    r"\int \int p(u|v) p(v) \log r(u) \, du \, dv = \int p(v) \log r(v) \, dv",
)


@pytest.mark.parametrize("latex", TWICE)
def test_integrals_over_two_letters(latex: str) -> None:
    assert line(latex).verdict in SHOWN


@pytest.mark.parametrize("latex", NOT_TWICE)
def test_what_integrals_over_two_letters_are_not(latex: str) -> None:
    assert line(latex).verdict not in SHOWN


TERMWISE = (
    r"\sum_{i=1}^{n} \log \mathbb{E}_{r(z_i)}[f(z_i, x_i)]"
    r" \ge \sum_{i=1}^{n} \mathbb{E}_{r(z_i)}[\log f(z_i, x_i)]",
    r"\sum_{i=1}^{n} \log \sum_z q_i(z) \frac{p(x_i, z)}{q_i(z)} + c"
    r" \ge \sum_{i=1}^{n} \sum_z q_i(z) \log \frac{p(x_i, z)}{q_i(z)} + c",
)
NOT_TERMWISE = (
    r"\sum_{i=1}^{n} \log \mathbb{E}_{r(z_i)}[f(z_i, x_i)]"
    r" \le \sum_{i=1}^{n} \mathbb{E}_{r(z_i)}[\log f(z_i, x_i)]",
    r"\sum_{i=1}^{n} \log \mathbb{E}_{r(z_i)}[f(z_i, x_i)]"
    r" \ge \sum_{i=1}^{m} \mathbb{E}_{r(z_i)}[\log f(z_i, x_i)]",
    r"-\sum_{i=1}^{n} \log \mathbb{E}_{r(z_i)}[f(z_i, x_i)]"
    r" \ge -\sum_{i=1}^{n} \mathbb{E}_{r(z_i)}[\log f(z_i, x_i)]",
    r"\sum_{i=1}^{n} \log \mathbb{E}_{r(z_i)}[f(z_i, x_i)]"
    r" \ge \sum_{i=1}^{n} \mathbb{E}_{r(z_i)}[\log f(z_i, x_i)] + c",
    r"\sum_{i=1}^{n} \log \mathbb{E}_{r(z_i)}[f(z_i, x_i)]"
    r" \ge \sum_{i=1}^{n} \mathbb{E}_{q(z_i)}[\log f(z_i, x_i)]",
)


@pytest.mark.parametrize("latex", TERMWISE)
def test_sums_are_compared_term_by_term(latex: str) -> None:
    made = line(latex)
    assert made.verdict in SHOWN
    assert "the line is shown for every i" in said(made)


@pytest.mark.parametrize("latex", NOT_TERMWISE)
def test_sums_that_cannot_be_compared(latex: str) -> None:
    assert line(latex).verdict not in SHOWN


COMPUTED = (
    r"\mathbb{E}_{z \sim p_z}[\log h(G(z))] = \mathbb{E}_{x \sim p_g}[\log h(x)]",
    r"\mathbb{E}_{u \sim p_d}[a(u)] + \mathbb{E}_{z \sim p_z}[b(G(z))]"
    r" = \mathbb{E}_{u \sim p_d}[a(u)] + \mathbb{E}_{u \sim p_g}[b(u)]",
)
NOT_COMPUTED = (
    r"\mathbb{E}_{z \sim p_z}[\log h(G(z))] = \mathbb{E}_{x \sim p_g}[\log h(G(x))]",
    r"\mathbb{E}_{z \sim p_z}[\log h(z)] = \mathbb{E}_{x \sim p_g}[\log h(x)]",
    r"\mathbb{E}_{z \sim p_z}[\log h(F(z))] = \mathbb{E}_{x \sim p_g}[\log h(x)]",
    r"\mathbb{E}_{z \sim p_z}[\log h(G(z))] = \mathbb{E}_{x \sim p_d}[\log h(x)]",
    r"\mathbb{E}_{z \sim p_z}[\log h(G(z))] = \log \mathbb{E}_{x \sim p_g}[h(x)]",
    r"\mathbb{E}_{z \sim p_z}[\log h(G(z))] = \mathbb{E}_{x \sim p_g}[\log p_g(x) + \log h(x)] - \log p_g(x)",
)


@pytest.mark.parametrize("latex", COMPUTED)
def test_the_law_of_what_is_computed(latex: str) -> None:
    made = line(latex)
    assert made.verdict is Verdict.ASSUMING
    assert "Equal(p[g], law of G(z))" in {str(a) for a in made.assumptions}


@pytest.mark.parametrize("latex", NOT_COMPUTED)
def test_what_is_not_the_law_of_what_is_computed(latex: str) -> None:
    assert line(latex).verdict not in SHOWN


LISTED = (
    r"\sum_{u \in \{0, 1\}} f(u, a) = f(0, a) + f(1, a)",
    r"\sum_{u \in \{0, 1\}} p(u) \log q(u) = p(U=0) \log q(U=0) + p(U=1) \log q(U=1)",
    r"\sum_{u \in \{0, 1\}} p(u|a) = 1",
    r"\prod_{u \in \{1, 2\}} f(u) = f(2) f(1)",
    r"\mathbb{E}[\mathbf{1}\{U > a\}] = P(U > a)",
    r"\mathbb{E}[\mathbb{I}(U = k) | x] + c = P(U = k | x) + c",
    r"\mathbb{E}[B | x] = P(B = 1 | x)",
)
NOT_LISTED = (
    r"\sum_{u \in \{0, 1, 2\}} f(u, a) = f(0, a) + f(1, a)",
    r"\sum_{u \in \{0, 1\}} f(u, a) = 2 f(u, a)",
    r"\sum_{u \in \{a, b\}} f(u) = f(a) + f(b)",
    r"\sum_{u \in \{0, 1\}} p(u) \log q(u) = p(U=0) \log q(U=1) + p(U=1) \log q(U=0)",
    r"\sum_{u \in \{0, 1\}} p(u) \log q(u) = p(V=0) \log q(V=0) + p(V=1) \log q(V=1)",
    r"\sum_{u \in \{0, 1\}} p(a|u) = 1",
    r"\prod_{u \in \{1, 2\}} f(u) = f(2) + f(1)",
    r"\mathbb{E}[\mathbf{1}\{U > a\}] = P(U < a)",
    r"\mathbb{E}[\mathbb{I}(U = k) | x] = P(U = k)",
    r"\mathbb{E}[B | x] = P(B = 0 | x)",
    r"\mathbb{E}[B | x] = P(B = 1 | y)",
    r"\mathbb{E}[2 B | x] = P(B = 1 | x)",
)


@pytest.mark.parametrize("latex", LISTED)
def test_listed_values_and_indicators(latex: str) -> None:
    assert line(latex).verdict in SHOWN


@pytest.mark.parametrize("latex", NOT_LISTED)
def test_what_is_not_so_of_listed_values_and_indicators(latex: str) -> None:
    assert line(latex).verdict not in SHOWN


def test_what_is_0_or_1_is_assumed_to_be() -> None:
    made = line(r"\mathbb{E}[B | x] = P(B = 1 | x)")
    assert [str(a) for a in made.assumptions] == ["Equal(B**2, B)"]


def test_what_is_said_of_an_index_is_said_of_all() -> None:
    stated, goal = (
        r"$$ v_i = g(u_i) $$",
        r"$$ \sum_{i=1}^{n} t_i \log v_i = \sum_{i=1}^{n} t_i \log g(u_i) $$",
    )
    assert check_latex(f"{stated} {goal}").lines[-1].verdict is Verdict.ASSUMING
    for wrong in (r"v_1 = g(u_1)", r"v_i = g(u_j)", r"v = g(u)", r"v_j = g(u_j)", r"c = g(u_i)"):
        assert check_latex(f"$$ {wrong} $$ {goal}").lines[-1].verdict not in SHOWN
