r"""A derivation as LaTeX to paste into a paper: its setting, statement and proof, without a preamble.

What the fragment needs is said in its first lines. Its labels begin with the name of the derivation, so
that several fragments go into one paper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mlekl_symbolic.proof.records import Theorem
from mlekl_symbolic.writers.document import paper_of
from mlekl_symbolic.writers.formats import format_of
from mlekl_symbolic.writers.latex import text_latex
from mlekl_symbolic.writers.page import Figure
from mlekl_symbolic.writers.tex_document import tex_parts
from mlekl_symbolic.writers.tex_preamble import COMMANDS
from mlekl_symbolic.writers.typography import typographic

LINE = 32.0
"""The text width in ems that fits the usual classes of articles, in one column."""
NEEDS = ("amsmath", "amssymb", "color", "graphicx")
"""The packages that the paper has to load."""
_HEAD = r"""% {title}
% To be pasted into a paper, or \\input, with this in its preamble:
%   \usepackage{{{needs}}}
% and with a text at least {line:.0f}em wide. With hyperref, numbers of steps become links.
% Labels begin with {name}: as in \ref{{{name}:1}}.
\ifdefined\mlchecked\else
{commands}\newcommand{{\mlstepof}}[2]{{\ifdefined\hyperref\hyperref[#1]{{(#2)}}\else(#2)\fi}}
\fi
\begingroup\sloppy\allowdisplaybreaks[2]
\mlroom{{5\baselineskip}}\medskip\noindent\textbf{{{heading}.}}\enspace
"""


@format_of("fragment", suffix=".fragment.tex", says="LaTeX to paste into a paper, without a preamble")
def fragment_bytes(theorem: Theorem, figures: Sequence[Figure] = ()) -> bytes:  # noqa: ARG001
    """The setting, statement and proof of a theorem as LaTeX without a preamble; pictures are left out."""
    name = re.sub(r"\W", "-", theorem.name, flags=re.ASCII)
    body = tex_parts(paper_of(theorem).parts, LINE)
    body = re.sub(
        r"\\mlstep\{([^{}]*)\}", lambda found: rf"\mlstepof{{{name}:{found[1]}}}{{{found[1]}}}", body
    )
    body = body.replace(r"\label{step:", rf"\label{{{name}:")
    title = " ".join(theorem.title.split())
    heading = text_latex(typographic(title))
    head = _HEAD.format(
        title=title, heading=heading, needs=",".join(NEEDS), line=LINE, name=name, commands=COMMANDS
    )
    return f"{head}{body}\n\\par\\endgroup\n".encode()
