"""Names as they are typed, and names that try to be something else."""

from __future__ import annotations

import pytest

from mlekl_symbolic.language.expressions import Letter, Variable
from mlekl_symbolic.writers.builder import layout
from mlekl_symbolic.writers.latex import latex, text_latex
from mlekl_symbolic.writers.layout import Calligraphic, leaves
from mlekl_symbolic.writers.names import name_layout, visible
from mlekl_symbolic.writers.typst import text_typst, typst
from mlekl_symbolic.writers.unicode import drawn, line
from tests.writers.samples import HOSTILE


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x", "x"),
        ("theta", "θ"),
        ("Theta", "Θ"),
        ("lambda", "λ"),
        ("theta_hat", "θ̂"),
        ("P_data", "P_data"),
        ("x_1", "x_1"),
        ("x1", "x_1"),
        ("x_i_2", "x_{i, 2}"),
        ("alpha_max", "α_max"),
        ("foo", "foo"),
        ("a'", "a′"),
        ("a''", "a′′"),
        ("_a", "“_a”"),
        ("a__b", "“a__b”"),
        ("two words", "“two words”"),
        ("a + b", "“a + b”"),
        ("", "“?”"),
    ],
)
def test_names(name: str, expected: str) -> None:
    assert line(name_layout(name)) == expected


def test_a_capital_names_a_set_in_calligraphic_letters() -> None:
    assert line(name_layout("X", Calligraphic)) == "𝒳"
    assert line(name_layout("x", Calligraphic)) == "x"
    assert line(name_layout("Theta", Calligraphic)) == "Θ"


def test_what_the_fonts_lack_is_spelled() -> None:
    assert visible("数\n x\x00") == "U+6570 xU+0000"
    assert visible("é θ “q”") == "é θ “q”"


@pytest.mark.parametrize("name", [n for n in HOSTILE if n])
def test_hostile_names_are_only_names(name: str) -> None:
    for node in (layout(Variable(name)), layout(Letter(name, 0))):
        tex, typ = latex(node), typst(node)
        assert _balanced(tex)
        assert "$" not in tex.replace(r"\$", "")
        assert "%" not in tex.replace(r"\%", "")
        assert "&" not in tex.replace(r"\&", "")
        assert '"' not in typ.replace(r"\"", "").replace('("', "").replace('")', "")
        assert "\n" not in tex + typ + line(node) + "".join(drawn(node))
        assert all(visible(leaf) == leaf for leaf in leaves(node))


def _balanced(tex: str) -> bool:
    depth = 0
    bare = tex.replace("\\\\", "").replace(r"\{", "").replace(r"\}", "")
    for sign in bare:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


@pytest.mark.parametrize(
    ("text", "tex", "typ"),
    [
        ("50% & #1_2", r"50\% \& \#1\_2", r"50\% \& \#1\_2"),
        ("$x$ {y} <z>", r"\$x\$ \{y\} \textless{}z\textgreater{}", r"\$x\$ \{y\} \<z\>"),
        ("a\\b ~ ^ *c*", r"a\textbackslash{}b \textasciitilde{} \textasciicircum{} *c*", r"a\\b \~ \^ \*c\*"),
        ("// @a `b` [c]", r"// @a \textasciigrave{}b\textasciigrave{} [c]", r"\/\/ \@a \`b\` \[c\]"),
        ("p -- q", "p -{}- q", r"p \-\- q"),
        ("θ ≤ 1", r"\ensuremath{\theta} \ensuremath{\le} 1", "θ ≤ 1"),
    ],
)
def test_words_are_escaped(text: str, tex: str, typ: str) -> None:
    assert text_latex(text) == tex
    assert text_typst(text) == typ
