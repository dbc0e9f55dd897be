"""Certificates changed at random and put to both checkers.

``python -m tests.kernel.mutated_certificates 10000 1`` tries ten thousand with the seed 1, and prints how
many there were of each kind and outcome, and every one on which the two disagree.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from mlekl_symbolic import replay
from mlekl_symbolic.kernel import __main__ as kernel
from mlekl_symbolic.kernel.algebra import FORGETFUL
from mlekl_symbolic.kernel.certificate import CertificateError, read, read_library, verify
from mlekl_symbolic.kernel.lines import CheckError

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 45_000
ACCEPTED = (kernel.PROVED, kernel.FOREIGN)
Records = list[Any]
Change = Callable[[Records, Random], None]
HEADS = [*replay.CONSTANTS, "foo"]
BINDERS = [*replay.BINDERS, "lam", "foo"]
SORTS = ["real", "set", "prop", "fun1", "fun2", "fun99", "fun0", "fun100", "num"]
LAWS = [*replay.LAWS, "numeral", "use0", "use1", "use01", "foo"]


@cache
def library() -> Any:
    """The kernel's own copy of the library, read once."""
    return read_library(Path(kernel.LIBRARY).read_text(encoding="utf-8"))


def by_the_kernel(text: str) -> tuple[int, str]:
    """The kernel's exit code, and what it says is proved."""
    kernel.library = library
    try:
        certificate = read(text)
        proved = verify(certificate).sequent
    except CertificateError as error:
        return kernel.UNREADABLE, str(error)
    except CheckError as error:
        return kernel.FAILED, str(error)
    return kernel.FOREIGN if kernel.foreign(certificate) else kernel.PROVED, repr(proved.proposition)


def by_the_other(text: str) -> tuple[int, str]:
    """The second checker's exit code, and what it says is proved."""
    replay.ROWS.clear()
    replay.NUMBERS.clear()
    code = kernel.UNREADABLE
    try:
        found = replay.File(text)
        code = kernel.FAILED
        found.check()
    except Exception as error:
        # Whatever goes wrong in it refuses the file.
        return code, repr(error)
    if found.proved is None:
        return code, "no theorem"
    return kernel.FOREIGN if replay.strangers(found) else kernel.PROVED, spelled(found.proved)


def spelled(t: int) -> str:
    """A term of the second checker as the kernel spells it."""
    row = replay.ROWS[t]
    if row.kind == "bound":
        return f"#{row.head}"
    return f"({row.head} {' '.join(map(spelled, row.parts))})" if row.parts else str(row.head)


def certificates() -> dict[str, Records]:
    """The committed certificates that are not large, by name."""
    files = (p for p in sorted((ROOT / "output").glob("*.json")) if p.stat().st_size < LARGEST)
    return {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in files}


def text_of(records: Records) -> str:
    """The text of a certificate with these records."""
    return (
        "[\n"
        + ",\n".join(json.dumps(r, ensure_ascii=False, separators=(",", ":")) for r in records)
        + "\n]\n"
    )


def _of(records: Records, *keys: str) -> list[Any]:
    return [r for r in records if any(k in r for k in keys)]


def _neighbour(n: int, random: Random, most: int) -> Any:
    return random.choice(
        [n + 1, n - 1, random.randrange(max(most, 1)), 0, n + 2, -1, random.choice([most, True, 10**30])]
    )


def _list(values: list[Any], random: Random, new: Callable[[Any], Any]) -> None:
    """Change a list: an element changed, dropped, repeated, moved; or one more."""
    kind = random.randrange(8)
    i = random.randrange(len(values)) if values else 0
    if not values or kind == 0:
        values.append(new(values[i] if values else 0))
    elif kind == 1:
        del values[i]
    elif kind == 2:
        values.insert(i, values[i])
    elif kind == 3:
        values.reverse()
    elif kind == 4:
        values.insert(0, values.pop(i))
    else:
        values[i] = new(values[i])


def a_line(records: Records, random: Random) -> None:
    """Change a proof line."""
    lines, terms = _of(records, "line"), len(_of(records, "var", "bound", "num", "app", "bind"))
    line = random.choice(lines)
    keys = [k for k in line if k not in ("line", "axiom", "algebra")]
    key = random.choice(keys or ["uses"])
    values = line.setdefault(key, [])
    most = len(lines) if key == "uses" else 3 if key == "path" else terms
    if key == "instance" and values and random.random() < 0.8:
        _list(random.choice(values), random, lambda n: _neighbour(n, random, most))
    else:
        _list(values, random, lambda n: _neighbour(n, random, most) if type(n) is int else n)


def a_rule(records: Records, random: Random) -> None:
    """Another rule, or another axiom."""
    lines = _of(records, "line")
    line = random.choice(lines)
    if "axiom" in line and random.random() < 0.6:
        line["axiom"] = random.choice(_of(records, "conclusion"))["axiom"]
    else:
        line["line"] = random.choice([*replay.RULES, "foo"])


def a_term(records: Records, random: Random) -> None:
    """Change a term: a head, a part, a numeral, a name, a sort."""
    record = random.choice(_of(records, "var", "bound", "num", "app", "bind"))
    number = records.index(record)
    match record:
        case {"var": pair}:
            pair[random.randrange(2)] = random.choice([*SORTS, "x", "a", "", "\n", "X", 5])
        case {"bound": k}:
            record["bound"] = _neighbour(k, random, 3)
        case {"num": value}:
            record["num"] = random.choice(
                [f"-{value}", "0", "1", "2", "1/2", f"{value}/1", f"{value}1", "1/0", "+1", ""]
            )
        case {"app": [_, parts, _] as whole}:
            place = random.randrange(4)
            if place == 0:
                whole[0] = random.choice(HEADS)
            elif place == 1 and random.random() < 0.3:
                whole[2] = random.choice(SORTS)
            else:
                _list(parts, random, lambda n: _neighbour(n, random, number))
        case {"bind": whole}:
            if random.random() < 0.1:
                whole.append(whole[-1])
            place = random.randrange(3)
            whole[place] = _neighbour(whole[place], random, number) if place else random.choice(BINDERS)


def a_micro_step(records: Records, random: Random) -> None:
    """Change a trace of ``ring``, or make one up."""
    traces = [r["algebra"] for r in records if r.get("algebra")]
    if not traces or random.random() < 0.05:
        random.choice(_of(records, "line"))["algebra"] = ["add_comm@0"]
        return
    trace = random.choice(traces)
    i = random.randrange(len(trace))
    law, _, place = trace[i].partition("@")
    match random.randrange(6):
        case 0:
            trace[i] = f"{random.choice(LAWS)}@{place}"
        case 1:
            trace[i] = f"{law.removeprefix('-') if law[0] == '-' else '-' + law}@{place}"
        case 2:
            trace[i] = (
                f"{law}@{random.choice(['', '0', '1', '0.1', '1.0', '2', place + '.0', '-1', '00', '0.'])}"
            )
        case 3:
            trace[i] = f"{law}@{place}:{random.randrange(40)}"
        case 4:
            trace[i] = f"-{random.choice(sorted(FORGETFUL))}@{place}:{random.randrange(40)}"
        case _:
            _list(trace, random, lambda s: s)


def a_theory(records: Records, random: Random) -> None:
    """Change an axiom or a definition."""
    record = random.choice(_of(records, "conclusion", "definition") or records)
    key = random.choice(list(record))
    value, number = record[key], records.index(record)
    if isinstance(value, str):
        record[key] = random.choice(["log", "x y", "", "deriv", "kl", "entropy", "sum", "foo", "ax_1"])
    elif isinstance(value, list) and value and isinstance(value[0], list):
        _list(
            random.choice([value, value[0]]),
            random,
            lambda n: _neighbour(n, random, number) if type(n) is int else n,
        )
    elif isinstance(value, list):
        _list(value, random, lambda n: _neighbour(n, random, number))
    else:
        record[key] = _neighbour(value, random, number)


def the_theorem(records: Records, random: Random) -> None:
    """Change what is proved, the hypotheses or the steps, where the last record still has them."""
    end, most = records[-1], len(records)
    key = random.choice([k for k in end if end[k] != []] or ["theorem"])
    value = end.get(key)
    if not isinstance(value, list):
        end[key] = _neighbour(value if type(value) is int else 0, random, len(_of(records, "line")))
    elif random.random() < 0.4 or not all(isinstance(pair, list) for pair in value):
        _list(value, random, lambda n: n)
    else:
        _list(random.choice(value), random, lambda n: _neighbour(n, random, most) if type(n) is int else n)


def the_order(records: Records, random: Random) -> None:
    """Records dropped, repeated, moved."""
    i, j = random.randrange(len(records)), random.randrange(len(records))
    kind = random.randrange(4)
    if kind == 0:
        del records[i]
    elif kind == 1:
        records.insert(i, deepcopy(records[i]))
    elif kind == 2:
        records[i], records[j] = records[j], records[i]
    else:
        records.insert(j, records.pop(i))


def a_key(records: Records, random: Random) -> None:
    """Keys dropped, renamed, added; values of another type."""
    record = random.choice(records)
    key = random.choice(list(record))
    value = record.pop(key)
    kind = random.randrange(4)
    if kind == 0:
        record[random.choice(["line", "theorem", "axiom", "foo", "uses", "num"])] = value
    elif kind == 1:
        record[key] = random.choice([{}, [], "", None, 0, True, 1.5, [[]], {"a": 1}, "real", [0, 0], ["", 0]])
    elif kind == 2:
        record[key] = value
        record[random.choice(["foo", "sort", "terms", "name", "hypotheses", ""])] = random.choice(
            [0, [], "x"]
        )


CHANGES: dict[str, tuple[int, Change]] = {
    "line": (30, a_line), "rule": (10, a_rule), "term": (25, a_term), "micro-step": (10, a_micro_step),
    "theory": (8, a_theory), "theorem": (6, the_theorem), "order": (6, the_order), "key": (5, a_key),
}  # fmt: skip


def mutants(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """So many changed certificates, each with the names of what was changed."""
    random, start = Random(seed), list(certificates().values())
    names, weights = list(CHANGES), [w for w, _ in CHANGES.values()]
    for _ in range(count):
        records = deepcopy(random.choice(start))
        changes = random.choices(names, weights, k=random.choice([1, 1, 1, 2]))
        for name in changes:
            CHANGES[name][1](records, random)
        text = text_of(records)
        if random.random() < 0.03:
            i = random.randrange(len(text))
            text, changes = (
                text[:i] + random.choice(["", " ", "\n", ",", "[", "9", '"', "\x1b", "é"]) + text[i + 1 :],
                ["text"],
            )
        yield changes[0], text


def difference(text: str) -> tuple[int, str]:
    """The kernel's exit code, and what the two checkers disagree on, if they do."""
    ours, theirs = by_the_kernel(text), by_the_other(text)
    if ours[0] == kernel.UNREADABLE and theirs[0] in ACCEPTED:
        ours, theirs = by_the_kernel(seemly(text)), by_the_other(seemly(text))
    agree = ours == theirs or not {ours[0], theirs[0]} & set(ACCEPTED)
    return ours[0], "" if agree else f"the kernel says {ours}, the other {theirs}"[:600]


def seemly(text: str) -> str:
    """The text in the layout of the kernel, without characters that cannot be printed."""
    return text_of([_shown(record) for record in json.loads(text)])


def _shown(value: Any) -> Any:
    match value:
        case str():
            return "".join(c if c.isprintable() else f"<{ord(c)}>" for c in value)
        case list():
            return [_shown(v) for v in value]
        case dict():
            return {_shown(k): _shown(v) for k, v in value.items()}
    return value


def main(count: int, seed: int) -> int:
    """Try so many and print the figures."""
    outcomes: Counter[tuple[str, int]] = Counter()
    differences = 0
    for n, (kind, text) in enumerate(mutants(count, seed)):
        code, found = difference(text)
        outcomes[kind, code] += 1
        if found:
            differences += 1
            print(f"{n} ({kind}): {found}", flush=True)
    for kind in [*CHANGES, "text"]:
        print(kind, {code: outcomes[kind, code] for code in (0, 2, 3, 4)})
    print(f"{count} changed certificates, {differences} disagreements")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
