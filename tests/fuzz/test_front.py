"""A little fuzzing of documents, certificates and command lines; bugs planted in each are found."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest

from mlekl_symbolic.checks import one
from tests.fuzz import arguments, certificates, formulas, texts
from tests.fuzz.engine import FEW
from tests.fuzz.formulas import Node
from tests.fuzz.swapped import (
    ARGUMENTS,
    CERTIFICATE_CRASHES,
    CERTIFICATES,
    LATEX,
    LATEX_CRASHES,
    Bug,
    planted,
)

SMALL = ("likelihood_of_iid", "cross_entropy")


def equations(count: int, seed: int = 0) -> Iterator[texts.TextTally]:
    """What becomes of equations whose meaning is known."""
    for n in range(count):
        source = Random(f"{seed}:{n}")
        yield texts.judged_equations(texts.equations(source), source)


def documents(count: int, seed: int = 0) -> Iterator[texts.TextTally]:
    """What becomes of real documents with changes."""
    for n in range(count):
        yield texts.judged(*texts.document(Random(f"{seed}:{n}")))


def replays(count: int, names: tuple[str, ...] = SMALL) -> Iterator[certificates.CertificateTally]:
    """What becomes of changed certificates, read as the functions are at the moment."""
    known = certificates.texts(*names)
    for n in range(count):
        source = Random(n)
        yield certificates.sequents(source.choice(known), source, 20)


def test_no_equation_is_misjudged() -> None:
    found = list(equations(25))
    assert not [f for tally in found for f in (*tally.false, *tally.crashed)]
    assert sum(tally.counts["compared"] for tally in found) > 60
    assert sum(tally.counts["refuted"] for tally in found) > 30


def test_no_document_is_a_fault() -> None:
    found = list(documents(40))
    assert not [f for tally in found for f in tally.crashed]
    assert sum(sum(tally.counts.values()) for tally in found) > 20


def test_no_certificate_proves_something_false() -> None:
    found = list(replays(15))
    assert not [f for tally in found for f in tally.false]
    words = {word for tally in found for word in tally.counts}
    assert {"unreadable", "does not check", "the same theorem", "rests on axioms of its own"} <= words


def test_every_command_line_ends_as_documented() -> None:
    found = [arguments.judged(arguments.drawn(Random(n))) for n in range(40)]
    assert not [wrong for _, wrong in found if wrong]
    assert len({code for code, _ in found}) > 1


@pytest.mark.parametrize("name", LATEX)
def test_a_misreading_is_found(name: str) -> None:
    with planted(LATEX[name]):
        assert any(tally.false for tally in equations(150))


@pytest.mark.parametrize("name", LATEX_CRASHES)
def test_a_crash_of_the_reader_is_found(name: str) -> None:
    with planted(LATEX_CRASHES[name]):
        assert any(tally.crashed for tally in documents(1500))


@pytest.mark.parametrize("name", CERTIFICATES)
def test_a_hole_in_the_reader_of_certificates_is_found(name: str) -> None:
    with planted(CERTIFICATES[name]):
        assert any(tally.false for tally in replays(120))


@pytest.mark.parametrize("name", CERTIFICATE_CRASHES)
def test_a_crash_of_the_reader_of_certificates_is_found(name: str) -> None:
    with planted(CERTIFICATE_CRASHES[name]), pytest.raises((RecursionError, TypeError, ZeroDivisionError)):
        for _ in replays(120):
            pass


@contextmanager
def little_memory() -> Iterator[None]:
    """Let the process have a gigabyte more than it has."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    with open("/proc/self/statm", encoding="ascii") as file:
        held = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + 2**30, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux only")
@pytest.mark.parametrize("name", ARGUMENTS)
def test_a_command_that_ends_otherwise_is_found(name: str) -> None:
    with planted(ARGUMENTS[name]), little_memory():
        calls = (arguments.drawn(Random(n)) for n in range(6000))
        wanted = (call for call in calls if _concerns(name, call.arguments))
        assert any(arguments.judged(call)[1] for call in wanted)


def _concerns(name: str, given: tuple[str, ...]) -> bool:
    """Whether a command line may show the bug at all: the others would only take time."""
    words = {
        "bad input is not caught": "fit", "an author's file may end the program": "exits.py",
        "a name that is too long": "a" * 300, "a PDF that is none": "fake.pdf",
        "an exit code that is not documented": "verify", "an endless file": "zero",
    }  # fmt: skip
    return words[name] in given and given[0] != "site"


def test_a_bug_that_no_longer_fits_the_source_is_noticed() -> None:
    with (
        pytest.raises(LookupError, match="source has changed"),
        planted(Bug("checks.one", "check_path", "words that are not there", "")),
    ):
        raise AssertionError


def test_a_bug_goes_away() -> None:
    before = one.check_path.__code__
    with planted(Bug("checks.one", "check_path", "LARGEST_FILE + 1", "LARGEST_FILE + 2")):
        assert one.check_path.__code__ is not before
    assert one.check_path.__code__ is before


def test_formulas_mean_what_is_written() -> None:
    a, b = Node("name", name="a"), Node("name", name="b")
    product = Node("*", (Node("+", (a, b)), Node("neg", (b,))))
    assert formulas.different(product, product, Random(0), ordinary=False) is None
    assert formulas.different(product, Node("+", (a, b)), Random(0), ordinary=False) is not None
    total = Node("sum", (Node("*", (a, Node("name", name="i"))),), name="i", value=3)
    assert (
        formulas.different(total, Node("*", (Node("number", value=6), a)), Random(0), ordinary=False) is None
    )
    assert formulas.written(Node("-", (a, Node("-", (a, b)))), Random(3)).count("a") == 2


def test_the_derivations_of_a_short_run_have_certificates() -> None:
    assert len(certificates.texts(*FEW)) == len(FEW)
