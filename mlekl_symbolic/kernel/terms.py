"""Terms of the kernel: interned, well-sorted, equal exactly when they agree up to bound names.

Bound variables are de Bruijn indices, so two terms that differ only in the names of their bound
variables are the same object and equality is identity. Every individual is a real number: a letter
of an alphabet, a parameter or an index stands for one, which costs no generality because any set
met here can be relabelled by reals.

Main definitions
----------------
`Var`, `Bound`, `Num`, `App`, `Bind`
    The five kinds of term. Propositions, sets and functions are terms of other sorts.
`substitute`, `open_binder`, `close_binder`
    Capture-free replacement; a function variable replaced by a ``lam`` is beta-reduced at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from mlekl_symbolic.kernel.interning import TABLE, entered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Never, TypeAlias

Sort: TypeAlias = str
"""``"real"``, ``"set"``, ``"prop"``, or ``"fun1"``, ``"fun2"``, … for functions of reals."""

REAL, SET, PROP = "real", "set", "prop"

_EMPTY: frozenset[Var] = frozenset()

SIGNATURES: Mapping[str, tuple[tuple[Sort, ...], Sort]] = {
    "+": ((REAL, REAL), REAL),
    "-": ((REAL, REAL), REAL),
    "*": ((REAL, REAL), REAL),
    "/": ((REAL, REAL), REAL),
    "neg": ((REAL,), REAL),
    "^": ((REAL, REAL), REAL),
    "log": ((REAL,), REAL),
    "exp": ((REAL,), REAL),
    "abs": ((REAL,), REAL),
    "delta": ((REAL, REAL), REAL),
    "pi": ((), REAL),
    "ind": ((PROP,), REAL),
    "card": ((SET,), REAL),
    "finite": ((SET,), PROP),
    "range": ((REAL, REAL), SET),
    "ioo": ((REAL, REAL), SET),
    "icc": ((REAL, REAL), SET),
    "ioi": ((REAL,), SET),
    "naturals": ((), SET),
    "integers": ((), SET),
    "reals": ((), SET),
    "in": ((REAL, SET), PROP),
    "<": ((REAL, REAL), PROP),
    "<=": ((REAL, REAL), PROP),
    "and": ((PROP, PROP), PROP),
    "or": ((PROP, PROP), PROP),
    "imp": ((PROP, PROP), PROP),
    "not": ((PROP,), PROP),
    "true": ((), PROP),
    "false": ((), PROP),
}
"""The primitive constants: argument sorts and result sort. ``=``, ``@`` and ``finset`` are
polymorphic or variadic and are checked apart."""

_ARGUMENTS = {head: wanted for head, (wanted, _) in SIGNATURES.items()}
_RESULTS = {h: made for h, (_, made) in SIGNATURES.items()} | {"=": PROP, "@": REAL, "finset": SET}

BINDERS: Mapping[str, tuple[Sort, Sort]] = {
    "sum": (REAL, REAL),
    "prod": (REAL, REAL),
    "argmin": (REAL, SET),
    "argmax": (REAL, SET),
    "setof": (PROP, SET),
    "all": (PROP, PROP),
    "ex": (PROP, PROP),
    "integral": (REAL, REAL),
    "integrable": (REAL, PROP),
    "ae": (PROP, PROP),
}
"""The primitive binders over a set: sort of the body and of the whole. ``lam`` is checked apart.

``integral`` is the Lebesgue integral over the reals of the body on the set and 0 outside, and 0 where that
is not integrable; ``ae`` says that the elements for which the body fails have measure 0.
"""


MAX_SIZE = 1_000_000
"""How many nodes a term may have; copies of a shared part count each."""


class SortError(TypeError):
    """A constant was applied to an argument of the wrong sort."""


class TooManyNodes(ValueError):
    """A term would have more than `MAX_SIZE` nodes, and what is done to it would have no end."""

    def __init__(self) -> None:
        super().__init__(f"a term would have more than {MAX_SIZE} nodes")


class Term:
    """A node of a term; compare with ``is`` or ``==``, which agree."""

    __slots__ = ("__weakref__", "canonical", "free", "level", "order", "polynomial", "size", "sort")
    sort: Sort
    free: frozenset[Var]
    level: int
    size: int
    canonical: Term | None
    polynomial: Any
    order: str | None

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError(f"terms are immutable: cannot set {name}")

    def __reduce__(self) -> Never:
        raise TypeError("terms are not pickled; write a certificate")


_put = object.__setattr__


def _leaf(key: object, made: Any, sort: Sort, free: frozenset[Var], level: int) -> Any:
    _put(made, "sort", sort)
    _put(made, "free", free)
    _put(made, "level", level)
    _put(made, "size", 1)
    for name in ("canonical", "polynomial", "order"):
        _put(made, name, None)
    return entered(key, made)


class Var(Term):
    """A free variable, known by its name and sort."""

    __slots__ = ("name",)
    __match_args__ = ("name",)
    name: str

    def __new__(cls, name: str, sort: Sort = REAL) -> Var:
        key = (cls, name, sort)
        entry = TABLE.get(key)
        if entry is not None and (found := entry()) is not None:
            return found  # type: ignore[no-any-return]
        made = object.__new__(cls)
        _put(made, "name", name)
        return _leaf(key, made, sort, frozenset((made,)), 0)  # type: ignore[no-any-return]

    def __repr__(self) -> str:
        return self.name


class Bound(Term):
    """A variable bound ``index`` binders up.

    Raises
    ------
    ValueError
        When ``index`` is not a natural number.
    """

    __slots__ = ("index",)
    __match_args__ = ("index",)
    index: int

    def __new__(cls, index: int) -> Bound:
        if type(index) is not int or index < 0:
            raise ValueError(f"a bound variable has no index {index!r}")
        entry = TABLE.get(index)
        if entry is not None and (found := entry()) is not None:
            return found  # type: ignore[no-any-return]
        made = object.__new__(cls)
        _put(made, "index", index)
        return _leaf(index, made, REAL, _EMPTY, index + 1)  # type: ignore[no-any-return]

    def __repr__(self) -> str:
        return f"#{self.index}"


class Num(Term):
    """A rational number."""

    __slots__ = ("value",)
    __match_args__ = ("value",)
    value: Fraction

    def __new__(cls, value: Fraction | int) -> Num:
        exact = value if type(value) in (int, Fraction) else Fraction(value)
        key = (cls, exact.numerator, exact.denominator)
        entry = TABLE.get(key)
        if entry is not None and (found := entry()) is not None:
            return found  # type: ignore[no-any-return]
        made = object.__new__(cls)
        _put(made, "value", exact if type(exact) is Fraction else Fraction(exact))
        return _leaf(key, made, REAL, _EMPTY, 0)  # type: ignore[no-any-return]

    def __repr__(self) -> str:
        return str(self.value)


class App(Term):
    """A constant applied to arguments; ``@`` applies a function variable to individuals.

    Raises
    ------
    SortError
        When a primitive constant is given arguments of the wrong sorts.
    TooManyNodes
        When it would be too large.
    """

    __slots__ = ("args", "head")
    __match_args__ = ("head", "args")
    head: str
    args: tuple[Term, ...]

    def __new__(cls, head: str, args: tuple[Term, ...] = (), sort: Sort | None = None) -> App:
        made_sort = _RESULTS.get(head) or sort or REAL
        key = (cls, head, args, made_sort)
        entry = TABLE.get(key)
        if entry is not None and (sort is None or sort == made_sort) and (found := entry()) is not None:
            return found  # type: ignore[no-any-return]
        if tuple([a.sort for a in args]) != _ARGUMENTS.get(head) or not (sort is None or sort == made_sort):
            _check_sorts(head, args, sort)
        free, level, size = _EMPTY, 0, 1
        for a in args:
            if a.free is not free:
                free = _union(free, a.free)
            level = a.level if a.level > level else level
            size += a.size
        if size > MAX_SIZE:
            raise TooManyNodes
        made: Any = object.__new__(_DraftApp)
        made.head, made.args, made.sort = head, args, made_sort
        made.free, made.level, made.size = free, level, size
        made.canonical = made.polynomial = made.order = None
        made.__class__ = cls
        return entered(key, made)  # type: ignore[no-any-return]

    def __repr__(self) -> str:
        return f"({self.head} {' '.join(map(repr, self.args))})" if self.args else self.head


class Bind(Term):
    """A binder over a set: ``Σ_{x∈domain} body``, ``∀x∈domain, body``, ``{x∈domain | body}``, …

    The index of the bound variable in ``body`` is 0; a bound variable has no name.

    Raises
    ------
    SortError
        When the binder is unknown, the domain or the body has the wrong sort, or a ``lam`` ranges
        over anything but the reals (which would let ``congr`` assume more than beta reduction asks).
    TooManyNodes
        When it would be too large.
    """

    __slots__ = ("body", "domain", "head")
    __match_args__ = ("head", "domain", "body")
    head: str
    domain: Term
    body: Term

    def __new__(cls, head: str, domain: Term, body: Term) -> Bind:
        key = (cls, head, domain, body)
        entry = TABLE.get(key)
        if entry is not None and (found := entry()) is not None:
            return found  # type: ignore[no-any-return]
        if domain.sort != SET:
            raise SortError(f"{head} ranges over {domain!r}, which is not a set")
        if head == "lam":
            if domain is not reals():
                raise SortError(f"a function is defined everywhere, not on {domain!r} alone")
            sort = _lambda_sort(body)
        elif head not in BINDERS:
            raise SortError(f"unknown binder {head}")
        else:
            wanted, sort = BINDERS[head]
            if body.sort != wanted:
                raise SortError(f"the body of {head} must be a {wanted}, not a {body.sort}")
        if domain.size + body.size >= MAX_SIZE:
            raise TooManyNodes
        made: Any = object.__new__(_DraftBind)
        made.head, made.domain, made.body, made.sort = head, domain, body, sort
        made.free = _union(domain.free, body.free)
        made.level = max(domain.level, body.level - 1, 0)
        made.size = 1 + domain.size + body.size
        made.canonical = made.polynomial = made.order = None
        made.__class__ = cls
        return entered(key, made)  # type: ignore[no-any-return]

    def __repr__(self) -> str:
        return f"({self.head} {self.domain!r} {self.body!r})"


class _DraftApp(Term):
    """An `App` that is being filled in; its class changes when that is done."""

    __slots__ = ("args", "head")
    __setattr__ = object.__setattr__  # type: ignore[assignment]


class _DraftBind(Term):
    """A `Bind` that is being filled in."""

    __slots__ = ("body", "domain", "head")
    __setattr__ = object.__setattr__  # type: ignore[assignment]


def _union(one: frozenset[Var], other: frozenset[Var]) -> frozenset[Var]:
    """Both sets as one; most terms mention what their neighbours do, and share the set."""
    if other <= one:
        return one
    return other if one <= other else one | other


def _lambda_sort(body: Term) -> Sort:
    if body.sort == REAL:
        return "fun1"
    if body.sort.startswith("fun"):
        return f"fun{int(body.sort[3:]) + 1}"
    raise SortError(f"a function cannot have values of sort {body.sort}")


def _check_sorts(head: str, args: tuple[Term, ...], sort: Sort | None) -> None:
    """Compare the sorts of ``head(args)`` with the table of primitives."""
    given = tuple([a.sort for a in args])
    if head in SIGNATURES:
        wanted, made = SIGNATURES[head]
    elif head == "=":
        wanted, made = ((given or (REAL,))[:1] * 2, PROP)
    elif head == "@":
        arity = len(args) - 1
        wanted, made = ((f"fun{arity}", *(REAL,) * arity), REAL)
    elif head == "finset":
        wanted, made = ((REAL,) * len(args), SET)
    else:
        return
    if given != wanted or not (sort is None or sort == made):
        raise SortError(f"{head} takes {wanted or 'nothing'} and was given {given}")


def shift(t: Term, by: int, above: int = 0) -> Term:
    """Raise by ``by`` every bound index of ``t`` that points outside ``above`` binders."""
    if by == 0 or t.level <= above:
        return t
    match t:
        case Bound(index):
            return Bound(index + by)
        case App(head, args):
            return App(head, tuple([shift(a, by, above) for a in args]), t.sort)
        case Bind(head, domain, body):
            return Bind(head, shift(domain, by, above), shift(body, by, above + 1))
    raise AssertionError(t)


def _instantiate(body: Term, arg: Term, depth: int) -> Term:
    if body.level <= depth:
        return body
    if isinstance(body, App):
        made = [_instantiate(a, arg, depth) if a.level > depth else a for a in body.args]
        return App(body.head, tuple(made), body.sort)
    if isinstance(body, Bound):
        return shift(arg, depth) if body.index == depth else Bound(body.index - 1)
    if isinstance(body, Bind):
        domain, inner = _instantiate(body.domain, arg, depth), _instantiate(body.body, arg, depth + 1)
        return Bind(body.head, domain, inner)
    raise AssertionError(body)


def open_binder(binder: Bind, arg: Term) -> Term:
    """The body of ``binder`` with ``arg`` for its bound variable.

    Raises
    ------
    SortError
        When ``arg`` is not an individual.
    """
    if arg.sort != REAL:
        raise SortError(f"{arg!r} is not an individual")
    return _instantiate(binder.body, arg, 0)


def abstract(t: Term, var: Var, depth: int = 0) -> Term:
    """``t`` with the free variable ``var`` turned into the bound variable of a new binder."""
    if var not in t.free:
        return shift(t, 1, depth)
    if isinstance(t, App):
        return App(t.head, tuple([abstract(a, var, depth) for a in t.args]), t.sort)
    if isinstance(t, Var):
        return Bound(depth)
    if isinstance(t, Bind):
        return Bind(t.head, abstract(t.domain, var, depth), abstract(t.body, var, depth + 1))
    raise AssertionError(t)


def close_binder(head: str, var: Var, domain: Term, body: Term) -> Bind:
    """The binder ``head`` over ``domain`` with the free variable ``var`` of ``body`` bound."""
    if var.sort != REAL:
        raise SortError(f"{var!r} is not an individual and cannot be bound")
    return Bind(head, domain, abstract(body, var))


def substitute(t: Term, by: Mapping[Var, Term], depth: int = 0) -> Term:
    """Replace free variables at once, without capture, beta-reducing applied functions.

    Raises
    ------
    SortError
        When a variable is replaced by a term of another sort.
    """
    if t.free.isdisjoint(by):
        return t
    if isinstance(t, App):
        args = tuple([substitute(a, by, depth) for a in t.args])
        return apply(*args) if t.head == "@" else App(t.head, args, t.sort)
    if isinstance(t, Var):
        new = by[t]
        if new.sort != t.sort:
            raise SortError(f"{t!r} is a {t.sort} and cannot be {new!r}, a {new.sort}")
        return shift(new, depth) if depth else new
    if isinstance(t, Bind):
        return Bind(t.head, substitute(t.domain, by, depth), substitute(t.body, by, depth + 1))
    raise AssertionError(t)


def apply(function: Term, *args: Term) -> Term:
    """``function(args…)``, beta-reduced when ``function`` is a ``lam``."""
    if not (isinstance(function, Bind) and function.head == "lam"):
        return App("@", (function, *args))
    if function.sort != f"fun{len(args)}":
        raise SortError(f"{function!r} is a {function.sort} and was given {len(args)} arguments")
    out: Term = function
    rest = list(args)
    while rest and isinstance(out, Bind):
        out = open_binder(out, rest.pop(0))
    return App("@", (out, *rest)) if rest else out


def reals() -> App:
    """The set of all individuals, over which a ``lam`` ranges."""
    return App("reals")


def lam(variables: tuple[Var, ...], body: Term) -> Term:
    """The function of ``variables`` with value ``body``."""
    for v in reversed(variables):
        body = close_binder("lam", v, reals(), body)
    return body


def fresh(name: str, taken: frozenset[Var]) -> Var:
    """An individual variable named like ``name`` that is not in ``taken``."""
    used = {v.name for v in taken}
    while name in used:
        name += "'"
    return Var(name)


def bound_name(binder: Bind) -> str:
    """A name to open ``binder`` with, the same on every run: ``i`` for an index, ``t`` or ``a``."""
    match binder.domain:
        case App("range", _):
            return "i"
        case _ if binder.head in ("integral", "integrable", "ae"):
            return "x"
        case Var() if binder.head in ("argmin", "argmax"):
            return "t"
    return "a"


def text(t: Term) -> str:
    """A stable order key: the term spelled out with de Bruijn indices."""
    spelled = t.order
    if spelled is None:
        spelled = _spell(t)
        _put(t, "order", spelled)
    return spelled


def _spell(t: Term) -> str:
    match t:
        case Var(name):
            return f"{name}:{t.sort}" if t.sort != REAL else name
        case Bound(index):
            return f"#{index}"
        case Num(value):
            return str(value)
        case App(head, args):
            return f"({head} {' '.join(map(text, args))})"
        case Bind(head, domain, body):
            return f"({head} {text(domain)} {text(body)})"
    raise AssertionError(t)
