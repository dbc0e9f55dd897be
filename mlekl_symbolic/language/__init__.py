"""What an author holds: SymPy objects that stay exactly as they were written."""

from mlekl_symbolic.language.expressions import (
    Abs,
    Apply,
    Delta,
    Divide,
    Exp,
    Expression,
    FunctionSymbol,
    Letter,
    Log,
    Minus,
    Negative,
    Plus,
    Power,
    Times,
    Variable,
    as_expression,
    delta,
    exp,
    log,
    number,
    variables,
)
from mlekl_symbolic.language.binders import ArgMax, ArgMin, Product, Sum, SolutionSet
from mlekl_symbolic.language.distributions import (
    KL,
    CrossEntropy,
    Distribution,
    Empirical,
    Entropy,
    H,
    LogLikelihood,
    MassFunction,
    Model,
    ModelMember,
    Mass,
    Observation,
    Sample,
    Tabulated,
)
from mlekl_symbolic.language.errors import LanguageError
from mlekl_symbolic.language.lift import assumptions_of, lift_statement
from mlekl_symbolic.language.lower import size_symbol
from mlekl_symbolic.language.names import check_names
from mlekl_symbolic.language.relations import (
    And,
    Distinct,
    Equal,
    Finite,
    ForAll,
    Greater,
    GreaterEqual,
    Iff,
    Implies,
    Less,
    LessEqual,
    Member,
    NotEqual,
    Not,
    Relation,
    SameSolutions,
    Statement,
)
from mlekl_symbolic.language.sets import (
    Alphabet,
    Cardinality,
    FiniteSet,
    Integers,
    Interval,
    NamedSet,
    Naturals,
    Range,
    Reals,
    SetExpression,
    Singleton,
)
from mlekl_symbolic.language.translate import to_kernel
from mlekl_symbolic.language.plain import plain
from mlekl_symbolic.language.written import lift, lower
