"""Divergences, entropies, expectations and events in a small world."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from fractions import Fraction

from mlekl_symbolic.readers.latex import surface as s
from mlekl_symbolic.readers.latex.elaborate.usage import is_jensen_shannon
from mlekl_symbolic.readers.latex.roles import is_divergence
from mlekl_symbolic.readers.latex.scope import bound_by
from mlekl_symbolic.readers.latex.trials import jets
from mlekl_symbolic.readers.latex.trials.jets import Undefined, Value
from mlekl_symbolic.readers.latex.trials.laws import Law, Laws
from mlekl_symbolic.readers.latex.trials.names import Environment, Key
from mlekl_symbolic.readers.latex.trials.roles import EVENTS, MEASURES


class Functionals(Laws, ABC):
    """What is computed from whole laws, in one small world."""

    @abstractmethod
    def holds(self, condition: s.Expression, env: Environment) -> bool:
        """Whether a condition holds."""

    def functional(self, node: s.Apply, env: Environment) -> Value:
        """A divergence, an entropy, a variance or a mutual information."""
        name, items = node.function, [i for g in node.groups for i in g]
        if is_divergence(name) or is_jensen_shannon(name):
            if len(items) != 2:
                raise Undefined("a divergence that is not one of two laws")
            kind = self._jensen_shannon if is_jensen_shannon(name) else self._divergence
            return self._in_units(kind(items[0], items[1], env), env)
        if name.letter == "TV" and len(items) == 2:
            return self._variation(items[0], items[1], env)
        if name.letter == "Var" and len(items) == 1:
            return self._variance(items[0], env)
        if name.letter in ("H", "CE") and self._are_laws(items) and not (node.bars and ";" in node.bars):
            return self._in_units(self._entropy(items, env), env)
        drawn = [n for n in items if isinstance(n, s.Name) and self.roles.is_random(n)]
        if len(drawn) == len(items):
            return self._in_units(self._of_variables(node, env), env)
        raise Undefined("a functional that a small world does not know")

    def _in_units(self, value: Value, env: Environment) -> Value:
        """A divergence or an entropy in the unit that the base of the logarithms says."""
        if len(self.roles.bases) > 1:
            raise Undefined("logarithms with several bases")
        for number in self.roles.bases:
            return jets.divide(value, jets.log(self.value(number, env)))
        return value

    def _are_laws(self, items: Sequence[s.Expression]) -> bool:
        heads = [i.function if isinstance(i, s.Apply) else i for i in items]
        return all(isinstance(h, s.Name) and self.roles.is_law(h) for h in heads) and len(items) in (1, 2)

    def _pair(self, p: s.Expression, q: s.Expression, env: Environment) -> tuple[Law, Law]:
        if isinstance(p, s.Apply) or not isinstance(q, s.Apply):
            first = self.law(p, env)
            return first, self.law(q, env, first)
        second = self.law(q, env)
        return self.law(p, env, second), second

    def _divergence(self, p: s.Expression, q: s.Expression, env: Environment) -> Value:
        one, other = self._pair(p, q, env)
        if len(one.variables) != len(other.variables):
            raise Undefined("a divergence of laws of different things")
        out: Value = 0
        for at in self.outcomes(one.variables):
            mass = self.density(one.node, one.variables, {**env, **at})
            if not isinstance(mass, jets.Jet) and mass == 0:
                continue
            there = dict(zip(other.variables, at.values(), strict=True))
            ratio = jets.divide(mass, self.density(other.node, other.variables, {**env, **at, **there}))
            out = jets.add(out, jets.multiply(mass, jets.log(ratio)))
        return out

    def _variation(self, p: s.Expression, q: s.Expression, env: Environment) -> Value:
        """The total variation distance."""
        one, other = self._pair(p, q, env)
        if one.variables != other.variables:
            raise Undefined("a divergence of laws of different things")
        out: Value = 0
        for at in self.outcomes(one.variables):
            masses = [self.density(m.node, m.variables, {**env, **at}) for m in (one, other)]
            out = jets.add(out, jets.absolute(jets.subtract(*masses)))
        return jets.divide(out, 2)

    def _jensen_shannon(self, p: s.Expression, q: s.Expression, env: Environment) -> Value:
        one, other = self._pair(p, q, env)
        if one.variables != other.variables:
            raise Undefined("a divergence of laws of different things")
        out: Value = 0
        for at in self.outcomes(one.variables):
            masses = [self.density(m.node, m.variables, {**env, **at}) for m in (one, other)]
            middle = jets.divide(jets.add(*masses), 2)
            for mass in masses:
                term = jets.multiply(mass, jets.log(jets.divide(mass, middle)))
                out = jets.add(out, jets.divide(term, 2))
        return out

    def _entropy(self, items: Sequence[s.Expression], env: Environment) -> Value:
        if len(items) == 2:
            one, other = self._pair(items[0], items[1], env)
        else:
            one = other = self.law(items[0], env)
        out: Value = 0
        for at in self.outcomes(one.variables):
            mass = self.density(one.node, one.variables, {**env, **at})
            if not isinstance(mass, jets.Jet) and mass == 0:
                continue
            there = dict(zip(other.variables, at.values(), strict=True))
            seen = self.density(other.node, other.variables, {**env, **at, **there})
            out = jets.subtract(out, jets.multiply(mass, jets.log(seen)))
        return out

    def _of_variables(self, node: s.Apply, env: Environment) -> Value:
        """``H(X)``, ``H(X, Y)``, ``H(X | Y)`` and ``I(X; Y)`` under the law of the document."""
        groups = [[self.key(n, env) for n in g if isinstance(n, s.Name)] for g in node.groups]
        whole = [k for g in groups for k in g]
        if len(set(whole)) < len(whole):
            raise Undefined("an entropy of one thing twice")
        if node.function.letter in ("H", "h") and len(groups) == 1:
            return self._joint_entropy(groups[0], env)
        if node.function.letter in ("H", "h") and node.bars == ("|",):
            return jets.subtract(self._joint_entropy(whole, env), self._joint_entropy(groups[1], env))
        if node.function.letter in ("I", "MI") and len(whole) == 2:
            apart = [self._joint_entropy([k], env) for k in whole]
            return jets.subtract(jets.add(*apart), self._joint_entropy(whole, env))
        raise Undefined("an entropy that a small world does not know")

    def _joint_entropy(self, keys: Sequence[Key], env: Environment) -> Value:
        out: Value = 0
        for at in self.outcomes(keys):
            mass = self.chance(at, env)
            out = jets.subtract(out, jets.multiply(mass, jets.log(mass)))
        return out

    def chance(self, at: dict[Key, Value], env: Environment) -> Value:
        """The mass of some values under the only law that the document has for them."""
        letters = {k[0] for k in at}
        if len(letters) < len(at):
            whole: Value = 1
            for key, value in at.items():
                whole = jets.multiply(whole, self.chance({(key[0], (), ()): value}, env))
            return whole
        stems = [n for n, own in self.roles.pairs.items() if letters <= own and n in MEASURES]
        stems = [n for n in stems if n in EVENTS] or stems
        if len(stems) > 1:
            raise Undefined("several laws of one variable")
        if stems:
            return self.mass(s.Name(stems[0]), at, {}, (), env)
        if len(at) > 1 and len(letters) > 1:
            return self.mass(s.Name("p"), at, {}, (), env)
        key, value = next(iter(at.items()))
        self.touched.add(("law", "Pr"))
        table = self.world.law(("Pr", key[0]), (self.alphabet(key),), "P", (key[0].upper(),))
        return table[(jets.number(value),)][0]

    # Expectations.

    def mean(self, node: s.Mean, env: Environment) -> Value:
        """An expectation."""
        if node.given:
            raise Undefined("a conditional expectation")
        if len(node.under) > 1 and len(self.roles.drawing) == 1 and all(map(self._is_drawn, node.under)):
            (stem,) = self.roles.drawing
            keys = [k for n in node.under if isinstance(n, s.Name) for k in self.keys(n, env)]
            return self._weighted(node.body, keys, s.Name(stem), env)
        if len(node.under) > 1:
            raise Undefined("an expectation of which the law is not known")
        under = node.under[0] if node.under else None
        match under:
            case None:
                return self._plain_mean(node.body, env)
            case s.Over(variables, _, domain) if all(isinstance(n, s.Name) for n in variables):
                keys = [k for n in variables if isinstance(n, s.Name) for k in self.keys(n, env)]
                return self._weighted(node.body, keys, domain, env)
            case s.Apply(function) if self.roles.is_law(function):
                return self._weighted(node.body, list(self.law(under, env).variables), under, env)
            case s.Name() if self.roles.is_random(under) and len(self.roles.drawing) == 1:
                (stem,) = self.roles.drawing
                return self._weighted(node.body, self.keys(under, env), s.Name(stem), env)
            case s.Name() if self.roles.is_law(under):
                return self._weighted(node.body, self._drawn(under, node.body, env), under, env)
        raise Undefined("an expectation of which the law is not known")

    def _is_drawn(self, node: s.Node) -> bool:
        return isinstance(node, s.Name) and self.roles.is_random(node)

    def _weighted(
        self, body: s.Expression, keys: Sequence[Key], source: s.Expression | None, env: Environment
    ) -> Value:
        if not keys or source is None:
            raise Undefined("an expectation of which the law is not known")
        out: Value = 0
        for at in self.outcomes(keys):
            inner = {**env, **at}
            if isinstance(source, s.Name):
                weight = self._named_weight(source, at, inner)
            else:
                own = self.law(source, inner)
                moved = dict(zip(own.variables, at.values(), strict=False))
                weight = self.density(source, own.variables, {**inner, **moved})
            out = jets.add(out, jets.multiply(weight, self.value(body, inner)))
        return out

    def _named_weight(self, source: s.Name, at: dict[Key, Value], env: Environment) -> Value:
        """The mass under a law that is only named: given what it is always given."""
        letters = {k[0] for k in at}
        parameters = (*source.indices, *source.upper)
        given: dict[Key, Value] = {}
        if len(at) == 1 and not letters & self.roles.processes:
            (own,) = at
            for name in self.roles.conditions.get((self.roles.stem(source), own[0]), ()):
                indexed = own[2] if name.indices or name.upper else ()
                key = (name.letter.lower(), name.marks, indexed)
                given[key] = env[key] if key in env else self.point(key)
        return self.mass(source, at, given, parameters, env)

    def _drawn(self, law: s.Name, body: s.Expression, env: Environment) -> list[Key]:
        own = self.roles.usage.first.get(self.roles.stem(law), set()) or self.roles.random
        found = {self.key(n, env) for n in free_names(body) if self.roles.is_random(n)}
        keys = sorted(k for k in found if k[0] in own and k not in env)
        if len(keys) > 1:
            stem = self.roles.stem(law)
            given = {n.letter.lower() for k in keys for n in self.roles.conditions.get((stem, k[0]), ())}
            keys = [k for k in keys if k[0] not in given]
        if len(keys) != 1:
            raise Undefined("an expectation that does not say what is drawn")
        return keys

    def _plain_mean(self, body: s.Expression, env: Environment) -> Value:
        names = [n for n in free_names(body) if self.roles.is_random(n) and n.letter.isupper()]
        keys = sorted({self.key(n, env) for n in names})
        if not keys or any(k[1] or k[2] for k in keys):
            raise Undefined("an expectation that does not say what is drawn")
        out: Value = 0
        for at in self.outcomes(keys):
            out = jets.add(out, jets.multiply(self.chance(at, env), self.value(body, {**env, **at})))
        return out

    def _variance(self, body: s.Expression, env: Environment) -> Value:
        square = s.Power(body, s.Number("2"))
        mean = self._plain_mean(body, env)
        return jets.subtract(self._plain_mean(square, env), jets.multiply(mean, mean))

    def moment(self, name: s.Name) -> Value:
        """The mean or the standard deviation of what the document is about, under their usual names."""
        drawn = s.Name(self.roles.measured.upper())
        if name.letter == "mu":
            return self._plain_mean(drawn, {})
        return jets.power(self._variance(drawn, {}), Fraction(1, 2))

    # Events.

    def is_event(self, node: s.Apply) -> bool:
        """Whether a law is applied to a condition, which has a probability."""
        first = node.groups[0][0]
        if len(node.groups) != 1 or not isinstance(first, s.Chain):
            return False
        return not (isinstance(first.first, s.Name) and first.links[0].relation == "=")

    def event(self, node: s.Apply, env: Environment) -> Value:
        """The probability of a condition on independent copies of what it speaks of."""
        condition = node.groups[0][0]
        self.touched.add(("event", node.function.letter))
        letters = {
            n.letter.lower()
            for n in s.walk(condition)
            if isinstance(n, s.Name) and n.letter.isupper() and self.roles.is_random(n)
        }
        if len(letters) != 1:
            raise Undefined("an event of several variables")
        letter = letters.pop()
        named = [n for n in s.walk(condition) if isinstance(n, s.Name) and n.letter.lower() == letter]
        copies = any(n.indices or n.upper or n.marks for n in named)
        plain: list[Key] = [(letter, (), (k,)) for k in range(1, self.world.size + 1)]
        out: Value = 0
        for at in self.outcomes(plain if copies else [(letter, (), ())]):
            inner = {**env, **at}
            if copies:
                mean = jets.divide(_total(list(at.values())), self.world.size)
                inner |= {(letter, ("bar",), ()): mean, (letter, ("bar",), (self.world.size,)): mean}
            if self.holds(condition, inner):
                out = jets.add(out, self.chance(at, env))
        return out


def _total(values: Sequence[Value]) -> Value:
    out: Value = 0
    for value in values:
        out = jets.add(out, value)
    return out


def free_names(node: s.Node) -> list[s.Name]:
    """The names in a formula that stand for something that it does not bind."""
    bound = bound_by(node)
    out = [node] if isinstance(node, s.Name) else []
    for part in s.parts(node):
        out += [n for n in free_names(part) if n.letter not in bound]
    return out
