"""What the lists of the site share: a search box whose few lines are the only script that may run."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from importlib.resources import files

from mlekl_symbolic.writers.html_document import POLICY, plain, shell

SEARCH = "search.js"
LISTS = {"index.html": "Derivations", "rules.html": "Rules", "errors.html": "Errors"}
"""The pages that list something, with their titles."""


def searchable(name: str, introduction: str, entries: Sequence[str], after: str = "") -> str:
    """A page that lists something.

    Parameters
    ----------
    name
        The name of its file, one of `LISTS`.
    introduction, entries, after
        HTML.
    """
    code, policy = _script()
    title = LISTS[name]
    others = " · ".join(
        f"<b>{said}</b>" if page == name else f'<a href="{page}">{said}</a>' for page, said in LISTS.items()
    )
    body = (
        f'<header><h1>{plain(title)}</h1>\n<nav class="banner">{others}</nav></header>\n{introduction}\n'
        '<p><label for="search">Search</label> <input id="search" type="search" autocomplete="off"> '
        '<span id="found" class="small" role="status"></span></p>\n'
        f'<div id="entries">\n{"".join(entries)}</div>\n{after}\n<script>{code}</script>'
    )
    return shell(title, body, policy)


def _script() -> tuple[str, str]:
    """The search box's few lines, and a policy that lets exactly them run."""
    code = (files("mlekl_symbolic.writers") / "templates" / SEARCH).read_text("utf-8")
    digest = b64encode(hashlib.sha256(code.encode()).digest()).decode()
    return code, f"{POLICY}; script-src 'sha256-{digest}'"
