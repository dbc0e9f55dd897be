"""Colour and progress are for terminals; the text is the same without them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading

import pytest

pty = pytest.importorskip("pty")
FEW = ["cross_entropy", "likelihood_of_iid", "mle_as_kl"]
COMMAND = [sys.executable, "-m", "mlekl_symbolic.cli"]


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What ``mlekl`` writes when both its streams are one terminal."""
    ours, theirs = pty.openpty()
    said = bytearray()

    def listen() -> None:
        try:
            while block := os.read(ours, 4096):
                said.extend(block)
        except OSError:
            return

    listener = threading.Thread(target=listen)
    listener.start()
    clean = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    clean |= {"TERM": "xterm-256color"} | environment
    subprocess.run([*COMMAND, *arguments], stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL, env=clean)
    os.close(theirs)
    listener.join(timeout=20)
    os.close(ours)
    return said.decode("utf-8").replace("\r\n", "\n")


def without_colour(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.fixture(scope="module")
def plain() -> str:
    """The same command with its output in a pipe."""
    return subprocess.run([*COMMAND, "prove", "mle_as_kl"], capture_output=True, text=True).stdout


def test_colour_on_a_terminal_changes_no_letter(plain: str) -> None:
    said = on_a_terminal("prove", "mle_as_kl")
    assert said.startswith("\x1b[1;32mmle_as_kl: proved\x1b[0m")
    assert without_colour(said) == plain
    assert "\x1b" not in plain


def test_no_color_is_respected(plain: str) -> None:
    said = on_a_terminal("prove", "mle_as_kl", NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", said)
    assert without_colour(said) == plain


def test_a_dumb_terminal_gets_plain_text(plain: str) -> None:
    assert on_a_terminal("prove", "mle_as_kl", TERM="dumb") == plain


def test_progress_stays_out_of_a_pipe() -> None:
    ours, theirs = pty.openpty()
    done = subprocess.run([*COMMAND, "prove", *FEW, "--json"], stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    os.close(ours)
    assert [json.loads(line)["name"] for line in done.stdout.splitlines()] == FEW


def test_progress_is_shown_and_cleared() -> None:
    said = on_a_terminal("prove", *FEW)
    assert "proving" in said
    assert "mle_as_kl: proved" in said
    assert said.endswith("\x1b[2K")
