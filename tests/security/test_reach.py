"""No text of a document, table or certificate is ever run: seen in the source, and while they are checked."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "mlekl_symbolic"
FILES = {
    ".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): p
    for p in PACKAGE.rglob("*.py")
}
STARTS = (
    "readers",
    "checks",
    "kernel",
    "families",
    "replay",
    "cli.commands.check",
    "cli.commands.verify",
    "cli.commands.fit",
)
RUNS = frozenset({
    "eval", "exec", "compile", "__import__", "sympify", "parse_expr", "parse_latex", "lambdify",
    "system", "popen", "Popen", "spawn", "execv", "execve", "run_path", "run_module", "loads", "load",
    "find_class", "check_output", "check_call", "call", "literal_eval", "input",
})  # fmt: skip
"""Names of functions that run, or could run, what they are given."""

MODULES = frozenset({
    "pickle", "cPickle", "marshal", "shelve", "dill", "subprocess", "runpy", "code", "codeop",
    "ctypes", "socket", "http", "urllib", "ftplib", "telnetlib", "webbrowser", "pty", "xmlrpc", "imp",
    "shlex",
})  # fmt: skip
ALLOWED = {
    ("mlekl_symbolic.proof.library", "compile"): "a derivation file is Python that its author asks to run",
    ("mlekl_symbolic.proof.library", "exec"): "the same",
    ("mlekl_symbolic.checks.__main__", "pickle"): "from the process that started this one",
    ("mlekl_symbolic.checks.__main__", "pickle.load"): "the same",
    ("mlekl_symbolic.checks.one", "pickle"): "to and from a process of its own",
    ("mlekl_symbolic.checks.one", "pickle.loads"): "the same",
    ("mlekl_symbolic.checks.one", "subprocess"): "this Python and this package, no word of the document",
    ("mlekl_symbolic.checks.texts", "load"): "reads a document",
    ("mlekl_symbolic.readers.latex.documents", "load"): "reads a document",
    ("mlekl_symbolic.checks.sarif", "urllib"): "quotes a path",
    ("mlekl_symbolic.language.written", "sympify"): "strict: a text is refused",
    (
        "mlekl_symbolic.oracle.evaluate",
        "sympy.sympify",
    ): "of numbers and terms that are none of a document's text",
}


def imported(module: str) -> set[str]:
    """What a module imports, by name; packages run their own file as well."""
    out: set[str] = set()
    for node in ast.walk(ast.parse(FILES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            out |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            out |= {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
    return out | {name.rpartition(".")[0] for name in out | {module}}


def reachable() -> set[str]:
    """The modules that checking a document, a certificate or a table may import."""
    todo = [m for m in FILES if m.removeprefix("mlekl_symbolic.").startswith(STARTS)]
    seen: set[str] = set()
    while todo:
        module = todo.pop()
        if module in FILES and module not in seen:
            seen.add(module)
            todo.extend(imported(module))
    return seen


def called(node: ast.Call) -> str:
    """How a called function is written, when it is a name with points."""
    return ast.unparse(node.func) if isinstance(node.func, ast.Name | ast.Attribute) else ""


def risky(module: str) -> set[str]:
    """What a module calls and imports that could run something."""
    out: set[str] = set()
    for node in ast.walk(ast.parse(FILES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (name := called(node)).rpartition(".")[2] in RUNS:
            out.add(name)
        elif isinstance(node, ast.Import):
            out |= {a.name for a in node.names if a.name.partition(".")[0] in MODULES}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in MODULES:
            out.add((node.module or "").partition(".")[0])
    return out - {"re.compile", "json.loads", "tomllib.loads"}


def test_nothing_that_runs_text_is_reached_from_a_reader_or_a_checker():
    modules = reachable()
    assert len(modules) > 100
    found = {(m, what) for m in modules for what in risky(m)}
    assert found <= ALLOWED.keys(), (
        f"say in ALLOWED why this runs no text of a document: {found - ALLOWED.keys()}"
    )


def test_the_look_would_see_it(tmp_path, monkeypatch):
    bad = tmp_path / "bad.py"
    bad.write_text(
        "import os, pickle\nfrom subprocess import run\nos.system('x')\nsympy.parse_expr(t)\neval(t)\n",
        "utf-8",
    )
    monkeypatch.setitem(FILES, "bad", bad)
    assert risky("bad") == {"pickle", "subprocess", "os.system", "sympy.parse_expr", "eval"}


@pytest.mark.parametrize(
    "module", sorted(m for m in FILES if m.startswith(("mlekl_symbolic.kernel", "mlekl_symbolic.replay")))
)
def test_the_checkers_of_certificates_run_nothing_at_all(module):
    assert risky(module) == set()


DOCUMENTS = [
    r"\[ __import__('os').system('touch PWNED') = 1 \]",
    r"\[ \text{__import__('os').system('touch PWNED')} = 1 \]",
    r"\[ eval(exec) = x.__class__.__bases__ \]",
    r"\newcommand{\a}{lambda: open('PWNED','w')} \[ \a = \a \]",
    r"\immediate\write18{touch PWNED} \[ 1 = 1 \]",
    r"\directlua{os.execute('touch PWNED')} \[ 2 = 2 \]",
    r"\openout\f=PWNED \write\f{x} \[ 3 = 3 \]",
    r"\input{|touch PWNED} \[ 4 = 4 \]",
    r"\catcode`\@=11 \csname input\endcsname{/etc/passwd} \[ 5 = 5 \]",
    "% mlekl: x = __import__('os').system('touch PWNED')\n\\[ x = x \\]",
    "% mlekl: P distribution on {__import__('os')}\n\\[ P = P \\]",
    r"\[ \sum_{i=1}^{N} x_i = \operatorname{exec}(x) \]",
    r"\[ 'abc'.join(x) = {}^{[]} \]",
    r"\[ a + b = b + a \]",
    r"\[ a b = a + b \]",
    r"\begin{align} \log(a b) &= \log a + \log b \\ &= \log(b a) \end{align}",
]
PROBE = r"""
import sys
from pathlib import Path
from mlekl_symbolic.checks.one import check_bytes
from mlekl_symbolic.checks.options import Options
from mlekl_symbolic.checks.page import checked_page
from mlekl_symbolic.kernel.__main__ import replay_bytes
from mlekl_symbolic import replay
import json

documents, certificates = json.loads(sys.stdin.read())
events, listening = [], False
BAD = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "os.remove",
       "os.rename", "os.mkdir", "os.link", "os.symlink", "os.chmod", "pickle.find_class", "marshal.loads",
       "ctypes.dlopen", "shutil.rmtree", "socket.connect", "socket.bind", "urllib.Request", "webbrowser.open"}

def hook(event, args):
    if not listening:
        return
    if event in BAD:
        events.append(event)
    elif event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
        events.append(f"open {args[0]} {args[1]}")
    elif event == "open" and str(args[0]).startswith(("/etc", "PWNED")):
        events.append(f"open {args[0]}")
    elif event == "compile" and args[0] is not None:
        # An import from source compiles a file; only text has a name in angle brackets.
        if str(args[1]).startswith("<"):
            events.append(f"compile {args[0]!r}"[:200])
    elif event == "exec":
        name = getattr(args[0], "co_filename", "")
        if name.startswith("<") and "frozen" not in name:
            events.append(f"exec {name}")

def look(tail):
    for name, text in documents:
        record = check_bytes(name, (text + tail).encode(), Options(illustrated=True))
        checked_page([record])
    for text in certificates:
        replay_bytes("x", text.encode("utf-8", "surrogatepass"))
        try:
            replay.File(text).check()
        except Exception:
            pass

sys.addaudithook(hook)
look("")
listening = True
if sys.argv[1:]:
    eval("1 + 1")
look("\n\\[ y + 7 = 7 + y \\]\n")
listening = False
print(json.dumps(events))
"""


def heard(folder: Path, *arguments: str) -> list[str]:
    """What happened in a process that checks hostile documents and certificates."""
    bad = sorted((ROOT / "tests" / "kernel" / "bad").glob("*/*.json"))[::12]
    documents = [(f"d{n}.{kind}", d) for n, d in enumerate(DOCUMENTS) for kind in ("tex", "md")]
    certificates = [p.read_bytes().decode() for p in bad]
    given = json.dumps([documents, certificates])
    command = [sys.executable, "-c", PROBE, *arguments]
    done = subprocess.run(
        command, input=given, capture_output=True, text=True, cwd=folder, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert [p.name for p in folder.iterdir()] == []
    return list(json.loads(done.stdout.splitlines()[-1]))


def test_nothing_is_run_opened_or_started_while_hostile_documents_are_checked(tmp_path):
    assert heard(tmp_path) == []


def test_the_hook_would_hear_it(tmp_path):
    assert heard(tmp_path, "eval") == ["compile b'1 + 1'", "exec <string>"]
