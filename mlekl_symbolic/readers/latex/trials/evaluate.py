"""The value of a formula in a small world: sums over two or three letters, integrals as sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.elaborate.usage import is_functional, is_jensen_shannon
from mlekl_symbolic.readers.latex.roles import is_divergence
from mlekl_symbolic.readers.latex.roles import key as stem_of
from mlekl_symbolic.readers.latex.show import shown
from mlekl_symbolic.readers.latex.trials import jets
from mlekl_symbolic.readers.latex.trials.functionals import Functionals
from mlekl_symbolic.readers.latex.trials.jets import Undefined, Value
from mlekl_symbolic.readers.latex.trials.names import THETAS, Environment, Key, head
from mlekl_symbolic.refute import values as v

MOST_NODES = 30_000


class Evaluator(Functionals):
    """Formulas in one small world."""

    nodes = 0

    def value(self, node: s.Node, env: Environment) -> Value:  # noqa: C901 - one case for each node
        """The value of a node.

        Raises
        ------
        Undefined
            When it has none, or none that a small world can give it.
        """
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise Undefined("the formula is too large")
        if self.literal and node in self.literal:
            return self._literally(node, env)
        match node:
            case s.Number(digits):
                return v.tidy(exact(digits))
            case s.Name():
                return self.name(node, env)
            case s.Apply():
                return self._apply(node, env)
            case s.Terms(terms):
                return self._terms(terms, env)
            case s.Factors(factors):
                return self._factors(factors, env)
            case s.Fraction(top, bottom):
                return self._quotient(top, bottom, env)
            case s.Power(s.Name("e"), exponent) if "e" not in self.roles.usage.variable:
                return jets.exp(self.value(exponent, env))
            case s.Power(body, exponent):
                return jets.power(self.value(body, env), self.value(exponent, env))
            case s.Root(body, None):
                return jets.power(self.value(body, env), v.divide(1, 2))
            case s.Call():
                return self._call(node, env)
            case s.Transpose(body):
                self.touched.add(("vector", shown(body)))
                return self.value(body, env)
            case s.Scripted(s.Name() as name, script):
                self.touched.add(("doubtful", "script"))
                label = "^" + "".join(x if isinstance(x, str) else shown(x) for x in script)
                marked = s.Name(name.letter, name.style, (*name.marks, label), name.indices)
                return self.name(marked, env)
            case s.Scripted(s.Apply(s.Name("softmax"), ((s.Name() as vector,),)), ("_", s.Name() as index)):
                return self._softmax(vector, index, env)
            case s.Absolute(body) | s.Norm(body, None):
                return self._absolute(body, env)
            case s.Big():
                return self._big(node, env)
            case s.Integral():
                return self._integral(node, env)
            case s.Mean():
                return self.mean(node, env)
            case s.Kronecker(left, right):
                return int(v.same(*self._numbers((left, right), env)))
            case s.Indicator(condition):
                return int(self.holds(condition, env))
            case s.Optimum():
                return self._extreme(node, env)
            case s.Derivative(variables=variables, body=body) | s.Gradient(variables, body, ""):
                return self._derivative(variables, body, env)
            case s.Gradient(variables, body, "2") if len(variables) < 2:
                once = s.Gradient(variables, body, span=node.span)
                return self._derivative(variables, once, env)
            case s.Extreme(kind, items):
                return self._list_extreme(kind, self._numbers(items, env))
            case s.Binomial(top, bottom):
                return self._binomial(*self._numbers((top, bottom), env))
            case s.Factorial(body):
                return self._factorial(jets.number(self.value(body, env)))
            case s.Cases(branches):
                return self._cases(branches, env)
        raise Undefined(f"a small world says nothing about {type(node).__name__}")

    def _literally(self, node: s.Node, env: Environment) -> Value:
        called = shown(node)
        if called in self._inside:
            raise Undefined("a definition that speaks of itself")
        self._inside.append(called)
        try:
            return self.value(next(b for a, b in self.literal.items() if a == node), env)
        finally:
            self._inside.pop()

    def _numbers(self, nodes: Sequence[s.Node], env: Environment) -> list[v.Number]:
        return [jets.number(self.value(n, env)) for n in nodes]

    # Arithmetic.

    def _terms(self, terms: tuple[s.Signed, ...], env: Environment) -> Value:
        out: Value = 0
        for term in terms:
            part = self.value(term.body, env)
            out = jets.subtract(out, part) if term.sign == "-" else jets.add(out, part)
        return out

    def _factors(self, factors: tuple[s.Joined, ...], env: Environment) -> Value:
        """A product; what is undefined does not matter beside a factor that is zero."""
        out: Value = 1
        missing: Undefined | None = None
        for factor in factors:
            try:
                part = self.value(factor.body, env)
                out = jets.divide(out, part) if factor.by == "/" else jets.multiply(out, part)
            except Undefined as error:
                missing = error
        if missing is not None and (factors[0].by == "/" or isinstance(out, jets.Jet) or out != 0):
            raise missing
        return out

    def _quotient(self, top: s.Expression, bottom: s.Expression, env: Environment) -> Value:
        return jets.divide(self.value(top, env), self.value(bottom, env))

    def _call(self, node: s.Call, env: Environment) -> Value:
        operand = self.value(node.operand, env)
        match node.function:
            case "log":
                made = jets.log(operand)
            case "exp":
                made = jets.exp(operand)
            case _:
                raise Undefined(f"a small world does not know {node.function}")
        if node.base is not None:
            made = jets.divide(made, jets.log(self.value(node.base, env)))
        return made if node.power is None else jets.power(made, self.value(node.power, env))

    def _absolute(self, body: s.Expression, env: Environment) -> Value:
        if isinstance(body, s.Name) and (body.style in ("cal", "scr") or body.letter.isupper()):
            letter = body.letter.lower()
            if letter in self.roles.random:
                return len(self.alphabet((letter, (), ())))
            raise Undefined("the size of a set")
        return jets.absolute(self.value(body, env))

    def _binomial(self, n: v.Number, k: v.Number) -> Value:
        if not isinstance(n, int) or not isinstance(k, int) or n < 0:
            raise Undefined("a binomial coefficient")
        out = 1
        for m in range(k):
            out = out * (n - m) // (m + 1)
        return out if 0 <= k <= n else 0

    def _factorial(self, n: v.Number) -> Value:
        if not isinstance(n, int) or not 0 <= n < 20:
            raise Undefined("a factorial")
        out = 1
        for k in range(2, n + 1):
            out *= k
        return out

    def _cases(self, branches: tuple[s.Branch, ...], env: Environment) -> Value:
        for branch in branches:
            if branch.condition is None or self.holds(branch.condition, env):
                return self.value(branch.value, env)
        raise Undefined("no case applies")

    # Applications.

    def _apply(self, node: s.Apply, env: Environment) -> Value:
        name = node.function
        drawn = [i for g in node.groups for i in g if isinstance(i, s.Name) and self.roles.is_random(i)]
        if is_divergence(name) or is_jensen_shannon(name) or is_functional(name) or name.letter in _MEANS:
            return self.functional(node, env)
        if name.letter == "h" and len(drawn) == sum(map(len, node.groups)):
            return self.functional(node, env)
        if name.letter == "delta" and len(node.groups) == 1:
            return self._delta(node.groups[0], env)
        if head(name) in self.usual:
            return self.value(self.definitions[head(name)].body, env)
        definition = self.definitions.get(f"{head(name)}()")
        if definition is not None:
            arguments = (*name.indices, *name.upper, *(i for g in node.groups for i in g))
            return self.expanded(f"{head(name)}()", definition, arguments, env)
        if name.letter == "N" and sum(map(len, node.groups)) == 3:
            at, mean, variance = (i for g in node.groups for i in g)
            return self._normal(at, mean, variance, env)
        if self.roles.is_law(name):
            return self.event(node, env) if self.is_event(node) else self.application(node, env)
        return self._function(node, env)

    def _softmax(self, vector: s.Name, index: s.Expression, env: Environment) -> Value:
        """One entry of the softmax of a vector."""
        places = [s.Name(vector.letter, vector.style, vector.marks, (i,)) for i in (index, s.Name("k"))]
        key = self.key(s.Name("k"), {})
        powers = [jets.exp(self.value(places[1], {**env, key: k})) for k in range(1, self.world.size + 1)]
        whole = powers[0]
        for power in powers[1:]:
            whole = jets.add(whole, power)
        return jets.divide(jets.exp(self.value(places[0], env)), whole)

    def _delta(self, inside: tuple[s.Expression, ...], env: Environment) -> Value:
        if len(inside) == 2:
            return int(v.same(*self._numbers(inside, env)))
        if isinstance(inside[0], s.Chain):
            return int(self.holds(inside[0], env))
        return int(v.is_zero(jets.number(self.value(inside[0], env))))

    def _normal(
        self, at: s.Expression, mean: s.Expression, variance: s.Expression, env: Environment
    ) -> Value:
        """The density of a normal law."""
        spread = self.value(variance, env)
        distance = jets.subtract(self.value(at, env), self.value(mean, env))
        exponent = jets.divide(jets.multiply(distance, distance), jets.multiply(-2, spread))
        root = jets.power(jets.multiply(jets.multiply(2, v.PI), spread), v.divide(1, 2))
        return jets.divide(jets.exp(exponent), root)

    def _function(self, node: s.Apply, env: Environment) -> Value:
        """An unknown function at its arguments: any numbers between 0 and 1."""
        called = stem_of(node.function)
        if node.function.style in ("word", "text") or node.function.letter in ("N", "Gamma", "psi"):
            raise Undefined(f"a small world does not know {called}")
        self.touched.add(("function", called))
        places: list[object] = []
        moving: list[Value] = []
        for index in (*node.function.indices, *node.function.upper):
            named = isinstance(index, s.Name) and self.roles.is_parameter(index)
            places.append(jets.base(self.value(index, env)) if named else self.index(index, env))
        for item in (i for g in node.groups for i in g):
            if isinstance(item, s.Name) and self.roles.is_law(item):
                places.append(shown(item))
                continue
            value = self.value(item, env)
            places.append(jets.base(value))
            if isinstance(value, jets.Jet):
                moving.append(jets.subtract(value, jets.base(value)))
        if len(moving) > 1:
            raise Undefined("a derivative of a function of several numbers")
        coefficients = self.world.coefficients((called, *places))
        return jets.taylor(moving[0] if moving else 0, lambda n: coefficients[n])

    # Operators.

    def _big(self, node: s.Big, env: Environment) -> Value:
        join, out = _JOINED.get(node.sign, (None, 0))
        if join is None or node.limits is None:
            raise Undefined("an operator that a small world does not know")
        self._clashes(node)
        for inner in self._numbered(node, env) or self._range(node.limits, env):
            out = join(out, self.value(node.body, inner))
        return out

    def _numbered(self, node: s.Big, env: Environment) -> list[Environment]:
        """What a sum over ``k`` runs over that has the events ``z = k``: the outcomes of ``z``."""
        match node.limits:
            case s.Between(s.Name() as name, s.Number("1"), s.Name()) | s.Over((s.Name() as name,), ""):
                events = (n for n in s.walk(node.body) if isinstance(n, s.Chain))
                for event in events:
                    match event:
                        case s.Chain(s.Name() as drawn, (s.Link("=", side),)) if side == name:
                            if not self.roles.is_random(drawn):
                                return []
                            (key,) = self.keys(drawn, env)[:1]
                            found = self.outcomes((key,))
                            return [{**env, self.key(name, env): e[key]} for e in found]
        return []

    def _clashes(self, node: s.Big | s.Integral) -> None:
        """Refuse a letter that is all observations outside and one of them inside a product."""
        names = node.variables if isinstance(node, s.Integral) else ()
        bare = {n.letter.lower() for n in names if isinstance(n, s.Name) and not n.indices and not n.upper}
        for inside in s.walk(node.body):
            if isinstance(inside, s.Big) and inside.sign == "∏":
                for n in s.walk(inside.body):
                    if isinstance(n, s.Name) and n.letter.lower() in bare and (n.indices or n.upper):
                        raise Undefined("all observations and one of them under one letter")

    def _range(self, limits: s.Limits, env: Environment) -> Iterator[Environment]:
        match limits:
            case s.Between(s.Name() as name, low, high):
                first, last = (jets.number(self.value(end, env)) for end in (low, high))
                if not isinstance(first, int) or not isinstance(last, int) or last - first > 8:
                    raise Undefined("a sum without a known end")
                for k in range(first, last + 1):
                    yield {**env, self.key(name, env): k}
            case s.Over(variables, relation, _) if relation in ("", "∈"):
                yield from self._over(variables, env)
            case s.Where(s.Chain(s.Name() as name, (s.Link(),)) as condition):
                for inner in self._over((name,), env):
                    if self.holds(condition, inner):
                        yield inner
            case _:
                raise Undefined("a sum over what is not known")

    def _over(self, variables: Sequence[s.Expression], env: Environment) -> Iterator[Environment]:
        found: list[Environment] = [env]
        for name in variables:
            if not isinstance(name, s.Name):
                raise Undefined("a sum over what is no name")
            found = [{**e, **chosen} for e in found for chosen in self._choices(name, e)]
        yield from found

    def _choices(self, name: s.Name, env: Environment) -> Iterator[Environment]:
        if self.roles.is_random(name):
            yield from self.outcomes(self.keys(name, env))
        elif self.roles.is_parameter(name):
            yield from ({self.key(name, env): t} for t in THETAS[:2])
        elif name.letter in _COUNTERS and not name.indices:
            yield from ({self.key(name, env): k} for k in range(1, self.world.size + 1))
        else:
            raise Undefined("a sum over a set that is not known")

    def _integral(self, node: s.Integral, env: Environment) -> Value:
        """An integral over everything, as a sum: what holds for all densities holds for masses."""
        self._clashes(node)
        drawn = [n for n in node.variables if isinstance(n, s.Name) and self.roles.is_random(n)]
        if not drawn or len(drawn) < len(node.variables):
            raise Undefined("an integral over what is not drawn")
        ends = [e for e in (node.low, node.high) if e is not None]
        if not all(isinstance(n, s.Infinity | s.Terms | s.Number) for n in ends) or len(ends) == 1:
            raise Undefined("an integral with an end")
        if ends and not any(isinstance(n, s.Infinity) for e in ends for n in s.walk(e)):
            raise Undefined("an integral with an end")
        if any(self._is_measured(n, node.body) for n in node.variables):
            self.touched.add(("doubtful", "integral"))
        out: Value = 0
        for inner in self._over(node.variables, env):
            out = jets.add(out, self.value(node.body, inner))
        return out

    def _is_measured(self, variable: s.Expression, node: s.Node) -> bool:
        """Whether an integral is one of a formula in its variable, and not only of laws and functions."""
        if node == variable:
            return True
        inside = () if isinstance(node, s.Apply) else s.parts(node)
        return any(self._is_measured(variable, part) for part in inside)

    def _optimal(self, node: s.Optimum, env: Environment) -> list[tuple[Value, Value]]:
        """The values of what is optimised, with where they are reached."""
        if not isinstance(node.over, s.Over) or len(node.over.variables) != 1:
            raise Undefined("an optimum over what is not known")
        name = node.over.variables[0]
        if not isinstance(name, s.Name) or self.roles.is_random(name) or self.roles.is_law(name):
            raise Undefined("an optimum over what is no number")
        if any(isinstance(n, s.Apply) and n.function == name for n in s.walk(node.body)):
            raise Undefined("an optimum over functions")
        key = self.key(name, env)
        return [(t, jets.number(self.value(node.body, {**env, key: t}))) for t in THETAS[: self.world.size]]

    def _extreme(self, node: s.Optimum, env: Environment) -> Value:
        if node.kind.startswith("arg"):
            raise Undefined("a set of optimisers stands where a number is needed")
        found = self._optimal(node, env)
        return self._list_extreme(node.kind, [jets.number(b) for _, b in found])

    def _list_extreme(self, kind: str, numbers: Sequence[v.Number]) -> Value:
        best = numbers[0]
        for n in numbers[1:]:
            smaller = v.below(n, best)
            if smaller if kind in ("min", "inf") else not smaller:
                best = n
        return best

    def beaten(self, node: s.Optimum, place: v.Number) -> tuple[v.Number, tuple[v.Number, v.Number]] | None:
        """A number at which an optimum over a number is better than at a place, with the two values."""
        if not isinstance(node.over, s.Over) or len(node.over.variables) != 1:
            raise Undefined("an optimum over what is not known")
        (name,) = node.over.variables
        if not isinstance(name, s.Name) or self.roles.is_random(name) or self.roles.is_law(name):
            raise Undefined("an optimum over what is no number")
        key = self.key(name, {})
        here = jets.number(self.value(node.body, {key: place}))
        for other in _PLACES:
            try:
                there = jets.number(self.value(node.body, {key: other}))
            except Undefined:
                continue
            if v.below(here, there) if node.kind == "argmax" else v.below(there, here):
                return other, (there, here)
        return None

    def varying(self, node: s.Expression) -> Key:
        """What a side that is proportional to another one is a function of."""
        names: list[s.Expression] = []
        if isinstance(node, s.Apply) and self.roles.is_law(node.function):
            names = list(node.groups[0])
        if not names:
            names = [s.Name(p) for p in sorted(self.roles.usage.parameters)]
        match names:
            case [s.Name() as name]:
                return self.key(name, {})
        raise Undefined("it is not said of what a side is a function")

    def values(self, key: Key) -> Sequence[v.Number]:
        """The values of what is drawn, or of a parameter."""
        return self.alphabet(key) if key[0] in self.roles.random else THETAS[:2]

    def optimisers(self, node: s.Optimum, env: Environment) -> frozenset[Value]:
        """Where an optimum is reached."""
        found = self._optimal(node, env)
        best = self._list_extreme(node.kind.removeprefix("arg"), [jets.number(b) for _, b in found])
        return frozenset(t for t, b in found if v.same(jets.number(b), jets.number(best)))

    def _derivative(self, variables: Sequence[s.Expression], body: s.Expression, env: Environment) -> Value:
        names = list(variables) or [s.Name(p) for p in sorted(self.roles.usage.parameters)]
        if len(names) != 1 and not variables:
            raise Undefined("a derivative that does not say with respect to what")
        inner, epsilons = dict(env), []
        for name in names:
            if not isinstance(name, s.Name) or self.roles.is_random(name) or self.roles.is_law(name):
                raise Undefined("a derivative with respect to what is drawn")
            key, epsilon = self.key(name, env), jets.fresh()
            inner[key] = jets.moved(inner[key] if key in inner else self.name(name, env), epsilon)
            epsilons.append(epsilon)
        if isinstance(body, s.Factors) and sum(_speaks(f.body, names) for f in body.factors) > 1:
            raise Undefined("a derivative of which it is not clear how far it reaches")
        out = self.value(body, inner)
        for epsilon in epsilons:
            out = jets.slope(out, epsilon)
        if isinstance(body, s.Name) and body not in names and jets.number(out) == 0:
            raise Undefined("a derivative of a name that does not say on what it depends")
        return out

    # Conditions.

    def holds(self, condition: s.Expression, env: Environment) -> bool:
        """Whether a condition holds."""
        if not isinstance(condition, s.Chain) or condition.first is None:
            raise Undefined("a condition that a small world does not know")
        before = jets.number(self.value(condition.first, env))
        for link in condition.links:
            after = jets.number(self.value(link.side, env))
            if not compared(before, link.relation, after):
                return False
            before = after
        return True


def _speaks(node: s.Node, names: Sequence[s.Expression]) -> bool:
    letters = {n.letter for n in names if isinstance(n, s.Name)}
    return bool(letters & s.letters(node))


def compared(a: v.Number, relation: str, b: v.Number) -> bool:
    """Whether two numbers stand in a relation.

    Raises
    ------
    Undefined
        When the relation is none between numbers.
    """
    match relation:
        case "=" | "≔" | "≡":
            return v.same(a, b)
        case "≠":
            return not v.same(a, b)
        case "<":
            return v.below(a, b)
        case ">":
            return v.below(b, a)
        case "≤":
            return not v.below(b, a)
        case "≥":
            return not v.below(a, b)
    raise Undefined("a relation that is none between numbers")


def exact(digits: str) -> v.Rational:
    """A number from its digits."""
    return Fraction(digits)


_JOINED: dict[str, tuple[Callable[[Value, Value], Value], Value]] = {
    "∑": (jets.add, 0), "∏": (jets.multiply, 1),
}  # fmt: skip
_PLACES = tuple(Fraction(a, b) for a, b in ((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (2, 5), (3, 5)))
_COUNTERS = frozenset("ijklmnt")
_MEANS = frozenset(("Var", "I", "MI", "TV"))
