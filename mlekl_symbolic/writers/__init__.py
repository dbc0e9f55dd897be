"""Writers: one description of the page, printed as PDF, LaTeX, Typst, plain text and certificate.

Main definitions
----------------
`mlekl_symbolic.writers.builder.layout`
    The layout tree of an expression, a set, a distribution or a statement.
`mlekl_symbolic.writers.document.document_of`
    The page of a theorem, without regard to any format.
`mlekl_symbolic.writers.formats.write`
    A theorem in one of the formats.
"""
