"""How Sphinx builds the documentation: ``sh scripts/docs``."""

from __future__ import annotations

import sys
from importlib.metadata import version as version_of
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "mlekl_symbolic"
author = "mlekl_symbolic contributors"
copyright = author
release = version = version_of("mlekl_symbolic")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "mlekl_reference"]
exclude_patterns = ["_build", "_ext", "check-codes.md"]  # the codes stand in reference/codes.md
html_title = "mlekl_symbolic"
html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["formulas.css"]
html_show_sphinx = False
html_copy_source = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1b3f7a", "color-brand-content": "#1b3f7a"},
    "dark_css_variables": {"color-brand-primary": "#8fb4f0", "color-brand-content": "#8fb4f0"},
}

myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 2
highlight_language = "text"
smartquotes_action = "D"  # dashes, and no curly quotes: commands are there to be copied

# Docstrings name things between single backticks; many of those are parameters, and no page of their own.
default_role = "code"
napoleon_google_docstring = False
napoleon_use_rtype = False
napoleon_use_param = False  # names that share a description stay together
napoleon_use_ivar = True
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
# Types in signatures that have no entry here: those of other packages, aliases, and the nodes of formats.
nitpick_ignore_regex = [
    ("py:class", r"(sympy|collections|concurrent|fractions|os|pathlib|types|typing)\..*"),
    ("py:class", "Author|Basic|Because|mlekl_symbolic.readers.latex.notation.Kind"),
    ("py:exc", r"mlekl_symbolic\.language\.LanguageError"),
    ("py:class", r"mlekl_symbolic\.writers\.(layout|page)\..*"),
]
