"""Which command means what: the tables of the tokeniser."""

from __future__ import annotations

RELATIONS = {
    "=": "=", r"\ne": "≠", r"\neq": "≠", r"\le": "≤", r"\leq": "≤", r"\leqslant": "≤", r"\leqq": "≤",
    r"\ge": "≥", r"\geq": "≥", r"\geqslant": "≥", r"\geqq": "≥", "<": "<", ">": ">", r"\lt": "<", r"\gt": ">",
    r"\ll": "≪", r"\gg": "≫", r"\approx": "≈", r"\simeq": "≃", r"\cong": "≅", r"\propto": "∝",
    r"\equiv": "≡", ":=": "≔", r"\coloneqq": "≔", r"\triangleq": "≔", r"\defeq": "≔", r"\doteq": "≔",
    r"\to": "→", r"\rightarrow": "→", r"\longrightarrow": "→", r"\gets": "←", r"\leftarrow": "←",
    r"\implies": "⟹", r"\Rightarrow": "⟹", r"\Longrightarrow": "⟹", r"\impliedby": "⟸",
    r"\Leftarrow": "⟸", r"\iff": "⟺", r"\Leftrightarrow": "⟺", r"\Longleftrightarrow": "⟺",
    r"\sim": "∼", r"\in": "∈", r"\notin": "∉", r"\subset": "⊂", r"\subseteq": "⊆", r"\mapsto": "↦",
    r"\perp": "⊥", r"\preceq": "⪯", r"\succeq": "⪰", r"\uparrow": "↑", r"\downarrow": "↓",
}  # fmt: skip
"""Relations by their commands."""
NEGATED = {"=": "≠", "∈": "∉", "≡": "≢"}
ARROWS = {r"\xrightarrow": "→", r"\xleftarrow": "←", r"\xlongrightarrow": "→"}

OPERATORS = {
    "+": "+", "-": "-", "*": "*", "/": "/", r"\cdot": "·", r"\times": "×", r"\ast": "*", r"\star": "*",
    r"\pm": "±", r"\mp": "∓", r"\cup": "∪", r"\cap": "∩", r"\setminus": "∖", r"\otimes": "⊗",
    r"\oplus": "⊕", r"\odot": "⊙", r"\circ": "∘", r"\bullet": "•",
}  # fmt: skip
PUNCTUATION = frozenset(",;.:!?")
DOTS = frozenset(
    ("...", r"\ldots", r"\dots", r"\cdots", r"\dotsc", r"\dotsb", r"\dotsm", r"\dotsi", r"\hdots")
)

OPENING = {
    "(": "(", "[": "[", "{": "{", r"\{": r"\{", r"\lbrace": r"\{", r"\lbrack": "[", r"\lparen": "(",
    r"\langle": "⟨", r"\lfloor": "⌊", r"\lceil": "⌈", r"\lvert": "|", r"\lVert": "‖",
}  # fmt: skip
CLOSING = {
    ")": "(", "]": "[", "}": "{", r"\}": r"\{", r"\rbrace": r"\{", r"\rbrack": "[", r"\rparen": "(",
    r"\rangle": "⟨", r"\rfloor": "⌊", r"\rceil": "⌈", r"\rvert": "|", r"\rVert": "‖",
}  # fmt: skip
"""Closing brackets and the opening ones they belong to."""
BARS = {
    "|": "|",
    r"\vert": "|",
    r"\|": "‖",
    r"\Vert": "‖",
    r"\parallel": "‖",
    r"\Arrowvert": "‖",
    r"\mid": "∣",
}

FUNCTIONS = {
    r"\log": "log", r"\ln": "log", r"\exp": "exp", r"\sin": "sin", r"\cos": "cos", r"\tan": "tan",
    r"\sinh": "sinh", r"\cosh": "cosh", r"\tanh": "tanh", r"\lg": "lg",
}  # fmt: skip
BIG = {
    r"\sum": "∑", r"\prod": "∏", r"\int": "∫", r"\iint": "∫", r"\iiint": "∫",
    r"\bigcup": "⋃", r"\bigcap": "⋂",
}  # fmt: skip
OPTIMA = {
    r"\max": "max", r"\min": "min", r"\sup": "sup", r"\inf": "inf", r"\lim": "lim", r"\arg": "arg",
    r"\argmax": "argmax", r"\argmin": "argmin", r"\limsup": "limsup", r"\liminf": "liminf",
}  # fmt: skip
WORD_FUNCTIONS = {"log": "log", "ln": "log", "exp": "exp", "sin": "sin", "cos": "cos", "tanh": "tanh"}
WORD_OPTIMA = {
    "argmax": "argmax", "argmin": "argmin", "max": "max", "min": "min", "sup": "sup", "inf": "inf",
    "lim": "lim", "plim": "plim", "arg": "arg", "maximize": "max", "minimize": "min",
}  # fmt: skip
TYPED = ("argmax", "argmin", "const", "log", "exp", "max", "min", "lim", "sin", "cos", "ln")
"""What authors type as plain letters, longest first where one begins another."""

FONTS = {
    r"\mathbf": "bf", r"\boldsymbol": "bf", r"\bm": "bf", r"\pmb": "bf", r"\mathcal": "cal",
    r"\mathscr": "scr",
    r"\mathbb": "bb", r"\mathbbm": "bb", r"\mathds": "bb", r"\mathfrak": "frak",
    r"\mathit": "", r"\vec": "vec",
    r"\bold": "bf",
}  # fmt: skip
ACCENTS = {
    r"\hat": "hat", r"\widehat": "hat", r"\tilde": "tilde", r"\widetilde": "tilde", r"\bar": "bar",
    r"\overline": "bar", r"\dot": "dot", r"\ddot": "ddot", r"\check": "check", r"\breve": "breve",
    r"\underline": "underline",
}  # fmt: skip
UPRIGHT = frozenset((r"\mathrm", r"\operatorname", r"\operatorname*", r"\mathsf", r"\mathtt", r"\rm@"))
TEXT = frozenset(
    (r"\text", r"\mbox", r"\textrm", r"\textbf", r"\textit", r"\textsf", r"\textnormal", r"\hbox", r"\textsc",
     r"\texttt", r"\emph")
)  # fmt: skip

SPACES = frozenset(
    (
        r"\,", r"\;", r"\:", r"\!", r"\>", r"\ ", r"\/", r"\thinspace", r"\negthinspace", r"\medspace",
        r"\thickspace", r"\hfill", r"\allowbreak", r"\break", r"\strut", r"\mathstrut", r"\displaystyle",
        r"\textstyle", r"\scriptstyle", r"\scriptscriptstyle", r"\limits", r"\nolimits",
        r"\nonumber", r"\notag",
        r"\hfil", r"\relax", r"\noindent", r"\centering", r"\qedhere", r"\enspace", r"\mathop", r"\mathbin",
        r"\mathrel", r"\mathord", r"\mathopen", r"\mathclose", r"\mathpunct", r"\mathinner", r"\nobreak",
        r"\displaybreak", r"\protect", r"\smash", r"\small", r"\large", r"\normalsize", r"\footnotesize",
        r"\scriptsize", r"\tiny",
    )
)  # fmt: skip
"""Commands that change the look only."""
WIDE_SPACES = frozenset((r"\quad", r"\qquad"))
SWITCHES = frozenset((r"\rm", r"\bf", r"\it", r"\sf", r"\cal"))
MEASURES = frozenset((r"\hspace", r"\vspace", r"\phantom", r"\hphantom", r"\vphantom", r"\color", r"\mspace"))
"""Commands that are dropped together with their argument."""
DROPPED_FIRST = frozenset((r"\textcolor", r"\colorbox"))
SIDES = frozenset((r"\left", r"\bigl", r"\Bigl", r"\biggl", r"\Biggl"))
OTHER_SIDES = frozenset((r"\right", r"\bigr", r"\Bigr", r"\biggr", r"\Biggr"))
MIDDLES = frozenset((r"\middle", r"\bigm", r"\Bigm", r"\biggm", r"\Biggm"))
SIZES = frozenset((r"\big", r"\Big", r"\bigg", r"\Bigg"))

ROW_ENVIRONMENTS = frozenset(
    (
        "align", "align*", "aligned", "alignat", "alignat*", "alignedat", "gather", "gather*", "gathered",
        "split", "multline", "multline*", "eqnarray", "eqnarray*", "equation", "equation*", "flalign",
        "flalign*", "displaymath", "math", "dmath", "dmath*", "subequations",
    )
)  # fmt: skip
MATRICES = frozenset(
    ("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "array", "smallmatrix")
)
