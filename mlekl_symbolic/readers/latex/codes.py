"""The stable codes of everything the LaTeX reader can say.

``N…`` are notices: a convention was applied, and the formula was read. ``E…`` are refusals: the formula
was not read, and nothing about it is claimed. ``W…`` are warnings: the formula was read, and something about
it looks wrong. A code never changes its meaning.
"""

from __future__ import annotations

from dataclasses import dataclass

from mlekl_symbolic.readers.latex.cautions import ROWS


@dataclass(frozen=True, slots=True)
class Code:
    """What one code stands for.

    Attributes
    ----------
    name
        ``N101``, ``E203`` and so on.
    title
        A few words.
    meaning
        What was found and what the reader does about it.
    remedy
        What an author can write instead.
    """

    name: str
    title: str
    meaning: str
    remedy: str


_TABLE = (
    (
        "N101", "scope of a sum extended",
        "The bound index occurs again after a plus or minus sign, so the sum is read as reaching that far.",
        r"Write brackets around the summand: `\sum_i \left( a_i + b_i \right)`.",
    ),
    (
        "N102", "how far the operand of a function reaches",
        r"`\log a \cdot b` is read as `(\log a)` times b. `\log a \, b` is read in one way only if the line "
        "beside it that shares this side holds when it is read in the same way; otherwise the line has to "
        "hold in all ways.",
        r"Write `\log(a) \cdot b` or `\log(a \cdot b)`.",
    ),
    (
        "N103", "operator typed as letters",
        "The letters of log, exp, max, … stand without a backslash and are read as the operator.",
        r"Write `\log`, `\exp`, `\max`.",
    ),
    (
        "N104", "word read as a name",
        r"Words in `\text{…}` that stand where a quantity is expected are read as a name.",
        "Declare the name in the notation, or use a symbol.",
    ),
    (
        "N105", "words set aside",
        "Words beside a formula are kept as a remark and are no part of the formula.",
        "Nothing has to be done.",
    ),
    (
        "N106", "letter E read as the expectation",
        "An upright or italic E with a subscript or a square bracket is read as the expectation, and so is a "
        r"bracket with a draw below it, `[f(x)]_{x \sim p}`.",
        r"Write `\mathbb{E}`, or declare E as a scalar.",
    ),
    (
        "N107", "quotient before a big operator or a bracket",
        "a/b followed by a sum, a product or a bracket is read as (a/b) times it.",
        r"Write `\frac{a}{b}`.",
    ),
    (
        "N108", "operator without brackets takes the rest of the term",
        "An expectation, a gradient or a derivative without brackets is read as applying to all factors "
        "that follow.",
        "Write brackets around its argument.",
    ),
    (
        "N109", "letter raised to a letter read as a power",
        r"`\theta^k` is read as a power and not as a label or the k-th iterate.",
        r"Write `\theta^{(k)}` for a label.",
    ),
    (
        "N110", "superscript read as part of the name",
        "A word or capital T in a superscript is read as belonging to the name and not as a power.",
        "Declare the name in the notation.",
    ),
    (
        "N111", "subscript inside an accent",
        r"`\hat{y_i}` is read as `\hat{y}_i`.",
        r"Write `\hat{y}_i`.",
    ),
    (
        "N112", "markdown escape",
        r"`\_` and `\*` are read as the characters that markdown needs them for.",
        "Nothing has to be done.",
    ),
    (
        "N113", "optimum taken over a whole sum",
        r"`\max` and `\min` are read as taking everything up to the next relation.",
        "Write brackets around what is optimised.",
    ),
    (
        "N114", "variable bound in a sum and free beside it",
        "The variable of a sum occurs outside it too; the two are read as different.",
        "Give the bound variable another name.",
    ),
    (
        "N115", "integral without a differential",
        r"The subscript of `\int` names the variable of integration; without one the integral goes over the "
        "only letter over which the document integrates, or that its law has, and takes one term.",
        r"Write the differential, as in `\int p(x) \, dx`.",
    ),
    (
        "N116", "braces read as brackets",
        r"`\{ … \}` after a factor or a function is read as a bracket and not as a set.",
        r"Write `\left( … \right)` or `[ … ]`.",
    ),
    (
        "N117", "continues the display before",
        "The display starts with a relation, so its first side is the last side of the display before.",
        "Write both displays as one.",
    ),
    (
        "N118", "another bar than usual",
        "D(p | q) is read as D(p ‖ q), and p(x ‖ y) as p(x | y).",
        r"Write `D(p \,\|\, q)` and `p(x \mid y)`.",
    ),
    (
        "N119", "old font switch ignored",
        r"`\rm`, `\bf` and `\it` inside a formula change the look only.",
        r"Write `\mathrm{…}`.",
    ),
    (
        "N120", "set not stated",
        "A sum, an expectation or an optimum does not say which set its variable comes from; it is the one "
        "on which the distributions applied to the variable live.",
        r"Write `\sum_{x \in \mathcal{X}}`, or declare the variable.",
    ),
    (
        "N121", "role inferred",
        "What a name stands for was not declared and follows from how the document uses it.",
        "Declare it in the notation.",
    ),
    (
        "N122", "divergence without arguments",
        "D_KL without arguments stands for the only divergence that was written out before.",
        "Write its arguments.",
    ),
    (
        "N123", "indices run together",
        "The letters of a subscript are read as separate indices.",
        r"Write `a_{i,j}`, or `\text{…}` for a word.",
    ),
    (
        "N124", "constant without a value",
        "A term that is only called constant is read as some number that does not depend on the parameters.",
        "Write the term.",
    ),
    (
        "N125", "decimal number read exactly",
        "0.6 is read as the fraction 3/5.",
        "Nothing has to be done.",
    ),
    (
        "N126", "lower end not stated",
        r"`\sum_i^N` is read as starting at 1, and `\sum_{i > 1}^N` as starting at 2.",
        r"Write `\sum_{i=1}^N`.",
    ),
    (
        "N127", "opening bar read as a condition",
        r"`\lvert` without `\rvert` is read as `\mid`.",
        r"Write `\mid`.",
    ),
    (
        "N128", "encoding",
        "The file is not in UTF-8; it was read in the encoding that fits.",
        "Save it as UTF-8.",
    ),
    (
        "N129", "read in general",
        "The line is proved whatever the named part of it stands for, or under the named convention.",
        "Declare what the part stands for, to have more checked.",
    ),
    (
        "N130", "tried in small worlds",
        "Parts of the line have no counterpart in the language of proofs. The line was computed exactly for "
        "laws on a few letters and for a few observations, with integrals as sums, and it is false there.",
        "Nothing has to be done.",
    ),
    (
        "N140", "what grows is not said",
        "The line says that something tends to a limit. The only letter of a natural number in it is read as "
        "growing without bound.",
        r"Write `\xrightarrow{n \to \infty}`, or `\lim_{n \to \infty}`.",
    ),
    (
        "N141", "limit in probability",
        "A mean of observations tends to an expectation. The observations are read as random variables, and "
        "the line as convergence in probability: for every positive distance, the probability that the two "
        "are at least so far apart tends to 0.",
        r"Write `\xrightarrow{p}`.",
    ),
    (
        "N142", "names that stay the same",
        "The line says to what a sequence tends. The names that do not show the index are read as the same "
        "for all members of the sequence.",
        r"Write the index where something depends on it: `\theta_n`.",
    ),
    (
        "N143", "capital letters read as numbers",
        "Several capital letters stand in a product, or the inverse of one beside another letter. They are "
        "read as numbers, whose order does not matter; of matrices the line would say something else. It is "
        "proved assuming that they are numbers.",
        r"Write matrices in bold letters, or with a transpose where there is one.",
    ),
    (
        "N144", "values of a random variable",
        "The line is true if a random variable takes the values that the line speaks of and no others, which "
        "the document does not say. It is proved assuming that.",
        "Say which values it takes.",
    ),
    (
        "E201", "unknown command",
        "The reader does not know this command, or not in this place; it never skips what it does not know.",
        r"Define it with `\newcommand` in the document, or write what it stands for.",
    ),
    (
        "E202", "unexpected sign",
        "Something else is needed here.",
        "Look at the sign under the caret and at the one before it.",
    ),
    (
        "E203", "brackets do not match",
        r"A bracket, brace, `\left` or `\right` has no partner, or the wrong one.",
        "Close every bracket with its own kind.",
    ),
    (
        "E204", "environment not closed or not known",
        r"`\begin` and `\end` do not match, or the environment is not one that the reader knows here.",
        "Close it, or use `align`, `aligned`, `gather`, `split`, `multline`, `eqnarray`, `equation` or "
        "`cases`.",
    ),
    (
        "E205", "argument missing",
        "A command, a script or an operator has nothing to act on.",
        "Write what belongs there, in braces.",
    ),
    (
        "E206", "function or product?",
        "A name before a bracket may be a function applied to it or a factor beside it.",
        "Declare the name: `% mlekl: T: function` or `% mlekl: T: scalar`.",
    ),
    (
        "E207", "operand of a function unclear",
        "More than one factor follows a function without brackets.",
        r"Write `\log\left( … \right)`.",
    ),
    (
        "E208", "denominator unclear",
        "`a/b c` may be `(a/b) c` or `a/(b c)`.",
        r"Write `\frac{a}{b} c` or `a/(b c)`.",
    ),
    (
        "E209", "scope of a product unclear",
        r"A factor after `\prod` does not depend on its index and may or may not belong to the product.",
        "Write brackets around the product or around what is multiplied.",
    ),
    (
        "E210", "elided terms",
        "Dots stand for terms that nobody can check.",
        r"Write `\sum_{i=1}^{n}`.",
    ),
    (
        "E211", "word without a command",
        "Several letters side by side may be a word or a product.",
        r"Write `\text{…}` or `\mathrm{…}` for a word, and spaces between factors.",
    ),
    (
        "E212", "superscript unclear",
        "The superscript may be a power, an index, a label, an iteration or a transpose.",
        r"Write `x^{(i)}` for an index and `\left(x\right)^{i}` for a power.",
    ),
    (
        "E213", "subscript unclear",
        "The subscript may be one index, several, or a word.",
        r"Separate indices with commas; write words as `\text{…}`.",
    ),
    (
        "E214", "vectors and matrices",
        "Letters are real numbers in the first reading. A line with transposes, traces, norms or inverses "
        "is read a second time, by the entries of its vectors and matrices; this one was not shown so.",
        "Check that the shapes fit and whether a matrix must be symmetric, or write the line with indices.",
    ),
    (
        "E215", "differential",
        "An integral lacks its differential, or a differential stands outside an integral.",
        r"Write `\int f(x) \, dx`.",
    ),
    (
        "E216", "nested too deeply",
        "Brackets, scripts or operators are nested deeper than the reader goes.",
        "Name parts of the formula and write it in steps.",
    ),
    (
        "E217", "too large",
        "The document or the formula is larger than the reader takes.",
        "Split it.",
    ),
    (
        "E218", "macro without end",
        "A macro uses itself, or its expansion grows beyond all bounds.",
        "Write the formula without the macro.",
    ),
    (
        "E219", "not text",
        "The file has null bytes or is in no encoding of text.",
        "Save it as UTF-8.",
    ),
    (
        "E220", "file not followed",
        r"`\input` and `\include` are not followed.",
        "Give the other file to the reader as well.",
    ),
    (
        "E221", "incomplete",
        "The formula is empty, or a relation or an operator has nothing on one side.",
        "Complete the formula.",
    ),
    (
        "E222", "macro definition not read",
        "The definition has a form that the reader does not know, such as optional arguments.",
        r"Use `\newcommand{\name}[n]{…}`.",
    ),
    (
        "E223", "two scripts of one kind",
        "A symbol has two subscripts or two superscripts.",
        "Write one script with braces: `x_{i,j}`.",
    ),
    (
        "E224", "list or set not read",
        "Entries of a list, a tuple or a set cannot be told apart.",
        "Separate entries with commas.",
    ),
    (
        "E225", "form of a number",
        "The number is not printed as it is typed, or its commas may separate thousands or entries.",
        r"Write `x^{10}` with braces, and `1000` without `\,` or commas.",
    ),
    (
        "E226", "bars",
        "The bars in an argument or around a quantity cannot be told apart.",
        r"Use `\mid` for conditions, `\|` for divergences and `\lvert … \rvert` for absolute values.",
    ),
    (
        "E227", "limit or label of an arrow",
        r"What stands below `\lim` or above an arrow or a relation cannot be read.",
        r"Write `\lim_{n \to \infty}` or `\xrightarrow{p}`.",
    ),
    (
        "E231", "not declared",
        "What a name stands for is neither declared nor clear from the document.",
        "Declare it: `% mlekl: p, q: pmf on X; x_i: sample of size N`.",
    ),
    (
        "E232", "bound and free",
        "One name is bound by a sum and free in the same formula, or is bound twice.",
        "Give the bound variable another name.",
    ),
    (
        "E233", "not in the language",
        "The formula was read, but the checker has no notion for this part of it.",
        "Write it with sums, logarithms, masses, divergences, entropies and expectations.",
    ),
    (
        "E234", "kinds do not fit",
        "A distribution, a set, a number or a statement stands where another kind is needed.",
        "Look at the part under the caret.",
    ),
    (
        "E235", "declaration not understood",
        "A line of the notation has no form that the reader knows.",
        "Write `% mlekl: p, q: pmf on X; x_i: sample of size N; T: function`.",
    ),
    (
        "E236", "declared twice",
        "A name is declared as two different things.",
        "Keep one declaration.",
    ),
    (
        "E237", "no value",
        "The line divides by zero or takes the logarithm of a number that is not positive. Nothing is "
        "claimed about it, although the conventions of this project would give it a value.",
        "Look at the denominators and at the arguments of logarithms.",
    ),
)  # fmt: skip

CODES = {row[0]: Code(*row) for row in (*_TABLE, *ROWS)}
"""Every code by its name."""
